// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/count_laws.hpp.
#pragma once

#include <standin/random/count_laws.hpp>

#include <array>
#include <cmath>
#include <cstddef>

namespace standin::inline v0_1::random {

namespace detail {

inline constexpr double log_2_pi = 1.8378770664093454836;

/// What Stirling's formula lacks: log(k!) - log(sqrt(2πk) (k/e)^k), for k >= 1, to 1e-16 absolutely.
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000); the values below 16 are from the
/// definition in 60 digits.
[[nodiscard]] inline double stirling_error(double k) noexcept {
  constexpr std::array<double, 16> small{0.0,
                                         0.08106146679532725822,
                                         0.04134069595540929409,
                                         0.02767792568499833915,
                                         0.02079067210376509311,
                                         0.01664469118982119216,
                                         0.01387612882307074800,
                                         0.01189670994589177010,
                                         0.01041126526197209650,
                                         0.00925546218271273292,
                                         0.00833056343336287126,
                                         0.00757367548795184079,
                                         0.00694284010720952987,
                                         0.00640899418800420707,
                                         0.00595137011275884774,
                                         0.00555473355196280137};
  if (k < 16.0) return small[static_cast<std::size_t>(k)];
  const double square = 1.0 / (k * k);
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 * square) * square) * square) * square) / k;
}

/// x log(x/m) + m - x without cancellation, for x, m > 0.
/// Source: as above.
[[nodiscard]] inline double deviance(double x, double m) noexcept {
  const double difference = x - m;
  if (std::abs(difference) >= 0.1 * (x + m)) return x * std::log(x / m) - difference;
  const double v = difference / (x + m);
  double sum = difference * v;
  double term = 2 * x * v;
  for (int j = 3; j < 1000; j += 2) {
    term *= v * v;
    const double next = sum + term / j;
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

}  // namespace detail

STANDIN_INLINE double log_poisson(double k, double mean) noexcept {
  if (k == 0.0) return -mean;
  return -detail::stirling_error(k) - detail::deviance(k, mean) - 0.5 * (detail::log_2_pi + std::log(k));
}

STANDIN_INLINE double log_binomial(double k, double n, double p) noexcept {
  if (k == 0.0) return n * std::log1p(-p);
  if (k == n) return n * std::log(p);
  return detail::stirling_error(n) - detail::stirling_error(k) - detail::stirling_error(n - k) -
         detail::deviance(k, n * p) - detail::deviance(n - k, n * (1.0 - p)) -
         0.5 * (detail::log_2_pi + std::log(k) + std::log1p(-k / n));
}

}  // namespace standin::inline v0_1::random
