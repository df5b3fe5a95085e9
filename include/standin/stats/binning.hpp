// SPDX-License-Identifier: MIT
/// \file
/// Bins of a column, learned from real cells, and the counts of columns that are looked at together.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/stats/paired_counts.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::stats {

/// What quantile bins do where so many cells are equal that two quantiles coincide.
enum class tied_quantiles : std::uint8_t {
  merge,  ///< fewer bins
  refine  ///< finer quantiles, up to 1 000, until there are as many bins as wanted
};

/// How a column is cut into bins.
struct binning_options {
  std::size_t quantile_bins = 10;  ///< of numbers and date-times, at least 1
  tied_quantiles ties = tied_quantiles::refine;
  std::size_t few_values = 20;   ///< numbers with no more distinct values are taken as levels
  std::size_t most_levels = 10;  ///< bins for the most frequent levels; the others share one
};

/// The bins of one column.
///
/// Numbers and date-times: quantile bins, closed on the left; what lies beyond the ends falls into the end bins. Levels
/// (and booleans, text, and numbers of few values): a bin for each of the most frequent ones, ties in the order of
/// their names (numbers: of their values), and one for all others, those that the real cells lack included. Missing and
/// infinite cells have a bin of their own.
class binning {
 public:
  /// Learns the bins from the cells of the real table. Costs O(n log n).
  STANDIN_LAZY explicit binning(const column_view& real, const binning_options& options = {});

  /// Bins cut at `edges`, ascending: bin 0 below the first, then one from each edge on.
  STANDIN_LAZY [[nodiscard]] static binning at(std::vector<double> edges);

  /// Number of bins, that of missing cells included, which is the last.
  STANDIN_LAZY [[nodiscard]] std::size_t size() const noexcept;

  /// The bin of each cell, from 0. Columns of the same kind as the real one.
  /// \throws data_error  when a code has no level
  STANDIN_LAZY [[nodiscard]] std::vector<std::uint32_t> codes(const column_view& column) const;

  /// Ascending, between neighbouring quantile bins; empty where there are levels.
  [[nodiscard]] std::span<const double> edges() const noexcept { return edges_; }

 private:
  enum class content : std::uint8_t { quantiles, numbers, levels };

  binning() = default;

  STANDIN_LAZY void learn_quantiles(std::span<const double> sorted, const binning_options& options);
  STANDIN_LAZY void learn_numbers(std::span<const double> sorted, std::size_t most);
  STANDIN_LAZY void learn_levels(const column_view& real, std::size_t most);

  content what_ = content::quantiles;
  std::vector<double> edges_{};       ///< inner ones
  std::vector<double> numbers_{};     ///< ascending, those with a bin of their own
  std::vector<std::string> names_{};  ///< ascending, those with a bin of their own
};

/// A column's cells as bins, for both tables of a comparison.
struct binned_column {
  std::size_t bins = 0;
  std::vector<std::uint32_t> real;
  std::vector<std::uint32_t> other;
};

/// Counts of the combinations of bins that some columns have together in a row; combinations that neither table has may
/// be left out. The order is the same for the same bins.
STANDIN_LAZY [[nodiscard]] paired_counts joint_counts(std::span<const binned_column* const> columns);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/binning.ipp>
#endif
