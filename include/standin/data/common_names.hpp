// SPDX-License-Identifier: MIT
/// \file
/// Short lists of given and family names that are common somewhere in the world.
#pragma once

#include <standin/config.hpp>

#include <span>
#include <string_view>

namespace standin::inline v0_1 {

/// Given names in ascending order, all different, ASCII letters only: so they fit into every encoding of a file.
///
/// They serve for recognising columns of names and for issuing others. The order is part of what a seed promises: later
/// versions don't change it.
STANDIN_LAZY [[nodiscard]] std::span<const std::string_view> common_given_names() noexcept;

/// Family names, likewise.
STANDIN_LAZY [[nodiscard]] std::span<const std::string_view> common_family_names() noexcept;

/// Whether a word is one of the names. Costs O(log names).
STANDIN_LAZY [[nodiscard]] bool is_common_given_name(std::string_view word) noexcept;
STANDIN_LAZY [[nodiscard]] bool is_common_family_name(std::string_view word) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/common_names.ipp>
#endif
