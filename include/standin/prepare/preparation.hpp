// SPDX-License-Identifier: MIT
/// \file
/// The way from a table to plain columns and back.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/data/table.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/prepare/column_codec.hpp>
#include <standin/prepare/detail/visit_whole.hpp>
#include <standin/prepare/missing_patterns.hpp>
#include <standin/prepare/prepared_columns.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

/// What was learned of a table's form: enough to make rows of plain columns into rows of that table.
///
/// It keeps names, level names, grids, bounds and missing patterns, and no row of the data.
class preparation {
 public:
  /// Puts one together, as it was learned or read from a file.
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY preparation(table_schema schema, std::vector<column_codec> codecs, missing_patterns missing);

  [[nodiscard]] const table_schema& schema() const noexcept { return schema_; }
  [[nodiscard]] const std::vector<column_codec>& codecs() const noexcept { return codecs_; }
  [[nodiscard]] const missing_patterns& missing() const noexcept { return missing_; }

  /// For each plain column its levels, 0 for numbers: first those of the table that are modelled, then the helpers.
  [[nodiscard]] std::span<const std::uint32_t> plain_levels() const noexcept { return plain_levels_; }

  /// The plain column of a table column, which must be modelled: of numbers, categories or booleans, and not empty.
  [[nodiscard]] std::size_t plain_of(std::size_t column) const noexcept { return plain_of_[column]; }
  /// The plain column of the first helper.
  [[nodiscard]] std::size_t first_helper() const noexcept { return first_helper_; }

  /// Room for that many plain rows.
  STANDIN_LAZY [[nodiscard]] plain_rows room(std::size_t rows) const;

  /// Room for that many rows of the table, to be filled by `restore`.
  STANDIN_LAZY [[nodiscard]] std::vector<column> room_for_table(std::size_t rows) const;

  /// Turns plain rows into rows `[begin, end)` of `out`.
  /// Different tasks may restore different rows at once when `begin` is a multiple of 64.
  /// \param skip       plain rows to leave out at the front: plain row `skip` becomes row `begin`
  /// \param from       names the draws that restoring takes
  /// \param first_row  the number of row 0 of `out` in the endless table
  STANDIN_LAZY void restore(const plain_rows& plain, std::size_t skip, std::vector<column>& out, std::size_t begin,
                            std::size_t end, random::source from, std::uint64_t first_row) const;

  /// Visits all numbers that it knows; names and words go to `text`.
  void parameters(auto&& visitor, auto&& text) const;

 private:
  STANDIN_LAZY void index_plain_columns();

  static constexpr std::size_t not_modelled = static_cast<std::size_t>(-1);

  table_schema schema_;
  std::vector<column_codec> codecs_;
  missing_patterns missing_;
  std::vector<std::size_t> plain_of_;  ///< for each table column its plain column, or not_modelled
  std::vector<std::uint32_t> plain_levels_;
  std::size_t first_helper_ = 0;
};

/// The form of a table, its plain columns, and what is to be said of it.
struct learned_preparation {
  preparation prepared;
  prepared_columns plain;
  std::vector<std::string> warnings{};  ///< sentences for the fit report
};

/// Learns the form of a table, which its plain columns go on looking at, in parallel over columns.
///
/// Infinite cells are taken as missing. A column of categories that are nearly all different (more than 90 % of at
/// least twenty) says who a row is: its levels get new names. Warnings say so.
/// \throws data_error  when there are no rows or no columns, or a cell has a code without a level
STANDIN_LAZY [[nodiscard]] learned_preparation learn_preparation(const table_view& data, executor_ref on = {});

/// The same of a table that nobody needs any more, which the plain columns take over.
STANDIN_LAZY [[nodiscard]] learned_preparation learn_preparation(table&& data, executor_ref on = {});

void preparation::parameters(auto&& visitor, auto&& text) const {
  for (const column_spec& spec : schema_) {
    text(spec.name);
    visitor(static_cast<double>(spec.kind));
    if (spec.kind == column_kind::datetime) visitor(static_cast<double>(spec.unit));
  }
  for (const column_codec& codec : codecs_) {
    visitor(static_cast<double>(codec.index()));
    if (const auto* numbers = std::get_if<number_codec>(&codec)) {
      visitor(static_cast<double>(numbers->element));
      visitor(static_cast<double>(numbers->grid.decimals));
      detail::visit_whole(visitor, numbers->grid.step);
      detail::visit_whole(visitor, numbers->grid.offset);
      visitor(numbers->grid.lower);
      visitor(numbers->grid.upper);
    } else if (const auto* levels = std::get_if<level_codec>(&codec)) {
      visitor(static_cast<double>(levels->levels->size()));
      for (const std::string& level : *levels->levels) text(level);
    } else if (const auto* empty = std::get_if<empty_codec>(&codec)) {
      visitor(static_cast<double>(empty->element));
    }
  }
  missing_.parameters(visitor);
}

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/preparation.ipp>
#endif
