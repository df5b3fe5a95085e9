// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// Two normal variables of correlation rho: the first as it is, the second cut at its quartiles, or at its median.
struct hidden_pair {
  std::vector<double> first;
  std::vector<std::uint32_t> quarters;
  std::vector<std::uint32_t> halves;
};

hidden_pair draw_pair(std::size_t rows, double rho, std::uint64_t seed) {
  hidden_pair pair;
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({seed, 1}, random::purpose::sample, row);
    const double a = random::normal(draws);
    const double noise = random::normal(draws);
    const double b = rho * a + std::sqrt(1.0 - rho * rho) * noise;
    pair.first.push_back(a);
    pair.quarters.push_back(b < -0.674489750196082 ? 0U : b < 0.0 ? 1U : b < 0.674489750196082 ? 2U : 3U);
    pair.halves.push_back(b > 0.0 ? 1U : 0U);
  }
  return pair;
}

table numbers_and_codes(std::vector<double> numbers, const std::vector<std::uint32_t>& codes,
                        std::vector<std::string> levels) {
  std::vector<column> columns;
  columns.emplace_back(std::move(numbers));
  columns.push_back(column::categorical(codes, std::move(levels)));
  return table({{.name = "x"}, {.name = "c", .kind = column_kind::categorical}}, std::move(columns));
}

double mean_of(const column_view& column) {
  double sum = 0.0;
  for (std::size_t row = 0; row < column.rows; ++row) sum += column.number(row);
  return sum / static_cast<double>(column.rows);
}

double deviation_of(const column_view& column) {
  const double mean = mean_of(column);
  double sum = 0.0;
  for (std::size_t row = 0; row < column.rows; ++row) sum += (column.number(row) - mean) * (column.number(row) - mean);
  return std::sqrt(sum / static_cast<double>(column.rows));
}

// The standard error of a correlation from n rows of mixed scales is below 2 (1 - rho^2) / sqrt(n); three of them.
TEST(copula, recovers_the_correlation_behind_mixed_columns) {
  for (const double rho : {-0.8, -0.3, 0.0, 0.5, 0.9}) {
    hidden_pair pair = draw_pair(20000, rho, 11);
    const table data = numbers_and_codes(std::move(pair.first), pair.quarters, {"a", "b", "c", "d"});
    const auto model = copula<>{.sweeps = 0}.fit(data);
    const double bound = 3.0 * 2.0 * (1.0 - rho * rho) / std::sqrt(20000.0) + 1e-3;
    EXPECT_NEAR(model.core().dependence().correlation()(1, 0), rho, bound) << rho;
  }
}

TEST(copula, orders_nominal_levels_by_what_they_share) {
  hidden_pair pair = draw_pair(20000, 0.9, 12);
  // Names in an order that says nothing: the quarters 0, 1, 2, 3 become the codes 2, 0, 3, 1.
  const std::vector<std::uint32_t> shuffled{2, 0, 3, 1};
  for (std::uint32_t& quarter : pair.quarters) quarter = shuffled[quarter];
  const table data = numbers_and_codes(std::move(pair.first), pair.quarters, {"a", "b", "c", "d"});
  const double ordered = copula<>{}.fit(data).core().dependence().correlation()(1, 0);
  const double as_named = copula<>{.sweeps = 0}.fit(data).core().dependence().correlation()(1, 0);
  EXPECT_NEAR(std::abs(ordered), 0.9, 0.02);
  EXPECT_LT(std::abs(as_named), 0.5);
}

TEST(copula, keeps_the_distribution_of_each_column) {
  hidden_pair pair = draw_pair(20000, 0.6, 13);
  const table data = numbers_and_codes(pair.first, pair.halves, {"no", "yes"});
  const table made = copula<>{}.fit(data).sample(20000, {.seed = 5});
  EXPECT_NEAR(mean_of(made.column(0)), mean_of(data.column(0)), 5.0 / std::sqrt(20000.0));
  EXPECT_NEAR(deviation_of(made.column(0)), deviation_of(data.column(0)), 5.0 / std::sqrt(20000.0));
  EXPECT_NEAR(mean_of(made.column(1)), 0.5, 5.0 * 0.5 / std::sqrt(20000.0));
}

// With rho = 0.7 and a category of 50 % the conditional mean of the other score is 0.7 sqrt(2 / pi) = 0.5585, and its
// deviation sqrt(1 - 0.5585^2) = 0.8295. Twice the bound of four standard errors, since rho is fitted too.
TEST(copula, has_the_conditional_mean_and_spread_of_the_normal_distribution) {
  hidden_pair pair = draw_pair(40000, 0.7, 14);
  const auto model = copula<>{}.fit(numbers_and_codes(std::move(pair.first), pair.halves, {"no", "yes"}));
  sample_report report;
  const table made = model.sample(40000, {.seed = 2, .given = where("c") == "yes", .report = &report});
  EXPECT_NEAR(mean_of(made.column(0)), 0.5585, 8.0 * 0.8295 / 200.0);
  EXPECT_NEAR(deviation_of(made.column(0)), 0.8295, 8.0 * 0.8295 / std::sqrt(80000.0));
  EXPECT_EQ(report.acceptance_rate(), 1.0);
  EXPECT_TRUE(report.exact);
}

