// SPDX-License-Identifier: MIT
/// \file
/// Which options of a forest are in range.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/forest_options.hpp>

#include <string>

namespace standin::inline v0_1 {

STANDIN_INLINE void forest_options::check() const {
  const auto refuse = [](const char* name, const std::string& found, const char* would_do) {
    throw invalid_option(std::string("forest, ") + name, "found " + found, would_do);
  };
  if (trees == 0 || trees > 1000) refuse("trees", std::to_string(trees), "1 to 1 000 will do");
  if (min_leaf == 0) refuse("min_leaf", "0", "1 row or more will do");
  if (max_rounds > 100) refuse("max_rounds", std::to_string(max_rounds), "at most 100 will do");
  if (questions == 0 || questions > 30) refuse("questions", std::to_string(questions), "1 to 30 will do");
  if (tries == 0 || tries > 1000) refuse("tries", std::to_string(tries), "1 to 1 000 will do");
  if (!(row_share > 0.0 && row_share <= 1.0))
    refuse("row_share", std::to_string(row_share), "above 0 and at most 1 will do");
  if (max_rows == 0) refuse("max_rows", "0", "100 000 will do");
  if (knots == 0) refuse("knots", "0", "1 024 will do");
}

}  // namespace standin::inline v0_1
