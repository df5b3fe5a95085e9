// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/associations.hpp.
#pragma once

#include <standin/evaluation/associations.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/association.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// The chosen rows of one column as ranks or as codes.
struct ranked_column {
  bool number = false;
  std::vector<double> ranks{};         ///< numbers: NaN where missing
  std::vector<std::uint32_t> codes{};  ///< levels: `levels` where missing
  std::uint32_t levels = 0;
};

STANDIN_LAZY inline ranked_column rank_column(const column_view& column, std::size_t most_rows) {
  ranked_column made;
  const std::size_t rows = std::min(column.rows, most_rows);
  const auto chosen = [&](std::size_t k) { return rows == column.rows ? k : k * column.rows / rows; };
  if (column.kind == column_kind::numeric || column.kind == column_kind::datetime) {
    made.number = true;
    std::vector<double> values(rows);
    for (std::size_t k = 0; k < rows; ++k) values[k] = column.number(chosen(k));
    made.ranks = stats::average_ranks(values);
    return made;
  }
  made.codes.resize(rows);
  if (column.kind == column_kind::boolean) {
    made.levels = 2;
    for (std::size_t k = 0; k < rows; ++k)
      made.codes[k] = column.missing(chosen(k)) ? 2 : column.number(chosen(k)) != 0.0 ? 1 : 0;
    return made;
  }
  made.levels = static_cast<std::uint32_t>(column.levels.size());
  for (std::size_t k = 0; k < rows; ++k)
    made.codes[k] = column.missing(chosen(k)) ? made.levels : std::min(made.levels, column.code(chosen(k)));
  return made;
}

/// Spearman's correlation from ranks among all present cells of each column.
STANDIN_LAZY inline double rank_correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double n = 0.0;
  double mean_x = 0.0;
  double mean_y = 0.0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (std::isnan(x[k]) || std::isnan(y[k])) continue;
    n += 1.0;
    mean_x += x[k];
    mean_y += y[k];
  }
  mean_x /= n;
  mean_y /= n;
  double xx = 0.0;
  double yy = 0.0;
  double xy = 0.0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (std::isnan(x[k]) || std::isnan(y[k])) continue;
    const double a = x[k] - mean_x;
    const double b = y[k] - mean_y;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (!(xx > 0.0 && yy > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

/// The correlation ratio of ranks by level, less what independent columns get.
STANDIN_LAZY inline double rank_ratio(const ranked_column& number, const ranked_column& levels) {
  std::vector<double> sums(levels.levels, 0.0);
  std::vector<double> counts(levels.levels, 0.0);
  double n = 0.0;
  double sum = 0.0;
  double squares = 0.0;
  const double origin = 0.5 * static_cast<double>(number.ranks.size());
  for (std::size_t k = 0; k < number.ranks.size(); ++k) {
    const std::uint32_t code = levels.codes[k];
    if (std::isnan(number.ranks[k]) || code >= levels.levels) continue;
    const double off = number.ranks[k] - origin;
    n += 1.0;
    sum += off;
    squares += off * off;
    sums[code] += off;
    counts[code] += 1.0;
  }
  const double all = squares - sum * sum / n;
  double between = -sum * sum / n;
  double occurring = 0.0;
  for (std::size_t code = 0; code < sums.size(); ++code) {
    if (counts[code] == 0.0) continue;
    occurring += 1.0;
    between += sums[code] * sums[code] / counts[code];
  }
  if (occurring < 2.0 || !(all > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  if (n <= occurring) return 1.0;
  // Epsilon squared: Kelley, "An unbiased correlation ratio measure", PNAS 21 (1935).
  return std::sqrt(std::clamp(1.0 - (1.0 - between / all) * (n - 1.0) / (n - occurring), 0.0, 1.0));
}

STANDIN_LAZY inline double level_association(const ranked_column& x, const ranked_column& y) {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> second;
  first.reserve(x.codes.size());
  second.reserve(x.codes.size());
  for (std::size_t k = 0; k < x.codes.size(); ++k) {
    if (x.codes[k] >= x.levels || y.codes[k] >= y.levels) continue;
    first.push_back(x.codes[k]);
    second.push_back(y.codes[k]);
  }
  return stats::corrected_cramers_v(stats::cross_tabulate(first, x.levels, second, y.levels));
}

STANDIN_LAZY inline double association_of(const ranked_column& x, const ranked_column& y) {
  if (x.number && y.number) return rank_correlation(x.ranks, y.ranks);
  if (x.number) return rank_ratio(x, y);
  if (y.number) return rank_ratio(y, x);
  return level_association(x, y);
}

STANDIN_LAZY inline std::vector<double> associations_within(const table_view& table,
                                                            const std::vector<std::size_t>& columns,
                                                            const association_options& options, executor_ref executor) {
  std::vector<ranked_column> ranked(columns.size());
  parallel_for(executor, columns.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ranked[i] = rank_column(table.column(columns[i]), options.most_rows);
  });
  std::vector<double> found(columns.size() < 2 ? 0 : columns.size() * (columns.size() - 1) / 2);
  parallel_for(executor, columns.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j)
      for (std::size_t i = 0; i < j; ++i) found[association_matrix::place(i, j)] = association_of(ranked[i], ranked[j]);
  });
  return found;
}

}  // namespace detail

STANDIN_LAZY_INLINE association_matrix associations_of(const comparison& tables, const association_options& options) {
  const table_schema& schema = tables.train.schema();
  association_matrix made{.rows = options.most_rows};
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].kind == column_kind::text) continue;
    if (columns.size() == options.most_columns) {
      ++made.left_out;
      continue;
    }
    columns.push_back(i);
    made.columns.push_back(schema[i].name);
  }
  made.real = detail::associations_within(tables.train, columns, options, tables.executor);
  made.synthetic = detail::associations_within(tables.synthetic, columns, options, tables.executor);
  if (tables.holdout) made.holdout = detail::associations_within(*tables.holdout, columns, options, tables.executor);
  return made;
}

STANDIN_LAZY_INLINE double mean_difference(const std::vector<double>& real, const std::vector<double>& other) noexcept {
  double sum = 0.0;
  double n = 0.0;
  for (std::size_t k = 0; k < std::min(real.size(), other.size()); ++k) {
    if (std::isnan(real[k]) || std::isnan(other[k])) continue;
    sum += std::abs(other[k] - real[k]);
    n += 1.0;
  }
  return n == 0.0 ? std::numeric_limits<double>::quiet_NaN() : sum / n;
}

}  // namespace standin::inline v0_1
