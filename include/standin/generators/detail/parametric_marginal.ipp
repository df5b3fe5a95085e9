// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/parametric_marginal.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/atoms.hpp>
#include <standin/generators/parametric_marginal.hpp>
#include <standin/numeric/special.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_INLINE std::string_view name_of(marginal_family family) noexcept {
  switch (family) {
    case marginal_family::uniform: return "uniform";
    case marginal_family::normal: return "normal";
    case marginal_family::log_normal: return "log_normal";
    case marginal_family::exponential: return "exponential";
    case marginal_family::gamma: return "gamma";
    case marginal_family::weibull: return "weibull";
    case marginal_family::beta: return "beta";
    case marginal_family::student_t: return "student_t";
    case marginal_family::truncated_normal: return "truncated_normal";
  }
  return "unknown";
}

STANDIN_INLINE double parametric_law::cdf(double x) const {
  const double z = (x - location) / scale;
  switch (family) {
    case marginal_family::uniform: return std::clamp(z, 0.0, 1.0);
    case marginal_family::normal: return random::normal_cdf(z);
    case marginal_family::log_normal: return x <= 0.0 ? 0.0 : random::normal_cdf((std::log(x) - location) / scale);
    case marginal_family::exponential: return x <= 0.0 ? 0.0 : -std::expm1(-x / scale);
    case marginal_family::gamma: return numeric::gamma_cdf(shape, x / scale);
    case marginal_family::weibull: return x <= 0.0 ? 0.0 : -std::expm1(-std::pow(x / scale, shape));
    case marginal_family::beta: return numeric::beta_cdf(shape, second, z);
    case marginal_family::student_t: return numeric::student_t_cdf(shape, z);
    case marginal_family::truncated_normal: {
      const double low = random::normal_cdf((shape - location) / scale);
      const double high = random::normal_cdf((second - location) / scale);
      return std::clamp((random::normal_cdf(z) - low) / (high - low), 0.0, 1.0);
    }
  }
  return 0.0;
}

STANDIN_INLINE double parametric_law::quantile(double p) const {
  switch (family) {
    case marginal_family::uniform: return location + scale * p;
    case marginal_family::normal: return location + scale * random::normal_quantile(p);
    case marginal_family::log_normal: return std::exp(location + scale * random::normal_quantile(p));
    case marginal_family::exponential: return -scale * std::log1p(-p);
    case marginal_family::gamma: return scale * numeric::gamma_quantile(shape, p);
    case marginal_family::weibull: return scale * std::pow(-std::log1p(-p), 1.0 / shape);
    case marginal_family::beta: return location + scale * numeric::beta_quantile(shape, second, p);
    case marginal_family::student_t: return location + scale * numeric::student_t_quantile(shape, p);
    case marginal_family::truncated_normal: {
      const double low = random::normal_cdf((shape - location) / scale);
      const double high = random::normal_cdf((second - location) / scale);
      return std::clamp(location + scale * random::normal_quantile(low + p * (high - low)), shape, second);
    }
  }
  return 0.0;
}

STANDIN_INLINE double parametric_law::log_density(double x) const {
  constexpr double never = -std::numeric_limits<double>::infinity();
  const double half_log_two_pi = 0.5 * std::log(2.0 * std::numbers::pi);
  const double z = (x - location) / scale;
  switch (family) {
    case marginal_family::uniform: return z < 0.0 || z > 1.0 ? never : -std::log(scale);
    case marginal_family::normal: return -0.5 * z * z - std::log(scale) - half_log_two_pi;
    case marginal_family::log_normal: {
      if (x <= 0.0) return never;
      const double y = (std::log(x) - location) / scale;
      return -0.5 * y * y - std::log(scale) - half_log_two_pi - std::log(x);
    }
    case marginal_family::exponential: return x < 0.0 ? never : -x / scale - std::log(scale);
    case marginal_family::gamma:
      return x <= 0.0 ? never
                      : (shape - 1.0) * std::log(x) - x / scale - shape * std::log(scale) - numeric::log_gamma(shape);
    case marginal_family::weibull:
      return x <= 0.0 ? never
                      : std::log(shape / scale) + (shape - 1.0) * std::log(x / scale) - std::pow(x / scale, shape);
    case marginal_family::beta:
      return z <= 0.0 || z >= 1.0
                 ? never
                 : (shape - 1.0) * std::log(z) + (second - 1.0) * std::log1p(-z) - std::log(scale) +
                       numeric::log_gamma(shape + second) - numeric::log_gamma(shape) - numeric::log_gamma(second);
    case marginal_family::student_t:
      return numeric::log_gamma((shape + 1.0) / 2.0) - numeric::log_gamma(shape / 2.0) -
             0.5 * std::log(shape * std::numbers::pi) - std::log(scale) -
             (shape + 1.0) / 2.0 * std::log1p(z * z / shape);
    case marginal_family::truncated_normal: {
      if (x < shape || x > second) return never;
      const double mass =
          random::normal_cdf((second - location) / scale) - random::normal_cdf((shape - location) / scale);
      return -0.5 * z * z - std::log(scale) - half_log_two_pi - std::log(mass);
    }
  }
  return never;
}

