// SPDX-License-Identifier: MIT
/// \file
/// Learning from the nearest rows.
#pragma once

#include <standin/learn/learner.hpp>
#include <standin/stats/nearest_neighbours.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Says of a row what its nearest rows of the training table say on average, by the distance of `stats::mixed_space`.
///
/// The only learner whose model keeps the rows that it learned from.
struct nearest_rows {
  using learner_concept = learner_tag;
  static constexpr std::size_t levels_told_apart = 1 << 24;  ///< all: levels of one row are near none

  std::size_t neighbours = 15;
  stats::distance_scale scale = stats::distance_scale::range;

  /// The rows, and what is known of them.
  class model {
   public:
    model(stats::mixed_space space, std::shared_ptr<const stats::neighbour_index> index, std::vector<double> known,
          std::size_t outputs, std::size_t neighbours)
        : space_(std::move(space)),
          index_(std::move(index)),
          known_(std::move(known)),
          outputs_(outputs),
          neighbours_(neighbours) {}

    /// Rows × outputs, row after row.
    [[nodiscard]] std::vector<double> means(const plain_table& features, executor_ref on = {}) const;

   private:
    stats::mixed_space space_;
    std::shared_ptr<const stats::neighbour_index> index_;
    std::vector<double> known_;  ///< rows × outputs
    std::size_t outputs_;
    std::size_t neighbours_;
  };
  struct class_model : model {
    using model::model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const {
      return means(features, on);
    }
  };
  struct value_model : model {
    using model::model;
    [[nodiscard]] std::vector<double> values(const plain_table& features, executor_ref on = {}) const {
      return means(features, on);
    }
  };

  [[nodiscard]] static std::string name() { return "neighbours"; }

  [[nodiscard]] class_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                       const learning_context& context = {}) const;
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const;
  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const;
};

static_assert(binary_classifier<nearest_rows> && multiclass_classifier<nearest_rows> && regressor<nearest_rows>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/nearest_rows.ipp>
#endif
