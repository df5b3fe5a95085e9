// SPDX-License-Identifier: MIT
/// \file
/// Which columns of a table give way to others in the free form, and where.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// A column that gives way to none, one or several columns, which stand in its place.
struct replaced_column {
  std::size_t at = 0;               ///< its place in the table
  column_spec spec{};               ///< its own description
  std::vector<column_spec> free{};  ///< those that replace it
};

/// What becomes of the columns of a table: most are kept, some are replaced. Immutable.
class column_layout {
 public:
  column_layout() = default;

  /// \param columns   of the table
  /// \param replaced  by ascending place
  /// \throws format_error  when a place is not there, or the places are not in order
  STANDIN_LAZY column_layout(std::size_t columns, std::vector<replaced_column> replaced);

  /// Of the table, before anything is replaced.
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] const std::vector<replaced_column>& replaced() const noexcept { return replaced_; }

  STANDIN_LAZY [[nodiscard]] bool replaces(std::size_t at) const noexcept;
  /// The place in the free form of a column that is kept, and of the first that stands for one that is replaced.
  STANDIN_LAZY [[nodiscard]] std::size_t place_of(std::size_t at) const noexcept;

  /// \throws schema_error  when it has other columns, or two columns of the free form have the same name
  STANDIN_LAZY [[nodiscard]] table_schema free_schema(const table_schema& schema) const;

  /// \param free  the columns of the free form that are new, in order
  STANDIN_LAZY [[nodiscard]] table apply(table t, std::vector<column> free) const;
  /// \param restored  the columns that were replaced, in order
  /// \throws schema_error  when the table is not of the free form
  STANDIN_LAZY [[nodiscard]] table restore(table t, std::vector<column> restored) const;

  /// The box of the free form that asks of kept columns what was asked, and nothing of the new ones.
  STANDIN_LAZY [[nodiscard]] cell_box keep(const cell_box& box) const;

  void parameters(auto&& number, auto&& text) const {
    number(static_cast<double>(columns_));
    for (const replaced_column& each : replaced_) {
      number(static_cast<double>(each.at));
      text(std::string_view(each.spec.name));
      for (const column_spec& spec : each.free) text(std::string_view(spec.name));
    }
  }

 private:
  std::size_t columns_ = 0;
  std::vector<replaced_column> replaced_;
};

/// A name that no column has and that is none of `others`: the one wanted, or that one with a prime or several.
STANDIN_LAZY [[nodiscard]] std::string unused_name(std::string wanted, const table_schema& schema,
                                                   const std::vector<std::string>& others = {});

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/column_layout.ipp>
#endif
