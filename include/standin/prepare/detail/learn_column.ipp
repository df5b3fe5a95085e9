// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/detail/learn_column.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/sort_places.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/detail/learn_column.hpp>
#include <standin/prepare/detail/stored_numbers.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1::prepare::detail {

STANDIN_LAZY [[nodiscard]] inline validity present_cells(const column_view& column) {
  if (column.valid.empty() && column.element != element_type::float64 && column.element != element_type::float32)
    return {};
  validity present(column.rows, false);
  for (std::size_t row = 0; row < column.rows; ++row)
    if (!column.missing(row)) present.set(row, true);
  return present.count() == column.rows ? validity{} : present;
}

/// The cells that hold a finite number.
STANDIN_LAZY inline void find_numbers(const column_view& column, learned_column& to) {
  to.present = present_cells(column);
  std::size_t infinite = 0;
  column.visit([&](const auto& cells) {
    if constexpr (std::is_floating_point_v<typename std::remove_cvref_t<decltype(cells)>::value_type>) {
      for (std::size_t row = 0; row < column.rows; ++row) {
        if (!std::isinf(cells[row]) || !to.present.test(row)) continue;
        if (to.present.empty()) to.present = validity(column.rows);
        to.present.set(row, false);
        ++infinite;
      }
    }
  });
  if (infinite > 0) to.warnings.push_back(" has " + to_text(infinite) + " infinite cells, which are taken as missing");
}

STANDIN_LAZY [[nodiscard]] inline number_grid learn_grid(const column_view& column, learned_column& from) {
  plain_cells cells;
  make_plain_cells(column, from.present, {}, cells);
  std::vector<double>& values = cells.numbers;
  if (!from.present.empty()) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < column.rows; ++row)
      if (from.present.test(row)) values[kept++] = values[row];
    values.resize(kept);
  }
  if (column.element == element_type::int64 &&
      std::any_of(values.begin(), values.end(), [](double x) { return std::abs(x) >= largest_whole; })) {
    from.warnings.push_back(" has whole numbers beyond 2^53, whose last digits are not learned");
    std::vector<std::int64_t> whole;
    whole.reserve(values.size());
    for (std::size_t row = 0; row < column.rows; ++row)
      if (from.present.test(row)) whole.push_back(column.cell<std::int64_t>(row));
    return learn_number_grid(whole);
  }
  return learn_number_grid(values, column.element);
}

/// Categories that occur, with new codes in the order of the old ones.
STANDIN_LAZY inline void learn_levels(const column_view& column, const column_spec& spec, learned_column& to) {
  std::vector<std::uint8_t> occurs(column.levels.size(), 0);
  const std::size_t values = to.present.empty() ? column.rows : to.present.count();
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (!to.present.test(row)) continue;
    const std::uint32_t code = column.code(row);
    if (code >= occurs.size())
      throw data_error("fit",
                       "row " + to_text(row) + " of column " + quoted(spec.name) + " has code " + to_text(code) +
                           ", but there are " + to_text(occurs.size()) + " levels",
                       "give a name for each code");
    occurs[code] = 1;
  }
  // Two codes with one name are one level.
  std::vector<std::uint32_t> by_name;
  for (std::size_t code = 0; code < occurs.size(); ++code)
    if (occurs[code] != 0) by_name.push_back(static_cast<std::uint32_t>(code));
  std::vector<std::uint32_t> first_of(column.levels.size());
  std::iota(first_of.begin(), first_of.end(), 0U);
  sort_places(by_name, [&column](std::uint32_t a, std::uint32_t b) { return column.levels[a] < column.levels[b]; });
  for (std::size_t k = 1; k < by_name.size(); ++k)
    if (column.levels[by_name[k]] == column.levels[by_name[k - 1]]) first_of[by_name[k]] = first_of[by_name[k - 1]];

  std::vector<std::string> levels;
  std::vector<std::uint32_t>& code_of = to.code_of;
  code_of.assign(column.levels.size(), 0);
  for (std::size_t code = 0; code < occurs.size(); ++code) {
    if (occurs[code] == 0) continue;
    if (first_of[code] == code) {
      code_of[code] = static_cast<std::uint32_t>(levels.size());
      levels.push_back(column.levels[code]);
    } else {
      code_of[code] = code_of[first_of[code]];
    }
  }
  constexpr std::size_t enough = 20;  // fewer may well be all different and still be kinds of something
  if (levels.size() >= enough && 10 * levels.size() > 9 * values) {
    for (std::size_t code = 0; code < levels.size(); ++code) levels[code] = spec.name + " " + to_text(code + 1);
    to.warnings.push_back(" has " + to_text(levels.size()) + " categories in " + to_text(values) +
                          " cells, so they say who a row is; they get new names");
  }
  to.codec = level_codec{std::make_shared<const std::vector<std::string>>(std::move(levels)), false};
}

