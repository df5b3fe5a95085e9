// SPDX-License-Identifier: MIT
/// \file
/// Suites of metrics.
#include <data/expect_error.hpp>
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/default_suite.hpp>
#include <standin/evaluation/suite.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace standin {
namespace {

/// Every kind of column, with holes.
table sample(std::uint64_t seed, std::uint64_t side, std::size_t rows) {
  random::stream bits = bits_of(seed, side);
  std::vector<double> x;
  std::vector<std::int64_t> y;
  std::vector<std::optional<std::int64_t>> t;
  std::string level;
  std::string flag;
  for (std::size_t row = 0; row < rows; ++row) {
    const double common = random::normal(bits);
    x.push_back(bits.uniform() < 0.1 ? none : common + random::normal(bits));
    y.push_back(static_cast<std::int64_t>(3.0 * common));
    t.push_back(bits.uniform() < 0.2 ? std::nullopt : std::optional(static_cast<std::int64_t>(1e6 * common)));
    level += static_cast<char>('a' + static_cast<int>(random::uniform_index(bits, 5)));
    flag += common > 0.0 ? '1' : '0';
  }
  return table_of(
      {{"x", numbers(x)}, {"y", integers(y)}, {"t", moments(t)}, {"level", letters(level)}, {"flag", flags(flag)}});
}

TEST(suite, gives_findings_in_the_order_of_metrics_and_columns) {
  const table t = sample(1, 0, 50);
  const std::vector<finding> found =
      suite{tv_complement{}, correlation_similarity{}, ks_complement{}, missing_pattern_similarity{}}.run(
          {.train = t, .synthetic = t});
  std::vector<std::string> subjects;
  for (const finding& f : found) subjects.push_back(key_of(f.metric).substr(0, 2) + " " + subject_of(f));
  EXPECT_EQ(subjects, (std::vector<std::string>{"tv level", "tv flag", "co x × y", "co x × t", "co y × t", "ks x",
                                                "ks y", "ks t", "mi "}));
  for (const finding& f : found) EXPECT_EQ(f.result.value, 1.0) << f.metric;
}

TEST(suite, measures_the_holdout_in_the_synthetic_tables_place) {
  const table train = sample(1, 0, 400);
  const table holdout = sample(1, 1, 200);
  const table synthetic = sample(1, 2, 300);
  const default_suite all;
  const std::vector<finding> found = all.run({.train = train, .holdout = holdout, .synthetic = synthetic});
  const std::vector<finding> direct = all.run({.train = train, .synthetic = holdout});
  ASSERT_EQ(found.size(), direct.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].columns, direct[i].columns);
    // NaN where trivariate figures are refused is no figure on either side.
    if (!std::isnan(direct[i].result.value)) {
      EXPECT_EQ(found[i].result.baseline, direct[i].result.value) << found[i].metric;
      EXPECT_EQ(found[i].result.baseline_ideal, direct[i].result.ideal) << found[i].metric;
    }
    EXPECT_TRUE(std::isnan(direct[i].result.baseline));
  }
}

/// Every bit of the figures.
std::string bytes_of(const std::vector<finding>& findings) {
  std::string bytes;
  for (const finding& f : findings) {
    bytes += f.metric + subject_of(f) + f.result.note;
    for (const double x : {f.result.value, f.result.lower, f.result.upper, f.result.ideal, f.result.baseline}) {
      char raw[sizeof x];
      std::memcpy(raw, &x, sizeof x);
      bytes.append(raw, sizeof x);
    }
  }
  return bytes;
}

TEST(suite, gives_the_same_bits_on_any_number_of_threads) {
  const table train = sample(2, 0, 1200);
  const table holdout = sample(2, 1, 1000);
  const table synthetic = sample(2, 2, 1100);
  const comparison plain{.train = train, .holdout = holdout, .synthetic = synthetic, .seed = 5};
  const std::string expected = bytes_of(default_suite{}.run(plain));
  for (const std::size_t threads : {std::size_t{2}, std::size_t{5}}) {
    thread_pool pool(threads);
    comparison threaded = plain;
    threaded.executor = pool;
    EXPECT_EQ(bytes_of(default_suite{}.run(threaded)), expected) << threads;
  }
  comparison another_seed = plain;
  another_seed.seed = 6;
  EXPECT_NE(bytes_of(default_suite{}.run(another_seed)), expected);
}

