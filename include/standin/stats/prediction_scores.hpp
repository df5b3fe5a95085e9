// SPDX-License-Identifier: MIT
/// \file
/// How well predictions fit: area under the ROC curve, F1, R².
#pragma once

#include <standin/config.hpp>
#include <standin/stats/interval.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace standin::inline v0_1::stats {

/// The chance that a positive scores higher than a negative, ties counting one half; NaN where either is empty.
/// Costs O(n log n).
[[nodiscard]] double area_under_roc(std::span<const double> positives, std::span<const double> negatives);

/// Standard error of an area under the ROC curve.
/// Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).
[[nodiscard]] double roc_error(double area, std::size_t positives, std::size_t negatives) noexcept;

/// The share of positives that score at least t, where t is the smallest threshold that at most `false_rate` of the
/// negatives reach; NaN where either is empty.
struct rate_at_threshold {
  double threshold = 0.0;
  std::uint64_t hits = 0;  ///< positives that reach it
};
[[nodiscard]] rate_at_threshold true_rate(std::span<const double> positives, std::span<const double> negatives,
                                          double false_rate);

/// The exact 95 % interval of a share of which `hits` of `n` were seen, n > 0.
/// Source: Clopper and Pearson, Biometrika 26 (1934).
[[nodiscard]] interval clopper_pearson_interval(std::uint64_t hits, std::uint64_t n) noexcept;

/// The mean over the classes that occur of 2 true / (2 true + false positives + false negatives).
/// \param weights  how often each row counts; empty: once
[[nodiscard]] double macro_f1(std::span<const std::uint32_t> predicted, std::span<const std::uint32_t> truth,
                              std::uint32_t classes, std::span<const std::uint32_t> weights = {});

/// 1 − Σ (y − ŷ)² / Σ (y − ȳ)²; NaN where y doesn't vary.
[[nodiscard]] double r_squared(std::span<const double> predicted, std::span<const double> truth,
                               std::span<const std::uint32_t> weights = {});

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/prediction_scores.ipp>
#endif
