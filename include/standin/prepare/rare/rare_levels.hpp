// SPDX-License-Identifier: MIT
/// \file
/// What a fit is told of levels that few cells have.
#pragma once

#include <cstddef>
#include <string>

namespace standin::inline v0_1::prepare {

/// Which levels are rare, and what becomes of them.
///
/// Without a word they are learned as one level, and each comes back as often as it was: for columns with more levels
/// than can be told apart. With a word they are gone: it stands for all of them, and a model doesn't know their names.
/// That is for levels which may say who a row is. A rare number that is learned as a level is missing then.
struct rare_levels {
  std::size_t fewer_than = 0;  ///< a level that fewer cells have is rare; 0 for none
  std::string word{};          ///< what stands for rare levels; empty when they come back
};

}  // namespace standin::inline v0_1::prepare
