// SPDX-License-Identifier: MIT
/// \file
/// How much two columns of steps have to do with each other when hidden normal variables tie them together.
#pragma once

#include <standin/config.hpp>
#include <standin/stats/latent_correlation.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// P(step i of a, step j of b) when the hidden variables have correlation rho: for each step of a all steps of b.
///
/// Integrates over a's variable at the midpoints of 2 to 16 slices of equal probability a step: to a hundredth of what
/// is left of independence, to a thousandth where |rho| is below 0.9. Costs O(steps of a * steps of b); a should be the
/// column with more steps.
STANDIN_LAZY [[nodiscard]] std::vector<double> joint_step_probabilities(const latent_steps& a, const latent_steps& b,
                                                                        double rho);

/// Sums of a table of counts or probabilities over its columns and over its rows.
struct table_margins {
  std::vector<double> first{};   ///< a row each
  std::vector<double> second{};  ///< a column each
  double total = 0.0;
};

/// \param cells  row after row
STANDIN_LAZY [[nodiscard]] table_margins margins_of(std::span<const double> cells, std::size_t columns);

/// Pearson's φ² of a table of counts or probabilities, row after row: what is beyond independence,
/// Σ (p_ij - p_i p_j)² / (p_i p_j). At most min(rows, columns) - 1; 0 for an empty table.
STANDIN_LAZY [[nodiscard]] double phi_squared(std::span<const double> cells, std::size_t columns);
/// The same, with the margins of the table.
STANDIN_LAZY [[nodiscard]] double phi_squared(std::span<const double> cells, const table_margins& margins);

/// Cramér's V² of a table of counts, row after row, without what independent columns of as many rows and levels get; 0
/// where a column has fewer than two levels that occur. Its largest value is left as it is, unlike in
/// `corrected_cramers_v`.
STANDIN_LAZY [[nodiscard]] double corrected_v_squared(std::span<const double> cells, std::size_t columns);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/latent_association.ipp>
#endif
