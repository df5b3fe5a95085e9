// SPDX-License-Identifier: MIT
/// \file
/// Loops over numbers on the widest vectors of the processor, in a program compiled for any of its family.
#pragma once

#include <standin/config.hpp>

namespace standin::inline v0_1::detail {

template <class Loop>
STANDIN_WIDE_VECTORS void run_on_wide_vectors(const Loop& loop) {
  loop();
}

/// Calls `loop`, of which there are two copies: one for the vectors that the program is compiled for, and one for those
/// of eight floats. Both do the same operations, none fused with another, so that results are equal to the bit.
template <class Loop>
void on_widest_vectors(const Loop& loop) {
  if (has_wide_vectors()) {
    run_on_wide_vectors(loop);
  } else {
    loop();
  }
}

}  // namespace standin::inline v0_1::detail
