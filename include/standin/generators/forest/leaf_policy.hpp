// SPDX-License-Identifier: MIT
/// \file
/// The concept `leaf_policy`: what leaves keep of a column, and the ways that there are.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/leaf_laws.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// A column whose laws in all leaves are to be learned.
///
/// Its values are cut into units: a level, a number that stands out, or numbers between two edges.
struct leaf_task {
  std::span<const double> edges;         ///< unit u takes up the places from edges[u] to edges[u + 1]
  bool ordered = false;                  ///< whether neighbouring units are neighbouring values
  std::span<const std::uint32_t> begin;  ///< of each leaf in `units`, and the end of the last
  std::span<const std::uint32_t> units;  ///< of the rows that have a value, leaf after leaf, rising within each
  const leaf_boxes& boxes;               ///< what the leaves may hold

  [[nodiscard]] std::size_t leaves() const noexcept { return begin.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> units_of(std::size_t leaf) const noexcept {
    return units.subspan(begin[leaf], begin[leaf + 1] - begin[leaf]);
  }
};

namespace detail {

template <class P>
concept fits_leaf_laws = requires(const P& p, const leaf_task& task) {
  { p.fit(task) } -> std::same_as<leaf_laws>;
};

}  // namespace detail

/// Learns the laws of a column in the leaves of a forest.
///
/// | expression    | result      | semantics                                                           |
/// |---------------|-------------|---------------------------------------------------------------------|
/// | `p.fit(task)` | `leaf_laws` | one law for each leaf, of units that its box allows; may have no row |
///
/// Columns are fitted at the same time; the same task gives the same laws.
template <class P>
concept leaf_policy = std::copyable<P> && detail::fits_leaf_laws<P>;

/// How often each unit occurs in a leaf, numbers with their neighbours where few rows have them.
///
/// Neighbouring units of numbers are taken together until `min_rows` rows of the leaf lie in them, so that no cell
/// tells of fewer; a number that so many rows have stays on its own.
struct leaf_histogram {
  std::size_t min_rows = 3;
  double smoothing = 0.02;  ///< rows' worth of the column's own distribution in each leaf

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
  [[nodiscard]] leaf_laws fit(const leaf_task& task) const;
};

static_assert(leaf_policy<leaf_histogram>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/leaf_policy.ipp>
#endif
