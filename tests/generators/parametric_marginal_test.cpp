// SPDX-License-Identifier: MIT
/// \file
/// Parametric marginals: what they recover, which family they choose, and when they choose none.
#include <generators/tables.hpp>
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/parametric_marginal.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/copula.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/io/models/parametric.hpp>
#include <standin/numeric/special.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

template <class Draw>
std::vector<double> drawn(std::size_t n, std::uint64_t seed, Draw draw) {
  std::vector<double> values(n);
  for (std::size_t row = 0; row < n; ++row) {
    random::stream draws({seed, 77}, random::purpose::sample, row);
    values[row] = draw(draws);
  }
  return values;
}

std::vector<double> drawn_from(marginal_family family, std::size_t n, std::uint64_t seed) {
  return drawn(n, seed, [family](random::stream& draws) {
    switch (family) {
      case marginal_family::uniform: return random::uniform(draws, -2.0, 5.0);
      case marginal_family::normal: return random::normal(draws, -3.0, 2.0);
      case marginal_family::log_normal: return random::log_normal(draws, 1.0, 0.6);
      case marginal_family::exponential: return random::exponential(draws, 0.25);
      case marginal_family::gamma: return random::gamma(draws, 3.0, 2.0);
      case marginal_family::weibull: return random::weibull(draws, 3.0, 5.0);
      case marginal_family::beta: return random::beta(draws, 0.7, 2.0);
      case marginal_family::student_t: return 10.0 + 2.0 * random::student_t(draws, 4.0);
      case marginal_family::truncated_normal: {
        double z = 0.0;
        do z = random::normal(draws, 1.0, 2.0);
        while (z < 0.0 || z > 4.0);
        return z - 1.0;  // on [-1, 3] around 0
      }
      case marginal_family::logistic: {
        const double u = draws.open_uniform();
        return 4.0 + 1.5 * std::log(u / (1.0 - u));
      }
      case marginal_family::laplace: return random::laplace(draws, -2.0, 3.0);
    }
    return 0.0;
  });
}

law_fit fitted_law(marginal_family family, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::optional<law_fit> fit = fit_law(family, values);
  if (!fit) throw data_error("test", "nothing was fitted");
  return *fit;
}

constexpr std::size_t drawn_rows = 20'000;
const double root = std::sqrt(static_cast<double>(drawn_rows));

