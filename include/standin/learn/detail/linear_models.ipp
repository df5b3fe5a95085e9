// SPDX-License-Identifier: MIT
/// \file
/// Terms of linear models, and Newton's method for them.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/boosted_trees.hpp>
#include <standin/learn/detail/check_fit.hpp>
#include <standin/learn/linear_models.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace standin::inline v0_1 {

STANDIN_INLINE linear_terms::linear_terms(const plain_table& like, std::size_t max_levels, executor_ref on)
    : columns_(like.columns.size()) {
  std::vector<std::uint8_t> holes(columns_.size(), 0);
  std::vector<std::vector<std::uint32_t>> kept(columns_.size());
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const plain_column& from = like.columns[j];
    column& to = columns_[j];
    to.numeric = from.numeric();
    if (to.numeric) {
      double sum = 0.0;
      std::size_t n = 0;
      const auto there = [&](std::size_t row) { return from.has(row) && std::isfinite(from.numbers[row]); };
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (!there(row)) continue;
        sum += from.numbers[row];
        ++n;
      }
      to.mean = n > 0 ? sum / static_cast<double>(n) : 0.0;
      double squares = 0.0;
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (there(row)) squares += (from.numbers[row] - to.mean) * (from.numbers[row] - to.mean);
      }
      const double spread = n > 0 ? std::sqrt(squares / static_cast<double>(n)) : 0.0;
      to.per_spread = spread > 0.0 && std::isfinite(1.0 / spread) ? 1.0 / spread : 0.0;
      holes[j] = n < like.rows ? 1 : 0;
    } else {
      std::vector<std::size_t> seen(from.levels, 0);
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (from.has(row)) {
          ++seen[from.codes[row]];
        } else {
          holes[j] = 1;
        }
      }
      std::vector<std::uint32_t> order(from.levels);
      std::iota(order.begin(), order.end(), 0U);
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return seen[a] != seen[b] ? seen[a] > seen[b] : a < b; });
      for (std::size_t i = 0; i < order.size() && i < max_levels && seen[order[i]] > 0; ++i)
        kept[j].push_back(order[i]);
    }
  });
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    numbers_ += columns_[j].numeric ? std::size_t{1} : std::size_t{0};
    chosen_ += !columns_[j].numeric || holes[j] != 0 ? std::size_t{1} : std::size_t{0};
  }
  size_ = numbers_;
  const auto next = [&] { return static_cast<std::uint32_t>(size_++); };
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    column& c = columns_[j];
    if (!c.numeric) {
      c.others = next();
      c.term.assign(like.columns[j].levels, c.others);
      for (const std::uint32_t level : kept[j]) c.term[level] = next();
    }
    // A column that is always there has no term for holes; in other tables they count as nothing.
    c.missing = holes[j] != 0 ? next() : std::uint32_t{0xFFFFFFFF};
  }
}

STANDIN_INLINE linear_terms::rows linear_terms::apply(const plain_table& table, executor_ref on) const {
  rows out{table.rows, numbers_, chosen_, {}, {}};
  out.values.resize(table.rows * numbers_);
  out.places.resize(table.rows * chosen_);
  const auto none = static_cast<std::uint32_t>(size_);
  parallel_for(on, table.rows, 4096, [&](std::size_t begin, std::size_t end) {
    std::size_t number = 0;
    std::size_t chosen = 0;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const column& c = columns_[j];
      const plain_column& from = table.columns[j];
      const bool placed = !c.numeric || c.missing != 0xFFFFFFFF;
      const std::uint32_t missing = std::min(c.missing, none);
      for (std::size_t row = begin; row < end; ++row) {
        std::uint32_t place = none;
        if (c.numeric) {
          const bool there = from.has(row) && std::isfinite(from.numbers[row]);
          const double scaled = there ? (from.numbers[row] - c.mean) * c.per_spread : 0.0;
          out.values[row * numbers_ + number] = static_cast<float>(std::clamp(scaled, -10.0, 10.0));
          if (!there) place = missing;
        } else if (!from.has(row)) {
          place = missing;
        } else {
          place = from.codes[row] < c.term.size() ? c.term[from.codes[row]] : c.others;
        }
        if (placed) out.places[row * chosen_ + chosen] = place;
      }
      number += c.numeric ? 1 : 0;
      chosen += placed ? 1 : 0;
    }
  });
  return out;
}

