// SPDX-License-Identifier: MIT
/// \file
/// Fitted rules in words, and the columns that they speak of.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/constraints/fixed_combinations.hpp>
#include <standin/prepare/constraints/formula.hpp>
#include <standin/prepare/constraints/functional_dependency.hpp>
#include <standin/prepare/constraints/increment.hpp>
#include <standin/prepare/constraints/one_hot.hpp>
#include <standin/prepare/constraints/ordering.hpp>
#include <standin/prepare/constraints/sum_of_parts.hpp>
#include <standin/prepare/constraints/value_between.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// The places of a rule's columns in the form in which it was fitted.
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_ordering& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_between& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_combinations& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_dependency& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_increment& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_one_hot& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_shares& rule);
[[nodiscard]] std::vector<std::size_t> columns_of(const fitted_formula& rule);

/// The rule in the language of constraints.
/// \param names  of the columns of the form in which it was fitted
[[nodiscard]] std::string describe(const fitted_ordering& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_between& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_combinations& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_dependency& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_increment& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_one_hot& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_shares& rule, const std::vector<std::string>& names);
[[nodiscard]] std::string describe(const fitted_formula& rule, const std::vector<std::string>& names);

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/rule_words.ipp>
#endif
