// SPDX-License-Identifier: MIT
/// \file
/// The `provider` concept: whoever issues values that belong to no one.
#pragma once

#include <standin/config.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>

namespace standin::inline v0_1 {

/// Says that a type means to be a provider: `using provider_concept = provider_tag;`.
struct provider_tag {};

/// The capacity of a provider with more values than can be numbered: its indices stop here.
inline constexpr std::uint64_t unlimited_capacity = std::numeric_limits<std::uint64_t>::max();

namespace detail {

template <class P>
concept tagged_provider = std::derived_from<typename P::provider_concept, provider_tag>;

template <class P>
concept has_name = requires(const P& p) {
  { p.name() } -> std::convertible_to<std::string>;
};

template <class P>
concept has_capacity = requires(const P& p) {
  { p.capacity() } -> std::same_as<std::uint64_t>;
};

template <class P>
concept has_at = requires(const P& p, std::uint64_t index) {
  { p.at(index) } -> std::convertible_to<std::string>;
};

}  // namespace detail

/// Issues numbered values.
///
/// | expression            | result          | semantics |
/// |-----------------------|-----------------|--------------------------------------------------------------------------|
/// | `P::provider_concept` | a type          | `provider_tag`, or derived from it | | `p.name()`            | a
/// `std::string` | what it issues, "email"                                                  | | `p.capacity()`        |
/// `std::uint64_t` | how many different values there are, at least 1; 2^64 - 1 for more       | | `p.at(i)` | a
/// `std::string` | the value with index i < capacity(); different for different i            |
///
/// P is copyable. A value depends on the provider's specification and the index only: so a column of unique values is a
/// permutation of the indices, and whether there are enough is known beforehand. Values come from ranges that are never
/// issued to anyone, where there are such ranges. Calls from several threads at once are safe.
template <class P>
concept provider = std::copyable<P> && detail::tagged_provider<P> && detail::has_name<P> && detail::has_capacity<P> &&
                   detail::has_at<P>;

/// A value of the provider for one row, each with the same probability; rows may get the same one.
///
/// \param from  whose draws these are
/// \param slot  which of the row's cells it is for
template <class P>
[[nodiscard]] std::string value_for_row(const P& from_provider, random::source from, std::uint64_t row,
                                        std::uint64_t slot = 0) {
  static_assert(detail::tagged_provider<P>,
                "standin: the provider of value_for_row must model standin::provider — it lacks "
                "using provider_concept = standin::provider_tag; see docs/concepts/provider.md");
  static_assert(detail::has_name<P>,
                "standin: the provider of value_for_row must model standin::provider — it lacks name(); "
                "see docs/concepts/provider.md");
  static_assert(detail::has_capacity<P>,
                "standin: the provider of value_for_row must model standin::provider — it lacks capacity(), a "
                "std::uint64_t; see docs/concepts/provider.md");
  static_assert(detail::has_at<P>,
                "standin: the provider of value_for_row must model standin::provider — it lacks at(index); "
                "see docs/concepts/provider.md");
  random::stream draws(from, random::purpose::restore, row, slot);
  return from_provider.at(random::uniform_index(draws, from_provider.capacity()));
}

}  // namespace standin::inline v0_1
