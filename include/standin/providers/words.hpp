// SPDX-License-Identifier: MIT
/// \file
/// Common words, for texts that say nothing.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// Short English words without a capital, all different. Their order is part of what a seed promises.
STANDIN_LAZY [[nodiscard]] std::span<const std::string_view> common_words() noexcept;

/// How many names `made_up_name` knows.
STANDIN_LAZY [[nodiscard]] std::size_t made_up_names() noexcept;

/// A word that is nobody's name, of two parts, without a capital: "quillmarsh".
/// \param index  below `made_up_names()`
STANDIN_LAZY [[nodiscard]] std::string made_up_name(std::size_t index);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/words.ipp>
#endif
