// SPDX-License-Identifier: MIT
/// \file
/// The pictures of a page, as inline SVG.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/associations.hpp>
#include <standin/evaluation/distributions.hpp>
#include <standin/evaluation/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// The two distributions one over the other: real cells as areas, synthetic ones as a line. Empty where there are none.
[[nodiscard]] std::string draw_distribution(const column_distribution& of);

/// A figure on a line with what a perfect generator and what held-out rows get.
[[nodiscard]] std::string draw_figure(double value, double lower, double upper, double ideal, double baseline);

/// The columns so that those that are strongly associated stand side by side.
[[nodiscard]] std::vector<std::size_t> order_by_association(const association_matrix& of);

/// What a map shows of each pair.
enum class map_of : std::uint8_t { real, synthetic, difference };

/// The largest difference of association that a map must have a colour for, a round number.
[[nodiscard]] double largest_difference(const association_matrix& of) noexcept;

/// A triangle of squares (positive, or stronger in the synthetic table) and diamonds (negative, or weaker), the fuller
/// the stronger.
[[nodiscard]] std::string draw_map(const association_matrix& of, const std::vector<std::size_t>& order, map_of what);

/// The scale of a map in words and cells.
[[nodiscard]] std::string draw_map_key(double strongest, std::string_view squares, std::string_view diamonds);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/html_pictures.ipp>
#endif
