// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/form_json.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/io/preparation_json.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::io {
namespace {

/// A column for each way of issuing cells anew, and for levels of texts and numbers.
table many_roles_table() {
  std::vector<std::int64_t> even, spread, phone, birth;
  std::vector<double> rising, grade;
  std::vector<std::string> code, name, email, note, ticket, word;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i);
    even.push_back(static_cast<std::int64_t>(i + 1));
    rising.push_back(static_cast<double>(1000 + i * 37 + i % 5));
    spread.push_back(static_cast<std::int64_t>(10'000 + i * 7919 % 80'021));
    birth.push_back(static_cast<std::int64_t>(i * 53 % 20'000));
    phone.push_back(static_cast<std::int64_t>(12'125'550'000 + i));
    code.push_back("K-" + std::to_string(1000 + i * 37 % 9000));
    name.push_back("Maria " + std::string(1 + i % 3, 'A'));
    email.push_back("maria" + n + "@mail.it");
    note.push_back("a long story about number " + n + " and more");
    ticket.push_back("PC " + std::to_string(10'000 + i * 7919 % 80'000));
    word.push_back(i < 10 ? "seldom" : "word" + std::to_string(i % 4));
    grade.push_back(static_cast<double>(i % 3) + 0.5);
  }
  return {{{"even"},
           {"rising"},
           {"spread"},
           {"phone"},
           {"code", column_kind::text},
           {"name", column_kind::text},
           {"email", column_kind::text},
           {"note", column_kind::text},
           {"ticket", column_kind::text},
           {"word", column_kind::text},
           {"grade"},
           {"birth", column_kind::datetime, time_unit::day}},
          {column(even), column(rising), column(spread), column(phone), column(code), column(name), column(email),
           column(note), column(ticket), column(word), column(grade), column(birth)}};
}

auto fitted(prepare::rare_levels rare = {}) {
  return independent<>{}.fit(many_roles_table(), {.roles = {{"even", column_role::key},
                                                            {"rising", column_role::key},
                                                            {"spread", column_role::key},
                                                            {"phone", column_role::personal},
                                                            {"code", column_role::key},
                                                            {"name", column_role::personal},
                                                            {"email", column_role::personal},
                                                            {"note", column_role::text},
                                                            {"ticket", column_role::text},
                                                            {"word", column_role::category},
                                                            {"grade", column_role::category},
                                                            {"birth", column_role::personal}},
                                                  .rare = std::move(rare)});
}

TEST(role_steps_json, keep_all_that_sampling_depends_on) {
  const auto model = fitted();
  EXPECT_NE(form_to_json(model.form()).dump().find("\"drawn\""), std::string::npos) << "the births of persons";
  EXPECT_NE(form_to_json(model.form()).dump().find(R"("beyond":"K-[1-9]9{4,15}")"), std::string::npos);
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const std::string bytes = write_model_bytes(model, form);
    const auto again = read_model_bytes<std::remove_const_t<decltype(model)>>(bytes, form);
    EXPECT_EQ(write_model_bytes(again, form), bytes);
    const table one =
        model.sample(300, {.seed = 5, .first_row = 8'900});  // 9 000 keys of four digits, then longer ones
    const table two = again.sample(300, {.seed = 5, .first_row = 8'900});
    ASSERT_EQ(one.schema(), two.schema());
    for (std::size_t c = 0; c < one.schema().size(); ++c)
      for (std::size_t row = 0; row < 300; ++row)
        ASSERT_TRUE(
            one.column(c).text(row) == two.column(c).text(row) &&
            (one.column(c).number(row) == two.column(c).number(row) || one.schema()[c].kind == column_kind::text))
            << one.schema()[c].name;
  }
}

// Every member of the steps with a wrong value: a sentence, and no crash.
TEST(role_steps_json, that_were_changed_are_refused_or_read) {
  std::size_t refused = 0;
  const std::vector<std::pair<prepare::rare_levels, std::string>> ways{
      {{.fewer_than = 60}, "rare"},
      {{.fewer_than = 60, .word = "other"}, "suppressed"},
      {{.fewer_than = 20, .resample = true}, "resampled"}};
  for (const auto& [rare, name] : ways) {
    const auto model = fitted(rare);
    const json good = form_to_json(model.form());
    ASSERT_NE(good.dump().find("\"step\":\"" + name + "\""), std::string::npos);
    for (std::size_t step = 0; step < good["steps"].size(); ++step)
      for (std::size_t c = 0; c < good["steps"][step]["columns"].size(); ++c)
        for (const auto& [key, value] : good["steps"][step]["columns"][c].items())
          for (const json& wrong : {json(nullptr), json("x"), json(-5), json(1e300), json::array({json::array({0, 0})}),
                                    json::array(), json(std::uint64_t{1} << 63)}) {
            json bad = good;
            bad["steps"][step]["columns"][c][key] = wrong;
            try {
              const prepare::table_form form = form_from_json(json_reader(bad, "model"));
              try {
                (void)form.restore(form.prepared().room(64), 0, 3, {}, 0);
              } catch (const error&) {
              }
            } catch (const error&) {
              ++refused;
            }
          }
  }
  EXPECT_GT(refused, 200U);
}

TEST(schema_json, keeps_roles) {
  const table_schema schema({{.name = "id", .role = column_role::key}, {.name = "x"}});
  const json written = schema_to_json(schema);
  EXPECT_EQ(written[0]["role"], "key");
  EXPECT_FALSE(written[1].contains("role"));
  EXPECT_EQ(schema_from_json(json_reader(written, "schema")), schema);
  json wrong = written;
  wrong[0]["role"] = "kee";
  expect_error<format_error>([&] { (void)schema_from_json(json_reader(wrong, "schema")); }, {"kee", "role"});
}

}  // namespace
}  // namespace standin::io
