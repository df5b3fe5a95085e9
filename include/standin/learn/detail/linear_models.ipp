// SPDX-License-Identifier: MIT
/// \file
/// The bodies of learn/linear_models.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/boosted_trees.hpp>
#include <standin/learn/detail/check_fit.hpp>
#include <standin/learn/detail/conjugate_gradients.hpp>
#include <standin/learn/detail/linear_products.hpp>
#include <standin/learn/linear_models.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

/// Coefficients of `outputs` sets of terms for classes, by Newton's method; with one output class 1 against class 0.
STANDIN_INLINE std::vector<std::vector<double>> fit_logistic(const linear_products& products, std::size_t rows,
                                                             std::span<const std::uint32_t> classes,
                                                             std::size_t outputs, const linear_options& options,
                                                             std::span<const double> weights) {
  const std::size_t size = products.size();
  std::vector<double> at(size * outputs, 0.0);
  if (rows > 0 && std::all_of(classes.begin(), classes.end(), [&](std::uint32_t c) { return c == classes[0]; })) {
    // Nothing tells rows apart; the way there would stop at coefficients that are all rounding.
    constexpr double sure = 20.0;  // 2e-9 from certain
    std::vector<std::vector<double>> constants(outputs, std::vector<double>(size, 0.0));
    constants[outputs == 1 ? 0 : classes[0]].back() = outputs == 1 && classes[0] == 0 ? -sure : sure;
    return constants;
  }
  std::vector<double> p(rows * outputs);
  const auto weight = [&](std::size_t row) { return weights.empty() ? 1.0 : weights[row]; };
  const auto penalised = [&](std::size_t i) { return i % size + 1 < size; };
  /// The loss, and the probabilities on the way.
  const auto look = [&](const std::vector<double>& coefficients) {
    std::vector<double> loss = products.sum(1, [&](std::size_t row, double* sum) {
      double* q = p.data() + row * outputs;
      for (std::size_t k = 0; k < outputs; ++k) q[k] = products.score(row, coefficients.data() + k * size);
      if (outputs == 1) {
        const double s = classes[row] == 1 ? -q[0] : q[0];
        sum[0] += weight(row) * (s > 0.0 ? s + std::log1p(std::exp(-s)) : std::log1p(std::exp(s)));
        q[0] = logistic(q[0]);
      } else {
        softmax({q, outputs});
        sum[0] -= weight(row) * std::log(std::max(q[classes[row]], 1e-300));
      }
    });
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      if (penalised(i)) loss[0] += 0.5 * options.l2 * coefficients[i] * coefficients[i];
    }
    return loss[0];
  };
  double loss = look(at);
  for (std::size_t step = 0; step < options.max_steps; ++step) {
    std::vector<double> gradient = products.sum(size * outputs, [&](std::size_t row, double* sum) {
      for (std::size_t k = 0; k < outputs; ++k) {
        const double is = (outputs == 1 ? classes[row] == 1 : classes[row] == k) ? 1.0 : 0.0;
        products.add(row, weight(row) * (p[row * outputs + k] - is), sum + k * size);
      }
    });
    double largest = 0.0;
    double mass = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) mass += weight(i / outputs) * p[i] * (1.0 - p[i]);
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (penalised(i)) gradient[i] += options.l2 * at[i];
      largest = std::max(largest, std::abs(gradient[i]));
    }
    if (largest <= 1e-7 * (1.0 + mass)) break;
    const double constant_l2 = 1e-9 * (mass + 1.0);  // of several classes' constants only differences count
    const block_inverses inverses(products, outputs, options.l2, constant_l2, [&](std::size_t row, std::size_t k) {
      return weight(row) * p[row * outputs + k] * (1.0 - p[row * outputs + k]);
    });
    for (double& g : gradient) g = -g;
    const std::vector<double> way = conjugate_gradients(
        gradient, 1e-2, 50,
        [&](const std::vector<double>& v) {
          std::vector<double> image = products.sum(size * outputs, [&](std::size_t row, double* sum) {
            const double* q = p.data() + row * outputs;
            double mean = 0.0;
            double scores[64];
            std::vector<double> more(outputs > 64 ? outputs : 0);
            double* s = outputs > 64 ? more.data() : scores;
            for (std::size_t k = 0; k < outputs; ++k) {
              s[k] = products.score(row, v.data() + k * size);
              mean += q[k] * s[k];
            }
            for (std::size_t k = 0; k < outputs; ++k) {
              products.add(row, weight(row) * q[k] * (s[k] - mean), sum + k * size);
            }
          });
          for (std::size_t i = 0; i < image.size(); ++i) image[i] += (penalised(i) ? options.l2 : constant_l2) * v[i];
          return image;
        },
        [&](std::vector<double>& v) { inverses.apply(v); });
    double length = 1.0;
    bool better = false;
    for (int tries = 0; tries < 30 && !better; ++tries, length *= 0.5) {
      std::vector<double> there = at;
      for (std::size_t i = 0; i < there.size(); ++i) there[i] += length * way[i];
      const double now = look(there);
      better = now < loss;
      if (better) {
        const bool settled = loss - now <= 1e-7 * std::abs(loss);
        at = std::move(there);
        loss = now;
        if (settled) step = options.max_steps;
      }
    }
    if (!better) break;
  }
  std::vector<std::vector<double>> out;
  for (std::size_t k = 0; k < outputs; ++k) {
    out.emplace_back(at.begin() + static_cast<std::ptrdiff_t>(k * size),
                     at.begin() + static_cast<std::ptrdiff_t>((k + 1) * size));
  }
  return out;
}