// Standard errors from the Fisher information of each family; three of them, fixed seeds.
TEST(parametric_law, recovers_its_parameters_within_three_standard_errors) {
  using enum marginal_family;
  const parametric_law n = fitted_law(normal, drawn_from(normal, drawn_rows, 1)).law;
  EXPECT_NEAR(n.location, -3.0, 3 * 2.0 / root);
  EXPECT_NEAR(n.scale, 2.0, 3 * 2.0 / root / std::sqrt(2.0));
  const parametric_law l = fitted_law(log_normal, drawn_from(log_normal, drawn_rows, 1)).law;
  EXPECT_NEAR(l.location, 1.0, 3 * 0.6 / root);
  EXPECT_NEAR(l.scale, 0.6, 3 * 0.6 / root / std::sqrt(2.0));
  const parametric_law e = fitted_law(exponential, drawn_from(exponential, drawn_rows, 1)).law;
  EXPECT_NEAR(e.scale, 4.0, 3 * 4.0 / root);
  const parametric_law g = fitted_law(gamma, drawn_from(gamma, drawn_rows, 1)).law;
  const double spread = 3.0 * numeric::trigamma(3.0) - 1.0;  // var of the shape is shape / (n (shape psi' - 1))
  EXPECT_NEAR(g.shape, 3.0, 3 * std::sqrt(3.0 / spread) / root);
  EXPECT_NEAR(g.scale, 2.0, 3 * 2.0 * std::sqrt(numeric::trigamma(3.0) / spread) / root);
  const parametric_law w = fitted_law(weibull, drawn_from(weibull, drawn_rows, 1)).law;
  EXPECT_NEAR(w.shape, 3.0, 3 * 3.0 * std::sqrt(0.607927) / root);  // 6 / pi^2
  EXPECT_NEAR(w.scale, 5.0, 3 * 5.0 / 3.0 * std::sqrt(1.108665) / root);
  const parametric_law b = fitted_law(beta, drawn_from(beta, drawn_rows, 1)).law;
  const double both = numeric::trigamma(2.7);
  const double aa = numeric::trigamma(0.7) - both;
  const double bb = numeric::trigamma(2.0) - both;
  EXPECT_NEAR(b.shape, 0.7, 3 * std::sqrt(bb / (aa * bb - both * both)) / root);
  EXPECT_NEAR(b.second, 2.0, 3 * std::sqrt(aa / (aa * bb - both * both)) / root);
  EXPECT_EQ(b.scale, 1.0);
  const parametric_law t = fitted_law(student_t, drawn_from(student_t, drawn_rows, 1)).law;
  EXPECT_NEAR(t.location, 10.0, 3 * 2.0 * std::sqrt(7.0 / 5.0) / root);  // (nu + 3) / (nu + 1)
  // Information of scale and degrees of freedom, Lange, Little and Taylor, JASA 84 (1989), appendix B, nu = 4.
  const double scale_information = 2.0 * 4.0 / 7.0 / 4.0;
  const double degrees_information =
      0.25 * (numeric::trigamma(2.0) - numeric::trigamma(2.5)) - 9.0 / (2.0 * 4.0 * 5.0 * 7.0);
  const double mixed = -2.0 / (7.0 * 5.0) / 2.0;
  const double determinant = scale_information * degrees_information - mixed * mixed;
  EXPECT_NEAR(t.scale, 2.0, 3 * std::sqrt(degrees_information / determinant) / root);
  EXPECT_NEAR(t.shape, 4.0, 3 * std::sqrt(scale_information / determinant) / root);
  // Information 1 / (3 scale^2) and (3 + pi^2) / (9 scale^2), Johnson, Kotz and Balakrishnan, vol. 2 (1995), 23.8.
  const parametric_law c = fitted_law(logistic, drawn_from(logistic, drawn_rows, 1)).law;
  EXPECT_NEAR(c.location, 4.0, 3 * 1.5 * std::sqrt(3.0) / root);
  EXPECT_NEAR(c.scale, 1.5, 3 * 1.5 * 3.0 / std::sqrt(3.0 + 9.869604401089358) / root);
  const parametric_law d = fitted_law(laplace, drawn_from(laplace, drawn_rows, 1)).law;
  EXPECT_NEAR(d.location, -2.0, 3 * 3.0 / root);  // of the median: 1 / (2 f(median) sqrt(n))
  EXPECT_NEAR(d.scale, 3.0, 3 * 3.0 / root);
  // Ends of a uniform distribution are exact to width / n, exponentially distributed: 12 of them, α = 1e-5.
  const parametric_law u = fitted_law(uniform, drawn_from(uniform, drawn_rows, 1)).law;
  EXPECT_NEAR(u.location, -2.0, 12 * 7.0 / drawn_rows);
  EXPECT_NEAR(u.location + u.scale, 5.0, 12 * 7.0 / drawn_rows);
}

