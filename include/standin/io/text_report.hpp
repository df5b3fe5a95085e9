// SPDX-License-Identifier: MIT
/// \file
/// A report as text for a terminal.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/evaluation/side_by_side.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::io {

/// How a report is written as text.
struct text_report_options {
  std::size_t width = 80;  ///< characters a line, at least 60
  std::size_t worst = 10;  ///< columns, and pairs, that are shown, the worst first
  bool colour = false;     ///< ANSI colours; leave it off where the text doesn't go to a terminal
};

/// The report in lines of at most `options.width` characters: the verdict, one line a metric, the worst columns and
/// pairs, and what was left out and why. Ends with a line break. \throws invalid_option  when the width is below 60
STANDIN_LAZY [[nodiscard]] std::string render_text(const report& of, const text_report_options& options = {});

/// Several tables side by side: one line a figure, the tables nearest to its ideal, or maybe as near, marked by a star.
/// Tables that don't fit beside each other come in blocks.
/// \throws invalid_option  when the width is below 60
STANDIN_LAZY [[nodiscard]] std::string render_text(const std::vector<judged_table>& tables,
                                                   const text_report_options& options = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/text_report.ipp>
#endif
