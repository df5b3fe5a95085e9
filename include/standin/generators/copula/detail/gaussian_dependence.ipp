// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/copula/gaussian_dependence.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Sums over rows that have both values, for all pairs of columns at once.
struct pair_sums {
  numeric::matrix gram;              ///< of [scores | has a value, for the columns with holes | 1], lower triangle
  std::vector<std::size_t> mask_of;  ///< for each column the place of its mask in `gram`
};

STANDIN_LAZY [[nodiscard]] inline pair_sums sum_pairs(const latent_table& latent, executor_ref executor) {
  const std::size_t width = latent.columns.size();
  pair_sums sums{.gram = {}, .mask_of = std::vector<std::size_t>(width)};
  std::vector<std::size_t> holes;
  for (std::size_t c = 0; c < width; ++c)
    if (!latent.columns[c].present.empty()) holes.push_back(c);
  const std::size_t all = width + holes.size();  // the place of the column of ones
  std::fill(sums.mask_of.begin(), sums.mask_of.end(), all);
  for (std::size_t h = 0; h < holes.size(); ++h) sums.mask_of[holes[h]] = width + h;

  constexpr std::size_t inner = 512;    // rows whose scores fit into the cache
  constexpr std::size_t chunk = 16384;  // rows of one task
  const auto map = [&](std::size_t begin, std::size_t end) {
    numeric::matrix part(all + 1, all + 1);
    numeric::matrix scores(inner, all + 1);
    for (double& one : scores.column(all)) one = 1.0;
    for (std::size_t first = begin; first < end; first += inner) {
      const std::size_t rows = std::min(inner, end - first);
      for (std::size_t c = 0; c < width; ++c) {
        const latent_column& column = latent.columns[c];
        const std::span<double> out = scores.column(c);
        if (column.present.empty()) {
          for (std::size_t i = 0; i < rows; ++i) out[i] = column.law.scores[column.steps[first + i]];
          continue;
        }
        const std::span<double> mask = scores.column(sums.mask_of[c]);
        for (std::size_t i = 0; i < rows; ++i) {
          const std::size_t row = first + i;
          const bool has = ((column.present[row / 64] >> (row % 64)) & 1U) != 0;
          mask[i] = has ? 1.0 : 0.0;
          out[i] = has ? column.law.scores[column.steps[row]] : 0.0;
        }
      }
      numeric::add_gram(scores, rows, part);
    }
    return part;
  };
  const auto combine = [](numeric::matrix sum, const numeric::matrix& part) {
    for (std::size_t j = 0; j < sum.columns(); ++j)
      for (std::size_t i = j; i < sum.rows(); ++i) sum(i, j) += part(i, j);
    return sum;
  };
  sums.gram = parallel_reduce(executor, latent.rows, chunk, numeric::matrix(all + 1, all + 1), map, combine);
  return sums;
}

/// Shrinks each correlation by its own sampling error: to its mean given the estimate, where correlations are spread
/// around 0 with variance v and estimates around them with variance `error`. v is what makes the squares of the
/// estimates, each over v plus its error, 1 on average. Pairs that tell nothing have an error of 0 and stay 0.
///
/// One factor for all would follow the worst pairs: two levels of one row in a thousand have a correlation that is
/// known to no digit, and a table with many such columns would lose what the others know.
STANDIN_LAZY inline void shrink_by_errors(numeric::matrix& correlation, const numeric::matrix& error) {
  const std::size_t width = correlation.columns();
  const auto error_of = [&error](std::size_t i, std::size_t j) {
    return std::min(error(i, j), 1.0);  // no more than what estimates within [-1, 1] can have
  };
  const auto excess = [&](double v) {  // falls in v
    double sum = 0.0;
    for (std::size_t j = 0; j < width; ++j)
      for (std::size_t i = j + 1; i < width; ++i)
        if (const double e = error_of(i, j); e > 0.0) sum += correlation(i, j) * correlation(i, j) / (v + e) - 1.0;
    return sum;
  };
  double lower = 0.0;
  double upper = 1.0;
  for (int step = 0; step < 40; ++step) {
    const double middle = 0.5 * (lower + upper);
    (excess(middle) > 0.0 ? lower : upper) = middle;
  }
  const double v = 0.5 * (lower + upper);
  for (std::size_t j = 0; j < width; ++j)
    for (std::size_t i = j + 1; i < width; ++i)
      if (const double e = error_of(i, j); e > 0.0)
        correlation(i, j) = correlation(j, i) = correlation(i, j) * v / (v + e);
}

}  // namespace detail

