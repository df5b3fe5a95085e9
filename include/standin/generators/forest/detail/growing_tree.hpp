// SPDX-License-Identifier: MIT
/// \file
/// Trees in the making, and how their leaves are divided.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/forest_options.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// The domain of a part of a fit's draws.
template <class... Part>
[[nodiscard]] random::source part_of(random::source whole, std::string_view name, Part... number) {
  random::hasher hash;
  hash.add(whole.domain).add(name);
  (hash.add(static_cast<std::uint64_t>(number)), ...);
  return {whole.seed, hash.value()};
}

/// A tree in the making, and where its rows are.
struct growing_tree {
  struct leaf_range {
    std::uint32_t node;
    std::uint32_t begin, end;  ///< in `rows`
    bool open = true;          ///< whether it may be divided
  };

  std::vector<tree_node> nodes{};
  std::vector<histogram_tree::code_set> sets{};
  std::vector<std::uint32_t> rows{};  ///< leaf after leaf
  std::vector<leaf_range> leaves{};
  std::vector<std::uint8_t> chosen{};  ///< whether questions are chosen on a row

  [[nodiscard]] histogram_tree finished() const;
  [[nodiscard]] std::span<const std::uint32_t> rows_of(const leaf_range& leaf) const noexcept {
    return {rows.data() + leaf.begin, leaf.end - leaf.begin};
  }
};

/// Divides leaves by the question that tells most about columns that it isn't about.
struct leaf_division {
  const binned_table& table;
  std::span<const std::uint32_t> varying;  ///< columns that questions can be about
  const forest_options& options;

  /// Asks one more question of each leaf of a tree that has enough rows. \returns  how many were asked
  std::size_t divide(growing_tree& tree, random::source draws) const;
  /// The best question for some rows, as a tree of one question; none where columns don't go together.
  [[nodiscard]] grown_tree best_question(std::span<const std::uint32_t> rows, random::source draws,
                                         std::vector<vector_target::value>& room) const;
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/growing_tree.ipp>
#endif
