// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/issued_columns.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/prepare/roles/detail/require_keys.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail::issuing {

STANDIN_LAZY [[nodiscard]] inline validity present_of(const column_view& column) {
  validity present(column.rows, false);
  for (std::size_t row = 0; row < column.rows; ++row)
    if (!column.missing(row)) present.set(row, true);
  return present.count() == column.rows ? validity{} : present;
}

STANDIN_LAZY [[nodiscard]] inline column as_numbers(const std::vector<std::int64_t>& numbers, element_type element,
                                                    validity present) {
  const auto cast = [&]<class Cell>(Cell) {
    std::vector<Cell> cells(numbers.size());
    for (std::size_t row = 0; row < numbers.size(); ++row)
      if (present.test(row)) cells[row] = static_cast<Cell>(numbers[row]);
    return column(std::move(cells), std::move(present));
  };
  switch (element) {
    case element_type::float64: return cast(double{});
    case element_type::float32: return cast(float{});
    case element_type::int32: return cast(std::int32_t{});
    default: return cast(std::int64_t{});
  }
}

/// The digits of a text as a number: as many as fit.
STANDIN_LAZY [[nodiscard]] inline std::int64_t number_of(std::string_view text) {
  constexpr std::size_t most = 18;
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9' && digits.size() < most) digits += c;
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

STANDIN_LAZY [[nodiscard]] inline column as_levels(std::vector<std::string> texts, validity present) {
  std::map<std::string, std::uint32_t> code_of;
  std::vector<std::string> levels;
  std::vector<std::uint32_t> codes(texts.size(), 0);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!present.test(row)) continue;
    const auto [at, fresh] = code_of.emplace(texts[row], static_cast<std::uint32_t>(levels.size()));
    if (fresh) levels.push_back(std::move(texts[row]));
    codes[row] = at->second;
  }
  return column::categorical(codes, std::move(levels), std::move(present));
}

STANDIN_LAZY [[nodiscard]] inline bool stores_numbers(column_kind kind) noexcept {
  return kind == column_kind::numeric || kind == column_kind::datetime;
}

}  // namespace detail::issuing

STANDIN_LAZY_INLINE fitted_issue::fitted_issue(column_layout layout, std::vector<issued_column> columns)
    : layout_(std::move(layout)) {
  const std::vector<replaced_column>& replaced = layout_.replaced();
  bool fits = replaced.size() == columns.size();
  for (std::size_t k = 0; fits && k < columns.size(); ++k) {
    const column_kind kind = replaced[k].spec.kind;
    fits = replaced[k].free.size() <= 1 && kind != column_kind::boolean &&
           (replaced[k].free.empty() || replaced[k].free[0].kind == column_kind::text) &&
           (detail::issuing::stores_numbers(kind)
                ? columns[k].element == element_type::float64 || columns[k].element == element_type::float32 ||
                      columns[k].element == element_type::int64 || columns[k].element == element_type::int32
                : columns[k].element == element_type::string) &&
           (kind != column_kind::datetime || columns[k].element == element_type::int64);
    const auto* keys = std::get_if<number_keys>(&columns[k].source);
    fits = fits && (keys == nullptr || (keys->gap >= 1024 && keys->capacity() > 0));
  }
  if (!fits)
    throw format_error("issued columns", "the parts don't fit together", "fit again, or get the original file");
  columns_ = std::make_shared<const std::vector<issued_column>>(std::move(columns));
  random::hasher hash;
  parameters([&hash](double number) { hash.add(number); }, [&hash](std::string_view text) { hash.add(text); });
  domain_ = hash.value();
}

