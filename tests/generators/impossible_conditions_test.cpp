// SPDX-License-Identifier: MIT
/// \file
/// Conditions that no row can meet: the error names the columns, what is asked of them, and the constraint.
#include <standin/core/error.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/prepare/constraint_parser.hpp>
#include <standin/prepare/constraints.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin {
namespace {

constexpr std::array<std::string_view, 5> cities{"Paris", "Lyon", "Rome", "Milan", "Bern"};
constexpr std::array<std::string_view, 5> countries{"FR", "FR", "IT", "IT", "CH"};

/// Columns that keep each kind of constraint, from a fixed seed: lo from 10 to 50, net from 10 to 99.
table ruled(std::size_t rows = 600) {
  std::vector<std::int64_t> lo(rows), mid(rows), hi(rows), fives(rows), h1(rows), h2(rows), h3(rows), sent(rows),
      paid(rows), grade(rows);
  std::vector<double> x(rows), y(rows), twice(rows), net(rows), tax(rows), gross(rows);
  std::vector<std::uint32_t> city(rows), country(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({11, 3}, random::purpose::sample, row);
    const auto whole = [&](std::int64_t from, std::uint64_t to) {
      return from + static_cast<std::int64_t>(random::uniform_index(draws, to));
    };
    lo[row] = whole(10, 41);
    mid[row] = lo[row] + whole(0, 31);
    hi[row] = mid[row] + whole(0, 41);
    fives[row] = 5 * whole(1, 9);
    const std::int64_t hot = whole(0, 3);
    h1[row] = hot == 0 ? 1 : 0;
    h2[row] = hot == 1 ? 1 : 0;
    h3[row] = hot == 2 ? 1 : 0;
    sent[row] = whole(18'262, 28);  // January 2020
    paid[row] = sent[row] + whole(0, 200);
    grade[row] = whole(1, 4);
    x[row] = random::normal(draws);
    y[row] = static_cast<double>(whole(0, 10'001)) / 100.0;
    twice[row] = std::round((2.0 * y[row] + 1.0) * 100.0) / 100.0;
    const std::int64_t cents = whole(1'000, 8'901);
    const std::int64_t tax_cents = whole(100, 801);
    net[row] = static_cast<double>(cents) / 100.0;
    tax[row] = static_cast<double>(tax_cents) / 100.0;
    gross[row] = static_cast<double>(cents + tax_cents) / 100.0;
    city[row] = static_cast<std::uint32_t>(random::uniform_index(draws, cities.size()));
    country[row] = countries[city[row]] == "FR" ? 0U : countries[city[row]] == "IT" ? 1U : 2U;
  }
  const auto texts = [](const auto& names) {
    std::vector<std::string> all;
    for (const std::string_view name : names) all.emplace_back(name);
    return all;
  };
  std::vector<column> columns;
  for (std::vector<std::int64_t>* const each : {&lo, &mid, &hi, &fives, &h1, &h2, &h3, &sent, &paid, &grade})
    columns.emplace_back(std::move(*each));
  for (std::vector<double>* const each : {&x, &y, &twice, &net, &tax, &gross}) columns.emplace_back(std::move(*each));
  columns.push_back(column::categorical(city, texts(cities)));
  columns.push_back(column::categorical(country, {"FR", "IT", "CH"}));
  const auto day = [](const char* name) {
    return column_spec{.name = name, .kind = column_kind::datetime, .unit = time_unit::day};
  };
  return {{{.name = "lo"},
           {.name = "mid"},
           {.name = "hi"},
           {.name = "fives"},
           {.name = "h1"},
           {.name = "h2"},
           {.name = "h3"},
           day("sent"),
           day("paid"),
           {.name = "grade"},
           {.name = "x"},
           {.name = "y"},
           {.name = "twice"},
           {.name = "net"},
           {.name = "tax"},
           {.name = "gross"},
           {.name = "city", .kind = column_kind::categorical},
           {.name = "country", .kind = column_kind::categorical}},
          std::move(columns)};
}

struct impossible_case {
  std::string_view constraint;
  std::string_view condition;
  std::vector<std::string_view> words;  ///< of the sentence
};

/// One for each kind of constraint and each way in which it forbids rows.
std::vector<impossible_case> impossible_cases() {
  return {
      {"lo <= mid <= hi", "lo > 45 and hi < 20", {"lo > 45", "hi < 20", "lo <= mid <= hi"}},
      {"lo <= mid <= hi", "mid == 12 and lo == 13", {"mid == 12", "lo == 13", "lo <= mid <= hi"}},
      {"lo <= mid <= hi", "hi < 5", {"column \"hi\"", "hi < 5", "lo <= mid <= hi", "hi >= 10"}},
      {"lo <= mid <= hi", "hi is missing", {"hi is missing", "lo <= mid <= hi"}},
      {"lo <= mid <= hi", "hi == 20.5", {"\"hi\"", "hi == 20.5", "lo <= mid <= hi"}},
      {"sent <= paid", "sent > \"2020-01-20\" and paid < \"2020-01-10\"", {"sent", "paid", "sent <= paid"}},
      {"sent <= paid", "paid < \"2019-01-01\"", {"column \"paid\"", "sent <= paid", "2020-01-01"}},
      {"between(lo, mid, hi)", "lo > 40 and mid < 30", {"lo > 40", "mid < 30", "between(lo, mid, hi)"}},
      {"between(lo, mid, hi)", "mid > 60 and hi < 50", {"mid > 60", "hi < 50", "between(lo, mid, hi)"}},
      {"between(lo, mid, hi)", "mid < 3", {"column \"mid\"", "mid < 3", "between(lo, mid, hi)"}},
      {"fixed(city, country)",
       "city == \"Paris\" and country == \"IT\"",
       {"city == ", "Paris", "country == ", "IT", "fixed(city, country)"}},
      {"fixed(city, country)", "city == \"Oslo\"", {"city == ", "Oslo", "fixed(city, country)"}},
      {"depends(city -> country)",
       "city == \"Paris\" and country == \"IT\"",
       {"city == ", "Paris", "country == ", "IT", "depends(city -> country)"}},
      {"depends(city -> country)", "country == \"XX\"", {"country == ", "XX", "depends(city -> country)"}},
      {"step(fives, 5)", "fives == 7", {"fives == 7", "step(fives, 5)"}},
      {"step(fives, 5)", "fives > 100", {"fives > 100", "step(fives, 5)", "fives <= 45"}},
      {"onehot(h1, h2, h3)", "h1 == 1 and h2 == 1", {"h1 == 1", "h2 == 1", "onehot(h1, h2, h3)"}},
      {"onehot(h1, h2, h3)", "h1 == 0 and h2 == 0 and h3 == 0", {"h1 == 0", "h3 == 0", "onehot(h1, h2, h3)"}},
      {"sum(net, tax = gross)", "net > 50 and gross < 40", {"net > 50", "gross < 40", "sum(net, tax = gross)"}},
      {"sum(net, tax = gross)",
       "net == 20.5 and tax == 5.25 and gross == 30",
       {"gross == 30", "sum(net, tax = gross)"}},
      {"twice = 2 * y + 1", "y > 50 and twice < 40", {"y > 50", "twice < 40", "twice = 2 * y + 1"}},
      {"twice = 2 * y + 1", "twice < -5 and y >= 0", {"twice < -5", "twice = 2 * y + 1"}},
  };
}

/// What is thrown for rows under a condition.
std::string refusal(const auto& model, std::string_view condition) {
  try {
    static_cast<void>(model.sample(3, {.seed = 1, .given = parse_condition(condition), .max_tries = 200}));
  } catch (const error& thrown) {
    return thrown.what();
  }
  return {};
}

void expect_no_inner_name(const std::string& said) {
  for (const std::string_view inner : {" - mid\"", "mid - ", " | ", "share of", "within lo", "fives / ", "presence of"})
    EXPECT_EQ(said.find(inner), std::string::npos) << "\"" << inner << "\" is a column of a step, in: " << said;
}

template <class Generator>
void expect_that_refusals_tell(const Generator& generator) {
  const table rows = ruled();
  for (const impossible_case& each : impossible_cases()) {
    const auto model =
        generator.fit(rows, {.steps = {prepare::constraints{prepare::parse_constraint(each.constraint)}}});
    const std::string said = refusal(model, each.condition);
    for (const std::string_view word : each.words)
      EXPECT_NE(said.find(word), std::string::npos) << "\"" << word << "\" is not in: " << said;
    expect_no_inner_name(said);
  }
}

TEST(impossible_conditions, name_columns_and_constraint_with_independent_columns) {
  expect_that_refusals_tell(independent<>{});
}

TEST(impossible_conditions, name_columns_and_constraint_with_a_copula) {
  expect_that_refusals_tell(copula<>{});
}

TEST(impossible_conditions, name_the_few_constraints_that_matter) {
  const auto model = independent<>{}.fit(
      ruled(),
      {.steps = {prepare::constraints{
           prepare::parse_constraint("lo <= mid <= hi"), prepare::parse_constraint("fixed(city, country)"),
           prepare::parse_constraint("sum(net, tax = gross)"), prepare::parse_constraint("twice = 2 * y + 1")}}});
  const std::string said = refusal(model, "grade >= 1 and twice > 50 and y < 3 and lo > 12");
  EXPECT_NE(said.find("twice = 2 * y + 1"), std::string::npos) << said;
  for (const std::string_view other : {"grade", "lo", "fixed", "sum"})
    EXPECT_EQ(said.find(other), std::string::npos) << said;
}

TEST(impossible_conditions, say_what_came_out_where_nothing_forbids_them) {
  const auto model = independent<>{}.fit(
      ruled(), {.steps = {prepare::constraints{prepare::parse_constraint("sum(net, tax = gross)")}}});
  const std::string said = refusal(model, "gross > 500");
  for (const std::string_view word :
       {"gross > 500", "sum(net, tax = gross)", "column \"gross\" came out from", "200 tries"})
    EXPECT_NE(said.find(word), std::string::npos) << "\"" << word << "\" is not in: " << said;
}

TEST(impossible_conditions, name_the_constraint_on_columns_that_they_compare) {
  const auto model =
      independent<>{}.fit(ruled(), {.steps = {prepare::constraints{prepare::parse_constraint("lo <= mid <= hi"),
                                                                   prepare::parse_constraint("twice = 2 * y + 1")}}});
  const std::string said = refusal(model, "lo > mid");
  EXPECT_NE(said.find("lo > mid"), std::string::npos) << said;
  EXPECT_NE(said.find("under the constraint lo <= mid <= hi"), std::string::npos) << said;
  EXPECT_NE(refusal(model, "lo < mid and mid < lo").find("no row can meet"), std::string::npos);
}

/// Numbers without steps from 0 to 1 and from 9 to 10, and nothing between them.
table with_a_gap() {
  std::vector<double> x(2000), y(2000);
  for (std::size_t row = 0; row < x.size(); ++row) {
    random::stream draws({9, 9}, random::purpose::sample, row);
    x[row] = draws.uniform() + (row % 2 == 0 ? 9.0 : 0.0);
    y[row] = draws.uniform();
  }
  return table({{.name = "x"}, {.name = "zeta"}}, {column(std::move(x)), column(std::move(y))});
}

TEST(impossible_conditions, name_the_column_of_a_number_that_is_never_made) {
  const table rows = with_a_gap();
  for (const std::string& said : {refusal(independent<>{}.fit(rows), "zeta > 0.2 and x == 5.123456789"),
                                  refusal(copula<>{}.fit(rows), "zeta > 0.2 and x == 5.123456789")}) {
    for (const std::string_view word : {"column \"x\"", "x == 5.123456789", "interval"})
      EXPECT_NE(said.find(word), std::string::npos) << "\"" << word << "\" is not in: " << said;
    EXPECT_EQ(said.find("zeta"), std::string::npos) << said;
  }
}

TEST(impossible_conditions, tell_dates_as_dates) {
  std::vector<std::int64_t> days(300);
  for (std::size_t row = 0; row < days.size(); ++row) days[row] = 17'897 + static_cast<std::int64_t>(row);
  const table rows({{.name = "sent", .kind = column_kind::datetime, .unit = time_unit::day}}, {column(days)});
  EXPECT_NE(refusal(independent<>{}.fit(rows), "sent > '2030'").find("date-times from 2019-01-01 to 2019-10-27"),
            std::string::npos);  // days 17 897 and 18 196 after 1970-01-01
  for (std::size_t row = 0; row < days.size(); ++row) days[row] = 17'897 + 7 * static_cast<std::int64_t>(row % 60);
  const table weekly({{.name = "sent", .kind = column_kind::datetime, .unit = time_unit::day}}, {column(days)});
  EXPECT_NE(refusal(independent<>{}.fit(weekly), "sent == '2019-01-02'").find("in steps of 7 days"), std::string::npos);
}

TEST(numbers_without_steps, can_be_asked_for_to_the_last_digit) {
  const table rows = with_a_gap();
  const condition wanted = parse_condition("zeta > 0.2 and x == 0.123456789012345");
  const auto expect_met = [&](const auto& model) {
    sample_report report;
    const table made = model.sample(500, {.seed = 3, .given = wanted, .report = &report});
    EXPECT_EQ(matching_rows(wanted, made).size(), 500U);
    EXPECT_EQ(report.acceptance_rate(), 1.0);
    EXPECT_TRUE(report.exact);
  };
  expect_met(independent<>{}.fit(rows));
  expect_met(copula<>{}.fit(rows));
}

// 24.5 = 20.25 + 4.25: what is left of the sum is asked of the model, which needn't guess.
TEST(sums, follow_from_a_total_and_all_parts_but_one) {
  const auto model =
      copula<>{}.fit(ruled(), {.steps = {prepare::constraints{prepare::parse_constraint("sum(net, tax = gross)")}}});
  for (const std::string_view given : {"gross == 24.5 and tax == 4.25", "gross == 24.5 and net == 20.25"}) {
    const table made = model.sample(20, {.seed = 2, .given = parse_condition(given), .max_tries = 8});
    for (std::size_t row = 0; row < made.rows(); ++row) {
      EXPECT_EQ(made.column("net").number(row), 20.25) << given;
      EXPECT_EQ(made.column("tax").number(row), 4.25) << given;
    }
  }
}

TEST(sums, of_rows_to_complete_follow_from_what_is_known) {
  const auto model =
      copula<>{}.fit(ruled(), {.steps = {prepare::constraints{prepare::parse_constraint("sum(net, tax = gross)")}}});
  validity has_gross(3, false), has_tax(3, true), has_net(3, false);
  has_gross.set(0, true);
  has_net.set(1, true);
  const table partial(
      {{.name = "net"}, {.name = "tax"}, {.name = "gross"}},
      {column(std::vector<double>{0, 31.5, 0}, has_net), column(std::vector<double>{4.25, 5, 3.33}, has_tax),
       column(std::vector<double>{24.5, 0, 0}, has_gross)});
  const table made = model.sample(3, {.seed = 4, .given = rows_to_complete{.rows = partial}, .max_tries = 8});
  EXPECT_EQ(made.column("net").number(0), 20.25);
  EXPECT_EQ(made.column("gross").number(1), 36.5);
  EXPECT_EQ(made.column("tax").number(2), 3.33);
  EXPECT_NEAR(made.column("gross").number(2), made.column("net").number(2) + 3.33, 1e-9);
}

TEST(rows_that_cannot_be_completed, are_named_with_their_columns) {
  const auto model =
      independent<>{}.fit(ruled(), {.steps = {prepare::constraints{prepare::parse_constraint("lo <= mid <= hi")}}});
  const table partial({{.name = "lo"}, {.name = "hi"}},
                      {column(std::vector<std::int64_t>{20, 30}), column(std::vector<std::int64_t>{40, 15})});
  try {
    static_cast<void>(model.sample(2, {.given = rows_to_complete{.rows = partial}}));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const error& thrown) {
    const std::string said = thrown.what();
    for (const std::string_view word : {"row 2", "lo == 30", "hi == 15", "lo <= mid <= hi"})
      EXPECT_NE(said.find(word), std::string::npos) << "\"" << word << "\" is not in: " << said;
  }
}

TEST(rows_to_complete, keep_keys_and_names_that_they_have) {
  const std::size_t rows = 200;
  std::vector<std::int64_t> id(rows);
  std::vector<std::string> mail(rows);
  std::vector<double> size(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    id[row] = static_cast<std::int64_t>(1000 + row);
    mail[row] = "maria" + std::to_string(row) + "@mail.it";
    size[row] = static_cast<double>(row % 7);
  }
  const table all({{.name = "id"}, {.name = "mail", .kind = column_kind::text}, {.name = "size"}},
                  {column(id), column(mail), column(size)});
  const auto model = independent<>{}.fit(all, {.roles = {{"id", column_role::key}, {"mail", column_role::personal}}});
  validity some(2, false);
  some.set(0, true);
  const table partial(
      {{.name = "id"}, {.name = "mail", .kind = column_kind::text}},
      {column(std::vector<std::int64_t>{7, 0}, some), column(std::vector<std::string>{"me@here.org", ""}, some)});
  const table made = model.sample(2, {.given = rows_to_complete{.rows = partial}});
  EXPECT_EQ(made.column("id").number(0), 7.0);
  EXPECT_EQ(made.column("mail").text(0), "me@here.org");
  EXPECT_FALSE(made.column("id").missing(1));
  EXPECT_NE(made.column("mail").text(1).find('@'), std::string_view::npos);
}

}  // namespace
}  // namespace standin
