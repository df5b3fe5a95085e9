// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/row_rule.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/prepare/row_rule.hpp>

#include <algorithm>

namespace standin::inline v0_1::prepare {

STANDIN_INLINE std::string row_rule::describe(const table_schema& schema) const {
  return is_function() ? name_ : bound_condition(wanted_, schema).describe();
}

STANDIN_INLINE std::vector<std::size_t> row_rule::broken_rows(const table_view& rows) const {
  std::vector<std::size_t> broken;
  if (is_function()) {
    for (std::size_t row = 0; row < rows.rows(); ++row)
      if (!holds_->holds(rows, row)) broken.push_back(row);
    return broken;
  }
  const row_matcher matches(bound_condition(wanted_, rows.schema()), rows);
  for (std::size_t begin = 0; begin < rows.rows(); begin += 64) {
    const std::size_t count = std::min<std::size_t>(64, rows.rows() - begin);
    const std::uint64_t met = matches.block(begin, count);
    for (std::size_t i = 0; i < count; ++i)
      if (((met >> i) & 1U) == 0) broken.push_back(begin + i);
  }
  return broken;
}

STANDIN_INLINE void require_rules(const std::vector<row_rule>& rules, const table_view& data) {
  for (const row_rule& rule : rules) {
    const std::vector<std::size_t> broken = rule.broken_rows(data);
    if (broken.empty()) continue;
    constexpr std::size_t shown = 10;
    std::vector<std::string> some;
    for (std::size_t i = 0; i < std::min(shown, broken.size()); ++i) some.push_back(to_text(broken[i]));
    throw data_error(concatenate("rule ", quoted(rule.describe(data.schema()))),
                     concatenate(to_text(broken.size()), " of ", to_text(data.rows()), " rows break it, rows ",
                                 standin::join(some), broken.size() > shown ? " …" : "", " (counted from 0)"),
                     "correct the rows or leave them out, or drop the rule");
  }
}

}  // namespace standin::inline v0_1::prepare