namespace detail {

/// What several families need of the values.
struct value_moments {
  double n = 0.0;
  double mean = 0.0;
  double deviation = 0.0;  ///< of the likelihood: divided by n
  double kurtosis = 0.0;   ///< in excess of the normal distribution's
  double mean_log = 0.0;   ///< for positive values, and the two below
  double deviation_log = 0.0;
};

[[nodiscard]] STANDIN_INLINE value_moments moments_of(std::span<const double> sorted) {
  value_moments m{.n = static_cast<double>(sorted.size())};
  for (const double x : sorted) m.mean += x / m.n;
  double fourth = 0.0;
  for (const double x : sorted) m.deviation += (x - m.mean) * (x - m.mean) / m.n;
  for (const double x : sorted) fourth += std::pow(x - m.mean, 4) / m.n;
  m.kurtosis = fourth / (m.deviation * m.deviation) - 3.0;
  m.deviation = std::sqrt(m.deviation);
  if (sorted.front() > 0.0) {
    for (const double x : sorted) m.mean_log += std::log(x) / m.n;
    for (const double x : sorted) m.deviation_log += (std::log(x) - m.mean_log) * (std::log(x) - m.mean_log) / m.n;
    m.deviation_log = std::sqrt(m.deviation_log);
  }
  return m;
}

/// The sum of logarithms of densities.
[[nodiscard]] STANDIN_INLINE double log_likelihood(const parametric_law& law, std::span<const double> values) {
  double sum = 0.0;
  for (const double x : values) sum += law.log_density(x);
  return sum;
}

/// Newton's method for the shape. Source: Minka, "Estimating a gamma distribution" (2002).
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_gamma(const value_moments& m) {
  const double s = std::log(m.mean) - m.mean_log;
  if (!(s > 1e-8)) return std::nullopt;
  double shape = (3.0 - s + std::sqrt((s - 3.0) * (s - 3.0) + 24.0 * s)) / (12.0 * s);
  for (int step = 0; step < 50; ++step) {
    const double slope = shape * shape * (1.0 / shape - numeric::trigamma(shape));
    const double next = 1.0 / (1.0 / shape + (std::log(shape) - numeric::digamma(shape) - s) / slope);
    if (!(next > 0.0 && std::isfinite(next))) return std::nullopt;
    const bool done = std::abs(next - shape) <= 1e-12 * shape;
    shape = next;
    if (done) break;
  }
  return parametric_law{.family = marginal_family::gamma, .scale = m.mean / shape, .shape = shape};
}

/// Newton's method for the shape, on values divided by the largest.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_weibull(std::span<const double> sorted,
                                                                       const value_moments& m) {
  const double top = sorted.back();
  const double mean_log = m.mean_log - std::log(top);
  double shape = std::clamp(1.2 / std::max(m.deviation_log, 1e-6), 0.05, 500.0);
  double powers = 1.0;
  for (int step = 0; step < 50; ++step) {
    double logs = 0.0;
    double squares = 0.0;
    powers = 0.0;
    for (const double x : sorted) {
      const double y = std::log(x / top);
      const double power = std::exp(shape * y);
      powers += power;
      logs += power * y;
      squares += power * y * y;
    }
    const double mean_y = logs / powers;
    const double value = mean_y - 1.0 / shape - mean_log;
    const double slope = squares / powers - mean_y * mean_y + 1.0 / (shape * shape);
    const double next = std::max(shape - value / slope, shape / 4.0);
    if (!std::isfinite(next)) return std::nullopt;
    const bool done = std::abs(next - shape) <= 1e-10 * shape;
    shape = next;
    if (done) break;
  }
  powers = 0.0;
  for (const double x : sorted) powers += std::exp(shape * std::log(x / top));
  return parametric_law{
      .family = marginal_family::weibull, .scale = top * std::pow(powers / m.n, 1.0 / shape), .shape = shape};
}

