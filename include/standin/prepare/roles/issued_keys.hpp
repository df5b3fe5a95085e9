// SPDX-License-Identifier: MIT
/// \file
/// Keys are issued anew: unique by construction, made like those that were learned from.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/step.hpp>

#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Issues keys anew. Models `preparation_step`.
///
/// | keys                                        | row i gets                                                         |
/// |---------------------------------------------|--------------------------------------------------------------------|
/// | whole numbers at one distance, 1, 2, 3      | the i-th of them, without end                                      |
/// | whole numbers that rise                     | a number that is larger than that of row i - 1                     |
/// | other whole numbers                         | the i-th of a random order of all numbers of a range               |
/// | texts of one mask, `INV-999999`             | the i-th of a random order of all texts of the mask; then those
/// beyond, `INV-1000000`, see `learn_pattern` | | other texts                                 | the same with two
/// capitals and eight digits                        |
///
/// No two rows get the same, and no row is asked for: where there are fewer keys than rows, sampling throws a
/// `data_error` that says how many there are. Repeated keys and missing cells are allowed; the former come back unique.
struct issued_keys {
  using step_concept = step_tag;

  std::vector<std::string> columns;  ///< numeric, categorical or text

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_issue fit(const table_view& data) const;
};

static_assert(preparation_step<issued_keys>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/issued_keys.ipp>
#endif
