// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/row_rule.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/row_rule.hpp>

#include <algorithm>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE void require_rules(const std::vector<row_rule>& rules, const table_view& data) {
  for (const row_rule& rule : rules) {
    const std::vector<std::size_t> broken = rule.broken_rows(data);
    if (broken.empty()) continue;
    constexpr std::size_t shown = 10;
    std::vector<std::string> some;
    for (std::size_t i = 0; i < std::min(shown, broken.size()); ++i) some.push_back(to_text(broken[i] + 1));
    throw data_error(concatenate("rule ", quoted(rule.describe(data.schema()))),
                     concatenate(to_text(broken.size()), " of ", to_text(data.rows()), " rows break it, rows ",
                                 standin::join(some), broken.size() > shown ? " …" : "", " (row 1 is the first)"),
                     "correct the rows or leave them out, or drop the rule");
  }
}

}  // namespace standin::inline v0_1::prepare
