// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/interval.hpp.
#pragma once

#include <standin/random/distributions.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE interval wilson_interval(std::uint64_t hits, std::uint64_t n) noexcept {
  constexpr double z = normal_quantile_975;
  const auto size = static_cast<double>(n);
  const double p = static_cast<double>(hits) / size;
  const double centre = p + z * z / (2.0 * size);
  const double half = z * std::sqrt(p * (1.0 - p) / size + z * z / (4.0 * size * size));
  const double scale = 1.0 + z * z / size;
  return {hits == 0 ? 0.0 : std::max(0.0, (centre - half) / scale),
          hits == n ? 1.0 : std::min(1.0, (centre + half) / scale)};
}

STANDIN_LAZY_INLINE interval newcombe_interval(std::uint64_t hits_a, std::uint64_t n_a, std::uint64_t hits_b,
                                               std::uint64_t n_b) noexcept {
  const double p_a = static_cast<double>(hits_a) / static_cast<double>(n_a);
  const double p_b = static_cast<double>(hits_b) / static_cast<double>(n_b);
  const interval a = wilson_interval(hits_a, n_a);
  const interval b = wilson_interval(hits_b, n_b);
  return {p_a - p_b - std::hypot(p_a - a.lower, b.upper - p_b), p_a - p_b + std::hypot(a.upper - p_a, p_b - b.lower)};
}

namespace detail {

/// Draws samples of the size of a given one from it, with replacement, as counts of its distinct values.
class resampler {
 public:
  resampler(const std::vector<std::uint64_t>& counts, std::uint64_t total) : counts_(counts), total_(total) {
    // A binomial count costs about as much as 20 indices.
    one_by_one_ = total < 20 * counts.size();
    if (!one_by_one_) return;
    value_of_.reserve(total);
    for (std::size_t k = 0; k < counts.size(); ++k)
      value_of_.insert(value_of_.end(), counts[k], static_cast<std::uint32_t>(k));
  }

  void draw(random::stream& bits, std::vector<std::uint64_t>& out) const {
    out.assign(counts_.size(), 0);
    if (one_by_one_) {
      for (std::uint64_t i = 0; i < total_; ++i) ++out[value_of_[random::uniform_index(bits, total_)]];
      return;
    }
    std::uint64_t left = total_;    // still to be drawn
    std::uint64_t weight = total_;  // of the values from k on
    for (std::size_t k = 0; k < counts_.size() && left > 0; ++k) {
      if (counts_[k] == weight) {
        out[k] = left;
        return;
      }
      out[k] = random::binomial(bits, left, static_cast<double>(counts_[k]) / static_cast<double>(weight));
      left -= out[k];
      weight -= counts_[k];
    }
  }

 private:
  const std::vector<std::uint64_t>& counts_;
  std::uint64_t total_;
  bool one_by_one_;
  std::vector<std::uint32_t> value_of_;  ///< of each element of the sample, ascending
};

}  // namespace detail

STANDIN_LAZY_INLINE interval bootstrap_interval(const paired_counts& counts, double value,
                                                function_ref<double(const paired_counts&)> statistic,
                                                random::source draws, std::size_t resamples) {
  const detail::resampler side_a(counts.a, counts.total_a);
  const detail::resampler side_b(counts.b, counts.total_b);
  paired_counts drawn;
  drawn.total_a = counts.total_a;
  drawn.total_b = counts.total_b;
  std::vector<double> found;
  found.reserve(resamples);
  for (std::size_t i = 0; i < resamples; ++i) {
    random::stream bits_a(draws, random::purpose::sample, i, 0);
    random::stream bits_b(draws, random::purpose::sample, i, 1);
    side_a.draw(bits_a, drawn.a);
    side_b.draw(bits_b, drawn.b);
    found.push_back(statistic(drawn));
  }
  double mean = 0.0;
  for (const double one : found) mean += one / static_cast<double>(resamples);
  std::sort(found.begin(), found.end());
  return {value - (quantile_of_sorted(found, 0.975) - mean), value - (quantile_of_sorted(found, 0.025) - mean)};
}

}  // namespace standin::inline v0_1::stats
