// SPDX-License-Identifier: MIT
/// \file
/// A tree over codes as an array of its nodes, as model files hold it.
#pragma once

#include <standin/config.hpp>
#include <standin/io/json_reader.hpp>
#include <standin/learn/code_tree.hpp>

#include <cstddef>

namespace standin::inline v0_1::io::detail {

/// A leaf is `[number]`; a question about numbers `[child, column, threshold, shift]`, one about levels
/// `[child, column, [codes that go left]]`.
[[nodiscard]] json write_tree(const histogram_tree& tree);

/// \param columns  that questions can be about
/// \throws format_error  unless each way through the nodes ends, and each leaf has a number of its own, from 0 on
[[nodiscard]] histogram_tree read_tree(const json_reader& from, std::size_t columns);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/histogram_tree_json.ipp>
#endif
