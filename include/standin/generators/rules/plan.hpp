// SPDX-License-Identifier: MIT
/// \file
/// The plan of a simulation: its columns, and what holds what.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/rules/expression.hpp>
#include <standin/generators/rules/simulation.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace standin::inline v0_1::rules {

/// Columns by rules, in the order in which the table shows them.
///
///     plan people("people");
///     people.column("age", normal(44, 16).between(18, 90).rounded())
///         .column("region", choice({{"north", 0.6}, {"south", 0.4}}))
///         .column("income", log_normal(10 + 0.01 * of("age"), 0.5).rounded(2).missing(0.1));
///     const table made = people.build().sample(1000, {.seed = 7});
///
/// `each` begins what an entity has several of: columns named after it belong to those, and may refer to the ones
/// before, a basket's to its customer's. A row of the table is one of the innermost.
class plan {
 public:
  /// \param name  tells its random numbers from those of other simulations
  explicit plan(std::string name) : name_(std::move(name)) {}

  /// Names the entities; `row` unless named. Comes before all columns.
  /// \throws invalid_option  when it doesn't
  plan& each(std::string entity);

  /// Each of the last ones has `count` of these, from 0 on; it may depend on columns, and be drawn.
  plan& each(std::string part, expression count);

  /// A column of the table.
  plan& column(std::string name, expression rule);

  /// A column for other rules to use, not in the table: habits, truths.
  plan& hidden(std::string name, expression rule);

  /// Hidden standard normal columns with these correlations; where the matrix isn't one of correlations the nearest
  /// one takes its place.
  /// \param correlation  symmetric with unit diagonal, one row for each name
  /// \throws invalid_option  when it is not
  plan& correlated(const std::vector<std::string>& names, const std::vector<std::vector<double>>& correlation);

  /// \throws invalid_option  when there is no column to show, two have the same name, a rule speaks of a column that
  ///                         isn't there or comes later, its kind is of no use there, or rules depend on each other in
  ///                         a circle, which is named
  [[nodiscard]] simulation build() const;

 private:
  struct ruled_column {
    std::string name;
    std::size_t level;
    bool shown;
    expression of;
  };
  struct nested_part {
    std::string name;
    std::optional<expression> count;
  };

  plan& add(std::string name, expression rule, bool shown);

  std::string name_;
  std::vector<nested_part> levels_;
  std::vector<ruled_column> rules_;
};

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/plan.ipp>
#endif
