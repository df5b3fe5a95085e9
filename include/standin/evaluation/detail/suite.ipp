// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/suite.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/evaluation/suite.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE suite_run::suite_run(const comparison& tables, const std::vector<std::string>& names)
    : tables_(tables) {
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(key_of(name));
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (const auto twin = std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]);
        twin != keys.begin() + static_cast<std::ptrdiff_t>(i))
      throw invalid_option("suite", "two metrics are named " + quoted(names[i]), "give each a name of its own");
}

/// Measures the synthetic columns, then the held-out ones in their place.
template <class Compare>
inline void measure(const comparison& tables, finding& into, Compare&& compare) {
  random::hasher place;
  place.add("evaluation/suite").add(into.metric);
  std::vector<std::string> names = into.columns;
  std::sort(names.begin(), names.end());  // whichever column comes first
  for (const std::string& name : names) place.add(name);
  const metric_context context{.draws = {tables.seed, place.value()}, .resamples = tables.resamples};
  into.result = compare(tables.synthetic, context);
  if (!tables.holdout) return;
  const score held_out = compare(*tables.holdout, metric_context{.draws = context.draws, .resamples = 0});
  into.result.baseline = held_out.value;
  into.result.baseline_ideal = held_out.ideal;
}

STANDIN_LAZY_INLINE void suite_run::columns(const finding& of, column_applies applies, column_compares compares) {
  const table_schema& schema = tables_.train.schema();
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < schema.size(); ++i)
    if (applies(schema[i].kind)) places.push_back(i);
  const std::size_t first = findings_.size();
  findings_.resize(first + places.size(), of);
  progress_meter meter(tables_.progress, of.metric, places.size());
  parallel_for(tables_.executor, places.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const std::size_t i = places[k];
      finding& into = findings_[first + k];
      into.columns = {schema[i].name};
      measure(tables_, into, [&](const table_view& other, const metric_context& context) {
        return compares(tables_.train.column(i), other.column(i), context);
      });
      meter.advance(1);
    }
  });
}

STANDIN_LAZY_INLINE void suite_run::pairs(const finding& of, pair_applies applies, pair_compares compares) {
  const table_schema& schema = tables_.train.schema();
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t i = 0; i < schema.size(); ++i)
    for (std::size_t j = i + 1; j < schema.size(); ++j)
      if (applies(schema[i].kind, schema[j].kind)) places.emplace_back(i, j);
  const std::size_t first = findings_.size();
  findings_.resize(first + places.size(), of);
  progress_meter meter(tables_.progress, of.metric, places.size());
  parallel_for(tables_.executor, places.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const auto [i, j] = places[k];
      finding& into = findings_[first + k];
      into.columns = {schema[i].name, schema[j].name};
      const column_pair real{tables_.train.column(i), tables_.train.column(j)};
      measure(tables_, into, [&, x = i, y = j](const table_view& other, const metric_context& context) {
        return compares(real, column_pair{other.column(x), other.column(y)}, context);
      });
      meter.advance(1);
    }
  });
}

STANDIN_LAZY_INLINE void suite_run::table(std::string_view group, table_compares compares) {
  std::vector<finding> found = compares(tables_);
  for (finding& f : found)
    if (f.group.empty()) f.group = group;
  if (tables_.holdout) {
    comparison held_out = tables_;
    held_out.synthetic = *tables_.holdout;
    held_out.holdout.reset();
    held_out.resamples = 0;
    held_out.for_baseline = true;
    const std::vector<finding> real = compares(held_out);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto same = [&f = found[i]](const finding& other) {
        return other.metric == f.metric && other.columns == f.columns;
      };
      // As a rule both come in the same order.
      const auto at = i < real.size() && same(real[i]) ? real.begin() + static_cast<std::ptrdiff_t>(i)
                                                       : std::find_if(real.begin(), real.end(), same);
      if (at == real.end() || !std::isnan(found[i].result.baseline)) continue;
      found[i].result.baseline = at->result.value;
      found[i].result.baseline_ideal = at->result.ideal;
    }
  }
  findings_.insert(findings_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

}  // namespace standin::inline v0_1::detail