// §Properties of metrics: values may not depend on the order of rows; intervals are drawn from counts by value.
TEST(suite, gives_the_same_values_for_rows_in_another_order) {
  const table train = sample(3, 0, 300);
  const table synthetic = sample(3, 2, 250);
  std::vector<std::size_t> turned(synthetic.rows());
  for (std::size_t row = 0; row < turned.size(); ++row) turned[row] = (row * 101) % turned.size();
  const std::vector<finding> a = default_suite{}.run({.train = train, .synthetic = synthetic});
  const std::vector<finding> b =
      default_suite{}.run({.train = train, .synthetic = table_view(synthetic).select_rows(turned)});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].metric == "correlation similarity") {
      EXPECT_NEAR(a[i].result.value, b[i].result.value, 1e-14);
    } else if (!std::isnan(a[i].result.value)) {
      EXPECT_EQ(a[i].result.value, b[i].result.value) << a[i].metric;
    }
  }
}

TEST(suite, does_not_depend_on_the_order_of_columns) {
  const table train = sample(4, 0, 300);
  const table synthetic = sample(4, 1, 300);
  const std::vector<std::string_view> turned = {"flag", "t", "level", "x", "y"};
  const std::vector<finding> a = default_suite{}.run({.train = train, .synthetic = synthetic});
  const std::vector<finding> b =
      default_suite{}.run({.train = train, .synthetic = table_view(synthetic).select_columns(turned)});
  EXPECT_EQ(bytes_of(a), bytes_of(b));
}

TEST(suite, resamples_each_column_by_draws_of_its_own) {
  const test_column cells = drawn(1, 0, 300, [](random::stream& bits) { return bits.uniform(); });
  const test_column others = drawn(1, 1, 300, [](random::stream& bits) { return bits.uniform(); });
  const std::vector<finding> found = suite{ks_complement{}}.run(
      {.train = table_of({{"x", cells}, {"y", cells}}), .synthetic = table_of({{"x", others}, {"y", others}})});
  EXPECT_EQ(found[0].result.value, found[1].result.value);
  EXPECT_NE(found[0].result.lower, found[1].result.lower);
}

TEST(suite, takes_one_metric_more) {
  const table t = sample(1, 0, 50);
  const auto more = suite{tv_complement{}}.with(tv_complement{.as = definition::compatible});
  EXPECT_EQ(more.size(), 2U);
  EXPECT_EQ(more.run({.train = t, .synthetic = t}).size(), 4U);
}

TEST(suite, refuses_two_metrics_of_one_name) {
  const table t = sample(1, 0, 50);
  expect_error<invalid_option>([&] { (void)suite(ks_complement{}, ks_complement{}).run({.train = t, .synthetic = t}); },
                               {"suite", "KS complement"});
}

TEST(suite, stops_when_the_listener_says_so) {
  const table t = sample(1, 0, 50);
  std::size_t calls = 0;
  const auto listener = [&calls](const progress_event&) { return ++calls < 4; };
  expect_error<cancelled>([&] { (void)default_suite{}.run({.train = t, .synthetic = t, .progress = listener}); }, {});
  EXPECT_LT(calls, 10U);
}

TEST(suite, names_its_metrics_to_the_listener) {
  const table t = sample(1, 0, 50);
  std::vector<std::string> stages;
  const auto listener = [&stages](const progress_event& event) {
    EXPECT_LE(event.done, event.total);
    if (stages.empty() || stages.back() != event.stage) stages.emplace_back(event.stage);
    return true;
  };
  (void)suite{ks_complement{}, tv_complement{}}.run({.train = t, .synthetic = t, .progress = listener});
  EXPECT_EQ(stages, (std::vector<std::string>{"KS complement", "TV complement"}));
}

}  // namespace
}  // namespace standin
