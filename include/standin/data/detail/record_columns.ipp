// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/record_columns.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/record_columns.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <unordered_map>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE void record_columns::see(column_spec spec, const column_view& cells) {
  specs_.push_back(std::move(spec));
  seen_.push_back(cells);
}

STANDIN_LAZY_INLINE void record_columns::copy(column_spec spec, column cells) {
  copied_.push_back(specs_.size());
  copies_.push_back(std::move(cells));
  specs_.push_back(std::move(spec));
  seen_.emplace_back();
}

STANDIN_LAZY_INLINE table_view record_columns::view(std::size_t rows) && {
  const auto kept = std::make_shared<const std::vector<column>>(std::move(copies_));
  for (std::size_t k = 0; k < copied_.size(); ++k) seen_[copied_[k]] = (*kept)[k].view(specs_[copied_[k]].kind);
  return {rows, table_schema(std::move(specs_)), std::move(seen_), kept};
}

STANDIN_LAZY_INLINE column encode_strings(std::span<const std::string_view> cells, validity present) {
  std::unordered_map<std::string_view, std::uint32_t> code_of;
  std::vector<std::string_view> names;
  for (std::size_t row = 0; row < cells.size(); ++row)
    if (present.test(row) && code_of.emplace(cells[row], 0).second) names.push_back(cells[row]);
  std::sort(names.begin(), names.end());
  for (std::size_t code = 0; code < names.size(); ++code) code_of[names[code]] = static_cast<std::uint32_t>(code);

  std::vector<std::uint32_t> codes(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row)
    if (present.test(row)) codes[row] = code_of.find(cells[row])->second;
  return column::categorical(codes, std::vector<std::string>(names.begin(), names.end()), std::move(present));
}

STANDIN_LAZY_INLINE column encode_integers(std::span<const std::int64_t> cells, validity present) {
  std::vector<std::int64_t> values;
  values.reserve(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row)
    if (present.test(row)) values.push_back(cells[row]);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());

  std::vector<std::string> names;
  names.reserve(values.size());
  for (const std::int64_t value : values) names.push_back(to_text(value));
  std::vector<std::uint32_t> codes(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row)
    if (present.test(row))
      codes[row] =
          static_cast<std::uint32_t>(std::lower_bound(values.begin(), values.end(), cells[row]) - values.begin());
  return column::categorical(codes, std::move(names), std::move(present));
}

STANDIN_LAZY_INLINE void refuse_field(std::string_view field, std::size_t row, const std::string& found,
                                      std::string_view remedy) {
  throw data_error("field " + quoted(field) + ", row " + to_text(row), found, remedy);
}

STANDIN_LAZY_INLINE std::optional<std::int64_t> convert_ticks(std::int64_t ticks, std::int64_t from,
                                                              std::int64_t to) noexcept {
  if (from < to) {
    const std::int64_t divisor = to / from;
    if (ticks % divisor != 0) return std::nullopt;
    return ticks / divisor;
  }
  const std::int64_t factor = from / to;
  if (ticks > std::numeric_limits<std::int64_t>::max() / factor ||
      ticks < std::numeric_limits<std::int64_t>::min() / factor)
    return std::nullopt;
  return ticks * factor;
}

STANDIN_LAZY_INLINE field_reader::field_reader(const table_view& data, std::string_view name, column_kind kind,
                                               bool integer)
    : name_(name), tick_(1) {
  const std::size_t at = data.schema().index_of(name);
  cells_ = data.column(at);
  tick_ = tick_nanoseconds(data.schema()[at].unit);
  const auto names = [](column_kind k) { return k == column_kind::categorical || k == column_kind::text; };
  const bool fits = cells_.kind == kind || (names(kind) && names(cells_.kind)) ||
                    (kind == column_kind::categorical && integer && cells_.kind == column_kind::numeric);
  if (!fits)
    throw schema_error("to_records",
                       "column " + quoted(name) + " is " + std::string(name_of(cells_.kind)) + ", its field is " +
                           std::string(name_of(kind)),
                       "change the type of the field or the kind of the column");
}

