// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/table/marginal_accuracy.hpp.
#pragma once

#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/stats/total_variation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Columns that are looked at together, at most three.
struct marginal {
  std::array<std::size_t, 3> columns{};
  std::size_t order = 0;
};

/// One marginal's figures, and what its rows contribute.
struct measured_marginal {
  score result{};
  stats::total_variation_noise noise{};
  std::vector<double> distances{};  ///< in each block of rows; none where combinations were counted sparsely
};

/// Sum and sum of squares over rows of what they contribute to a mean of distances.
struct influence_sums {
  double sum = 0.0;
  double squares = 0.0;
};

class accuracy_run {
 public:
  accuracy_run(const marginal_accuracy& metric, const comparison& tables)
      : tables_(tables), meter_(tables.progress, metric.name(), tables.train.schema().size()) {
    const std::size_t columns = tables.train.schema().size();
    binned_.resize(columns);
    parallel_for(tables.executor, columns, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const stats::binning bins(tables.train.column(i), metric.bins);
        binned_[i] = {bins.size(), bins.codes(tables.train.column(i)), bins.codes(tables.synthetic.column(i))};
        meter_.advance(1);
      }
    });
    if (tables.resamples > 0) assign_blocks();
  }

  /// The finding of the whole table, then those of each marginal if wanted.
  void add(const std::string& name, const std::vector<marginal>& marginals, bool each, std::size_t least_rows,
           std::vector<finding>& out) const {
    finding whole{.metric = name, .direction = marginal_accuracy::direction};
    score& mean = whole.result;
    mean.rows_real = tables_.train.rows();
    mean.rows_synthetic = tables_.synthetic.rows();
    if (marginals.empty()) {
      make_undefined(mean, "there are too few columns");
      out.push_back(std::move(whole));
      return;
    }
    if (undefined_when_empty(mean, "rows")) {
      out.push_back(std::move(whole));
      return;
    }
    std::vector<measured_marginal> measured(marginals.size());
    parallel_for(tables_.executor, marginals.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) measured[k] = measure(marginals[k], least_rows);
      meter_.advance(0);
    });
    const auto size = static_cast<double>(marginals.size());
    mean.value = 0.0;
    mean.ideal = 0.0;
    for (const measured_marginal& one : measured) {
      mean.value += one.result.value / size;
      mean.ideal += one.result.ideal / size;
    }
    if (tables_.resamples > 0) set_interval_of_mean(marginals, measured, mean);
    refuse_below(mean, least_rows, "rows");
    out.push_back(std::move(whole));
    if (!each) return;
    for (std::size_t k = 0; k < marginals.size(); ++k) {
      finding one{.metric = name, .direction = marginal_accuracy::direction, .result = std::move(measured[k].result)};
      for (std::size_t c = 0; c < marginals[k].order; ++c)
        one.columns.push_back(tables_.train.schema()[marginals[k].columns[c]].name);
      out.push_back(std::move(one));
    }
  }

 private:
  /// Deals the rows of both tables out to blocks at random, 20 to a block or more.
  void assign_blocks() {
    const std::size_t rows = std::min(tables_.train.rows(), tables_.synthetic.rows());
    blocks_.bins = std::min<std::size_t>(40, rows / 20);
    if (blocks_.bins < 10) return;
    random::stream bits({tables_.seed, random::domain("metrics/marginal_accuracy/blocks")}, random::purpose::shuffle,
                        0);
    const auto deal = [&](std::vector<std::uint32_t>& to, std::size_t size) {
      to.resize(size);
      for (std::uint32_t& block : to) block = static_cast<std::uint32_t>(random::uniform_index(bits, blocks_.bins));
    };
    deal(blocks_.real, tables_.train.rows());
    deal(blocks_.other, tables_.synthetic.rows());
  }

  /// Number of combinations of bins.
  [[nodiscard]] std::size_t cells_of(const marginal& of) const {
    std::size_t cells = 1;
    for (std::size_t c = 0; c < of.order; ++c) cells *= binned_[of.columns[c]].bins;
    return cells;
  }

  [[nodiscard]] stats::paired_counts count(const marginal& of, measured_marginal& found) const {
    const std::size_t cells = cells_of(of);
    std::array<const stats::binned_column*, 4> columns{&blocks_};
    for (std::size_t c = 0; c < of.order; ++c) columns[c + 1] = &binned_[of.columns[c]];
    const auto all = std::span<const stats::binned_column* const>(columns).first(of.order + 1);
    constexpr std::size_t most = std::size_t{1} << 20;
    if (blocks_.real.empty() || cells > most / blocks_.bins) return stats::joint_counts(all.subspan(1));
    const stats::paired_counts by_block = stats::joint_counts(all);
    stats::paired_counts counts;
    counts.a.assign(cells, 0);
    counts.b.assign(cells, 0);
    for (std::size_t block = 0; block < blocks_.bins; ++block) {
      stats::paired_counts part;
      for (std::size_t k = 0; k < cells; ++k) {
        const std::size_t at = block * cells + k;
        if (by_block.a[at] == 0 && by_block.b[at] == 0) continue;
        part.add(by_block.a[at], by_block.b[at]);
        counts.a[k] += by_block.a[at];
        counts.b[k] += by_block.b[at];
      }
      found.distances.push_back(part.total_a > 0 && part.total_b > 0 ? stats::total_variation(part) : 0.0);
    }
    counts.total_a = by_block.total_a;
    counts.total_b = by_block.total_b;
    return counts;
  }

  [[nodiscard]] measured_marginal measure(const marginal& of, std::size_t least_rows) const {
    measured_marginal found;
    const stats::paired_counts counts = count(of, found);
    score& result = found.result;
    result.rows_real = tables_.train.rows();
    result.rows_synthetic = tables_.synthetic.rows();
    result.value = 1.0 - stats::total_variation(counts);
    result.ideal = 1.0 - stats::expected_total_variation(counts.a, result.rows_real, result.rows_synthetic);
    if (tables_.resamples > 0) {
      found.noise = stats::noise_of_total_variation(counts);
      // Combinations that were counted sparsely have lost their places, so rows can't be followed from one marginal to
      // the next: then all noise is taken to be the same in all marginals, which it is at worst.
      if (counts.a.size() != cells_of(of)) found.noise.folded = found.noise.variance;
      const double half = 1.959963984540054 * std::sqrt(found.noise.variance);
      set_interval(result, {result.value - half, result.value + half});
    }
    refuse_below(result, least_rows, "rows");
    return found;
  }

  /// The marginals' distances come from the same rows, so their noise goes together. For the part that is linear in the
  /// rows that follows from what each row contributes to the mean; for the folded part it is seen in blocks of rows,
  /// each a small comparison of its own: the spread of their means over marginals against the mean of their spreads.
  void set_interval_of_mean(const std::vector<marginal>& marginals, const std::vector<measured_marginal>& measured,
                            score& mean) const {
    double folded = 0.0;  // standard error, as if all marginals had the same noise
    double apart = 0.0;   // mean spread of one marginal's distances over the blocks
    std::vector<double> means(blocks_.bins, 0.0);
    bool in_blocks = !blocks_.real.empty();
    for (const measured_marginal& one : measured) {
      folded += std::sqrt(one.noise.folded) / static_cast<double>(measured.size());
      in_blocks = in_blocks && !one.distances.empty();
      if (!in_blocks) continue;
      apart += spread(one.distances) / static_cast<double>(measured.size());
      for (std::size_t block = 0; block < means.size(); ++block)
        means[block] += one.distances[block] / static_cast<double>(measured.size());
    }
    if (in_blocks && apart > 0.0) folded *= std::min(1.0, spread(means) / apart);
    double variance = folded * folded;
    for (const auto side : {&stats::binned_column::real, &stats::binned_column::other}) {
      const std::size_t rows = (binned_.front().*side).size();
      const influence_sums sums = parallel_reduce(
          tables_.executor, rows, 4096, influence_sums{},
          [&](std::size_t begin, std::size_t end) { return influence(marginals, measured, side, begin, end); },
          [](influence_sums a, const influence_sums& b) {
            return influence_sums{a.sum + b.sum, a.squares + b.squares};
          });
      const auto n = static_cast<double>(rows);
      variance += std::max(0.0, sums.squares / n - (sums.sum / n) * (sums.sum / n)) / n;
    }
    const double half = 1.959963984540054 * std::sqrt(variance);
    set_interval(mean, {mean.value - half, mean.value + half});
  }

  [[nodiscard]] influence_sums influence(const std::vector<marginal>& marginals,
                                         const std::vector<measured_marginal>& measured,
                                         std::vector<std::uint32_t> stats::binned_column::*side, std::size_t begin,
                                         std::size_t end) const {
    std::vector<double> of_row(end - begin, 0.0);
    for (std::size_t k = 0; k < marginals.size(); ++k) {
      const std::vector<double>& slopes = measured[k].noise.slopes;
      if (slopes.size() != cells_of(marginals[k])) continue;  // counted sparsely, see measure
      const stats::binned_column* columns[3] = {};
      for (std::size_t c = 0; c < marginals[k].order; ++c) columns[c] = &binned_[marginals[k].columns[c]];
      for (std::size_t row = begin; row < end; ++row) {
        std::size_t place = 0;
        for (std::size_t c = 0; c < marginals[k].order; ++c)
          place = place * columns[c]->bins + (columns[c]->*side)[row];
        of_row[row - begin] += slopes[place];
      }
    }
    influence_sums sums;
    for (const double contributed : of_row) {
      const double part = 0.5 * contributed / static_cast<double>(marginals.size());
      sums.sum += part;
      sums.squares += part * part;
    }
    return sums;
  }

  /// Standard deviation.
  [[nodiscard]] static double spread(const std::vector<double>& values) {
    double mean = 0.0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    double squares = 0.0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
  }

  const comparison& tables_;
  mutable progress_meter meter_;
  std::vector<stats::binned_column> binned_{};
  stats::binned_column blocks_{};  ///< without rows where there are too few
};

