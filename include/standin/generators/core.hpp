// SPDX-License-Identifier: MIT
/// \file
/// The part of a generator that learns: it sees plain columns only.
#pragma once

#include <standin/core/progress.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/fit_report.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstdint>
#include <utility>

namespace standin::inline v0_1 {

/// What a core gets to fit with.
struct fit_context {
  random::source source;  ///< names the random numbers of the fit
  executor_ref executor{};
  progress_ref progress{};
  fit_report report{};  ///< to be filled: convergence, iterations, objective, warnings
};

namespace detail {

template <class M>
concept samples_plain_rows =
    requires(const M& m, plain_rows& out, random::source from, std::uint64_t row) { m.sample_into(out, from, row); };

template <class M>
concept visits_parameters = requires(const M& m, void (&visitor)(double)) { m.parameters(visitor); };

template <class C>
concept fits_plain_tables =
    requires(const C& c, const plain_table& plain, fit_context& context) { c.fit(plain, context); };

/// A core that looks at few columns at a time, so that the others' cells need not be held.
template <class C>
concept fits_plain_columns =
    requires(const C& c, const plain_columns& plain, fit_context& context) { c.fit(plain, context); };

}  // namespace detail

/// A core's model, fitted.
///
/// | expression                      | semantics                                                                      |
/// |---------------------------------|--------------------------------------------------------------------------------|
/// | `m.sample_into(out, from, row)` | fills `out` with rows `row …`: every cell of every column, present or not      |
/// | `m.parameters(visitor)`         | calls `visitor(double)` for all that the model knows, in a fixed order         |
///
/// Row i depends on `from` and i only. `row` and `out.rows` are multiples of 64, so that products over blocks of 64
/// rows come out the same however a table is cut. The shell blanks the cells that the sampled pattern says are missing.
template <class M>
concept core_model = std::copyable<M> && detail::samples_plain_rows<M> && detail::visits_parameters<M>;

/// A core's model that can keep to conditions.
///
/// | expression                      | semantics                                                                      |
/// |---------------------------------|--------------------------------------------------------------------------------|
/// | `m.given(condition)`            | a value with `sample_into(out, from, row)`: rows of `m` as they are distributed
/// under the condition, exactly |
///
/// Where that can make any rows, not just multiples of 64, as rows to complete ask for, it says so by
/// `static constexpr bool one_by_one = true`. Where it is approximate, the value has `exact()` too, which says so.
/// Where proposals are weighed, it has `tally()`, a `proposal_tally`, for the sample report. `given` throws
/// `data_error` where the condition has probability 0. A core without it still gives rows under conditions: the shell
/// draws again until they are met.
template <class M>
concept conditionable_core_model =
    core_model<M> && requires(const M& m, const plain_condition& condition, plain_rows& out, random::source from,
                              std::uint64_t row) { m.given(condition).sample_into(out, from, row); };

/// The type that `core.fit(…)` gives.
template <class C>
using fitted_core_t =
    decltype(std::declval<const C&>().fit(std::declval<const plain_table&>(), std::declval<fit_context&>()));

/// What most generators are made of.
///
/// | expression              | result         | semantics                                                            |
/// |-------------------------|----------------|----------------------------------------------------------------------|
/// | `c.fit(plain, context)` | a `core_model` | learns a value where there is one; no fit imputes                    |
///
/// A core that bins its predictors may give absence a bin of its own. A plain table has at least one row; it has no
/// column when nothing of the table is modelled. A core whose `fit` takes `plain_columns`, to which a plain table
/// converts, loads each when it looks at it, and the shell holds the cells of none.
template <class C>
concept generator_core = std::copyable<C> && detail::fits_plain_tables<C> &&
                         requires(const C& c, const plain_table& plain, fit_context& context) {
                           { c.fit(plain, context) } -> core_model;
                         };

namespace detail {

/// Says what a core's model lacks.
template <class M>
struct checked_core_model {
  static_assert(std::copyable<M>,
                "standin: what a core fits must model standin::core_model — it can't be copied and assigned; see "
                "docs/concepts/core_model.md");
  static_assert(
      samples_plain_rows<M>,
      "standin: what a core fits must model standin::core_model — it lacks sample_into(out, from, row) const; "
      "see docs/concepts/core_model.md");
  static_assert(visits_parameters<M>,
                "standin: what a core fits must model standin::core_model — it lacks parameters(visitor) const; see "
                "docs/concepts/core_model.md");
  using type = M;
};

/// Says what a core lacks; `model` is what it fits.
template <class C, bool = fits_plain_tables<C>>
struct checked_core {
  static_assert(
      std::copyable<C>,
      "standin: the core of a generator must model standin::generator_core — it can't be copied and assigned; "
      "see docs/concepts/generator_core.md");
  using model = typename checked_core_model<fitted_core_t<C>>::type;
};

template <class C>
struct checked_core<C, false> {
  static_assert(fits_plain_tables<C>,
                "standin: the core of a generator must model standin::generator_core — it lacks fit(plain, context) "
                "const; see docs/concepts/generator_core.md");
};

}  // namespace detail

}  // namespace standin::inline v0_1
