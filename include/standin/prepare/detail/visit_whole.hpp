// SPDX-License-Identifier: MIT
/// \file
/// Whole numbers among the parameters that are visited as doubles.
#pragma once

#include <standin/version.hpp>

#include <cstdint>

namespace standin::inline v0_1::prepare::detail {

/// Visits all digits of a whole number, in two halves, since a double doesn't hold all of them.
void visit_whole(auto&& number, std::int64_t whole) {
  const std::int64_t upper = whole / (std::int64_t{1} << 32);
  const std::int64_t lower = whole % (std::int64_t{1} << 32);
  number(static_cast<double>(upper));
  number(static_cast<double>(lower));
}

}  // namespace standin::inline v0_1::prepare::detail
