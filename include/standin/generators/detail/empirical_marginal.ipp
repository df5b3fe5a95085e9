// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/empirical_marginal.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/empirical_marginal.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// A value and how many rows have it.
struct counted_value {
  double value;
  std::size_t count;
};

/// The different values in ascending order. Whole numbers of a small range are counted, others sorted.
STANDIN_LAZY [[nodiscard]] inline std::vector<counted_value> count_values(std::span<const double> values) {
  std::vector<counted_value> counted;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double lower = *least;
  const double range = *most - lower;
  const bool small =
      std::abs(lower) < 0x1p52 && range <= static_cast<double>(std::max<std::size_t>(values.size(), 65536));
  if (small && std::all_of(values.begin(), values.end(),
                           [](double x) { return static_cast<double>(static_cast<std::int64_t>(x)) == x; })) {
    std::vector<std::size_t> counts(static_cast<std::size_t>(range) + 1, 0);
    for (const double value : values) ++counts[static_cast<std::size_t>(value - lower)];
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (counts[i] > 0) counted.push_back({lower + static_cast<double>(i), counts[i]});
    return counted;
  }
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  std::size_t different = 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) different += sorted[i] != sorted[i - 1] ? 1U : 0U;
  counted.reserve(different);
  for (const double value : sorted) {
    if (counted.empty() || counted.back().value != value) counted.push_back({value, 0});
    ++counted.back().count;
  }
  return counted;
}

/// Marks the values that are atoms, see `empirical_marginal`. Source of the rule: the definition there.
STANDIN_LAZY [[nodiscard]] inline std::vector<bool> find_atoms(std::span<const counted_value> values,
                                                               std::size_t rows) {
  const std::size_t distinct = values.size();
  const bool few = (distinct <= 100 && 2 * distinct <= rows) || 100 * distinct < rows;
  std::vector<bool> atom(distinct, few);
  if (few) return atom;
  constexpr std::size_t reach = 10;  // neighbours on each side
  std::array<std::size_t, 2 * reach> around;
  for (std::size_t i = 0; i < distinct; ++i) {
    const bool usual = values[i].value == 0.0 || i == 0 || i + 1 == distinct;
    const auto count = static_cast<double>(values[i].count);
    if (count < (usual ? 0.001 : 0.002) * static_cast<double>(rows)) continue;
    // Their median: the mean would hide a spike that stands next to a higher one.
    std::size_t n = 0;
    for (std::size_t k = i - std::min(i, reach); k < std::min(distinct, i + reach + 1); ++k)
      if (k != i) around[n++] = values[k].count;
    std::nth_element(around.begin(), around.begin() + n / 2, around.begin() + n);
    const double typical = n == 0 ? 1.0 : static_cast<double>(around[n / 2]);
    atom[i] = count > typical + 5.0 * std::sqrt(typical);
  }
  return atom;
}

/// A point of the quantile function of the values that are no atoms: `rank` of them lie below `value`.
struct knot {
  double rank;
  double value;
};

/// Places knots over sorted values so that none is a value of one or two rows, and no row is in two of them.
template <int = 0>
class knot_placement {
 public:
  /// \param most  pieces of equal probability
  explicit knot_placement(std::span<const double> sorted, std::size_t most) : values_(sorted) {
    const std::size_t n = values_.size();
    const auto enough = static_cast<std::size_t>(std::ceil(2.0 * std::sqrt(static_cast<double>(n))));
    parts_ = std::max<std::size_t>(1, std::min({most, enough, (n + 1) / 3}));
  }

  /// The knots by rank, from 0 to the number of values.
  /// \param front,back  the atom that the column begins and ends with; where it is none, the values' end is the
  /// column's
  [[nodiscard]] std::vector<knot> place(std::optional<double> front, std::optional<double> back) {
    const std::size_t n = values_.size();
    first_free_ = front ? 0 : 1;  // the column's ends are known
    end_free_ = back ? n : n - 1;
    if (front) add(0, 3, 0.0);
    if (back && n >= 3) add(n - 3, 3, static_cast<double>(n));
    add_gaps();
    const std::size_t width = std::max<std::size_t>(3, n / (4 * parts_));
    for (std::size_t j = 1; j < parts_; ++j) add(j * n / parts_ - width / 2, width);
    // A piece would hold all large values of a tail: three each at ranks 3, 6, 12, …
    for (std::size_t rank = 3; rank * parts_ < n && 2 * rank + 4 < n; rank *= 2) {
      add(rank - 1, 3);
      add(n - rank - 2, 3);
    }

    std::vector<knot> knots;
    if (windows_.empty() || windows_.front().rank > 0.0) knots.push_back({0.0, front.value_or(values_.front())});
    for (const window& w : windows_) knots.push_back({w.rank, w.value});
    if (knots.back().rank < static_cast<double>(n))
      knots.push_back({static_cast<double>(n), back.value_or(values_.back())});
    for (std::size_t k = 1; k < knots.size(); ++k) knots[k].value = std::max(knots[k].value, knots[k - 1].value);
    return knots;
  }

 private:
  /// Values that are taken together, and the knot that they make.
  struct window {
    std::size_t first;
    std::size_t size;
    double rank;
    double value;
  };