STANDIN_LAZY_INLINE fit_estimate gaussian_dependence::estimate(std::size_t rows, std::size_t columns) noexcept {
  const auto n = static_cast<double>(rows);
  const auto width = static_cast<double>(columns);
  constexpr double matrices = 8.0;         // of the size of the correlations, at the peak
  constexpr double product = 0.3e-9;       // seconds for one product within a sum, as benchmark_growth measures
  constexpr double pair = 9e-6;            // for each pair in both orders, undoing what its steps hide
  constexpr double decomposition = 15e-9;  // for width^3, of a few decompositions
  return {.bytes = 8.0 * matrices * width * width + 12.0 * n * width,
          .seconds = product * n * width * width + pair * width * width + decomposition * width * width * width};
}

STANDIN_LAZY_INLINE gaussian_dependence::fitted gaussian_dependence::fit(const latent_table& latent,
                                                                         fit_context& context) const {
  const std::size_t width = latent.columns.size();
  if (width == 0) return fitted(numeric::matrix(0, 0));  // all columns are issued anew: there is nothing to tie
  const detail::pair_sums sums = detail::sum_pairs(latent, context.executor);
  const auto sum = [&](std::size_t i, std::size_t j) { return sums.gram(std::max(i, j), std::min(i, j)); };

  numeric::matrix correlation(width, width);
  numeric::matrix error(width, width);  // squared standard errors
  for (std::size_t c = 0; c < width; ++c) correlation(c, c) = 1.0;
  parallel_for(context.executor, width, 1, [&](std::size_t j, std::size_t) {
    for (std::size_t i = j + 1; i < width; ++i) {
      const std::size_t mi = sums.mask_of[i];
      const std::size_t mj = sums.mask_of[j];
      const double rows = sum(mi, mj);
      if (rows < 3.0) continue;  // nothing to learn from: independent
      const double covariance = (sum(i, j) - sum(i, mj) * sum(mi, j) / rows) / rows;
      const stats::latent_steps& a = latent.columns[i].law;
      const stats::latent_steps& b = latent.columns[j].law;
      const double rho = stats::latent_correlation(a, b, covariance);
      const double scale = a.variance * b.variance;
      const double seen = scale > 0.0 ? std::clamp(covariance / std::sqrt(scale), -1.0, 1.0) : 0.0;
      const double lost = seen != 0.0 ? rho / seen : 0.0;  // what undoing the attenuation does to the error, too
      correlation(i, j) = correlation(j, i) = rho;
      error(i, j) = lost * lost * (1.0 - seen * seen) * (1.0 - seen * seen) / (rows - 1.0);
    }
  });

  if (shrink) detail::shrink_by_errors(correlation, error);
  numeric::correlation_repair repair = numeric::nearest_correlation(correlation);
  context.report.iterations = repair.iterations;
  context.report.converged = repair.converged;
  return fitted(std::move(repair.correlation));
}

STANDIN_INLINE gaussian_dependence::fitted::fitted(numeric::matrix correlation) : correlation_(std::move(correlation)) {
  const auto fail = [](const char* found) { throw format_error("gaussian_dependence", found, "fit it anew"); };
  if (correlation_.rows() != correlation_.columns()) fail("the correlation matrix is not square");
  for (std::size_t j = 0; j < correlation_.columns(); ++j) {
    if (correlation_(j, j) != 1.0) fail("the correlation matrix has a diagonal that is not 1");
    for (std::size_t i = 0; i < correlation_.rows(); ++i)
      if (!(std::abs(correlation_(i, j)) <= 1.0) || correlation_(i, j) != correlation_(j, i))
        fail("the correlation matrix is not symmetric, or beyond 1");
  }
  if (correlation_.columns() > 0 && !numeric::cholesky(correlation_, lower_))
    fail("the correlation matrix is not positive definite");
}

STANDIN_INLINE void gaussian_dependence::fitted::fill(std::span<double> out, random::source from,
                                                      std::uint64_t first_row) const {
  const std::size_t width = correlation_.columns();
  std::vector<double> draws(width * block);
  for (std::size_t group = 0; 4 * group < width; ++group) {
    std::array<std::span<double>, 4> columns{};
    for (std::size_t m = 0; m < 4 && 4 * group + m < width; ++m)
      columns[m] = std::span<double>(draws).subspan((4 * group + m) * block, block);
    random::fill_open_uniforms4(from, random::purpose::sample, first_row, group, columns);
  }
  random::normal_quantiles(draws, draws);
  for (std::size_t i = 0; i < width; ++i) {
    const std::span<double> row = out.subspan(i * block, block);
    std::fill(row.begin(), row.end(), 0.0);
    for (std::size_t k = 0; k <= i; ++k) {
      const double weight = lower_(i, k);
      const double* const column = draws.data() + k * block;
      for (std::size_t r = 0; r < block; ++r) row[r] += weight * column[r];
    }
  }
}

}  // namespace standin::inline v0_1
