// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/binning.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/stats/binning.hpp>
#include <standin/stats/sorted_values.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1::stats {

namespace detail {

/// Value and count of each distinct number of an ascending sample.
inline std::vector<std::pair<double, std::uint64_t>> tally_numbers(std::span<const double> sorted) {
  std::vector<std::pair<double, std::uint64_t>> tally;
  for (const double value : sorted) {
    if (tally.empty() || tally.back().first != value) tally.emplace_back(value, 0);
    ++tally.back().second;
  }
  return tally;
}

/// The keys of the `most` largest counts, ascending; of equal counts the lower keys.
template <class Key>
std::vector<Key> most_frequent(std::vector<std::pair<Key, std::uint64_t>> tally, std::size_t most) {
  std::sort(tally.begin(), tally.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (tally.size() > most) tally.resize(most);
  std::vector<Key> keys;
  for (auto& [key, count] : tally) keys.push_back(std::move(key));
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Where the key stands, or the size where it doesn't.
template <class Key, class Sought>
std::uint32_t place_of(const std::vector<Key>& sorted, const Sought& key) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), key);
  return static_cast<std::uint32_t>(at != sorted.end() && *at == key ? at - sorted.begin()
                                                                     : static_cast<std::ptrdiff_t>(sorted.size()));
}

}  // namespace detail

STANDIN_LAZY_INLINE binning::binning(const column_view& real, const binning_options& options) {
  if (real.kind != column_kind::numeric && real.kind != column_kind::datetime) {
    learn_levels(real, options.most_levels);
    return;
  }
  const std::vector<double> sorted = sorted_values(real).values;
  std::size_t distinct = sorted.empty() ? 0 : 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) distinct += sorted[i] != sorted[i - 1] ? 1U : 0U;
  if (real.kind == column_kind::numeric && distinct <= options.few_values) {
    learn_numbers(sorted, options.most_levels);
  } else {
    learn_quantiles(sorted, options);
  }
}

STANDIN_LAZY_INLINE binning binning::at(std::vector<double> edges) {
  binning result;
  result.edges_ = std::move(edges);
  return result;
}

STANDIN_LAZY_INLINE void binning::learn_quantiles(std::span<const double> sorted, const binning_options& options) {
  what_ = content::quantiles;
  const std::size_t n = sorted.size();
  const std::size_t bins = std::max<std::size_t>(1, options.quantile_bins);
  std::vector<double> distinct(sorted.begin(), sorted.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.size() <= bins) {
    if (!distinct.empty()) edges_.assign(distinct.begin() + 1, distinct.end());
    return;
  }
  // The order statistics at evenly spaced places; the places are computed in floating point as NumPy's linspace does,
  // so that tools that use it find the same bins.
  const std::size_t finest =
      options.ties == tied_quantiles::merge ? bins + 2 : std::max(bins + 2, std::min<std::size_t>(1000, n + 1));
  std::vector<double> grid;
  for (std::size_t points = bins + 1; points < finest; ++points) {
    const double step = static_cast<double>(n - 1) / static_cast<double>(points - 1);
    grid.clear();
    for (std::size_t i = 0; i < points; ++i) {
      const std::size_t place = i + 1 == points ? n - 1 : static_cast<std::size_t>(static_cast<double>(i) * step);
      if (grid.empty() || grid.back() != sorted[place]) grid.push_back(sorted[place]);
    }
    if (grid.size() > bins) break;
  }
  if (grid.size() > 2) edges_.assign(grid.begin() + 1, grid.end() - 1);
}

STANDIN_LAZY_INLINE void binning::learn_numbers(std::span<const double> sorted, std::size_t most) {
  what_ = content::numbers;
  numbers_ = detail::most_frequent(detail::tally_numbers(sorted), most);
}

STANDIN_LAZY_INLINE void binning::learn_levels(const column_view& real, std::size_t most) {
  what_ = content::levels;
  column_view nothing = real;
  nothing.rows = 0;
  const level_counts levels = count_levels(real, nothing);
  std::vector<std::pair<std::string, std::uint64_t>> tally;
  for (std::size_t k = 0; k < levels.names.size(); ++k) tally.emplace_back(levels.names[k], levels.counts.a[k]);
  names_ = detail::most_frequent(std::move(tally), most);
}

STANDIN_LAZY_INLINE std::size_t binning::size() const noexcept {
  switch (what_) {
    case content::quantiles: return edges_.size() + 2;
    case content::numbers: return numbers_.size() + 2;
    case content::levels: break;
  }
  return names_.size() + 2;
}

