// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/distributions.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/evaluation/distributions.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/paired_counts.hpp>
#include <standin/stats/quantile.hpp>
#include <standin/stats/sorted_values.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE double column_distribution::place(double value) const noexcept {
  return scale == distribution_scale::logarithmic ? std::asinh(value / log_unit) : value;
}

namespace detail {

/// One bar before it is chosen or put with the rest.
struct counted_level {
  std::string name;
  std::uint64_t real = 0;
  std::uint64_t synthetic = 0;
};

/// Bars for the most frequent levels that have enough rows; the others are put together.
/// \param ordered  whether the bars keep the order of the levels rather than that of their counts
STANDIN_LAZY inline void choose_bars(column_distribution& into, std::vector<counted_level> levels, bool ordered,
                                     const distribution_options& options) {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return levels[a].real > levels[b].real; });
  const auto enough =
      static_cast<std::size_t>(std::count_if(levels.begin(), levels.end(), [&](const counted_level& level) {
        return level.real >= std::max<std::size_t>(1, options.least_rows);
      }));
  std::size_t shown = std::min(enough, options.most_levels);
  if (levels.size() == shown + 1 && enough == shown + 1) ++shown;  // rather a name than a rest of one
  if (ordered) std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown));
  double real = 0.0;
  double synthetic = 0.0;
  for (const counted_level& level : levels) {
    real += static_cast<double>(level.real);
    synthetic += static_cast<double>(level.synthetic);
  }
  if (shown == 0) return;
  counted_level rest;
  for (std::size_t k = 0; k < order.size(); ++k) {
    counted_level& level = levels[order[k]];
    if (k >= shown) {
      rest.real += level.real;
      rest.synthetic += level.synthetic;
      ++into.rest;
      continue;
    }
    into.levels.push_back(std::move(level.name));
    into.real.push_back(static_cast<double>(level.real) / real);
    into.synthetic.push_back(synthetic > 0.0 ? static_cast<double>(level.synthetic) / synthetic : 0.0);
  }
  if (into.rest == 0) return;
  into.real.push_back(static_cast<double>(rest.real) / real);
  into.synthetic.push_back(synthetic > 0.0 ? static_cast<double>(rest.synthetic) / synthetic : 0.0);
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `width`.
STANDIN_LAZY inline double round_width(double width) {
  const double power = std::pow(10.0, std::floor(std::log10(width)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0})
    if (factor * power >= width) return factor * power;
  return 10.0 * power;
}

/// A round width for bins of a date-time, in ticks.
STANDIN_LAZY inline double round_span(double width, time_unit unit) {
  const double second = unit == time_unit::day ? 1.0 / 86'400.0 : static_cast<double>(ticks_per_second(unit));
  for (const double seconds : {1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 10'800.0, 21'600.0, 86'400.0, 172'800.0,
                               432'000.0, 604'800.0, 1'209'600.0, 2'592'000.0, 5'184'000.0, 7'776'000.0, 15'552'000.0})
    if (seconds * second >= width && seconds * second >= 1.0) return seconds * second;
  return std::max(1.0, std::ceil(width / (31'536'000.0 * second)) * 31'536'000.0 * second);
}

/// Edges at multiples of a step on the axis, from the last one not above `low` to the first one above `high`. Where the
/// numbers are too close together, or too far apart, for steps there is one bin.
template <class ValueAt>
std::vector<double> edges_at_steps(double low, double high, double first, std::size_t most, const ValueAt& value_at) {
  std::vector<double> edges;
  for (std::size_t k = 0; k <= most && (edges.empty() || edges.back() <= high); ++k) {
    const double edge = value_at(first + static_cast<double>(k));
    if (!std::isfinite(edge) || (!edges.empty() && edge <= edges.back())) return {low, high};
    edges.push_back(edge);
  }
  return edges.back() > high && edges.front() <= low ? edges : std::vector<double>{low, high};
}

