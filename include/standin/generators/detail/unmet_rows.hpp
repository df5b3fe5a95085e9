// SPDX-License-Identifier: MIT
/// \file
/// Says why no row is as it is wanted: the column, what is asked of it, and the rule that speaks against it.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/table_form.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// Throws for rows that can't be made.
/// \param wanted    what was asked of the row, for the sentence
/// \param tried     what was asked of the model, of the same columns
/// \param possible  whether the model makes rows that meet a condition
/// \throws invalid_option  with the fewest columns that together can't be as wanted, and the rules that forbid it
[[noreturn]] void refuse_impossible(const prepare::table_form& form, std::string_view where,
                                    const bound_condition& wanted, const bound_condition& tried,
                                    function_ref<bool(const bound_condition&)> possible);

/// What came out of the tries for a row, of each column that is asked for something.
class missed_tries {
 public:
  /// \param before  tries that are only counted
  missed_tries(const bound_condition& wanted, std::size_t before);

  /// \param made  one row
  void add(const table& made);

  /// \throws data_error  that says which column was met least, and what came out of it
  /// \param row  as it is called: "row 3"
  [[noreturn]] void refuse(const prepare::table_form& form, std::string_view row) const;

 private:
  struct seen {
    std::size_t missed = 0;
    double least = 0.0;
    double most = 0.0;
    std::size_t numbers = 0;
  };

  bound_condition wanted_;
  std::vector<seen> columns_;
  std::size_t tries_;
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/unmet_rows.ipp>
#endif
