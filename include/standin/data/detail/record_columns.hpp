// SPDX-License-Identifier: MIT
/// \file
/// Between the fields of structs and the columns of a table.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/field.hpp>
#include <standin/data/table.hpp>
#include <standin/data/validity.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// Collects columns that are seen where they are and columns that had to be copied, in their order.
class record_columns {
 public:
  STANDIN_LAZY void see(column_spec spec, const column_view& cells);
  STANDIN_LAZY void copy(column_spec spec, column cells);

  /// A view of them all, which keeps the copies.
  STANDIN_LAZY [[nodiscard]] table_view view(std::size_t rows) &&;

 private:
  std::vector<column_spec> specs_;
  std::vector<column_view> seen_;
  std::vector<column> copies_;
  std::vector<std::size_t> copied_;  ///< the place of each copy among the columns
};

/// Strings as codes of their sorted levels. Cells that are not present count for nothing.
STANDIN_LAZY [[nodiscard]] column encode_strings(std::span<const std::string_view> cells, validity present);

/// Integers as codes of levels, sorted by value and named by their digits.
STANDIN_LAZY [[nodiscard]] column encode_integers(std::span<const std::int64_t> cells, validity present);

STANDIN_LAZY [[noreturn]] void refuse_field(std::string_view field, std::size_t row, const std::string& found,
                                            std::string_view remedy);

/// The same time in other ticks, both given in nanoseconds, of which one divides the other; nothing when it overflows
/// or falls between two ticks.
STANDIN_LAZY [[nodiscard]] std::optional<std::int64_t> convert_ticks(std::int64_t ticks, std::int64_t from,
                                                                     std::int64_t to) noexcept;

/// Reads the cells of one column for a field, and says which cell doesn't fit.
class field_reader {
 public:
  /// Names may be read from categories and texts, and where they are those of integers from numbers too.
  /// \throws schema_error  when there is no such column, or its kind is another one
  STANDIN_LAZY field_reader(const table_view& data, std::string_view name, column_kind kind, bool integer);

  [[nodiscard]] bool missing(std::size_t row) const noexcept { return cells_.missing(row); }
  [[nodiscard]] bool boolean(std::size_t row) const { return cells_.cell<std::uint8_t>(row) != 0; }
  STANDIN_LAZY [[nodiscard]] std::string_view text(std::size_t row) const;

  /// The number, of which no bit is lost.
  STANDIN_LAZY [[nodiscard]] double number(std::size_t row) const;
  STANDIN_LAZY [[nodiscard]] std::int64_t whole(std::size_t row) const;

  /// The whole number that a category's name spells, or the number itself.
  STANDIN_LAZY [[nodiscard]] std::int64_t digits(std::size_t row) const;

  /// The time in ticks of so many nanoseconds.
  STANDIN_LAZY [[nodiscard]] std::int64_t ticks(std::size_t row, std::int64_t tick) const;

  /// Which of the names the cell is.
  STANDIN_LAZY [[nodiscard]] std::size_t level(std::size_t row, std::span<const std::string_view> names);

  STANDIN_LAZY [[noreturn]] void refuse(std::size_t row, const std::string& found, std::string_view remedy) const;
  STANDIN_LAZY [[noreturn]] void refuse_missing(std::size_t row) const;
  STANDIN_LAZY [[noreturn]] void refuse_range(std::size_t row) const;

 private:
  column_view cells_;
  std::string_view name_;
  std::int64_t tick_;                      ///< of the column, in nanoseconds
  std::vector<std::size_t> name_of_code_;  ///< filled by the first call of `level` on a categorical column
};

template <class T>
inline constexpr bool is_record_field = false;
template <class Record, class T>
inline constexpr bool is_record_field<record_field<Record, T>> = true;

template <class Fields>
inline constexpr bool are_record_fields = false;
template <class... Fields>
inline constexpr bool are_record_fields<std::tuple<Fields...>> = (is_record_field<Fields> && ...);

template <class Record, class T>
[[nodiscard]] constexpr bool kind_fits(const record_field<Record, T>& f) noexcept {
  return field_can_be<T>(f.kind);
}

template <class T>
[[nodiscard]] constexpr bool field_levels_differ() noexcept {
  if constexpr (enumeration_field<field_value<T>>) return levels_differ<field_value<T>>();
  return true;
}

