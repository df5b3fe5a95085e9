// SPDX-License-Identifier: MIT
/// \file
/// A column of numbers as its spikes and a smooth rest: the default marginal.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/marginal.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// Atoms, and an interpolated quantile function of what is between them.
///
/// An atom is a value that stands out: each value of a column with few different ones (at most 100 that two rows share
/// on average, or fewer than one in a hundred rows), and otherwise a value that at least 0.2 % of the rows share (0.1 %
/// for zero and the ends) and that is five standard errors more frequent than its twenty neighbours. The rest is kept
/// as at most `knots` pieces of equal probability, finer ones towards the ends and on both sides of gaps. A knot
/// between two pieces is the mean of three or more values that no other knot takes, and never a value that fewer than
/// three rows have: apart from the column's ends no knot is one row's value.
struct empirical_marginal {
  std::size_t knots = 256;

  class fitted;

  /// Costs O(n log n).
  /// \throws data_error      when there is no value, or one is not finite
  /// \throws invalid_option  when `knots` is 0
  STANDIN_LAZY [[nodiscard]] fitted fit(std::span<const double> values) const;
};

/// A distribution in pieces, from the smallest value to the largest.
class empirical_marginal::fitted {
 public:
  /// Probability spread evenly over [lower, upper]; an atom where both are equal.
  struct piece {
    double up_to;  ///< P(X is in this piece or an earlier one)
    double lower;
    double upper;
    bool operator==(const piece&) const = default;
  };

  /// \throws format_error  unless `up_to` rises to 1 and the pieces follow each other without overlap
  STANDIN_LAZY explicit fitted(std::vector<piece> pieces);

  /// The smallest x with P(X <= x) >= u. \param u  in (0, 1)
  [[nodiscard]] double quantile(double u) const noexcept {
    std::size_t k = guide_[static_cast<std::size_t>(u * static_cast<double>(guide_.size() - 1))];
    while (slices_[k + 1].before < u) ++k;
    const slice& s = slices_[k];
    const double x = s.lower + (u - s.before) * s.slope;
    return x < s.upper ? x : s.upper;
  }

  /// P(X <= x), and P(X < x).
  [[nodiscard]] double cdf(double x) const noexcept;
  [[nodiscard]] double cdf_below(double x) const noexcept;
  /// The density at x; at an atom its probability, and 0 where there is nothing.
  [[nodiscard]] double density(double x) const noexcept;

  void parameters(auto&& visitor) const {
    for (const piece& p : pieces_) {
      visitor(p.up_to);
      visitor(p.lower);
      visitor(p.upper);
    }
  }

  [[nodiscard]] std::span<const piece> pieces() const noexcept { return pieces_; }

  bool operator==(const fitted& other) const { return pieces_ == other.pieces_; }

 private:
  /// A piece made ready for drawing.
  struct slice {
    double before;  ///< P(X is in an earlier piece)
    double slope;
    double lower;
    double upper;
  };

  std::vector<piece> pieces_;
  std::vector<slice> slices_;         ///< one a piece, and an end that stops every search
  std::vector<std::uint32_t> guide_;  ///< where the search for u begins, for 2^k equal parts of (0, 1)
};

static_assert(marginal_policy<empirical_marginal>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/empirical_marginal.ipp>
#endif
