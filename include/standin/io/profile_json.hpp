// SPDX-License-Identifier: MIT
/// \file
/// A profile as JSON for machines; docs/profile.md describes its keys.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table_profile.hpp>

#include <string>

namespace standin::inline v0_1::io {

/// How a profile is written as JSON.
struct profile_json_options {
  int indent = 2;  ///< blanks a level; -1 for one line
};

/// The profile as one JSON object in UTF-8, the same bytes for the same profile. Numbers that are not known are null;
/// bytes in names that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string render_json(const table_profile& of, const profile_json_options& options = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/profile_json.ipp>
#endif
