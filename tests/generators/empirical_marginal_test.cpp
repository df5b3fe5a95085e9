// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/prepare/number_grid.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace standin {
namespace {

using fitted = empirical_marginal::fitted;
using draw_of_shape = std::function<double(double u, double v)>;

/// n values of a distribution, from two uniforms each.
std::vector<double> sample(std::size_t n, const draw_of_shape& from, std::uint64_t seed = 1) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) {
    random::stream stream({.seed = seed}, random::purpose::noise, i);
    const double u = stream.open_uniform();
    values.push_back(from(u, stream.open_uniform()));
  }
  return values;
}

/// Values at n evenly spread probabilities: what an endless sample looks like.
std::vector<double> spread(const fitted& marginal, std::size_t n = 200'000) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(marginal.quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n)));
  return values;
}

/// The largest gap between two empirical distribution functions.
double ks_distance(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double largest = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] == x) ++i;
    while (j < b.size() && b[j] == x) ++j;
    largest = std::max(largest, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                         static_cast<double>(j) / static_cast<double>(b.size())));
  }
  return largest;
}

double probability(const fitted& marginal, double value) {
  double before = 0;
  double found = 0;
  for (const fitted::piece& p : marginal.pieces()) {
    if (p.lower == value && p.upper == value) found += p.up_to - before;
    before = p.up_to;
  }
  return found;
}

struct shape {
  std::string name;
  draw_of_shape from;
};

std::vector<shape> shapes() {
  return {{"uniform", [](double u, double) { return 10 * u - 3; }},
          {"normal", [](double u, double) { return random::normal_quantile(u); }},
          {"log-normal", [](double u, double) { return std::exp(2 * random::normal_quantile(u)); }},
          {"Pareto", [](double u, double) { return std::pow(u, -1 / 1.2); }},
          {"bimodal", [](double u, double v) { return random::normal_quantile(u) + (v < 0.3 ? -20 : 20); }},
          {"prices", [](double u, double) { return std::round(100 * std::exp(random::normal_quantile(u))) / 100; }},
          {"zero-inflated", [](double u, double v) { return v < 0.6 ? 0 : std::exp(random::normal_quantile(u)); }},
          {"profit and loss",
           [](double u, double v) { return v < 0.3 ? 0 : random::normal_quantile(u) + (v < 0.6 ? -9 : 9); }},
          {"heaped", [](double u, double v) { return v < 0.5 ? std::round(10 * u) * 10 : 100 * u; }},
          {"top-coded", [](double u, double) { return std::min(99.0, -40 * std::log(u)); }}};
}

