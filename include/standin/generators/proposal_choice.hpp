// SPDX-License-Identifier: MIT
/// \file
/// One of several weighted proposals.
#pragma once

#include <standin/generators/sample_report.hpp>
#include <standin/random/stream.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace standin::inline v0_1 {

/// Keeps one of several proposals with probability proportional to its weight, seen one after the other.
class proposal_choice {
 public:
  explicit proposal_choice(random::stream draws) : draws_(draws) {}

  /// Whether the next proposal takes the place of the one kept so far; the first one does. Without any weight it stays.
  [[nodiscard]] bool takes(double log_weight) {
    if (log_weight > largest_) {
      const double shrink = std::isfinite(largest_) ? std::exp(largest_ - log_weight) : 0.0;
      total_ *= shrink;
      squares_ *= shrink * shrink;
      largest_ = log_weight;
    }
    const double share = std::isfinite(log_weight) ? std::exp(log_weight - largest_) : 0.0;
    total_ += share;
    squares_ += share * share;
    const double u = draws_.uniform();
    return ++proposals_ == 1 || u * total_ < share;
  }

  /// How many of the proposals count, as a `proposal_tally` adds it up.
  [[nodiscard]] std::uint64_t effective() const {
    if (!(squares_ > 0.0)) return 0;
    return static_cast<std::uint64_t>(proposal_tally::one * total_ * total_ /
                                      (static_cast<double>(proposals_) * squares_));
  }

 private:
  random::stream draws_;
  std::size_t proposals_ = 0;
  double largest_ = -std::numeric_limits<double>::infinity();
  double total_ = 0.0;
  double squares_ = 0.0;
};

}  // namespace standin::inline v0_1
