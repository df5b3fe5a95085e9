// SPDX-License-Identifier: MIT
/// \file
/// Gradient boosting of histogram trees, as a classifier and a regressor.
#pragma once

#include <standin/learn/boosted_trees.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Trees, and how to code the columns that they ask about.
class boosted_model {
 public:
  boosted_model(binning bins, boosted_trees trees) : bins_(std::move(bins)), trees_(std::move(trees)) {}

  [[nodiscard]] const binning& bins() const noexcept { return bins_; }
  [[nodiscard]] const boosted_trees& trees() const noexcept { return trees_; }

  /// What the questions about each column are worth, as shares of all; all 0 where nothing was asked.
  [[nodiscard]] std::vector<double> importance() const;

  /// The outputs of all rows: rows × outputs, row after row.
  [[nodiscard]] std::vector<double> scores(const plain_table& features, executor_ref on = {}) const;

 private:
  binning bins_;
  boosted_trees trees_;
};

/// Gradient boosting on histograms.
///
/// Numbers are cut into at most 254 bins, levels are ordered anew at each question, missing cells go where it pays.
/// Source: Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001); Ke
/// et al., "LightGBM", NIPS 2017.
struct gradient_boosting {
  using learner_concept = learner_tag;

  boosting_options options{.min_level_rows = 10};
  binning_options bins{};

  struct binary_model : boosted_model {
    using boosted_model::boosted_model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const;
  };
  struct class_model : boosted_model {
    using boosted_model::boosted_model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const;
  };
  struct value_model : boosted_model {
    using boosted_model::boosted_model;
    [[nodiscard]] std::vector<double> values(const plain_table& features, executor_ref on = {}) const {
      return scores(features, on);
    }
  };

  [[nodiscard]] static std::string name() { return "boosting"; }

  /// \throws data_error  where the numbers of rows differ, there are none, or an outcome is neither 0 nor 1
  [[nodiscard]] binary_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                        const learning_context& context = {}) const;
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const;
  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const;
};

static_assert(binary_classifier<gradient_boosting>);
static_assert(multiclass_classifier<gradient_boosting>);
static_assert(regressor<gradient_boosting>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/gradient_boosting.ipp>
#endif