STANDIN_LAZY_INLINE std::vector<std::uint32_t> binning::codes(const column_view& column) const {
  const auto missing = static_cast<std::uint32_t>(size() - 1);
  std::vector<std::uint32_t> codes(column.rows, missing);
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    if constexpr (std::is_same_v<value, std::string_view>) {
      if (what_ != content::levels) return;
      for (std::size_t row = 0; row < cells.rows(); ++row)
        if (!cells.missing(row)) codes[row] = detail::place_of(names_, cells[row]);
    } else if constexpr (std::is_same_v<value, bool>) {
      if (what_ == content::levels) {
        const std::uint32_t bins[2] = {detail::place_of(names_, std::string_view("false")),
                                       detail::place_of(names_, std::string_view("true"))};
        for (std::size_t row = 0; row < cells.rows(); ++row)
          if (!cells.missing(row)) codes[row] = bins[cells[row] ? 1 : 0];
      }
    } else {
      if constexpr (std::is_integral_v<value>) {
        if (what_ == content::levels) {
          std::vector<std::uint32_t> bins;
          for (const std::string& level : column.levels) bins.push_back(detail::place_of(names_, level));
          for (std::size_t row = 0; row < cells.rows(); ++row) {
            if (cells.missing(row)) continue;
            const auto code = static_cast<std::uint64_t>(cells[row]);
            if (code >= bins.size())
              throw data_error("binning",
                               "row " + std::to_string(row) + " has code " + std::to_string(code) + ", but there are " +
                                   std::to_string(bins.size()) + " levels",
                               "give a name for each code");
            codes[row] = bins[code];
          }
          return;
        }
      }
      if (what_ == content::levels) return;
      for (std::size_t row = 0; row < cells.rows(); ++row) {
        if (cells.missing(row)) continue;
        const auto number = static_cast<double>(cells[row]);
        if (std::isinf(number)) continue;
        codes[row] =
            what_ == content::numbers
                ? detail::place_of(numbers_, number)
                : static_cast<std::uint32_t>(std::upper_bound(edges_.begin(), edges_.end(), number) - edges_.begin());
      }
    }
  });
  return codes;
}

STANDIN_LAZY_INLINE paired_counts joint_counts(std::span<const binned_column* const> columns) {
  constexpr std::uint64_t dense = std::uint64_t{1} << 20;
  paired_counts counts;
  if (columns.empty()) return counts;
  std::uint64_t cells = 1;
  for (const binned_column* column : columns)
    cells = cells > dense ? cells : cells * static_cast<std::uint64_t>(column->bins);
  const std::size_t rows_a = columns[0]->real.size();
  const std::size_t rows_b = columns[0]->other.size();
  if (cells <= dense) {
    counts.a.assign(cells, 0);
    counts.b.assign(cells, 0);
    counts.total_a = rows_a;
    counts.total_b = rows_b;
    const auto tally = [&](auto side, std::size_t rows, std::vector<std::uint64_t>& into) {
      if (columns.size() == 1) {
        const std::vector<std::uint32_t>& x = columns[0]->*side;
        for (std::size_t row = 0; row < rows; ++row) ++into[x[row]];
      } else if (columns.size() == 2) {
        const std::vector<std::uint32_t>& x = columns[0]->*side;
        const std::vector<std::uint32_t>& y = columns[1]->*side;
        const std::size_t width = columns[1]->bins;
        for (std::size_t row = 0; row < rows; ++row) ++into[x[row] * width + y[row]];
      } else {
        for (std::size_t row = 0; row < rows; ++row) {
          std::size_t place = 0;
          for (const binned_column* column : columns) place = place * column->bins + (column->*side)[row];
          ++into[place];
        }
      }
    };
    tally(&binned_column::real, rows_a, counts.a);
    tally(&binned_column::other, rows_b, counts.b);
    return counts;
  }
  // Too many combinations for one counter each: number those that occur, column by column.
  std::vector<std::uint64_t> place(rows_a + rows_b, 0);
  std::vector<std::uint64_t> occurring;
  for (const binned_column* column : columns) {
    for (std::size_t row = 0; row < place.size(); ++row)
      place[row] = place[row] * column->bins + (row < rows_a ? column->real[row] : column->other[row - rows_a]);
    occurring = place;
    std::sort(occurring.begin(), occurring.end());
    occurring.erase(std::unique(occurring.begin(), occurring.end()), occurring.end());
    for (std::uint64_t& at : place)
      at = static_cast<std::uint64_t>(std::lower_bound(occurring.begin(), occurring.end(), at) - occurring.begin());
  }
  counts.a.assign(occurring.size(), 0);
  counts.b.assign(occurring.size(), 0);
  counts.total_a = rows_a;
  counts.total_b = rows_b;
  for (std::size_t row = 0; row < place.size(); ++row) ++(row < rows_a ? counts.a : counts.b)[place[row]];
  return counts;
}

}  // namespace standin::inline v0_1::stats
