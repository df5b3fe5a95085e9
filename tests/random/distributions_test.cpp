// SPDX-License-Identifier: MIT
// Goodness of fit with α of statistical.hpp and fixed seeds; 100 000 draws or more a case, so that a shift of the mean
// by three hundredths of a standard deviation fails.
#include <standin/core/error.hpp>
#include <standin/random/distributions.hpp>

#include "core/extreme_numbers.hpp"
#include "statistical.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace standin::random {
namespace {

using test::alpha;

constexpr std::size_t many = 100'000;

stream seeded(std::uint64_t seed) {
  return {{.seed = seed, .domain = 77}, purpose::sample, 0};
}

std::vector<double> draws_of(std::uint64_t seed, const std::function<double(stream&)>& draw, std::size_t n = many) {
  stream from = seeded(seed);
  std::vector<double> draws(n);
  for (double& one : draws) one = draw(from);
  return draws;
}

// ── whole numbers
// ─────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(uniform_index, gives_each_index_alike) {
  for (const std::uint64_t n : {2U, 3U, 7U, 10U, 64U, 1000U}) {
    stream from = seeded(n);
    std::vector<double> counts(n);
    for (std::size_t i = 0; i < many; ++i) ++counts[uniform_index(from, n)];
    EXPECT_GT(test::uniform_test(counts), alpha) << n;
  }
}

// With n = 3 · 2^62 the plain remainder or product would give a third of the numbers twice as often as the others.
TEST(uniform_index, is_even_for_sizes_that_do_not_divide_two_to_the_64) {
  const std::uint64_t n = std::uint64_t{3} << 62;
  stream from = seeded(1);
  std::vector<double> residues(3);
  std::vector<double> thirds(3);
  for (std::size_t i = 0; i < many; ++i) {
    const std::uint64_t index = uniform_index(from, n);
    ASSERT_LT(index, n);
    ++residues[index % 3];
    ++thirds[index >> 62];
  }
  EXPECT_GT(test::uniform_test(residues), alpha);
  EXPECT_GT(test::uniform_test(thirds), alpha);
}

// The words that Lemire's method takes and refuses are the same on every machine.
TEST(uniform_index, is_the_high_half_of_word_times_n) {
  stream from = seeded(2);
  stream words = seeded(2);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(uniform_index(from, 1000), multiply_wide(words(), 1000).high);
  EXPECT_EQ(uniform_index(from, 1), 0U);
  EXPECT_EQ(uniform_index(from, 0), 0U);
  static_assert([] {
    stream s({.seed = 1}, purpose::sample, 0);
    return uniform_index(s, 10) < 10;
  }());
}

TEST(uniform_integer, reaches_both_bounds_and_every_number_between) {
  stream from = seeded(3);
  std::vector<double> counts(7);
  for (std::size_t i = 0; i < many; ++i) ++counts[static_cast<std::size_t>(uniform_integer(from, -3, 3) + 3)];
  EXPECT_GT(test::uniform_test(counts), alpha);
  EXPECT_EQ(uniform_integer(from, 5, 5), 5);
}

TEST(uniform_integer, takes_the_whole_range) {
  stream from = seeded(4);
  constexpr std::int64_t low = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t high = std::numeric_limits<std::int64_t>::max();
  std::vector<double> quarters(4);
  for (std::size_t i = 0; i < many; ++i)
    ++quarters[(static_cast<std::uint64_t>(uniform_integer(from, low, high)) ^ (std::uint64_t{1} << 63)) >> 62];
  EXPECT_GT(test::uniform_test(quarters), alpha);
  for (int i = 0; i < 100; ++i) EXPECT_NE(uniform_integer(from, low, high - 1), high);
}

TEST(bernoulli, is_true_with_its_probability) {
  for (const double p : {0.001, 0.3, 0.5, 0.97}) {
    stream from = seeded(static_cast<std::uint64_t>(p * 1000));
    std::vector<double> counts(2);
    for (std::size_t i = 0; i < many; ++i) ++counts[bernoulli(from, p) ? 1 : 0];
    EXPECT_GT(test::chi_squared_test(counts, std::vector<double>{1 - p, p}), alpha) << p;
  }
  stream from = seeded(5);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(bernoulli(from, 0.0));
    EXPECT_TRUE(bernoulli(from, 1.0));
  }
}

// ── numbers
// ───────────────────────────────────────────────────────────────────────────────────────────────────────────

struct continuous {
  std::string name;
  std::function<double(stream&)> draw;
  std::function<double(double)> cdf;
};

double two_sided_exponential(double x) {
  return x < 0 ? 0.5 * std::exp(x) : 1 - 0.5 * std::exp(-x);
}

