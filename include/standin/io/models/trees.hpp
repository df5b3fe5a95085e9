// SPDX-License-Identifier: MIT
/// \file
/// Model files of `trees`.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/models/marginals.hpp>

#include <string_view>

namespace standin::inline v0_1::io {

/// The columns in the order in which they are drawn, each with its law, and how its cells are coded for the next ones.
///
/// A tree is an array of its nodes; values of leaves are whole multiples of a small unit.
template <>
struct model_traits<tree_model> {
  static constexpr std::string_view name = "trees";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const tree_model& model);

  /// \throws format_error  for what can't be sampled from: nodes that lead nowhere, laws that don't fit their columns
  [[nodiscard]] static tree_model read(const json_reader& from);
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/tree_model.ipp>
#endif
