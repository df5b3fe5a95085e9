// SPDX-License-Identifier: MIT
/// \file
/// How a struct is described, so that its fields can be columns.
#pragma once

#include <standin/data/column_view.hpp>
#include <standin/data/detail/field_type.hpp>
#include <standin/data/schema.hpp>

#include <string_view>
#include <type_traits>

namespace standin::inline v0_1 {

/// Describes a struct. Specialise it with its fields, in column order:
///
///     template <>
///     struct standin::record_traits<person> {
///       static constexpr auto fields = std::tuple{standin::field("age", &person::age), …};
///     };
///
/// Then `std::vector<person>` and `std::span<const person>` model `dataset`. Fields that are numbers, booleans, texts
/// or ticks of 64 bits are seen where they are; the others are copied once, into a table that the `table_view` keeps,
/// so what is written to them later doesn't show.
template <class Record>
struct record_traits;

/// Describes an enumeration: its values and their names, all different, in the order wanted for the levels:
/// `static constexpr std::array levels{std::pair{color::red, "red"}, std::pair{color::green, "green"}};`
template <class Enumeration>
struct enum_traits;

/// One field of a struct, seen as a column; `field` makes one.
template <class Record, class T>
struct record_field {
  std::string_view name;
  T Record::*member;
  column_kind kind;
  time_unit unit;
};

/// Names a field of a struct.
///
/// | its type                                          | its kind                                                     |
/// |---------------------------------------------------|--------------------------------------------------------------|
/// | `double`, `float`                                 | numeric; NaN is missing                                      |
/// | integers, without `char` and the other characters | numeric, or categorical; 64 bits with a sign also datetime   |
/// | `bool`                                            | boolean                                                      |
/// | `std::string`                                     | categorical with sorted levels, or text                      |
/// | enumerations with `enum_traits`                   | categorical                                                  |
/// | time points of `std::chrono::system_clock`        | datetime; ticks from nanoseconds to days                     |
/// | `std::optional` of one of these                   | the same; an empty one is missing                            |
///
/// \param name  of the column; must outlive the program's use of it, as a literal does
/// \param kind  the first that the table names for the type, unless you say otherwise
/// \param unit  what a tick is, for date-times kept as integers; time points know
template <class Record, class T>
[[nodiscard]] constexpr record_field<Record, T> field(std::string_view name, T Record::*member,
                                                      column_kind kind = detail::field_cell<T>::kind,
                                                      time_unit unit = detail::field_cell<T>::unit) noexcept {
  static_assert(!detail::undescribed_enumeration<T>,
                "standin: describe the enumeration of this field first: standin::enum_traits<E>::levels, an array of "
                "pairs of value and name; see docs/concepts/dataset.md");
  static_assert(detail::undescribed_enumeration<T> || detail::field_type<T>,
                "standin: the type of a field must be double, float, an integer other than char, bool, std::string, an "
                "enumeration with standin::enum_traits, a time point of std::chrono::system_clock with ticks from "
                "nanoseconds to days, or std::optional of one of these; leave other fields out or convert them; see "
                "docs/concepts/dataset.md");
  return {name, member, kind, unit};
}

/// Whether `record_traits` describes the struct.
template <class Record>
concept described_record = std::is_class_v<Record> && requires { record_traits<Record>::fields; };

}  // namespace standin::inline v0_1
