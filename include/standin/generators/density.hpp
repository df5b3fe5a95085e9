// SPDX-License-Identifier: MIT
/// \file
/// How likely rows are: models that know a density, and that of a table's rows.
#pragma once

#include <standin/data/dataset.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/prepare/encode.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// A core's model that knows how likely rows are.
///
/// | expression                       | semantics                                                                     |
/// |----------------------------------|-------------------------------------------------------------------------------|
/// | `m.log_densities(plain, out, on)`| the logarithm of each row's density, in nats: of numbers in their unit, of | |
/// | levels, spikes and missing cells as a probability; −∞ for rows that can't be  |
template <class M>
concept density_model = core_model<M> && requires(const M& m, const plain_table& plain, std::span<double> out,
                                                  executor_ref on) { m.log_densities(plain, out, on); };

/// A core's model that knows what to expect of a column under a condition.
///
/// | expression                             | result                | semantics |
/// |----------------------------------------|-----------------------|---------------------------------------------------|
/// | `m.expectation(column, condition)`     | `double`              | the mean of a column of numbers | |
/// `m.level_probabilities(column, condition)` | `std::vector<double>` | of each level of a column of levels           |
template <class M>
concept expectation_model =
    core_model<M> && requires(const M& m, std::size_t column, const plain_condition& condition) {
      { m.expectation(column, condition) } -> std::same_as<double>;
      { m.level_probabilities(column, condition) } -> std::same_as<std::vector<double>>;
    };

/// The logarithm of the density of each row of a table, in nats.
///
/// Cells count as the model knows them: where steps rewrite columns, the density is that of the rewritten ones. A value
/// beyond those that were fitted has none, −∞; so has a level that wasn't seen.
/// \throws schema_error  when the table lacks a column that was fitted
template <density_model Core>
[[nodiscard]] std::vector<double> log_densities(const prepared_model<Core>& model, const table_view& data,
                                                executor_ref on = {}) {
  const prepare::prepared_table plain = prepare::encode(model.form(), data);
  std::vector<double> out(plain.rows);
  model.core().log_densities(plain.view(), out, on);
  return out;
}

}  // namespace standin::inline v0_1
