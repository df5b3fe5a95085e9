// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_names.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_names.hpp>

#include <algorithm>
#include <set>

namespace standin::inline v0_1::io::detail {

STANDIN_LAZY_INLINE void make_unique(std::vector<std::string>& names, std::vector<std::string>& notes) {
  const std::set<std::string> in_file(names.begin(), names.end());
  std::set<std::string> used;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string& name = names[i];
    if (!name.empty() && used.insert(name).second) continue;
    const std::string stem = name.empty() ? "column" : name;
    std::size_t number = name.empty() ? i + 1 : 2;
    std::string other;
    do {
      other = standin::detail::phrase({stem, "_", to_text(number++)});
    } while (in_file.count(other) > 0 || used.count(other) > 0);
    notes.push_back(standin::detail::phrase({"column ", to_text(i + 1),
                                             name.empty() ? " has no name" : " has the name of an earlier one, ",
                                             name.empty() ? "" : quoted(name), " and is called ", quoted(other)}));
    used.insert(other);
    name = other;
  }
}

STANDIN_LAZY_INLINE std::vector<std::optional<column_kind>> kinds_of(const std::vector<std::string>& names,
                                                                     const csv_read_options& options,
                                                                     std::string_view file) {
  std::vector<std::optional<column_kind>> kinds(names.size());
  for (const auto& [name, kind] : options.kinds) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
      if (options.absent_kinds) continue;
      constexpr std::size_t shown = 12;
      std::vector<std::string> some(names.begin(),
                                    names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
      if (names.size() > shown) some.emplace_back("…");
      throw schema_error(file,
                         standin::detail::phrase({"there is no column named ", quoted(name), " to give a kind to"}),
                         standin::detail::phrase({"its columns are ", join(some)}));
    }
    kinds[static_cast<std::size_t>(at - names.begin())] = kind;
  }
  return kinds;
}

}  // namespace standin::inline v0_1::io::detail
