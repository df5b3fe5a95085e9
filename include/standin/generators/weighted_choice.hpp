// SPDX-License-Identifier: MIT
/// \file
/// One of a few things with weights that are met once, where a table of them would not pay.
#pragma once

#include <cstddef>
#include <numeric>
#include <span>

namespace standin::inline v0_1 {

/// Which of some weighted things a uniform number falls on, and the sum of the weights. One without weight is never
/// chosen; where none has any, the first is.
struct weighted_choice {
  std::size_t chosen = 0;
  double total = 0.0;

  /// \param weights  at least 0
  /// \param u        in [0, 1)
  weighted_choice(std::span<const double> weights, double u)
      : total(std::accumulate(weights.begin(), weights.end(), 0.0)) {
    double left = u * total;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (!(weights[k] > 0.0)) continue;
      chosen = k;
      if (left < weights[k]) break;
      left -= weights[k];
    }
  }
};

}  // namespace standin::inline v0_1
