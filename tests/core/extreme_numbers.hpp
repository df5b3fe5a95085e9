// SPDX-License-Identifier: MIT
/// \file
/// The numbers that are none.
#pragma once

#include <limits>

namespace standin {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace standin
