// SPDX-License-Identifier: MIT
/// \file
/// Brings the tables of a comparison to the same columns in the same order, and says what that took.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// What a column of the tables is to an evaluation.
enum class column_use : std::uint8_t {
  compared,    ///< metrics look at it
  identifier,  ///< says who a row is, which no generator should repeat
  free_text,   ///< no metric of ours compares free text
  ignored,     ///< left out at the caller's wish
  empty        ///< has no value in the real table by which to tell what it is
};

/// The name of a use as it stands in files: "compared", "identifier", "free_text", "ignored", "empty".
[[nodiscard]] constexpr std::string_view name_of(column_use use) noexcept {
  switch (use) {
    case column_use::compared: return "compared";
    case column_use::identifier: return "identifier";
    case column_use::free_text: return "free_text";
    case column_use::ignored: return "ignored";
    case column_use::empty: return "empty";
  }
  return "unknown";
}

/// A column of the real table and what it was taken for.
struct compared_column {
  std::string name;
  column_kind kind = column_kind::numeric;
  column_use use = column_use::compared;
};

/// Which columns an evaluation leaves alone, and which it takes for something else.
struct column_choice {
  std::vector<std::string> ignore{};      ///< columns to leave out
  std::vector<std::string> keep{};        ///< columns to compare though their values look like identifiers
  std::vector<std::string> categories{};  ///< columns to compare as levels though they are numbers or texts
};

/// Tables ready to be compared.
struct aligned_tables {
  comparison tables;                     ///< the columns that are compared, the real table's order in all of them
  std::vector<compared_column> columns;  ///< all columns of the real table, in its order
  std::vector<std::string> notes;        ///< what was done to bring the tables together, a sentence each
};

/// Matches columns by name, sets identifiers and free text aside, and brings cells of different kinds together.
///
/// Identifiers are columns of the real table with more than 20 cells whose role is `key` or `personal`, see
/// `infer_roles`; of whole numbers only those whose name says so as well ("id", "user_id", "PassengerId"). Free texts
/// are those with the role `text`; columns of texts without a value are `empty`. Roles that the real table's schema
/// says count before those that are inferred.
///
/// Where a column's kind differs from the real table's it is read as the real one if each of its cells can be:
///
/// | real        | other                    | treatment                                                              |
/// |-------------|--------------------------|------------------------------------------------------------------------|
/// | numeric     | boolean                  | false is 0, true is 1                                                  |
/// | boolean     | numeric                  | 0 and 1 only                                                           |
/// | boolean     | categorical, text        | the spellings of false and true that either schema names               |
/// | categorical | text, boolean            | by level name                                                          |
/// | categorical | numeric                  | by value, if all real levels are numbers                               |
/// | numeric     | categorical, text        | if all cells are numbers                                               |
/// | text        | any                      | by its texts where said to be a category; else it takes no part        |
/// | datetime    | datetime of another unit | in the finer unit, if the ticks still fit in 64 bits                   |
///
/// Each such treatment is a note that names the column. Numbers and texts said to be categories, by the choice or by
/// their role in the real table's schema, become levels in all tables, by value.
/// \throws schema_error    when a table lacks a column or has one more, or a column's cells can't be read as the real
///                         column's kind; the sentence names the table and the column
/// \throws invalid_option  when no table has an ignored column, the real one lacks a kept column, a category or the
///                         target, or the target is not compared
STANDIN_LAZY [[nodiscard]] aligned_tables align(const comparison& tables, const column_choice& choice = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/alignment.ipp>
#endif
