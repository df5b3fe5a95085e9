// SPDX-License-Identifier: MIT
/// \file
/// What constraints leave, together, of the cells that are wanted of a row.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/constraints/any_constraint.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// Constraints, and what they leave of the cells that are wanted of a row.
class constraint_reach {
 public:
  /// \param all  in the order in which they are applied; must live as long as this
  explicit constraint_reach(const std::vector<fitted_constraint>& all);

  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
  /// Whether some constraint makes the column.
  [[nodiscard]] bool replaces(std::size_t column) const noexcept { return replaced_[column]; }

  /// Takes from the box what is in no row that keeps the constraints used.
  /// \param seen  with the bounds that columns have by themselves too
  /// \returns  whether something is left
  [[nodiscard]] bool narrow(cell_box& box, const std::vector<bool>& used, bool seen) const;

  /// The places of constraint k's columns in the box; `wanted_cells::made` for those that another constraint makes.
  [[nodiscard]] std::vector<std::size_t> columns(std::size_t k) const;
  /// Constraint k in the language of constraints.
  /// \param names  of the columns of the box
  [[nodiscard]] std::string describe(std::size_t k, const std::vector<std::string>& names) const;

 private:
  /// Whether all its columns are in the box.
  [[nodiscard]] bool known(std::size_t k) const;
  /// Whether a column of it may lie beyond what was seen.
  [[nodiscard]] bool pushed(std::size_t k) const;

  const std::vector<fitted_constraint>& all_;
  std::vector<std::vector<std::size_t>> origins_{};  ///< of each one's columns
  std::vector<bool> replaced_{};
  std::vector<bool> free_{};  ///< made by a sum or a formula
};

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/constraint_reach.ipp>
#endif
