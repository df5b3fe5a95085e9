// SPDX-License-Identifier: MIT
/// \file
/// What a generator does with keys, personal fields and free texts when nobody tells it.
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/data/personal.hpp>
#include <standin/generators/any.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/prepare/constraints.hpp>

#include "data/expect_error.hpp"
#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin {
namespace {

constexpr std::size_t people_rows = 600;

/// Patients of a clinic, with all that must not come back.
table patients() {
  static const char* const given[] = {"James", "Mary",  "Linda", "Robert", "Maria",
                                      "David", "Susan", "Carol", "Ruth",   "Nancy"};
  static const char* const family[] = {"Smith", "Johnson", "Brown", "Garcia", "Miller", "Davis", "Wilson", "Moore"};
  std::vector<std::int64_t> id;
  std::vector<std::string> name, email, note, ticket, memo;
  std::vector<double> age, ward, same;
  validity has_email(people_rows, true);
  for (std::size_t i = 0; i < people_rows; ++i) {
    const std::string n = std::to_string(i);
    id.push_back(static_cast<std::int64_t>(50'000 + i * 13 + i % 5));
    name.push_back(std::string(given[i % 10]) + " " + family[i % 8]);
    email.push_back("patient" + n + "@clinic.org");
    if (i % 4 == 0) {
      has_email.set(i, false);
      email.back().clear();
    }
    note.push_back("complains of pain since week " + n + " after a fall");
    ticket.push_back("QX-" + std::to_string(10'000 + i * 131 % 80'000));
    memo.push_back(i % 2 == 0 ? "ok" : "call " + name.back() + " at " + given[i % 10] + n + "@clinic.org");
    age.push_back(static_cast<double>(20 + i * 37 % 60) + 0.5 * static_cast<double>(i % 2));
    ward.push_back(static_cast<double>(i % 4));
    same.push_back(7);
  }
  return {{{"id"},
           {"name", column_kind::text},
           {"email", column_kind::text},
           {"note", column_kind::text},
           {"ticket", column_kind::text},
           {"age"},
           {"ward"},
           {"same"},
           {"empty"},
           {"memo", column_kind::text}},
          {column(id), column(name), column(email, has_email), column(note), column(ticket), column(age), column(ward),
           column(same), column(std::vector<double>(people_rows), validity(people_rows, false)), column(memo)}};
}

/// Cells of a column that hold a text which the column has in the other table.
std::size_t leaked(const table& real, const table& made, std::string_view name) {
  std::set<std::string_view> known;
  for (std::size_t row = 0; row < real.rows(); ++row) known.insert(real.column(name).text(row));
  known.erase("");
  std::size_t found = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) found += known.count(made.column(name).text(row));
  return found;
}

TEST(roles_of_columns, say_what_was_done_and_why) {
  const auto model = independent<>{}.fit(patients());
  const fit_report& report = model.report();
  EXPECT_TRUE(report.warnings.empty()) << report.warnings.front();
  ASSERT_EQ(report.columns.size(), 10U);
  const auto expect = [&](std::size_t c, column_role role, std::string_view treatment) {
    EXPECT_EQ(report.columns[c].role, role) << report.columns[c].column;
    EXPECT_EQ(report.columns[c].treatment, treatment);
    EXPECT_FALSE(report.columns[c].reason.empty());
    EXPECT_GT(report.columns[c].confidence, 0.5);
  };
  expect(0, column_role::key, "issued anew");
  expect(1, column_role::personal, "replaced by made-up names of persons");
  expect(2, column_role::personal, "replaced by made-up e-mail addresses");
  expect(3, column_role::text, "replaced by made-up texts");
  expect(4, column_role::key, "issued anew");
  expect(5, column_role::measure, "learned as numbers");
  expect(6, column_role::category, "learned as numbers");
  expect(7, column_role::category, "learned as numbers");
  expect(8, column_role::ignored, "comes back empty");
  expect(9, column_role::text, "replaced by made-up texts");
}

// The same count finds real values where they are planted: a sample in which every tenth row has one of the table's.
TEST(roles_of_columns, let_no_personal_value_and_no_free_text_through) {
  const table real = patients();
  const auto model = independent<>{}.fit(real);
  const table made = model.sample(20'000, {.seed = 4});
  for (const char* name : {"email", "note", "memo"}) EXPECT_EQ(leaked(real, made, name), 0U) << name;
  std::vector<column> columns = model.sample(20'000, {.seed = 4}).release();
  std::size_t planted = 0;
  for (std::size_t row = 0; row < 20'000; row += 10) {
    columns[3].cells<std::string>()[row] = real.column("note").text(row % people_rows);
    ++planted;
  }
  EXPECT_EQ(leaked(real, table(made.schema(), std::move(columns)), "note"), planted);
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const std::string_view email = made.column("email").text(row);
    ASSERT_TRUE(email.empty() || email.find("@example.") != std::string_view::npos) << email << " may be somebody's";
  }
}

TEST(roles_of_columns, leave_holes_constants_and_empty_columns_as_they_were) {
  const table made = independent<>{}.fit(patients()).sample(20'000);
  EXPECT_EQ(made.schema(), patients().schema());
  std::size_t holes = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    EXPECT_EQ(made.column("same").number(row), 7.0);
    EXPECT_TRUE(made.column("empty").missing(row));
    holes += made.column("email").missing(row) ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(holes) / 20'000.0, 0.25, 0.0123);  // four standard errors, α = 6e-5
}

TEST(roles_of_columns, issue_keys_that_differ_in_all_chunks_and_rows) {
  const auto model = independent<>{}.fit(patients());
  const table all = model.sample(5000, {.seed = 2});
  std::set<double> ids;
  std::set<std::string> tickets;
  std::string bytes;
  sample_in_chunks(model, 5000, {.seed = 2}, 777, [&](const table& chunk) {
    bytes += test::bytes_of(chunk);
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
      ids.insert(chunk.column("id").number(row));
      tickets.emplace(chunk.column("ticket").text(row));
    }
  });
  EXPECT_EQ(ids.size(), 5000U);
  EXPECT_EQ(tickets.size(), 5000U);
  EXPECT_EQ(bytes == test::bytes_of(all), true);
}

TEST(roles_of_columns, refuse_more_rows_than_there_are_keys) {
  const auto model = independent<>{}.fit(patients());
  expect_error<data_error>([&] { (void)model.sample(10, {.first_row = 20'000'000'000'000'000}); },
                           {"key", "room for", "fewer rows"});
}

// A key of one letter and one digit: 260 rows have one. Nothing is handed over where the 261st would lack it.
TEST(roles_of_columns, are_asked_for_all_keys_before_the_first_chunk) {
  std::vector<std::string> code;
  std::vector<double> size;
  for (int i = 0; i < 40; ++i) {
    code.push_back(std::string(1, static_cast<char>('A' + i * 7 % 26)) + std::to_string(i % 10));
    size.push_back(i * 37 % 11 + 0.5);
  }
  const table real({{"code", column_kind::text}, {"size"}}, {column(code), column(size)});
  const auto model = independent<>{}.fit(real, {.roles = {{"code", column_role::key}}});
  const any_model any = model;
  std::size_t chunks = 0;
  std::set<std::string> codes;
  const auto count = [&](const table& chunk) {
    ++chunks;
    for (std::size_t row = 0; row < chunk.rows(); ++row) codes.emplace(chunk.column("code").text(row));
  };
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{100}})
    expect_error<data_error>([&] { sample_in_chunks(any, 261 - first, {.first_row = first}, 10, count); },
                             {"\"code\"", "room for 260 rows", "row 261"});
  expect_error<data_error>([&] { sample_in_chunks(model, 261, {.given = where("size") > 3}, 10, count); },
                           {"room for 260 rows"});
  EXPECT_EQ(chunks, 0U);
  sample_in_chunks(any, 260, {}, 10, count);
  EXPECT_EQ(chunks, 26U);
  EXPECT_EQ(codes.size(), 260U);
}

TEST(roles_of_columns, keep_keys_and_persons_when_rows_are_drawn_again) {
  const auto model = independent<>{}.fit(patients());
  const table freely = model.sample(3000, {.seed = 6});
  const table given = model.sample(3000, {.seed = 6, .given = where("ward") == 1 && where("age") > 40});
  for (std::size_t row = 0; row < 3000; ++row) {
    EXPECT_EQ(given.column("ward").number(row), 1.0);
    ASSERT_EQ(given.column("id").number(row), freely.column("id").number(row));
    ASSERT_EQ(given.column("name").text(row), freely.column("name").text(row));
  }
  expect_error<invalid_option>([&] { (void)model.sample(10, {.given = where("id") == 5000}); },
                               {"\"id\"", "issued anew"});
  const table mailless = model.sample(100, {.given = where("email").is_missing()});
  for (std::size_t row = 0; row < 100; ++row) EXPECT_TRUE(mailless.column("email").missing(row));
}

TEST(roles_of_columns, are_better_known_to_the_caller) {
  const table real = patients();
  const auto model = independent<>{}.fit(real, {.roles = {{"id", column_role::measure},
                                                          {"name", column_role::category},
                                                          {"ward", column_role::category},
                                                          {"note", column_role::ignored},
                                                          {"age", column_role::key}}});
  const table made = model.sample(3000, {.seed = 1});
  EXPECT_FALSE(made.schema().find("note"));
  EXPECT_EQ(model.report().columns[3].treatment, "left out");
  EXPECT_EQ(model.report().columns[3].reason, "as told");
  EXPECT_EQ(leaked(real, made, "name"), 3000U) << "categories are kept by name";
  std::set<double> ids, wards;
  for (std::size_t row = 0; row < 3000; ++row) {
    ids.insert(made.column("id").number(row));
    wards.insert(made.column("ward").number(row));
  }
  EXPECT_LT(ids.size(), 3000U) << "measures are not unique";
  EXPECT_EQ(wards, (std::set<double>{0, 1, 2, 3}));
  expect_error<schema_error>(
      [&] {
        (void)independent<>{}.fit(real, {.roles = {{"nme", column_role::key}}});
      },
      {"\"nme\""});
  expect_error<schema_error>(
      [&] {
        (void)independent<>{}.fit(real, {.roles = {{"note", column_role::measure}}});
      },
      {"\"note\"", "measure"});
}

TEST(roles_of_columns, may_stand_in_the_schema_or_leave_personal_columns_out) {
  table real = patients();
  std::vector<column_spec> specs(real.schema().begin(), real.schema().end());
  specs[0].role = column_role::measure;
  const table told(table_schema(specs), std::move(real).release());
  const auto model = independent<>{}.fit(told, {.personal = personal_columns::drop});
  EXPECT_EQ(model.report().columns[0].treatment, "learned as numbers");
  EXPECT_FALSE(model.schema().find("name"));
  EXPECT_FALSE(model.schema().find("email"));
  EXPECT_TRUE(model.schema().find("note"));
  const auto other = independent<>{}.fit(told, {.roles = {{"id", column_role::key}}});
  EXPECT_EQ(other.report().columns[0].treatment, "issued anew");
}

// What a rule looks up it would give back, whatever a later step does with the column.
TEST(roles_of_columns, are_not_undone_by_rules) {
  using namespace prepare;
  const table real = patients();
  const std::vector<std::pair<constraint, std::string_view>> refused{
      {fixed_combinations{{"name", "ward"}}, "column \"name\" is replaced by made-up names"},
      {functional_dependency{{"name"}, "ward"}, "column \"name\" is replaced by made-up names"},
      {functional_dependency{{"ward"}, "email"}, "column \"email\" is replaced by made-up e-mail addresses"},
      {fixed_combinations{{"ward", "note"}}, "column \"note\" is replaced by made-up texts"},
      {ordering::at_most("age", "id"), "column \"id\" is issued anew"},
      {value_between{"ward", "age", "id"}, "column \"id\" is issued anew"},
      {increment{"id", 1.0}, "column \"id\" is issued anew"},
      {sum_of_parts{{"ward", "age"}, "id"}, "column \"id\" is issued anew"},
      {one_hot{{"id", "ward"}}, "column \"id\" is issued anew"},
      {formula{"age", "id * 2"}, "column \"id\" is issued anew"}};
  for (const auto& [rule, why] : refused) {
    expect_error<invalid_option>(
        [&real, &rule = rule] { (void)independent<>{}.fit(real, {.steps = {constraints({rule})}}); },
        {describe(rule), why, "category or a measure"});
  }
  expect_error<invalid_option>(
      [&] {
        (void)independent<>{}.fit(real, {.steps = {constraints({ordering::at_most("ward", "age")})},
                                         .roles = {{"age", column_role::ignored}}});
      },
      {"column \"age\" is left out"});
  expect_error<invalid_option>(
      [&] {
        (void)independent<>{}.fit(
            real, {.steps = {constraints({fixed_combinations{{"name", "ward"}}})}, .personal = personal_columns::drop});
      },
      {"column \"name\" is left out"});
  const auto told = independent<>{}.fit(real, {.steps = {constraints({ordering::at_most("age", "id")})},
                                               .roles = {{"id", column_role::measure}, {"age", column_role::measure}}});
  EXPECT_EQ(told.report().columns[0].treatment, "learned as numbers");
}

TEST(roles_of_columns, say_that_a_formula_makes_what_looks_like_a_key) {
  std::vector<std::int64_t> twice, half;
  for (std::int64_t i = 0; i < 400; ++i) {
    half.push_back(100 + i);
    twice.push_back(2 * (100 + i));
  }
  const table real({{"half"}, {"twice"}}, {column(half), column(twice)});
  const auto model =
      independent<>{}.fit(real, {.steps = {prepare::constraints({prepare::formula{"twice", "half * 2"}})},
                                 .roles = {{"half", column_role::measure}, {"twice", column_role::key}}});
  EXPECT_EQ(model.report().columns[1].treatment, "made by constraints twice = half * 2");
  const table made = model.sample(100, {.seed = 3});
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_EQ(made.column(1).number(row), 2.0 * made.column(0).number(row));
}

TEST(roles_of_columns, take_a_table_of_keys_alone) {
  const table real({{"user"}}, {column(std::vector<std::int64_t>{7, 9, 11, 13, 15, 17})});
  const auto model = independent<>{}.fit(real, {.roles = {{"user", column_role::key}}});
  const table made = model.sample(4, {.first_row = 1});
  EXPECT_EQ(made.rows(), 4U);
  EXPECT_EQ(made.column(0).number(3), 15.0);
  expect_error<data_error>(
      [&] {
        (void)independent<>{}.fit(real, {.roles = {{"user", column_role::ignored}}});
      },
      {"all columns are left out"});
}

}  // namespace
}  // namespace standin
