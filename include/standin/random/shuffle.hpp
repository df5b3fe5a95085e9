// SPDX-License-Identifier: MIT
/// \file
/// Random orders and samples without replacement, held in memory. `index_permutation` does it without a table.
#pragma once

#include <standin/config.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1::random {

/// Puts the items in random order: every order with the same probability.
/// Source: Fisher and Yates, in Durstenfeld's form, from the front.
template <class T>
constexpr void shuffle(stream& from, std::span<T> items) {
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    using std::swap;
    const std::size_t j = i + static_cast<std::size_t>(uniform_index(from, items.size() - i));
    if (i != j) swap(items[i], items[j]);
  }
}

/// The indices 0 … n - 1 in random order. Draws with `purpose::shuffle` from the source's row 0. O(n).
STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> shuffled_indices(source from, std::size_t n);

/// `k` different indices below n in random order: the first k of `shuffled_indices(from, n)`.
/// Costs O(min(n, k)) time and memory.
/// \throws invalid_option  when k is larger than n
STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> sample_indices(source from, std::size_t n, std::size_t k);

/// `k` different indices below n, ascending, all sets of them equally likely; all n where k is no smaller.
/// Costs O(n), at most one draw an index.
/// Source: Knuth, "The Art of Computer Programming", vol. 2, Algorithm S.
STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> sample_in_order(stream& draws, std::size_t n, std::size_t k);

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/shuffle.ipp>
#endif
