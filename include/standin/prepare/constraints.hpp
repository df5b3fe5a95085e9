// SPDX-License-Identifier: MIT
/// \file
/// Rules that hold in every sampled row by construction, together.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/constraints/any_constraint.hpp>
#include <standin/prepare/step.hpp>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

/// What `constraints` learned. Models `fitted_step`; a copy is cheap and shares what was learned.
class fitted_constraints {
 public:
  explicit fitted_constraints(std::vector<fitted_constraint> all)
      : all_(std::make_shared<const std::vector<fitted_constraint>>(std::move(all))) {}

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  /// The rules on the columns that the box restricts; or, where no row can be in it, the fewest that see to that.
  [[nodiscard]] told_rules rules(const table_schema& schema, const cell_box& box) const;
  /// Whether the rows keep all rules: those that do come back from the free form as they were. Numbers count as the
  /// same where they differ by 10⁻⁹ of the largest number of the row, which is what rounding does.
  [[nodiscard]] bool keeps(const table& t) const;
  void parameters(auto&& number, auto&& text) const {
    for (const fitted_constraint& each : *all_) {
      number(static_cast<double>(each.index()));
      std::visit([&](const auto& fitted) { fitted.parameters(number, text); }, each);
    }
  }

  /// In the order in which they are applied.
  [[nodiscard]] const std::vector<fitted_constraint>& all() const noexcept { return *all_; }

  /// The columns of the free form.
  /// \throws schema_error  when the table's columns are not those that it was fitted to
  [[nodiscard]] table_schema free_schema(table_schema schema) const;

 private:
  std::shared_ptr<const std::vector<fitted_constraint>> all_;
};

/// Rules that hold in every sampled row by construction, whatever the core samples. Models `preparation_step`.
///
/// Rules may share columns: comparisons of the same columns are merged into one order and combinations of the same
/// columns into one list, and a rule that needs a column comes back after the one that makes it. Where that is not
/// possible, since two rules make the same column or the rules run in a circle, `fit` throws an `invalid_option` that
/// names the columns. Training rows that break a rule are a `data_error` that lists them.
///
///     .steps = {prepare::constraints({prepare::ordering::at_most("ordered", "delivered"),
///                                     prepare::fixed_combinations{{"city", "country"}},
///                                     prepare::formula{"net", "price - discount"}})}
class constraints {
 public:
  using step_concept = step_tag;

  constraints() = default;
  explicit constraints(std::vector<constraint> all) : all_(std::move(all)) {}
  constraints(std::initializer_list<constraint> all) : all_(all) {}

  [[nodiscard]] const std::vector<constraint>& all() const noexcept { return all_; }

  /// "constraints low <= high; fixed(city, country)"
  [[nodiscard]] std::string name() const;
  [[nodiscard]] fitted_constraints fit(const table_view& data) const;
  /// All columns that rules name, but for those that a formula computes.
  [[nodiscard]] std::vector<std::string> learns() const;

 private:
  std::vector<constraint> all_;
};

static_assert(preparation_step<constraints>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/constraints.ipp>
#endif
