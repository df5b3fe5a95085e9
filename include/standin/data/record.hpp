// SPDX-License-Identifier: MIT
/// \file
/// Structs as rows: a `std::vector` of a described struct is a dataset, and a table becomes one again.
#pragma once

#include <standin/data/dataset.hpp>
#include <standin/data/detail/record_columns.hpp>
#include <standin/data/field.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace standin::inline v0_1 {

/// Vectors of a described struct model `dataset`.
/// \throws data_error  on looking at them, when a field holds what its column can't: an enumeration's value without a
///                     name, an integer beyond 64 bits with a sign, a time beyond the ticks
template <described_record Record, class Allocator>
struct dataset_traits<std::vector<Record, Allocator>> {
  [[nodiscard]] static table_view view(const std::vector<Record, Allocator>& records) {
    return detail::view_records(records.data(), records.size());
  }
};

/// So do spans; the records must live as long as the `table_view`, even when the span itself is a temporary.
template <class Record, std::size_t Extent>
  requires described_record<std::remove_const_t<Record>>
struct dataset_traits<std::span<Record, Extent>> {
  [[nodiscard]] static table_view view(std::span<Record, Extent> records) {
    return detail::view_records<std::remove_const_t<Record>>(records.data(), records.size());
  }
};

/// The rows of a table as structs.
///
/// Each field is filled from the column with its name; other columns are left alone. Categories and texts go into
/// strings, enumerations and integers that were declared categorical; otherwise the kinds must be the same. Ticks are
/// converted. `float` takes the nearest one.
/// \throws schema_error  when a field's column is not there, or of another kind
/// \throws data_error    when a cell doesn't fit its field: missing, where it is neither optional nor a floating-point
///                       number, out of range, not whole, between two ticks, beyond 2^53 in a `double`, or a name that
///                       the enumeration doesn't have
template <class Record>
[[nodiscard]] std::vector<Record> to_records(const table_view& data) {
  static_assert(described_record<Record>,
                "standin: describe the struct first: standin::record_traits<R>::fields, a std::tuple of "
                "standin::field(name, &R::member); see docs/concepts/dataset.md");
  static_assert(std::default_initializable<Record>,
                "standin: to_records makes each struct empty and then fills its fields, so it must have a default "
                "constructor; see docs/concepts/dataset.md");
  std::vector<Record> records(data.rows());
  detail::fill_records(data, records.data());
  return records;
}

}  // namespace standin::inline v0_1
