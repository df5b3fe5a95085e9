// SPDX-License-Identifier: MIT
/// \file
/// One column after the other, each drawn from what trees know of it given the columns before.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/trees/conditional_policy.hpp>
#include <standin/learn/binned_table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// In which order `trees` goes through the columns. A column's missing pattern always comes before it.
enum class visit_order : std::uint8_t {
  automatic,  ///< those that say least on their own first: by rising entropy
  as_given,   ///< as the table has them
};

/// What `trees` knows of one column.
struct tree_column {
  std::variant<level_law, number_law> law{};
  std::uint32_t levels = 0;                            ///< 0 for numbers
  std::optional<empirical_marginal::fitted> values{};  ///< of numbers: the value at each place
  std::vector<double> edges{};                         ///< of numbers: how they are coded, ends of pieces of `values`
  std::vector<std::uint8_t> level_codes{};             ///< of levels: how they are coded
  std::uint32_t pattern = 0;                           ///< the column that says whether a value is present
  std::vector<std::uint8_t> present{};                 ///< for each level of `pattern`; empty when it always is

  void parameters(auto&& visitor) const {
    if (const auto* of_levels = std::get_if<level_law>(&law)) {
      of_levels->parameters(visitor);
    } else {
      std::visit([&](const auto& of) { of.parameters(visitor); }, std::get<number_law>(law));
    }
    if (values) values->parameters(visitor);
    for (const double edge : edges) visitor(edge);
    for (const std::uint8_t code : level_codes) visitor(static_cast<double>(code));
    for (const std::uint8_t there : present) visitor(static_cast<double>(there));
  }
};

/// What `trees` knows of a table.
class tree_model {
 public:
  /// \param order  the columns as they are drawn
  /// \throws format_error  unless `order` has each column once, patterns first, and laws go by what is drawn before
  tree_model(std::vector<tree_column> columns, std::vector<std::uint32_t> order);

  [[nodiscard]] const std::vector<tree_column>& columns() const noexcept { return columns_; }
  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }

  /// For each plain column the number of its levels, 0 for numbers.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const tree_column& column : columns_) levels.push_back(column.levels);
    return levels;
  }

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  void parameters(auto&& visitor) const {
    for (const std::uint32_t c : order_) visitor(static_cast<double>(c));
    for (const tree_column& column : columns_) column.parameters(visitor);
  }

 private:
  std::vector<tree_column> columns_;
  std::vector<std::uint32_t> order_;
};

namespace detail {

/// A table made ready for conditional policies.
class tree_preparation {
 public:
  tree_preparation(const plain_table& plain, visit_order order, std::size_t max_rows, std::size_t knots,
                   const binning_options& bins, fit_context& context);

  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }

  /// The task of the column that is `at`-th in the order, and the column with all but its law.
  [[nodiscard]] conditional_task task(std::size_t at, const fit_context& context);
  [[nodiscard]] tree_column column(std::size_t at) const;

 private:
  /// What a task refers to.
  struct target {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> codes;
    std::vector<double> places;
    std::vector<place_range> spikes;
    std::size_t values = 0;
    std::optional<empirical_marginal::fitted> law;
    std::vector<double> edges;
  };

  void choose_rows(const plain_table& plain, std::size_t max_rows, fit_context& context);
  void choose_order(const plain_table& plain, visit_order order);
  void learn_target(const plain_table& plain, std::uint32_t c, std::size_t knots, const fit_context& context);

  const plain_table& plain_;
  std::vector<std::uint32_t> chosen_;  ///< rows of the plain table that `table_` has
  std::vector<column_binning> bins_;   ///< of levels
  binned_table table_;
  std::vector<std::uint32_t> order_;
  std::vector<target> targets_;
};

}  // namespace detail

/// A core that learns each column given those before it.
template <class Conditional>
struct trees_core {
  Conditional conditional{};
  visit_order order = visit_order::automatic;
  std::size_t max_rows = 100'000;
  std::size_t knots = 1024;
  binning_options bins{};

  [[nodiscard]] tree_model fit(const plain_table& plain, fit_context& context) const {
    detail::tree_preparation prepared(plain, order, max_rows, knots, bins, context);
    const std::size_t width = plain.columns.size();
    std::vector<tree_column> columns(width);
    std::vector<double> gains(width, 0.0);
    progress_meter meter(context.progress, "fit", width);
    // The last ones have most predictors: they go first.
    parallel_for(context.executor, width, 1, [&](std::size_t turn, std::size_t) {
      const std::size_t at = width - 1 - turn;
      const conditional_task task = prepared.task(at, context);
      tree_column column = prepared.column(at);
      if (column.levels > 0) {
        auto fitted = conditional.fit_levels(task);
        column.law = std::move(fitted.law);
        gains[at] = fitted.gain;
      } else {
        auto fitted = conditional.fit_numbers(task);
        column.law = std::move(fitted.law);
        gains[at] = fitted.gain;
      }
      columns[prepared.order()[at]] = std::move(column);
      meter.advance(1);
    });
    context.report.objective = 0.0;
    for (const double gain : gains) context.report.objective += gain;
    return tree_model(std::move(columns), prepared.order());
  }
};

/// Sequential trees: the probability of a row is that of its first column, times that of the second given the first,
/// and so on, each learned by trees on all columns before.
///
/// Each column gets the kind of model that makes rows it wasn't fitted to most likely: a single tree where other
/// columns determine it, boosted probabilities of its levels or of cells of its numbers, or a boosted mean with a
/// boosted law of what is left. Spikes are outcomes of their own. What is kept are the trees and the columns' own
/// distributions, of which no value between the ends is that of fewer than three rows; no row is kept, and none is
/// compared with others.
///
/// The report's objective is the log-likelihood a row of rows held out from the fit, in nats, numbers taken as places
/// in their own distribution. Fit costs O(rows × columns² × trees); rows beyond `max_rows` count for the columns' own
/// distributions only. Sampling costs O(columns × trees) a row.
/// Source: Reiter, "Using CART to generate partially synthetic public use microdata", Journal of Official Statistics 21
/// (2005), for the sequence; Friedman, "Greedy function approximation" (2001), for boosting; docs/generators/trees.md.
/// \tparam Conditional  how a column is learned given others, see `conditional_policy`
template <class Conditional = automatic_conditional>
struct trees {
  static_assert(conditional_policy<Conditional>,
                "standin: the Conditional of trees must model standin::conditional_policy, which needs "
                "fit_levels(task) and fit_numbers(task); see docs/concepts/conditional_policy.md");

  using generator_concept = generator_tag;

  Conditional conditional{};
  visit_order order = visit_order::automatic;
  std::size_t max_rows = 100'000;  ///< that trees grow on, chosen at random where the table has more
  std::size_t knots = 1024;        ///< of the distribution of each column of numbers
  binning_options bins{};

  [[nodiscard]] std::string name() const { return "trees"; }

  /// \throws invalid_option  where an option is out of range
  [[nodiscard]] auto fit(const table_view& data, const fit_options& options = {}) const -> prepared_model<tree_model> {
    return fit_prepared(trees_core<Conditional>{conditional, order, max_rows, knots, bins}, data, options);
  }
};

static_assert(generator<trees<>>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/trees.ipp>
#endif
