// SPDX-License-Identifier: MIT
/// \file
/// Cells of any type as numbers and codes.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/features.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

inline bool is_coded(column_kind kind) noexcept {
  return kind == column_kind::categorical || kind == column_kind::text;
}

/// Each different text of a column that has levels or strings, with its rows.
STANDIN_INLINE std::vector<std::pair<std::string, std::size_t>> count_texts(const column_view& column) {
  std::vector<std::pair<std::string, std::size_t>> counted;
  if (column.kind == column_kind::categorical) {
    std::vector<std::size_t> rows(column.levels.size(), 0);
    for (std::size_t row = 0; row < column.rows; ++row) {
      if (!column.missing(row) && column.code(row) < rows.size()) ++rows[column.code(row)];
    }
    for (std::size_t code = 0; code < rows.size(); ++code) {
      if (rows[code] > 0) counted.emplace_back(column.levels[code], rows[code]);
    }
  } else {
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < column.rows; ++row) {
      if (!column.missing(row)) ++rows[column.text(row)];
    }
    counted.assign(rows.begin(), rows.end());
  }
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return counted;
}

/// Each different number of a column with its rows, the most frequent first; none where there are more than `most`.
STANDIN_INLINE std::vector<std::pair<double, std::size_t>> count_few_numbers(const column_view& column,
                                                                             std::size_t most) {
  std::vector<std::pair<double, std::size_t>> counted;
  for (std::size_t row = 0; row < column.rows; ++row) {
    const double value = column.number(row);
    if (value != value) continue;
    const auto at = std::find_if(counted.begin(), counted.end(), [value](const auto& c) { return c.first == value; });
    if (at != counted.end()) {
      ++at->second;
    } else if (counted.size() == most) {
      return {};
    } else {
      counted.emplace_back(value, 1);
    }
  }
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return counted;
}

/// Clears the bits of missing rows, once there is one.
inline void mark_missing(std::vector<std::uint64_t>& present, std::size_t row, std::size_t rows) {
  if (present.empty()) present.assign((rows + 63) / 64, ~std::uint64_t{0});
  present[row / 64] &= ~(std::uint64_t{1} << (row % 64));
}

STANDIN_INLINE void fill_numbers(const column_view& column, feature_table::column& out) {
  out.numbers.resize(column.rows);
  column.visit([&](const auto& cells) {
    using value = decltype(cells[std::size_t{0}]);
    for (std::size_t row = 0; row < column.rows; ++row) {
      double number = std::numeric_limits<double>::quiet_NaN();
      if constexpr (!std::is_convertible_v<value, std::string_view>) {
        if (!cells.missing(row)) number = static_cast<double>(cells[row]);
      }
      out.numbers[row] = number;
      if (number != number) mark_missing(out.present, row, column.rows);
    }
  });
}

STANDIN_INLINE void fill_codes(const column_view& column, const std::vector<std::string>& levels,
                               feature_table::column& out) {
  const auto others = static_cast<std::uint32_t>(levels.size());
  out.levels = others + 1;
  out.codes.resize(column.rows);
  std::unordered_map<std::string_view, std::uint32_t> code_of;
  for (std::size_t i = 0; i < levels.size(); ++i) code_of.emplace(levels[i], static_cast<std::uint32_t>(i));
  const auto find = [&](std::string_view text) {
    const auto at = code_of.find(text);
    return at == code_of.end() ? others : at->second;
  };
  std::vector<std::uint32_t> of_level;
  for (const std::string& level : column.levels) of_level.push_back(find(level));
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (column.missing(row)) {
      mark_missing(out.present, row, column.rows);
    } else if (column.kind == column_kind::categorical) {
      const std::uint32_t code = column.code(row);
      out.codes[row] = code < of_level.size() ? of_level[code] : others;
    } else {
      out.codes[row] = find(column.text(row));
    }
  }
}

STANDIN_INLINE void fill_number_codes(const column_view& column, const std::vector<double>& values,
                                      feature_table::column& out) {
  const auto others = static_cast<std::uint32_t>(values.size());
  out.levels = others + 1;
  out.codes.resize(column.rows);
  std::unordered_map<double, std::uint32_t> code_of;
  for (std::size_t i = 0; i < values.size(); ++i) code_of.emplace(values[i], static_cast<std::uint32_t>(i));
  for (std::size_t row = 0; row < column.rows; ++row) {
    const double value = column.number(row);
    if (value != value) {
      mark_missing(out.present, row, column.rows);
    } else {
      const auto at = code_of.find(value);
      out.codes[row] = at == code_of.end() ? others : at->second;
    }
  }
}

}  // namespace detail

