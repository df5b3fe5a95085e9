// SPDX-License-Identifier: MIT
/// \file
/// How much of what nominal columns have to do with others a copula keeps, which passes it through one order of levels.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/generators/copula/latent_table.hpp>
#include <standin/generators/fit_report.hpp>
#include <standin/numeric/linear_algebra.hpp>
#include <standin/parallel/executor.hpp>

#include <limits>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// What became of a nominal column's association with others.
struct association_share {
  double kept = std::numeric_limits<double>::quiet_NaN();  ///< in [0, 1]; NaN where there is next to none to keep
  std::size_t worst = 0;                                   ///< the column with which it loses most
};

/// For each nominal column of three levels or more the share of its association that the hidden variables pass on.
///
/// The sum of V² (η² with numbers) that tables with these correlations have, over that of the rows; a pair counts at
/// most as what the rows have. It goes over the 16 columns with which a column has most to do, those with at
/// least 0.01.
///
/// \param latent       the columns as the correlations were fitted to them
/// \param seen         what the rows have, of `order_levels`
/// \param correlation  of the hidden variables
/// \returns one for each column
STANDIN_LAZY [[nodiscard]] std::vector<association_share> association_kept(const latent_table& latent,
                                                                           std::span<const level_association> seen,
                                                                           const numeric::matrix& correlation,
                                                                           executor_ref executor);

/// Adds the shares to a fit report, and a warning about those below one half.
STANDIN_LAZY void report_associations(const plain_columns& plain, std::span<const association_share> shares,
                                      fit_report& report);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/association_kept.ipp>
#endif