/// Newton's method for both shapes on [low, high], from the moments.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_beta(std::span<const double> sorted, double low,
                                                                    double high) {
  const double width = high - low;
  const auto n = static_cast<double>(sorted.size());
  double mean = 0.0, log_up = 0.0, log_down = 0.0, square = 0.0;
  for (const double x : sorted) {
    const double z = (x - low) / width;
    if (!(z > 0.0 && z < 1.0)) return std::nullopt;
    mean += z / n;
    square += z * z / n;
    log_up += std::log(z) / n;
    log_down += std::log1p(-z) / n;
  }
  const double common = std::max(mean * (1.0 - mean) / std::max(square - mean * mean, 1e-300) - 1.0, 0.02);
  double a = mean * common;
  double b = (1.0 - mean) * common;
  for (int step = 0; step < 50; ++step) {
    const double both = numeric::trigamma(a + b);
    const double first = numeric::digamma(a + b) - numeric::digamma(a) + log_up;
    const double second = numeric::digamma(a + b) - numeric::digamma(b) + log_down;
    const double aa = numeric::trigamma(a) - both;
    const double bb = numeric::trigamma(b) - both;
    const double determinant = aa * bb - both * both;
    const double step_a = (bb * first + both * second) / determinant;
    const double step_b = (aa * second + both * first) / determinant;
    if (!std::isfinite(step_a) || !std::isfinite(step_b)) return std::nullopt;
    const double next_a = std::max(a + step_a, a / 4.0);
    const double next_b = std::max(b + step_b, b / 4.0);
    const bool done = std::abs(next_a - a) <= 1e-10 * a && std::abs(next_b - b) <= 1e-10 * b;
    a = next_a;
    b = next_b;
    if (done) break;
  }
  if (!(a < 1e6 && b < 1e6)) return std::nullopt;
  return parametric_law{.family = marginal_family::beta, .location = low, .scale = width, .shape = a, .second = b};
}

/// Expectation and conditional maximisation. Source: Liu and Rubin, "ML estimation of the t distribution using EM and
/// its extensions", Statistica Sinica 5 (1995).
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_student_t(std::span<const double> sorted) {
  constexpr std::size_t most = 100'000;
  std::vector<double> some;
  if (sorted.size() > most) {
    some.reserve(most);
    for (std::size_t i = 0; i < most; ++i) some.push_back(sorted[(2 * i + 1) * sorted.size() / (2 * most)]);
    sorted = some;
  }
  const auto n = static_cast<double>(sorted.size());
  parametric_law law{.family = marginal_family::student_t, .location = sorted[sorted.size() / 2], .shape = 5.0};
  law.scale = (sorted[sorted.size() * 3 / 4] - sorted[sorted.size() / 4]) / 1.45;
  if (!(law.scale > 0.0)) return std::nullopt;
  for (int step = 0; step < 500; ++step) {
    double weights = 0.0, sum = 0.0;
    for (const double x : sorted) {
      const double z = (x - law.location) / law.scale;
      const double weight = (law.shape + 1.0) / (law.shape + z * z);
      weights += weight;
      sum += weight * x;
    }
    const double location = sum / weights;
    double squares = 0.0, logs = 0.0;
    for (const double x : sorted) {
      const double z = (x - law.location) / law.scale;
      const double weight = (law.shape + 1.0) / (law.shape + z * z);
      squares += weight * (x - location) * (x - location);
      logs += std::log(weight) - weight;
    }
    // With expanded parameters, which converges faster: the squares divided by the weights rather than by n.
    const double scale = std::sqrt(squares / weights);
    // The degrees of freedom solve a falling function.
    const double known = 1.0 + logs / n + numeric::digamma((law.shape + 1.0) / 2.0) - std::log((law.shape + 1.0) / 2.0);
    double low = std::log(0.1), high = std::log(500.0);
    for (int halving = 0; halving < 50; ++halving) {
      const double middle = (low + high) / 2.0;
      const double half = std::exp(middle) / 2.0;
      (std::log(half) - numeric::digamma(half) + known > 0.0 ? low : high) = middle;
    }
    const double degrees = std::exp((low + high) / 2.0);
    const bool done = std::abs(location - law.location) <= 1e-7 * scale && std::abs(scale / law.scale - 1.0) <= 1e-7 &&
                      std::abs(degrees / law.shape - 1.0) <= 1e-5;
    law.location = location;
    law.scale = scale;
    law.shape = degrees;
    if (done) break;
  }
  if (law.shape > 400.0) return std::nullopt;  // a normal distribution
  return law;
}

