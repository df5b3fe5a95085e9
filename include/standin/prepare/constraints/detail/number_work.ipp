// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/number_work.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>

#include <string>

namespace standin::inline v0_1::prepare::detail {

STANDIN_INLINE void broken_rows::require_none(std::string_view asking, std::size_t rows) const {
  if (count_ == 0) return;
  std::vector<std::string> listed;
  for (const std::size_t row : first_) listed.push_back(to_text(row + 1));
  throw data_error(std::string("constraint ") + std::string(asking),
                   to_text(count_) + " of " + to_text(rows) +
                       (count_ == 1 ? " rows breaks it, row " : " rows break it, rows ") + join(listed) +
                       (count_ > first_.size() ? " …" : "") + " (row 1 is the first)",
                   "mend these rows or leave them out, or drop the constraint");
}

}  // namespace standin::inline v0_1::prepare::detail
