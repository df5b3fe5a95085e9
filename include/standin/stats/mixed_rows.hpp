// SPDX-License-Identifier: MIT
/// \file
/// Rows of numbers and levels as points, and how far apart two of them are.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// By what the difference of two numbers is divided.
enum class distance_scale : std::uint8_t {
  range,              ///< largest minus smallest value
  central_quantiles,  ///< 99th minus 1st percentile, or the range where they are equal
};

/// Rows as points: of each column of numbers a float, of each column of levels a code.
class mixed_rows {
 public:
  /// What stands for a missing number: farther from any other than a distance of 1, and not from itself.
  static constexpr float missing_number = 1e6F;

  [[nodiscard]] std::size_t size() const noexcept { return rows_; }
  [[nodiscard]] std::size_t number_columns() const noexcept { return numbers_.size(); }
  [[nodiscard]] std::size_t level_columns() const noexcept { return codes_.size(); }
  [[nodiscard]] std::span<const float> numbers(std::size_t j) const noexcept { return numbers_[j]; }
  /// 0 where missing.
  [[nodiscard]] std::span<const std::uint32_t> codes(std::size_t j) const noexcept { return codes_[j]; }

  /// Some of the rows, in that order.
  [[nodiscard]] mixed_rows take(std::span<const std::size_t> rows) const;

 private:
  friend class mixed_space;
  std::size_t rows_ = 0;
  std::vector<std::vector<float>> numbers_{};
  std::vector<std::vector<std::uint32_t>> codes_{};
};

/// The space in which rows of one kind of table lie.
///
/// The distance of two rows is the sum over columns of: for numbers min(1, |a - b| / scale); for levels 0 where equal,
/// else 1; 1 where one of the two cells is missing, 0 where both are. It is a metric. Single precision.
/// Source: Gower, "A general coefficient of similarity and some of its properties", Biometrics 27 (1971).
class mixed_space {
 public:
  /// Takes the scale of each column of numbers from a table; infinite cells don't count. A column of one value has the
  /// scale 1.
  explicit mixed_space(const plain_table& like, distance_scale scale = distance_scale::range, executor_ref on = {});

  /// The rows of a table with the same columns. Infinite cells are as far from all others as missing ones.
  [[nodiscard]] mixed_rows place(const plain_table& table, executor_ref on = {}) const;

 private:
  struct column {
    bool numeric = false;
    double low = 0.0;
    double per_unit = 1.0;
  };
  std::vector<column> columns_{};
};

/// The distance of two rows by its definition.
[[nodiscard]] float mixed_distance(const mixed_rows& a, std::size_t row_a, const mixed_rows& b,
                                   std::size_t row_b) noexcept;

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/mixed_rows.ipp>
#endif