TEST(copula, does_not_mind_the_order_of_conditions) {
  hidden_pair pair = draw_pair(5000, 0.7, 15);
  const auto model = copula<>{}.fit(numbers_and_codes(std::move(pair.first), pair.halves, {"no", "yes"}));
  const table one = model.sample(500, {.seed = 2, .given = where("c") == "yes" && where("x") > 0.5});
  const table two = model.sample(500, {.seed = 2, .given = where("x") > 0.5 && where("c") == "yes"});
  for (std::size_t row = 0; row < 500; ++row) {
    ASSERT_EQ(one.column(0).number(row), two.column(0).number(row));
    ASSERT_GT(one.column(0).number(row), 0.5);
    ASSERT_EQ(one.column(1).text(row), "yes");
  }
}

TEST(copula, makes_the_same_rows_on_any_number_of_threads_and_in_any_pieces) {
  hidden_pair pair = draw_pair(9000, 0.4, 16);
  const table data = numbers_and_codes(std::move(pair.first), pair.quarters, {"a", "b", "c", "d"});
  const table whole = copula<>{}.fit(data).sample(9000, {.seed = 9});
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const auto model = copula<>{}.fit(data, {.executor = pool});
    const table piece = model.sample(4500, {.seed = 9, .first_row = 1001, .executor = pool});
    for (std::size_t row = 0; row < piece.rows(); ++row) {
      ASSERT_EQ(piece.column(0).number(row), whole.column(0).number(row + 1001));
      ASSERT_EQ(piece.column(1).code(row), whole.column(1).code(row + 1001));
    }
  }
}

TEST(copula, takes_constant_columns_single_rows_and_no_dependence) {
  const table one = numbers_and_codes({3.5}, {0}, {"only"});
  const table made = copula<>{}.fit(one).sample(10);
  for (std::size_t row = 0; row < 10; ++row) {
    EXPECT_EQ(made.column(0).number(row), 3.5);
    EXPECT_EQ(made.column(1).text(row), "only");
  }
}

// A column of one level has no order to find, and its scores are asked for all the same.
TEST(copula, takes_a_constant_category_among_others) {
  std::vector<std::uint32_t> one(500, 0), two, three;
  for (std::uint32_t i = 0; i < 500; ++i) {
    two.push_back(i % 2);
    three.push_back((i % 2) + (i % 7 == 0 ? 1U : 0U));
  }
  const table data(
      {{"one", column_kind::categorical}, {"two", column_kind::categorical}, {"three", column_kind::categorical}},
      {column::categorical(one, {"no"}), column::categorical(two, {"a", "b"}),
       column::categorical(three, {"x", "y", "z"})});
  const table made = copula<>{}.fit(data).sample(2000, {.seed = 3});
  double same = 0;
  for (std::size_t row = 0; row < 2000; ++row) {
    EXPECT_EQ(made.column("one").text(row), "no");
    same += (made.column("two").text(row) == "b") == (made.column("three").text(row) != "x") ? 1.0 : 0.0;
  }
  EXPECT_GT(same / 2000.0, 0.75) << "in the table 13 of 14 rows";
}

TEST(copula, takes_a_table_of_which_nothing_is_learned) {
  const table data({{"user"}}, {column(std::vector<std::int64_t>{7, 9, 11})});
  const auto model = copula<>{}.fit(data, {.roles = {{"user", column_role::key}}});
  EXPECT_EQ(model.sample(3).column(0).number(2), 11.0);
}

TEST(copula, tells_rare_levels_beyond_its_steps_apart_by_frequency) {
  std::vector<std::uint32_t> codes;
  std::vector<double> numbers;
  std::vector<std::string> levels;
  for (std::uint32_t level = 0; level < 400; ++level) levels.push_back("level " + std::to_string(level));
  for (std::uint32_t row = 0; row < 40000; ++row) {
    codes.push_back(row % 400);
    numbers.push_back(static_cast<double>(row % 7));
  }
  const table made = copula<>{}.fit(numbers_and_codes(numbers, codes, levels)).sample(40000, {.seed = 1});
  std::vector<int> count(400, 0);
  for (std::size_t row = 0; row < made.rows(); ++row) ++count[made.column(1).code(row)];
  // Poisson with mean 100: six deviations.
  for (const int n : count) EXPECT_NEAR(n, 100, 60);
}

}  // namespace
}  // namespace standin
