// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/prepare/constraints.hpp>

#include "data/expect_error.hpp"
#include "prepare/constraints/tables.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::io {
namespace {

/// Columns for one rule of each kind.
table many_rules_table() {
  std::vector<double> low, high, x, a, b, total, y, price, deep;
  std::vector<std::int64_t> day, later;
  std::vector<std::uint32_t> city, country, zone;
  std::vector<std::int32_t> w1, w2;
  std::vector<int> has_high;
  for (int i = 0; i < 400; ++i) {
    low.push_back(i * 37 % 101 / 10.0);
    has_high.push_back(i % 7 != 0);
    high.push_back(has_high.back() == 0 ? 0 : (i * 37 % 101 + i % 11) / 10.0);
    x.push_back(i * 13 % 97);
    a.push_back(i * 7 % 31);
    b.push_back(i * 5 % 17);
    total.push_back(a.back() + b.back());
    y.push_back(2 * x.back() + 1);
    price.push_back(i % 23 * 0.25);
    deep.push_back(0.1 + i * 0.37777777777123 / 3);
    day.push_back(18'000 + i);
    later.push_back(18'000 + i + i % 5);
    city.push_back(static_cast<std::uint32_t>(i % 4));
    country.push_back(static_cast<std::uint32_t>(i % 4 / 2));
    zone.push_back(static_cast<std::uint32_t>(1 - i % 4 / 2));
    w1.push_back(i % 3 == 0);
    w2.push_back(i % 3 != 0);
  }
  return {{{"low"},
           {"high"},
           {"x"},
           {"a"},
           {"b"},
           {"total"},
           {"y"},
           {"price"},
           {"deep"},
           {"day", column_kind::datetime, time_unit::day},
           {"later", column_kind::datetime, time_unit::day},
           {"city", column_kind::categorical},
           {"country", column_kind::categorical},
           {"zone", column_kind::categorical},
           {"w1"},
           {"w2"},
           {"middle"}},
          {column(low), column(high, bits(has_high)), column(x), column(a), column(b), column(total), column(y),
           column(price), column(deep), column(day), column(later),
           column::categorical(city, {"Paris", "Lyon", "Oslo", "Bergen"}),
           column::categorical(country, {"France", "Norway"}), column::categorical(zone, {"north", "south"}),
           column(w1), column(w2), column(low)}};
}

prepare::constraints many_rules() {
  return test::parse_all({"between(low, middle, high)", "deep < total", "fixed(city, country)",
                          "depends(country -> zone)", "step(price, 0.25)", "onehot(w1, w2)", "sum(a, b = total)",
                          "y = 2 * x + 1", "day <= later"});
}

table fitting_table() {
  // deep < total needs a table in which it holds.
  table t = many_rules_table();
  table_schema schema = t.schema();
  std::vector<column> columns = std::move(t).release();
  std::vector<double> deep;
  for (std::size_t row = 0; row < 400; ++row)
    deep.push_back(columns[5].cells<double>()[row] - 0.5 - static_cast<double>(row) / 777);
  columns[8] = column(deep);
  return {schema, std::move(columns)};
}

TEST(steps_json, gives_the_same_rows_after_writing_and_reading) {
  const table t = fitting_table();
  const auto model = independent<>{}.fit(t, {.steps = {many_rules()}});
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const std::string bytes = write_model_bytes(model, form);
    const auto again = read_model_bytes<fitted_t<independent<>>>(bytes, form);
    EXPECT_EQ(again.schema(), model.schema());
    EXPECT_EQ(again.fingerprint(), model.fingerprint());
    EXPECT_EQ(write_model_bytes(again, form), bytes);
    test::expect_same(again.sample(3000, {.seed = 5}), model.sample(3000, {.seed = 5}));
  }
}

TEST(steps_json, refuses_steps_that_do_not_fit) {
  const table t = fitting_table();
  const auto model = independent<>{}.fit(t, {.steps = {many_rules()}});
  const json good = form_to_json(model.form());
  static_cast<void>(form_from_json(json_reader(good, "file")));
  const auto refuse = [&good](auto change) {
    json bad = good;
    change(bad["steps"][0]["all"]);
    EXPECT_THROW(static_cast<void>(form_from_json(json_reader(bad, "file"))), format_error);
  };
  refuse([](json& all) { all[0]["constraint"] = "nothing"; });
  refuse([](json& all) { all.erase(0); });
  for (std::size_t k = 0; k < good["steps"][0]["all"].size(); ++k) {
    refuse([k](json& all) { all[k]["layout"]["columns"] = 3; });
    refuse([k](json& all) { all[k]["layout"]["replaced"][0]["at"] = 1000; });
    refuse([k](json& all) { all[k]["layout"]["replaced"] = json::array(); });
    refuse([k](json& all) { all[k].erase("layout"); });
    // Each number, one after the other, becomes one that is too large; whatever is read then must sample without harm.
    json flat = good["steps"][0]["all"][k].flatten();
    for (auto& [path, value] : flat.items()) {
      if (!value.is_number_integer() || flat.size() > 500) continue;
      json bad = good;
      bad["steps"][0]["all"][k][json::json_pointer(path)] = std::int64_t{1} << 61;
      try {
        const prepare::table_form form = form_from_json(json_reader(bad, "file"));
        static_cast<void>(form.restore(form.prepared().room(64), 0, 64, {}, 0));
      } catch (const error&) {
      }
    }
  }
}

struct plus_one {
  struct fitted {
    [[nodiscard]] table apply(table t) const { return t; }
    [[nodiscard]] table restore(table t, const prepare::restore_context&) const { return t; }
    [[nodiscard]] prepare::pulled_box pull(const prepare::cell_box& box) const { return {box}; }
    void parameters(auto&&, auto&&) const {}
  };
  using step_concept = prepare::step_tag;
  [[nodiscard]] std::string name() const { return "plus one"; }
  [[nodiscard]] fitted fit(const table_view&) const { return {}; }
};

TEST(steps_json, knows_nothing_of_steps_of_the_program) {
  const auto model = independent<>{}.fit(fitting_table(), {.steps = {plus_one{}}});
  expect_error<invalid_option>([&] { static_cast<void>(form_to_json(model.form())); }, {"step of the program's own"});
}

}  // namespace
}  // namespace standin::io