TEST(empirical_marginal, rises_from_the_smallest_value_to_the_largest) {
  for (const shape& s : shapes())
    for (const std::size_t n : {1U, 2U, 3U, 5U, 17U, 100U, 101U, 1000U, 20'000U}) {
      const std::vector<double> values = sample(n, s.from);
      const auto [least, most] = std::minmax_element(values.begin(), values.end());
      const fitted marginal = empirical_marginal{}.fit(values);
      double before = *least;
      for (const double x : spread(marginal, 20'000)) {
        ASSERT_GE(x, before) << s.name << ", n = " << n;
        before = x;
      }
      EXPECT_LE(before, *most);
      EXPECT_NEAR(marginal.quantile(0x1p-60), *least, 1e-9 * (*most - *least)) << s.name << ", n = " << n;
      EXPECT_NEAR(marginal.quantile(1 - 0x1p-53), *most, 1e-9 * (*most - *least)) << s.name << ", n = " << n;
      EXPECT_EQ(marginal.pieces().front().lower, *least);
      EXPECT_EQ(marginal.pieces().back().upper, *most);
    }
}

// Two distribution functions that meet at both ends of each piece are nowhere farther apart than a piece is high,
// 1/256, and half of that where each is nearly straight in between. Measured: 0.0006 to 0.0011.
TEST(empirical_marginal, is_near_the_values_it_was_fitted_to) {
  for (const shape& s : shapes()) {
    const std::vector<double> values = sample(20'000, s.from);
    const prepare::number_grid grid = prepare::learn_number_grid(std::span<const double>(values));
    std::vector<double> sampled;
    for (const double x : spread(empirical_marginal{}.fit(values))) sampled.push_back(grid.snap(x));
    EXPECT_LT(ks_distance(values, sampled), 1.0 / 512) << s.name;
  }
}

// Whole numbers with too many different values for an atom each, after the grid has rounded what was interpolated.
TEST(empirical_marginal, is_near_whole_numbers_too) {
  const std::vector<shape> whole{
      {"1 to 300", [](double u, double) { return std::ceil(300 * u); }},
      {"exponential", [](double u, double) { return std::floor(-80 * std::log(u)); }},
      {"normal", [](double u, double) { return std::round(60 * random::normal_quantile(u)); }}};
  for (const shape& s : whole) {
    const std::vector<double> values = sample(5000, s.from);
    ASSERT_GT(100 * std::set<double>(values.begin(), values.end()).size(), values.size());
    const fitted marginal = empirical_marginal{}.fit(values);
    const prepare::number_grid grid = prepare::learn_number_grid(std::span<const double>(values));
    std::vector<double> sampled;
    for (const double x : spread(marginal)) sampled.push_back(grid.snap(x));
    EXPECT_LT(ks_distance(values, sampled), 1.0 / 142) << s.name;  // 2 sqrt(5000) = 142 pieces; measured: 0.0025
  }
}

TEST(empirical_marginal, keeps_every_value_of_a_column_with_few_exactly) {
  std::vector<double> values;
  std::map<double, double> share;
  for (int i = 0; i < 1000; ++i) values.push_back(i * i % 97 * 0.1);
  for (const double value : values) share[value] += 1e-3;
  const fitted marginal = empirical_marginal{}.fit(values);
  EXPECT_EQ(marginal.pieces().size(), share.size());
  for (const auto& [value, p] : share) EXPECT_NEAR(probability(marginal, value), p, 1e-12) << value;
}

TEST(empirical_marginal, keeps_spikes_exactly) {
  const auto count = [](const std::vector<double>& values, double value) {
    return static_cast<double>(std::count(values.begin(), values.end(), value)) / static_cast<double>(values.size());
  };
  const std::vector<shape> all = shapes();
  for (const auto& [name, spikes] : std::map<std::string, std::vector<double>>{
           {"zero-inflated", {0}}, {"profit and loss", {0}}, {"heaped", {0, 10, 50, 90, 100}}, {"top-coded", {99}}}) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const shape& s) { return s.name == name; });
    const std::vector<double> values = sample(10'000, at->from);
    const fitted marginal = empirical_marginal{}.fit(values);
    for (const double spike : spikes) EXPECT_NEAR(probability(marginal, spike), count(values, spike), 1e-12) << name;
    EXPECT_LT(marginal.pieces().size(), 900U);
  }
}

// 30 % zeros and 5 % ones beside them: the mean of the neighbours' counts would hide the ones.
TEST(empirical_marginal, keeps_a_spike_beside_a_higher_one) {
  std::vector<double> values = sample(10'000, [](double u, double v) {
    return v < 0.3 ? 0 : v < 0.35 ? 1 : 1 + 99 * u;
  });
  const fitted marginal = empirical_marginal{}.fit(values);
  EXPECT_GT(probability(marginal, 0), 0.28);
  EXPECT_GT(probability(marginal, 1), 0.04);
}

