// SPDX-License-Identifier: MIT
/// \file
/// What pictures are made of: bins of columns, associations of pairs.
#include <metrics/make_columns.hpp>
#include <standin/evaluation/associations.hpp>
#include <standin/evaluation/distributions.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

column_distribution cut(const test_column& real, const test_column& synthetic, const distribution_options& how = {}) {
  const table a = table_of({{"x", real}});
  const table b = table_of({{"x", synthetic}});
  return distributions_of({.train = a, .synthetic = b}, how).at(0);
}

test_column repeated(const std::vector<std::pair<std::string, int>>& counts) {
  std::vector<std::string> cells;
  for (const auto& [level, n] : counts) cells.insert(cells.end(), static_cast<std::size_t>(n), level);
  return levels(cells);
}

double sum(const std::vector<double>& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

std::vector<double> draw_normals(std::uint64_t seed, std::size_t rows) {
  std::vector<double> cells;
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws(random::source{seed, random::domain("test")}, random::purpose::sample, row);
    cells.push_back(random::normal(draws));
  }
  return cells;
}

TEST(distributions, puts_rare_levels_together) {
  const column_distribution made =
      cut(repeated({{"b", 50}, {"a", 35}, {"rare", 9}, {"person", 1}, {"-", 5}}), repeated({{"a", 10}, {"new", 10}}));
  EXPECT_EQ(made.levels, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(made.rest, 3U);  // rare, person, new
  ASSERT_EQ(made.real.size(), 3U);
  EXPECT_DOUBLE_EQ(made.real[0], 50.0 / 95.0);
  EXPECT_DOUBLE_EQ(made.real[2], 10.0 / 95.0);
  EXPECT_DOUBLE_EQ(made.synthetic[1], 0.5);
  EXPECT_DOUBLE_EQ(made.synthetic[2], 0.5);
  EXPECT_DOUBLE_EQ(made.missing_real, 0.05);
  EXPECT_DOUBLE_EQ(made.missing_synthetic, 0.0);
}

TEST(distributions, names_no_level_when_all_are_rare) {
  const column_distribution made = cut(repeated({{"a", 3}, {"b", 4}}), repeated({{"a", 300}}));
  EXPECT_TRUE(made.levels.empty());
  EXPECT_TRUE(made.real.empty());
}

TEST(distributions, keeps_to_the_most_bars) {
  std::vector<std::pair<std::string, int>> counts;
  for (int k = 0; k < 40; ++k) counts.emplace_back("level" + std::to_string(k), 100 - k);
  const column_distribution made = cut(repeated(counts), repeated(counts));
  EXPECT_EQ(made.levels.size(), 12U);
  EXPECT_EQ(made.rest, 28U);
  EXPECT_NEAR(sum(made.real), 1.0, 1e-12);
  EXPECT_EQ(cut(repeated({counts.begin(), counts.begin() + 13}), repeated(counts)).levels.size(), 12U);
}

TEST(distributions, takes_few_numbers_as_levels_in_their_order) {
  std::vector<double> real(100, 2.0);
  std::fill(real.begin(), real.begin() + 30, 10.0);
  real[99] = 77.5;
  const column_distribution made = cut(numbers(real), numbers({2, 2, 10, 3.25}));
  EXPECT_EQ(made.scale, distribution_scale::levels);
  EXPECT_EQ(made.levels, (std::vector<std::string>{"2", "10"}));
  EXPECT_DOUBLE_EQ(made.real[2], 0.01);
  EXPECT_DOUBLE_EQ(made.synthetic[2], 0.25);
}

TEST(distributions, shows_no_bin_of_a_few_real_rows_and_no_outlier) {
  std::vector<double> real = draw_normals(1, 3000);
  real[7] = 1234.5;
  real[8] = -4321.25;
  const column_distribution made = cut(numbers(real), numbers(draw_normals(2, 500)));
  EXPECT_EQ(made.scale, distribution_scale::linear);
  ASSERT_EQ(made.edges.size(), made.real.size() + 1);
  EXPECT_TRUE(std::is_sorted(made.edges.begin(), made.edges.end()));
  // 0.5 % lie beyond each end, so that the axis ends near the quantile 2.576.
  EXPECT_NEAR(made.edges.back(), 2.576, 0.35);
  EXPECT_NEAR(made.edges.front(), -2.576, 0.35);
  for (const double share : made.real) EXPECT_TRUE(share == 0.0 || share * 3000.0 >= 9.999) << share * 3000.0;
  EXPECT_NEAR(sum(made.real), 1.0, 1e-12);
  EXPECT_NEAR(sum(made.synthetic), 1.0, 1e-12);
  EXPECT_GE(made.real.size(), 15U);
  EXPECT_LE(made.real.size(), 40U);
}

TEST(distributions, gives_skewed_numbers_a_logarithmic_axis) {
  std::vector<double> real(5000, 0.0);
  const std::vector<double> normals = draw_normals(3, 600);
  for (std::size_t k = 0; k < normals.size(); ++k) real[k] = std::exp(6.0 + 2.0 * normals[k]);
  const column_distribution made = cut(numbers(real), numbers(real));
  EXPECT_EQ(made.scale, distribution_scale::logarithmic);
  EXPECT_LE(made.real.size(), 45U);
  EXPECT_EQ(made.real, made.synthetic);
  const auto spike = std::max_element(made.real.begin(), made.real.end());
  EXPECT_GE(*spike, 0.88);
  for (std::size_t bin = 0; bin + 1 < made.edges.size(); ++bin)
    EXPECT_LT(made.place(made.edges[bin]), made.place(made.edges[bin + 1]));
}

TEST(distributions, cuts_anything) {
  const std::vector<double> odd{none, infinity, -infinity, 1e300, -1e300, 5e-324, -0.0, 9007199254740993.0};
  for (const double value : odd) {
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{25}, std::size_t{100}}) {
      std::vector<double> cells(rows, value);
      for (const double other : odd) {
        for (std::size_t k = 0; k < rows; k += 3) cells[k] = other;
        for (std::size_t k = 0; k < rows; k += 5) cells[k] = static_cast<double>(k);
        for (const column_distribution& made :
             {cut(numbers(cells), numbers({})), cut(numbers(cells), numbers(odd)), cut(numbers(odd), numbers(cells))}) {
          EXPECT_LE(made.real.size(), 100U);
          for (const double edge : made.edges) EXPECT_TRUE(std::isfinite(edge));
          for (const double share : made.real) EXPECT_TRUE(share >= 0.0 && share <= 1.0);
        }
      }
    }
  }
}