namespace detail {

/// Products of rows of terms with vectors; the constant term is the last one.
class linear_products {
 public:
  linear_products(const linear_terms::rows& rows, std::size_t terms, executor_ref on)
      : rows_(rows), terms_(terms), on_(on) {}

  [[nodiscard]] std::size_t size() const noexcept { return terms_ + 1; }

  /// The score of a row.
  [[nodiscard]] double score(std::size_t row, const double* coefficients) const noexcept {
    double sum = coefficients[terms_];
    const float* values = rows_.values.data() + row * rows_.numbers;
    for (std::size_t j = 0; j < rows_.numbers; ++j) sum += static_cast<double>(values[j]) * coefficients[j];
    const std::uint32_t* places = rows_.places.data() + row * rows_.chosen;
    for (std::size_t j = 0; j < rows_.chosen; ++j) sum += places[j] < terms_ ? coefficients[places[j]] : 0.0;
    return sum;
  }

  /// Adds `factor` times a row's terms to a vector.
  void add(std::size_t row, double factor, double* to) const noexcept {
    const float* values = rows_.values.data() + row * rows_.numbers;
    for (std::size_t j = 0; j < rows_.numbers; ++j) to[j] += factor * static_cast<double>(values[j]);
    const std::uint32_t* places = rows_.places.data() + row * rows_.chosen;
    for (std::size_t j = 0; j < rows_.chosen; ++j) {
      if (places[j] < terms_) to[places[j]] += factor;
    }
    to[terms_] += factor;
  }

  /// Adds `factor` times the products of all pairs of a row's terms to the lower triangle of a matrix.
  void add_square(std::size_t row, double factor, double* to) const noexcept {
    const std::size_t n = size();
    const float* values = rows_.values.data() + row * rows_.numbers;
    const std::uint32_t* places = rows_.places.data() + row * rows_.chosen;
    for (std::size_t i = 0; i < rows_.numbers; ++i) {
      const double scaled = factor * static_cast<double>(values[i]);
      for (std::size_t j = 0; j <= i; ++j) to[i * n + j] += scaled * static_cast<double>(values[j]);
    }
    for (std::size_t a = 0; a < rows_.chosen; ++a) {
      if (places[a] >= terms_) continue;
      double* at = to + places[a] * n;
      for (std::size_t j = 0; j < rows_.numbers; ++j) at[j] += factor * static_cast<double>(values[j]);
      for (std::size_t b = 0; b <= a; ++b) {  // terms of earlier columns have smaller numbers
        if (places[b] < terms_) at[places[b]] += factor;
      }
    }
    add(row, factor, to + terms_ * n);
  }

  /// Sums what `visit(row, sum)` adds, over chunks of rows in their order.
  template <class Visit>
  [[nodiscard]] std::vector<double> sum(std::size_t size, Visit&& visit) const {
    constexpr std::size_t grain = 4096;
    return parallel_reduce(
        on_, rows_.count, grain, std::vector<double>(size, 0.0),
        [&](std::size_t begin, std::size_t end) {
          std::vector<double> part(size, 0.0);
          for (std::size_t row = begin; row < end; ++row) visit(row, part.data());
          return part;
        },
        [](std::vector<double>&& a, std::vector<double>&& b) {
          for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
          return std::move(a);
        });
  }

