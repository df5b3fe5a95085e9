// SPDX-License-Identifier: MIT
/// \file
/// How columns are put in order.
#pragma once

#include <standin/generators/trees/detail/column_order.hpp>
#include <standin/stats/association.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>

namespace standin::inline v0_1::detail {

/// What codes say on their own, in nats.
STANDIN_LAZY [[nodiscard]] inline double entropy_of(std::span<const std::uint8_t> codes) {
  std::array<double, 256> rows{};
  for (const std::uint8_t code : codes) rows[code] += 1.0;
  double entropy = 0.0;
  for (const double n : rows)
    if (n > 0.0) entropy -= n / static_cast<double>(codes.size()) * std::log(n / static_cast<double>(codes.size()));
  return entropy;
}

/// Keeps the first column; then comes always the one that shares the largest part of its information, or of the
/// other's, with one that is there.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> chain_of(const binned_table& table,
                                                                      std::vector<std::uint32_t> columns) {
  constexpr std::size_t most_rows = 5'000;
  constexpr std::size_t most_codes = 16;  // neighbouring codes count as one
  const std::size_t rows = std::min(table.rows(), most_rows);
  std::vector<std::vector<std::uint32_t>> coarse(columns.size());
  for (const std::uint32_t c : columns) {
    const std::size_t codes = std::max(table.codes(c), most_codes);
    for (const std::uint8_t code : table.column(c).first(rows))
      coarse[c].push_back(static_cast<std::uint32_t>(code * most_codes / codes));
  }
  std::vector<double> shared(columns.size(), -1.0);
  for (std::size_t at = 0; at + 1 < columns.size(); ++at) {
    const auto rest = columns.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    for (auto c = rest; c != columns.end(); ++c) {
      const stats::shared_information with =
          stats::mutual_information(stats::cross_tabulate(coarse[columns[at]], most_codes, coarse[*c], most_codes));
      const double less = std::min(with.entropy_first, with.entropy_second);
      if (less > 0.0) shared[*c] = std::max(shared[*c], with.shared / less);
    }
    const auto next =
        std::max_element(rest, columns.end(), [&](std::uint32_t a, std::uint32_t b) { return shared[a] < shared[b]; });
    std::rotate(rest, next, next + 1);
  }
  return columns;
}

STANDIN_LAZY_INLINE std::vector<std::uint32_t> columns_in_order(const binned_table& table, std::size_t columns,
                                                                visit_order order) {
  std::vector<std::uint32_t> wished(columns);
  std::iota(wished.begin(), wished.end(), 0U);
  if (order == visit_order::as_given || order == visit_order::automatic) return wished;
  std::vector<double> weight(columns);
  for (std::uint32_t c = 0; c < columns; ++c)
    weight[c] = entropy_of(table.column(c)) * (order == visit_order::rich_first ? -1.0 : 1.0);
  std::stable_sort(wished.begin(), wished.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return weight[a] < weight[b]; });
  return order == visit_order::related_next ? chain_of(table, std::move(wished)) : wished;
}

STANDIN_LAZY_INLINE std::vector<std::uint32_t> with_patterns_first(const plain_columns& plain,
                                                                   const std::vector<std::uint32_t>& wished) {
  std::vector<std::uint32_t> order;
  std::vector<bool> placed(plain.size(), false);
  const auto place = [&](std::uint32_t c) {
    if (!placed[c]) order.push_back(c);
    placed[c] = true;
  };
  for (const std::uint32_t c : wished) {
    if (!plain[c].present.empty()) place(static_cast<std::uint32_t>(plain[c].pattern));
    place(c);
  }
  return order;
}

}  // namespace standin::inline v0_1::detail
