// SPDX-License-Identifier: MIT
/// \file
/// The shell around every core: prepare, fit, and the way back for each sampled row.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/stopwatch.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/free_sampling.hpp>
#include <standin/generators/generator.hpp>
#include <standin/generators/kept_rules.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/prepare/table_form.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Rows under a condition that were chosen among weighted proposals.
template <class Given>
concept tallies_proposals = requires(const Given& given) {
  { given.tally() } -> std::same_as<proposal_tally>;
};

}  // namespace detail

/// A core's model together with the way back to the table that people know. Models `fitted_model`.
///
/// A copy is cheap: copies share what was learned, which never changes.
/// \tparam Core  models `core_model`
template <class Core>
class prepared_model {
 public:
  prepared_model(prepare::table_form form, Core core, fit_report report = {})
      : parts_(std::make_shared<const parts>(std::move(form), std::move(core), std::move(report))) {}

  [[nodiscard]] const table_schema& schema() const noexcept { return parts_->form.schema(); }

  /// Makes sure, before the first row is made, that there is room for the rows that are wanted, as `sample` does.
  /// \throws invalid_option  when the last row would have no number of 64 bits
  /// \throws data_error      when there are fewer keys
  void require_rows(std::uint64_t first_row, std::uint64_t rows) const {
    detail::require_rows_with_numbers(first_row, rows);
    parts_->form.require_rows(first_row, rows);
  }

  /// Rows `options.first_row … options.first_row + rows - 1` of the table that the model and the seed name.
  ///
  /// Costs O(rows) time, in tasks of 4 096 rows, of fewer for more than 64 columns, and holds one plain block a thread
  /// beside the result.
  /// \throws invalid_option  when the last row would have no number of 64 bits, or the rows don't fit into memory
  /// \throws data_error      when there are fewer keys than rows up to the last one
  /// \throws cancelled       when the progress listener asks to stop
  [[nodiscard]] table sample(std::size_t rows, const sample_options& options = {}) const;

  /// How the fit went; a model that was read from a file has an empty report.
  [[nodiscard]] const fit_report& report() const noexcept { return parts_->report; }

  /// What the shell knows: the form of the table.
  [[nodiscard]] const prepare::table_form& form() const noexcept { return parts_->form; }
  /// What the core knows.
  [[nodiscard]] const Core& core() const noexcept { return parts_->core; }

  /// A hash over all that the model knows, which keeps its random numbers apart from those of all other models.
  [[nodiscard]] std::uint64_t fingerprint() const noexcept { return parts_->fingerprint; }

 private:
  struct parts {
    parts(prepare::table_form f, Core c, fit_report r) : form(std::move(f)), core(std::move(c)), report(std::move(r)) {
      random::hasher hash;
      const auto number = [&hash](double parameter) { hash.add(parameter); };
      form.parameters(number, [&hash](std::string_view text) { hash.add(text); });
      core.parameters(number);
      fingerprint = hash.value();
    }

    prepare::table_form form;
    Core core;
    fit_report report;
    std::uint64_t fingerprint = 0;
  };

  static_assert(core_model<typename detail::checked_core_model<Core>::type>);

  /// Rows whatever the rules say, with the random numbers that a fingerprint names.
  [[nodiscard]] table draw(std::size_t rows, const sample_options& options, std::uint64_t fingerprint) const;

  std::shared_ptr<const parts> parts_;
};

template <class Core>
table prepared_model<Core>::sample(std::size_t rows, const sample_options& options) const {
  require_rows(options.first_row, rows);
  if (parts_->form.rules().empty()) return draw(rows, options, parts_->fingerprint);
  const auto make = [this](std::uint64_t attempt, const sample_options& asked, std::size_t count) {
    const std::uint64_t own = parts_->fingerprint;
    return draw(count, asked, attempt == 0 ? own : random::hasher().add(own).add(attempt).value());
  };
  return detail::keep_rules(parts_->form.rules(), make, rows, options);
}

template <class Core>
table prepared_model<Core>::draw(std::size_t rows, const sample_options& options, std::uint64_t fingerprint) const {
  const detail::model_source source{options.seed, fingerprint};
  const Core& core = parts_->core;
  const auto freely = [&core](plain_rows& out, random::source from, std::uint64_t row) {
    core.sample_into(out, from, row);
  };
  const detail::conditional_sampler* const terms = options.given.sampler();
  if (terms == nullptr) return detail::sample_freely(parts_->form, source, freely, rows, options);
  std::atomic<std::uint64_t> weighed{0}, effective{0};  // of conditions that proposals are weighed for
  const auto make_sampler = [&](const plain_condition& condition,
                                function_ref<void(const detail::plain_sampling&)> use) {
    if constexpr (conditionable_core_model<Core>) {
      if (!condition.empty()) {
        const auto given = core.given(condition);
        const auto under = [&given](plain_rows& out, random::source from, std::uint64_t row) {
          given.sample_into(out, from, row);
        };
        bool exact = true;
        if constexpr (requires { given.exact(); }) exact = given.exact();
        constexpr bool one_by_one = requires { requires std::remove_cvref_t<decltype(given)>::one_by_one; };
        use({under, exact, one_by_one});
        if constexpr (detail::tallies_proposals<std::remove_cvref_t<decltype(given)>>) {
          weighed.fetch_add(given.tally().rows);
          effective.fetch_add(given.tally().effective);
        }
        return;
      }
    }
    use({freely, condition.empty()});
  };
  table made = terms->sample(parts_->form, source, make_sampler, rows, options);
  if (options.report != nullptr) options.report->effective_share = proposal_tally{weighed, effective}.share();
  return made;
}

namespace detail {

template <class Core>
[[nodiscard]] auto fit_core(const Core& core, prepare::prepared_columns columns, fit_context& context) {
  if constexpr (fits_plain_columns<Core>) {
    return core.fit(columns.view(), context);
  } else {
    const prepare::prepared_table all = std::move(columns).load(context.executor);
    return core.fit(all.view(), context);
  }
}

}  // namespace detail

/// Fits a core to any dataset: what a generator's `fit` calls.
///
/// \param core  models `generator_core`
/// \throws data_error  when there are no rows or no columns
/// \throws cancelled   when the progress listener asks to stop
template <class Core>
[[nodiscard]] auto fit_prepared(const Core& core, const table_view& data, const fit_options& options)
    -> prepared_model<typename detail::checked_core<Core>::model> {
  const stopwatch watch;
  prepare::learned_form learned = prepare::learn_form(data, {.steps = options.steps,
                                                             .rules = options.rules,
                                                             .roles = options.roles,
                                                             .personal = options.personal,
                                                             .rare = options.rare,
                                                             .seed = options.seed,
                                                             .executor = options.executor});
  fit_context context{
      .source = {options.seed, random::domain("core/fit")}, .executor = options.executor, .progress = options.progress};
  context.report.warnings = std::move(learned.warnings);
  context.report.columns = std::move(learned.treatments);
  auto fitted = detail::fit_core(core, std::move(learned.plain), context);
  context.report.seconds = watch.seconds();
  return {std::move(learned.form), std::move(fitted), std::move(context.report)};
}

}  // namespace standin::inline v0_1
