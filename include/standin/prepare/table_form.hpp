// SPDX-License-Identifier: MIT
/// \file
/// All that stands between a table and the plain columns of a core: steps, then the preparation of single columns.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/prepare/column_treatment.hpp>
#include <standin/prepare/preparation.hpp>
#include <standin/prepare/rare/rare_levels.hpp>
#include <standin/prepare/row_rule.hpp>
#include <standin/prepare/step.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {
class bound_condition;
}

namespace standin::inline v0_1::prepare {

struct pulled_condition;

/// The form of a table: a fitted step writes it in a free form, the next one that form in another, and the preparation
/// makes plain columns of the last.
class table_form {
 public:
  /// A form without steps.
  explicit table_form(preparation prepared) : prepared_(std::move(prepared)), schema_(prepared_.schema()) {}

  /// \param schema  of the table before the first step
  table_form(table_schema schema, std::vector<any_fitted_step> steps, preparation prepared)
      : prepared_(std::move(prepared)), schema_(std::move(schema)), steps_(std::move(steps)) {}

  /// Of the table that people know.
  [[nodiscard]] const table_schema& schema() const noexcept { return schema_; }
  [[nodiscard]] const std::vector<any_fitted_step>& steps() const noexcept { return steps_; }
  [[nodiscard]] const preparation& prepared() const noexcept { return prepared_; }

  /// What each row must meet besides; who samples sees to it.
  [[nodiscard]] const std::vector<row_rule>& rules() const noexcept { return rules_; }
  void set_rules(std::vector<row_rule> rules) { rules_ = std::move(rules); }

  /// Makes sure, before the first row is made, that each step can make the rows that are wanted.
  /// \throws data_error  where keys don't suffice; the sentence names the column and how many there are
  void require_rows(std::uint64_t first_row, std::uint64_t rows) const {
    for (const any_fitted_step& step : steps_) step.require_rows(first_row, rows);
  }

  /// Whether the cells of a column are issued anew, whatever the rest of the row is.
  STANDIN_LAZY [[nodiscard]] bool issues(std::string_view column) const;

  /// What a condition asks of the plain columns; its body comes with prepare/pull.hpp.
  [[nodiscard]] pulled_condition pull(const bound_condition& wanted) const;
  /// What steps keep of the columns that a condition restricts, or the rules that let no row meet it; body as above.
  [[nodiscard]] told_rules rules_on(const bound_condition& wanted) const;

  /// Makes a table of `rows` plain rows.
  /// \param skip       plain rows to leave out at the front
  /// \param from       names the draws that restoring takes
  /// \param first_row  the number of the first row in the endless table
  STANDIN_LAZY [[nodiscard]] table restore(const plain_rows& plain, std::size_t skip, std::size_t rows,
                                           random::source from, std::uint64_t first_row) const;

  /// Rows that were changed since they were restored, as the steps that tell what they promise make them of what these
  /// keep of them: they keep the promises, and what is computed from a change has followed.
  STANDIN_LAZY [[nodiscard]] table settle(table rows) const;

  /// Whether rows, perhaps changed since they were restored, keep what the steps promise, as far as steps can tell.
  STANDIN_LAZY [[nodiscard]] bool keeps(const table& rows) const;

  void parameters(auto&& number, auto&& text) const {
    prepared_.parameters(number, text);
    for (const any_fitted_step& step : steps_) step.parameters(number, text);
    for (const row_rule& rule : rules_) text(std::string_view(rule.describe(schema_)));
  }

 private:
  /// How many steps there are up to the last that can tell what it promises.
  [[nodiscard]] std::size_t promising() const noexcept {
    std::size_t count = steps_.size();
    while (count > 0 && !steps_[count - 1].promises()) --count;
    return count;
  }

  preparation prepared_;
  table_schema schema_;
  std::vector<any_fitted_step> steps_;
  std::vector<row_rule> rules_{};
};

/// What a form is learned with.
struct form_options {
  std::vector<any_step> steps{};                             ///< in this order, before those that roles ask for
  std::vector<row_rule> rules{};                             ///< that the rows of the table keep too
  std::vector<std::pair<std::string, column_role>> roles{};  ///< what columns are for, where that is known better
  personal_columns personal = personal_columns::replace;
  rare_levels rare{};
  std::uint64_t seed = 0;  ///< of what is drawn in place of rare levels
  executor_ref executor{};
};

/// The form of a table, its plain columns, and what is to be said of it.
struct learned_form {
  table_form form;
  prepared_columns plain;                      ///< that look at the table where no step changed it
  std::vector<std::string> warnings{};         ///< sentences for the fit report
  std::vector<column_treatment> treatments{};  ///< of each column, for the same
};

/// Infers roles, leaves out what is to be left out, fits the steps one after the other, each to what the one before
/// gave, those for roles last, then the preparation. Categories that are issued anew come back as texts.
///
/// What stands for rare levels, a word or frequent ones, is put there before the first step, so that none knows them;
/// rare levels that come back are put together after the last, so that whatever the steps make of columns holds.
/// \throws schema_error, data_error  as the steps and `plan_roles` do; data_error  when there are no rows or no
/// columns, or rows that break a rule, or frequent levels in place of rare ones break what a step keeps
/// \throws invalid_option  when rare levels have a word or are resampled, and it is not said when a level is rare; when
/// they are to be both
STANDIN_LAZY [[nodiscard]] learned_form learn_form(const table_view& data, const form_options& options = {});

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/table_form.ipp>
#endif
