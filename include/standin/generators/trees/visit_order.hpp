// SPDX-License-Identifier: MIT
/// \file
/// The orders in which `trees` can go through the columns.
#pragma once

#include <cstdint>

namespace standin::inline v0_1 {

/// In which order `trees` goes through the columns. A column's missing pattern always comes before it.
enum class visit_order : std::uint8_t {
  automatic,     ///< the one of the others that makes held-out rows most likely
  as_given,      ///< as the table has them
  simple_first,  ///< by rising entropy: those that say least on their own first
  rich_first,    ///< by falling entropy
  related_next,  ///< the simplest first, then always the one that shares most with one before
};

}  // namespace standin::inline v0_1
