// SPDX-License-Identifier: MIT
/// \file
/// Accuracy of the marginals of one, two and three columns.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace standin {
namespace {

const finding* find(const std::vector<finding>& findings, const std::string& metric,
                    const std::vector<std::string>& columns = {}) {
  const auto at = std::find_if(findings.begin(), findings.end(),
                               [&](const finding& f) { return f.metric == metric && f.columns == columns; });
  return at == findings.end() ? nullptr : &*at;
}

TEST(marginal_accuracy, is_one_less_the_distance_of_bin_shares) {
  const table real = table_of({{"x", letters("aabb")}, {"y", flags("0101")}});
  const table synthetic = table_of({{"x", letters("aaab")}, {"y", flags("0101")}});
  const std::vector<finding> found = marginal_accuracy{}.compare({.train = real, .synthetic = synthetic});
  // By hand: x 1/2, 1/2 against 3/4, 1/4; the pairs a0 a1 b0 b1 each 1/4 against 1/2, 1/4, 0, 1/4.
  EXPECT_DOUBLE_EQ(find(found, "univariate accuracy", {"x"})->result.value, 0.75);
  EXPECT_DOUBLE_EQ(find(found, "univariate accuracy", {"y"})->result.value, 1.0);
  EXPECT_DOUBLE_EQ(find(found, "univariate accuracy")->result.value, 0.875);
  EXPECT_DOUBLE_EQ(find(found, "bivariate accuracy", {"x", "y"})->result.value, 0.75);
  EXPECT_DOUBLE_EQ(find(found, "bivariate accuracy")->result.value, 0.75);
  // The mean over all ways to share out three a0, two a1, one b0 and two b1 in two halves, by enumeration.
  EXPECT_NEAR(find(found, "bivariate accuracy")->result.ideal, 0.5, 1e-12);
  EXPECT_EQ(find(found, "trivariate accuracy")->result.status, status::undefined);
  EXPECT_EQ(find(found, "trivariate accuracy")->result.note, "there are too few columns");
}

TEST(marginal_accuracy, takes_missing_cells_and_unseen_levels_for_bins) {
  const table real = table_of({{"x", letters("aa--")}});
  EXPECT_DOUBLE_EQ(find(marginal_accuracy{}.compare({.train = real, .synthetic = table_of({{"x", letters("aaaa")}})}),
                        "univariate accuracy")
                       ->result.value,
                   0.5);
  EXPECT_DOUBLE_EQ(find(marginal_accuracy{}.compare({.train = real, .synthetic = table_of({{"x", letters("z---")}})}),
                        "univariate accuracy")
                       ->result.value,
                   0.5);
}

TEST(marginal_accuracy, says_why_it_has_no_figure) {
  const table none_at_all = table_of({{"x", letters("")}});
  const std::vector<finding> empty = marginal_accuracy{}.compare({.train = none_at_all, .synthetic = none_at_all});
  EXPECT_EQ(find(empty, "univariate accuracy")->result.status, status::undefined);
  EXPECT_EQ(find(empty, "bivariate accuracy")->result.note, "there are too few columns");
  const table one = table_of({{"x", letters("a")}, {"y", letters("b")}, {"z", letters("c")}});
  const std::vector<finding> few = marginal_accuracy{}.compare({.train = one, .synthetic = one});
  EXPECT_EQ(find(few, "univariate accuracy")->result.status, status::refused);
  EXPECT_EQ(find(few, "bivariate accuracy", {"x", "y"})->result.status, status::refused);
  EXPECT_EQ(find(few, "trivariate accuracy")->result.note, "needs 1000 rows a side, found 1 real and 1 synthetic");
  EXPECT_EQ(find(marginal_accuracy{.triples = 0}.compare({.train = one, .synthetic = one}), "trivariate accuracy"),
            nullptr);
}

/// Five columns of all kinds that depend on each other, or not.
table sample(std::uint64_t seed, std::uint64_t side, std::size_t rows, bool dependent) {
  random::stream bits = bits_of(seed, side);
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::optional<std::int64_t>> t;
  std::string level;
  std::string flag;
  for (std::size_t row = 0; row < rows; ++row) {
    double common = random::normal(bits);
    const auto next = [&] {
      if (!dependent) common = random::normal(bits);
      return common + 0.5 * random::normal(bits);
    };
    x.push_back(next());
    y.push_back(std::round(2.0 * next()));
    const double when = next();
    t.push_back(when > 1.5 ? std::nullopt : std::optional(static_cast<std::int64_t>(when * 1e6)));
    level += static_cast<char>('m' + static_cast<int>(std::clamp(std::round(3.0 * next()), -9.0, 9.0)));
    flag += next() > 0.0 ? '1' : '0';
  }
  return table_of(
      {{"x", numbers(x)}, {"y", numbers(y)}, {"t", moments(t)}, {"level", letters(level)}, {"flag", flags(flag)}});
}

// 200 seeds, 1 500 and 1 000 rows, also where most combinations of three columns occur once or never. Within 4 standard
// errors (α = 6e-5) and 1 % of the noise: bins are learned from the real cells, which takes some of their noise away.
TEST(marginal_accuracy, comes_out_at_its_ideal_for_a_perfect_generator) {
  running_mean values[3];
  running_mean ideals[3];
  const std::string names[3] = {"univariate accuracy", "bivariate accuracy", "trivariate accuracy"};
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const table real = sample(seed, 0, 1500, true);
    const std::vector<finding> found =
        marginal_accuracy{}.compare({.train = real, .synthetic = sample(seed, 1, 1000, true), .resamples = 0});
    for (std::size_t k = 0; k < 3; ++k) {
      values[k].add(find(found, names[k])->result.value);
      ideals[k].add(find(found, names[k])->result.ideal);
    }
  }
  for (std::size_t k = 0; k < 3; ++k)
    EXPECT_NEAR(values[k].mean(), ideals[k].mean(), 4.0 * values[k].error() + 0.01 * (1.0 - ideals[k].mean()))
        << names[k];
}

