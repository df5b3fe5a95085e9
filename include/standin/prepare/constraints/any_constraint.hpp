// SPDX-License-Identifier: MIT
/// \file
/// All rules that hold by construction, as one type.
#pragma once

#include <standin/prepare/constraints/fixed_combinations.hpp>
#include <standin/prepare/constraints/formula.hpp>
#include <standin/prepare/constraints/functional_dependency.hpp>
#include <standin/prepare/constraints/increment.hpp>
#include <standin/prepare/constraints/one_hot.hpp>
#include <standin/prepare/constraints/ordering.hpp>
#include <standin/prepare/constraints/sum_of_parts.hpp>
#include <standin/prepare/constraints/value_between.hpp>

#include <string>
#include <variant>

namespace standin::inline v0_1::prepare {

/// A rule that is kept by construction.
using constraint = std::variant<ordering, value_between, fixed_combinations, functional_dependency, increment, one_hot,
                                sum_of_parts, formula>;

/// The rule as `parse_constraint` reads it, as far as names need no backticks.
[[nodiscard]] inline std::string describe(const constraint& wanted) {
  return std::visit([](const auto& each) { return each.describe(); }, wanted);
}

/// What one rule learned, or several that were merged.
using fitted_constraint = std::variant<fitted_ordering, fitted_between, fitted_combinations, fitted_dependency,
                                       fitted_increment, fitted_one_hot, fitted_shares, fitted_formula>;

}  // namespace standin::inline v0_1::prepare
