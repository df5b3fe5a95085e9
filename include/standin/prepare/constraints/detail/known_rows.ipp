// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/known_rows.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/known_rows.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace standin::inline v0_1::prepare {

struct known_rows::index {
  std::unordered_map<std::string, std::uint32_t> number_of{};
  std::vector<std::pair<double, std::uint32_t>> numbers{};  ///< ascending, of a single column of numbers
};

namespace detail {

/// Appends a cell so that equal cells give equal bytes, however they are stored.
STANDIN_LAZY inline void append_cell(std::string& key, const column_view& column, std::size_t row) {
  const auto append = [&key](char tag, std::uint64_t bits) {
    key += tag;
    for (int shift = 0; shift < 64; shift += 8) key += static_cast<char>((bits >> shift) & 0xFFU);
  };
  if (column.missing(row)) {
    key += 'm';
    return;
  }
  if (column.kind == column_kind::categorical || column.kind == column_kind::text) {
    const std::string_view text = column.text(row);
    append('t', text.size());
    key += text;
    return;
  }
  switch (column.element) {
    case element_type::float64:
    case element_type::float32: {
      const double x = column.number(row);
      if (x == std::floor(x) && std::abs(x) < 0x1p62)
        append('i', static_cast<std::uint64_t>(static_cast<std::int64_t>(x)));
      else
        append('d', std::bit_cast<std::uint64_t>(x));
      break;
    }
    case element_type::int64: append('i', static_cast<std::uint64_t>(column.cell<std::int64_t>(row))); break;
    default: append('i', static_cast<std::uint64_t>(static_cast<std::int64_t>(column.number(row)))); break;
  }
}

/// The row's cells as one key.
STANDIN_LAZY inline void write_key(std::string& key, const table_view& of, std::size_t row) {
  key.clear();
  for (std::size_t c = 0; c < of.schema().size(); ++c) append_cell(key, of.column(c), row);
}

}  // namespace detail

STANDIN_LAZY_INLINE known_rows::known_rows(table rows) {
  rows_ = std::make_shared<const table>(std::move(rows));
  const auto made = std::make_shared<index>();
  const table_view view = *rows_;
  std::string key;
  for (std::size_t row = 0; row < view.rows(); ++row) {
    detail::write_key(key, view, row);
    if (!made->number_of.emplace(key, static_cast<std::uint32_t>(row)).second)
      throw format_error("constraints", "known rows occur twice", "fit again, or get the original file");
  }
  if (view.schema().size() == 1 &&
      (view.schema()[0].kind == column_kind::numeric || view.schema()[0].kind == column_kind::datetime)) {
    for (std::size_t row = 0; row < view.rows(); ++row)
      if (!view.column(0).missing(row))
        made->numbers.emplace_back(view.column(0).number(row), static_cast<std::uint32_t>(row));
    std::sort(made->numbers.begin(), made->numbers.end());
  }
  index_ = made;
}

STANDIN_LAZY_INLINE std::vector<std::optional<std::uint32_t>> known_rows::find(const table_view& of) const {
  std::vector<std::optional<std::uint32_t>> found(of.rows());
  std::string key;
  for (std::size_t row = 0; row < of.rows(); ++row) {
    detail::write_key(key, of, row);
    if (const auto at = index_->number_of.find(key); at != index_->number_of.end()) found[row] = at->second;
  }
  return found;
}

STANDIN_LAZY_INLINE std::uint32_t known_rows::substitute(const table_view& of, std::size_t row) const {
  const auto& numbers = index_->numbers;
  const double x = numbers.empty() ? 0.0 : of.column(0).number(row);
  if (!numbers.empty() && x == x) {
    const auto after =
        std::partition_point(numbers.begin(), numbers.end(), [x](const auto& each) { return each.first < x; });
    if (after == numbers.begin()) return after->second;
    if (after == numbers.end() || x - std::prev(after)->first <= after->first - x) return std::prev(after)->second;
    return after->second;
  }
  std::string key;
  detail::write_key(key, of, row);
  return static_cast<std::uint32_t>(random::hash_text(key) % std::max<std::size_t>(rows_->rows(), 1));
}

STANDIN_LAZY_INLINE table known_rows::gather(std::span<const std::uint32_t> numbers) const {
  std::vector<std::size_t> rows(numbers.begin(), numbers.end());
  return to_table(table_view(*rows_).select_rows(rows));
}

STANDIN_LAZY_INLINE distinct_rows find_distinct_rows(const table_view& data) {
  std::unordered_map<std::string, std::uint32_t> number_of;
  std::vector<const std::string*> keys;
  std::vector<std::size_t> first;
  distinct_rows distinct;
  std::string key;
  distinct.numbers.reserve(data.rows());
  for (std::size_t row = 0; row < data.rows(); ++row) {
    detail::write_key(key, data, row);
    const auto [at, fresh] = number_of.emplace(key, static_cast<std::uint32_t>(keys.size()));
    if (fresh) {
      keys.push_back(&at->first);
      first.push_back(row);
    }
    distinct.numbers.push_back(at->second);
  }
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&keys](std::uint32_t a, std::uint32_t b) { return *keys[a] < *keys[b]; });
  std::vector<std::uint32_t> place(order.size());
  std::vector<std::size_t> rows;
  for (std::size_t k = 0; k < order.size(); ++k) {
    place[order[k]] = static_cast<std::uint32_t>(k);
    rows.push_back(first[order[k]]);
  }
  for (std::uint32_t& number : distinct.numbers) number = place[number];
  distinct.rows = to_table(data.select_rows(rows));
  return distinct;
}

STANDIN_LAZY_INLINE std::vector<std::string> names_of_rows(const table& rows) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    std::string name;
    for (std::size_t c = 0; c < rows.schema().size(); ++c) {
      const column_view column = rows.column(c);
      if (c > 0) name += " | ";
      if (column.missing(row)) continue;
      if (column.kind == column_kind::categorical || column.kind == column_kind::text)
        name += column.text(row);
      else if (column.kind == column_kind::boolean)
        name += column.number(row) != 0.0 ? "true" : "false";
      else
        name += to_text(column.number(row));
    }
    while (!taken.insert(name).second) name += '\'';
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace standin::inline v0_1::prepare
