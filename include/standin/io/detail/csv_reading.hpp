// SPDX-License-Identifier: MIT
/// \file
/// One CSV file on its way into a table: blocks and columns put together.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/data/table.hpp>
#include <standin/io/csv_read_options.hpp>
#include <standin/io/detail/csv_blocks.hpp>
#include <standin/io/detail/csv_column.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// What one worker needs: its text, its cells, and what it found in each column.
struct csv_worker {
  std::size_t number = 0;
  csv_scratch scratch{};
  csv_cells cells{};
  std::vector<csv_findings> findings{};  ///< one a column
};

/// Workers that tasks take and give back, so that there are as many as ever work at once.
template <int = 0>
class csv_workers {
 public:
  explicit csv_workers(const std::vector<std::unique_ptr<csv_column>>& columns) : columns_(columns) { release(take()); }

  [[nodiscard]] csv_worker& take() {
    const std::lock_guard lock(guard_);
    if (free_.empty()) {
      all_.push_back(std::make_unique<csv_worker>());
      all_.back()->number = all_.size() - 1;
      for (const auto& one : columns_) all_.back()->findings.push_back(one->findings());
      return *all_.back();
    }
    csv_worker& taken = *free_.back();
    free_.pop_back();
    return taken;
  }
  void release(csv_worker& worker) {
    const std::lock_guard lock(guard_);
    free_.push_back(&worker);
  }

  /// The findings of all workers in one column, moved out or back in.
  [[nodiscard]] std::vector<csv_findings> take_findings(std::size_t column) {
    std::vector<csv_findings> found;
    for (const auto& worker : all_) found.push_back(std::move(worker->findings[column]));
    return found;
  }
  void put_findings(std::size_t column, std::vector<csv_findings> found) {
    for (std::size_t w = 0; w < all_.size(); ++w) all_[w]->findings[column] = std::move(found[w]);
  }

 private:
  const std::vector<std::unique_ptr<csv_column>>& columns_;
  std::mutex guard_;
  std::vector<std::unique_ptr<csv_worker>> all_;
  std::vector<csv_worker*> free_;
};

/// Reads the blocks in passes, until each column is read by a plan that no cell was against.
class csv_reading {
 public:
  STANDIN_LAZY csv_reading(csv_blocks blocks, const csv_read_options& options);

  STANDIN_LAZY [[nodiscard]] table read();
  STANDIN_LAZY void report(csv_report& to) const;

 private:
  STANDIN_LAZY void read_sample(csv_workers<>& workers);
  STANDIN_LAZY void read_block(std::size_t i, csv_worker& worker);
  /// Loads a block's text and finds its cells.
  STANDIN_LAZY [[nodiscard]] std::string_view load(const csv_block& block, csv_worker& worker) const;
  STANDIN_LAZY [[nodiscard]] bool next_plan(std::size_t column, std::vector<csv_findings>& found);
  STANDIN_LAZY [[nodiscard]] table finish(csv_workers<>* workers);
  /// ", column 3 (age)"
  STANDIN_LAZY [[nodiscard]] std::string words_for(std::size_t column) const;
  STANDIN_LAZY [[nodiscard]] std::string reason_of(const csv_fault& fault) const;
  STANDIN_LAZY [[noreturn]] void refuse(std::size_t block, const csv_fault& fault) const;
  STANDIN_LAZY [[noreturn]] void refuse_cell(std::size_t column, std::size_t row, const data_error& why) const;

  csv_blocks blocks_;
  const csv_read_options& options_;  ///< outlives the reading
  csv_cell_rules rules_;
  std::vector<std::unique_ptr<csv_column>> columns_{};
  std::vector<std::vector<csv_piece>> pieces_{};  ///< for each pass, one a block
  std::vector<std::size_t> finished_in_{};        ///< for each column, the pass that read its cells
  std::vector<std::size_t> blank_lines_{};        ///< one a block
  std::vector<std::vector<csv_fault>> faults_{};  ///< one a block
  std::vector<column_inference> reasons_{};
  std::vector<std::optional<texts_among_numbers>> odd_texts_{};  ///< of each column, where there is one
  std::vector<std::string> notes_{};
};

/// Reads the table of the blocks; `report` may be null.
STANDIN_LAZY [[nodiscard]] table read_csv_blocks(csv_blocks blocks, const csv_read_options& options,
                                                 csv_report* report);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_reading.ipp>
#endif