STANDIN_LAZY_INLINE table fitted_issue::apply(table t) const {
  std::vector<column> free;
  for (const replaced_column& each : layout_.replaced())
    if (!each.free.empty())
      free.emplace_back(std::vector<std::string>(t.rows()), detail::issuing::present_of(t.column(each.at)));
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE column fitted_issue::make(std::size_t k, random::source from, const restore_context& context,
                                              std::size_t rows, validity present) const {
  const column_spec& spec = layout_.replaced()[k].spec;
  const issued_column& of = (*columns_)[k];
  if (const auto* keys = std::get_if<number_keys>(&of.source)) {
    std::vector<std::int64_t> numbers = issue(*keys, from, context.first_row, rows, spec.name);
    if (detail::issuing::stores_numbers(spec.kind))
      return detail::issuing::as_numbers(numbers, of.element, std::move(present));
    std::vector<std::string> texts;
    for (const std::int64_t number : numbers) texts.push_back(to_text(number));
    return spec.kind == column_kind::text ? column(std::move(texts), std::move(present))
                                          : detail::issuing::as_levels(std::move(texts), std::move(present));
  }
  const auto* const provided = std::get_if<provided_texts>(&of.source);
  std::vector<std::string> texts = provided != nullptr
                                       ? provided->issue(from, context.first_row, rows, spec.name)
                                       : std::get<made_up_texts>(of.source).issue(from, context.first_row, rows);
  if (spec.kind == column_kind::categorical) return detail::issuing::as_levels(std::move(texts), std::move(present));
  if (spec.kind == column_kind::text) {
    for (std::size_t row = 0; row < rows; ++row)
      if (!present.test(row)) texts[row].clear();
    return column(std::move(texts), std::move(present));
  }
  std::vector<std::int64_t> numbers;
  for (const std::string& text : texts) numbers.push_back(detail::issuing::number_of(text));
  return detail::issuing::as_numbers(numbers, of.element, std::move(present));
}

STANDIN_LAZY_INLINE table fitted_issue::restore(table t, const restore_context& context) const {
  std::vector<column> restored;
  const std::vector<replaced_column>& replaced = layout_.replaced();
  for (std::size_t k = 0; k < replaced.size(); ++k) {
    validity present;
    if (!replaced[k].free.empty()) present = detail::issuing::present_of(t.column(layout_.place_of(replaced[k].at)));
    const std::string place = to_text(replaced[k].at);
    const auto* const provided = std::get_if<provided_texts>(&(*columns_)[k].source);
    const bool shared = provided != nullptr && provided->person();
    // The source of the try is not asked: a row that is drawn again stays who it is.
    const random::source from{
        context.source.seed, shared ? random::domain("persons", *provided->person() + domain_)
                                    : random::hasher().add(std::string_view("issued")).add(domain_).add(place).value()};
    restored.push_back(make(k, from, context, t.rows(), std::move(present)));
  }
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_LAZY_INLINE void fitted_issue::require_rows(std::uint64_t first_row, std::uint64_t rows) const {
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const issuer& source = (*columns_)[k].source;
    const std::string& name = layout_.replaced()[k].spec.name;
    if (const auto* keys = std::get_if<number_keys>(&source))
      detail::require_keys(keys->capacity(), first_row, rows, name);
    else if (const auto* texts = std::get_if<provided_texts>(&source); texts && texts->repeats() == repetition::never)
      detail::require_keys(texts->capacity(), first_row, rows, name);
  }
}

STANDIN_LAZY_INLINE pulled_box fitted_issue::pull(const cell_box& box) const {
  pulled_box pulled{.box = layout_.keep(box)};
  for (const replaced_column& each : layout_.replaced()) {
    const value_set& wanted = box[each.at];
    if (wanted.is_everything()) continue;
    const bool any_value = (wanted | value_set::only_missing(each.spec.kind)).is_everything();
    const bool holes = !each.free.empty();
    if (wanted.allows_missing() || !any_value) {
      if (!wanted.allows_values() && holes) {
        pulled.box[layout_.place_of(each.at)] = value_set::only_missing(column_kind::text);
        continue;
      }
      if (!pulled.impossible && !(wanted.allows_missing() && holes))
        pulled.impossible = concatenate("column ", quoted(each.spec.name), " is asked for ",
                                        wanted.describe(each.spec.name, each.spec.unit), ", but ",
                                        wanted.allows_values() ? "it is issued anew" : "it always has a value");
      pulled.exact = false;
      continue;
    }
    if (holes) pulled.box[layout_.place_of(each.at)] = value_set::present(column_kind::text);
  }
  return pulled;
}

namespace detail {

STANDIN_LAZY_INLINE fitted_issue issue_columns(const table_view& data, std::vector<planned_issue> planned) {
  std::vector<replaced_column> replaced;
  std::vector<issued_column> columns;
  const bool all = planned.size() == data.schema().size();  // a table without columns would have no rows
  for (planned_issue& each : planned) {
    const column_spec& spec = data.schema()[each.at];
    const column_view& cells = data.column(each.at);
    replaced_column gone{.at = each.at, .spec = spec};
    if (!issuing::present_of(cells).empty() || (all && replaced.empty()))
      gone.free.push_back({.name = spec.name, .kind = column_kind::text});
    replaced.push_back(std::move(gone));
    element_type element = issuing::stores_numbers(spec.kind) ? cells.element : element_type::string;
    if (element == element_type::uint8 || element == element_type::uint16 || element == element_type::uint32)
      element = element_type::int64;  // as our tables keep them
    columns.push_back({element, std::move(each.source)});
  }
  return {column_layout(data.schema().size(), std::move(replaced)), std::move(columns)};
}

STANDIN_LAZY_INLINE std::vector<std::string> distinct_texts(const column_view& column, std::string_view name) {
  const standin::detail::column_scan scan = standin::detail::scan_column(column, name);
  std::vector<std::string> texts;
  for (const standin::detail::text_count& each : scan.texts) texts.emplace_back(each.text);
  for (const value_count& each : scan.values) texts.push_back(to_text(each.value));
  for (const standin::detail::tick_count& each : scan.ticks) texts.push_back(to_text(each.ticks));
  return texts;
}

STANDIN_LAZY_INLINE std::vector<std::size_t> places_of(const std::vector<std::string>& columns,
                                                       const table_view& data) {
  std::vector<std::size_t> places;
  for (const std::string& name : columns) places.push_back(data.schema().index_of(name));
  std::sort(places.begin(), places.end());
  if (const auto twice = std::adjacent_find(places.begin(), places.end()); twice != places.end())
    throw invalid_option(concatenate("column ", quoted(data.schema()[*twice].name)), "it is named twice",
                         "name each column once");
  return places;
}

}  // namespace detail

}  // namespace standin::inline v0_1::prepare
