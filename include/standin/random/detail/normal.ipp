// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/normal.hpp.
#pragma once

#include <standin/random/normal.hpp>

#include <array>
#include <cstddef>
#include <limits>

namespace standin::inline v0_1::random {

namespace detail {

/// c[0] + c[1] x + …, by Horner's rule.
template <std::size_t N>
[[nodiscard]] constexpr double polynomial(const std::array<double, N>& c, double x) noexcept {
  double value = c[N - 1];
  for (std::size_t i = N - 1; i > 0; --i) value = value * x + c[i - 1];
  return value;
}

/// exp(-x²/2) for x >= 0, without the error that rounding x² would bring: x is split into sixteenths and a rest.
[[nodiscard]] inline double half_square_exp(double x) noexcept {
  const double head = std::trunc(x * 16) / 16;
  const double rest = (x - head) * (x + head);
  return std::exp(-head * head * 0.5) * std::exp(-rest * 0.5);
}

/// P(X > x) for x > 0.67448975.
[[nodiscard]] inline double normal_tail(double x) noexcept {
  constexpr double one_by_sqrt_2_pi = 0.39894228040143267794;
  if (x > 38.6) return 0.0;
  double ratio = 0.0;  // of the tail to exp(-x²/2)
  if (x <= 5.656854249492380195) {
    constexpr std::array<double, 9> c{9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326,
                                      2494.5375852903726711, 597.27027639480026226, 93.506656132177855979,
                                      8.8831497943883759412, .39894151208813466764, 1.0765576773720192317e-8};
    constexpr std::array<double, 9> d{19685.429676859990727, 38912.003286093271411, 34900.952721145977266,
                                      18615.571640885098091, 6485.558298266760755,  1519.377599407554805,
                                      235.38790178262499861, 22.266688044328115691, 1.0};
    ratio = polynomial(c, x) / polynomial(d, x);
  } else {
    constexpr std::array<double, 6> p{2.9112874951168792e-5, .001421619193227893466, .022235277870649807,
                                      .1274011611602473639,  .21589853405795699,     .02307344176494017303};
    constexpr std::array<double, 6> q{7.29751555083966205e-5, .00378239633202758244, .0659881378689285515,
                                      .468238212480865118,    1.28426009614491121,   1.0};
    const double inverse = 1.0 / (x * x);
    ratio = (one_by_sqrt_2_pi - inverse * polynomial(p, inverse) / polynomial(q, inverse)) / x;
  }
  return half_square_exp(x) * ratio;
}

/// P(0 < X <= x), negative for negative x, for |x| <= 0.67448975.
[[nodiscard]] inline double normal_middle(double x) noexcept {
  constexpr std::array<double, 5> a{18154.981253343561249, 1067.6894854603709582, 161.02823106855587881,
                                    2.2352520354606839287, .065682337918207449113};
  constexpr std::array<double, 5> b{45507.789335026729956, 10260.932208618978205, 976.09855173777669322,
                                    47.20258190468824187, 1.0};
  const double square = x * x;
  return x * polynomial(a, square) / polynomial(b, square);
}

/// Below this |x| a probability is computed from the middle, beyond it from the tail.
inline constexpr double normal_middle_end = 0.67448975;

}  // namespace detail

STANDIN_INLINE double normal_density(double x) noexcept {
  constexpr double one_by_sqrt_2_pi = 0.39894228040143267794;
  const double size = std::abs(x);
  if (size > 39.0) return 0.0;
  return one_by_sqrt_2_pi * detail::half_square_exp(size);
}

STANDIN_INLINE double normal_cdf(double x) noexcept {
  if (std::abs(x) <= detail::normal_middle_end) return 0.5 + detail::normal_middle(x);
  if (x < 0.0) return detail::normal_tail(-x);
  return 1.0 - detail::normal_tail(x);
}

STANDIN_INLINE double normal_survival(double x) noexcept {
  return normal_cdf(-x);
}

STANDIN_INLINE double normal_quantile(double p) noexcept {
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    constexpr std::array<double, 8> a{3.387132872796366608,  133.14166789178437745, 1971.5909503065514427,
                                      13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                                      33430.575583588128105, 2509.0809287301226727};
    constexpr std::array<double, 8> b{1.0,
                                      42.313330701600911252,
                                      687.1870074920579083,
                                      5394.1960214247511077,
                                      21213.794301586595867,
                                      39307.89580009271061,
                                      28729.085735721942674,
                                      5226.495278852545925};
    const double r = 0.180625 - q * q;
    return q * detail::polynomial(a, r) / detail::polynomial(b, r);
  }
  const double smaller = q < 0.0 ? p : 1.0 - p;
  if (!(smaller > 0.0)) {
    if (smaller == 0.0)
      return q < 0.0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    return std::numeric_limits<double>::quiet_NaN();
  }
  double r = std::sqrt(-std::log(smaller));
  double x = 0.0;
  if (r <= 5.0) {
    constexpr std::array<double, 8> c{1.42343711074968357734,  4.6303378461565452959,   5.7694972214606914055,
                                      3.64784832476320460504,  1.27045825245236838258,  .24178072517745061177,
                                      .0227238449892691845833, 7.7454501427834140764e-4};
    constexpr std::array<double, 8> d{1.0,
                                      2.05319162663775882187,
                                      1.6763848301838038494,
                                      .68976733498510000455,
                                      .14810397642748007459,
                                      .0151986665636164571966,
                                      5.475938084995344946e-4,
                                      1.05075007164441684324e-9};
    r -= 1.6;
    x = detail::polynomial(c, r) / detail::polynomial(d, r);
  } else {
    constexpr std::array<double, 8> e{6.6579046435011037772,     5.4637849111641143699,    1.7848265399172913358,
                                      .29656057182850489123,     .026532189526576123093,   .0012426609473880784386,
                                      2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr std::array<double, 8> f{1.0,
                                      .59983220655588793769,
                                      .13692988092273580531,
                                      .0148753612908506148525,
                                      7.868691311456132591e-4,
                                      1.8463183175100546818e-5,
                                      1.4215117583164458887e-7,
                                      2.04426310338993978564e-15};
    r -= 5.0;
    x = detail::polynomial(e, r) / detail::polynomial(f, r);
  }
  return q < 0.0 ? -x : x;
}

STANDIN_INLINE void normal_quantiles(std::span<const double> p, std::span<double> out) noexcept {
  const std::size_t n = p.size() < out.size() ? p.size() : out.size();
  for (std::size_t i = 0; i < n; ++i) out[i] = normal_quantile(p[i]);
}

}  // namespace standin::inline v0_1::random