/// Newton's method for the natural parameters of a normal distribution on [low, high], whose likelihood is concave.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_truncated_normal(const value_moments& m, double low,
                                                                                double high) {
  const double from = (low - m.mean) / m.deviation;
  const double to = (high - m.mean) / m.deviation;
  constexpr int parts = 800;  // of Simpson's rule
  struct moments {
    double log_mass = 0.0;
    std::array<double, 5> raw{};
  };
  const auto moments_at = [from, to](double linear, double quadratic) {
    double most = std::max(linear * from + quadratic * from * from, linear * to + quadratic * to * to);
    if (const double at = -linear / (2.0 * quadratic); quadratic < 0.0 && at > from && at < to)
      most = linear * at + quadratic * at * at;
    moments found;
    for (int i = 0; i <= parts; ++i) {
      const double z = from + (to - from) * i / parts;
      const double weight = (i == 0 || i == parts ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * (to - from) / (3.0 * parts);
      double term = weight * std::exp(linear * z + quadratic * z * z - most);
      for (double& sum : found.raw) {
        sum += term;
        term *= z;
      }
    }
    found.log_mass = std::log(found.raw[0]) + most;
    for (std::size_t k = 1; k < 5; ++k) found.raw[k] /= found.raw[0];
    return found;
  };
  double linear = 0.0, quadratic = -0.5;
  moments now = moments_at(linear, quadratic);
  for (int step = 0; step < 50; ++step) {
    const double first = -now.raw[1];
    const double second = 1.0 - now.raw[2];
    if (std::abs(first) + std::abs(second) < 1e-12) break;
    const double aa = now.raw[2] - now.raw[1] * now.raw[1];
    const double ab = now.raw[3] - now.raw[1] * now.raw[2];
    const double bb = now.raw[4] - now.raw[2] * now.raw[2];
    const double determinant = aa * bb - ab * ab;
    double move_a = (bb * first - ab * second) / determinant;
    double move_b = (aa * second - ab * first) / determinant;
    if (!std::isfinite(move_a) || !std::isfinite(move_b)) return std::nullopt;
    bool better = false;
    for (int halving = 0; halving < 30 && !better; ++halving) {
      const moments there = moments_at(linear + move_a, quadratic + move_b);
      better = quadratic + move_b - there.log_mass >= quadratic - now.log_mass;
      if (better) {
        linear += move_a;
        quadratic += move_b;
        now = there;
      }
      move_a /= 2.0;
      move_b /= 2.0;
    }
    if (!better) break;
  }
  if (!(quadratic < -1e-4)) return std::nullopt;  // flat, or rising to both ends
  const double variance = -1.0 / (2.0 * quadratic);
  const parametric_law law{.family = marginal_family::truncated_normal,
                           .location = m.mean + m.deviation * linear * variance,
                           .scale = m.deviation * std::sqrt(variance),
                           .shape = low,
                           .second = high};
  const double mass =
      random::normal_cdf((high - law.location) / law.scale) - random::normal_cdf((low - law.location) / law.scale);
  return mass > 1e-6 ? std::optional(law) : std::nullopt;
}

[[nodiscard]] STANDIN_INLINE std::optional<law_fit> fit_law_to(marginal_family family, std::span<const double> sorted,
                                                               const value_moments& m) {
  const double least = sorted.front();
  const double most = sorted.back();
  if (!(m.deviation > 0.0) || !std::isfinite(m.deviation)) return std::nullopt;
  const bool positive = least > 0.0;
  // Beyond the outermost values by the mean distance of neighbours, since ends that are values have no density.
  const double margin = (most - least) / m.n;
  std::optional<parametric_law> law;
  int parameters = 2;
  switch (family) {
    case marginal_family::uniform:
      law = parametric_law{.family = family, .location = least, .scale = most - least};
      break;
    case marginal_family::normal:
      law = parametric_law{.family = family, .location = m.mean, .scale = m.deviation};
      break;
    case marginal_family::log_normal:
      if (positive && m.deviation_log > 0.0)
        law = parametric_law{.family = family, .location = m.mean_log, .scale = m.deviation_log};
      break;
    case marginal_family::exponential:
      parameters = 1;
      if (least >= 0.0) law = parametric_law{.family = family, .scale = m.mean};
      break;
    case marginal_family::gamma:
      if (positive) law = fit_gamma(m);
      break;
    case marginal_family::weibull:
      if (positive) law = fit_weibull(sorted, m);
      break;
    case marginal_family::beta: {
      const bool unit = least > 0.0 && most < 1.0;
      parameters = unit ? 2 : 4;
      law = unit ? fit_beta(sorted, 0.0, 1.0) : fit_beta(sorted, least - margin, most + margin);
      break;
    }
    case marginal_family::student_t:
      parameters = 3;
      if (m.kurtosis > 0.0) law = fit_student_t(sorted);
      break;
    case marginal_family::truncated_normal:
      parameters = 4;
      law = fit_truncated_normal(m, least - margin, most + margin);
      break;
  }
  if (!law) return std::nullopt;
  const double likelihood = log_likelihood(*law, sorted);
  if (!std::isfinite(likelihood)) return std::nullopt;
  return law_fit{*law, likelihood, parameters};
}

/// The largest distance of the law's distribution function, cut to the values' ends, from the values' own; at 10 000
/// evenly spaced ones where there are more.
[[nodiscard]] STANDIN_INLINE double distance_of(const parametric_law& law, std::span<const double> sorted) {
  const double before = law.cdf(sorted.front());
  const double within = law.cdf(sorted.back()) - before;
  if (!(within > 0.0)) return 1.0;
  const auto n = static_cast<double>(sorted.size());
  const std::size_t stride = std::max<std::size_t>(1, sorted.size() / 10'000);
  double distance = 0.0;
  for (std::size_t i = 0; i < sorted.size(); i += stride) {
    if (i > 0 && sorted[i] == sorted[i - 1]) continue;  // the middle of equal values says nothing
    std::size_t end = i + 1;
    while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
    const double at = (law.cdf(sorted[i]) - before) / within;
    // Rows that share a value, as rounding makes them, lie around it.
    const double middle = (static_cast<double>(i) + static_cast<double>(end)) / (2.0 * n);
    distance = std::max(distance, std::abs(at - middle));
  }
  return distance;
}

}  // namespace detail

STANDIN_INLINE std::optional<law_fit> fit_law(marginal_family family, std::span<const double> sorted) {
  if (sorted.size() < 2 || !(sorted.front() < sorted.back())) return std::nullopt;
  return detail::fit_law_to(family, sorted, detail::moments_of(sorted));
}

STANDIN_INLINE parametric_marginal::fitted parametric_marginal::fit(std::span<const double> values) const {
  if (values.empty()) throw data_error("parametric_marginal", "there is no value", "leave the column out");
  std::vector<double> sorted(values.begin(), values.end());
  for (const double x : sorted)
    if (!std::isfinite(x))
      throw data_error("parametric_marginal", "a value is " + to_text(x), "make it a missing cell");
  std::sort(sorted.begin(), sorted.end());
  std::vector<value_count> counted;
  bool whole = true;
  for (const double x : sorted) {
    if (counted.empty() || counted.back().value != x) counted.push_back({x, 0});
    ++counted.back().rows;
    whole = whole && x == std::floor(x);
  }
  constexpr std::size_t few = 30;  // values between atoms that say nothing of a law
  if (is_discrete(counted.size(), sorted.size(), whole) || counted.size() < few) return fitted(otherwise.fit(values));
  const std::vector<bool> is_atom = find_atoms(counted);
  std::vector<fitted::atom> atoms;
  std::vector<double> rest;
  rest.reserve(sorted.size());
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (is_atom[i])
      atoms.push_back({counted[i].value, static_cast<double>(counted[i].rows) / static_cast<double>(sorted.size())});
    else
      rest.insert(rest.end(), counted[i].rows, counted[i].value);
  }
  if (rest.size() < few || !(rest.front() < rest.back())) return fitted(otherwise.fit(values));

  const detail::value_moments moments = detail::moments_of(rest);
  std::optional<law_fit> best;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < marginal_families; ++k) {
    const std::optional<law_fit> each = detail::fit_law_to(static_cast<marginal_family>(k), rest, moments);
    if (!each) continue;
    const double criterion = each->parameters * std::log(moments.n) - 2.0 * each->log_likelihood;
    if (criterion < lowest) {
      lowest = criterion;
      best = each;
    }
  }
  const double distance = best ? detail::distance_of(best->law, rest) : 1.0;
  if (distance > 0.05 && distance > 1.63 / std::sqrt(moments.n))
    return fitted(otherwise.fit(values), best ? std::string("no family fits: the best, ")
                                                    .append(name_of(best->law.family))
                                                    .append(", is ")
                                                    .append(to_text(std::round(distance * 1000.0) / 1000.0))
                                                    .append(" off; it keeps its empirical distribution")
                                              : std::string("no family fits; it keeps its empirical distribution"));
  return {best->law, rest.front(), rest.back(), std::move(atoms)};
}

