// SPDX-License-Identifier: MIT
/// \file
/// What the HTML report says in words and marks.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1::io::detail {

/// A mark and a word for how far something is off, so that colour isn't needed.
[[nodiscard]] std::string html_distance(double shortfall);

[[nodiscard]] std::string with_capital(std::string text);

/// A metric's name at the beginning of a line: "DCR share", "Univariate accuracy".
[[nodiscard]] std::string html_metric(std::string_view name);

/// The name of a group of figures, and what it is about, for the groups that are known.
[[nodiscard]] std::string html_group_title(const std::string& group);

/// Of how many rows and columns a report is.
[[nodiscard]] std::string html_facts(const report& of);

/// What a perfect generator gets, and what held-out rows do.
[[nodiscard]] std::string html_ideals(const metric_summary& line);

/// Of how many columns, or pairs, a figure is; or why there is none.
[[nodiscard]] std::string html_subjects(const report& of, const metric_summary& line);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/html_words.ipp>
#endif
