// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/prepare/constraint_parser.hpp>
#include <standin/prepare/constraints.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// Every kind of column, with holes in some, from a fixed seed.
table every_kind(std::size_t rows) {
  std::vector<double> price(rows);
  std::vector<std::int64_t> count(rows), day(rows);
  std::vector<std::uint32_t> colour(rows);
  std::vector<std::uint8_t> paid(rows);
  std::vector<std::string> name(rows);
  validity has_price(rows, false), has_colour(rows, false);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({7, 7}, random::purpose::sample, row);
    price[row] = std::round(random::exponential(draws) * 1000.0) / 100.0;
    count[row] = static_cast<std::int64_t>(random::poisson(draws, 4.0));
    day[row] = 19000 + static_cast<std::int64_t>(random::uniform_index(draws, 365));
    colour[row] = static_cast<std::uint32_t>(random::uniform_index(draws, 3));
    paid[row] = random::bernoulli(draws, 0.25) ? 1 : 0;
    name[row] = "n" + std::to_string(row);
    has_price.set(row, !random::bernoulli(draws, 0.1));
    has_colour.set(row, !random::bernoulli(draws, 0.2));
  }
  std::vector<column> columns;
  columns.emplace_back(std::move(price), has_price);
  columns.emplace_back(std::move(count));
  columns.emplace_back(std::move(day));
  columns.push_back(column::categorical(colour, {"red", "green", "blue"}, has_colour));
  columns.push_back(column::booleans(std::move(paid)));
  columns.emplace_back(std::move(name));
  return table({{.name = "price"},
                {.name = "count"},
                {.name = "day", .kind = column_kind::datetime, .unit = time_unit::day},
                {.name = "colour", .kind = column_kind::categorical},
                {.name = "paid", .kind = column_kind::boolean},
                {.name = "name", .kind = column_kind::text}},
               std::move(columns));
}

/// Of every kind of column and every kind of comparison.
constexpr const char* thirty_conditions[] = {"price >= 10",
                                             "price < 0.5",
                                             "price > 3 and price <= 3.5",
                                             "price == 0.07",
                                             "price != 1",
                                             "price is missing",
                                             "price is not missing",
                                             "not (price > 2)",
                                             "price between 1 and 2",
                                             "price in {0.5, 1, 1.5}",
                                             "count == 3",
                                             "count >= 8",
                                             "count not in {0, 1, 2, 3}",
                                             "count > 2 and price > 2",
                                             "day >= '2022-06-01'",
                                             "day < '2022-02-01'",
                                             "day between '2022-03-01' and '2022-03-31'",
                                             "colour == 'red'",
                                             "colour != 'red'",
                                             "colour in {'red', 'blue'}",
                                             "colour is missing",
                                             "colour is not missing and price is missing",
                                             "not (colour == 'blue')",
                                             "paid",
                                             "not paid",
                                             "paid == true and count > 4",
                                             "colour == 'green' or paid == true",
                                             "price > count",
                                             "count < price and paid == false",
                                             "(price > 5 or count > 5) and colour == 'red'",
                                             "price > 1 and colour == 'red' and paid == true and count == 4",
                                             "price is missing or price > 10"};

