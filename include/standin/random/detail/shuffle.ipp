// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/shuffle.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/random/shuffle.hpp>

#include <unordered_map>

namespace standin::inline v0_1::random {

STANDIN_LAZY_INLINE std::vector<std::size_t> shuffled_indices(source from, std::size_t n) {
  return sample_indices(from, n, n);
}

STANDIN_LAZY_INLINE std::vector<std::size_t> sample_indices(source from, std::size_t n, std::size_t k) {
  if (k > n)
    throw invalid_option("sample_indices", concatenate(to_text(k), " of ", to_text(n), " without replacement"),
                         concatenate("ask for at most ", to_text(n)));
  stream random(from, purpose::shuffle, 0);
  std::vector<std::size_t> chosen;
  if (k >= n / 16) {
    chosen.resize(n);
    for (std::size_t i = 0; i < n; ++i) chosen[i] = i;
    for (std::size_t i = 0; i < k && i + 1 < n; ++i)
      std::swap(chosen[i], chosen[i + static_cast<std::size_t>(uniform_index(random, n - i))]);
    chosen.resize(k);
    return chosen;
  }
  // The same exchanges, on an array of which only the places that were touched are kept.
  chosen.reserve(k);
  std::unordered_map<std::size_t, std::size_t> moved;
  moved.reserve(k);
  const auto at = [&](std::size_t place) {
    const auto found = moved.find(place);
    return found == moved.end() ? place : found->second;
  };
  for (std::size_t i = 0; i < k; ++i) {
    const std::size_t j = i + static_cast<std::size_t>(uniform_index(random, n - i));
    chosen.push_back(at(j));
    moved[j] = at(i);
  }
  return chosen;
}

STANDIN_LAZY_INLINE std::vector<std::size_t> sample_in_order(stream& draws, std::size_t n, std::size_t k) {
  std::vector<std::size_t> chosen;
  std::size_t left = k < n ? k : n;
  chosen.reserve(left);
  for (std::size_t i = 0; i < n && left > 0; ++i) {
    if (draws.uniform() * static_cast<double>(n - i) < static_cast<double>(left)) {
      chosen.push_back(i);
      --left;
    }
  }
  return chosen;
}

}  // namespace standin::inline v0_1::random
