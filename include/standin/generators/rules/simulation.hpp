// SPDX-License-Identifier: MIT
/// \file
/// A simulation: what a plan of rules becomes, a model that was never fitted.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/fit_report.hpp>
#include <standin/generators/generator.hpp>
#include <standin/generators/rules/expression.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace standin::inline v0_1::rules {

namespace detail {

struct simulation_parts;

}  // namespace detail

/// Makes rows by rules. Models `fitted_model`; what `plan::build` gives.
///
/// Each cell is a pure function of the seed, the simulation's and the column's name, and its place: the number of the
/// entity, and the number of the cell within the entity. So rows are the same on any number of threads and for any row
/// range, and a column that is added changes no other one. Immutable, and a copy is cheap.
///
/// Without events row i is entity i. With events, such as lines of baskets of customers, rows come in chapters of
/// 65 536: the rows of one entity after the other from entity 65 536 c on, where the last entity of a chapter loses
/// what no longer fits. So any row is found without making the rows before its chapter.
class simulation {
 public:
  explicit simulation(std::shared_ptr<const detail::simulation_parts> parts) : parts_(std::move(parts)) {}

  static constexpr std::uint64_t chapter_rows = 65536;

  [[nodiscard]] const std::string& name() const noexcept;
  [[nodiscard]] const table_schema& schema() const noexcept;

  /// Rows `options.first_row … options.first_row + rows - 1`.
  ///
  /// Without events, rows that don't meet what is given are drawn again. Costs O(rows), with events also up to one
  /// chapter before the first row.
  /// \throws invalid_option  when something is given of a simulation with events, or there are no such rows
  /// \throws data_error      when a distribution gets parameters outside its range, entities have less than one row on
  ///                         average, or a row meets what is given in none of `options.max_tries` tries
  /// \throws cancelled       when the progress listener asks to stop
  [[nodiscard]] table sample(std::size_t rows, const sample_options& options = {}) const;

  /// All rows of the entities `options.first_row … options.first_row + entities - 1`.
  /// \throws  as `sample`
  [[nodiscard]] table sample_entities(std::size_t entities, const sample_options& options = {}) const;

  /// Nothing was fitted, so there is nothing to say.
  [[nodiscard]] fit_report report() const { return {}; }

 private:
  std::shared_ptr<const detail::simulation_parts> parts_;
};

static_assert(fitted_model<simulation>);

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/simulation.ipp>
#endif
