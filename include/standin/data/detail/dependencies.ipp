// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/dependencies.hpp.
#pragma once

#include <standin/data/detail/column_scan.hpp>
#include <standin/data/detail/dependencies.hpp>
#include <standin/data/detail/value_index.hpp>

#include <algorithm>
#include <cstdint>

namespace standin::inline v0_1::detail {

/// Rows that all checks together may compare, shared out evenly among the columns that others may depend on.
inline constexpr std::size_t most_compared_rows = 2'000'000'000;

/// Pairs of these columns may be looked at for keys: those with the most values.
inline constexpr std::size_t most_key_columns = 32;

/// Checks one column after the other against the groups of rows that a column makes.
class dependency_check {
 public:
  explicit dependency_check(const cell_codes& groups) : groups_(groups), last_(groups.size, 0) {}

  /// Whether the rows of each group agree in the column. Counts the rows that were looked at.
  [[nodiscard]] bool holds(const column_view& column, std::size_t& compared) {
    return column.visit([&](const auto& cells) { return holds_for(cells, compared); });
  }

 private:
  template <class Cells>
  [[nodiscard]] bool holds_for(const Cells& cells, std::size_t& compared) {
    const std::size_t rows = groups_.of.size();
    // What was noted for an earlier column is below `first_`, so nothing needs to be cleared.
    first_ = next_;
    next_ += rows;
    for (std::size_t row = 0; row < rows; ++row) {
      std::uint64_t& last = last_[groups_.of[row]];
      if (last >= first_) {
        const auto other = static_cast<std::size_t>(last - first_);
        const bool missing = cells.missing(row);
        if (missing != cells.missing(other) || (!missing && !(cells[row] == cells[other]))) {
          compared += row + 1;
          return false;
        }
      }
      last = first_ + row;
    }
    compared += rows;
    return true;
  }

  const cell_codes& groups_;
  std::vector<std::uint64_t> last_;  ///< the group's last row, plus what `first_` was then
  std::uint64_t first_ = 0;
  std::uint64_t next_ = 1;
};

STANDIN_INLINE found_dependencies find_dependencies(const table_view& data, const std::vector<pair_facts>& columns,
                                                    executor_ref on) {
  constexpr double enough = 10.0;  // rows to be expected to break a dependency of independent columns
  const std::size_t n = columns.size();
  const auto may_determine = [&](std::size_t a) { return columns[a].values >= 2 && columns[a].values < data.rows(); };
  std::size_t determining = 0;
  for (std::size_t a = 0; a < n; ++a)
    if (may_determine(a)) ++determining;
  std::vector<std::vector<functional_dependency>> of(n);
  std::vector<char> complete(n, 1);
  on.run(n, [&](std::size_t a) {
    if (!may_determine(a)) return;
    const auto repeated = static_cast<double>(data.rows() - columns[a].values);
    cell_codes groups;
    std::optional<dependency_check> check;
    std::size_t left = most_compared_rows / determining;
    for (std::size_t b = 0; b < n; ++b) {
      const bool plausible = b != a && columns[b].values >= 2 && columns[b].values <= columns[a].values &&
                             repeated * (1.0 - columns[b].repetition) >= enough;
      if (!plausible) continue;
      if (left == 0) {
        complete[a] = 0;
        return;
      }
      if (!check) {
        groups = code_cells(data.column(a), data.rows());
        check.emplace(groups);
      }
      std::size_t compared = 0;
      if (check->holds(data.column(b), compared)) of[a].push_back({a, b});
      left -= std::min(left, compared);
    }
  });
  found_dependencies found;
  for (std::size_t a = 0; a < n; ++a) {
    found.all.insert(found.all.end(), of[a].begin(), of[a].end());
    found.complete = found.complete && complete[a] != 0;
  }
  return found;
}

STANDIN_INLINE std::vector<std::vector<std::size_t>> find_key_pairs(const table_view& data,
                                                                    const std::vector<pair_facts>& columns) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].may_be_key && columns[i].values >= 2) candidates.push_back(i);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](std::size_t a, std::size_t b) { return columns[a].values > columns[b].values; });
  if (candidates.size() > most_key_columns) candidates.resize(most_key_columns);
  std::sort(candidates.begin(), candidates.end());

  std::vector<cell_codes> codes(candidates.size());
  const auto codes_of = [&](std::size_t i) -> const std::vector<std::uint32_t>& {
    if (codes[i].of.empty()) codes[i] = code_cells(data.column(candidates[i]), data.rows());
    return codes[i].of;
  };
  std::vector<std::vector<std::size_t>> keys;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      const double combinations =
          static_cast<double>(columns[candidates[i]].values) * static_cast<double>(columns[candidates[j]].values);
      if (combinations < static_cast<double>(data.rows())) continue;
      const std::vector<std::uint32_t>& a = codes_of(i);
      const std::vector<std::uint32_t>& b = codes_of(j);
      value_index<std::uint64_t> pairs;
      bool repeated = false;
      for (std::size_t row = 0; row < data.rows() && !repeated; ++row) {
        pairs.count(std::uint64_t{a[row]} << 32 | b[row]);
        repeated = pairs.size() <= row;
      }
      if (!repeated) keys.push_back({candidates[i], candidates[j]});
    }
  return keys;
}

}  // namespace standin::inline v0_1::detail
