// SPDX-License-Identifier: MIT
/// \file
/// A profile as text for a terminal.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table_profile.hpp>

#include <cstddef>
#include <string>

namespace standin::inline v0_1::io {

/// How a profile is written as text.
struct profile_text_options {
  std::size_t width = 80;  ///< characters a line, at least 60
  std::size_t most = 20;   ///< lines of each part after the table of columns
};

/// The profile in lines of at most `options.width` characters: one line a column, why columns have their roles where
/// that isn't plain, spikes and heaps, missing cells, keys, dependencies. Ends with a line break. \throws
/// invalid_option  when the width is below 60
[[nodiscard]] std::string render_text(const table_profile& of, const profile_text_options& options = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/profile_text.ipp>
#endif
