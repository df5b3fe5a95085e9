// SPDX-License-Identifier: MIT
#pragma once

#include <standin/random/normal.hpp>
#include <standin/stats/latent_correlation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace standin::inline v0_1::stats {

namespace detail {

inline constexpr std::size_t hermite_terms = 40;

/// Positive nodes and weights of the 20-point Gauss–Legendre rule on [-1, 1].
/// Source: Abramowitz and Stegun, table 25.4.
inline constexpr std::array<std::pair<double, double>, 10> gauss_legendre{{
    {0.0765265211334973337546404, 0.1527533871307258506980843},
    {0.2277858511416450780804962, 0.1491729864726037467878287},
    {0.3737060887154195606725482, 0.1420961093183820513292983},
    {0.5108670019508270980043641, 0.1316886384491766268984945},
    {0.6360536807265150254528367, 0.1181945319615184173123774},
    {0.7463319064601507926143051, 0.1019301198172404350367501},
    {0.8391169718222188233945291, 0.0832767415767047487247581},
    {0.9122344282513259058677524, 0.0626720483341090635695065},
    {0.9639719272779137912676661, 0.0406014298003869413310400},
    {0.9931285991850949247861224, 0.0176140071391521183118620},
}};

/// The inner cut points between steps that have rows, and how much the score rises there.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::pair<double, double>> jumps(const latent_steps& of) {
  std::vector<std::pair<double, double>> inner;
  double last = 0.0;
  bool any = false;
  for (std::size_t k = 0; k < of.scores.size(); ++k) {
    if (!(of.cuts[k] < of.cuts[k + 1])) continue;
    if (any) inner.emplace_back(of.cuts[k], of.scores[k] - last);
    last = of.scores[k];
    any = true;
  }
  return inner;
}

using jump_list = std::vector<std::pair<double, double>>;

/// The sum over pairs of jumps of the integral of the bivariate density over its angle, from one sine to another.
STANDIN_LAZY [[nodiscard]] inline double integrate_jumps(const jump_list& a, const jump_list& b, double from,
                                                         double to) noexcept {
  const double middle = 0.5 * (from + to);
  const double half = 0.5 * (to - from);
  double total = 0.0;
  for (const auto& [node, weight] : gauss_legendre) {
    for (const double side : {-1.0, 1.0}) {
      const double angle = middle + side * half * node;
      const double sine = std::sin(angle);
      const double scale = 0.5 / (1.0 - sine * sine);
      double sum = 0.0;
      for (const auto& [x, dx] : a)
        for (const auto& [y, dy] : b) sum += dx * dy * std::exp(-(x * x - 2.0 * x * y * sine + y * y) * scale);
      total += weight * sum;
    }
  }
  return total * half / (2.0 * std::numbers::pi);
}

STANDIN_LAZY [[nodiscard]] inline double covariance_by_integral(const jump_list& a, const jump_list& b,
                                                                double rho) noexcept {
  const double sign = rho < 0.0 ? -1.0 : 1.0;
  const double end = std::asin(std::min(std::abs(rho), 1.0 - 1e-12));
  const std::array<double, 5> panels{0.0, 0.8, 1.2, 1.45, end};  // shorter ones where the density sharpens
  double total = 0.0;
  for (std::size_t p = 0; p + 1 < panels.size(); ++p) {
    const double from = std::min(panels[p], end);
    const double to = p + 2 == panels.size() ? end : std::min(panels[p + 1], end);
    if (from < to) total += integrate_jumps(a, b, sign * from, sign * to);
  }
  return total;
}

STANDIN_LAZY [[nodiscard]] inline double covariance_by_series(const latent_steps& a, const latent_steps& b,
                                                              double rho) noexcept {
  double total = 0.0;
  for (std::size_t k = hermite_terms; k > 0; --k) total = (total + a.coefficients[k] * b.coefficients[k]) * rho;
  return total;
}

/// Whether integrating over all pairs of steps is affordable.
STANDIN_LAZY [[nodiscard]] inline bool few_steps(const latent_steps& a, const latent_steps& b) noexcept {
  return a.scores.size() * b.scores.size() <= 2048;
}

}  // namespace detail

