// SPDX-License-Identifier: MIT
/// \file
/// Free texts are replaced by made-up ones.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/step.hpp>

#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Replaces free texts by made-up ones, see `made_up_texts`: none of a column's texts comes back. Models
/// `preparation_step`.
struct replaced_texts {
  using step_concept = step_tag;

  std::vector<std::string> columns;  ///< categorical or text

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_issue fit(const table_view& data) const;
};

static_assert(preparation_step<replaced_texts>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/replaced_texts.ipp>
#endif