 private:
  const linear_terms::rows& rows_;
  std::size_t terms_;
  executor_ref on_;
};

inline double dot(const std::vector<double>& a, const std::vector<double>& b) noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// The lower triangle L of L L' = a in place of a's; false where a is not positive definite.
inline bool factorise(std::vector<double>& a, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      if (i != j) {
        a[i * n + j] = sum / a[j * n + j];
      } else if (sum > 0.0) {
        a[i * n + i] = std::sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

/// Solves L L' x = b in place of b.
inline void solve_factorised(const std::vector<double>& lower, std::size_t n, double* b) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    double sum = b[i];
    for (std::size_t k = 0; k < i; ++k) sum -= lower[i * n + k] * b[k];
    b[i] = sum / lower[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= lower[i * n + i];
    for (std::size_t k = 0; k < i; ++k) b[k] -= lower[i * n + k] * b[i];
  }
}

/// Solves A x = b for a symmetric positive definite A that is given by its products; `scale(v)` turns v into an
/// approximation to A⁻¹ v.
/// Source: Hestenes and Stiefel, J. Research of the National Bureau of Standards 49 (1952).
template <class Product, class Scale>
std::vector<double> conjugate_gradients(const std::vector<double>& b, double tolerance, std::size_t max_steps,
                                        Product&& product, Scale&& scale) {
  const std::size_t n = b.size();
  std::vector<double> x(n, 0.0);
  std::vector<double> residual = b;
  std::vector<double> scaled = residual;
  scale(scaled);
  std::vector<double> direction = scaled;
  double size = dot(residual, scaled);
  const double enough = size * tolerance * tolerance;
  for (std::size_t step = 0; step < max_steps && size > enough && size > 0.0; ++step) {
    const std::vector<double> image = product(direction);
    const double curvature = dot(direction, image);
    if (!(curvature > 0.0)) break;
    const double along = size / curvature;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += along * direction[i];
      residual[i] -= along * image[i];
    }
    scaled = residual;
    scale(scaled);
    const double next = dot(residual, scaled);
    const double keep = next / size;
    for (std::size_t i = 0; i < n; ++i) direction[i] = scaled[i] + keep * direction[i];
    size = next;
  }
  return x;
}

/// What `conjugate_gradients` scales by: for each of some blocks the inverse of Σ weight(row, block) x x' + penalty, or
/// of its diagonal where there are too many terms for more.
class block_inverses {
 public:
  template <class Weight>
  block_inverses(const linear_products& products, std::size_t blocks, double l2, double constant_l2, Weight&& weight)
      : n_(products.size()) {
    constexpr std::size_t few = 600;
    const bool whole = n_ <= few;
    for (std::size_t k = 0; k < blocks; ++k) {
      std::vector<double> block = products.sum(whole ? n_ * n_ : n_, [&](std::size_t row, double* sum) {
        if (whole) {
          products.add_square(row, weight(row, k), sum);
        } else {
          products.add(row, weight(row, k), sum);
        }
      });
      for (std::size_t j = 0; j < n_; ++j) {
        double& on_diagonal = block[whole ? j * n_ + j : j];
        on_diagonal = std::abs(on_diagonal) + (j + 1 < n_ ? l2 : constant_l2);
      }
      if (!whole) {  // standardised numbers have sums near 0, and squares as large as the constant's
        for (std::size_t j = 0; j < n_; ++j) block[j] = std::max(block[j], 1e-3 * block[n_ - 1]);
      } else if (!factorise(block, n_)) {
        block.clear();
      }
      blocks_.push_back(std::move(block));
    }
  }

  void apply(std::vector<double>& v) const noexcept {
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      double* part = v.data() + k * n_;
      if (blocks_[k].empty()) continue;
      if (blocks_[k].size() == n_ && n_ > 1) {
        for (std::size_t j = 0; j < n_; ++j) part[j] /= blocks_[k][j];
      } else {
        solve_factorised(blocks_[k], n_, part);
      }
    }
  }

 private:
  std::size_t n_;
  std::vector<std::vector<double>> blocks_{};
};

/// Coefficients of `outputs` sets of terms for classes, by Newton's method; with one output class 1 against class 0.
STANDIN_INLINE std::vector<std::vector<double>> fit_logistic(const linear_products& products, std::size_t rows,
                                                             std::span<const std::uint32_t> classes,
                                                             std::size_t outputs, const linear_options& options,
                                                             std::span<const double> weights) {
  const std::size_t size = products.size();
  std::vector<double> at(size * outputs, 0.0);
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