// 95 % nominal; the mean over marginals of the same rows must not pass for that of independent ones. 300 seeds, at
// least 92 % wanted, 4 standard errors are 5 %.
TEST(marginal_accuracy, has_intervals_that_hold_the_mean) {
  for (const bool dependent : {true, false})
    for (const std::string name : {"univariate accuracy", "bivariate accuracy"}) {
      std::vector<score> found;
      running_mean value;
      for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::vector<finding> all = marginal_accuracy{.triples = 0}.compare(
            {.train = sample(seed, 0, 800, true), .synthetic = sample(seed, 1, 800, dependent)});
        found.push_back(find(all, name)->result);
        value.add(found.back().value);
      }
      const auto held = std::count_if(found.begin(), found.end(), [&](const score& s) {
        return s.lower <= value.mean() && value.mean() <= s.upper;
      });
      EXPECT_GE(static_cast<double>(held) / 300.0, 0.92 - 0.05) << name << (dependent ? ", perfect" : ", broken");
    }
}

/// Columns that hang together.
table numbers_alike(std::uint64_t seed, std::uint64_t side, std::size_t columns, bool dependent) {
  random::stream bits = bits_of(seed, side);
  std::vector<std::vector<double>> cells(columns);
  for (int row = 0; row < 1000; ++row) {
    double common = random::normal(bits);
    for (std::vector<double>& column : cells) {
      if (!dependent) common = random::normal(bits);
      column.push_back(common + 0.5 * random::normal(bits));
    }
  }
  std::vector<std::pair<std::string, test_column>> named;
  for (std::size_t c = 0; c < columns; ++c) named.emplace_back("c" + std::to_string(c), numbers(cells[c]));
  return table_of(named);
}

// Half the interval over 1.96 against the standard deviation over 120 seeds, known to 6.5 %. Marginals of independent
// noise would give a third of it or less, marginals of the same noise twice to three times as much.
TEST(marginal_accuracy, has_intervals_of_the_right_width_for_means) {
  for (const bool dependent : {true, false}) {
    running_mean value[3];
    running_mean half[3];
    const std::string names[3] = {"univariate accuracy", "bivariate accuracy", "trivariate accuracy"};
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
      const std::vector<finding> found =
          marginal_accuracy{.triples = 40}.compare({.train = numbers_alike(seed, 0, 10, true),
                                                    .synthetic = numbers_alike(seed, 1, 10, dependent),
                                                    .seed = seed});
      for (std::size_t k = 0; k < 3; ++k) {
        const score& s = find(found, names[k])->result;
        value[k].add(s.value);
        half[k].add(0.5 * (s.upper - s.lower) / 1.96);
      }
    }
    for (std::size_t k = 0; k < 3; ++k) {
      const double ratio = half[k].mean() / (value[k].error() * std::sqrt(120.0));
      EXPECT_GT(ratio, 0.7) << names[k] << (dependent ? ", perfect" : ", broken");
      EXPECT_LT(ratio, 1.4) << names[k] << (dependent ? ", perfect" : ", broken");
    }
  }
}

