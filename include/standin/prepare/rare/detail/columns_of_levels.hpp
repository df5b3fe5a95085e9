// SPDX-License-Identifier: MIT
/// \file
/// What the steps for rare levels share: which columns they look at, and how categories get other codes.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/roles/issued_columns.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// Whether each value of such a column can be taken for a level.
STANDIN_LAZY [[nodiscard]] inline bool can_be_levels(column_kind kind) noexcept {
  return kind == column_kind::categorical || kind == column_kind::text || kind == column_kind::numeric;
}

/// The places of the columns that are named, ascending; of all categories where none is.
/// \param has_levels  whether a column of that kind may be named
/// \param remedy      what would do where it may not
/// \throws schema_error, invalid_option  when one is not there, is named twice, or has no levels
STANDIN_LAZY [[nodiscard]] inline std::vector<std::size_t> columns_of_levels(const std::vector<std::string>& named,
                                                                             const table_view& data,
                                                                             function_ref<bool(column_kind)> has_levels,
                                                                             const char* remedy) {
  const table_schema& schema = data.schema();
  std::vector<std::size_t> places = places_of(named, data);
  for (const std::size_t at : places)
    if (!has_levels(schema[at].kind))
      throw schema_error(concatenate("column ", quoted(schema[at].name)),
                         concatenate("a ", name_of(schema[at].kind), " column has no levels"), remedy);
  if (named.empty())
    for (std::size_t at = 0; at < schema.size(); ++at)
      if (schema[at].kind == column_kind::categorical) places.push_back(at);
  return places;
}

/// The same categories with other codes, which levels get by their names.
/// \param stored   what `cells` looks at
/// \param code_of  the new codes of levels, some of which may share one
/// \param names    of the new codes
/// \param others   the code of levels that have none; without one they stay levels of their own, after `names`
STANDIN_LAZY [[nodiscard]] inline column recode_levels(const column_view& cells, const column& stored,
                                                       const std::map<std::string, std::uint32_t>& code_of,
                                                       level_dictionary names,
                                                       std::optional<std::uint32_t> others = std::nullopt) {
  std::vector<std::uint32_t> renamed;
  std::vector<std::string> more;
  for (const auto& level : cells.levels) {
    const auto at = code_of.find(std::string(level));
    if (at != code_of.end()) {
      renamed.push_back(at->second);
    } else if (others) {
      renamed.push_back(*others);
    } else {
      renamed.push_back(static_cast<std::uint32_t>(names->size() + more.size()));
      more.emplace_back(level);
    }
  }
  if (!more.empty()) {
    more.insert(more.begin(), names->begin(), names->end());
    names = std::make_shared<const std::vector<std::string>>(std::move(more));
  }
  std::vector<std::uint32_t> codes(cells.rows, 0);
  for (std::size_t row = 0; row < cells.rows; ++row)
    if (!cells.missing(row)) codes[row] = renamed.at(cells.code(row));
  return column::categorical(codes, std::move(names), stored.present());
}

}  // namespace standin::inline v0_1::prepare::detail