/// All choices of three columns, or `most` of them drawn without replacement, in ascending order.
inline std::vector<marginal> triples_of(std::size_t columns, std::size_t most, std::uint64_t seed) {
  std::vector<marginal> all;
  for (std::size_t i = 0; i < columns; ++i)
    for (std::size_t j = i + 1; j < columns; ++j)
      for (std::size_t k = j + 1; k < columns; ++k) all.push_back({{i, j, k}, 3});
  if (all.size() <= most) return all;
  random::stream bits({seed, random::domain("metrics/marginal_accuracy")}, random::purpose::shuffle, 0);
  std::vector<marginal> chosen;  // selection sampling: Knuth, TAOCP 2, algorithm 3.4.2 S
  for (std::size_t i = 0; i < all.size() && chosen.size() < most; ++i)
    if (random::uniform_index(bits, all.size() - i) < most - chosen.size()) chosen.push_back(all[i]);
  return chosen;
}

}  // namespace detail

STANDIN_INLINE std::vector<finding> marginal_accuracy::compare(const comparison& tables) const {
  const std::size_t columns = tables.train.schema().size();
  std::vector<detail::marginal> singles;
  std::vector<detail::marginal> pairs;
  for (std::size_t i = 0; i < columns; ++i) {
    singles.push_back({{i}, 1});
    for (std::size_t j = i + 1; j < columns; ++j) pairs.push_back({{i, j}, 2});
  }
  const detail::accuracy_run run(*this, tables);
  std::vector<finding> findings;
  run.add("univariate accuracy", singles, true, 20, findings);
  run.add("bivariate accuracy", pairs, true, 20, findings);
  if (triples > 0)
    run.add("trivariate accuracy", detail::triples_of(columns, triples, tables.seed), false, 1000, findings);
  return findings;
}

}  // namespace standin::inline v0_1
