// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/unique_values.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/providers/unique_values.hpp>

namespace standin::inline v0_1 {

STANDIN_INLINE void detail::refuse_rows(std::string_view field, std::string_view provider, std::uint64_t rows,
                                        std::uint64_t capacity) {
  const std::string where = field.empty() ? concatenate("provider ", provider) : concatenate("column ", quoted(field));
  throw data_error(where,
                   concatenate(to_text(rows), " different values are wanted, but the provider ", provider, " has ",
                               to_text(capacity)),
                   "ask for fewer rows, let values repeat, or choose a provider or pattern with more values");
}

}  // namespace standin::inline v0_1
