// SPDX-License-Identifier: MIT
/// \file
/// The columns of a table: names, kinds, and how their cells are written.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_role.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// When numbers are written with an exponent, "1e+05".
enum class number_notation : std::uint8_t {
  fixed,       ///< never
  shorter,     ///< where that takes fewer characters, as R does
  magnitude,   ///< below 1e-4 and from 1e+16 on, as Python does
  scientific,  ///< always
};

/// How the cells of a column look as text, so that a table comes back looking like itself.
struct text_form {
  int min_decimals = 0;      ///< numbers: digits after the point that are always written
  int max_decimals = -1;     ///< numbers: digits after the point at most; -1 for as many as give the same number back.
                             ///< Where they always have an exponent, both count the digits before it: "6.080e+05"
  std::string missing{};     ///< what stands for a missing cell
  std::string no = "false";  ///< booleans
  std::string yes = "true";  ///< booleans
  std::string datetime{};    ///< date-times: a pattern as `datetime_format` takes it; empty for ISO 8601
  int utc_offset = 0;        ///< date-times: minutes by which the written clock is ahead of UTC
  number_notation notation = number_notation::fixed;  ///< numbers
  char decimal_mark = '.';                            ///< numbers
  bool leading_zero = true;                           ///< numbers: "0.5" and not ".5"
  bool quoted = false;                                ///< present cells stand in quotes even where that is not needed
  bool quoted_missing = false;                        ///< missing cells stand in quotes
  bool operator==(const text_form&) const = default;
};

/// What one tick of a date-time column is. Ticks are counted from 1970-01-01T00:00:00 UTC.
enum class time_unit : std::uint8_t { day, second, millisecond, microsecond, nanosecond };

/// Describes one column: its name, what it means, and how it is written.
struct column_spec {
  std::string name;
  column_kind kind = column_kind::numeric;
  time_unit unit = time_unit::second;  ///< date-times only
  text_form form{};
  std::optional<column_role> role{};  ///< what it is for, where somebody says so; inferred otherwise
  bool operator==(const column_spec&) const = default;
};

/// The columns of a table, in order. No two have the same name.
class table_schema {
 public:
  table_schema() = default;

  /// \throws schema_error  when two columns have the same name
  table_schema(std::initializer_list<column_spec> columns) : table_schema(std::vector<column_spec>(columns)) {}
  /// \throws schema_error  when two columns have the same name
  explicit table_schema(std::vector<column_spec> columns);

  [[nodiscard]] std::size_t size() const noexcept { return columns_.size(); }
  [[nodiscard]] bool empty() const noexcept { return columns_.empty(); }
  [[nodiscard]] const column_spec& operator[](std::size_t i) const noexcept { return columns_[i]; }
  [[nodiscard]] auto begin() const noexcept { return columns_.begin(); }
  [[nodiscard]] auto end() const noexcept { return columns_.end(); }

  /// The place of the column with that name, if there is one. Costs O(log columns).
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const noexcept;

  /// The place of the column with that name.
  /// \throws schema_error  when there is none; the sentence lists those that there are
  [[nodiscard]] std::size_t index_of(std::string_view name) const;

  bool operator==(const table_schema& other) const { return columns_ == other.columns_; }

 private:
  std::vector<column_spec> columns_;
  std::vector<std::uint32_t> by_name_;
};

/// Whether both have the same names and kinds, and date-times the same ticks, in the same order, however the cells are
/// written.
[[nodiscard]] bool same_columns(const table_schema& a, const table_schema& b) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/schema.ipp>
#endif