/// Checks a struct's description when the program is compiled, with one sentence for each thing that can be wrong.
template <class Record>
[[nodiscard]] constexpr bool check_fields() noexcept {
  constexpr const auto& fields = record_traits<Record>::fields;
  constexpr bool made_of_fields = are_record_fields<std::remove_cvref_t<decltype(fields)>>;
  static_assert(made_of_fields,
                "standin: record_traits<R>::fields must be a std::tuple of standin::field(name, &R::member); see "
                "docs/concepts/dataset.md");
  if constexpr (made_of_fields) {
    static_assert(std::apply([](const auto&... f) { return (kind_fits(f) && ...); }, fields),
                  "standin: a field of record_traits<R> asks for a kind that its type can't have: numbers are numeric, "
                  "integers also categorical, 64-bit ones with a sign also datetime, strings categorical or text, the "
                  "others only what they are; see docs/concepts/dataset.md");
    static_assert(std::apply(
                      [](const auto&... f) {
                        const std::string_view names[] = {f.name..., {}};
                        for (std::size_t i = 0; i < sizeof...(f); ++i)
                          for (std::size_t k = 0; k < i; ++k)
                            if (names[i] == names[k]) return false;
                        return true;
                      },
                      fields),
                  "standin: two fields of record_traits<R> have the same name; give each one its own");
    static_assert(std::apply([]<class... Owner, class... T>(
                                 const record_field<Owner, T>&...) { return (field_levels_differ<T>() && ...); },
                             fields),
                  "standin: enum_traits<E>::levels names a value twice, or two values alike; give each one its own");
  }
  return made_of_fields;
}

/// A copy of what a field holds, wherever it lies: in a packed struct that may be at any address.
template <class Record, class Owner, class T>
[[nodiscard]] decltype(auto) field_of(const Record& record, T Owner::*member) {
  using type = std::remove_cv_t<T>;
  if constexpr (std::is_trivially_copyable_v<type>) {
    type value{};
    std::memcpy(static_cast<void*>(&value), static_cast<const void*>(&(record.*member)), sizeof value);
    return type(value);
  } else {
    return static_cast<const type&>(record.*member);
  }
}

template <class Record, class Owner, class T>
void set_field(Record& record, T Owner::*member, std::type_identity_t<T> value) {
  if constexpr (std::is_trivially_copyable_v<T>) {
    std::memcpy(static_cast<void*>(&(record.*member)), static_cast<const void*>(&value), sizeof value);
  } else {
    record.*member = std::move(value);
  }
}

/// Calls `use(row, value)` for each row where the field holds something, and gives back where that is.
template <class Record, class Owner, class T, class Use>
[[nodiscard]] validity each_value(const Record* first, std::size_t rows, T Owner::*member, Use&& use) {
  validity present;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto& held = field_of(first[row], member);
    if constexpr (is_optional<T>) {
      if (!held.has_value()) {
        if (present.empty()) present = validity(rows);
        present.set(row, false);
        continue;
      }
      use(row, *held);
    } else {
      use(row, held);
    }
  }
  return present;
}

template <class Integer>
[[nodiscard]] std::int64_t widened(Integer value, std::string_view field, std::size_t row) {
  if (!std::in_range<std::int64_t>(value))
    refuse_field(field, row, std::to_string(value) + " is beyond 64 bits with a sign",
                 "keep such numbers as strings, they are identifiers");
  return static_cast<std::int64_t>(value);
}

template <class Record, class Owner, class T>
[[nodiscard]] column copy_field(const Record* first, std::size_t rows, const record_field<Owner, T>& f) {
  using value = field_value<T>;
  if constexpr (real_field<value>) {
    std::vector<value> cells(rows, std::numeric_limits<value>::quiet_NaN());
    static_cast<void>(each_value(first, rows, f.member, [&](std::size_t row, value v) { cells[row] = v; }));
    return column(std::move(cells));
  } else if constexpr (integer_field<value>) {
    if constexpr (sizeof(value) < 4 || (sizeof(value) == 4 && std::is_signed_v<value>)) {
      if (f.kind == column_kind::numeric) {
        std::vector<std::int32_t> cells(rows);
        validity present = each_value(first, rows, f.member, [&](std::size_t row, value v) { cells[row] = v; });
        return column(std::move(cells), std::move(present));
      }
    }
    std::vector<std::int64_t> cells(rows);
    validity present =
        each_value(first, rows, f.member, [&](std::size_t row, value v) { cells[row] = widened(v, f.name, row); });
    if (f.kind == column_kind::categorical) return encode_integers(cells, std::move(present));
    return column(std::move(cells), std::move(present));
  } else if constexpr (std::is_same_v<value, bool>) {
    std::vector<std::uint8_t> cells(rows);
    validity present = each_value(first, rows, f.member, [&](std::size_t row, bool v) { cells[row] = v ? 1 : 0; });
    return column::booleans(std::move(cells), std::move(present));
  } else if constexpr (std::is_same_v<value, std::string>) {
    if (f.kind == column_kind::text) {
      std::vector<std::string> cells(rows);
      validity present =
          each_value(first, rows, f.member, [&](std::size_t row, const std::string& v) { cells[row] = v; });
      return column(std::move(cells), std::move(present));
    }
    std::vector<std::string_view> cells(rows);
    validity present =
        each_value(first, rows, f.member, [&](std::size_t row, const std::string& v) { cells[row] = v; });
    return encode_strings(cells, std::move(present));
  } else if constexpr (std::is_enum_v<value>) {
    constexpr const auto& levels = enum_traits<value>::levels;
    std::vector<std::uint32_t> codes(rows);
    validity present = each_value(first, rows, f.member, [&](std::size_t row, value v) {
      std::uint32_t code = 0;
      while (code < std::size(levels) && levels[code].first != v) ++code;
      if (code == std::size(levels))
        refuse_field(f.name, row,
                     "the value " + std::to_string(static_cast<std::underlying_type_t<value>>(v)) + " has no name",
                     "list it in standin::enum_traits<E>::levels");
      codes[row] = code;
    });
    return column::categorical(codes, std::vector<std::string>(level_names<value>.begin(), level_names<value>.end()),
                               std::move(present));
  } else {
    std::vector<std::int64_t> cells(rows);
    validity present = each_value(first, rows, f.member, [&](std::size_t row, const value& v) {
      const auto ticks =
          convert_ticks(static_cast<std::int64_t>(v.time_since_epoch().count()),
                        tick_nanoseconds(value::period::num, value::period::den), tick_nanoseconds(f.unit));
      if (!ticks) refuse_field(f.name, row, "the time does not fit into the ticks of its column", "use finer ticks");
      cells[row] = *ticks;
    });
    return column(std::move(cells), std::move(present));
  }
}

