// SPDX-License-Identifier: MIT
/// \file
/// Logarithms of probabilities of counts. Unlike formulas of std::lgamma they write to no variable that threads share.
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000).
#pragma once

#include <standin/config.hpp>

namespace standin::inline v0_1::random {

/// log P(X = k) of the Poisson distribution; k a whole number >= 0, mean > 0.
[[nodiscard]] double log_poisson(double k, double mean) noexcept;

/// log P(X = k) of the binomial distribution; whole numbers 0 <= k <= n, and 0 < p < 1.
[[nodiscard]] double log_binomial(double k, double n, double p) noexcept;

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/count_laws.ipp>
#endif