TEST(empirical_marginal, does_not_take_chance_repeats_for_spikes) {
  const std::vector<double> values =
      sample(20'000, [](double u, double) { return std::ceil(1000 * u); });  // 20 of each
  const fitted marginal = empirical_marginal{}.fit(values);
  for (double value = 1; value <= 1000; ++value) EXPECT_LT(probability(marginal, value), 0.002) << value;
}

TEST(empirical_marginal, leaves_gaps_empty) {
  // Two thousand values in [-1, 0] and in [10, 11], none between; 1 of 2000 may be the price of not keeping a value.
  std::vector<double> values = sample(4000, [](double u, double v) { return v < 0.5 ? -u : 10 + u; });
  const auto between = [](const fitted& marginal) {
    std::size_t n = 0;
    for (const double x : spread(marginal)) n += x > 0.01 && x < 9.99 ? 1 : 0;
    return static_cast<double>(n) / 200'000;
  };
  EXPECT_LT(between(empirical_marginal{}.fit(values)), 5e-4);
  values.insert(values.end(), 1000, 5.0);  // with a spike in the middle of the gap
  EXPECT_NEAR(between(empirical_marginal{}.fit(values)), 0.2, 1e-3);
  EXPECT_NEAR(probability(empirical_marginal{}.fit(values), 5.0), 0.2, 1e-12);
}

TEST(empirical_marginal, keeps_the_gap_beside_a_spike_at_the_end) {
  const std::vector<double> values = sample(5000, [](double u, double v) { return v < 0.5 ? 0 : 100 + 10 * u; });
  for (const double x : spread(empirical_marginal{}.fit(values))) EXPECT_TRUE(x == 0 || x > 99.9) << x;
}

// The 99.9 % quantile of a log-normal with sigma 2 is 480 times the median: tails need knots of their own.
TEST(empirical_marginal, keeps_long_tails) {
  const std::vector<double> values =
      sample(50'000, [](double u, double) { return std::exp(2 * random::normal_quantile(u)); });
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const fitted marginal = empirical_marginal{}.fit(values);
  for (const double p : {0.9, 0.99, 0.999, 0.9995}) {
    const double own = sorted[static_cast<std::size_t>(p * 50'000)];
    EXPECT_NEAR(marginal.quantile(p) / own, 1, 0.1) << p;
  }
}

bool is_cell(const std::vector<double>& sorted, double x) {
  return std::binary_search(sorted.begin(), sorted.end(), x);
}

// Values that occur once: of normal numbers, of whole numbers without a gap (whose means are values again), and of
// doubles that follow each other directly.
TEST(empirical_marginal, has_no_value_of_one_row_but_the_ends) {
  std::vector<std::vector<double>> columns;
  for (const std::size_t n : {6U, 11U, 50U, 333U, 5000U}) {
    columns.push_back(sample(n, [](double u, double) { return random::normal_quantile(u); }));
    columns.emplace_back();
    for (std::size_t i = 0; i < n; ++i) columns.back().push_back(static_cast<double>(i * 7));
    columns.emplace_back();
    double next = 1.0;
    for (std::size_t i = 0; i < n; ++i) columns.back().push_back(next = std::nextafter(next, 2.0));
    columns.push_back(sample(n, [](double u, double v) { return (v < 0.5 ? 0 : 1e6) + std::floor(1e5 * u); }));
  }
  for (std::vector<double>& values : columns) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const fitted marginal = empirical_marginal{}.fit(values);
    EXPECT_GE(marginal.pieces().size(), 1U);
    for (const fitted::piece& p : marginal.pieces())
      for (const double x : {p.lower, p.upper})
        EXPECT_TRUE(x == values.front() || x == values.back() || !is_cell(values, x))
            << x << " of " << values.size() << " values";
  }
}

// With a spike at an end even the end of the rest is no bound, and must not be a value either.
TEST(empirical_marginal, has_no_value_of_one_row_beside_spikes) {
  std::vector<double> values = sample(3000, [](double u, double v) { return v < 0.2 ? 0 : v < 0.4 ? 10 : 10 * u; });
  const fitted marginal = empirical_marginal{}.fit(values);
  std::sort(values.begin(), values.end());
  for (const fitted::piece& p : marginal.pieces())
    for (const double x : {p.lower, p.upper}) EXPECT_TRUE(x == 0 || x == 10 || !is_cell(values, x)) << x;
}

// Overlapping means would give values away by subtraction: with n values the knots must not be more than (n - 2) / 3.
TEST(empirical_marginal, takes_each_value_for_one_knot_only) {
  for (std::size_t n = 1; n < 200; ++n) {
    const fitted marginal = empirical_marginal{}.fit(sample(n, [](double u, double) { return u; }));
    std::set<double> inner;
    for (const fitted::piece& p : marginal.pieces()) inner.insert({p.lower, p.upper});
    EXPECT_LE(inner.size(), 2 + (n < 2 ? 0 : (n - 2) / 3)) << n;
  }
}

TEST(empirical_marginal, takes_one_to_five_values) {
  EXPECT_EQ(empirical_marginal{}.fit(std::vector{4.0}).pieces().front(), (fitted::piece{1, 4, 4}));
  const fitted two = empirical_marginal{}.fit(std::vector{4.0, 2.0});
  EXPECT_EQ(two.pieces().size(), 1U);
  EXPECT_DOUBLE_EQ(two.quantile(0.25), 2.5);
  EXPECT_EQ(empirical_marginal{}.fit(std::vector{1.0, 2.0, 4.0}).pieces().size(), 1U) << "a mean would give 2 away";
  EXPECT_EQ(empirical_marginal{}.fit(std::vector{7.0, 7.0, 7.0}).pieces().front(), (fitted::piece{1, 7, 7}));
  EXPECT_NEAR(empirical_marginal{}.fit(std::vector{1.0, 2.0, 4.0, 8.0, 16.0}).quantile(0.5), (2 + 4 + 8) / 3.0, 1e-12);
}

TEST(empirical_marginal, takes_any_number_of_knots) {
  const std::vector<double> values = sample(5000, [](double u, double) { return random::normal_quantile(u); });
  std::size_t before = 0;
  for (const std::size_t knots : {1U, 8U, 32U, 128U}) {
    const fitted marginal = empirical_marginal{.knots = knots}.fit(values);
    EXPECT_GT(marginal.pieces().size(), before);
    EXPECT_LT(ks_distance(values, spread(marginal)), 1.0 / static_cast<double>(knots));
    before = marginal.pieces().size();
  }
  EXPECT_LE(empirical_marginal{.knots = 1'000'000'000}.fit(values).pieces().size(), 400U)
      << "no more than 2 sqrt(n) pieces";
}

TEST(empirical_marginal, takes_numbers_of_any_size) {
  const double huge = std::numeric_limits<double>::max();
  for (const std::vector<double>& values :
       {std::vector{-huge, huge}, std::vector{huge, huge, huge}, std::vector{-huge, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, huge},
        std::vector{5e-324, 1e-323, 0.0},
        std::vector{huge, huge / 2, huge / 3, huge / 4, huge / 5, huge / 6, huge / 7}}) {
    const fitted marginal = empirical_marginal{}.fit(values);
    double before = -huge;
    for (const double x : spread(marginal, 1000)) {
      EXPECT_TRUE(std::isfinite(x));
      EXPECT_GE(x, before);
      before = x;
    }
  }
}

TEST(empirical_marginal, does_not_depend_on_the_order_of_values) {
  std::vector<double> values = sample(3000, shapes()[8].from);
  const fitted marginal = empirical_marginal{}.fit(values);
  std::reverse(values.begin(), values.end());
  EXPECT_EQ(empirical_marginal{}.fit(values), marginal);
}

TEST(empirical_marginal, visits_all_that_makes_it_different) {
  const auto parameters = [](const fitted& marginal) {
    std::vector<double> all;
    marginal.parameters([&](double p) { all.push_back(p); });
    return all;
  };
  const fitted marginal({{0.25, 1, 1}, {1, 2, 3}});
  EXPECT_EQ(parameters(marginal), (std::vector<double>{0.25, 1, 1, 1, 2, 3}));
  EXPECT_NE(parameters(fitted({{0.25, 1, 1}, {1, 2, 3.5}})), parameters(marginal));
}

TEST(empirical_marginal, draws_by_its_pieces) {
  const fitted marginal({{0.25, 1, 1}, {0.75, 2, 4}, {1, 9, 9}});
  EXPECT_EQ(marginal.quantile(0.1), 1);
  EXPECT_EQ(marginal.quantile(0.25), 1) << "the smallest x with P(X <= x) >= u";
  EXPECT_EQ(marginal.quantile(0.5), 3);
  EXPECT_EQ(marginal.quantile(0.75), 4);
  EXPECT_EQ(marginal.quantile(0.76), 9);
}

// Thousands of pieces of very different mass: the look-up must find the same piece as a search from the first.
TEST(empirical_marginal, finds_the_piece_of_every_probability) {
  std::vector<fitted::piece> pieces;
  double total = 0;
  for (int k = 0; k < 3000; ++k) total += std::pow(0.99, k) + (k % 7 == 0 ? 1e-9 : 0.01);
  double passed = 0;
  for (int k = 0; k < 3000; ++k) {
    passed += std::pow(0.99, k) + (k % 7 == 0 ? 1e-9 : 0.01);
    pieces.push_back({k == 2999 ? 1.0 : passed / total, static_cast<double>(k), static_cast<double>(k) + 0.5});
  }
  const fitted marginal(pieces);
  const auto expect_at = [&](double u) {
    if (!(u > 0 && u < 1)) return;
    std::size_t k = 0;
    while (pieces[k].up_to < u) ++k;
    EXPECT_EQ(std::floor(marginal.quantile(u)), static_cast<double>(k)) << u;
  };
  for (int i = 0; i < 5000; ++i) expect_at((i + 0.5) / 5000);
  for (const fitted::piece& p : pieces)
    for (const double u : {std::nextafter(p.up_to, 0.0), p.up_to, std::nextafter(p.up_to, 1.0)}) expect_at(u);
}

TEST(empirical_marginal, refuses_what_is_no_distribution) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  expect_error<format_error>([] { fitted({}); }, {"no pieces"});
  expect_error<format_error>([] { fitted({{0.5, 1, 1}}); }, {"rise to 1"});
  expect_error<format_error>([] { fitted({{0.5, 1, 1}, {0.5, 2, 2}, {1, 3, 3}}); }, {"don't rise"});
  expect_error<format_error>([] { fitted({{0, 1, 1}, {1, 2, 2}}); }, {"don't rise"});
  expect_error<format_error>([] { fitted({{0.5, 1, 1}, {1.5, 2, 2}, {1, 3, 3}}); }, {"don't rise"});
  expect_error<format_error>([&] { fitted({{nan, 1, 1}, {1, 2, 2}}); }, {"don't rise"});
  expect_error<format_error>([] { fitted({{1, 2, 1}}); }, {"ends"});
  expect_error<format_error>([&] { fitted({{1, nan, 1}}); }, {"ends"});
  expect_error<format_error>([&] { fitted({{1, 0, infinity}}); }, {"ends"});
  expect_error<format_error>([] { fitted({{0.5, 0, 2}, {1, 1, 3}}); }, {"overlap"});
  expect_error<data_error>([] { (void)empirical_marginal{}.fit({}); }, {"no value"});
  expect_error<data_error>([&] { (void)empirical_marginal{}.fit(std::vector{1.0, nan}); }, {"not finite"});
  expect_error<data_error>([&] { (void)empirical_marginal{}.fit(std::vector{1.0, infinity}); }, {"not finite"});
  expect_error<invalid_option>([] { (void)empirical_marginal{.knots = 0}.fit(std::vector{1.0}); }, {"knots is 0"});
}

}  // namespace
}  // namespace standin
