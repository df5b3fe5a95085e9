// SPDX-License-Identifier: MIT
/// \file
/// What an evaluation found: the tables, each figure, and a summary of each metric.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/alignment.hpp>
#include <standin/evaluation/associations.hpp>
#include <standin/evaluation/distributions.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/metrics/privacy/holdout_overlap.hpp>
#include <standin/version.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// One metric in one line.
///
/// The finding of the whole table where the metric has one, else the mean over the columns or pairs that contribute:
/// those whose status is ok.
struct metric_summary {
  std::string metric;
  std::string group{};  ///< "fidelity", "privacy", …; see `metric`
  better direction = better::larger;
  double value = score::unknown;
  double lower = score::unknown;  ///< known where `value` is of the whole table
  double upper = score::unknown;
  double ideal = score::unknown;           ///< over the same findings as `value`
  double baseline = score::unknown;        ///< over the same findings, unknown if one of them has none
  double baseline_ideal = score::unknown;  ///< over the same findings, unknown if one of them has none
  enum status status = status::ok;         ///< of the whole table's finding; ok when a finding contributes to a mean
  bool whole_table = false;                ///< whether `value` is a figure of the whole table rather than a mean
  std::size_t subjects = 0;                ///< columns or pairs that were looked at
  std::size_t contributed = 0;             ///< those with status ok
  std::size_t undefined = 0;
  std::size_t refused = 0;
  std::optional<std::size_t> worst{};  ///< place in `report::findings` of the column or pair furthest from its ideal
};

/// What an evaluation found. Plain data, of a size that doesn't grow with the rows: writers turn it into text, JSON or
/// HTML.
struct report {
  std::string version = STANDIN_VERSION;  ///< of the library that made it
  std::uint64_t seed = 0;
  std::size_t resamples = 0;
  std::size_t rows_train = 0;
  std::optional<std::size_t> rows_holdout{};
  std::size_t rows_synthetic = 0;
  holdout_overlap overlap{};  ///< of the holdout with train
  std::optional<std::string> target{};
  std::vector<compared_column> columns{};            ///< all columns of the real table, in its order
  std::vector<std::string> notes{};                  ///< what else one should know, a sentence each
  std::vector<finding> findings{};                   ///< in the order of the metrics, then of the columns
  std::vector<metric_summary> summaries{};           ///< in the order of the metrics
  std::vector<column_distribution> distributions{};  ///< of the columns compared, for pictures; may be empty
  association_matrix associations{};                 ///< of the columns compared, for pictures; may be empty
  std::size_t least_rows = 0;                        ///< real rows that a level or bin of a picture has at least
};

/// How far a score lies from the ideal, on the bad side: 0 or more, larger is worse. Unknown without a value. Where no
/// ideal is known the best value takes its place (1 where larger is better, 0 where smaller is).
STANDIN_LAZY [[nodiscard]] double shortfall(double value, double ideal, better direction) noexcept;

/// A shortfall in words: "as in real rows" below 0.005, "close" below 0.02, "off" below 0.05, or "far off".
STANDIN_LAZY [[nodiscard]] std::string_view words_for(double shortfall) noexcept;

/// One line a metric, in the order in which they come first.
STANDIN_LAZY [[nodiscard]] std::vector<metric_summary> summarize(const std::vector<finding>& findings);

/// The summary of a metric by its key or the unambiguous beginning of one: "bivariate" finds "bivariate_accuracy".
/// \throws invalid_option  when none or several match; the sentence lists the keys
STANDIN_LAZY [[nodiscard]] const metric_summary& summary_of(const report& of, std::string_view key);

/// Whether a figure was refused because no rows were held out, or rows that train has, not because there were too few.
STANDIN_LAZY [[nodiscard]] bool needs_holdout(const report& of, const metric_summary& line);

/// Whether both tables have the 20 rows below which no distance of distributions is measured, and no verdict is given.
STANDIN_LAZY [[nodiscard]] bool enough_rows(const report& of) noexcept;

/// Which columns gave synthetic rows away: "c2st boosting: told apart by age (41 %), sex (12 %)" for each two-sample
/// test that names some and whose interval lies above its ideal.
STANDIN_LAZY [[nodiscard]] std::vector<std::string> columns_that_give_away(const report& of);

/// The report in one sentence: how far columns and pairs are from what a perfect generator gets, and what is furthest.
/// A holdout that train has too comes before all else; without `enough_rows` there is no more to say.
STANDIN_LAZY [[nodiscard]] std::string verdict_of(const report& of);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/report.ipp>
#endif
