// SPDX-License-Identifier: MIT
/// \file
/// The concepts that every metric satisfies, by what it looks at; scores, findings, and what is compared.
#pragma once

#include <standin/config.hpp>
#include <standin/core/progress.hpp>
#include <standin/data/dataset.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace standin::inline v0_1 {

/// Where the best value lies.
enum class better : std::uint8_t { larger, smaller, nearer_ideal };

/// Whether a figure could be had: `undefined` by its definition, `refused` because too few rows make it noise.
/// A refused score may still carry its value, for those who know what they do; no summary counts it.
enum class status : std::uint8_t { ok, undefined, refused };

/// Which definition a figure follows where ours differs from the usual one: `strict` is ours, `compatible` reproduces
/// SDMetrics with its quirks, so that figures can be compared. Figures of the two are never averaged together.
enum class definition : std::uint8_t { strict, compatible };

/// Cells, or rows where a figure needs several cells of one row, that a figure leaves out.
struct omission {
  std::size_t real = 0;
  std::size_t synthetic = 0;
  std::string why{};  ///< "missing", "missing or infinite"; empty when nothing is left out
};

/// One measured figure, with what one needs to judge it. What is not known is NaN.
struct score {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  double value = unknown;
  /// 95 % confidence interval of what the figure comes out at on average when as many rows are drawn from both sources
  /// again. It holds the same noise as `ideal`: an ideal above the interval of a figure that should be large was
  /// missed.
  double lower = unknown;
  double upper = unknown;
  double ideal = unknown;           ///< what a perfect generator gets on average, sampling noise included
  double baseline = unknown;        ///< what held-out real rows get in place of the synthetic ones
  double baseline_ideal = unknown;  ///< `ideal` for as many rows as were held out
  std::size_t rows_real = 0;        ///< cells (or rows) of the real table that count
  std::size_t rows_synthetic = 0;   ///< cells (or rows) of the synthetic table that count
  omission left_out{};
  enum status status = status::ok;
  std::string note{};  ///< why it is undefined or refused, or what else one should know
};

/// A score and what it is of.
struct finding {
  std::string metric{};                ///< the metric's name, or that of one of its figures
  std::vector<std::string> columns{};  ///< none for the whole table, one for a column, two for a pair
  better direction = better::larger;
  score result{};
  std::string group{};  ///< what it belongs to in reports, see `metric`
};

/// What is compared: real rows that the generator saw, real rows that it didn't, and its own.
struct comparison {
  table_view train;
  std::optional<table_view> holdout{};
  table_view synthetic;
  std::optional<std::string> target{};  ///< the column to predict, for utility
  std::uint64_t seed = 0;
  std::size_t resamples = 200;  ///< for confidence intervals; 0 leaves those out that need resampling
  executor_ref executor{};
  progress_ref progress{};
  bool for_baseline = false;  ///< `synthetic` is the holdout, measured for the baselines of the figures before
};

/// What a metric of columns may use besides the cells.
struct metric_context {
  random::source draws{};       ///< of its random numbers; another one for each metric and each of its subjects
  std::size_t resamples = 200;  ///< for confidence intervals; 0 leaves those out that need resampling
};

/// The same two columns of one table, row by row.
struct column_pair {
  column_view first;
  column_view second;
};

/// Says that a type means to be a metric: `using metric_concept = metric_tag;`.
struct metric_tag {};

namespace detail {

/// The group that the findings of a metric get unless they bring one of their own.
template <class M>
constexpr std::string_view group_of() {
  if constexpr (requires { std::string_view(M::group); })
    return M::group;
  else
    return "other";
}

template <class M>
concept tagged_metric = std::derived_from<typename M::metric_concept, metric_tag>;

template <class M>
concept named_metric = requires(const M& m) {
  { m.name() } -> std::convertible_to<std::string>;
};

template <class M>
concept directed_metric = requires { requires std::same_as<std::remove_cvref_t<decltype(M::direction)>, better>; };

template <class M>
concept applies_to_columns = requires(const M& m, column_kind kind) {
  { m.applies_to(kind) } -> std::same_as<bool>;
};

template <class M>
concept compares_columns = requires(const M& m, const column_view& column, const metric_context& context) {
  { m.compare(column, column, context) } -> std::same_as<score>;
};

template <class M>
concept applies_to_pairs = requires(const M& m, column_kind kind) {
  { m.applies_to(kind, kind) } -> std::same_as<bool>;
};

template <class M>
concept compares_pairs = requires(const M& m, const column_pair& pair, const metric_context& context) {
  { m.compare(pair, pair, context) } -> std::same_as<score>;
};

template <class M>
concept compares_tables = requires(const M& m, const comparison& tables) {
  { m.compare(tables) } -> std::same_as<std::vector<finding>>;
};

}  // namespace detail

