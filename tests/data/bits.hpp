// SPDX-License-Identifier: MIT
/// \file
/// A short way to write which cells are there.
#pragma once

#include <standin/data/validity.hpp>

#include <cstddef>
#include <vector>

namespace standin {

inline validity bits(const std::vector<int>& present) {
  validity made(present.size(), false);
  for (std::size_t row = 0; row < present.size(); ++row) made.set(row, present[row] != 0);
  return made;
}

}  // namespace standin
