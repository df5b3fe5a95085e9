// SPDX-License-Identifier: MIT
/// \file
/// One of several weighted proposals, and how many of them count.
#pragma once

#include <standin/generators/sample_report.hpp>
#include <standin/random/stream.hpp>

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

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

/// A `proposal_tally` that copies of a sampler add to from any thread.
class proposal_counter {
 public:
  void add(std::uint64_t rows, std::uint64_t effective) const {
    counts_->rows.fetch_add(rows);
    counts_->effective.fetch_add(effective);
  }
  [[nodiscard]] proposal_tally tally() const noexcept { return {counts_->rows.load(), counts_->effective.load()}; }

 private:
  struct counts {
    std::atomic<std::uint64_t> rows{0};
    std::atomic<std::uint64_t> effective{0};
  };
  std::shared_ptr<counts> counts_ = std::make_shared<counts>();
};

}  // namespace standin::inline v0_1
