// SPDX-License-Identifier: MIT
/// \file
/// A column seen from outside: where its cells lie, of which element type, and which are missing.
#pragma once

#include <standin/version.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace standin::inline v0_1 {

/// What a column means to a model; how it is stored is `element_type`.
enum class column_kind : std::uint8_t { numeric, categorical, boolean, datetime, text };

/// The C++ type of one cell. Categorical columns store codes into `levels`; booleans are bytes, true when not 0;
/// date-times are 64-bit ticks, whose unit the schema knows.
enum class element_type : std::uint8_t { float64, float32, int64, int32, uint32, uint16, uint8, boolean, string };

/// The kind's name as it stands in files and on the command line.
[[nodiscard]] constexpr std::string_view name_of(column_kind kind) noexcept {
  switch (kind) {
    case column_kind::numeric: return "numeric";
    case column_kind::categorical: return "categorical";
    case column_kind::boolean: return "boolean";
    case column_kind::datetime: return "datetime";
    case column_kind::text: return "text";
  }
  return "unknown";
}

/// Whether cells of that type can mean that: numbers are numeric, codes of levels categorical, and so on.
[[nodiscard]] constexpr bool can_be(element_type element, column_kind kind) noexcept {
  switch (kind) {
    case column_kind::numeric: return element != element_type::boolean && element != element_type::string;
    case column_kind::categorical:
      return element == element_type::uint32 || element == element_type::uint16 || element == element_type::uint8;
    case column_kind::boolean: return element == element_type::boolean;
    case column_kind::datetime: return element == element_type::int64;
    case column_kind::text: return element == element_type::string;
  }
  return false;
}

template <class T>
class typed_cells;

/// A strided, typed, non-owning view of one column.
///
/// It can look at a `std::vector<double>`, at one field of an array of structs, at an Eigen column or at an Arrow
/// buffer without copying, and at a choice of rows through `index`. Cells may be unaligned. A NaN in a floating-point
/// column is a missing cell.
struct column_view {
  column_kind kind = column_kind::numeric;
  element_type element = element_type::float64;
  const std::byte* cells = nullptr;        ///< the first stored cell
  std::ptrdiff_t stride = sizeof(double);  ///< bytes from one stored cell to the next
  std::size_t rows = 0;                    ///< rows seen: the length of `index` where there is one
  std::span<const std::uint64_t> valid{};  ///< one bit a stored row, empty when nothing is missing
  std::span<const std::string> levels{};   ///< names of the codes, categorical columns only
  std::span<const std::size_t> index{};    ///< the stored row behind each row seen, empty when they are the same

  /// The stored row behind a row.
  [[nodiscard]] std::size_t stored(std::size_t row) const noexcept { return index.empty() ? row : index[row]; }

  /// The cell as it is stored, a boolean as its byte. For one cell; loops use `visit`.
  template <class T>
    requires(std::is_trivially_copyable_v<T> && !std::is_same_v<T, bool>)
  [[nodiscard]] T cell(std::size_t row) const noexcept {
    T value;
    std::memcpy(&value, cells + static_cast<std::ptrdiff_t>(stored(row)) * stride, sizeof value);
    return value;
  }

  /// The cell as a number, NaN when it is missing or a string; categorical cells give their code.
  /// Integers beyond 2^53 lose bits.
  [[nodiscard]] double number(std::size_t row) const noexcept;

  /// The cell of a string column, or the name of a categorical column's level; empty for the others, where missing, and
  /// where a code has no level.
  [[nodiscard]] std::string_view text(std::size_t row) const noexcept;

  /// The code of a categorical cell, which must not be missing.
  [[nodiscard]] std::uint32_t code(std::size_t row) const noexcept;

  [[nodiscard]] bool missing(std::size_t row) const noexcept {
    if (!valid.empty()) {
      const std::size_t at = stored(row);
      if (((valid[at / 64] >> (at % 64)) & 1U) == 0) return true;
    }
    if (element == element_type::float64) return std::isnan(cell<double>(row));
    return element == element_type::float32 && std::isnan(cell<float>(row));
  }