STANDIN_LAZY_INLINE latent_steps make_latent_steps(std::span<const double> counts) {
  latent_steps steps;
  double total = 0.0;
  for (const double count : counts) total += count;
  steps.cuts.reserve(counts.size() + 1);
  steps.scores.reserve(counts.size());
  steps.cuts.push_back(-std::numeric_limits<double>::infinity());
  steps.coefficients.assign(detail::hermite_terms + 1, 0.0);
  double below = 0.0;
  double density_below = 0.0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    below += counts[k];
    const double above = total - below;
    // From the nearer tail, so that rare values at the top keep their precision.
    const double cut = !(above > 0.0)   ? std::numeric_limits<double>::infinity()
                       : below <= above ? random::normal_quantile(below / total)
                                        : random::normal_survival_quantile(above / total);
    const double density = std::isfinite(cut) ? random::normal_density(cut) : 0.0;
    const double share = counts[k] / total;
    const double score = share > 0.0 ? (density_below - density) / share : steps.cuts.back();
    steps.cuts.push_back(cut);
    steps.scores.push_back(score);
    steps.variance += share * (share > 0.0 ? score * score : 0.0);
    density_below = density;
  }
  if (counts.size() > 2000 && steps.variance > 0.9999) {  // as good as continuous: only the linear term is left
    steps.coefficients[1] = steps.variance;
    return steps;
  }
  // c_k sums score * (h_{k-1}(a) phi(a) - h_{k-1}(b) phi(b)) / sqrt(k), with h_k = He_k / sqrt(k!); regrouped by cut.
  const std::vector<std::pair<double, double>> inner = detail::jumps(steps);
  for (const auto& [cut, rise] : inner) {
    const double weight = rise * random::normal_density(cut);
    double previous = 0.0;
    double current = 1.0;
    for (std::size_t k = 1; k <= detail::hermite_terms; ++k) {
      const auto order = static_cast<double>(k);
      steps.coefficients[k] += weight * current / std::sqrt(order);
      const double next = (cut * current - std::sqrt(order - 1.0) * previous) / std::sqrt(order);
      previous = current;
      current = next;
    }
  }
  return steps;
}

STANDIN_LAZY_INLINE double score_covariance(const latent_steps& a, const latent_steps& b, double rho) {
  if (std::abs(rho) > 0.5 && detail::few_steps(a, b))
    return detail::covariance_by_integral(detail::jumps(a), detail::jumps(b), rho);
  return detail::covariance_by_series(a, b, rho);
}

STANDIN_LAZY_INLINE double latent_correlation(const latent_steps& a, const latent_steps& b, double covariance) {
  if (!(a.variance > 0.0) || !(b.variance > 0.0) || covariance == 0.0) return 0.0;
  const double sign = covariance < 0.0 ? -1.0 : 1.0;
  const double wanted = std::abs(covariance);
  const bool integral = detail::few_steps(a, b);
  const detail::jump_list jumps_a = detail::jumps(a);
  const detail::jump_list jumps_b = detail::jumps(b);
  const auto g = [&](double rho) {
    const double signed_rho = sign * rho;
    return sign * (integral && rho > 0.5 ? detail::covariance_by_integral(jumps_a, jumps_b, signed_rho)
                                         : detail::covariance_by_series(a, b, signed_rho));
  };
  double low = 0.0;
  double high = 0.5;
  double g_low = 0.0;
  double g_high = g(high);
  if (wanted > g_high) {
    low = high;
    g_low = g_high;
    high = 1.0;
    g_high = g(high);
    if (wanted >= g_high) return sign;
  }
  // Regula falsi with the Illinois change: g is increasing and nearly linear, a few steps do.
  double weight_low = g_low - wanted;
  double weight_high = g_high - wanted;
  double rho = high;
  for (int step = 0; step < 100 && high - low > 1e-14; ++step) {
    rho = std::clamp(low - weight_low * (high - low) / (weight_high - weight_low), low, high);
    const double error = g(rho) - wanted;
    if (std::abs(error) < 1e-15) break;
    if (error < 0.0) {
      low = rho;
      weight_low = error;
      weight_high *= 0.5;
    } else {
      high = rho;
      weight_high = error;
      weight_low *= 0.5;
    }
  }
  return sign * rho;
}

}  // namespace standin::inline v0_1::stats
