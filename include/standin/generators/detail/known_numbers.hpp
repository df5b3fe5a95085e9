// SPDX-License-Identifier: MIT
/// \file
/// The numbers and times of a row to complete, and what it has of columns that are issued anew.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/table.hpp>
#include <standin/data/value_set.hpp>
#include <standin/prepare/table_form.hpp>

#include <string>
#include <vector>

namespace standin::inline v0_1::detail {

/// The numbers and times of a row to complete. They are put into the row as they are, so what a model makes of them
/// needn't be the same to the last digit; and where it can't make such a number at all, in a gap of those it knows or
/// beyond them, the nearest that it makes stand for it. Keys, personal fields and free texts are put into it too: a
/// model issues them whatever the rest of the row is. It refers to the form.
class known_numbers {
 public:
  /// \param where  how errors call the row: "rows to complete, row 3"
  known_numbers(const bound_condition& row, const prepare::table_form& form, std::string where);

  [[nodiscard]] bool none() const noexcept { return known_.empty() && issued_.empty(); }
  /// What else is asked of the row.
  [[nodiscard]] bound_condition others() const { return {others_, schema_}; }
  /// What is asked of the model: all but what is issued anew.
  [[nodiscard]] bound_condition modelled() const;

  /// The condition with wider intervals where `possible` denies a number.
  [[nodiscard]] bound_condition widened(function_ref<bool(const bound_condition&)> possible) const;

  /// Puts them into a table of one row.
  /// \throws data_error  when a column of whole numbers can't hold one
  [[nodiscard]] table put(table made) const;

 private:
  /// The number alone where it is possible; else what is as near as the nearest that is, to seven digits of the way.
  [[nodiscard]] value_set nearest(const column_restriction& each,
                                  function_ref<bool(const bound_condition&)> possible) const;

  const table_schema& schema_;
  std::string where_;
  std::vector<column_restriction> known_{};
  std::vector<column_restriction> issued_{};
  std::vector<column_restriction> others_{};
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/known_numbers.ipp>
#endif
