// SPDX-License-Identifier: MIT
/// \file
/// Model files of `forest`.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/conditioned_forest.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/models/marginals.hpp>

#include <string_view>

namespace standin::inline v0_1::io {

/// Trees as arrays of their nodes, how many rows lie in each leaf, and for each column its own distribution and the
/// cells of its laws: unit after unit, with their rows, leaf after leaf.
template <>
struct model_traits<forest_model> {
  static constexpr std::string_view name = "forest";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const forest_model& model);

  /// \throws format_error  for what can't be sampled from: nodes that lead nowhere, laws that don't fit their columns
  [[nodiscard]] static forest_model read(const json_reader& from);
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/forest_model.ipp>
#endif
