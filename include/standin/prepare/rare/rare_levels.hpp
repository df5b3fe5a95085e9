// SPDX-License-Identifier: MIT
/// \file
/// What a fit is told of levels that few cells have.
#pragma once

#include <cstddef>
#include <string>

namespace standin::inline v0_1::prepare {

/// Which levels are rare, and what becomes of them.
///
/// Unless more is said they are learned as one level, and each comes back as often as it was: for columns with more
/// levels than can be told apart. Where levels may say who a row is they can be gone, and a model doesn't know their
/// names: a word stands for all of them, and a rare number that is learned as a level is missing; or each cell gets a
/// frequent level in their place, drawn in proportion to the cells that have it.
struct rare_levels {
  std::size_t fewer_than = 0;  ///< a level that fewer cells have is rare; 0 for none
  std::string word{};          ///< what stands for rare levels
  bool resample = false;       ///< whether frequent levels stand for rare ones, without a word

  /// Whether they come back.
  [[nodiscard]] bool pooled() const noexcept { return fewer_than > 0 && word.empty() && !resample; }
};

}  // namespace standin::inline v0_1::prepare