double student_cdf(double t, double degrees) {
  const double tail = 0.5 * test::beta_cdf(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

class continuous_distribution : public testing::TestWithParam<continuous> {};

TEST_P(continuous_distribution, follows_its_distribution_function) {
  const continuous& d = GetParam();
  EXPECT_GT(test::kolmogorov_smirnov_test(draws_of(6, d.draw, 200'000), d.cdf), alpha);
}

// The distribution functions are textbook formulas, the special functions are tested against scipy in
// statistical_test.cpp.
INSTANTIATE_TEST_SUITE_P(
    random, continuous_distribution,
    testing::Values(
        continuous{"uniform", [](stream& s) { return uniform(s, -2, 6); }, [](double x) { return (x + 2) / 8; }},
        continuous{"normal", [](stream& s) { return normal(s); }, [](double x) { return normal_cdf(x); }},
        continuous{"normal_3_2", [](stream& s) { return normal(s, 3, 2); },
                   [](double x) { return 0.5 * std::erfc((3 - x) / 2 / std::numbers::sqrt2); }},
        continuous{"log_normal", [](stream& s) { return log_normal(s, 1, 0.5); },
                   [](double x) { return 0.5 * std::erfc((1 - std::log(x)) / 0.5 / std::numbers::sqrt2); }},
        continuous{"exponential", [](stream& s) { return exponential(s, 4); },
                   [](double x) { return -std::expm1(-4 * x); }},
        continuous{"laplace", [](stream& s) { return laplace(s, 1, 3); },
                   [](double x) { return two_sided_exponential((x - 1) / 3); }},
        continuous{"weibull", [](stream& s) { return weibull(s, 1.7, 3); },
                   [](double x) { return -std::expm1(-std::pow(x / 3, 1.7)); }},
        continuous{"pareto", [](stream& s) { return pareto(s, 2.5, 10); },
                   [](double x) { return 1 - std::pow(x / 10, -2.5); }},
        continuous{"triangular", [](stream& s) { return triangular(s, 0, 1, 4); },
                   [](double x) { return x < 1 ? x * x / 4 : 1 - (4 - x) * (4 - x) / 12; }},
        continuous{"triangular_at_its_end", [](stream& s) { return triangular(s, 0, 0, 2); },
                   [](double x) { return 1 - (2 - x) * (2 - x) / 4; }},
        continuous{"gamma_tiny", [](stream& s) { return gamma(s, 0.1); },
                   [](double x) { return test::gamma_cdf(x, 0.1); }},
        continuous{"gamma_below_one", [](stream& s) { return gamma(s, 0.7, 5); },
                   [](double x) { return test::gamma_cdf(x / 5, 0.7); }},
        continuous{"gamma_one", [](stream& s) { return gamma(s, 1); }, [](double x) { return -std::expm1(-x); }},
        continuous{"gamma_large", [](stream& s) { return gamma(s, 42.5, 0.1); },
                   [](double x) { return test::gamma_cdf(x / 0.1, 42.5); }},
        continuous{"log_gamma", [](stream& s) { return log_gamma(s, 0.3); },
                   [](double x) { return test::gamma_cdf(std::exp(x), 0.3); }},
        continuous{"beta", [](stream& s) { return beta(s, 2, 5); }, [](double x) { return test::beta_cdf(x, 2, 5); }},
        continuous{"beta_u_shaped", [](stream& s) { return beta(s, 0.3, 0.2); },
                   [](double x) { return test::beta_cdf(x, 0.3, 0.2); }},
        continuous{"chi_squared", [](stream& s) { return chi_squared(s, 3); },
                   [](double x) { return 1 - test::chi_squared_survival(x, 3); }},
        continuous{"student_t", [](stream& s) { return student_t(s, 3); }, [](double x) { return student_cdf(x, 3); }},
        continuous{"student_t_broken", [](stream& s) { return student_t(s, 0.8); },
                   [](double x) { return student_cdf(x, 0.8); }}),
    [](const auto& one) { return one.param.name; });

TEST(normal, is_the_quantile_of_one_word) {
  stream a = seeded(7);
  stream b = seeded(7);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(normal(a), normal_quantile(b.open_uniform()));
  EXPECT_EQ(normal(a, 3.0, 0.0), 3.0);
}

TEST(uniform, stays_between_its_bounds_also_where_their_difference_overflows) {
  stream from = seeded(8);
  constexpr double huge = std::numeric_limits<double>::max();
  double lowest = huge;
  double highest = -huge;
  for (int i = 0; i < 1000; ++i) {
    const double x = uniform(from, -huge, huge);
    ASSERT_TRUE(std::isfinite(x));
    lowest = std::min(lowest, x);
    highest = std::max(highest, x);
  }
  EXPECT_LT(lowest, -0.9 * huge);
  EXPECT_GT(highest, 0.9 * huge);
  EXPECT_EQ(uniform(from, 2.5, 2.5), 2.5);
}

TEST(log_gamma, does_not_underflow_where_gamma_does) {
  stream from = seeded(9);
  for (int i = 0; i < 100; ++i) {
    const double x = log_gamma(from, 1e-5);
    EXPECT_TRUE(std::isfinite(x));
    EXPECT_LT(x, 10.0);
  }
}

TEST(beta, keeps_tiny_shapes_finite) {
  stream from = seeded(10);
  std::vector<double> ends(2);
  for (std::size_t i = 0; i < 10'000; ++i) {
    const double x = beta(from, 1e-6, 3e-6);
    ASSERT_TRUE(x >= 0.0 && x <= 1.0);
    ++ends[x > 0.5 ? 1 : 0];
  }
  // Nearly all mass sits at the ends, at 1 with probability a / (a + b).
  EXPECT_GT(test::chi_squared_test(ends, std::vector<double>{0.75, 0.25}), alpha);
}

// A share of a Dirichlet vector is beta-distributed: a_i against the rest of the concentrations.
TEST(dirichlet, gives_shares_that_sum_to_one_with_beta_margins) {
  stream from = seeded(11);
  const std::vector<double> concentrations{0.5, 2.0, 4.0};
  std::vector<double> shares(3);
  std::vector<std::vector<double>> columns(3);
  for (std::size_t i = 0; i < many; ++i) {
    dirichlet(from, concentrations, shares);
    ASSERT_NEAR(shares[0] + shares[1] + shares[2], 1.0, 1e-15);
    for (std::size_t c = 0; c < 3; ++c) columns[c].push_back(shares[c]);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const double a = concentrations[c];
    EXPECT_GT(test::kolmogorov_smirnov_test(columns[c], [a](double x) { return test::beta_cdf(x, a, 6.5 - a); }), alpha)
        << c;
  }
}

// ── counts
// ────────────────────────────────────────────────────────────────────────────────────────────────────────────

double choose_log(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

TEST(poisson, follows_its_probabilities) {
  // Below and above the mean of ten where the method changes; just above, small faults of the density show best.
  for (const double mean : {0.05, 1.0, 9.99, 10.0, 12.5, 60.0, 300.0}) {
    const std::size_t n = mean >= 10.0 && mean < 20.0 ? 4'000'000 : 300'000;
    const auto draws = draws_of(
        12, [mean](stream& s) { return static_cast<double>(poisson(s, mean)); }, n);
    EXPECT_GT(test::count_test(draws, [mean](double k) { return k * std::log(mean) - mean - std::lgamma(k + 1); }),
              alpha)
        << mean;
  }
  stream from = seeded(13);
  EXPECT_EQ(poisson(from, 0.0), 0U);
}

TEST(poisson, is_nearly_normal_for_huge_means) {
  for (const double mean : {1e7, 1e12, 0x1p52}) {
    const auto draws =
        draws_of(14, [mean](stream& s) { return (static_cast<double>(poisson(s, mean)) - mean) / std::sqrt(mean); });
    // The skewness 1 / sqrt(mean) moves the distribution function by less than 3e-5, the test sees 9e-3.
    EXPECT_GT(test::kolmogorov_smirnov_test(draws, [](double z) { return normal_cdf(z); }), alpha) << mean;
  }
}

TEST(binomial, follows_its_probabilities) {
  struct trial {
    std::uint64_t n;
    double p;
  };
  for (const auto& [n, p] : {trial{1, 0.3}, trial{10, 0.5}, trial{19, 0.52}, trial{20, 0.5}, trial{50, 0.2},
                             trial{100, 0.9}, trial{1000, 0.003}, trial{1000, 0.3}, trial{500, 0.98}}) {
    const auto draws = draws_of(
        15, [n = n, p = p](stream& s) { return static_cast<double>(binomial(s, n, p)); }, 300'000);
    const auto size = static_cast<double>(n);
    EXPECT_GT(test::count_test(draws,
                               [size, p = p](double k) {
                                 return k > size ? -infinity
                                                 : choose_log(size, k) + k * std::log(p) + (size - k) * std::log1p(-p);
                               }),
              alpha)
        << n << " × " << p;
  }
}

TEST(binomial, knows_its_limits) {
  stream from = seeded(16);
  EXPECT_EQ(binomial(from, 0, 0.5), 0U);
  EXPECT_EQ(binomial(from, 100, 0.0), 0U);
  EXPECT_EQ(binomial(from, 100, 1.0), 100U);
  constexpr std::uint64_t most = std::uint64_t{1} << 52;
  const auto draws = draws_of(
      17, [](stream& s) { return (static_cast<double>(binomial(s, most, 0.25)) - 0x1p50) / std::sqrt(0x1p50 * 0.75); });
  EXPECT_GT(test::kolmogorov_smirnov_test(draws, [](double z) { return normal_cdf(z); }), alpha);
}

TEST(geometric, counts_the_failures_before_a_success) {
  for (const double p : {0.02, 0.5, 0.9}) {
    const auto draws = draws_of(18, [p](stream& s) { return static_cast<double>(geometric(s, p)); });
    EXPECT_GT(test::count_test(draws, [p](double k) { return k * std::log1p(-p) + std::log(p); }), alpha) << p;
  }
  stream from = seeded(19);
  EXPECT_EQ(geometric(from, 1.0), 0U);
  EXPECT_GT(geometric(from, 1e-300), std::uint64_t{1} << 60);  // more than fits is the largest number
}

TEST(negative_binomial, counts_the_failures_before_several_successes) {
  struct trial {
    double successes;
    double p;
  };
  for (const auto& [r, p] : {trial{1, 0.3}, trial{0.4, 0.2}, trial{7.5, 0.1}}) {
    const auto draws =
        draws_of(20, [r = r, p = p](stream& s) { return static_cast<double>(negative_binomial(s, r, p)); });
    EXPECT_GT(test::count_test(draws,
                               [r = r, p = p](double k) {
                                 return std::lgamma(k + r) - std::lgamma(r) - std::lgamma(k + 1) + r * std::log(p) +
                                        k * std::log1p(-p);
                               }),
              alpha)
        << r << ", " << p;
  }
  stream from = seeded(21);
  EXPECT_EQ(negative_binomial(from, 3.0, 1.0), 0U);
}

// ── what can't be drawn
// ───────────────────────────────────────────────────────────────────────────────────────────────

TEST(distributions, refuse_parameters_outside_their_range) {
  stream s = seeded(22);
  for (const double bad : {-1.0, 0.0, nan, infinity}) {
    EXPECT_THROW((void)exponential(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)gamma(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)gamma(s, 1.0, bad), invalid_option) << bad;
    EXPECT_THROW((void)log_gamma(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)beta(s, bad, 1.0), invalid_option) << bad;
    EXPECT_THROW((void)beta(s, 1.0, bad), invalid_option) << bad;
    EXPECT_THROW((void)chi_squared(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)student_t(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)laplace(s, 0.0, bad), invalid_option) << bad;
    EXPECT_THROW((void)weibull(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)pareto(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)negative_binomial(s, bad, 0.5), invalid_option) << bad;
    EXPECT_THROW((void)geometric(s, bad), invalid_option) << bad;
    std::vector<double> shares(2);
    EXPECT_THROW(dirichlet(s, std::vector<double>{1.0, bad}, shares), invalid_option) << bad;
  }
  for (const double bad : {-0.1, 1.1, nan}) {
    EXPECT_THROW((void)bernoulli(s, bad), invalid_option) << bad;
    EXPECT_THROW((void)binomial(s, 3, bad), invalid_option) << bad;
  }
  EXPECT_THROW((void)poisson(s, -1.0), invalid_option);
  EXPECT_THROW((void)poisson(s, nan), invalid_option);
  EXPECT_THROW((void)poisson(s, 1e300), invalid_option);
  EXPECT_THROW((void)binomial(s, std::uint64_t{1} << 53, 0.5), invalid_option);
  EXPECT_THROW((void)normal(s, nan, 1.0), invalid_option);
  EXPECT_THROW((void)normal(s, 0.0, -1.0), invalid_option);
  EXPECT_THROW((void)uniform(s, 0.0, infinity), invalid_option);
  EXPECT_THROW((void)uniform(s, 1.0, 0.0), invalid_option);
  EXPECT_THROW((void)uniform_integer(s, 1, 0), invalid_option);
  EXPECT_THROW((void)triangular(s, 0.0, 2.0, 1.0), invalid_option);
  std::vector<double> shares(3);
  EXPECT_THROW(dirichlet(s, std::vector<double>{1.0}, shares), invalid_option);
  try {
    (void)poisson(s, -1.0);
  } catch (const invalid_option& e) {
    EXPECT_STREQ(e.what(), "standin: poisson: mean -1; give a number from 0 to 2^52");
  }
}

TEST(distributions, end_at_the_edges_of_their_ranges) {
  stream s = seeded(23);
  for (int i = 0; i < 200; ++i) {
    EXPECT_FALSE(std::isnan(gamma(s, 1e300, 1e-300)));
    EXPECT_FALSE(std::isnan(gamma(s, 1e-300)));
    EXPECT_FALSE(std::isnan(beta(s, 1e-300, 1e300)));
    EXPECT_FALSE(std::isnan(beta(s, 1e-300, 1e-300)));
    EXPECT_FALSE(std::isnan(student_t(s, 1e-2)));
    EXPECT_FALSE(std::isnan(weibull(s, 1e-3)));
    EXPECT_LE(negative_binomial(s, 1e-3, 1e-18), std::uint64_t{1} << 53);
  }
}

}  // namespace
}  // namespace standin::random
