// SPDX-License-Identifier: MIT
/// \file
/// Personal fields are replaced by values that belong to no one.
#pragma once

#include <standin/config.hpp>
#include <standin/data/personal.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/step.hpp>

#include <optional>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// A column that leads to persons or devices, and what its values are where that is known.
struct personal_column {
  std::string name;
  std::optional<personal_kind> kind{};
};

/// Replaces personal fields by values of providers. Models `preparation_step`.
///
/// Names, given names, family names and e-mail addresses of a row are those of one made-up person; of several columns
/// of one kind, the second ones are those of a second person. Values are as often alike as those of the column: where
/// no two are, no two come back alike while the provider has others. Their writing is kept: capitals, the family name
/// in front, marks between digits. A column whose values are of no known kind gets texts of its mask, or made-up words.
struct replaced_personal {
  using step_concept = step_tag;

  std::vector<personal_column> columns;  ///< numeric, categorical, date-time or text

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_issue fit(const table_view& data) const;
};

static_assert(preparation_step<replaced_personal>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/replaced_personal.ipp>
#endif
