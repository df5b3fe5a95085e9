// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/table/quality_report.hpp.
#pragma once

#include <standin/core/progress.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/detail/mean_of_findings.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>
#include <standin/metrics/table/quality_report.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <cstddef>
#include <iterator>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_INLINE std::vector<finding> quality_report::compare(const comparison& tables) const {
  const table_schema& schema = tables.train.schema();
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < schema.size(); ++i)
    if (schema[i].kind != column_kind::text) columns.push_back(i);
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t a = 0; a < columns.size(); ++a)
    for (std::size_t b = a + 1; b < columns.size(); ++b) places.emplace_back(columns[a], columns[b]);

  const metric_context no_intervals{.resamples = 0};
  const ks_complement ks{.as = definition::compatible};
  const tv_complement tv{.as = definition::compatible};
  std::vector<finding> shapes(columns.size());
  parallel_for(tables.executor, columns.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const std::size_t i = columns[k];
      const column_view& real = tables.train.column(i);
      const column_view& synthetic = tables.synthetic.column(i);
      shapes[k] = {.metric = "column shapes (compatible)", .columns = {schema[i].name}};
      shapes[k].result = ks.applies_to(schema[i].kind) ? ks.compare(real, synthetic, no_intervals)
                                                       : tv.compare(real, synthetic, no_intervals);
    }
  });

  const correlation_similarity correlation{.as = definition::compatible, .threshold = correlation_threshold};
  const contingency_similarity contingency{
      .as = definition::compatible, .edges = equal_bins::of_each, .threshold = association_threshold};
  std::vector<finding> trends(places.size());
  progress_meter meter(tables.progress, name(), places.size());
  parallel_for(tables.executor, places.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const auto [i, j] = places[k];
      const column_pair real{tables.train.column(i), tables.train.column(j)};
      const column_pair synthetic{tables.synthetic.column(i), tables.synthetic.column(j)};
      trends[k] = {.metric = "column pair trends (compatible)", .columns = {schema[i].name, schema[j].name}};
      trends[k].result = correlation.applies_to(schema[i].kind, schema[j].kind)
                             ? correlation.compare(real, synthetic, no_intervals)
                             : contingency.compare(real, synthetic, no_intervals);
      meter.advance(1);
    }
  });

  const finding properties[] = {detail::mean_of_findings("column shapes (compatible)", shapes, tables, "column"),
                                detail::mean_of_findings("column pair trends (compatible)", trends, tables, "pair")};
  std::vector<finding> found{detail::mean_of_findings("quality score (compatible)", properties, tables, "property")};
  found[0].result.note.clear();
  found.insert(found.end(), std::begin(properties), std::end(properties));
  found.insert(found.end(), std::make_move_iterator(shapes.begin()), std::make_move_iterator(shapes.end()));
  found.insert(found.end(), std::make_move_iterator(trends.begin()), std::make_move_iterator(trends.end()));
  return found;
}

}  // namespace standin::inline v0_1
