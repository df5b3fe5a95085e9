// SPDX-License-Identifier: MIT
/// \file
/// What fitted constraints leave of the cells that are wanted of a row.
#pragma once

#include <standin/data/interval_set.hpp>
#include <standin/data/value_set.hpp>
#include <standin/prepare/constraints/fixed_combinations.hpp>
#include <standin/prepare/constraints/formula.hpp>
#include <standin/prepare/constraints/functional_dependency.hpp>
#include <standin/prepare/constraints/increment.hpp>
#include <standin/prepare/constraints/one_hot.hpp>
#include <standin/prepare/constraints/ordering.hpp>
#include <standin/prepare/constraints/sum_of_parts.hpp>
#include <standin/prepare/constraints/value_between.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// The cells that a table may have, seen with the places of the free form in which a constraint was fitted.
class wanted_cells {
 public:
  static constexpr std::size_t made = std::numeric_limits<std::size_t>::max();  ///< a column that another one made

  /// \param origin  for each place of the form the place in the box; `made` for columns that aren't in the table
  wanted_cells(cell_box& box, std::span<const std::size_t> origin) : box_(box), origin_(origin) {}

  [[nodiscard]] bool has(std::size_t at) const noexcept { return origin_[at] != made; }
  [[nodiscard]] std::size_t origin(std::size_t at) const noexcept { return origin_[at]; }
  [[nodiscard]] const value_set& operator[](std::size_t at) const noexcept { return box_[origin_[at]]; }
  /// Whether the row must have a value there.
  [[nodiscard]] bool certain(std::size_t at) const noexcept { return !(*this)[at].allows_missing(); }

  /// Leaves what is in both.
  void limit(std::size_t at, const value_set& allowed) {
    value_set& own = box_[origin_[at]];
    value_set both = own & allowed;
    if (both == own) return;
    own = std::move(both);
    changed_ = true;
  }
  /// Leaves values within the interval, in units of which a tick has `factor`; no missing cell where `certain`. An
  /// interval that is upside down leaves none.
  void limit(std::size_t at, interval<double> within, double factor, bool certain);
  /// Takes away that the cell is missing.
  void require(std::size_t at);
  /// The least interval that holds all values, in the same units; upside down where there is none.
  [[nodiscard]] interval<double> hull(std::size_t at, double factor) const;

  [[nodiscard]] bool changed() const noexcept { return changed_; }

 private:
  cell_box& box_;
  std::span<const std::size_t> origin_;
  bool changed_ = false;
};

/// Leaves in the cells what a row that keeps the rule may hold, or more: whatever is taken away is in no such row.
void narrow(const fitted_ordering& rule, wanted_cells& cells);
void narrow(const fitted_between& rule, wanted_cells& cells);
void narrow(const fitted_combinations& rule, wanted_cells& cells);
void narrow(const fitted_dependency& rule, wanted_cells& cells);
void narrow(const fitted_increment& rule, wanted_cells& cells);
void narrow(const fitted_one_hot& rule, wanted_cells& cells);
void narrow(const fitted_shares& rule, wanted_cells& cells);
void narrow(const fitted_formula& rule, wanted_cells& cells);

/// The values that a column of a rule comes back with, by its place, as far as the rule sets bounds to it by itself.
struct known_bounds {
  std::size_t at = 0;
  double lower = 0.0;
  double upper = 0.0;
  double step = 0.0;  ///< 0 for no grid
  double offset = 0.0;
};
/// Leaves the values of the column that the bounds allow, and missing cells as they are.
void limit(wanted_cells& cells, const known_bounds& to);
[[nodiscard]] std::vector<known_bounds> bounds_of(const fitted_ordering& rule);
[[nodiscard]] std::vector<known_bounds> bounds_of(const fitted_between& rule);
[[nodiscard]] std::vector<known_bounds> bounds_of(const fitted_increment& rule);
template <class Rule>
[[nodiscard]] std::vector<known_bounds> bounds_of(const Rule&) {
  return {};
}

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/narrowing.ipp>
#endif
