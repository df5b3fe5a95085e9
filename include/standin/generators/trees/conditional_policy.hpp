// SPDX-License-Identifier: MIT
/// \file
/// The concept `conditional_policy`: how a column is learned given the columns before it, and the ways that there are.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_laws.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/learner.hpp>
#include <standin/random/hash.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// A column to be learned given the columns before it.
struct conditional_task {
  binned_table& table;                        ///< the columns' codes, and one column for each that is its own to fill
  std::span<const std::uint32_t> predictors;  ///< columns of `table`
  std::span<const std::uint32_t> rows;        ///< of `table`, those with a value
  std::uint32_t scratch = 0;                  ///< the column of `table` that is this column's own
  std::uint32_t levels = 0;                   ///< of levels: how many; 0 for numbers
  std::span<const std::uint32_t> codes{};     ///< of levels: one for each row of `table`
  std::span<const double> places{};           ///< of numbers: in (0, 1), one for each row of `table`
  std::span<const place_range> spikes{};      ///< of numbers: the values that stand out, rising
  std::size_t values = 0;                     ///< of numbers: how many different ones, where they are few; 0 otherwise
  learning_context context{};
};

/// A law, and how good it is.
template <class Law>
struct conditional_fit {
  Law law{};
  /// Log-likelihood of held-out rows, nats a row, for numbers as a density over places; higher is better.
  double gain = 0.0;
  std::string kind{};    ///< what it is, for reports
  std::string reason{};  ///< why it was chosen, a clause without a full stop; empty where there was no choice
};

namespace detail {

/// Draws of their own for one step of a task.
STANDIN_LAZY [[nodiscard]] inline learning_context context_for(const conditional_task& task, std::uint64_t step) {
  learning_context context = task.context;
  context.draws.domain = random::hasher().add(task.context.draws.domain).add(step).value();
  return context;
}

template <class P>
concept fits_conditionals = requires(const P& p, const conditional_task& task) {
  { p.fit_levels(task) } -> std::same_as<conditional_fit<level_law>>;
  { p.fit_numbers(task) } -> std::same_as<conditional_fit<number_law>>;
};

}  // namespace detail

/// Learns one column given others.
///
/// | expression            | result                        | semantics                                             |
/// |-----------------------|-------------------------------|-------------------------------------------------------|
/// | `p.fit_levels(task)`  | `conditional_fit<level_law>`  | of a column of levels; `task.rows` may be few or none |
/// | `p.fit_numbers(task)` | `conditional_fit<number_law>` | of a column of numbers                                |
///
/// It asks about `task.predictors` alone, and about `task.scratch` where it filled it; columns are fitted at the same
/// time, each with its own scratch. The same task gives the same law on any number of threads. Where `p.quick()` gives
/// another such policy, orders of columns race with that.
template <class P>
concept conditional_policy = std::copyable<P> && detail::fits_conditionals<P>;

}  // namespace standin::inline v0_1
