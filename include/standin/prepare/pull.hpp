// SPDX-License-Identifier: MIT
/// \file
/// What a condition on a table asks of its plain columns.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/prepare/preparation.hpp>
#include <standin/prepare/step.hpp>
#include <standin/prepare/table_form.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace standin::inline v0_1::prepare {

/// A condition in terms of plain columns.
struct pulled_condition {
  plain_condition plain;
  bool exact = true;  ///< otherwise more rows meet it than are wanted, never fewer
  /// Why no row can be made, where that is seen: the column, what is asked of it, and what it can hold. Empty where the
  /// rules that steps keep are to tell it.
  std::optional<std::string> impossible{};
  std::optional<std::size_t> column{};  ///< of the prepared table, which that speaks of
};

/// The box of a bound condition with one side for each column.
[[nodiscard]] cell_box box_of(const bound_condition& wanted, const table_schema& schema);

/// What a box of cells asks of the plain columns of a preparation.
[[nodiscard]] pulled_condition pull(const preparation& through, const cell_box& box);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/pull.ipp>
#endif
