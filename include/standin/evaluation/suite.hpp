// SPDX-License-Identifier: MIT
/// \file
/// Several metrics run as one, chosen when the program is compiled.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/evaluation/alignment.hpp>
#include <standin/metrics/metric.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

using column_applies = function_ref<bool(column_kind)>;
using column_compares = function_ref<score(const column_view&, const column_view&, const metric_context&)>;
using pair_applies = function_ref<bool(column_kind, column_kind)>;
using pair_compares = function_ref<score(const column_pair&, const column_pair&, const metric_context&)>;
using table_compares = function_ref<std::vector<finding>(const comparison&)>;

/// Runs metrics one after the other on aligned tables: where templates end.
class suite_run {
 public:
  /// \throws invalid_option  when two names are equal
  STANDIN_LAZY suite_run(const comparison& tables, const std::vector<std::string>& names);

  /// \param of  name, direction and group of the findings
  STANDIN_LAZY void columns(const finding& of, column_applies applies, column_compares compares);
  STANDIN_LAZY void pairs(const finding& of, pair_applies applies, pair_compares compares);
  STANDIN_LAZY void table(std::string_view group, table_compares compares);

  [[nodiscard]] std::vector<finding> take() && { return std::move(findings_); }

 private:
  const comparison& tables_;
  std::vector<finding> findings_{};
};

/// Says which row of which concept's table a metric lacks.
template <class M>
constexpr bool check_metric() {
  static_assert(tagged_metric<M>,
                "standin: each part of a suite must model standin::metric — it lacks "
                "using metric_concept = standin::metric_tag; see docs/concepts/metric.md");
  static_assert(named_metric<M>,
                "standin: each part of a suite must model standin::metric — it lacks name(), which gives a "
                "std::string; see docs/concepts/metric.md");
  static_assert(directed_metric<M>,
                "standin: each part of a suite must model standin::metric — it lacks the constant direction, a "
                "standin::better; see docs/concepts/metric.md");
  static_assert(std::copyable<M>,
                "standin: each part of a suite must model standin::metric — it can't be copied; "
                "see docs/concepts/metric.md");
  static_assert(!applies_to_columns<M> || compares_columns<M>,
                "standin: a metric with applies_to(kind) must model standin::column_metric — it lacks "
                "compare(real, synthetic, context), which gives a standin::score; see docs/concepts/column_metric.md");
  static_assert(!applies_to_pairs<M> || compares_pairs<M>,
                "standin: a metric with applies_to(kind, kind) must model standin::pair_metric — it lacks "
                "compare(real, synthetic, context) of two standin::column_pair, which gives a standin::score; see "
                "docs/concepts/pair_metric.md");
  static_assert(applies_to_columns<M> || applies_to_pairs<M> || compares_tables<M>,
                "standin: each part of a suite must model standin::column_metric, standin::pair_metric or "
                "standin::table_metric — it lacks compare(tables), which gives a std::vector<standin::finding>, and "
                "applies_to(kind) or applies_to(kind, kind); see docs/concepts/table_metric.md");
  return column_metric<M> || pair_metric<M> || table_metric<M>;
}

}  // namespace detail

/// Several metrics run as one.
///
///     const suite quality{ks_complement{}, tv_complement{}};
///     for (const finding& f : quality.run({.train = a, .holdout = b, .synthetic = c})) …
///
/// A metric that models several of `column_metric`, `pair_metric` and `table_metric` is run as each of them.
template <class... Metrics>
class suite {
 public:
  static_assert((detail::check_metric<Metrics>() && ...));

  suite()
    requires(sizeof...(Metrics) > 0)
  = default;
  explicit suite(Metrics... metrics) : metrics_(std::move(metrics)...) {}

  /// The findings of each metric in the order of the suite: of columns and pairs in the order of the real table.
  ///
  /// The tables are aligned first, see `align`. Columns and pairs are measured at once where the executor can; the
  /// findings do not depend on it. `baseline` and `baseline_ideal` come from a second measurement with the holdout in
  /// the synthetic table's place.
  /// \throws schema_error    when the tables don't fit together
  /// \throws invalid_option  when two metrics have the same name
  /// \throws cancelled       when the progress listener asked to stop
  [[nodiscard]] std::vector<finding> run(const comparison& tables) const { return run(align(tables)); }

  /// The same for tables that `align` gave.
  [[nodiscard]] std::vector<finding> run(const aligned_tables& aligned) const {
    return std::apply(
        [&](const auto&... m) {
          detail::suite_run all(aligned.tables, {std::string(m.name())...});
          (run_one(m, all), ...);
          return std::move(all).take();
        },
        metrics_);
  }

  /// This suite and one metric more.
  template <class More>
  [[nodiscard]] suite<Metrics..., More> with(More metric) const {
    return std::apply([&](const auto&... m) { return suite<Metrics..., More>(m..., std::move(metric)); }, metrics_);
  }

  [[nodiscard]] static constexpr std::size_t size() noexcept { return sizeof...(Metrics); }

 private:
  template <class M>
  static void run_one(const M& m, detail::suite_run& all) {
    const finding of{.metric = m.name(), .direction = M::direction, .group = std::string(detail::group_of<M>())};
    if constexpr (column_metric<M>)
      all.columns(
          of, [&m](column_kind kind) -> bool { return m.applies_to(kind); },
          [&m](const column_view& real, const column_view& synthetic, const metric_context& context) {
            return m.compare(real, synthetic, context);
          });
    if constexpr (pair_metric<M>)
      all.pairs(
          of, [&m](column_kind a, column_kind b) -> bool { return m.applies_to(a, b); },
          [&m](const column_pair& real, const column_pair& synthetic, const metric_context& context) {
            return m.compare(real, synthetic, context);
          });
    if constexpr (table_metric<M>) all.table(of.group, [&m](const comparison& tables) { return m.compare(tables); });
  }

  std::tuple<Metrics...> metrics_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/suite.ipp>
#endif
