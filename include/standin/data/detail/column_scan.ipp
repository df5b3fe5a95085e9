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

inline constexpr std::size_t block = 512;

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

/// Counts cells by sorting all of them, where there are too many different ones for a table of them.
/// \param make  of a number and its rows what is kept of them
template <class Number, class Make>
[[nodiscard]] auto count_by_sorting(const column_view& column, const Make& make) {
  std::vector<Number> all;
  all.reserve(column.rows);
  std::array<std::uint64_t, block> keys;
  for (std::size_t begin = 0; begin < column.rows; begin += block) {
    const std::size_t some = read_keys(column, begin, std::min(begin + block, column.rows), keys.data());
    for (std::size_t i = 0; i < some; ++i) all.push_back(number_of<Number>(keys[i]));
  }
  std::sort(all.begin(), all.end());
  std::size_t different = 0;
  for (std::size_t i = 0; i < all.size(); ++i) different += i == 0 || all[i] != all[i - 1] ? 1U : 0U;
  std::vector<std::invoke_result_t<Make, Number, std::size_t>> counted;
  counted.reserve(different);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end] == all[begin]) ++end;
    counted.push_back(make(all[begin], end - begin));
    begin = end;
  }
  return counted;
}

/// The different cells of a column of numbers, ascending.
/// \tparam Number  `double`, or `std::int64_t` where the cells are whole
/// \param make     as above
template <class Number, class Make>
[[nodiscard]] auto count_numbers(const column_view& column, column_scan& scan, const Make& make) {
  value_index<std::uint64_t> index;
  bool counting = true;
  Number before{};
  scan.rising = true;
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
    if (!counting && index.size() > 0) index = {};
  }
  scan.rising = scan.rising && scan.present > 1;
  decltype(count_by_sorting<Number>(column, make)) counted;
  if (!counting) {
    counted = count_by_sorting<Number>(column, make);
  } else {
    std::vector<std::pair<Number, std::size_t>> sorted;
    sorted.reserve(index.size());
    for (std::size_t i = 0; i < index.size(); ++i)
      sorted.emplace_back(number_of<Number>(index.keys()[i]), index.rows()[i]);
    index = {};
    std::sort(sorted.begin(), sorted.end());
    counted.reserve(sorted.size());
    for (const auto& [number, rows] : sorted) counted.push_back(make(number, rows));
  }
  scan.distinct = counted.size();
  return counted;
}

/// The different values of a column of numbers.
template <class Number>
void scan_values(const column_view& column, column_scan& scan) {
  scan.values = count_numbers<Number>(column, scan, [](Number number, std::size_t rows) {
    return value_count{static_cast<double>(number), rows};
  });
  scan.whole = !scan.values.empty() && std::all_of(scan.values.begin(), scan.values.end(), [](const value_count& one) {
    return std::abs(one.value) <= 0x1p53 && one.value == std::nearbyint(one.value);
  });
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
    scanning::scan_values<double>(column, scan);
  } else if (column.kind == column_kind::datetime) {
    scan.ticks = scanning::count_numbers<std::int64_t>(column, scan, [](std::int64_t ticks, std::size_t rows) {
      return tick_count{ticks, rows};
    });
  } else {
    scanning::scan_values<std::int64_t>(column, scan);
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
