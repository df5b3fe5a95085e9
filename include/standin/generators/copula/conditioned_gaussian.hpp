// SPDX-License-Identifier: MIT
/// \file
/// Normal variables of which some are kept within intervals.
#pragma once

#include <standin/config.hpp>
#include <standin/data/interval_set.hpp>
#include <standin/generators/proposal_choice.hpp>
#include <standin/generators/sample_report.hpp>
#include <standin/numeric/linear_algebra.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// What is asked of one hidden variable.
struct hidden_restriction {
  std::size_t column = 0;
  number_set allowed{};  ///< of the standard normal variable; not empty

  /// Whether a single value is asked for, which has a density but no probability.
  [[nodiscard]] bool point() const noexcept {
    return allowed.intervals().size() == 1 && allowed.intervals().front().point();
  }
};

/// A multivariate normal distribution under restrictions.
///
/// Variables of which a single value is asked have it. The other restricted ones are drawn next, the rarest first, each
/// from what the ones before leave of its intervals; the free ones follow from those. With one variable within
/// intervals that is exact. With several, each row makes 32 such proposals and keeps one by weight: importance
/// resampling within the row. Source: Geweke (1991), Hajivassiliou and McFadden, Econometrica 66 (1998), Keane,
/// Econometrica 62 (1994).
class conditioned_gaussian {
 public:
  static constexpr std::size_t block = 64;

  /// \throws data_error  when a restriction has probability 0, and is no point
  STANDIN_LAZY conditioned_gaussian(const numeric::matrix& correlation, std::vector<hidden_restriction> wanted);

  /// As `gaussian_dependence::fitted::fill`.
  STANDIN_LAZY void fill(std::span<double> out, random::source from, std::uint64_t first_row) const;

  /// Whether rows have exactly the distribution under the condition.
  [[nodiscard]] bool exact() const noexcept { return wanted_.size() <= points_ + 1; }

  /// Of all rows that this or a copy of it has made.
  [[nodiscard]] proposal_tally tally() const noexcept { return counter_.tally(); }

 private:
  /// Draws the restricted variables of a row.
  /// \returns  the logarithm of the proposal's weight
  STANDIN_LAZY double propose(random::stream& draws, std::span<double> made) const;

  std::vector<hidden_restriction> wanted_;  ///< points first, then by rising probability
  std::size_t points_ = 0;
  std::vector<std::size_t> order_;  ///< the columns, restricted ones first
  numeric::matrix lower_;           ///< Cholesky factor in that order
  proposal_counter counter_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/conditioned_gaussian.ipp>
#endif
