// SPDX-License-Identifier: MIT
/// \file
/// Where the cell of one row may lie, as a distribution that can be asked.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_laws.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1 {

/// The distribution of the place of a number in one row: that which its law draws from.
///
/// It refers to the law and to the row, whose cells before the column are filled.
class place_distribution {
 public:
  /// Costs as much as a draw does; under a mean, as much as a draw from each of its folds.
  STANDIN_LAZY place_distribution(const number_law& law, partial_row& row);

  /// The probability of places up to this one, rising from 0 to 1.
  STANDIN_LAZY [[nodiscard]] double cdf(double place) const;
  /// The density at a place in (0, 1).
  STANDIN_LAZY [[nodiscard]] double density(double place) const;
  /// The place in [from, to] below which the share `u` of what lies there does, to about 1e-15.
  STANDIN_LAZY [[nodiscard]] double quantile(double from, double to, double u) const;

 private:
  /// A density that is even between edges.
  struct steps {
    double shift = 0.0;
    std::vector<double> below{};  ///< the probability below each edge
  };

  /// Of cells: the part in which a place lies.
  struct part_of_cell {
    double below = 0.0;   ///< the probability below it
    double chance = 0.0;  ///< that of the part
    double share = 0.0;   ///< of the part that lies below the place
    double width = 0.0;   ///< in places
  };
  /// Of a mean: what lies at a score, spikes left out.
  struct rest_of_spikes {
    double below = 0.0;  ///< the probability below it
    double slope = 0.0;  ///< the density, per unit of score
  };

  STANDIN_LAZY [[nodiscard]] part_of_cell part_at(double place) const;
  STANDIN_LAZY [[nodiscard]] rest_of_spikes rest_at(double score) const;
  STANDIN_LAZY void learn(const cell_law& law);
  STANDIN_LAZY void learn(const mean_law& law);
  STANDIN_LAZY [[nodiscard]] std::size_t cell_at(double place) const;
  /// Of a cell that is not one value: the probability below each edge of its parts.
  STANDIN_LAZY [[nodiscard]] const std::vector<double>& parts_of(std::size_t cell) const;
  STANDIN_LAZY [[nodiscard]] double score_of(double place) const;

  const number_law& law_;
  partial_row& row_;
  std::vector<double> below_{};  ///< cells: the probability below each; a mean: of each spike, then of the rest
  std::vector<steps> folds_{};   ///< a mean: what each fold leaves
  mutable std::size_t parted_ = ~std::size_t{0};  ///< cells: whose parts are known
  mutable std::vector<double> parts_{};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/place_distribution.ipp>
#endif
