// SPDX-License-Identifier: MIT
/// \file
/// Reports as one page of HTML each, in one file that needs nothing else.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/evaluation/side_by_side.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::io {

/// How a page is written.
struct html_report_options {
  std::string title{};        ///< stands above the verdict; "Synthetic table" unless given
  std::size_t columns = 120;  ///< columns that get a picture, the worst first
  std::size_t pairs = 20;     ///< pairs that get a line, the worst first
};

/// The report as a page: the verdict, the few figures that matter, all figures by group, columns and pairs the worst
/// first, what took no part. It has no scripts, loads nothing, fits narrow and wide windows and dark ones, and is the
/// same for the same report. Text from the data is escaped; values that fewer real rows have than
/// `report::least_rows` are in none of its pictures.
[[nodiscard]] std::string render_html(const report& of, const html_report_options& options = {});

/// Several tables on one page: their figures in one table, the best marked, then each by itself.
[[nodiscard]] std::string render_html(const std::vector<judged_table>& tables, const html_report_options& options = {});

/// Writes the page. An existing file is replaced when the whole new one is written.
/// \param path  `-` is standard output
/// \throws io_error  when it can't be written
void write_html(const report& of, const std::string& path, const html_report_options& options = {});
void write_html(const std::vector<judged_table>& tables, const std::string& path,
                const html_report_options& options = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/html_report.ipp>
#endif