TEST(distributions, cuts_moments_at_round_ones) {
  std::vector<std::optional<std::int64_t>> days;
  for (std::int64_t day = 0; day < 4000; ++day) days.emplace_back(day * 86'400 + 4711);
  const column_distribution made = cut(moments(days), moments(days));
  EXPECT_EQ(made.scale, distribution_scale::linear);
  ASSERT_GE(made.edges.size(), 20U);
  for (const double edge : made.edges) EXPECT_EQ(std::fmod(edge, 86'400.0), 0.0);
}

TEST(distributions, are_the_same_for_any_threads) {
  const table a = table_of({{"x", numbers(draw_normals(1, 400))}, {"y", repeated({{"a", 300}, {"b", 100}})}});
  const table b = table_of({{"x", numbers(draw_normals(2, 400))}, {"y", repeated({{"a", 200}, {"b", 200}})}});
  thread_pool pool(3);
  const auto one = distributions_of({.train = a, .synthetic = b});
  const auto many = distributions_of({.train = a, .synthetic = b, .executor = pool});
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].real, many[i].real);
    EXPECT_EQ(one[i].edges, many[i].edges);
  }
  EXPECT_EQ(associations_of({.train = a, .synthetic = b}).real,
            associations_of({.train = a, .synthetic = b, .executor = pool}).real);
}

TEST(associations, find_what_depends_and_what_does_not) {
  const std::vector<double> x = draw_normals(1, 4000);
  const std::vector<double> noise = draw_normals(2, 4000);
  std::vector<double> opposite;
  std::string sign;
  std::string same;
  for (std::size_t k = 0; k < x.size(); ++k) {
    opposite.push_back(-std::exp(x[k]));
    sign += x[k] > 0.0 ? 'p' : 'n';
    same += x[k] > 0.0 ? '1' : '0';
  }
  const table real = table_of({{"x", numbers(x)},
                               {"noise", numbers(noise)},
                               {"opposite", numbers(opposite)},
                               {"sign", letters(sign)},
                               {"same", flags(same)}});
  const association_matrix made = associations_of({.train = real, .holdout = real, .synthetic = real});
  const auto at = [&](std::size_t i, std::size_t j) { return made.real.at(association_matrix::place(i, j)); };
  EXPECT_NEAR(at(0, 2), -1.0, 1e-12);
  EXPECT_NEAR(at(3, 4), 1.0, 1e-12);
  // Ranks by half: between / all = 3/4 for a uniform variable cut at its middle.
  EXPECT_NEAR(at(0, 3), std::sqrt(0.75), 0.01);
  EXPECT_LT(std::abs(at(0, 1)), 0.06);  // 4 standard errors
  EXPECT_LT(at(1, 3), 0.06);
  EXPECT_EQ(made.real, made.synthetic);
  EXPECT_EQ(made.real, made.holdout);
  EXPECT_EQ(mean_difference(made.real, made.synthetic), 0.0);
}

TEST(associations, stay_within_their_bounds) {
  std::vector<std::pair<std::string, test_column>> columns;
  for (int k = 0; k < 10; ++k) columns.emplace_back(std::to_string(k), numbers(draw_normals(7, 50)));
  const table wide = table_of(columns);
  const association_matrix made =
      associations_of({.train = wide, .synthetic = wide}, {.most_columns = 4, .most_rows = 20});
  EXPECT_EQ(made.columns.size(), 4U);
  EXPECT_EQ(made.left_out, 6U);
  EXPECT_EQ(made.real.size(), 6U);
  EXPECT_TRUE(made.holdout.empty());
}

TEST(associations, are_unknown_for_constant_columns_and_without_rows) {
  const table constant = table_of({{"x", numbers({1, 1, 1})}, {"y", letters("aaa")}, {"z", letters("ab-")}});
  const association_matrix made = associations_of(
      {.train = constant, .synthetic = table_of({{"x", numbers({})}, {"y", letters("")}, {"z", letters("")}})});
  for (const double value : made.real) EXPECT_TRUE(std::isnan(value));
  for (const double value : made.synthetic) EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(std::isnan(mean_difference(made.real, made.synthetic)));
}

}  // namespace
}  // namespace standin
