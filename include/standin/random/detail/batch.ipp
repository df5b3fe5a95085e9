// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/batch.hpp.
#pragma once

#include <standin/random/batch.hpp>

#include <algorithm>

namespace standin::inline v0_1::random {

namespace detail {

/// Draws rows in small blocks: the products of many rows are independent and overlap, then each column is converted by
/// a loop that the compiler can turn into vector instructions.
template <class Number, class Convert>
void fill_group(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                const std::array<std::span<Number>, 4>& out, Convert convert) noexcept {
  constexpr std::size_t rows = 64;
  std::array<std::array<std::uint64_t, rows>, 4> words;
  std::size_t n = 0;
  for (const std::span<Number>& column : out) n = std::max(n, column.size());
  for (std::size_t first = 0; first < n; first += rows) {
    const std::size_t count = std::min(rows, n - first);
    for (std::size_t i = 0; i < count; ++i) {
      const philox_block block =
          philox4x64({group, 0, first_row + first + i, static_cast<std::uint64_t>(use)}, {from.seed, from.domain});
      for (std::size_t c = 0; c < 4; ++c) words[c][i] = block[c];
    }
    for (std::size_t c = 0; c < 4; ++c) {
      if (out[c].size() <= first) continue;
      Number* const cells = out[c].data() + first;
      const std::size_t wanted = std::min(count, out[c].size() - first);
      for (std::size_t i = 0; i < wanted; ++i) cells[i] = convert(words[c][i]);
    }
  }
}

template <class Number, class Convert>
void fill_column(source from, purpose use, std::uint64_t first_row, std::uint64_t column, std::span<Number> out,
                 Convert convert) noexcept {
  std::array<std::span<Number>, 4> columns{};
  columns[column % 4] = out;
  fill_group(from, use, first_row, column / 4, columns, convert);
}

inline constexpr auto as_word = [](std::uint64_t word) noexcept { return word; };
inline constexpr auto as_uniform = [](std::uint64_t word) noexcept { return to_uniform(word); };
inline constexpr auto as_open_uniform = [](std::uint64_t word) noexcept { return to_open_uniform(word); };

}  // namespace detail

STANDIN_INLINE void fill_words(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                               std::span<std::uint64_t> out) noexcept {
  detail::fill_column(from, use, first_row, column, out, detail::as_word);
}

STANDIN_INLINE void fill_uniforms(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                                  std::span<double> out) noexcept {
  detail::fill_column(from, use, first_row, column, out, detail::as_uniform);
}

STANDIN_INLINE void fill_open_uniforms(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                                       std::span<double> out) noexcept {
  detail::fill_column(from, use, first_row, column, out, detail::as_open_uniform);
}

STANDIN_INLINE void fill_words4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                                std::array<std::span<std::uint64_t>, 4> out) noexcept {
  detail::fill_group(from, use, first_row, group, out, detail::as_word);
}

STANDIN_INLINE void fill_uniforms4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                                   std::array<std::span<double>, 4> out) noexcept {
  detail::fill_group(from, use, first_row, group, out, detail::as_uniform);
}

STANDIN_INLINE void fill_open_uniforms4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                                        std::array<std::span<double>, 4> out) noexcept {
  detail::fill_group(from, use, first_row, group, out, detail::as_open_uniform);
}

}  // namespace standin::inline v0_1::random
