// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/column_scan.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/detail/value_index.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <type_traits>

namespace standin::inline v0_1::detail {

namespace scanning {

/// The bits by which equal cells are known; -0 counts as 0.
template <class T>
[[nodiscard]] std::uint64_t key_of(T cell) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(cell) + 0.0);
  } else {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(cell));
  }
}

template <class T>
[[nodiscard]] T number_of(std::uint64_t key) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    return std::bit_cast<T>(key);
  } else {
    return static_cast<T>(key);
  }
}

/// The keys of the present cells in [begin, end), in `keys` from its start; all types end here.
/// \returns  how many there are
STANDIN_LAZY [[nodiscard]] inline std::size_t read_keys(const column_view& column, std::size_t begin, std::size_t end,
                                                        std::uint64_t* keys) {
  std::uint64_t* to = keys;
  column.visit([&](const auto& cells) {
    if constexpr (!std::is_convertible_v<decltype(cells[0]), std::string_view>) {
      for (std::size_t row = begin; row < end; ++row)
        if (!cells.missing(row)) *to++ = key_of(cells[row]);
    }
  });
  return static_cast<std::size_t>(to - keys);
}

/// Different numbers, ascending, with their counts.
template <class Number>
using counted_numbers = std::vector<std::pair<Number, std::size_t>>;

/// Counts cells by sorting all of them, where there are too many different ones for a table of them.
template <class Number>
[[nodiscard]] counted_numbers<Number> count_by_sorting(const column_view& column) {
  std::vector<std::uint64_t> keys(column.rows);
  keys.resize(read_keys(column, 0, column.rows, keys.data()));
  std::vector<Number> all(keys.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = number_of<Number>(keys[i]);
  std::sort(all.begin(), all.end());
  counted_numbers<Number> counted;
  for (const Number number : all) {
    if (counted.empty() || counted.back().first != number) counted.emplace_back(number, 0);
    ++counted.back().second;
  }
  return counted;
}

/// The different cells of a column of numbers.
/// \tparam Number  `double`, or `std::int64_t` where the cells are whole
template <class Number>
[[nodiscard]] counted_numbers<Number> count_numbers(const column_view& column, column_scan& scan) {
  value_index<std::uint64_t> index;
  bool counting = true;
  Number before{};
  scan.rising = true;
  constexpr std::size_t block = 512;
  std::array<std::uint64_t, block> keys;
  for (std::size_t begin = 0; begin < column.rows; begin += block) {
    const std::size_t some = read_keys(column, begin, std::min(begin + block, column.rows), keys.data());
    for (std::size_t i = 0; i < some; ++i) {
      const auto number = number_of<Number>(keys[i]);
      if (scan.present++ > 0 && !(number > before)) scan.rising = false;
      before = number;
      if (!counting) continue;
      index.count(keys[i]);
      counting = index.size() <= most_counted;
    }
  }
  scan.rising = scan.rising && scan.present > 1;
  counted_numbers<Number> counted;
  if (!counting) {
    counted = count_by_sorting<Number>(column);
  } else {
    counted.reserve(index.size());
    for (std::size_t i = 0; i < index.size(); ++i)
      counted.emplace_back(number_of<Number>(index.keys()[i]), index.rows()[i]);
    std::sort(counted.begin(), counted.end());
  }
  scan.distinct = counted.size();
  return counted;
}

/// Takes over what was counted as numbers.
template <class Number>
void keep_values(const counted_numbers<Number>& counted, column_scan& scan) {
  scan.whole = !counted.empty();
  scan.values.reserve(counted.size());
  for (const auto& [number, rows] : counted) {
    const auto value = static_cast<double>(number);
    scan.values.push_back({value, rows});
    scan.whole = scan.whole && std::abs(value) <= 0x1p53 && value == std::nearbyint(value);
  }
}

STANDIN_LAZY inline void scan_texts(const column_view& column, column_scan& scan) {
  value_index<std::string_view> index;
  std::vector<std::uint64_t> hashes;  // of all cells, once there are too many different ones
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (column.missing(row)) continue;
    ++scan.present;
    const std::string_view text = column.text(row);
    if (index.size() < most_counted) {
      index.count(text);
    } else {
      hashes.push_back(index.hash_of(text));
    }
  }
  scan.texts.reserve(index.size());
  for (std::size_t i = 0; i < index.size(); ++i) scan.texts.push_back({index.keys()[i], index.rows()[i]});
  scan.distinct = index.size();
  if (hashes.empty()) return;
  for (const std::string_view text : index.keys()) hashes.push_back(index.hash_of(text));
  std::sort(hashes.begin(), hashes.end());
  scan.distinct = static_cast<std::size_t>(std::unique(hashes.begin(), hashes.end()) - hashes.begin());
}

