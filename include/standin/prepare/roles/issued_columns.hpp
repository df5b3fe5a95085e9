// SPDX-License-Identifier: MIT
/// \file
/// Columns that are no matter of learning: what a row gets there depends on its number alone.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/roles/made_up_texts.hpp>
#include <standin/prepare/roles/number_keys.hpp>
#include <standin/prepare/roles/provided_texts.hpp>
#include <standin/prepare/step.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Who makes the cells of a column.
using issuer = std::variant<number_keys, provided_texts, made_up_texts>;

/// One column whose cells are issued anew.
struct issued_column {
  element_type element = element_type::string;  ///< what numbers are stored as
  issuer source = number_keys{};
};

/// Issues columns anew: keys, personal fields, free texts. Models `fitted_step`; a copy is cheap.
///
/// The free form has nothing of them but where they are missing: a column of empty texts for each that has holes, none
/// for the others. What row i gets depends on the seed, on what was learned of the columns and on i, not on how often
/// the row was drawn: rows that are drawn again keep their keys, and keys of different rows differ.
class fitted_issue {
 public:
  /// \param columns  one for each column that the layout replaces
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_issue(column_layout layout, std::vector<issued_column> columns);

  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  STANDIN_LAZY [[nodiscard]] table restore(table t, const restore_context& context) const;
  STANDIN_LAZY [[nodiscard]] pulled_box pull(const cell_box& box) const;
  /// \throws data_error  when a key has fewer values than rows up to there
  STANDIN_LAZY void require_rows(std::uint64_t first_row, std::uint64_t rows) const;

  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const issued_column& each : *columns_) {
      number(static_cast<double>(each.element));
      number(static_cast<double>(each.source.index()));
      if (const auto* keys = std::get_if<number_keys>(&each.source))
        keys->parameters(number);
      else if (const auto* provided = std::get_if<provided_texts>(&each.source))
        provided->parameters(number, text);
      else
        std::get<made_up_texts>(each.source).parameters(number, text);
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::vector<issued_column>& columns() const noexcept { return *columns_; }

 private:
  STANDIN_LAZY [[nodiscard]] column make(std::size_t k, random::source from, const restore_context& context,
                                         std::size_t rows, validity present) const;

  column_layout layout_;
  std::shared_ptr<const std::vector<issued_column>> columns_;
  std::uint64_t domain_ = 0;  ///< of all that was learned
};

namespace detail {

/// What is known of a column that is to be issued: its place and who makes its cells.
struct planned_issue {
  std::size_t at = 0;
  issuer source = number_keys{};
};

/// Puts the step together. `planned` by ascending place.
STANDIN_LAZY [[nodiscard]] fitted_issue issue_columns(const table_view& data, std::vector<planned_issue> planned);

/// The different texts of a column; numbers and date-times are written as they are counted.
STANDIN_LAZY [[nodiscard]] std::vector<std::string> distinct_texts(const column_view& column, std::string_view name);

/// The places of columns, ascending. \throws schema_error, invalid_option  when one is not there, or named twice
STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> places_of(const std::vector<std::string>& columns,
                                                              const table_view& data);

}  // namespace detail

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/issued_columns.ipp>
#endif
