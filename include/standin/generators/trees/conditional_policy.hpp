// SPDX-License-Identifier: MIT
/// \file
/// The concept `conditional_policy`: how a column is learned given the columns before it, and the ways that there are.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_laws.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/learner.hpp>

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
  double gain =
      0.0;  ///< log-likelihood of held-out rows, nats a row, for numbers as a density over places; higher is better
  std::string kind{};  ///< what it is, for reports
};

namespace detail {

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
/// time, each with its own scratch. The same task gives the same law on any number of threads.
template <class P>
concept conditional_policy = std::copyable<P> && detail::fits_conditionals<P>;

/// One tree; its leaves hold how often each outcome is, drawn towards the column's own shares.
struct single_tree {
  std::size_t min_leaf = 20;
  double smoothing = 4.0;  ///< rows' worth of the column's own shares in each leaf
  std::size_t cells = 64;  ///< into which numbers are cut, about

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

/// Boosted probabilities of levels, and of cells into which the places of numbers are cut, twice.
struct boosted_classes {
  outcome_boosting_options boosting{};
  std::size_t cells = 64;         ///< about; spikes are cells of their own
  std::size_t parts = 16;         ///< of each cell that is not one value
  std::size_t most_levels = 128;  ///< drawn in one step

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

/// Boosted means of normal scores with a boosted law of what they leave; levels as `boosted_classes`.
struct boosted_mean {
  boosting_options mean{.rounds = 400,
                        .learning_rate = 0.1,
                        .max_leaves = 31,
                        .min_leaf = 10,
                        .l2 = 1.0,
                        .column_share = 1.0,
                        .patience = 10};
  boosted_classes classes{};
  std::size_t folds = 5;
  std::size_t bins = 32;  ///< of residuals

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

/// The one of the others that makes held-out rows most likely, column by column.
struct automatic_conditional {
  single_tree tree{};
  boosted_classes classes{};
  boosted_mean mean{};
  std::size_t race_rows = 10'000;  ///< at most, for numbers; the winner learns from all

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

static_assert(conditional_policy<single_tree>);
static_assert(conditional_policy<boosted_classes>);
static_assert(conditional_policy<boosted_mean>);
static_assert(conditional_policy<automatic_conditional>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/conditional_policy.ipp>
#endif
