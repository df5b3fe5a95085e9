// SPDX-License-Identifier: MIT
/// \file
/// From the roles of columns to the steps that handle them.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/role_assignment.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/prepare/column_treatment.hpp>
#include <standin/prepare/step.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

/// What is to be done with the columns of a table.
struct role_plan {
  role_assignment roles{};                     ///< of all columns
  std::vector<std::string> left_out{};         ///< columns that neither the model nor its rows have
  std::vector<std::string> keys{};             ///< issued anew
  std::vector<std::string> personal{};         ///< replaced
  std::vector<std::string> texts{};            ///< replaced
  std::vector<std::string> levels{};           ///< learned as levels though they are stored as texts or numbers
  std::vector<column_treatment> treatments{};  ///< one for each column

  /// Whether none of the column's values is to be learned.
  [[nodiscard]] bool hides(const std::string& column) const {
    const auto has = [&column](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), column) != names.end();
    };
    return has(left_out) || has(keys) || has(personal) || has(texts);
  }

  /// Whether some column needs a step.
  [[nodiscard]] bool has_steps() const noexcept {
    return !keys.empty() || !personal.empty() || !texts.empty() || !levels.empty();
  }
};

/// Infers the roles that neither `given` nor the schema says, and decides what each asks for.
///
/// | role       | what is done                                                                                     |
/// |------------|--------------------------------------------------------------------------------------------------|
/// | `measure`, `datetime` | nothing: numbers are learned as they are                                              |
/// | `category` | texts are learned as levels, numbers only where somebody says so: their values are kept anyway   |
/// | `key`      | `issued_keys`                                                                                     |
/// | `personal` | `replaced_personal`, or left out                                                                  |
/// | `text`     | `replaced_texts`                                                                                  |
/// | `ignored`  | left out where somebody says so; a column without a value comes back empty                       |
///
/// \param given  roles by column, before those of the schema
/// \throws schema_error  when a role is given to a column that is not there, or that can't have it
/// \throws data_error    when no column would be left
STANDIN_LAZY [[nodiscard]] role_plan plan_roles(const table_view& data,
                                                const std::vector<std::pair<std::string, column_role>>& given,
                                                personal_columns personal, executor_ref executor = {});

/// The steps of a plan for a table that other steps may have written differently: columns that are gone are theirs.
STANDIN_LAZY [[nodiscard]] std::vector<any_step> steps_of(const role_plan& plan, const table_schema& schema);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/role_plan.ipp>
#endif
