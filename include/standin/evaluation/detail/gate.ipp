// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/gate.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/evaluation/gate.hpp>

#include <charconv>
#include <cmath>
#include <system_error>

namespace standin::inline v0_1 {

STANDIN_INLINE gate parse_gate(std::string_view text, gate_side fails) {
  const std::size_t equals = text.find('=');
  gate read{.fails = fails};
  std::from_chars_result end{};
  if (equals != std::string_view::npos) {
    read.figure = text.substr(0, equals);
    end = std::from_chars(text.data() + equals + 1, text.data() + text.size(), read.limit);
  }
  if (equals == std::string_view::npos || read.figure.empty() || end.ec != std::errc{} ||
      end.ptr != text.data() + text.size() || !std::isfinite(read.limit)) {
    throw invalid_option("gate", "found " + quoted(text), "name a figure and a number, as in bivariate=0.97");
  }
  return read;
}

STANDIN_INLINE std::optional<std::string> failure_of(const report& of, const gate& limit) {
  const metric_summary& figure = summary_of(of, limit.figure);
  if (figure.status != status::ok || std::isnan(figure.value)) {
    std::string why;
    for (const finding& f : of.findings) {
      if (f.metric == figure.metric && f.columns.empty()) why = f.result.note;
    }
    return figure.metric + " has no figure" + (why.empty() ? "" : ": " + why);
  }
  const bool under = limit.fails == gate_side::under;
  if (under ? figure.value >= limit.limit : figure.value <= limit.limit) return std::nullopt;
  return figure.metric + " is " + to_text(figure.value) + (under ? ", under " : ", over ") + to_text(limit.limit);
}

}  // namespace standin::inline v0_1
