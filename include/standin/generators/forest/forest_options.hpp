// SPDX-License-Identifier: MIT
/// \file
/// How a forest is to grow.
#pragma once

#include <standin/config.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

/// How a forest is to grow.
struct forest_options {
  std::size_t trees = 10;
  std::size_t min_leaf = 50;   ///< rows
  std::size_t max_rounds = 8;  ///< of growing on and of telling made rows from real ones
  std::size_t questions = 4;   ///< that each way down a tree may become longer by in a round
  std::size_t tries = 8;       ///< draws of columns to ask about and to learn of, of which the best question is taken
  double row_share = 0.5;      ///< of the rows, on which a tree chooses its questions; its laws are of all
  std::size_t max_rows = 100'000;  ///< that trees grow on, chosen at random where the table has more
  std::size_t knots = 1024;        ///< of the distribution of each column of numbers

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_options.ipp>
#endif