template <class Model>
void expect_all_met(const Model& model) {
  for (const char* text : thirty_conditions) {
    const condition wanted = parse_condition(text);
    const table made = model.sample(200, {.seed = 3, .given = wanted, .max_tries = 100'000});
    ASSERT_EQ(made.rows(), 200U) << text;
    EXPECT_EQ(matching_rows(wanted, made).size(), 200U) << text;
  }
}

class given : public ::testing::Test {
 protected:
  prepared_model<independent_model<empirical_marginal::fitted>> model = independent<>{}.fit(every_kind(4000));
};

TEST_F(given, each_row_meets_each_of_thirty_conditions) {
  expect_all_met(model);
}

TEST_F(given, each_row_of_a_copula_meets_each_of_thirty_conditions) {
  expect_all_met(copula<>{}.fit(every_kind(4000)));
}

TEST_F(given, each_row_of_trees_meets_each_of_thirty_conditions) {
  expect_all_met(trees<>{}.fit(every_kind(1500)));
}

TEST_F(given, what_can_never_be_is_an_error_that_names_it) {
  for (const auto& [text, part] :
       std::vector<std::pair<const char*, std::string>>{{"price > 3 and price < 2", "price > 3 and price < 2"},
                                                        {"count == 2.5", "count"},
                                                        {"price > 100000", "price"},
                                                        {"colour == 'yellow'", "colour"},
                                                        {"count is missing", "count"},
                                                        {"price is missing and price > 3", "price"}}) {
    try {
      static_cast<void>(model.sample(10, {.given = parse_condition(text)}));
      ADD_FAILURE() << text;
    } catch (const invalid_option& e) {
      EXPECT_NE(std::string(e.what()).find(part), std::string::npos) << e.what();
    }
  }
}

TEST_F(given, what_is_never_met_can_be_given_up) {
  std::size_t asked = 0;
  const auto listener = [&asked](const progress_event&) { return ++asked < 10; };
  EXPECT_THROW(static_cast<void>(model.sample(5, {.given = parse_condition("price > 100000 or count > 100000 and paid"),
                                                  .max_tries = 1'000'000'000,
                                                  .progress = listener})),
               cancelled);
}

TEST_F(given, what_is_never_met_ends_with_an_error_after_max_tries) {
  const condition never = parse_condition("price > 100000 or count > 100000 and paid");
  EXPECT_THROW(static_cast<void>(model.sample(5, {.given = never, .max_tries = 70})), data_error);
  EXPECT_THROW(static_cast<void>(model.sample(5, {.given = parse_condition("paid"), .max_tries = 0})), invalid_option);
}

// `price > 8 or paid` is no box, so rows are drawn again; paid has probability 1/4, and price > 8 exp(-0.8) of the 90 %
// that have one. Four standard errors of a share from about 8 000 tries; the data itself varies by as much.
TEST_F(given, the_acceptance_rate_is_the_probability_of_the_condition) {
  sample_report report;
  static_cast<void>(model.sample(4000, {.seed = 1, .given = parse_condition("price > 8 or paid"), .report = &report}));
  const double p = 1.0 - 0.75 * (1.0 - 0.9 * std::exp(-0.8));
  EXPECT_FALSE(report.exact);
  EXPECT_EQ(report.rows, 4000U);
  EXPECT_NEAR(report.acceptance_rate(), p, 8.0 * std::sqrt(p * (1.0 - p) / 8000.0));
}

// The columns are independent, so models that learn dependence have to find the same rate, up to what they take for
// dependence in 4 000 rows: a correlation of 0.07, four standard errors, moves it by less than 0.01.
TEST_F(given, the_acceptance_rate_of_models_that_learn_dependence_is_the_probability_too) {
  const double p = 1.0 - 0.75 * (1.0 - 0.9 * std::exp(-0.8));
  const double bound = 8.0 * std::sqrt(p * (1.0 - p) / 8000.0) + 0.01;
  const auto rate_of = [](const auto& fitted) {
    sample_report report;
    static_cast<void>(
        fitted.sample(4000, {.seed = 1, .given = parse_condition("price > 8 or paid"), .report = &report}));
    EXPECT_EQ(report.rows, 4000U);
    return report.acceptance_rate();
  };
  EXPECT_NEAR(rate_of(copula<>{}.fit(every_kind(4000))), p, bound);
  EXPECT_NEAR(rate_of(trees<>{}.fit(every_kind(4000))), p, bound);
}

TEST_F(given, conditions_of_single_columns_are_kept_without_drawing_again) {
  sample_report report;
  static_cast<void>(
      model.sample(1000, {.given = parse_condition("price > 5 and colour == 'red' and paid"), .report = &report}));
  EXPECT_TRUE(report.exact);
  EXPECT_EQ(report.tries, 1000U);
}

TEST_F(given, the_other_columns_keep_their_distribution) {
  const table made = model.sample(8000, {.seed = 6, .given = parse_condition("price > 8 or paid")});
  double sum = 0.0;
  for (std::size_t row = 0; row < made.rows(); ++row) sum += made.column("count").number(row);
  EXPECT_NEAR(sum / 8000.0, 4.0,
              5.0 * 2.0 * (1.0 / std::sqrt(8000.0) + 1.0 / std::sqrt(4000.0)));  // Poisson, deviation 2
}

TEST_F(given, rows_are_the_same_for_any_threads_and_pieces) {
  const condition wanted = parse_condition("price > count or colour == 'red'");
  const table whole = model.sample(5000, {.seed = 4, .given = wanted});
  thread_pool pool(3);
  const table piece = model.sample(700, {.seed = 4, .first_row = 4101, .given = wanted, .executor = pool});
  for (std::size_t row = 0; row < piece.rows(); ++row) {
    ASSERT_EQ(piece.column("count").number(row), whole.column("count").number(row + 4101));
    ASSERT_EQ(piece.column("colour").text(row), whole.column("colour").text(row + 4101));
    ASSERT_EQ(piece.column("name").text(row), whole.column("name").text(row + 4101));
  }
}

TEST_F(given, rows_to_complete_keep_what_is_known) {
  std::vector<column> columns;
  validity known(3);
  known.set(1, false);
  columns.emplace_back(std::vector<std::int64_t>{2, 0, 5}, known);
  columns.push_back(column::categorical({0, 1, 1}, {"blue", "red"}));
  const table partial({{.name = "count"}, {.name = "colour", .kind = column_kind::categorical}}, std::move(columns));
  const table made = model.sample(3, {.seed = 1, .given = rows_to_complete{.rows = partial}});
  EXPECT_EQ(made.column("count").number(0), 2.0);
  EXPECT_EQ(made.column("count").number(2), 5.0);
  EXPECT_EQ(made.column("colour").text(0), "blue");
  EXPECT_EQ(made.column("colour").text(1), "red");
  EXPECT_THROW(static_cast<void>(model.sample(4, {.given = rows_to_complete{.rows = partial}})), invalid_option);
}

/// Numbers with wide gaps that a marginal keeps, none of them twice; a size that follows them, and a day.
table numbers_with_gaps(std::size_t rows) {
  std::vector<std::int64_t> code(rows), day(rows);
  std::vector<double> size(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({8, 8}, random::purpose::sample, row);
    const bool high = random::bernoulli(draws, 0.3);
    code[row] = static_cast<std::int64_t>(std::exp(8.0 + 2.0 * random::normal(draws))) + (high ? 10'000'000 : 0);
    size[row] = (high ? 50.0 : 0.0) + random::normal(draws);
    day[row] = 100 + static_cast<std::int64_t>(random::uniform_index(draws, 30)) + (high ? 5'000 : 0);
  }
  std::vector<column> columns;
  columns.emplace_back(std::move(code));
  columns.emplace_back(std::move(day));
  columns.emplace_back(std::move(size));
  return {{{.name = "code"}, {.name = "day", .kind = column_kind::datetime, .unit = time_unit::day}, {.name = "size"}},
          std::move(columns)};
}

template <class Generator>
void expect_that_own_rows_are_completed(const Generator& generator, bool follows) {
  const table all = numbers_with_gaps(3000);
  const auto fitted = generator.fit(all);
  const table known = to_table(table_view(all).select_columns({"code", "day"}));
  const table made = fitted.sample(known.rows(), {.seed = 3, .given = rows_to_complete{.rows = known}});
  double near = 0.0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    ASSERT_EQ(made.column("code").number(row), all.column("code").number(row));
    ASSERT_EQ(made.column("day").template cell<std::int64_t>(row), all.column("day").template cell<std::int64_t>(row));
    near += std::abs(made.column("size").number(row) - all.column("size").number(row)) < 25.0 ? 1.0 : 0.0;
  }
  if (follows) {
    EXPECT_GT(near / 3000.0, 0.95);  // the two groups of sizes are 50 apart, and the code tells them
  }
}

TEST(completion, gives_back_numbers_that_lie_in_gaps_of_what_a_model_makes) {
  expect_that_own_rows_are_completed(independent<>{}, false);
  expect_that_own_rows_are_completed(copula<>{}, false);
  expect_that_own_rows_are_completed(forest<>{}, true);
  expect_that_own_rows_are_completed(trees<>{}, true);
}

TEST(completion, takes_the_nearest_for_numbers_beyond_those_that_were_fitted) {
  const auto fitted = forest<>{}.fit(numbers_with_gaps(3000));
  std::vector<column> columns;
  columns.emplace_back(std::vector<std::int64_t>{4'000'000'000, -5});
  const table beyond({{.name = "code"}}, std::move(columns));
  sample_report report;
  const table made = fitted.sample(2, {.given = rows_to_complete{.rows = beyond}, .report = &report});
  EXPECT_EQ(made.column("code").number(0), 4e9);
  EXPECT_GT(made.column("size").number(0), 25.0);
  EXPECT_EQ(made.column("code").number(1), -5.0);
  EXPECT_LT(made.column("size").number(1), 25.0);
  EXPECT_FALSE(report.exact);
}

TEST(completion, refuses_parts_of_whole_numbers) {
  const auto fitted = independent<>{}.fit(numbers_with_gaps(300));
  std::vector<column> columns;
  columns.emplace_back(std::vector<double>{8000.5});
  const table half({{.name = "code"}}, std::move(columns));
  EXPECT_THROW(static_cast<void>(fitted.sample(1, {.given = rows_to_complete{.rows = half}})), error);
}

/// Columns for one constraint of each kind that numbers put into a row may break.
table bound_columns(std::size_t rows) {
  std::vector<double> low(rows), high(rows), share(rows), rest(rows), total(rows), one(rows), twice(rows), grade(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({11, 11}, random::purpose::sample, row);
    low[row] = 10.0 * draws.uniform();
    high[row] = low[row] + 10.0 * draws.uniform();
    share[row] = static_cast<double>(random::uniform_index(draws, 10));
    rest[row] = static_cast<double>(random::uniform_index(draws, 10));
    total[row] = share[row] + rest[row];
    one[row] = static_cast<double>(random::uniform_index(draws, 5));
    twice[row] = 2.0 * one[row] + 1.0;
    grade[row] = std::floor(one[row] / 2.0);
  }
  std::vector<column> columns;
  for (std::vector<double>* each : {&low, &high, &share, &rest, &total, &one, &twice, &grade})
    columns.emplace_back(std::move(*each));
  return {{{"low"}, {"high"}, {"share"}, {"rest"}, {"total"}, {"one"}, {"twice"}, {"grade"}}, std::move(columns)};
}

TEST(completion, keeps_constraints_on_what_is_known) {
  const table all = bound_columns(2000);
  const auto fitted = independent<>{}.fit(
      all,
      {.steps = {prepare::constraints{
           prepare::parse_constraint("low <= high"), prepare::parse_constraint("sum(share, rest = total)"),
           prepare::parse_constraint("twice = 2 * one + 1"), prepare::parse_constraint("depends(one -> grade)")}}});
  for (const std::vector<std::string_view>& names :
       {std::vector<std::string_view>{"high"}, {"low"}, {"total"}, {"rest", "total"}, {"twice"}, {"grade"}}) {
    const table known = to_table(table_view(all).select_columns(names));
    const table made = fitted.sample(50, {.seed = 5, .given = rows_to_complete{.rows = known}});
    for (std::size_t row = 0; row < made.rows(); ++row) {
      const auto of = [&](const char* name) { return made.column(name).number(row); };
      for (const std::string_view name : names)
        ASSERT_EQ(made.column(name).number(row), known.column(name).number(row));
      ASSERT_LE(of("low"), of("high")) << names.front();
      ASSERT_EQ(of("share") + of("rest"), of("total")) << names.front();
      ASSERT_EQ(of("twice"), 2.0 * of("one") + 1.0) << names.front();
      ASSERT_EQ(of("grade"), std::floor(of("one") / 2.0)) << names.front();
    }
  }
}

TEST(completion, says_that_what_is_known_breaks_a_constraint) {
  const auto fitted = independent<>{}.fit(bound_columns(300),
                                          {.steps = {prepare::constraints{prepare::parse_constraint("low <= high")}}});
  std::vector<column> columns;
  columns.emplace_back(std::vector<double>{8.0});
  columns.emplace_back(std::vector<double>{3.0});
  const table known({{"low"}, {"high"}}, std::move(columns));
  EXPECT_THROW(static_cast<void>(fitted.sample(1, {.given = rows_to_complete{.rows = known}})), error);
}

TEST_F(given, quotas_come_one_after_the_other) {
  const given_rows wanted(std::vector<row_quota>{{parse_condition("paid"), 10}, {parse_condition("not paid"), 5}});
  const table made = model.sample(15, {.given = wanted});
  for (std::size_t row = 0; row < 15; ++row) EXPECT_EQ(made.column("paid").number(row), row < 10 ? 1.0 : 0.0);
}

}  // namespace
}  // namespace standin
