// SPDX-License-Identifier: MIT
/// \file
/// Looks for words in what a reader noted.
#pragma once

#include <standin/io/csv_read_options.hpp>

#include <string>
#include <string_view>

namespace standin {

inline bool noted(const io::csv_report& report, std::string_view words) {
  for (const std::string& note : report.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace standin