inline void check_linear(const linear_options& options) {
  if (!(options.l2 > 0.0)) throw invalid_option("linear model, l2", "found no number above 0", "1 will do");
}

}  // namespace detail

STANDIN_INLINE std::vector<double> linear_model::scores(const plain_table& features, executor_ref on) const {
  const linear_terms::rows rows = terms_.apply(features, on);
  const detail::linear_products products(rows, terms_.size(), on);
  const std::size_t outputs = coefficients_.size();
  std::vector<double> out(features.rows * outputs);
  parallel_for(on, features.rows, 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      for (std::size_t k = 0; k < outputs; ++k) out[row * outputs + k] = products.score(row, coefficients_[k].data());
    }
  });
  return out;
}

STANDIN_INLINE std::vector<double> logistic_regression::binary_model::probabilities(const plain_table& features,
                                                                                    executor_ref on) const {
  std::vector<double> out = scores(features, on);
  for (double& s : out) s = logistic(s);
  return out;
}

STANDIN_INLINE std::vector<double> logistic_regression::class_model::probabilities(const plain_table& features,
                                                                                   executor_ref on) const {
  std::vector<double> out = scores(features, on);
  const std::size_t outputs = coefficients().size();
  for (std::size_t i = 0; i < out.size(); i += outputs) softmax(std::span(out).subspan(i, outputs));
  return out;
}

STANDIN_INLINE logistic_regression::binary_model logistic_regression::fit_binary(
    const plain_table& features, std::span<const std::uint8_t> outcome, const learning_context& context) const {
  detail::check_fit(features, outcome.size());
  detail::check_linear(options);
  const std::vector<std::uint32_t> classes = detail::as_classes(outcome);
  for (const std::uint32_t c : classes) {
    if (c > 1) throw data_error("logistic regression", "found an outcome that is neither 0 nor 1", "recode it");
  }
  linear_terms terms(features, options.max_levels, context.executor);
  const linear_terms::rows rows = terms.apply(features, context.executor);
  const detail::linear_products products(rows, terms.size(), context.executor);
  std::vector<std::vector<double>> coefficients =
      detail::fit_logistic(products, features.rows, classes, 1, options, context.weights);
  return {std::move(terms), std::move(coefficients)};
}

STANDIN_INLINE logistic_regression::class_model logistic_regression::fit_classes(
    const plain_table& features, std::span<const std::uint32_t> classes, std::uint32_t count,
    const learning_context& context) const {
  detail::check_fit(features, classes.size());
  detail::check_linear(options);
  for (const std::uint32_t c : classes) {
    if (c >= count)
      throw data_error("logistic regression", "found a class that is not below their number", "recode it");
  }
  linear_terms terms(features, options.max_levels, context.executor);
  const linear_terms::rows rows = terms.apply(features, context.executor);
  const detail::linear_products products(rows, terms.size(), context.executor);
  std::vector<std::vector<double>> coefficients =
      detail::fit_logistic(products, features.rows, classes, count, options, context.weights);
  return {std::move(terms), std::move(coefficients)};
}

STANDIN_INLINE ridge_regression::value_model ridge_regression::fit_values(const plain_table& features,
                                                                          std::span<const double> values,
                                                                          const learning_context& context) const {
  detail::check_fit(features, values.size());
  detail::check_linear(options);
  linear_terms terms(features, options.max_levels, context.executor);
  const linear_terms::rows rows = terms.apply(features, context.executor);
  const detail::linear_products products(rows, terms.size(), context.executor);
  const std::size_t size = products.size();
  const auto weight = [&](std::size_t row) { return context.weights.empty() ? 1.0 : context.weights[row]; };
  double total = 0.0;
  double mean = 0.0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!std::isfinite(values[row])) {
      throw data_error("ridge regression", "found targets that are not finite", "leave them out");
    }
    total += weight(row);
    mean += weight(row) * values[row];
  }
  mean = total > 0.0 ? mean / total : 0.0;
  const std::vector<double> b = products.sum(
      size, [&](std::size_t row, double* sum) { products.add(row, weight(row) * (values[row] - mean), sum); });
  const detail::block_inverses inverses(products, 1, options.l2, 0.0,
                                        [&](std::size_t row, std::size_t) { return weight(row); });
  std::vector<double> coefficients = detail::conjugate_gradients(
      b, 1e-9, 2000,
      [&](const std::vector<double>& v) {
        std::vector<double> image = products.sum(size, [&](std::size_t row, double* sum) {
          products.add(row, weight(row) * products.score(row, v.data()), sum);
        });
        for (std::size_t j = 0; j + 1 < size; ++j) image[j] += options.l2 * v[j];
        return image;
      },
      [&](std::vector<double>& v) { inverses.apply(v); });
  coefficients.back() += mean;
  return {std::move(terms), {std::move(coefficients)}};
}

}  // namespace standin::inline v0_1
