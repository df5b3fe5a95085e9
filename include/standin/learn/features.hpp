// SPDX-License-Identifier: MIT
/// \file
/// Tables as learners see them: numbers, and codes of levels matched by name.
#pragma once

#include <standin/data/dataset.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Plain columns that own their cells. Movable; a copy copies the cells.
class feature_table {
 public:
  struct column {
    std::string name{};
    std::vector<double> numbers{};         ///< NaN where missing
    std::vector<std::uint32_t> codes{};    ///< 0 where missing
    std::uint32_t levels = 0;              ///< 0 for numbers
    std::vector<std::uint64_t> present{};  ///< one bit a row; empty when nothing is missing
  };

  feature_table() = default;
  feature_table(std::size_t rows, std::vector<column> columns) : rows_(rows), columns_(std::move(columns)) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const std::vector<column>& columns() const noexcept { return columns_; }

  /// A look at the columns, valid while this lives and is not changed.
  [[nodiscard]] plain_table plain() const;

  /// Some rows, in that order.
  [[nodiscard]] feature_table take(std::span<const std::size_t> rows) const;

  /// The rows of this table, then those of another made by the same `feature_map`.
  void append(const feature_table& other);

 private:
  std::size_t rows_ = 0;
  std::vector<column> columns_{};
};

/// What becomes a level.
struct feature_options {
  std::size_t min_rows = 1;  ///< of a level with a code of its own
  std::size_t max_levels =
      std::numeric_limits<std::size_t>::max();  ///< with codes of their own, the most frequent ones
  std::size_t few_values = 0;                   ///< columns of at most so many different numbers are levels too
};

/// How the columns of one table become features, so that others can follow.
///
/// Numbers, date-times (as ticks) and booleans (as 0 and 1) are numbers; levels and texts are codes by falling
/// frequency, with a last code for levels that have fewer than `min_rows` rows here, are not among the `max_levels`
/// most frequent ones, or are not here at all.
class feature_map {
 public:
  feature_map() = default;
  /// \param columns  of the table, by place
  feature_map(const table_view& like, std::vector<std::size_t> columns, const feature_options& options = {},
              executor_ref on = {});

  [[nodiscard]] const std::vector<std::size_t>& columns() const noexcept { return columns_; }

  /// Gives levels of another table that have no code yet codes of their own, and so the values of columns of few
  /// numbers: for distances, in which two different levels are never alike. Codes given before stay.
  /// \param table  with the columns that the map was made from, in their order
  void learn_more(const table_view& table, executor_ref on = {});

  /// The names of the levels that have codes of their own, in the order of the codes; empty for numbers.
  [[nodiscard]] const std::vector<std::string>& levels(std::size_t j) const noexcept { return levels_[j]; }

  /// The same of columns of few numbers.
  [[nodiscard]] const std::vector<double>& values(std::size_t j) const noexcept { return values_[j]; }

  /// \param table  with the columns that the map was made from, in their order
  [[nodiscard]] feature_table apply(const table_view& table, executor_ref on = {}) const;

 private:
  std::vector<std::size_t> columns_{};
  std::vector<std::vector<std::string>> levels_{};
  std::vector<std::vector<double>> values_{};
  std::vector<std::uint8_t> coded_{};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/features.ipp>
#endif
