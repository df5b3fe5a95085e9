// SPDX-License-Identifier: MIT
/// \file
/// Values of a provider of which no two rows get the same.
#pragma once

#include <standin/config.hpp>
#include <standin/providers/provider.hpp>
#include <standin/random/permutation.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// \throws data_error  that says how many values there are
[[noreturn]] void refuse_rows(std::string_view field, std::string_view provider, std::uint64_t rows,
                              std::uint64_t capacity);

}  // namespace detail

/// Gives row i the value with the i-th index of a random permutation of the provider's indices: unique by construction,
/// in O(1) memory, the same for any order of the rows.
///
///     const unique_values keys{pattern_provider{"AA-9999"}, {.seed = 1}, "customer"};
///     keys(0);  // no other row gets this one
template <class Provider>
class unique_values {
 public:
  static_assert(std::copyable<Provider>,
                "standin: the Provider of unique_values must model standin::provider — it can't be copied; "
                "see docs/concepts/provider.md");
  static_assert(detail::tagged_provider<Provider>,
                "standin: the Provider of unique_values must model standin::provider — it lacks "
                "using provider_concept = standin::provider_tag; see docs/concepts/provider.md");
  static_assert(detail::has_name<Provider>,
                "standin: the Provider of unique_values must model standin::provider — it lacks name(); "
                "see docs/concepts/provider.md");
  static_assert(detail::has_capacity<Provider>,
                "standin: the Provider of unique_values must model standin::provider — it lacks capacity(), a "
                "std::uint64_t; see docs/concepts/provider.md");
  static_assert(detail::has_at<Provider>,
                "standin: the Provider of unique_values must model standin::provider — it lacks at(index); "
                "see docs/concepts/provider.md");

  /// \param from   chooses the permutation
  /// \param field  what the values are for, a column's name; for messages
  unique_values(Provider provider, random::source from, std::string field = {})
      : provider_(std::move(provider)), order_(from, provider_.capacity()), field_(std::move(field)) {}

  [[nodiscard]] std::uint64_t capacity() const noexcept { return order_.size(); }

  /// Makes sure, before the first row is made, that there are enough values.
  /// \throws data_error  when there are not; the sentence names field, provider and capacity
  void require(std::uint64_t rows) const {
    if (rows > order_.size()) detail::refuse_rows(field_, std::string(provider_.name()), rows, order_.size());
  }

  /// The value of a row.
  /// \throws data_error  as `require(row + 1)`
  [[nodiscard]] std::string operator()(std::uint64_t row) const {
    if (row >= order_.size()) detail::refuse_rows(field_, std::string(provider_.name()), row + 1, order_.size());
    return provider_.at(order_(row));
  }

 private:
  Provider provider_;
  random::index_permutation order_;
  std::string field_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/unique_values.ipp>
#endif
