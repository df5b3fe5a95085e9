// SPDX-License-Identifier: MIT
#include "core/extreme_numbers.hpp"

#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace standin::random {
namespace {

struct value {
  double x;
  double y;
};

// Golden values: tests/golden/normal.py (mpmath, 50 digits).
constexpr value cdf_values[] = {{-38.25, 2.0796826933904511046e-320},
                                {-37.5, 4.6053530095819548438e-308},
                                {-30, 4.9067139271481870595e-198},
                                {-20.25, 1.7761998649495700309e-91},
                                {-10, 7.619853024160526066e-24},
                                {-8.125, 2.2368120644441050467e-16},
                                {-6, 9.865876450376981407e-10},
                                {-5.65625, 7.7358031694902638006e-9},
                                {-5, 2.8665157187919391167e-7},
                                {-3, 0.0013498980316300945267},
                                {-2, 0.0227501319481792072},
                                {-1.5, 0.066807201268858066004},
                                {-1, 0.15865525393145705141},
                                {-0.75, 0.22662735237686819933},
                                {-0.6744897501960817, 0.250000000000000012},
                                {-0.5, 0.30853753872598689636},
                                {-0.1, 0.46017216272297101633},
                                {-1e-8, 0.49999999601057719599},
                                {0, 0.5},
                                {0.1, 0.53982783727702898367},
                                {0.5, 0.69146246127401310364},
                                {0.67, 0.74857110490468989845},
                                {1, 0.84134474606854294859},
                                {2, 0.9772498680518207928},
                                {3, 0.99865010196836990547},
                                {5, 0.99999971334842812081},
                                {8, 0.9999999999999993779}};

constexpr value density_values[] = {{0, 0.39894228040143267794},     {0.5, 0.35206532676429947777},
                                    {1, 0.2419707245191433498},      {2.5, 0.017528300493568537362},
                                    {10, 7.6945986267064193463e-23}, {25.3, 4.0469944154189541619e-140},
                                    {37, 2.1200065515246056269e-298}};

constexpr value quantile_values[] = {{1e-300, -37.047096299361199237},
                                     {1e-100, -21.273453560965324294},
                                     {1e-50, -14.933337534788488981},
                                     {1e-20, -9.2623400897984075796},
                                     {1.1102230246251565e-16, -8.2095361516013868556},
                                     {1e-12, -7.0344838253011319326},
                                     {1.3887943864964021e-11, -6.6579046435011035837},
                                     {1e-10, -6.3613409024040561991},
                                     {1e-5, -4.2648907939228246102},
                                     {0.001, -3.0902323061678135354},
                                     {0.01, -2.3263478740408410931},
                                     {0.025, -1.9599639845400542118},
                                     {0.05, -1.644853626951472688},
                                     {0.074, -1.4466320671589785099},
                                     {0.075, -1.4395314709384559349},
                                     {0.076, -1.4325027208258116188},
                                     {0.1, -1.2815515655446004353},
                                     {0.25, -0.6744897501960817432},
                                     {0.4, -0.25334710313579974132},
                                     {0.49, -0.025068908258711058033},
                                     {0.4999999, -2.5066282747031065135e-7}};

TEST(normal_cdf, is_precise_down_to_the_smallest_numbers) {
  for (const auto& [x, p] : cdf_values) {
    if (x < -37.5) {  // a subnormal result has fewer digits
      EXPECT_NEAR(normal_cdf(x), p, 1e-322);
    } else {
      EXPECT_NEAR(normal_cdf(x) / p, 1.0, 1e-15) << "at " << x;
    }
  }
}

TEST(normal_cdf, ends_at_zero_and_one) {
  EXPECT_EQ(normal_cdf(-40.0), 0.0);
  EXPECT_EQ(normal_cdf(40.0), 1.0);
  EXPECT_EQ(normal_cdf(-infinity), 0.0);
  EXPECT_EQ(normal_cdf(infinity), 1.0);
  EXPECT_EQ(normal_cdf(0.0), 0.5);
  EXPECT_TRUE(std::isnan(normal_cdf(nan)));
}

TEST(normal_survival, is_the_other_tail) {
  for (const auto& [x, p] : cdf_values) EXPECT_EQ(normal_survival(-x), normal_cdf(x)) << "at " << x;
  EXPECT_NEAR(normal_survival(30.0) / 4.9067139271481870595e-198, 1.0, 1e-15);
}

TEST(normal_density, is_precise) {
  for (const auto& [x, d] : density_values) {
    EXPECT_NEAR(normal_density(x) / d, 1.0, 1e-15) << "at " << x;
    EXPECT_EQ(normal_density(x), normal_density(-x));
  }
  EXPECT_EQ(normal_density(infinity), 0.0);
  EXPECT_EQ(normal_density(40.0), 0.0);
  EXPECT_TRUE(std::isnan(normal_density(nan)));
}

TEST(normal_quantile, is_precise) {
  for (const auto& [p, x] : quantile_values) EXPECT_NEAR(normal_quantile(p) / x, 1.0, 1e-15) << "at " << p;
}

TEST(normal_quantile, is_symmetric_where_the_complement_is_exact) {
  for (const double p : {0.25, 0.125, 0x1p-20, 0x1p-53}) EXPECT_EQ(normal_quantile(1.0 - p), -normal_quantile(p));
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(normal_quantile, has_its_ends_and_nothing_beyond) {
  EXPECT_EQ(normal_quantile(0.0), -infinity);
  EXPECT_EQ(normal_quantile(1.0), infinity);
  for (const double p : {-0.1, 1.1, -infinity, infinity, nan}) EXPECT_TRUE(std::isnan(normal_quantile(p)));
  EXPECT_NEAR(normal_quantile(std::numeric_limits<double>::denorm_min()), -38.467, 1e-3);  // scipy 1.17.1, norm.ppf
}

TEST(normal_survival_quantile, keeps_the_digits_of_the_upper_tail) {
  EXPECT_NEAR(normal_survival_quantile(1e-20) / 9.2623400897984075796, 1.0, 1e-15);
  EXPECT_EQ(normal_survival_quantile(0.25), -normal_quantile(0.25));
}

TEST(normal_quantile, undoes_the_distribution_function) {
  for (double x = -37.0; x < 6.0; x += 0.0137) {
    // dx = dp / density: a relative error of 1e-15 in p moves x by 1e-15 p / density.
    const double p = normal_cdf(x);
    const double slack = 4e-15 * p / normal_density(x) + 4e-15 * std::abs(x);
    EXPECT_NEAR(normal_quantile(p), x, slack) << "at " << x;
  }
}

// Inverse transforms keep order only if the quantile never falls, also where one formula hands over to the next.
TEST(normal_quantile, never_falls) {
  double last = -infinity;
  for (int i = 1; i < 1 << 20; ++i) {
    const double x = normal_quantile(i * 0x1p-20);
    ASSERT_GT(x, last) << "at " << i;
    last = x;
  }
  for (const double seam : {0.075, 0.925, 1.3887943864964021e-11, 1.0 - 1.3887943864964021e-11}) {
    double p = seam;
    for (int i = 0; i < 100; ++i) p = std::nextafter(p, 0.0);
    last = normal_quantile(p);
    for (int i = 0; i < 200; ++i) {
      p = std::nextafter(p, 1.0);
      ASSERT_GE(normal_quantile(p), last - 2e-15 * std::abs(last)) << "near " << seam;
      last = normal_quantile(p);
    }
  }
}

TEST(normal_quantiles, gives_what_one_by_one_gives_also_in_place) {
  std::vector<double> p(1'000);
  stream random({.seed = 1}, purpose::sample, 0);
  for (double& one : p) one = random.open_uniform();
  std::vector<double> x(p.size());
  normal_quantiles(p, x);
  for (std::size_t i = 0; i < p.size(); ++i) ASSERT_EQ(x[i], normal_quantile(p[i]));
  normal_quantiles(p, p);
  EXPECT_EQ(p, x);
}

}  // namespace
}  // namespace standin::random
