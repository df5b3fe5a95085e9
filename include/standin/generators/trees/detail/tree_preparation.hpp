// SPDX-License-Identifier: MIT
/// \file
/// A table made ready for the policies of `trees`.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/trees/conditional_policy.hpp>
#include <standin/generators/trees/tree_model.hpp>
#include <standin/generators/trees/visit_order.hpp>
#include <standin/learn/binned_table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// A table made ready for conditional policies.
class tree_preparation {
 public:
  STANDIN_LAZY tree_preparation(const plain_columns& plain, std::size_t max_rows, std::size_t knots,
                                const binning_options& bins, const fit_context& context);

  [[nodiscard]] std::size_t columns() const noexcept { return plain_.size(); }
  [[nodiscard]] std::size_t rows() const noexcept { return chosen_.size(); }

  /// Puts the columns in that order, patterns before what they govern. Before that there are no tasks.
  STANDIN_LAZY void visit(visit_order order);
  /// \param order  each column once, patterns before what they govern
  void visit(std::vector<std::uint32_t> order) { order_ = std::move(order); }
  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }

  /// The task of the column that is `at`-th in the order, and the column with all but its law.
  STANDIN_LAZY [[nodiscard]] conditional_task task(std::size_t at, const fit_context& context);
  STANDIN_LAZY [[nodiscard]] tree_column column(std::size_t at) const;

 private:
  /// What a task refers to.
  struct target {
    std::vector<std::uint32_t> own_rows;  ///< where some have no value
    std::span<const std::uint32_t> rows;
    std::vector<std::uint32_t> codes;
    std::vector<double> places;
    std::vector<place_range> spikes;
    std::size_t values = 0;
    std::optional<empirical_marginal::fitted> law;
    std::vector<double> edges;
    column_binning bins;               ///< of levels
    std::vector<std::uint8_t> binned;  ///< until `table_` has them
  };

  STANDIN_LAZY void choose_rows(std::size_t max_rows, const fit_context& context);
  STANDIN_LAZY void learn_target(std::uint32_t c, std::size_t knots, const binning_options& bins,
                                 const fit_context& context);
  STANDIN_LAZY void learn_law(std::uint32_t c, const plain_column& column, std::size_t knots);
  STANDIN_LAZY void learn_places(std::uint32_t c, std::span<const double> chosen, const fit_context& context);

  const plain_columns& plain_;
  std::vector<std::uint32_t> chosen_;  ///< rows of the plain table that `table_` has
  std::vector<std::uint32_t> all_;     ///< rows of `table_`
  binned_table table_;
  std::vector<std::uint32_t> order_;
  std::vector<target> targets_;
};

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/tree_preparation.ipp>
#endif
