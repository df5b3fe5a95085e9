// SPDX-License-Identifier: MIT
/// \file
/// The bodies of learn/nearest_rows.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/detail/check_fit.hpp>
#include <standin/learn/nearest_rows.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

template <class Model>
inline Model keep_rows(const nearest_rows& spec, const plain_table& features, std::vector<double> known,
                       std::size_t outputs, const learning_context& context) {
  if (spec.neighbours == 0) throw invalid_option("nearest rows, neighbours", "found 0", "1 or more will do");
  if (!context.weights.empty()) {
    throw invalid_option("nearest rows, weights", "rows can't be weighed", "take another learner, or repeat rows");
  }
  stats::mixed_space space(features, spec.scale, context.executor);
  auto index =
      std::make_shared<const stats::neighbour_index>(space.place(features, context.executor), context.executor);
  return Model(std::move(space), std::move(index), std::move(known), outputs, spec.neighbours);
}

}  // namespace detail

STANDIN_INLINE std::vector<double> nearest_rows::model::means(const plain_table& features, executor_ref on) const {
  const stats::neighbours found = index_->nearest(space_.place(features, on), neighbours_, on);
  std::vector<double> out(features.rows * outputs_, 0.0);
  parallel_for(on, features.rows, 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      double* mean = out.data() + row * outputs_;
      std::size_t n = 0;
      for (std::size_t i = 0; i < found.k; ++i) {
        const std::uint32_t near = found.row[row * found.k + i];
        if (near == stats::neighbours::none) break;
        ++n;
        for (std::size_t k = 0; k < outputs_; ++k) mean[k] += known_[near * outputs_ + k];
      }
      for (std::size_t k = 0; k < outputs_; ++k) mean[k] /= static_cast<double>(n);
    }
  });
  return out;
}

STANDIN_INLINE nearest_rows::class_model nearest_rows::fit_binary(const plain_table& features,
                                                                  std::span<const std::uint8_t> outcome,
                                                                  const learning_context& context) const {
  detail::check_fit(features, outcome.size());
  std::vector<double> known(outcome.begin(), outcome.end());
  for (const std::uint8_t y : outcome) {
    if (y > 1) throw data_error("nearest rows", "found an outcome that is neither 0 nor 1", "recode it");
  }
  return detail::keep_rows<class_model>(*this, features, std::move(known), 1, context);
}

STANDIN_INLINE nearest_rows::class_model nearest_rows::fit_classes(const plain_table& features,
                                                                   std::span<const std::uint32_t> classes,
                                                                   std::uint32_t count,
                                                                   const learning_context& context) const {
  detail::check_fit(features, classes.size());
  std::vector<double> known(classes.size() * count, 0.0);
  for (std::size_t row = 0; row < classes.size(); ++row) {
    if (classes[row] >= count)
      throw data_error("nearest rows", "found a class that is not below their number", "recode it");
    known[row * count + classes[row]] = 1.0;
  }
  return detail::keep_rows<class_model>(*this, features, std::move(known), count, context);
}

STANDIN_INLINE nearest_rows::value_model nearest_rows::fit_values(const plain_table& features,
                                                                  std::span<const double> values,
                                                                  const learning_context& context) const {
  detail::check_fit(features, values.size());
  for (const double y : values) {
    if (!std::isfinite(y)) throw data_error("nearest rows", "found targets that are not finite", "leave them out");
  }
  return detail::keep_rows<value_model>(*this, features, {values.begin(), values.end()}, 1, context);
}

}  // namespace standin::inline v0_1