STANDIN_INLINE parametric_marginal::fitted::fitted(parametric_law law, double lower, double upper,
                                                   std::vector<atom> atoms)
    : law_(law), lower_(lower), upper_(upper), atoms_(std::move(atoms)) {
  const auto refuse = [](const char* found) { throw format_error("parametric_marginal", found, "fit it anew"); };
  for (const double number : {law_.location, law_.scale, law_.shape, law_.second, lower_, upper_})
    if (!std::isfinite(number)) refuse("a number of the law is not finite");
  const bool shapes = law_.family == marginal_family::gamma || law_.family == marginal_family::weibull ||
                      law_.family == marginal_family::beta || law_.family == marginal_family::student_t;
  const bool sound = law_.scale > 0.0 && (!shapes || law_.shape > 0.0) &&
                     (law_.family != marginal_family::beta || law_.second > 0.0) &&
                     (law_.family != marginal_family::truncated_normal || law_.shape < law_.second);
  if (!sound) refuse("the law has a parameter outside its range");
  if (!(lower_ < upper_)) refuse("its ends are no interval");
  before_ = law_.cdf(lower_);
  within_ = law_.cdf(upper_) - before_;
  if (!(within_ > 0.0)) refuse("the law has no probability between its ends");
  double sum = 0.0;
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    if (!std::isfinite(atoms_[i].value) || (i > 0 && !(atoms_[i - 1].value < atoms_[i].value)) ||
        !(atoms_[i].probability > 0.0))
      refuse("its atoms don't rise, or one has no probability");
    sum += atoms_[i].probability;
  }
  if (!(sum < 1.0)) refuse("its atoms leave nothing to the law");
  weight_ = 1.0 - sum;
  double below = 0.0;
  for (const atom& each : atoms_) {
    below += each.probability;
    up_to_.push_back(weight_ * law_cdf(each.value) + below);
  }
}

