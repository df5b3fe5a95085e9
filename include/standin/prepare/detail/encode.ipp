// SPDX-License-Identifier: MIT
/// \file
/// The body of prepare/encode.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/encode.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

namespace detail {

/// One column; `present` gets a bit for each row with a value.
STANDIN_INLINE prepared_column encode_column(const column_view& from, const column_codec& codec, validity& present) {
  prepared_column to;
  present = validity(from.rows, false);
  if (std::holds_alternative<number_codec>(codec)) {
    to.numbers.assign(from.rows, 0.0);
    for (std::size_t row = 0; row < from.rows; ++row) {
      if (from.missing(row) || !std::isfinite(from.number(row))) continue;
      to.numbers[row] = from.number(row);
      present.set(row, true);
    }
    return to;
  }
  const auto* levels = std::get_if<level_codec>(&codec);
  std::unordered_map<std::string_view, std::uint32_t> code_of;
  if (levels != nullptr && !levels->boolean)
    for (std::uint32_t code = 0; code < levels->levels->size(); ++code) code_of.emplace((*levels->levels)[code], code);
  to.codes.assign(levels == nullptr ? 0 : from.rows, 0);
  for (std::size_t row = 0; row < from.rows; ++row) {
    if (from.missing(row)) continue;
    present.set(row, true);
    if (levels == nullptr) continue;
    if (levels->boolean) {
      to.codes[row] = from.number(row) != 0.0 ? 1 : 0;
    } else {
      const auto known = code_of.find(from.text(row));
      to.codes[row] = known != code_of.end() ? known->second : static_cast<std::uint32_t>(levels->levels->size());
    }
  }
  return to;
}

}  // namespace detail

STANDIN_INLINE prepared_table encode(const table_form& form, const table_view& data) {
  std::vector<std::string_view> names;
  for (const column_spec& spec : form.schema()) names.push_back(spec.name);
  table_view kept = data.select_columns(names);
  if (!form.steps().empty()) {
    table free = to_table(kept);
    for (const any_fitted_step& step : form.steps()) free = step.apply(std::move(free));
    kept = table_view(std::move(free));
  }
  const preparation& through = form.prepared();
  const table_schema& schema = through.schema();
  const missing_patterns& missing = through.missing();
  prepared_table plain{.rows = kept.rows()};
  std::vector<validity> present(schema.size());
  for (std::size_t c = 0; c < schema.size(); ++c) {
    const std::size_t at = kept.schema().index_of(schema[c].name);
    if (kept.schema()[at].kind != schema[c].kind)
      throw schema_error("encode", "column " + quoted(schema[c].name) + " is of another kind than the one fitted",
                         "read it as it was read for the fit");
    const column_codec& codec = through.codecs()[c];
    prepared_column column = detail::encode_column(kept.column(at), codec, present[c]);
    if (!std::holds_alternative<number_codec>(codec) && !std::holds_alternative<level_codec>(codec)) continue;
    column.name = schema[c].name;
    column.levels = through.plain_levels()[plain.columns.size()];
    if (std::binary_search(missing.holes().begin(), missing.holes().end(), c))
      column.pattern = through.first_helper() + missing.helper_of(c);
    column.present = present[c];
    plain.columns.push_back(std::move(column));
  }
  for (std::size_t h = 0; h < missing.helpers(); ++h) {
    prepared_column helper{.name = "missing pattern", .levels = missing.levels()};
    helper.codes.assign(plain.rows, 0);
    for (std::size_t row = 0; row < plain.rows; ++row) {
      if (missing.patterns().empty()) {
        helper.codes[row] = present[missing.holes()[h]].test(row) ? 1 : 0;
        continue;
      }
      const auto fits = [&](const validity& pattern) {
        for (std::size_t k = 0; k < missing.holes().size(); ++k)
          if (pattern.test(k) != present[missing.holes()[k]].test(row)) return false;
        return true;
      };
      helper.codes[row] = static_cast<std::uint32_t>(
          std::find_if(missing.patterns().begin(), missing.patterns().end(), fits) - missing.patterns().begin());
    }
    plain.columns.push_back(std::move(helper));
  }
  return plain;
}

}  // namespace standin::inline v0_1::prepare