  /// Calls `visitor(typed_cells<T>)` once, with T the element type: `double`, `float`, `std::int64_t`, `std::int32_t`,
  /// `std::uint32_t`, `std::uint16_t`, `std::uint8_t`, `bool` or `std::string`.
  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const;
};

/// A column whose element type is known: what `column_view::visit` hands out.
template <class T>
class typed_cells {
 public:
  /// What a cell is read as: the type itself, and `std::string_view` for strings.
  using value_type = std::conditional_t<std::is_same_v<T, std::string>, std::string_view, T>;

  explicit typed_cells(const column_view& column) noexcept : column_(column) {}

  [[nodiscard]] std::size_t rows() const noexcept { return column_.rows; }
  [[nodiscard]] bool missing(std::size_t row) const noexcept { return column_.missing(row); }

  [[nodiscard]] value_type operator[](std::size_t row) const noexcept {
    if constexpr (std::is_same_v<T, std::string>) {
      return *reinterpret_cast<const std::string*>(  // the column says that strings lie there
          column_.cells + static_cast<std::ptrdiff_t>(column_.stored(row)) * column_.stride);
    } else if constexpr (std::is_same_v<T, bool>) {
      return column_.template cell<std::uint8_t>(row) != 0;
    } else {
      return column_.template cell<T>(row);
    }
  }

  /// All cells side by side, for the hottest loops; empty when they lie apart, unaligned or behind an index.
  [[nodiscard]] std::span<const T> contiguous() const noexcept
    requires(!std::is_same_v<T, bool>)
  {
    const bool aligned = reinterpret_cast<std::uintptr_t>(column_.cells) % alignof(T) == 0;
    if (!aligned || !column_.index.empty() || column_.stride != static_cast<std::ptrdiff_t>(sizeof(T))) return {};
    return {reinterpret_cast<const T*>(column_.cells), column_.rows};
  }

 private:
  column_view column_;
};

template <class Visitor>
decltype(auto) column_view::visit(Visitor&& visitor) const {
  switch (element) {
    case element_type::float64: return visitor(typed_cells<double>(*this));
    case element_type::float32: return visitor(typed_cells<float>(*this));
    case element_type::int64: return visitor(typed_cells<std::int64_t>(*this));
    case element_type::int32: return visitor(typed_cells<std::int32_t>(*this));
    case element_type::uint32: return visitor(typed_cells<std::uint32_t>(*this));
    case element_type::uint16: return visitor(typed_cells<std::uint16_t>(*this));
    case element_type::uint8: return visitor(typed_cells<std::uint8_t>(*this));
    case element_type::boolean: return visitor(typed_cells<bool>(*this));
    case element_type::string: break;
  }
  return visitor(typed_cells<std::string>(*this));
}

inline double column_view::number(std::size_t row) const noexcept {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (element == element_type::string || missing(row)) return none;
  return visit([row](const auto& typed) -> double {
    if constexpr (std::is_convertible_v<decltype(typed[row]), std::string_view>) {
      return none;
    } else {
      return static_cast<double>(typed[row]);
    }
  });
}

inline std::uint32_t column_view::code(std::size_t row) const noexcept {
  switch (element) {
    case element_type::uint8: return cell<std::uint8_t>(row);
    case element_type::uint16: return cell<std::uint16_t>(row);
    default: return cell<std::uint32_t>(row);
  }
}

inline std::string_view column_view::text(std::size_t row) const noexcept {
  if (missing(row)) return {};
  if (element == element_type::string) return typed_cells<std::string>(*this)[row];
  if (kind != column_kind::categorical) return {};
  const std::size_t at = code(row);
  return at < levels.size() ? std::string_view(levels[at]) : std::string_view{};
}

}  // namespace standin::inline v0_1
