// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/evaluate.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/evaluation/default_suite.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/metrics/detail/equal_rows.hpp>

#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// What a holdout that train has too does to the figures; empty where there is none.
STANDIN_LAZY inline std::string holdout_note(const holdout_overlap& overlap) {
  const std::string fault = fault_of(overlap);
  if (fault.empty()) return {};
  if (!overlap.whole())
    return fault +
           " Figures that compare the two are not measured, and predictions look better than they are; hold out rows "
           "that the generator did not see.";
  return fault + (overlap.beyond_duplicates()
                      ? " Figures that compare the two are not measured; hold out rows that the generator did not see."
                      : " Figures that compare the two are not measured. Rows of train repeat as often, so that the "
                        "columns compared may not tell rows apart at all.");
}

}  // namespace detail

STANDIN_LAZY_INLINE report detail::evaluate_with(run_metrics run, const table_view& train, const table_view* holdout,
                                                 const table_view& synthetic, const evaluation_options& options) {
  comparison tables{.train = train,
                    .synthetic = synthetic,
                    .target = options.target,
                    .seed = options.seed,
                    .resamples = options.resamples,
                    .executor = options.executor,
                    .progress = options.progress};
  if (holdout != nullptr) tables.holdout = *holdout;
  aligned_tables aligned =
      align(tables, {.ignore = options.ignore, .keep = options.keep, .categories = options.categories});
  report result{.seed = options.seed,
                .resamples = options.resamples,
                .rows_train = train.rows(),
                .rows_synthetic = synthetic.rows(),
                .target = options.target};
  if (holdout != nullptr) result.rows_holdout = holdout->rows();
  result.overlap = detail::overlap_of(aligned.tables);
  result.findings = run(aligned);
  result.summaries = summarize(result.findings);
  if (options.pictures) {
    result.distributions = distributions_of(aligned.tables, options.cuts);
    result.associations = associations_of(aligned.tables);
    result.least_rows = options.cuts.least_rows;
  }
  result.columns = std::move(aligned.columns);
  if (std::string note = detail::holdout_note(result.overlap); !note.empty()) result.notes.push_back(std::move(note));
  result.notes.insert(result.notes.end(), aligned.notes.begin(), aligned.notes.end());
  if (holdout == nullptr)
    result.notes.emplace_back("No real rows were held out, so no figure says what real rows would score.");
  return result;
}

STANDIN_LAZY_INLINE report evaluate(const table_view& real, const table_view& synthetic,
                                    const evaluation_options& options) {
  return evaluate(default_suite{}, real, synthetic, options);
}

STANDIN_LAZY_INLINE report evaluate(const table_view& train, const table_view& holdout, const table_view& synthetic,
                                    const evaluation_options& options) {
  return evaluate(default_suite{}, train, holdout, synthetic, options);
}

}  // namespace standin::inline v0_1