  [[nodiscard]] static bool before(const window& w, std::size_t first) { return w.first < first; }

  void add(std::size_t first, std::size_t size) {
    add(first, size, static_cast<double>(first) + static_cast<double>(size) / 2.0);
  }

  void add(std::size_t first, std::size_t size, double rank) {
    const std::optional<double> value = is_free(first, size) ? hidden_mean(first, size) : std::nullopt;
    if (!value) return;
    const auto at = std::lower_bound(windows_.begin(), windows_.end(), first, before);
    windows_.insert(at, {first, size, rank, *value});
  }

  [[nodiscard]] bool is_free(std::size_t first, std::size_t size) const {
    if (first < first_free_ || first + size > end_free_) return false;
    const auto at = std::lower_bound(windows_.begin(), windows_.end(), first, before);
    if (at != windows_.end() && at->first < first + size) return false;
    return at == windows_.begin() || std::prev(at)->first + std::prev(at)->size <= first;
  }

  /// The mean of values; where one or two rows have just that value, half of the way to the next one.
  [[nodiscard]] std::optional<double> hidden_mean(std::size_t first, std::size_t size) const {
    const std::span<const double> some = values_.subspan(first, size);
    double mean = some.front();
    if (some.back() > mean) {
      mean = 0.0;
      for (const double value : some) mean += value / static_cast<double>(size);  // a sum of large ones would overflow
      mean = std::clamp(mean, some.front(), some.back());
    }
    const auto [same, above] = std::equal_range(values_.begin(), values_.end(), mean);
    if (same == above || above - same >= 3) return mean;
    if (above != values_.end()) {
      const double between = mean + (*above - mean) / 2.0;
      if (between > mean && between < *above) return between;
    }
    if (same != values_.begin()) {
      const double below = *std::prev(same);
      const double between = below + (mean - below) / 2.0;
      if (between > below && between < mean) return between;
    }
    return std::nullopt;  // no double lies between
  }

  /// Two knots around the widest gap of each piece where evenly spread values would hardly leave it.
  void add_gaps() {
    const std::size_t n = values_.size();
    for (std::size_t j = 0; j < parts_; ++j) {
      const std::size_t first = j * n / parts_;
      const std::size_t last = std::min(n - 1, (j + 1) * n / parts_);
      if (last <= first) continue;
      std::size_t widest = first;
      for (std::size_t i = first; i < last; ++i)
        if (values_[i + 1] - values_[i] > values_[widest + 1] - values_[widest]) widest = i;
      // Of m even spacings one is longer than the share x with probability below m exp(-m x), here exp(-10).
      const auto m = static_cast<double>(last - first);
      const double all = values_[last] - values_[first];
      if (!((values_[widest + 1] - values_[widest]) * m > all * (std::log(m) + 10.0))) continue;
      if (widest < 2 || !is_free(widest - 2, 3) || !is_free(widest + 1, 3)) continue;
      add(widest - 2, 3, static_cast<double>(widest + 1));
      add(widest + 1, 3, static_cast<double>(widest + 1));
    }
  }

  std::span<const double> values_;
  std::size_t parts_ = 1;
  std::size_t first_free_ = 0;
  std::size_t end_free_ = 0;
  std::vector<window> windows_;  ///< in ascending order, apart from each other
};

/// Puts pieces of a distribution together, from the smallest value to the largest.
template <int = 0>
class piece_list {
 public:
  explicit piece_list(std::size_t rows) : rows_(static_cast<double>(rows)) {}

  /// Spreads the mass of so many rows over [lower, upper].
  void add(double mass, double lower, double upper) {
    if (!(mass > 0.0)) return;
    passed_ += mass;
    if (!pieces_.empty()) lower = std::max(lower, pieces_.back().upper);
    pieces_.push_back({passed_ / rows_, lower, std::max(lower, upper)});
  }

  [[nodiscard]] std::vector<empirical_marginal::fitted::piece> take() && {
    pieces_.back().up_to = 1.0;
    return std::move(pieces_);
  }

 private:
  double rows_;
  double passed_ = 0.0;
  std::vector<empirical_marginal::fitted::piece> pieces_;
};

/// Merges atoms into the knots of the rest.
STANDIN_LAZY [[nodiscard]] inline std::vector<empirical_marginal::fitted::piece> merge_pieces(
    std::span<const counted_value> values, const std::vector<bool>& atom, std::span<const knot> knots,
    std::size_t rows) {
  piece_list<> pieces(rows);
  std::size_t next = 1;
  knot from = knots.empty() ? knot{0.0, 0.0} : knots.front();
  const auto go_to = [&](double rank, double value) {
    for (; next < knots.size() && knots[next].rank <= rank; ++next) {
      if (knots[next].rank == rank && knots[next].value > value) break;  // beyond a gap that the atom stands in
      const knot to{knots[next].rank, std::min(knots[next].value, value)};
      pieces.add(to.rank - from.rank, from.value, to.value);
      from = to;
    }
    pieces.add(rank - from.rank, from.value, value);
    from = {rank, std::max(from.value, value)};
  };
  std::size_t passed = 0;  // of the rest
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!atom[i]) {
      passed += values[i].count;
      continue;
    }
    go_to(static_cast<double>(passed), values[i].value);
    pieces.add(static_cast<double>(values[i].count), values[i].value, values[i].value);
  }
  if (!knots.empty()) go_to(knots.back().rank, knots.back().value);
  return std::move(pieces).take();
}

}  // namespace detail