// Without a closed information: the mean of 25 fits, within four of its own standard errors, α = 1e-4.
TEST(parametric_law, recovers_a_truncated_normal_distribution) {
  double mean = 0.0, spread = 0.0, mean_squared = 0.0, spread_squared = 0.0;
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    const parametric_law law =
        fitted_law(marginal_family::truncated_normal, drawn_from(marginal_family::truncated_normal, 20'000, seed)).law;
    mean += law.location / 25;
    mean_squared += law.location * law.location / 25;
    spread += law.scale / 25;
    spread_squared += law.scale * law.scale / 25;
  }
  EXPECT_NEAR(mean, 0.0, 4 * std::sqrt((mean_squared - mean * mean) / 24));
  EXPECT_NEAR(spread, 2.0, 4 * std::sqrt((spread_squared - spread * spread) / 24) + 0.01);
}

TEST(parametric_law, has_a_distribution_function_and_a_density_that_fit_its_quantiles) {
  for (std::size_t k = 0; k < marginal_families; ++k) {
    const auto family = static_cast<marginal_family>(k);
    const parametric_law law = fitted_law(family, drawn_from(family, 500, 3)).law;
    for (const double p : {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999}) {
      const double x = law.quantile(p);
      EXPECT_NEAR(law.cdf(x), p, 1e-9) << name_of(family);
      const double step = law.quantile(p * 1.0001) - x;
      if (p < 0.01 || p > 0.99) continue;
      const double slope = (law.cdf(x + step) - law.cdf(x - step)) / (2 * step);
      EXPECT_NEAR(std::exp(law.log_density(x)) / slope, 1.0, 1e-4) << name_of(family) << ' ' << p;
    }
  }
}

// Each family in 40 samples of 1 500 rows. A wrong choice has a probability below 3 % (for the exponential law, the
// chance that one of two wider families gains log 1500 = 7.3, 2 * 0.7 %); more than 6 of 40 then come with α < 1e-3.
TEST(parametric_marginal, chooses_the_family_that_the_values_are_from) {
  for (std::size_t k = 0; k < marginal_families; ++k) {
    const auto family = static_cast<marginal_family>(k);
    std::array<int, marginal_families> chosen{};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto fitted = parametric_marginal{}.fit(drawn_from(family, 1500, 100 + seed));
      ASSERT_NE(fitted.law(), nullptr) << name_of(family) << seed << fitted.remark();
      ++chosen[static_cast<std::size_t>(fitted.law()->family)];
    }
    std::string all;
    for (const int n : chosen) all += std::to_string(n) + ' ';
    EXPECT_GE(chosen[k], 34) << name_of(family) << ": " << all;
  }
}

