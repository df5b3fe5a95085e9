// SPDX-License-Identifier: MIT
/// \file
/// Judges a synthetic table against the real one.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/evaluation/suite.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// How to evaluate. The same tables and seed give the same report on any number of threads.
struct evaluation_options {
  std::optional<std::string> target{};  ///< the column to predict, for metrics of utility
  std::uint64_t seed = 0;
  std::size_t resamples = 200;            ///< for confidence intervals; 0 leaves those out that need resampling
  std::vector<std::string> ignore{};      ///< columns to leave out
  std::vector<std::string> keep{};        ///< columns to compare though their values look like identifiers
  std::vector<std::string> categories{};  ///< columns to compare as levels though they are numbers or texts
  bool pictures = true;                   ///< cut columns and associate pairs for pictures
  distribution_options cuts{};            ///< how; no level that fewer real rows have is named
  executor_ref executor{};
  progress_ref progress{};
};

namespace detail {

using run_metrics = function_ref<std::vector<finding>(const aligned_tables&)>;

STANDIN_LAZY [[nodiscard]] report evaluate_with(run_metrics run, const table_view& train, const table_view* holdout,
                                                const table_view& synthetic, const evaluation_options& options);

}  // namespace detail

/// Judges `synthetic`, made by a generator that saw `real`, by our default choice of metrics, see docs/metrics.md.
///
/// Without a holdout no figure has a baseline: give one where you can.
/// \throws schema_error    when the tables don't fit together, see `align`
/// \throws invalid_option  when an option names a column that is not there
/// \throws cancelled       when the progress listener asked to stop
STANDIN_LAZY [[nodiscard]] report evaluate(const table_view& real, const table_view& synthetic,
                                           const evaluation_options& options = {});

/// The same with real rows that the generator did not see, `holdout`, as the yardstick.
STANDIN_LAZY [[nodiscard]] report evaluate(const table_view& train, const table_view& holdout,
                                           const table_view& synthetic, const evaluation_options& options = {});

/// The same by metrics of your choice.
template <class... Metrics>
[[nodiscard]] report evaluate(const suite<Metrics...>& metrics, const table_view& real, const table_view& synthetic,
                              const evaluation_options& options = {}) {
  const auto run = [&metrics](const aligned_tables& tables) { return metrics.run(tables); };
  return detail::evaluate_with(run, real, nullptr, synthetic, options);
}

template <class... Metrics>
[[nodiscard]] report evaluate(const suite<Metrics...>& metrics, const table_view& train, const table_view& holdout,
                              const table_view& synthetic, const evaluation_options& options = {}) {
  const auto run = [&metrics](const aligned_tables& tables) { return metrics.run(tables); };
  return detail::evaluate_with(run, train, &holdout, synthetic, options);
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/evaluate.ipp>
#endif