/// Edges of about `bins` bins between quantiles that leave enough rows on both sides.
STANDIN_LAZY inline std::vector<double> even_edges(column_distribution& into, std::span<const double> sorted,
                                                   bool whole, const distribution_options& options) {
  const double outside = std::max(0.005, static_cast<double>(options.least_rows) / static_cast<double>(sorted.size()));
  const double low = stats::quantile_of_sorted(sorted, outside);
  const double high = stats::quantile_of_sorted(sorted, 1.0 - outside);
  const double middle = stats::quantile_of_sorted(sorted, 0.75) - stats::quantile_of_sorted(sorted, 0.25);
  const std::size_t bins = std::max<std::size_t>(1, options.bins);
  const std::size_t most = 3 * bins;
  into.scale = distribution_scale::linear;
  if (low == high) {
    // Nearly all cells are one value: it gets a bin, and what lies beyond one on each side.
    const double half = whole || low == 0.0 ? 0.5 : std::max(std::abs(low) * 1e-3, 1e-300);
    return edges_at_steps(low - 3.0 * half, low + 2.0 * half, 0.0, 3,
                          [&](double k) { return low + (2.0 * k - 3.0) * half; });
  }
  if (into.kind == column_kind::numeric && high - low > 20.0 * middle) {
    std::vector<double> sizes;
    for (const double value : sorted)
      if (value != 0.0) sizes.push_back(std::abs(value));
    const auto tenth = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 10);
    std::nth_element(sizes.begin(), tenth, sizes.end());
    const double furthest = std::max(std::abs(low), std::abs(high));
    into.scale = distribution_scale::logarithmic;
    into.log_unit = std::pow(10.0, std::floor(std::log10(std::max(*tenth, 1e-12 * furthest))));
    // Bins end at multiples of the step, so that no edge is the value of a row.
    const double step = (into.place(high) - into.place(low)) / static_cast<double>(bins);
    return edges_at_steps(low, high, std::floor(into.place(low) / step), most,
                          [&](double k) { return std::sinh(k * step) * into.log_unit; });
  }
  double step = (high - low) / static_cast<double>(bins);
  step = into.kind == column_kind::datetime ? round_span(step, into.unit) : round_width(step);
  if (whole) step = std::max(1.0, std::round(step));
  const double shift = whole && step == 1.0 ? 0.5 : 0.0;  // whole numbers stand in the middle of their bins
  return edges_at_steps(low, high, std::floor(low / step + shift), most, [&](double k) { return (k - shift) * step; });
}

STANDIN_LAZY inline std::vector<std::uint64_t> count_between(std::span<const double> sorted,
                                                             const std::vector<double>& edges) {
  std::vector<std::uint64_t> counts;
  auto from = sorted.begin();
  for (std::size_t bin = 0; bin + 1 < edges.size(); ++bin) {
    const auto to = bin + 2 == edges.size() ? sorted.end() : std::lower_bound(from, sorted.end(), edges[bin + 1]);
    counts.push_back(static_cast<std::uint64_t>(to - from));
    from = to;
  }
  return counts;
}

/// Puts bins of a few rows together with their neighbours; those without a row stay.
STANDIN_LAZY inline std::vector<double> wide_enough_edges(const std::vector<double>& edges,
                                                          const std::vector<std::uint64_t>& counts, std::size_t least) {
  std::vector<double> kept{edges.front()};
  std::vector<std::uint64_t> rows;
  std::uint64_t open = 0;
  for (std::size_t bin = 0; bin < counts.size(); ++bin) {
    open += counts[bin];
    if (open > 0 && open < least) {
      // Rather with the lower of the two neighbours, so that neither grows out of shape.
      const bool last_fits = !rows.empty() && rows.back() > 0 && bin + 1 < counts.size() &&
                             counts[bin + 1] > rows.back() && counts[bin + 1] >= least;
      if (!last_fits) continue;
      rows.back() += open;
      kept.back() = edges[bin + 1];
      open = 0;
      continue;
    }
    kept.push_back(edges[bin + 1]);
    rows.push_back(open);
    open = 0;
  }
  if (open == 0 && kept.back() == edges.back()) return kept;
  while (!rows.empty() && open < least) {
    open += rows.back();
    rows.pop_back();
    kept.pop_back();
  }
  kept.push_back(edges.back());
  return kept;
}

