// SPDX-License-Identifier: MIT
/// \file
/// Whole numbers that tell rows apart, issued anew.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/prepare/detail/visit_whole.hpp>
#include <standin/random/permutation.hpp>
#include <standin/random/stream.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// How the keys of a column follow each other.
enum class key_order : std::uint8_t {
  even,    ///< from row to row the same distance: 1, 2, 3, …
  rising,  ///< from row to row a larger one, at random distances that are right on average
  spread,  ///< in no order: a random order of all numbers of a range
  drawn    ///< no keys: each row's is drawn by itself, so some are alike, and there is one for any number of rows
};

/// Whole numbers of which no two rows get the same. What a row gets depends on the source and its number alone.
struct number_keys {
  key_order order = key_order::even;
  std::int64_t first = 1;     ///< the smallest there can be; `even`: that of row 0
  std::int64_t gap = 1024;    ///< all but `spread`: 1024ths of the distance between neighbours, at least 1024
  std::uint64_t numbers = 0;  ///< `spread`, `drawn`: how many there are, from `first` on
  std::int64_t largest = 0;   ///< that the column's cells can hold exactly

  /// How many rows can have one.
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;

  void parameters(auto&& number) const {
    number(static_cast<double>(order));
    detail::visit_whole(number, first);
    detail::visit_whole(number, gap);
    detail::visit_whole(number, static_cast<std::int64_t>(numbers));
    detail::visit_whole(number, largest);
  }
  bool operator==(const number_keys&) const = default;
};

/// Learns how the keys of a column follow each other.
///
/// In a rising column the first number is rounded down to two digits, in one without order both ends are rounded
/// outwards, until there is room for four times as many keys: none of them is kept.
/// \param keys  in the order of the rows, not empty
/// \param as    the type that they are stored in
STANDIN_LAZY [[nodiscard]] number_keys learn_number_keys(std::span<const std::int64_t> keys, element_type as);

/// The keys of consecutive rows.
/// \param column  for the message
/// \throws data_error  when there are fewer keys than rows up to there; the sentence says how many
STANDIN_LAZY [[nodiscard]] std::vector<std::int64_t> issue(const number_keys& keys, random::source from,
                                                           std::uint64_t first_row, std::size_t rows,
                                                           std::string_view column);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/number_keys.ipp>
#endif