STANDIN_INLINE plain_table feature_table::plain() const {
  plain_table out{rows_, {}};
  for (const column& c : columns_) out.columns.push_back({c.name, c.numbers, c.codes, c.levels, c.present});
  return out;
}

STANDIN_INLINE feature_table feature_table::take(std::span<const std::size_t> rows) const {
  feature_table out(rows.size(), {});
  for (const column& c : columns_) {
    column taken{c.name, {}, {}, c.levels, {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t row = rows[i];
      if (c.levels == 0) {
        taken.numbers.push_back(c.numbers[row]);
      } else {
        taken.codes.push_back(c.codes[row]);
      }
      if (!c.present.empty() && ((c.present[row / 64] >> (row % 64)) & 1U) == 0) {
        detail::mark_missing(taken.present, i, rows.size());
      }
    }
    out.columns_.push_back(std::move(taken));
  }
  return out;
}

STANDIN_INLINE void feature_table::append(const feature_table& other) {
  const std::size_t all = rows_ + other.rows_;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    column& to = columns_[j];
    const column& from = other.columns_[j];
    to.numbers.insert(to.numbers.end(), from.numbers.begin(), from.numbers.end());
    to.codes.insert(to.codes.end(), from.codes.begin(), from.codes.end());
    if (to.present.empty() && from.present.empty()) continue;
    to.present.resize((rows_ + 63) / 64, ~std::uint64_t{0});
    if (rows_ % 64 != 0) to.present.back() |= ~std::uint64_t{0} << (rows_ % 64);
    to.present.resize((all + 63) / 64, ~std::uint64_t{0});
    for (std::size_t row = 0; row < other.rows_ && !from.present.empty(); ++row) {
      if (((from.present[row / 64] >> (row % 64)) & 1U) == 0) detail::mark_missing(to.present, rows_ + row, all);
    }
  }
  rows_ = all;
}

STANDIN_INLINE feature_map::feature_map(const table_view& like, std::vector<std::size_t> columns,
                                        const feature_options& options, executor_ref on)
    : columns_(std::move(columns)), levels_(columns_.size()), values_(columns_.size()), coded_(columns_.size(), 0) {
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const column_view& column = like.column(columns_[j]);
    coded_[j] = detail::is_coded(column.kind) ? 1 : 0;
    if (coded_[j] != 0) {
      for (auto& [name, rows] : detail::count_texts(column)) {
        if (rows >= options.min_rows && levels_[j].size() < options.max_levels) levels_[j].push_back(std::move(name));
      }
      return;
    }
    if (options.few_values == 0) return;
    const std::vector<std::pair<double, std::size_t>> counted = detail::count_few_numbers(column, options.few_values);
    for (const auto& [value, rows] : counted) {
      if (rows >= options.min_rows) values_[j].push_back(value);
    }
    coded_[j] = counted.empty() ? 0 : 1;
  });
}

STANDIN_INLINE void feature_map::learn_more(const table_view& table, executor_ref on) {
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    if (coded_[j] == 0) return;
    const column_view& column = table.column(columns_[j]);
    if (detail::is_coded(column.kind)) {
      const std::unordered_set<std::string> known(levels_[j].begin(), levels_[j].end());
      for (auto& [name, rows] : detail::count_texts(column))
        if (known.count(name) == 0) levels_[j].push_back(std::move(name));
      return;
    }
    std::unordered_set<double> known(values_[j].begin(), values_[j].end());
    std::vector<double> more;
    for (std::size_t row = 0; row < column.rows; ++row) {
      const double value = column.number(row);
      if (value == value && known.insert(value).second) more.push_back(value);
    }
    std::sort(more.begin(), more.end());  // whichever order the rows have
    values_[j].insert(values_[j].end(), more.begin(), more.end());
  });
}

STANDIN_INLINE feature_table feature_map::apply(const table_view& table, executor_ref on) const {
  std::vector<feature_table::column> out(columns_.size());
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const column_view& column = table.column(columns_[j]);
    out[j].name = table.schema()[columns_[j]].name;
    if (coded_[j] != 0 && detail::is_coded(column.kind)) {
      detail::fill_codes(column, levels_[j], out[j]);
    } else if (coded_[j] != 0) {
      detail::fill_number_codes(column, values_[j], out[j]);
    } else {
      detail::fill_numbers(column, out[j]);
    }
  });
  return {table.rows(), std::move(out)};
}

}  // namespace standin::inline v0_1
