// SPDX-License-Identifier: MIT
/// \file
/// Which cells of a row are missing together: holes are data, learned like any other column.
#pragma once

#include <standin/config.hpp>
#include <standin/data/validity.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::prepare {

/// The joint missing pattern of a row as one or more columns of codes.
///
/// Where at most `max_patterns` different patterns cover 99 % of the rows, one helper column holds the pattern's number
/// and the rarer ones share a number, "other", whose cells are blanked each by its own rate. Otherwise each column
/// with holes has a helper of its own with two levels: 0 missing, 1 present.
class missing_patterns {
 public:
  static constexpr std::size_t max_patterns = 256;

  missing_patterns() = default;

  /// Puts one together, as it was learned or read from a file.
  /// \param columns      of the table
  /// \param holes        columns with holes, ascending
  /// \param patterns     at most `max_patterns`, each with a bit for each of the holes; empty with a helper a column
  /// \param other_rates  for each of the holes, or empty
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY missing_patterns(std::size_t columns, std::vector<std::size_t> holes, std::vector<validity> patterns,
                                std::vector<double> other_rates);

  /// Columns with holes and with values, ascending.
  [[nodiscard]] const std::vector<std::size_t>& holes() const noexcept { return holes_; }
  /// For each pattern which of the `holes()` have a value, in order of falling frequency; empty with a helper a column.
  [[nodiscard]] const std::vector<validity>& patterns() const noexcept { return patterns_; }
  /// Rate of missing cells for each of the `holes()` among rows of other patterns; empty when there are none.
  [[nodiscard]] const std::vector<double>& other_rates() const noexcept { return other_rates_; }

  /// How many helper columns there are, and how many levels each has.
  STANDIN_LAZY [[nodiscard]] std::size_t helpers() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::uint32_t levels() const noexcept;
  /// The helper that governs a table column, which must be one of the `holes()`.
  STANDIN_LAZY [[nodiscard]] std::size_t helper_of(std::size_t column) const noexcept;

  /// Says for sampled rows whether they have a value in the k-th of the `holes()`.
  /// \param codes      of the helper that governs it, one for each row
  /// \param from       names the model's restoring draws, used for "other" only
  /// \param first_row  the number of the first of these rows in the endless table
  /// \param present    gets their bits, from `begin` on
  STANDIN_LAZY void restore(std::size_t k, std::span<const std::uint32_t> codes, random::source from,
                            std::uint64_t first_row, validity& present, std::size_t begin) const;

  void parameters(auto&& visitor) const {
    for (const std::size_t hole : holes_) visitor(static_cast<double>(hole));
    for (const validity& pattern : patterns_)
      for (std::size_t k = 0; k < holes_.size(); ++k) visitor(pattern.test(k) ? 1.0 : 0.0);
    for (const double rate : other_rates_) visitor(rate);
  }

  bool operator==(const missing_patterns&) const = default;

 private:
  std::vector<std::size_t> holes_;
  std::vector<validity> patterns_;
  std::vector<double> other_rates_;
};

/// Missing patterns, and the helpers' codes of the rows that they were learned from.
struct learned_patterns {
  missing_patterns patterns;
  std::vector<std::vector<std::uint32_t>> codes{};
};

/// Learns from the validity bits of all columns; a column that has a value in each row has empty bits.
///
/// A column without any value has no pattern. Costs O(rows * columns with holes).
/// \param rows     number of rows
/// \param present  one for each column, in the table's order
STANDIN_LAZY [[nodiscard]] learned_patterns learn_missing_patterns(std::size_t rows, std::span<const validity> present);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/missing_patterns.ipp>
#endif
