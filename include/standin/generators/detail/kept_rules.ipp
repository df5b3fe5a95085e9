// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/kept_rules.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/generators/kept_rules.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace standin::inline v0_1::detail {

namespace rule_keeping {

struct broken_rule {
  std::vector<std::size_t> rows{};         ///< that break some rule, ascending
  const prepare::row_rule* one = nullptr;  ///< a rule that the first of them breaks
};

STANDIN_LAZY [[nodiscard]] inline broken_rule find_broken(const std::vector<prepare::row_rule>& rules,
                                                          const table_view& made) {
  broken_rule all;
  for (const prepare::row_rule& rule : rules) {
    const std::vector<std::size_t> broken = rule.broken_rows(made);
    if (!broken.empty() && (all.rows.empty() || broken.front() < all.rows.front())) all.one = &rule;
    std::vector<std::size_t> joined;
    std::set_union(all.rows.begin(), all.rows.end(), broken.begin(), broken.end(), std::back_inserter(joined));
    all.rows = std::move(joined);
  }
  return all;
}

}  // namespace rule_keeping

STANDIN_LAZY_INLINE table keep_rules(const std::vector<prepare::row_rule>& rules, row_maker make, std::size_t rows,
                                     const sample_options& options) {
  if (options.max_tries == 0) throw invalid_option("sample", "max_tries is 0", "give at least 1");
  sample_report all{.rows = rows};
  // \param open  rows that are looked at, among those that are made
  const auto make_part = [&](std::uint64_t attempt, std::size_t begin, std::size_t count, std::size_t open) {
    sample_report part;
    sample_options asked = options;
    asked.first_row = options.first_row + begin;
    asked.report = &part;
    const auto still = [&options, rows](const progress_event&) { return options.progress({"sample", rows, rows}); };
    if (attempt > 0 && options.progress) asked.progress = still;
    table made = make(attempt, asked, count);
    all.tries += open + (part.tries - part.rows);
    all.exact = all.exact && part.exact;
    all.effective_share = std::min(all.effective_share, part.effective_share);
    return made;
  };
  table made = make_part(0, 0, rows, rows);
  rule_keeping::broken_rule open = rule_keeping::find_broken(rules, made);
  constexpr std::size_t near = 64;  // rows between two that are made in one go
  for (std::uint64_t attempt = 1; !open.rows.empty(); ++attempt) {
    all.exact = false;
    if (attempt >= options.max_tries)
      throw data_error(
          "sample",
          concatenate("row ", to_text(options.first_row + open.rows.front()), " broke the rule ",
                      quoted(open.one->describe(made.schema())), " in each of ", to_text(options.max_tries), " tries"),
          "drop the rule, or raise max_tries");
    table_schema schema = made.schema();
    std::vector<column> columns = std::move(made).release();
    rule_keeping::broken_rule left;
    for (std::size_t i = 0; i < open.rows.size();) {
      std::size_t end = i + 1;
      while (end < open.rows.size() && open.rows[end] - open.rows[end - 1] < near) ++end;
      const std::size_t first = open.rows[i];
      const table again = make_part(attempt, first, open.rows[end - 1] - first + 1, end - i);
      const rule_keeping::broken_rule still = rule_keeping::find_broken(rules, again);
      for (; i < end; ++i) {
        const std::size_t row = open.rows[i];
        if (std::binary_search(still.rows.begin(), still.rows.end(), row - first)) {
          if (left.rows.empty()) left.one = still.one;
          left.rows.push_back(row);
          continue;
        }
        for (std::size_t c = 0; c < columns.size(); ++c) copy_cell(again.stored(c), row - first, columns[c], row);
      }
    }
    made = table(std::move(schema), std::move(columns));
    open = std::move(left);
  }
  if (options.report != nullptr) *options.report = all;
  return made;
}

}  // namespace standin::inline v0_1::detail