STANDIN_LAZY_INLINE empirical_marginal::fitted::fitted(std::vector<piece> pieces) : pieces_(std::move(pieces)) {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("empirical marginal", found, "fit again, or get the original file");
  };
  require(!pieces_.empty() && pieces_.size() < (std::size_t{1} << 28), "it has no pieces, or too many");
  slices_.reserve(pieces_.size() + 1);
  double before = 0.0;
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const piece& p = pieces_[k];
    require(std::isfinite(p.lower) && std::isfinite(p.upper) && p.lower <= p.upper, "a piece has no valid ends");
    require(p.up_to > before, "its probabilities don't rise");
    require(k == 0 || pieces_[k - 1].upper <= p.lower, "two pieces overlap");
    const double slope = (p.upper - p.lower) / (p.up_to - before);
    slices_.push_back({before, std::min(slope, std::numeric_limits<double>::max()), p.lower, p.upper});
    before = p.up_to;
  }
  require(before == 1.0, "its probabilities don't rise to 1");
  slices_.push_back({std::numeric_limits<double>::infinity(), 0.0, 0.0, 0.0});

  // Equal parts in a power of two, so that u falls into its part without a rounding error.
  const std::size_t parts = std::min<std::size_t>(4 * std::bit_ceil(pieces_.size()), 65536);
  guide_.resize(parts + 1);
  std::uint32_t k = 0;
  for (std::size_t g = 0; g <= parts; ++g) {
    while (pieces_[k].up_to < static_cast<double>(g) / static_cast<double>(parts)) ++k;
    guide_[g] = k;
  }
}

STANDIN_INLINE double empirical_marginal::fitted::cdf(double x) const noexcept {
  const auto beyond =
      std::upper_bound(pieces_.begin(), pieces_.end(), x, [](double value, const piece& p) { return value < p.lower; });
  if (beyond == pieces_.begin()) return 0.0;  // the last piece that begins at x or before decides
  const auto at = beyond - 1;
  const double before = at == pieces_.begin() ? 0.0 : (at - 1)->up_to;
  if (x >= at->upper) return at->up_to;
  return before + (at->up_to - before) * (x - at->lower) / (at->upper - at->lower);
}

STANDIN_INLINE double empirical_marginal::fitted::cdf_below(double x) const noexcept {
  const auto at =
      std::lower_bound(pieces_.begin(), pieces_.end(), x, [](const piece& p, double value) { return p.upper < value; });
  if (at == pieces_.end()) return 1.0;  // the first piece that ends at x or after decides
  const double before = at == pieces_.begin() ? 0.0 : (at - 1)->up_to;
  if (x <= at->lower) return before;
  return before + (at->up_to - before) * (x - at->lower) / (at->upper - at->lower);
}

STANDIN_INLINE double empirical_marginal::fitted::density(double x) const noexcept {
  const double atom = cdf(x) - cdf_below(x);
  if (atom > 0.0) return atom;
  const auto at =
      std::lower_bound(pieces_.begin(), pieces_.end(), x, [](const piece& p, double value) { return p.upper < value; });
  if (at == pieces_.end() || x < at->lower) return 0.0;
  const double before = at == pieces_.begin() ? 0.0 : (at - 1)->up_to;
  return (at->up_to - before) / (at->upper - at->lower);
}

STANDIN_LAZY_INLINE empirical_marginal::fitted empirical_marginal::fit(std::span<const double> values) const {
  if (knots == 0) throw invalid_option("empirical_marginal", "knots is 0", "give at least 1");
  if (values.empty()) throw data_error("empirical_marginal", "there is no value", "give at least one");
  for (const double value : values)
    if (!std::isfinite(value))
      throw data_error("empirical_marginal", "a value is not finite", "leave out what is missing or infinite");
  const std::vector<detail::counted_value> counted = detail::count_values(values);
  const std::vector<bool> atom = detail::find_atoms(counted, values.size());
  std::vector<double> rest;
  std::size_t between = 0;
  for (std::size_t i = 0; i < counted.size(); ++i) between += atom[i] ? 0U : counted[i].count;
  rest.reserve(between);
  for (std::size_t i = 0; i < counted.size(); ++i)
    if (!atom[i]) rest.insert(rest.end(), counted[i].count, counted[i].value);
  std::vector<detail::knot> placed;
  if (!rest.empty()) {
    const auto end = [](bool is_atom, double value) { return is_atom ? std::optional(value) : std::nullopt; };
    placed = detail::knot_placement(rest, knots)
                 .place(end(atom.front(), counted.front().value), end(atom.back(), counted.back().value));
  }
  return fitted(detail::merge_pieces(counted, atom, placed, values.size()));
}

}  // namespace standin::inline v0_1
