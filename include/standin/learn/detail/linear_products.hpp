// SPDX-License-Identifier: MIT
/// \file
/// Rows of linear terms times vectors.
#pragma once

#include <standin/learn/linear_terms.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

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

}  // namespace standin::inline v0_1::detail
