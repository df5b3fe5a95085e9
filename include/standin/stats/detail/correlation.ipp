// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/correlation.hpp.
#pragma once

#include <standin/stats/association.hpp>
#include <standin/stats/correlation.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::stats {

namespace detail {

/// The cells as numbers, NaN where missing.
inline std::vector<double> numbers_of(const column_view& column) {
  std::vector<double> numbers(column.rows, std::numeric_limits<double>::quiet_NaN());
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    if constexpr (!std::is_same_v<value, std::string_view>)
      for (std::size_t row = 0; row < cells.rows(); ++row)
        if (!cells.missing(row)) numbers[row] = static_cast<double>(cells[row]);
  });
  return numbers;
}

/// The complete rows of two columns, and what is left out.
struct complete_rows {
  std::vector<double> first{};
  std::vector<double> second{};
  std::size_t left_out = 0;
  bool infinite = false;
};

STANDIN_LAZY inline complete_rows complete_rows_of(const column_view& x, const column_view& y) {
  complete_rows found{.first = numbers_of(x), .second = numbers_of(y)};
  std::size_t n = 0;
  for (std::size_t row = 0; row < found.first.size(); ++row) {
    const double a = found.first[row];
    const double b = found.second[row];
    if (std::isfinite(a) && std::isfinite(b)) {
      found.first[n] = a;
      found.second[n] = b;
      ++n;
    } else {
      ++found.left_out;
      found.infinite = found.infinite || std::isinf(a) || std::isinf(b);
    }
  }
  found.first.resize(n);
  found.second.resize(n);
  return found;
}

inline correlation correlate(complete_rows complete) {
  std::vector<double>& a = complete.first;
  std::vector<double>& b = complete.second;
  const std::size_t n = a.size();
  correlation result{.left_out = complete.left_out, .infinite = complete.infinite};
  result.rows = n;
  result.value = std::numeric_limits<double>::quiet_NaN();
  result.spread = result.value;
  if (n == 0) return result;
  const auto size = static_cast<double>(n);
  // Relative to the first row, so that far-off columns (dates in nanoseconds) keep their digits; and scaled, so that
  // the squares of huge numbers stay finite.
  const auto standardise = [&](std::vector<double>& values) {
    const double origin = values[0];
    double largest = 0.0;
    for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, std::abs(0.5 * values[i] - 0.5 * origin));
    if (largest == 0.0) return false;
    double mean = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      values[i] = (0.5 * values[i] - 0.5 * origin) / largest;
      mean += values[i];
    }
    mean /= size;
    double squares = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    const double deviation = std::sqrt(squares / size);
    for (std::size_t i = 0; i < n; ++i) values[i] /= deviation;
    return true;
  };
  const bool varies_a = standardise(a);
  const bool varies_b = standardise(b);
  if (!varies_a || !varies_b) return result;
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
  result.value = std::clamp(sum / size, -1.0, 1.0);
  double influence = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double part = a[i] * b[i] - 0.5 * result.value * (a[i] * a[i] + b[i] * b[i]);
    influence += part * part;
  }
  result.spread = std::sqrt(influence / size);
  return result;
}

}  // namespace detail

STANDIN_LAZY_INLINE correlation pearson(const column_view& x, const column_view& y) {
  return detail::correlate(detail::complete_rows_of(x, y));
}

STANDIN_LAZY_INLINE correlation spearman(const column_view& x, const column_view& y) {
  detail::complete_rows complete = detail::complete_rows_of(x, y);
  complete.first = average_ranks(complete.first);
  complete.second = average_ranks(complete.second);
  return detail::correlate(std::move(complete));
}

}  // namespace standin::inline v0_1::stats
