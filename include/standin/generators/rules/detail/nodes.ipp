// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/detail/nodes.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/rules/detail/nodes.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules::detail {

STANDIN_INLINE chosen_among unify(const scope& in, const std::vector<bound_expression>& values) {
  chosen_among among;
  bool named = true;
  bool numbers = true;
  bool texts = true;
  for (const bound_expression& each : values) {
    const bool text = each.kind == value_kind::text;
    named = named && (each.kind == value_kind::level || each.constant_text);
    texts = texts && (text || each.kind == value_kind::level);
    numbers = numbers && !text && each.kind != value_kind::level;
    among.values.push_back(each.value);
  }
  if (named) {
    among.form.kind = value_kind::level;
    std::vector<std::string>& levels = among.form.levels;
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::vector<double> codes;
      const std::vector<std::string> own =
          values[i].constant_text ? std::vector<std::string>{*values[i].constant_text} : values[i].levels;
      for (const std::string& name : own) {
        const auto found = std::find(levels.begin(), levels.end(), name);
        codes.push_back(static_cast<double>(found - levels.begin()));
        if (found == levels.end()) levels.push_back(name);
      }
      among.codes.push_back(std::move(codes));
      if (values[i].constant_text)
        among.values[i] = number_by(value_kind::level, [](row_under_way&) { return 0.0; }).value;
    }
  } else if (texts) {
    among.form.kind = value_kind::text;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i].kind == value_kind::level)
        among.values[i] =
            text_by([value = values[i].value, levels = values[i].levels](row_under_way& row, std::string& out) {
              const double code = value->number(row);
              if (std::isnan(code)) return false;
              out = levels[static_cast<std::size_t>(code)];
              return true;
            }).value;
  } else if (numbers) {
    value_kind kind = values.empty() ? value_kind::number : values.front().kind;
    among.form.decimals = values.empty() ? -1 : values.front().decimals;
    for (const bound_expression& each : values) {
      const bool day = kind == value_kind::day;
      if (day != (each.kind == value_kind::day))
        throw invalid_option(in.where, "some of the values to choose from are days and some are not",
                             "make all of them days, or all numbers");
      if (each.kind != kind)
        kind = each.kind == value_kind::number || kind == value_kind::number ? value_kind::number : value_kind::whole;
      among.form.decimals =
          each.decimals < 0 || among.form.decimals < 0 ? -1 : std::max(among.form.decimals, each.decimals);
    }
    among.form.kind = kind;
  } else {
    throw invalid_option(in.where, "some of the values to choose from are numbers and some are texts or levels",
                         "make all of them numbers, or all texts");
  }
  return among;
}

}  // namespace standin::inline v0_1::rules::detail