template <class Record, class Owner, class T>
void add_field(record_columns& columns, const Record* first, std::size_t rows, const record_field<Owner, T>& f) {
  column_spec spec{.name = std::string(f.name), .kind = f.kind, .unit = f.unit};
  if (const auto element = element_in_place<T>(f.kind)) {
    const std::byte* cells = rows == 0 ? nullptr : reinterpret_cast<const std::byte*>(&(first->*f.member));
    columns.see(std::move(spec), {.kind = f.kind,
                                  .element = *element,
                                  .cells = cells,
                                  .stride = static_cast<std::ptrdiff_t>(sizeof(Record)),
                                  .rows = rows});
  } else {
    columns.copy(std::move(spec), copy_field(first, rows, f));
  }
}

template <class Record>
[[nodiscard]] table_view view_records(const Record* first, std::size_t rows) {
  record_columns columns;
  if constexpr (check_fields<Record>())
    std::apply([&](const auto&... f) { (add_field(columns, first, rows, f), ...); }, record_traits<Record>::fields);
  return std::move(columns).view(rows);
}

/// What the cell holds, as the field's type, which it must fit.
template <class Value>
[[nodiscard]] Value read_cell(field_reader& from, std::size_t row, column_kind kind, std::int64_t tick) {
  if constexpr (std::is_same_v<Value, double>) {
    return from.number(row);
  } else if constexpr (std::is_same_v<Value, float>) {
    const double wide = from.number(row);
    const auto nearest = static_cast<float>(wide);
    if (nearest - nearest != 0.0F && wide - wide == 0.0) from.refuse_range(row);  // only the nearest one is infinite
    return nearest;
  } else if constexpr (integer_field<Value>) {
    const std::int64_t wide = kind == column_kind::categorical ? from.digits(row)
                              : kind == column_kind::datetime  ? from.ticks(row, tick)
                                                               : from.whole(row);
    if (!std::in_range<Value>(wide)) from.refuse_range(row);
    return static_cast<Value>(wide);
  } else if constexpr (std::is_same_v<Value, bool>) {
    return from.boolean(row);
  } else if constexpr (std::is_same_v<Value, std::string>) {
    return std::string(from.text(row));
  } else if constexpr (std::is_enum_v<Value>) {
    return enum_traits<Value>::levels[from.level(row, level_names<Value>)].first;
  } else {
    const std::int64_t ticks = from.ticks(row, tick_nanoseconds(Value::period::num, Value::period::den));
    if (!std::in_range<typename Value::rep>(ticks)) from.refuse_range(row);
    return Value(typename Value::duration(static_cast<typename Value::rep>(ticks)));
  }
}

template <class Record, class Owner, class T>
void fill_field(const table_view& data, Record* first, const record_field<Owner, T>& f) {
  using value = field_value<T>;
  static_assert(!std::is_const_v<T>,
                "standin: to_records can't fill a field that is const; see docs/concepts/dataset.md");
  if constexpr (!std::is_const_v<T>) {
    field_reader from(data, f.name, f.kind, integer_field<value>);
    const std::int64_t tick = tick_nanoseconds(f.unit);
    for (std::size_t row = 0; row < data.rows(); ++row) {
      if (!from.missing(row)) {
        set_field(first[row], f.member, read_cell<value>(from, row, f.kind, tick));
      } else if constexpr (is_optional<T>) {
        set_field(first[row], f.member, std::nullopt);
      } else if constexpr (real_field<T>) {
        set_field(first[row], f.member, std::numeric_limits<T>::quiet_NaN());
      } else {
        from.refuse_missing(row);
      }
    }
  }
}

template <class Record>
void fill_records(const table_view& data, Record* first) {
  if constexpr (check_fields<Record>())
    std::apply([&](const auto&... f) { (fill_field(data, first, f), ...); }, record_traits<Record>::fields);
}

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/record_columns.ipp>
#endif