STANDIN_LAZY inline void cut_numbers(column_distribution& into, const column_view& real, const column_view& synthetic,
                                     const distribution_options& options) {
  const std::vector<double> a = stats::sorted_values(real).values;
  const std::vector<double> b = stats::sorted_values(synthetic).values;
  if (a.size() < std::max<std::size_t>(2, 2 * options.least_rows)) return;
  std::size_t distinct = 1;
  bool whole = into.kind == column_kind::datetime;
  if (!whole) {
    whole = true;
    for (const double value : a) whole = whole && value == std::floor(value);
  }
  constexpr std::size_t few = 20;
  for (std::size_t i = 1; i < a.size() && distinct <= few; ++i) distinct += a[i] != a[i - 1] ? 1U : 0U;
  if (distinct <= std::min(few, options.most_levels) && into.kind == column_kind::numeric) {
    std::vector<counted_level> levels;
    for (auto at = a.begin(), other = b.begin(); at != a.end() || other != b.end();) {
      const double value = other == b.end() || (at != a.end() && *at < *other) ? *at : *other;
      counted_level level{.name = to_text(value)};
      for (; at != a.end() && *at == value; ++at) ++level.real;
      for (; other != b.end() && *other == value; ++other) ++level.synthetic;
      levels.push_back(std::move(level));
    }
    choose_bars(into, std::move(levels), true, options);
    return;
  }
  const std::vector<double> even = even_edges(into, a, whole, options);
  if (even.size() < 2 || !std::isfinite(even.back() - even.front())) return;
  into.edges = wide_enough_edges(even, count_between(a, even), options.least_rows);
  for (const std::uint64_t count : count_between(a, into.edges))
    into.real.push_back(static_cast<double>(count) / static_cast<double>(a.size()));
  for (const std::uint64_t count : count_between(b, into.edges))
    into.synthetic.push_back(b.empty() ? 0.0 : static_cast<double>(count) / static_cast<double>(b.size()));
}

STANDIN_LAZY inline double share_missing(const column_view& column) {
  std::size_t missing = 0;
  for (std::size_t row = 0; row < column.rows; ++row) missing += column.missing(row) ? 1U : 0U;
  return column.rows == 0 ? 0.0 : static_cast<double>(missing) / static_cast<double>(column.rows);
}

STANDIN_LAZY inline column_distribution distribution_of(const column_spec& spec, const column_view& real,
                                                        const column_view& synthetic,
                                                        const distribution_options& options) {
  column_distribution made{.name = spec.name, .kind = spec.kind, .unit = spec.unit};
  made.missing_real = share_missing(real);
  made.missing_synthetic = share_missing(synthetic);
  if (spec.kind == column_kind::numeric || spec.kind == column_kind::datetime) {
    cut_numbers(made, real, synthetic, options);
    return made;
  }
  const stats::level_counts counted = stats::count_levels(real, synthetic);
  std::vector<counted_level> levels;
  for (std::size_t k = 0; k < counted.names.size(); ++k) {
    const std::string& name = counted.names[k];
    levels.push_back({.name = spec.kind != column_kind::boolean ? name
                              : name == "true"                  ? spec.form.yes
                                                                : spec.form.no,
                      .real = counted.counts.a[k],
                      .synthetic = counted.counts.b[k]});
  }
  choose_bars(made, std::move(levels), spec.kind == column_kind::boolean, options);
  return made;
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<column_distribution> distributions_of(const comparison& tables,
                                                                      const distribution_options& options) {
  const table_schema& schema = tables.train.schema();
  std::vector<column_distribution> made(schema.size());
  parallel_for(tables.executor, schema.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      made[i] = detail::distribution_of(schema[i], tables.train.column(i), tables.synthetic.column(i), options);
  });
  return made;
}

}  // namespace standin::inline v0_1
