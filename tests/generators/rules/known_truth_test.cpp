// SPDX-License-Identifier: MIT
/// \file
/// Simulated data of which the truth is known: weekly habits, and what metrics must say.
#include <../examples/receipts.hpp>
#include <standin/generators/rules/rules.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/column/missing_similarity.hpp>
#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace standin::rules {
namespace {

/// Mean and its standard error over units that are independent.
struct estimate {
  double mean = 0.0;
  double error = 0.0;
};

estimate estimate_of(const std::vector<double>& units) {
  const auto n = static_cast<double>(units.size());
  double sum = 0.0;
  for (const double x : units) sum += x;
  double squares = 0.0;
  for (const double x : units) squares += (x - sum / n) * (x - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

/// Of one customer, around a mean that is known.
double autocovariance(const std::vector<double>& days, std::size_t lag, double mean) {
  double sum = 0.0;
  for (std::size_t day = 0; day + lag < days.size(); ++day) sum += (days[day] - mean) * (days[day + lag] - mean);
  return sum / static_cast<double>(days.size() - lag);
}

/// Visits of customers with a favourite weekday: with probability `favourite` on that day, `other` on the others.
std::vector<std::vector<double>> visits(double favourite, double other) {
  constexpr std::size_t customers = 400;
  constexpr std::size_t days = 364;
  plan p("visits");
  p.each("customer").hidden("favourite", uniform_whole(0, 6));
  p.each("day", days)
      .hidden("date", day(2025, 1, 6) + index())
      .column("came", bernoulli(if_else(weekday(of("date")) == of("favourite"), favourite, other)));
  const table made = p.build().sample_entities(customers, {.seed = 20});
  std::vector<std::vector<double>> all(customers, std::vector<double>(days));
  for (std::size_t row = 0; row < made.rows(); ++row) all[row / days][row % days] = made.column(0).number(row);
  return all;
}

// A mean that repeats every seven days, mu = (0.8, 0.1 six times), with independent draws around it: mean 0.2, variance
// 0.2 * 0.8 = 0.16, autocovariance at lag 7 var(mu) = 0.06, so rho = 0.375; at lag 3 each special day meets two usual
// ones, (2 * 0.6 * -0.1 + 5 * 0.01) / 7 = -0.01, so rho = -0.0625. Four standard errors over customers, α = 1e-4.
TEST(weekly_pattern, has_the_autocorrelation_that_theory_says) {
  std::vector<double> week, half;
  for (const std::vector<double>& days : visits(0.8, 0.1)) {
    week.push_back(autocovariance(days, 7, 0.2) / 0.16);
    half.push_back(autocovariance(days, 3, 0.2) / 0.16);
  }
  const estimate seven = estimate_of(week);
  const estimate three = estimate_of(half);
  EXPECT_NEAR(seven.mean, 0.375, 4 * seven.error);
  EXPECT_LT(seven.error, 0.01);
  EXPECT_NEAR(three.mean, -0.0625, 4 * three.error);
  EXPECT_LT(three.error, 0.01);
}

// Without a favourite nothing repeats: the same estimate around 0, so that the test above can fail.
TEST(weekly_pattern, is_gone_without_habits) {
  std::vector<double> week;
  for (const std::vector<double>& days : visits(0.2, 0.2)) week.push_back(autocovariance(days, 7, 0.2) / 0.16);
  const estimate seven = estimate_of(week);
  EXPECT_NEAR(seven.mean, 0.0, 4 * seven.error);
}

// By customer, around each one's own mean: lag 7 stands out against 0 and against lag 3 by ten standard errors.
TEST(weekly_pattern, shows_in_the_receipts) {
  const table made = examples::receipts().sample(60'000, {.seed = 7});
  constexpr std::size_t season = 91;
  const auto first = static_cast<std::size_t>(date(2025, 3, 3));
  std::map<std::string, std::vector<double>> came;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    if (made.column("loyalty_id").missing(row)) continue;
    std::vector<double>& days = came[std::string(made.column("loyalty_id").text(row))];
    days.resize(season);
    days[static_cast<std::size_t>(made.column("date").number(row)) - first] = 1.0;
  }
  ASSERT_GT(came.size(), 200U);
  std::vector<double> week, against_three;
  for (const auto& [id, days] : came) {
    double mean = 0.0;
    for (const double day : days) mean += day / season;
    const double variance = autocovariance(days, 0, mean);
    week.push_back(autocovariance(days, 7, mean) / variance);
    against_three.push_back(week.back() - autocovariance(days, 3, mean) / variance);
  }
  const estimate seven = estimate_of(week);
  const estimate difference = estimate_of(against_three);
  EXPECT_GT(seven.mean, 10 * seven.error);
  EXPECT_GT(difference.mean, 10 * difference.error);
}

TEST(receipts, hold_what_they_promise) {
  const table made = examples::receipts().sample(50'000, {.seed = 1});
  std::map<std::string, std::string> category;
  std::size_t odd = 0, missing = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    ASSERT_NE(made.column("weekday").text(row), "Sun");
    const std::string item(made.column("item").text(row));
    const auto known = category.emplace(item, made.column("category").text(row)).first;
    ASSERT_EQ(known->second, made.column("category").text(row));
    ASSERT_TRUE(!made.column("loyalty_id").missing(row) || made.column("age").missing(row));
    odd += made.column("price").number(row) > 35 ? 1U : 0U;
    missing += made.column("discount").missing(row) ? 1U : 0U;
  }
  EXPECT_EQ(category.size(), 24U);
  EXPECT_NEAR(static_cast<double>(odd), 100, 4.4 * 10);  // Poisson with mean 0.002 * 50 000, nearly all of them seen
  EXPECT_NEAR(static_cast<double>(missing), 1500, 4.4 * 38.2);
}

constexpr std::size_t truth_rows = 50'000;

/// Columns x and y of correlation rho.
table tied(double rho, std::uint64_t seed) {
  plan p("tied");
  p.column("x", normal()).column("y", rho * of("x") + std::sqrt(1 - rho * rho) * normal());
  return p.build().sample(truth_rows, {.seed = seed});
}

// 1 - |0.6 - 0.2| / 2 = 0.8; the standard errors of the two correlations are 0.64 / sqrt(n) and 0.96 / sqrt(n), α 1e-5.
TEST(known_truth, is_what_correlation_similarity_says) {
  const table a = tied(0.6, 1);
  const table b = tied(0.2, 2);
  const column_pair real{a.column("x"), a.column("y")};
  const column_pair synthetic{b.column("x"), b.column("y")};
  EXPECT_NEAR(correlation_similarity{}.compare(real, synthetic).value, 0.8,
              4.4 * 0.5 * std::hypot(0.64, 0.96) / std::sqrt(truth_rows));
}

table levels(std::array<double, 3> weights, double missing, std::uint64_t seed) {
  plan p("levels");
  p.column("level", choice({{"a", weights[0]}, {"b", weights[1]}, {"c", weights[2]}}).missing(missing));
  return p.build().sample(truth_rows, {.seed = seed});
}

// Half of 0.2 + 0 + 0.2 is 0.2; each share has a standard error of at most 0.5 / sqrt(n) on either side.
TEST(known_truth, is_what_tv_and_missing_similarity_say) {
  const table a = levels({0.5, 0.3, 0.2}, 0.1, 1);
  const table b = levels({0.3, 0.3, 0.4}, 0.25, 2);
  const double bound = 4.4 * 1.5 * 0.5 * std::sqrt(2.0 / (0.75 * truth_rows));
  EXPECT_NEAR(tv_complement{}.compare(a.column(0), b.column(0), {}).value, 0.8, bound);
  EXPECT_NEAR(missing_similarity{}.compare(a.column(0), b.column(0), {}).value, 0.85, bound);
}

// The distance of uniform(0, 1) and uniform(0.1, 1.1) is 0.1; that of two empirical ones differs by at most the sum of
// their own distances, below 2.4 / sqrt(n) each with α = 2e-5.
TEST(known_truth, is_what_ks_complement_says) {
  const auto make = [](double from, std::uint64_t seed) {
    return plan("shifted").column("x", uniform(from, from + 1)).build().sample(truth_rows, {.seed = seed});
  };
  const table a = make(0.0, 1);
  const table b = make(0.1, 2);
  EXPECT_NEAR(ks_complement{}.compare(a.column(0), b.column(0), {}).value, 0.9, 4.8 / std::sqrt(truth_rows));
}

// Cells of a table of two truth values that agree with probability 0.9 and 0.6: (0.45, 0.05, 0.05, 0.45) against
// (0.3, 0.2, 0.2, 0.3), TV 0.3.
TEST(known_truth, is_what_contingency_similarity_says) {
  const auto make = [](double agree, std::uint64_t seed) {
    return plan("agree")
        .hidden("same", bernoulli(agree))
        .column("x", one_of({"no", "yes"}))
        .column("y", if_else(of("same"), of("x"), if_else(of("x") == "yes", "no", "yes")))
        .build()
        .sample(truth_rows, {.seed = seed});
  };
  const table a = make(0.9, 1);
  const table b = make(0.6, 2);
  const column_pair real{a.column("x"), a.column("y")};
  const column_pair synthetic{b.column("x"), b.column("y")};
  EXPECT_NEAR(contingency_similarity{}.compare(real, synthetic).value, 0.7,
              4.4 * 2 * 0.5 * std::sqrt(2.0 / truth_rows));
}

}  // namespace
}  // namespace standin::rules
