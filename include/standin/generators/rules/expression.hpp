// SPDX-License-Identifier: MIT
/// \file
/// What a rule is written in: expressions over the columns of a row, in which distributions are values that are drawn.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/rules/detail/expression_classes.hpp>

#include <string_view>

namespace standin::inline v0_1::rules {

/// The cell of another column of the row, or of what holds the row.
[[nodiscard]] expression of(std::string_view column);

/// Within `anomaly`: what the cell would have been.
[[nodiscard]] expression itself();

/// The number of the entity, from 0.
[[nodiscard]] expression entity();

/// The number of this one within what holds it, from 0: of the day within the season, of the line within the basket.
[[nodiscard]] expression index();

[[nodiscard]] expression operator+(expression a, expression b);
[[nodiscard]] expression operator-(expression a, expression b);
[[nodiscard]] expression operator*(expression a, expression b);
[[nodiscard]] expression operator/(expression a, expression b);
[[nodiscard]] expression operator-(expression a);
[[nodiscard]] expression operator<(expression a, expression b);
[[nodiscard]] expression operator<=(expression a, expression b);
[[nodiscard]] expression operator>(expression a, expression b);
[[nodiscard]] expression operator>=(expression a, expression b);
/// Of numbers, of texts, or of a level with its name, which must be one of the column's.
[[nodiscard]] expression operator==(expression a, expression b);
[[nodiscard]] expression operator!=(expression a, expression b);
/// Both sides are drawn, whatever the first one gives.
[[nodiscard]] expression operator&&(expression a, expression b);
[[nodiscard]] expression operator||(expression a, expression b);
[[nodiscard]] expression operator!(expression a);

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/expression.ipp>
#include <standin/generators/rules/detail/expression_operators.ipp>
#endif