/// What all metrics share.
///
/// | expression          | result        | semantics |
/// |---------------------|---------------|-------------------------------------------------------------------------------|
/// | `M::metric_concept` | a type        | `metric_tag`, or derived from it | | `m.name()`          | `std::string` |
/// how it is called in reports; two metrics of one suite have different names    | | `M::direction`      | `better` | a
/// constant: where the best value lies                                         |
///
/// A metric may have a constant `group`, a `std::string_view`, under which reports put its figures: "fidelity",
/// "validity", "detection", "utility", "privacy", "fairness", "compatible", or a word of its own; without one it is
/// "other". Figures of the group "compatible" are for comparison with other tools and don't enter the verdict.
///
/// A metric is a value that never changes while it measures, so one may be used from several threads at once. The same
/// tables and the same seed give the same figures on any number of threads.
template <class M>
concept metric = std::copyable<M> && detail::tagged_metric<M> && detail::named_metric<M> && detail::directed_metric<M>;

/// Compares one column of the real table with the same column of the synthetic one.
///
/// | expression                        | result  | semantics                                                        |
/// |-----------------------------------|---------|------------------------------------------------------------------|
/// | `m.applies_to(kind)`              | `bool`  | whether columns of this kind can be compared                     |
/// | `m.compare(real, synthetic, c)`   | `score` | depends on the two multisets of cells and on `c` only, not on the
/// order of rows |
///
/// Both columns have the kind that `applies_to` accepted; levels are matched by name, since the two have dictionaries
/// of their own. A column that can't be measured gives a score that says so, not an exception.
template <class M>
concept column_metric = metric<M> && detail::applies_to_columns<M> && detail::compares_columns<M>;

/// Compares two columns of the real table with the same two of the synthetic one, looking at them together.
///
/// | expression                        | result  | semantics                                                        |
/// |-----------------------------------|---------|------------------------------------------------------------------|
/// | `m.applies_to(first, second)`     | `bool`  | whether pairs of these kinds can be compared, the same either way
/// round | | `m.compare(real, synthetic, c)`   | `score` | depends on the two multisets of cell pairs and on `c` only |
template <class M>
concept pair_metric = metric<M> && detail::applies_to_pairs<M> && detail::compares_pairs<M>;

/// Compares whole tables, and may look at the holdout, the target and the seed.
///
/// | expression     | result                 | semantics                                                              |
/// |----------------|------------------------|------------------------------------------------------------------------|
/// | `m.compare(t)` | `std::vector<finding>` | a finding that needs what `t` lacks is refused, not dropped            |
///
/// The tables have the same columns in the same order. Where `baseline` is left alone the suite fills it in: it
/// measures the holdout in the synthetic table's place. A metric that knows its baselines gives nothing for
/// `t.for_baseline`.
template <class M>
concept table_metric = metric<M> && detail::compares_tables<M>;

/// The columns of a finding in words: "age", "age × sex", "" for the whole table.
STANDIN_LAZY [[nodiscard]] inline std::string subject_of(const finding& found) {
  std::string text;
  for (const std::string& name : found.columns) text.append(text.empty() ? "" : " × ").append(name);
  return text;
}

/// The name of a metric or figure as a key, for files and the command line: "KS complement" → "ks_complement".
STANDIN_LAZY [[nodiscard]] inline std::string key_of(std::string_view name) {
  std::string key;
  bool gap = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      gap = true;
      continue;
    }
    if (gap && !key.empty()) key += '_';
    gap = false;
    key += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return key;
}

}  // namespace standin::inline v0_1
