// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/conditional_sampling.hpp>
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

// P(b > 0 | a = 0.8) = Phi(0.7 * 0.8 / sqrt(0.51)) = Phi(0.78416) = 0.78352. Twice the bound of four standard errors.
TEST(copula, is_exact_at_a_number_of_a_column_without_steps) {
  hidden_pair pair = draw_pair(40000, 0.7, 16);
  const auto model = copula<>{}.fit(numbers_and_codes(std::move(pair.first), pair.halves, {"no", "yes"}));
  sample_report report;
  const table made = model.sample(40000, {.seed = 3, .given = where("x") == 0.8, .report = &report});
  EXPECT_EQ(matching_rows(where("x") == 0.8, made).size(), 40000U);
  EXPECT_EQ(report.acceptance_rate(), 1.0);
  EXPECT_TRUE(report.exact);
  EXPECT_NEAR(mean_of(made.column(1)), 0.78352, 8.0 * std::sqrt(0.78352 * 0.21648) / 200.0);
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

// With uncorrelated columns each proposal has the same weight, so all of them count; under strong correlation an
// interval far from what the first one suggests leaves few of them, and fewer the stronger it is.
TEST(copula, reports_how_many_of_its_proposals_count) {
  const auto share = [](double rho, const condition& wanted) {
    hidden_pair pair = draw_pair(5000, rho, 17);
    const auto model = copula<>{}.fit(numbers_and_codes(std::move(pair.first), pair.halves, {"no", "yes"}));
    sample_report report;
    static_cast<void>(model.sample(640, {.seed = 3, .given = wanted, .report = &report}));
    thread_pool pool(3);
    sample_report again;
    static_cast<void>(model.sample(640, {.seed = 3, .given = wanted, .report = &again, .executor = pool}));
    EXPECT_EQ(report.effective_share, again.effective_share);
    return report.effective_share;
  };
  const condition apart = where("c") == "yes" && where("x") < -0.2;
  EXPECT_EQ(share(0.9, where("c") == "yes"), 1.0);  // one restriction needs no proposals
  EXPECT_GT(share(0.0, apart), 0.99);
  const double some = share(0.5, apart);
  const double few = share(0.95, apart);
  EXPECT_LT(some, 0.99);
  EXPECT_LT(few, some);
  EXPECT_GT(few, 1.0 / 32);
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

TEST(copula, makes_rows_of_a_table_that_holds_nothing_to_learn) {
  validity none(3);
  for (std::size_t row = 0; row < 3; ++row) none.set(row, false);
  const table empty({{"a", column_kind::numeric}}, {column(std::vector<double>(3), none)});
  const table made = copula<>{}.fit(empty).sample(2);
  ASSERT_EQ(made.rows(), 2U);
  EXPECT_TRUE(made.column(0).missing(1));
}

/// So many columns of two truth values each.
table wide(std::size_t columns) {
  std::vector<column_spec> specs;
  std::vector<column> cells;
  for (std::size_t c = 0; c < columns; ++c) {
    specs.push_back({.name = std::to_string(c), .kind = column_kind::boolean});
    cells.push_back(column::booleans({0, 1, static_cast<std::uint8_t>(c % 2)}));
  }
  return table(table_schema(std::move(specs)), std::move(cells));
}

// 30 levels of one row in a thousand beside two columns of correlation 0.7: of the rare ones nothing is known, of these
// two it is to 0.02 (three standard errors); their own shrinkage is a hundredth at most.
TEST(copula, keeps_a_dependence_that_is_known_beside_many_that_are_not) {
  hidden_pair pair = draw_pair(4000, 0.7, 3);
  std::vector<column_spec> specs{{.name = "x"}, {.name = "y", .kind = column_kind::categorical}};
  std::vector<column> columns;
  columns.emplace_back(std::move(pair.first));
  columns.push_back(column::categorical(pair.quarters, {"a", "b", "c", "d"}));
  for (std::uint64_t c = 0; c < 30; ++c) {
    std::vector<std::uint8_t> rare;
    for (std::size_t row = 0; row < 4000; ++row) {
      random::stream draws({3, 2 + c}, random::purpose::sample, row);
      rare.push_back(draws.uniform() < 0.001 || row == c ? 1 : 0);
    }
    specs.push_back({.name = std::to_string(c), .kind = column_kind::boolean});
    columns.push_back(column::booleans(std::move(rare)));
  }
  const auto model = copula<>{}.fit(table(table_schema(std::move(specs)), std::move(columns)));
  EXPECT_NEAR(std::abs(model.core().dependence().correlation()(1, 0)), 0.7, 0.03);
}

TEST(copula, refuses_more_columns_than_it_was_told_with_an_estimate) {
  try {
    static_cast<void>(copula<>{}.fit(wide(5000)));
    FAIL() << "nothing was thrown";
  } catch (const invalid_option& e) {
    // 8 * 8 * 5000^2 bytes and a little, 9e-6 * 5000^2 + 15e-9 * 5000^3 = 2100 seconds.
    EXPECT_STREQ(
        e.what(),
        "standin: copula: 5000 prepared columns are more than max_columns, 1000; with 3 rows the fit would take "
        "about 35 minutes of one processor and 1.6 GB; raise max_columns to fit them all the same, leave columns "
        "out, or take independent, which grows with the number of columns alone");
  }
  EXPECT_THROW(static_cast<void>(copula<>{.max_columns = 2}.fit(wide(3))), invalid_option);
  EXPECT_EQ(copula<>{.max_columns = 3}.fit(wide(3)).sample(2).rows(), 2U);
}

/// A Gaussian copula with ten correlations under a gamma, a log-normal, a count, a truth value and a nominal column.
struct mixed_copula {
  double rho[5][5] = {{1, 0.6, -0.4, 0.3, 0.5},
                      {0.6, 1, -0.2, 0.5, 0.2},
                      {-0.4, -0.2, 1, 0.1, -0.5},
                      {0.3, 0.5, 0.1, 1, 0.3},
                      {0.5, 0.2, -0.5, 0.3, 1}};

  [[nodiscard]] table draw(std::size_t n, std::uint64_t seed) const {
    double lower[5][5] = {};
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t k = 0; k <= i; ++k) {
        double sum = rho[i][k];
        for (std::size_t j = 0; j < k; ++j) sum -= lower[i][j] * lower[k][j];
        lower[i][k] = i == k ? std::sqrt(sum) : sum / lower[k][k];
      }
    std::vector<double> heavy(n), exponential(n);
    std::vector<std::int32_t> counts(n);
    std::vector<std::uint8_t> truth(n);
    std::vector<std::uint32_t> codes(n);
    for (std::size_t row = 0; row < n; ++row) {
      random::stream draws({seed, 3}, random::purpose::sample, row);
      double noise[5], z[5] = {};
      for (double& each : noise) each = random::normal(draws);
      for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t k = 0; k <= i; ++k) z[i] += lower[i][k] * noise[k];
      heavy[row] = std::exp(1.5 * z[0]);
      exponential[row] = -std::log(random::normal_survival(z[1]));
      counts[row] = z[2] < -0.5 ? 0 : z[2] < 0.3 ? 1 : z[2] < 1.2 ? 2 : 3;
      truth[row] = z[3] > 0.8 ? 1 : 0;
      codes[row] = z[4] < -1.0 ? 0U : z[4] < 0.0 ? 1U : z[4] < 0.7 ? 2U : 3U;
    }
    std::vector<column> columns;
    columns.emplace_back(std::move(heavy));
    columns.emplace_back(std::move(exponential));
    columns.emplace_back(std::move(counts));
    columns.push_back(column::booleans(std::move(truth)));
    columns.push_back(column::categorical(codes, {"a", "b", "c", "d"}));
    return table({{.name = "heavy"},
                  {.name = "exponential"},
                  {.name = "count"},
                  {.name = "truth", .kind = column_kind::boolean},
                  {.name = "level", .kind = column_kind::categorical}},
                 std::move(columns));
  }
};

// Ten correlations from 20 simulated tables of 4 000 rows: the mean of the estimates lies within three of its own
// standard errors, measured over the tables, of each truth; a thousandth more for the shrinkage towards 0. α = 0.03 for
// all ten.
TEST(copula, recovers_correlations_under_mixed_marginals) {
  const mixed_copula truth;
  constexpr int tables = 20;
  double sum[5][5] = {}, squares[5][5] = {};
  for (std::uint64_t seed = 0; seed < tables; ++seed) {
    const auto model = copula<>{.sweeps = 0}.fit(truth.draw(4000, 40 + seed));
    const numeric::matrix& found = model.core().dependence().correlation();
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t k = 0; k < i; ++k) {
        sum[i][k] += found(i, k);
        squares[i][k] += found(i, k) * found(i, k);
      }
  }
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const double mean = sum[i][k] / tables;
      const double error = std::sqrt((squares[i][k] / tables - mean * mean) / (tables - 1));
      EXPECT_NEAR(mean, truth.rho[i][k], 3 * error + 1e-3 * std::abs(truth.rho[i][k]) + 1e-3) << i << ' ' << k;
      EXPECT_LT(error, 0.01) << i << ' ' << k;
    }
}

}  // namespace
}  // namespace standin
