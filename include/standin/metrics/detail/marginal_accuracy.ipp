// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/table/marginal_accuracy.hpp.
#pragma once

#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/stats/quantile.hpp>
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
};

/// Sum and sum of squares over rows of what they contribute to a mean of distances.
struct influence_sums {
  double sum = 0.0;
  double squares = 0.0;
};

template <int = 0>
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
      mean.value += one.result.value;
      mean.ideal += one.result.ideal;
    }
    mean.value /= size;
    mean.ideal /= size;
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
  /// Whether combinations were counted each in its place, so that rows can be followed from one marginal to the next.
  [[nodiscard]] bool followed(const marginal& of, const measured_marginal& measured) const {
    std::size_t cells = 1;
    for (std::size_t c = 0; c < of.order; ++c) cells *= binned_[of.columns[c]].bins;
    return measured.noise.slopes.size() == cells;
  }

  [[nodiscard]] measured_marginal measure(const marginal& of, std::size_t least_rows) const {
    std::array<const stats::binned_column*, 3> columns{};
    for (std::size_t c = 0; c < of.order; ++c) columns[c] = &binned_[of.columns[c]];
    const stats::paired_counts counts = stats::joint_counts(std::span(columns).first(of.order));
    measured_marginal found;
    score& result = found.result;
    result.rows_real = tables_.train.rows();
    result.rows_synthetic = tables_.synthetic.rows();
    result.value = 1.0 - stats::total_variation(counts);
    result.ideal = 1.0 - stats::expected_total_variation(counts);
    if (tables_.resamples > 0) {
      found.noise = stats::noise_of_total_variation(counts);
      const double half = stats::normal_quantile_975 * std::sqrt(found.noise.variance);
      set_interval(result, {result.value - half, result.value + half});
    }
    refuse_below(result, least_rows, "rows");
    return found;
  }

  /// The marginals' distances come from the same rows, so the spread of their mean is that of what each row contributes
  /// to it. What is folded over near 0 has hardly anything in common between marginals.
  void set_interval_of_mean(const std::vector<marginal>& marginals, const std::vector<measured_marginal>& measured,
                            score& mean) const {
    const auto size = static_cast<double>(measured.size());
    double variance = 0.0;
    double sparse = 0.0;  // standard error, as if the noise of all sparsely counted marginals were the same
    for (std::size_t k = 0; k < measured.size(); ++k) {
      if (followed(marginals[k], measured[k])) {
        variance += measured[k].noise.folded / (size * size);
      } else {
        sparse += std::sqrt(measured[k].noise.variance) / size;
      }
    }
    variance += sparse * sparse;
    for (const auto side : {&stats::binned_column::real, &stats::binned_column::other}) {
      const std::size_t rows = (binned_.front().*side).size();
      constexpr std::size_t grain = 4096;
      std::vector<influence_sums> parts((rows + grain - 1) / grain);
      parallel_for(tables_.executor, rows, grain, [&](std::size_t begin, std::size_t end) {
        parts[begin / grain] = influence(marginals, measured, side, begin, end);
      });
      influence_sums sums;
      for (const influence_sums& part : parts) {
        sums.sum += part.sum;
        sums.squares += part.squares;
      }
      const auto n = static_cast<double>(rows);
      variance += std::max(0.0, sums.squares / n - (sums.sum / n) * (sums.sum / n)) / n;
    }
    const double half = stats::normal_quantile_975 * std::sqrt(variance);
    set_interval(mean, {mean.value - half, mean.value + half});
  }

  [[nodiscard]] influence_sums influence(const std::vector<marginal>& marginals,
                                         const std::vector<measured_marginal>& measured,
                                         std::vector<std::uint32_t> stats::binned_column::*side, std::size_t begin,
                                         std::size_t end) const {
    std::vector<double> of_row(end - begin, 0.0);
    for (std::size_t k = 0; k < marginals.size(); ++k) {
      const std::vector<double>& slopes = measured[k].noise.slopes;
      if (!followed(marginals[k], measured[k])) continue;
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

  const comparison& tables_;
  mutable progress_meter meter_;
  std::vector<stats::binned_column> binned_{};
};

/// All choices of three columns, or `most` of them drawn without replacement: by name, whatever the columns' order.
STANDIN_LAZY inline std::vector<marginal> triples_of(const comparison& tables, std::size_t most) {
  const std::vector<std::size_t> named = all_columns(tables);
  const auto pairs_below = [](std::uint64_t n) { return n < 2 ? 0 : n * (n - 1) / 2; };
  const auto triples_below = [](std::uint64_t n) { return n < 3 ? 0 : n * (n - 1) / 2 * (n - 2) / 3; };
  const std::uint64_t all = triples_below(named.size());
  std::vector<std::uint64_t> places;  // of the triples k > j > i in the order of k, j, i
  if (all <= most) {
    for (std::uint64_t place = 0; place < all; ++place) places.push_back(place);
  } else {
    // Floyd's sampling without replacement: Bentley and Floyd, Communications of the ACM 30 (1987).
    random::stream bits({tables.seed, random::domain("metrics/marginal_accuracy")}, random::purpose::shuffle, 0);
    for (std::uint64_t last = all - most; last < all; ++last) {
      const std::uint64_t drawn = random::uniform_index(bits, last + 1);
      const auto at = std::lower_bound(places.begin(), places.end(), drawn);
      if (at != places.end() && *at == drawn) {
        places.push_back(last);  // larger than all before
      } else {
        places.insert(at, drawn);
      }
    }
  }
  std::vector<marginal> triples;
  std::uint64_t k = 2;
  for (std::uint64_t place : places) {
    while (triples_below(k + 1) <= place) ++k;
    place -= triples_below(k);
    std::uint64_t j = 1;
    while (pairs_below(j + 1) <= place) ++j;
    triples.push_back({{named[place - pairs_below(j)], named[j], named[k]}, 3});
  }
  return triples;
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<finding> marginal_accuracy::compare(const comparison& tables) const {
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
  if (triples > 0) run.add("trivariate accuracy", detail::triples_of(tables, triples), false, 1000, findings);
  return findings;
}

}  // namespace standin::inline v0_1
