// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/number_keys.hpp.
#pragma once

#include <standin/prepare/roles/detail/require_keys.hpp>
#include <standin/prepare/roles/number_keys.hpp>
#include <standin/random/distributions.hpp>

#include <algorithm>
#include <limits>

namespace standin::inline v0_1::prepare {

namespace detail::number_keying {

inline constexpr std::int64_t parts = 1024;  // of a distance of 1

/// The largest whole number up to which all are held exactly.
STANDIN_LAZY [[nodiscard]] inline std::int64_t largest_of(element_type as) noexcept {
  switch (as) {
    case element_type::float32: return std::int64_t{1} << 24;
    case element_type::int32: return std::numeric_limits<std::int32_t>::max();
    default: return std::int64_t{1} << 53;
  }
}

/// A number from 1 on with all but its first two digits replaced by zeros.
STANDIN_LAZY [[nodiscard]] inline std::int64_t two_digits(std::int64_t number) noexcept {
  std::int64_t unit = 1;
  while (number / unit >= 100) unit *= 10;
  return number / unit * unit;
}

STANDIN_LAZY [[nodiscard]] inline bool one_distance(std::span<const std::int64_t> keys) noexcept {
  for (std::size_t row = 2; row < keys.size(); ++row)
    if (keys[row] - keys[row - 1] != keys[1] - keys[0]) return false;
  return keys.size() > 1 && keys[1] > keys[0];
}

STANDIN_LAZY [[nodiscard]] inline bool rises(std::span<const std::int64_t> keys) noexcept {
  for (std::size_t row = 1; row < keys.size(); ++row)
    if (keys[row] <= keys[row - 1]) return false;
  return keys.size() > 1;
}

}  // namespace detail::number_keying

STANDIN_LAZY_INLINE std::uint64_t number_keys::capacity() const noexcept {
  if (first > largest) return 0;
  const std::uint64_t room = static_cast<std::uint64_t>(largest) - static_cast<std::uint64_t>(first) + 1;
  if (order == key_order::spread) return std::min(room, numbers);
  if (order == key_order::drawn) {
    const auto distance = static_cast<std::uint64_t>(gap / detail::number_keying::parts);
    return numbers > 0 && numbers - 1 <= (room - 1) / distance ? ~std::uint64_t{0} : 0;
  }
  // The end of row i's stretch, first + (i + 1) gap / 1024, is at most `largest + 1`, and fits into 63 bits.
  constexpr std::uint64_t most = (~std::uint64_t{0} >> 1) / detail::number_keying::parts;
  return std::min(room, most) * detail::number_keying::parts / static_cast<std::uint64_t>(gap);
}

STANDIN_LAZY_INLINE number_keys learn_number_keys(std::span<const std::int64_t> keys, element_type as) {
  number_keys learned{.largest = detail::number_keying::largest_of(as)};
  if (as == element_type::int64)  // keys beyond 2^53 lose no digit there
    learned.largest = std::max(learned.largest, std::int64_t{1} << 62);
  const auto [low, high] = std::minmax_element(keys.begin(), keys.end());
  const auto span = static_cast<std::uint64_t>(*high) - static_cast<std::uint64_t>(*low);
  const bool moderate = span < (std::uint64_t{1} << 52);
  if (moderate && detail::number_keying::one_distance(keys)) {
    learned.first = keys[0];
    learned.gap = (keys[1] - keys[0]) * detail::number_keying::parts;
    return learned;
  }
  if (moderate && detail::number_keying::rises(keys)) {
    learned.order = key_order::rising;
    learned.first = *low > 0 ? std::max<std::int64_t>(1, detail::number_keying::two_digits(*low)) : *low;
    learned.gap =
        static_cast<std::int64_t>(span * static_cast<std::uint64_t>(detail::number_keying::parts) / (keys.size() - 1));
    return learned;
  }
  learned.order = key_order::spread;
  // From a power of ten to the largest number of as many digits; where small and large ones differ in length, the
  // largest is the first of those with two digits before the zeros that leaves enough room.
  const std::uint64_t wanted = 4 * static_cast<std::uint64_t>(keys.size());
  learned.first = std::min<std::int64_t>(*low, 0);
  std::int64_t digits = 1;  // the power of ten that the smallest has as many digits as
  while (*low >= 10 && *low / digits >= 10) digits *= 10;
  if (*low >= 10)
    learned.first = digits;
  else if (*low >= 1)
    learned.first = 1;
  std::int64_t end = 10;  // one beyond the largest
  while (end <= *high && end < learned.largest / 10) end *= 10;
  if (*low >= 1 && end / 10 != digits && *high >= 100) {
    const std::int64_t near = detail::number_keying::two_digits(*high) + end / 100;
    if (static_cast<std::uint64_t>(near - learned.first) >= wanted) end = near;
  }
  end = std::max(end, *high < learned.largest ? *high + 1 : learned.largest);
  while (static_cast<std::uint64_t>(end - learned.first) < wanted && end < learned.largest / 10) end *= 10;
  learned.numbers = static_cast<std::uint64_t>(end - learned.first);
  return learned;
}

STANDIN_LAZY_INLINE std::vector<std::int64_t> issue(const number_keys& keys, random::source from,
                                                    std::uint64_t first_row, std::size_t rows,
                                                    std::string_view column) {
  const std::uint64_t capacity = keys.capacity();
  detail::require_keys(capacity, first_row, rows, column);
  std::vector<std::int64_t> issued(rows);
  if (keys.order == key_order::spread) {
    const random::index_permutation order(from, capacity);
    for (std::size_t i = 0; i < rows; ++i) issued[i] = keys.first + static_cast<std::int64_t>(order(first_row + i));
    return issued;
  }
  if (keys.order == key_order::drawn) {
    for (std::size_t i = 0; i < rows; ++i) {
      random::stream draws(from, random::purpose::restore, first_row + i);
      const auto place = static_cast<std::int64_t>(random::uniform_index(draws, keys.numbers));
      issued[i] = keys.first + place * (keys.gap / detail::number_keying::parts);
    }
    return issued;
  }
  const auto begin_of = [&keys](std::uint64_t row) {
    return keys.first +
           static_cast<std::int64_t>(row * static_cast<std::uint64_t>(keys.gap) / detail::number_keying::parts);
  };
  std::int64_t begin = begin_of(first_row);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int64_t end = begin_of(first_row + i + 1);
    issued[i] = begin;
    if (keys.order == key_order::rising && end - begin > 1) {
      random::stream draws(from, random::purpose::restore, first_row + i);
      issued[i] += static_cast<std::int64_t>(random::uniform_index(draws, static_cast<std::uint64_t>(end - begin)));
    }
    begin = end;
  }
  return issued;
}

}  // namespace standin::inline v0_1::prepare
