// SPDX-License-Identifier: MIT
/// \file
/// The words by which programs write that a cell has no value.
#pragma once

#include <string_view>

namespace standin::inline v0_1::detail {

/// Whether a text is one of the usual words for no value. Among numbers, date-times and truth values it is nothing
/// else; among texts it may well be a level (NA is Namibia too), so that nobody asks this of them.
[[nodiscard]] inline bool is_null_word(std::string_view text) noexcept {
  if (text.size() > 4) return false;
  for (const std::string_view word : {"nan", "NaN", "NAN", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaT", "NULL", "null",
                                      "Null", "None", "none", "?", "-", "."})
    if (text == word) return true;
  return false;
}

}  // namespace standin::inline v0_1::detail