STANDIN_LAZY_INLINE std::string_view field_reader::text(std::size_t row) const {
  if (cells_.kind == column_kind::categorical && cells_.code(row) >= cells_.levels.size())
    refuse(row, "code " + to_text(cells_.code(row)) + " has no level", "give a name for each code");
  return cells_.text(row);
}

STANDIN_LAZY_INLINE double field_reader::number(std::size_t row) const {
  if (cells_.element == element_type::int64) {
    const auto whole = cells_.cell<std::int64_t>(row);
    constexpr std::int64_t most = std::int64_t{1} << 53;  // beyond it not every integer is a double
    if (whole > most || whole < -most)
      refuse(row, to_text(whole) + " is beyond 2^53, where a double skips integers", "make the field a std::int64_t");
  }
  return cells_.number(row);
}

STANDIN_LAZY_INLINE std::int64_t field_reader::whole(std::size_t row) const {
  switch (cells_.element) {
    case element_type::int64: return cells_.cell<std::int64_t>(row);
    case element_type::int32: return cells_.cell<std::int32_t>(row);
    case element_type::float64:
    case element_type::float32: {
      const double number = cells_.number(row);
      if (number != std::trunc(number))
        refuse(row, to_text(number) + " is not a whole number", "make the field a double");
      if (!(number >= -0x1p63 && number < 0x1p63)) refuse_range(row);
      return static_cast<std::int64_t>(number);
    }
    default: return cells_.code(row);
  }
}

STANDIN_LAZY_INLINE std::int64_t field_reader::digits(std::size_t row) const {
  if (cells_.kind == column_kind::numeric) return whole(row);
  const std::string_view name = text(row);
  std::int64_t value = 0;
  const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (wrong == std::errc::result_out_of_range) refuse_range(row);
  if (wrong != std::errc{} || end != name.data() + name.size())
    refuse(row, quoted(name) + " is not a whole number", "make the field a std::string");
  return value;
}

STANDIN_LAZY_INLINE std::int64_t field_reader::ticks(std::size_t row, std::int64_t tick) const {
  const auto found = cells_.cell<std::int64_t>(row);
  const auto converted = convert_ticks(found, tick_, tick);
  if (!converted)
    refuse(row, "the time " + to_text(found) + " does not fit into the ticks of the field", "use finer or wider ticks");
  return *converted;
}

STANDIN_LAZY_INLINE std::size_t field_reader::level(std::size_t row, std::span<const std::string_view> names) {
  const auto find = [names](std::string_view text) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), text) - names.begin());
  };
  std::size_t found = names.size();
  if (cells_.kind == column_kind::categorical) {
    if (name_of_code_.empty())
      for (const std::string& level : cells_.levels) name_of_code_.push_back(find(level));
    if (const std::size_t code = cells_.code(row); code < name_of_code_.size()) found = name_of_code_[code];
  } else {
    found = find(text(row));
  }
  if (found == names.size())
    refuse(row, quoted(text(row)) + " is none of the enumeration's names",
           "list it in standin::enum_traits<E>::levels");
  return found;
}

STANDIN_LAZY_INLINE void field_reader::refuse(std::size_t row, const std::string& found,
                                              std::string_view remedy) const {
  throw data_error("to_records, column " + quoted(name_) + ", row " + to_text(row), found, remedy);
}

STANDIN_LAZY_INLINE void field_reader::refuse_missing(std::size_t row) const {
  refuse(row, "the cell is missing, but the field must hold something", "make the field a std::optional");
}

STANDIN_LAZY_INLINE void field_reader::refuse_range(std::size_t row) const {
  const bool named = cells_.element == element_type::string || cells_.kind == column_kind::categorical;
  const std::string found = named                                   ? quoted(text(row))
                            : cells_.element == element_type::int64 ? to_text(cells_.cell<std::int64_t>(row))
                                                                    : to_text(cells_.number(row));
  refuse(row, found + " is out of the range of the field", "give the field a wider type");
}

}  // namespace standin::inline v0_1::detail
