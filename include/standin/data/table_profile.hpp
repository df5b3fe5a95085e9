// SPDX-License-Identifier: MIT
/// \file
/// What is known of a table that was looked at, as plain values.
#pragma once

#include <standin/data/atoms.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/role_assignment.hpp>
#include <standin/data/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// A column of numbers. Quartiles are values of the column: the smallest one that the share of the rows doesn't exceed.
struct number_profile {
  double min = std::numeric_limits<double>::quiet_NaN();
  double max = min;
  double mean = min;
  double deviation = min;  ///< standard deviation, by n - 1
  double lower_quartile = min;
  double median = min;
  double upper_quartile = min;
  bool whole = false;
  bool discrete = false;             ///< so few different values that each is an atom, see `is_discrete`
  std::vector<value_count> atoms{};  ///< values that stand out of their neighbours, the most frequent first
  std::vector<heap> heaps{};
  int decimals = -1;      ///< digits after the point that 99.9 % of the values do with; -1 when more than 15
  std::int64_t step = 1;  ///< all values lie so many units of the last decimal apart, or multiples of it
  std::size_t zeros = 0;
  std::size_t negative = 0;
  std::size_t infinite = 0;  ///< left out of mean and deviation
};

/// A column of date-times, in ticks of its unit.
struct datetime_profile {
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t median = 0;
  double at_midnight = 0.0;  ///< share of the present cells
};

/// A column of texts or categories. Lengths are in bytes.
struct text_profile {
  std::size_t shortest = 0;
  std::size_t longest = 0;
  double mean_length = 0.0;
  double mean_words = 0.0;
  std::string mask{};       ///< the form that the texts keep to, see `text_pattern`; empty when there is none
  double mask_share = 0.0;  ///< of the different texts, those that it matches
  bool luhn = false;        ///< their last digits are Luhn digits
};

/// A value as text, as its column writes it, and how many rows have it.
struct level_count {
  std::string level;
  std::size_t rows = 0;
};

/// What is known of one column.
struct column_profile {
  std::string name;
  column_kind kind = column_kind::numeric;
  time_unit unit = time_unit::second;  ///< date-times only
  inferred_role role{};
  std::size_t rows = 0;
  std::size_t missing = 0;
  std::size_t distinct = 0;           ///< of the present cells; beyond a million different texts by 64-bit hashes
  std::vector<level_count> levels{};  ///< the most frequent ones; those of one row only of categories, none of personal
                                      ///< columns, keys and texts
  std::optional<number_profile> numbers{};
  std::optional<datetime_profile> datetimes{};
  std::optional<text_profile> texts{};

  [[nodiscard]] double missing_share() const noexcept {
    return rows == 0 ? 0.0 : static_cast<double>(missing) / static_cast<double>(rows);
  }
  [[nodiscard]] bool all_missing() const noexcept { return missing == rows; }
  [[nodiscard]] bool constant() const noexcept { return distinct == 1; }  ///< in the rows that have a value
};

/// Columns that are missing together.
struct missing_pattern {
  std::vector<std::size_t> columns{};  ///< that are missing, ascending; none for complete rows
  std::size_t rows = 0;
};

/// Rows that agree in one column agree in the other as well, a missing cell being a value of its own.
struct functional_dependency {
  std::size_t from = 0;
  std::size_t to = 0;
  bool operator==(const functional_dependency&) const = default;
};

/// What is known of a table. Columns are named by their places.
struct table_profile {
  std::size_t rows = 0;
  std::vector<column_profile> columns{};
  std::size_t duplicate_rows = 0;                     ///< rows that an earlier row equals in all columns
  std::size_t complete_rows = 0;                      ///< rows without a missing cell
  std::vector<missing_pattern> patterns{};            ///< the most frequent ones, complete rows among them
  std::size_t pattern_count = 0;                      ///< how many there are in all
  std::vector<std::vector<std::size_t>> keys{};       ///< columns that tell all rows apart: single ones, or else pairs
  std::vector<functional_dependency> dependencies{};  ///< that hold in all rows and wouldn't by chance
  bool dependencies_complete = true;                  ///< false where they weren't looked for, or not among all pairs
};

}  // namespace standin::inline v0_1
