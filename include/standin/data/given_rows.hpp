// SPDX-License-Identifier: MIT
/// \file
/// What is given of the rows of a sample: a condition, several with counts, or rows to complete.
#pragma once

#include <standin/config.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/dataset.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// So many rows under one condition.
struct row_quota {
  condition wanted{};
  std::size_t rows = 0;
};

/// What becomes of the cells that rows to complete leave open.
enum class open_cells : std::uint8_t {
  filled,  ///< each gets a value
  free,    ///< each gets a value or stays missing, as the model has it
};

/// Rows of which some cells are known: row i of the sample has the same cells where row i of these has any.
///
/// Their columns are some of the model's, in any order. What they leave open are cells that are missing; columns that
/// they don't have are always free.
struct rows_to_complete {
  table_view rows{};
  open_cells open = open_cells::filled;
};

/// What is given of the rows of a sample; by default nothing.
class given_rows {
 public:
  given_rows() = default;
  // NOLINTBEGIN(google-explicit-constructor): whatever can be given is given by naming it
  /// One condition for every row.
  given_rows(condition every_row) : every_row_(std::move(every_row)), unconditional_(false) {}
  /// The first rows under the first condition, the next ones under the second, and so on.
  given_rows(std::vector<row_quota> quotas)
      : quotas_(std::make_shared<const std::vector<row_quota>>(std::move(quotas))), unconditional_(false) {}
  given_rows(rows_to_complete partial)
      : partial_(std::make_shared<const rows_to_complete>(std::move(partial))), unconditional_(false) {}
  // NOLINTEND(google-explicit-constructor)

  /// Those that were given; the others are null, and the condition holds always.
  [[nodiscard]] const condition& every_row() const noexcept { return every_row_; }
  [[nodiscard]] const std::vector<row_quota>* quotas() const noexcept { return quotas_.get(); }
  [[nodiscard]] const rows_to_complete* partial() const noexcept { return partial_.get(); }

  /// Whether nothing is given at all.
  [[nodiscard]] bool always() const noexcept { return unconditional_; }

  /// How many rows it speaks of; nothing where it suits any number of rows.
  [[nodiscard]] std::optional<std::size_t> rows() const noexcept {
    if (partial_ != nullptr) return partial_->rows.rows();
    if (quotas_ == nullptr) return std::nullopt;
    std::size_t sum = 0;
    for (const row_quota& quota : *quotas_) sum += quota.rows;
    return sum;
  }

 private:
  condition every_row_{};
  std::shared_ptr<const std::vector<row_quota>> quotas_{};
  std::shared_ptr<const rows_to_complete> partial_{};
  bool unconditional_ = true;
};

}  // namespace standin::inline v0_1
