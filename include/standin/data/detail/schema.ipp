// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/sort_places.hpp>
#include <standin/data/schema.hpp>

#include <algorithm>

namespace standin::inline v0_1 {

STANDIN_INLINE table_schema::table_schema(std::vector<column_spec> columns) : columns_(std::move(columns)) {
  by_name_ = sorted_places(columns_.size(),
                           [this](std::uint32_t a, std::uint32_t b) { return columns_[a].name < columns_[b].name; });
  for (std::size_t k = 1; k < by_name_.size(); ++k) {
    const std::uint32_t first = by_name_[k - 1];
    const std::uint32_t second = by_name_[k];
    if (columns_[first].name == columns_[second].name)
      throw schema_error("table_schema",
                         "columns " + std::to_string(first + 1) + " and " + std::to_string(second + 1) +
                             " are both named \"" + columns_[first].name + "\"",
                         "give each column a name of its own");
  }
}

STANDIN_INLINE std::optional<std::size_t> table_schema::find(std::string_view name) const noexcept {
  const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                   [this](std::uint32_t i, std::string_view n) { return columns_[i].name < n; });
  if (at == by_name_.end() || columns_[*at].name != name) return std::nullopt;
  return *at;
}

STANDIN_INLINE std::size_t table_schema::index_of(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  constexpr std::size_t shown = 12;
  std::string names;
  for (std::size_t i = 0; i < columns_.size() && i < shown; ++i) names += (i == 0 ? "" : ", ") + columns_[i].name;
  if (columns_.size() > shown) names += ", … (" + std::to_string(columns_.size()) + " in all)";
  throw schema_error("table_schema", "there is no column named \"" + std::string(name) + "\"",
                     columns_.empty() ? "the table has no columns" : "it has " + names);
}

STANDIN_INLINE bool same_columns(const table_schema& a, const table_schema& b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const column_spec& x, const column_spec& y) {
    return x.name == y.name && x.kind == y.kind && (x.kind != column_kind::datetime || x.unit == y.unit);
  });
}

}  // namespace standin::inline v0_1
