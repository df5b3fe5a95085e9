// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/issued_keys.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/detail/whole_numbers.hpp>
#include <standin/prepare/roles/issued_keys.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail::key_learning {

STANDIN_LAZY [[nodiscard]] inline number_keys learn_numbers(const column_view& column) {
  std::vector<std::int64_t> keys;
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (column.missing(row)) continue;
    if (column.element == element_type::int64) {
      keys.push_back(column.cell<std::int64_t>(row));
      continue;
    }
    const double number = std::floor(column.number(row));
    if (std::abs(number) <= largest_whole) keys.push_back(static_cast<std::int64_t>(number));
  }
  if (keys.empty()) keys.push_back(1);
  return learn_number_keys(keys, column.element);
}

STANDIN_LAZY [[nodiscard]] inline provided_texts learn_texts(const column_view& column, std::string_view name) {
  const std::vector<std::string> texts = distinct_texts(column, name);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const std::optional<learned_pattern> learned = learn_pattern(views);
  if (learned && 2 * learned->fitting > learned->texts)
    return {"pattern",
            pattern_provider(*learned),
            repetition::never,
            texts.size(),
            {},
            {},
            learned->beyond ? std::optional(pattern_provider(*learned->beyond, {}, learned->luhn)) : std::nullopt};
  return {"pattern", pattern_provider(mask_of_any_key), repetition::never, texts.size()};
}

}  // namespace detail::key_learning

STANDIN_LAZY_INLINE std::string issued_keys::name() const {
  return "issued keys " + join(columns);
}

STANDIN_LAZY_INLINE fitted_issue issued_keys::fit(const table_view& data) const {
  std::vector<detail::planned_issue> planned;
  for (const std::size_t at : detail::places_of(columns, data)) {
    const column_spec& spec = data.schema()[at];
    if (!can_have(spec.kind, column_role::key))
      throw schema_error(concatenate("column ", quoted(spec.name)),
                         concatenate("a ", name_of(spec.kind), " column can't be a key"), "give it another role");
    if (spec.kind == column_kind::numeric)
      planned.push_back({at, detail::key_learning::learn_numbers(data.column(at))});
    else
      planned.push_back({at, detail::key_learning::learn_texts(data.column(at), spec.name)});
  }
  return detail::issue_columns(data, std::move(planned));
}

}  // namespace standin::inline v0_1::prepare
