// SPDX-License-Identifier: MIT
/// \file
/// Parts of a sentence put together, in code that compiles fast.
#pragma once

#include <standin/config.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail {

/// The parts one after the other.
STANDIN_LAZY [[nodiscard]] std::string phrase(std::initializer_list<std::string_view> parts);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/phrase.ipp>
#endif
