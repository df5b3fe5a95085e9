// SPDX-License-Identifier: MIT
/// \file
/// The exact nearest neighbours of mixed rows.
#pragma once

#include <standin/config.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/stats/mixed_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// The nearest rows of each query, nearest first; of equally near ones the first in the base comes first.
struct neighbours {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::size_t k = 0;
  std::vector<float> distance{};     ///< queries × k; infinite where the base has fewer rows
  std::vector<std::uint32_t> row{};  ///< of the base, `none` where it has fewer

  [[nodiscard]] float at(std::size_t query, std::size_t i) const noexcept { return distance[query * k + i]; }
};

/// Rows among which neighbours are sought.
///
/// They lie in boxes of at most 64, halved column by column; a query looks into a box only where the box's bounds
/// allow for a nearer row than those found, so the answer is that of comparing all pairs. Where no box can be passed
/// over it costs what comparing all pairs does: about a nanosecond for 15 columns.
class neighbour_index {
 public:
  explicit neighbour_index(const mixed_rows& base, executor_ref on = {});

  [[nodiscard]] std::size_t size() const noexcept { return rows_; }

  /// \param queries  of the same space
  /// \param k        at least 1
  /// \param others   leaves out the row with the query's own number, for neighbours of the base's rows among themselves
  [[nodiscard]] neighbours nearest(const mixed_rows& queries, std::size_t k, executor_ref on = {},
                                   bool others = false) const;

 private:
  static constexpr std::size_t box_rows = 64;

  struct query_state;

  void search(query_state& query) const;
  void look_into(query_state& query, std::size_t box) const;

  std::size_t rows_ = 0;
  std::size_t boxes_ = 0;
  std::size_t numbers_ = 0;            ///< columns
  std::vector<std::size_t> narrow_{};  ///< places of columns whose codes fit a byte
  std::vector<std::size_t> wide_{};    ///< places of the others
  std::vector<float> number_cells_{};  ///< box × column × row
  std::vector<std::uint8_t> narrow_cells_{};
  std::vector<std::uint32_t> wide_cells_{};
  std::vector<std::uint32_t> row_{};   ///< box × row: number in the base, `none` for padding
  std::vector<float> low_{}, high_{};  ///< column × box, of the numbers that are there
  std::vector<std::uint8_t> holes_{};  ///< column × box: whether a number is missing
  std::vector<std::uint64_t> seen_{};  ///< column × box: bit c mod 64 of each code c there
};

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/nearest_neighbours.ipp>
#endif