STANDIN_LAZY [[nodiscard]] inline bool has_text(const column_view& column) noexcept {
  for (std::size_t row = 0; row < column.rows; ++row)
    if (!column.text(row).empty()) return true;
  return false;
}

STANDIN_LAZY_INLINE void make_plain_cells(const column_view& column, const validity& present,
                                          std::span<const std::uint32_t> code_of, plain_cells& room) {
  room.numbers.clear();
  room.codes.clear();
  const auto blank = [&](auto& cells) {
    if (present.empty()) return;
    for (std::size_t row = 0; row < cells.size(); ++row)
      if (!present.test(row)) cells[row] = 0;
  };
  column.visit([&](const auto& cells) {
    using cell = typename std::remove_cvref_t<decltype(cells)>::value_type;
    if constexpr (std::is_same_v<cell, bool>) {
      room.codes.resize(column.rows);
      for (std::size_t row = 0; row < column.rows; ++row) room.codes[row] = cells[row] ? 1 : 0;
    } else if constexpr (std::is_arithmetic_v<cell>) {
      if (column.kind == column_kind::categorical) {
        // What stands for a missing cell may be no code.
        room.codes.resize(column.rows);
        for (std::size_t row = 0; row < column.rows; ++row) {
          const auto code = static_cast<std::size_t>(cells[row]);
          room.codes[row] = code < code_of.size() ? code_of[code] : 0;
        }
      } else {
        room.numbers.resize(column.rows);
        for (std::size_t row = 0; row < column.rows; ++row)
          room.numbers[row] = static_cast<double>(cells[row]) + 0.0;  // no -0.0
      }
    }
  });
  blank(room.numbers);
  blank(room.codes);
}

STANDIN_LAZY_INLINE learned_column learn_column(const column_view& column, const column_spec& spec) {
  learned_column learned;
  const bool number = column.kind == column_kind::numeric || column.kind == column_kind::datetime;
  if (number && stores_numbers(stored_as(column.element), column.kind))
    find_numbers(column, learned);
  else
    learned.present = present_cells(column);
  if (!learned.present.empty() && learned.present.count() == 0) {
    learned.codec = number ? empty_codec{stored_as(column.element)} : empty_codec{};
    return learned;
  }
  switch (column.kind) {
    case column_kind::numeric:
    case column_kind::datetime:
      learned.codec = number_codec{stored_as(column.element), learn_grid(column, learned)};
      break;
    case column_kind::categorical: learn_levels(column, spec, learned); break;
    case column_kind::boolean: learned.codec = boolean_codec(); break;
    case column_kind::text:
      learned.codec = surrogate_codec{};
      if (has_text(column))  // a step leaves empty ones where it issues texts itself
        learned.warnings.push_back(" holds texts, which are not learned; they are issued anew as " +
                                   quoted(spec.name + " 1") + " and so on");
      break;
  }
  return learned;
}

}  // namespace standin::inline v0_1::prepare::detail
