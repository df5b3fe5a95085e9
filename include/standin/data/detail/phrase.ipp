// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/phrase.hpp.
#pragma once

#include <standin/data/detail/phrase.hpp>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE std::string phrase(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

}  // namespace standin::inline v0_1::detail