TEST(parametric_marginal, keeps_atoms_between_the_values_of_a_law) {
  const std::vector<double> values = drawn(20'000, 5, [](random::stream& draws) {
    const double which = draws.uniform();
    return which < 0.3 ? 0.0 : which < 0.4 ? 5.0 : random::gamma(draws, 3.0, 2.0);
  });
  const auto fitted = parametric_marginal{}.fit(values);
  ASSERT_NE(fitted.law(), nullptr);
  EXPECT_EQ(fitted.law()->family, marginal_family::gamma);
  ASSERT_EQ(fitted.atoms().size(), 2U);
  EXPECT_EQ(fitted.quantile(0.29), 0.0);
  EXPECT_NEAR(fitted.cdf(5.0) - fitted.cdf_below(5.0), 0.1, 3 * 0.3 / std::sqrt(20'000.0));
  double before = 0.0;
  for (int i = 1; i < 10'000; ++i) {
    const double u = i / 10'000.0;
    const double x = fitted.quantile(u);
    ASSERT_GE(x, before);
    ASSERT_GE(fitted.cdf(x), u - 1e-9);
    ASSERT_LE(fitted.cdf_below(x), u + 1e-9);
    before = x;
  }
  EXPECT_LE(fitted.quantile(1 - 1e-15), *std::max_element(values.begin(), values.end()));
}

TEST(parametric_marginal, keeps_few_values_and_what_no_family_fits_as_they_are) {
  const auto few = parametric_marginal{}.fit(
      drawn(1000, 1, [](random::stream& draws) { return static_cast<double>(random::poisson(draws, 4.0)); }));
  EXPECT_NE(few.empirical(), nullptr);
  EXPECT_EQ(few.remark(), "");
  const auto twin = [](random::stream& draws) {
    const double side = draws.uniform() < 0.5 ? -10.0 : 10.0;
    return side + random::normal(draws);
  };
  const auto two = parametric_marginal{}.fit(drawn(5000, 1, twin));
  EXPECT_NE(two.empirical(), nullptr);
  EXPECT_NE(two.remark().find("no family fits"), std::string::npos);
  const auto model = independent<parametric_marginal>{}.fit(table({{.name = "twin"}}, {column(drawn(5000, 1, twin))}));
  ASSERT_EQ(model.report().warnings.size(), 1U);
  EXPECT_EQ(model.report().warnings[0].find("column \"twin\": no family fits"), 0U);
}

TEST(parametric_marginal, takes_constants_single_rows_and_refuses_what_is_no_number) {
  EXPECT_EQ(parametric_marginal{}.fit(std::vector<double>{3.5}).quantile(0.5), 3.5);
  EXPECT_EQ(parametric_marginal{}.fit(std::vector<double>(100, -1.0)).quantile(0.01), -1.0);
  EXPECT_THROW(static_cast<void>(parametric_marginal{}.fit({})), data_error);
  EXPECT_THROW(static_cast<void>(parametric_marginal{}.fit(std::vector<double>{1.0, INFINITY})), data_error);
  std::vector<double> huge = drawn(500, 2, [](random::stream& draws) { return 1e300 * random::normal(draws); });
  const auto fitted = parametric_marginal{}.fit(huge);
  EXPECT_TRUE(std::isfinite(fitted.quantile(0.5)));
}

TEST(parametric_marginal, composes_with_generators_conditions_and_model_files) {
  const std::vector<double> x = drawn_from(marginal_family::gamma, 3000, 8);
  std::vector<double> y(x.size());
  for (std::size_t row = 0; row < x.size(); ++row) {
    random::stream draws({8, 1}, random::purpose::sample, row);
    y[row] = x[row] + random::normal(draws);
  }
  const table data({{.name = "x"}, {.name = "y"}}, {column(x), column(y)});
  const auto model = copula<parametric_marginal>{}.fit(data);
  const table made = model.sample(2000, {.seed = 1, .given = where("x") > 10});
  for (std::size_t row = 0; row < made.rows(); ++row) ASSERT_GT(made.column(0).number(row), 10);
  using model_type = fitted_t<copula<parametric_marginal>>;
  for (const io::json_form form : {io::json_form::text, io::json_form::cbor}) {
    const auto again = io::read_model_bytes<model_type>(io::write_model_bytes(model, form), form);
    EXPECT_EQ(again.fingerprint(), model.fingerprint());
    EXPECT_EQ(test::bytes_of(again.sample(100)), test::bytes_of(model.sample(100)));
  }
  const auto alone = independent<parametric_marginal>{}.fit(data);
  const auto again = io::read_model_bytes<fitted_t<independent<parametric_marginal>>>(
      io::write_model_bytes(alone, io::json_form::text), io::json_form::text);
  EXPECT_EQ(again.fingerprint(), alone.fingerprint());
}

TEST(parametric_marginal, gives_generators_and_their_files_names_of_their_own) {
  EXPECT_EQ(copula<>{}.name(), "copula");
  EXPECT_EQ(copula<parametric_marginal>{}.name(), "copula-parametric");
  EXPECT_EQ(independent<parametric_marginal>{}.name(), "independent-parametric");
  const registry known{copula<>{}, copula<parametric_marginal>{}, independent<>{}, independent<parametric_marginal>{}};
  const table data({{"x"}}, {column(std::vector<double>{1.0, 2.5, 3.0, 7.0, 11.0})});
  for (const std::string& name : known.names()) {
    const std::string file = io::write_model_bytes(known, known.find(name).fit(data), io::json_form::text);
    EXPECT_NE(file.find("\"" + name + "\""), std::string::npos) << file.substr(0, 200);
  }
}

TEST(parametric_marginal, refuses_numbers_that_are_no_distribution) {
  const parametric_law law{.family = marginal_family::gamma, .scale = 1.0, .shape = 2.0};
  using fitted = parametric_marginal::fitted;
  EXPECT_NO_THROW(fitted(law, 0.0, 1.0, {}));
  EXPECT_THROW(fitted(law, 1.0, 1.0, {}), format_error);
  EXPECT_THROW(fitted(law, 1e9, 2e9, {}), format_error);
  EXPECT_THROW(fitted(law, 0.0, 1.0, {{0.0, 0.5}, {0.0, 0.1}}), format_error);
  EXPECT_THROW(fitted(law, 0.0, 1.0, {{0.0, 1.0}}), format_error);
  EXPECT_THROW(fitted(law, 0.0, INFINITY, {}), format_error);
  EXPECT_THROW(fitted({.family = marginal_family::gamma, .scale = 1.0}, 0.0, 1.0, {}), format_error);
}

}  // namespace
}  // namespace standin