STANDIN_INLINE parametric_marginal::fitted::fitted(empirical_marginal::fitted empirical, std::string remark)
    : empirical_(std::move(empirical)), remark_(std::move(remark)) {}

STANDIN_INLINE double parametric_marginal::fitted::law_cdf(double x) const {
  if (x <= lower_) return 0.0;
  if (x >= upper_) return 1.0;
  return std::clamp((law_.cdf(x) - before_) / within_, 0.0, 1.0);
}

STANDIN_INLINE double parametric_marginal::fitted::quantile(double u) const {
  if (empirical_) return empirical_->quantile(u);
  const auto at = static_cast<std::size_t>(std::lower_bound(up_to_.begin(), up_to_.end(), u) - up_to_.begin());
  double atoms_below = 0.0;
  if (at > 0) atoms_below = up_to_[at - 1] - weight_ * law_cdf(atoms_[at - 1].value);
  double low = lower_;
  double high = upper_;
  if (at > 0) low = std::max(low, atoms_[at - 1].value);
  if (at < atoms_.size()) {
    if (u > up_to_[at] - atoms_[at].probability) return atoms_[at].value;
    high = std::min(high, atoms_[at].value);
  }
  const double p = std::clamp((u - atoms_below) / weight_, 0.0, 1.0);
  const double inner = before_ + p * within_;
  if (!(inner > 0.0)) return low;
  if (!(inner < 1.0)) return high;
  const double x = law_.quantile(inner);
  return std::isnan(x) ? low : std::clamp(x, low, std::max(low, high));
}

STANDIN_INLINE double parametric_marginal::fitted::cdf(double x) const {
  if (empirical_) return empirical_->cdf(x);
  double sum = weight_ * law_cdf(x);
  for (const atom& each : atoms_)
    if (each.value <= x) sum += each.probability;
  return std::min(sum, 1.0);
}

STANDIN_INLINE double parametric_marginal::fitted::cdf_below(double x) const {
  if (empirical_) return empirical_->cdf_below(x);
  double sum = weight_ * law_cdf(x);
  for (const atom& each : atoms_)
    if (each.value < x) sum += each.probability;
  return std::min(sum, 1.0);
}

}  // namespace standin::inline v0_1
