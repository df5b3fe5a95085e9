// SPDX-License-Identifier: MIT
/// \file
/// From plain columns to codes, boosted trees and back to probabilities.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/detail/check_fit.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/parallel/parallel_for.hpp>

namespace standin::inline v0_1 {

STANDIN_INLINE std::vector<double> boosted_model::importance() const {
  std::vector<double> worth = trees_.importance(bins_.columns());
  double all = 0.0;
  for (const double w : worth) all += w;
  if (all > 0.0) {
    for (double& w : worth) w /= all;
  }
  return worth;
}

STANDIN_INLINE std::vector<double> boosted_model::scores(const plain_table& features, executor_ref on) const {
  const binned_table table = bins_.apply(features, on);
  const std::size_t outputs = trees_.outputs();
  std::vector<double> out(features.rows * outputs);
  constexpr std::size_t grain = 1024;  // whose codes stay in the cache while all trees pass over them
  parallel_for(on, features.rows, grain, [&](std::size_t begin, std::size_t end) {
    std::vector<double> one(end - begin);
    for (std::size_t k = 0; k < outputs; ++k) {
      trees_.scores(table, k, begin, one);
      for (std::size_t i = begin; i < end; ++i) out[i * outputs + k] = one[i - begin];
    }
  });
  return out;
}

STANDIN_INLINE std::vector<double> gradient_boosting::binary_model::probabilities(const plain_table& features,
                                                                                  executor_ref on) const {
  std::vector<double> out = scores(features, on);
  for (double& s : out) s = logistic(s);
  return out;
}

STANDIN_INLINE std::vector<double> gradient_boosting::class_model::probabilities(const plain_table& features,
                                                                                 executor_ref on) const {
  std::vector<double> out = scores(features, on);
  const std::size_t outputs = trees().outputs();
  if (outputs == 1) {  // two classes
    std::vector<double> both(2 * out.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      both[2 * i + 1] = logistic(out[i]);
      both[2 * i] = 1.0 - both[2 * i + 1];
    }
    return both;
  }
  for (std::size_t i = 0; i < out.size(); i += outputs) softmax(std::span(out).subspan(i, outputs));
  return out;
}

STANDIN_INLINE gradient_boosting::binary_model gradient_boosting::fit_binary(const plain_table& features,
                                                                             std::span<const std::uint8_t> outcome,
                                                                             const learning_context& context) const {
  const class_model model = fit_classes(features, detail::as_classes(outcome), 2, context);
  return {model.bins(), model.trees()};
}

STANDIN_INLINE gradient_boosting::class_model gradient_boosting::fit_classes(const plain_table& features,
                                                                             std::span<const std::uint32_t> classes,
                                                                             std::uint32_t count,
                                                                             const learning_context& context) const {
  detail::check_fit(features, classes.size());
  binning cut(features, bins, context.executor);
  const binned_table table = cut.apply(features, context.executor);
  boosted_trees trees = boost_classes(table, detail::first_indices(table.columns()),
                                      detail::first_indices(table.rows()), classes, count, options, context);
  return {std::move(cut), std::move(trees)};
}

STANDIN_INLINE gradient_boosting::value_model gradient_boosting::fit_values(const plain_table& features,
                                                                            std::span<const double> values,
                                                                            const learning_context& context) const {
  detail::check_fit(features, values.size());
  binning cut(features, bins, context.executor);
  const binned_table table = cut.apply(features, context.executor);
  boosted_trees trees = boost_values(table, detail::first_indices(table.columns()), detail::first_indices(table.rows()),
                                     values, options, context);
  return {std::move(cut), std::move(trees)};
}

}  // namespace standin::inline v0_1