TEST(marginal_accuracy, catches_independent_columns_by_their_pairs) {
  const table real = sample(1, 0, 2000, true);
  const std::vector<finding> found =
      marginal_accuracy{}.compare({.train = real, .synthetic = sample(1, 1, 2000, false)});
  for (const std::string name : {"bivariate accuracy", "trivariate accuracy"}) {
    const score& s = find(found, name)->result;
    EXPECT_LT(s.upper, s.ideal - 0.1) << name;
  }
}

TEST(marginal_accuracy, does_not_depend_on_threads_or_the_order_of_rows) {
  const table real = sample(2, 0, 3000, true);
  const table synthetic = sample(2, 1, 2000, true);
  std::vector<std::size_t> turned(3000);
  for (std::size_t row = 0; row < turned.size(); ++row) turned[row] = turned.size() - 1 - row;
  thread_pool pool(3);
  const comparison plain{.train = real, .synthetic = synthetic, .seed = 4};
  comparison threaded = plain;
  threaded.executor = pool;
  comparison reordered = plain;
  reordered.train = table_view(real).select_rows(turned);
  const std::vector<finding> a = marginal_accuracy{.triples = 5}.compare(plain);
  const std::vector<finding> b = marginal_accuracy{.triples = 5}.compare(threaded);
  const std::vector<finding> c = marginal_accuracy{.triples = 5}.compare(reordered);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].result.value, b[i].result.value);
    EXPECT_EQ(a[i].result.lower, b[i].result.lower);
    EXPECT_EQ(a[i].result.value, c[i].result.value);
    EXPECT_NEAR(a[i].result.upper, c[i].result.upper, 1e-12);
  }
}

TEST(marginal_accuracy, takes_each_triple_once) {
  // The mean over all triples is the mean of the ten tables of three columns each.
  const table real = sample(3, 0, 1000, true);
  const table synthetic = sample(3, 1, 1000, false);
  const auto trivariate = [](const table_view& a, const table_view& b, std::size_t most) {
    return find(marginal_accuracy{.triples = most}.compare({.train = a, .synthetic = b, .seed = 1}),
                "trivariate accuracy")
        ->result.value;
  };
  double sum = 0.0;
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = i + 1; j < 5; ++j)
      for (std::size_t k = j + 1; k < 5; ++k) {
        const std::vector<std::string_view> names = {real.schema()[i].name, real.schema()[j].name,
                                                     real.schema()[k].name};
        sum += trivariate(table_view(real).select_columns(names), table_view(synthetic).select_columns(names), 1);
      }
  EXPECT_NEAR(trivariate(real, synthetic, 10), sum / 10.0, 1e-12);
  EXPECT_NEAR(trivariate(real, synthetic, 500), sum / 10.0, 1e-12);
}

TEST(marginal_accuracy, draws_among_the_triples_of_a_wide_table) {
  std::vector<std::pair<std::string, test_column>> columns;
  for (int c = 0; c < 300; ++c) columns.emplace_back("c" + std::to_string(c), letters(std::string(1000, 'a')));
  const table wide = table_of(columns);
  const std::vector<finding> found =
      marginal_accuracy{.triples = 20}.compare({.train = wide, .synthetic = wide, .resamples = 0});
  EXPECT_EQ(find(found, "trivariate accuracy")->result.value, 1.0);
}

TEST(marginal_accuracy, draws_triples_by_the_seed) {
  const table real = sample(3, 0, 1000, true);
  const table synthetic = sample(3, 1, 1000, false);
  const auto of_seed = [&](std::uint64_t seed) {
    return find(marginal_accuracy{.triples = 3}.compare({.train = real, .synthetic = synthetic, .seed = seed}),
                "trivariate accuracy")
        ->result.value;
  };
  EXPECT_EQ(of_seed(1), of_seed(1));
  std::size_t different = 0;
  for (std::uint64_t seed = 2; seed < 10; ++seed) different += of_seed(seed) != of_seed(1) ? 1U : 0U;
  EXPECT_GE(different, 5U);  // one of 120 choices each
}

}  // namespace
}  // namespace standin
