// SPDX-License-Identifier: MIT
/// \file
/// Infers what each column is for, on all values.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/role_assignment.hpp>
#include <standin/parallel/executor.hpp>

#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// What inference is told.
struct role_options {
  std::vector<std::pair<std::string, column_role>> given{};  ///< roles that are known, by column; the last one counts
  executor_ref executor{};
};

/// Infers the role of each column from all its values.
///
/// The name of a column may add to what its values say and never decides alone: a column `id` with repeated values is
/// no key, coordinates stay measures whatever they are called. In short:
///
/// | values                                                                                     | role       |
/// |--------------------------------------------------------------------------------------------|------------|
/// | none                                                                                       | `ignored`  |
/// | date-times                                                                                 | `datetime` |
/// | booleans; at most 20 different numbers, each for four rows or more; one single value       | `category` |
/// | nine in ten have the form of an e-mail address, telephone or card number, …                | `personal` |
/// | names: capitalised words with common given names or titles among them                      | `personal` |
/// | whole numbers, no two alike, though repeats were to be expected by chance                   | `key`      |
/// | short texts of one mask with digits or of one length, no two alike                         | `key`      |
/// | other numbers                                                                              | `measure`  |
/// | texts of which at most half are distinct and few are long                                   | `category` |
/// | other texts                                                                                | `text`     |
///
/// docs/profile.md has the rules. Same result for any executor. Costs O(cells).
/// \throws schema_error  when a given role names a column that is not there, or one whose kind can't have it
/// \throws data_error    when a categorical code has no level
STANDIN_LAZY [[nodiscard]] role_assignment infer_roles(const table_view& data, const role_options& options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/roles.ipp>
#endif