STANDIN_LAZY inline void scan_categories(const column_view& column, std::string_view name, column_scan& scan) {
  std::vector<std::size_t> rows(column.levels.size(), 0);
  std::vector<std::uint32_t> order;  // codes as they are first seen
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (column.missing(row)) continue;
    const std::uint32_t code = column.code(row);
    ++scan.present;
    if (code >= rows.size())
      throw data_error(concatenate("column ", quoted(name)),
                       concatenate("row ", to_text(row), " has code ", to_text(code), ", but there are ",
                                   to_text(rows.size()), " levels"),
                       "give a name for each code");
    if (rows[code]++ == 0) order.push_back(code);
  }
  scan.distinct = order.size();
  scan.texts.reserve(order.size());
  for (const std::uint32_t code : order) scan.texts.push_back({column.levels[code], rows[code]});
}

}  // namespace scanning

STANDIN_LAZY_INLINE column_scan scan_column(const column_view& column, std::string_view name) {
  column_scan scan{.rows = column.rows};
  if (column.kind == column_kind::categorical) {
    scanning::scan_categories(column, name, scan);
    return scan;
  }
  if (column.element == element_type::string) {
    scanning::scan_texts(column, scan);
  } else if (column.element == element_type::float64 || column.element == element_type::float32) {
    scanning::keep_values(scanning::count_numbers<double>(column, scan), scan);
  } else {
    const auto counted = scanning::count_numbers<std::int64_t>(column, scan);
    if (column.kind == column_kind::datetime) {
      for (const auto& [ticks, rows] : counted) scan.ticks.push_back({ticks, rows});
    } else {
      scanning::keep_values(counted, scan);
    }
  }
  return scan;
}

STANDIN_LAZY_INLINE cell_codes code_cells(const column_view& column, std::size_t rows) {
  cell_codes codes{.of = std::vector<std::uint32_t>(rows, 0), .size = 1};
  if (column.kind == column_kind::categorical) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (column.missing(row)) continue;
      codes.of[row] = column.code(row) + 1;
      codes.size = std::max(codes.size, codes.of[row] + 1);
    }
    return codes;
  }
  column.visit([&](const auto& cells) {
    using cell = typename std::remove_cvref_t<decltype(cells)>::value_type;
    using key = std::conditional_t<std::is_same_v<cell, std::string_view>, std::string_view, std::uint64_t>;
    value_index<key> index;
    for (std::size_t row = 0; row < rows; ++row) {
      if (cells.missing(row)) continue;
      if constexpr (std::is_same_v<cell, std::string_view>) {
        codes.of[row] = index.count(cells[row]) + 1;
      } else {
        codes.of[row] = index.count(scanning::key_of(cells[row])) + 1;
      }
    }
    codes.size = static_cast<std::uint32_t>(index.size()) + 1;
  });
  return codes;
}

STANDIN_LAZY_INLINE void add_cell_hashes(const column_view& column, std::uint64_t salt, std::size_t begin,
                                         std::size_t end, std::uint64_t* sums) {
  // Unlike the hash of any cell: otherwise small numbers that change places between columns would go unnoticed.
  const std::uint64_t base = random::hasher().add(std::string_view("column")).add(salt).value();
  const auto add = [&](auto&& hash_of_row) {
    for (std::size_t row = begin; row < end; ++row)
      sums[row - begin] += column.missing(row) ? base : random::mix(base ^ random::mix(hash_of_row(row) + 1));
  };
  if (column.kind == column_kind::categorical) {
    add([&](std::size_t row) { return std::uint64_t{column.code(row)}; });
    return;
  }
  column.visit([&](const auto& cells) {
    add([&](std::size_t row) {
      if constexpr (std::is_convertible_v<decltype(cells[row]), std::string_view>) {
        return random::hash_text(cells[row]);
      } else {
        return scanning::key_of(cells[row]);
      }
    });
  });
}

}  // namespace standin::inline v0_1::detail
