// SPDX-License-Identifier: MIT
/// \file
/// The concepts that every generator and every fitted model satisfies.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/core/progress.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/sample_report.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/prepare/column_treatment.hpp>
#include <standin/prepare/rare/rare_levels.hpp>
#include <standin/prepare/row_rule.hpp>
#include <standin/prepare/step.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// How to fit. The same data, specification and seed give the same model on any number of threads.
struct fit_options {
  std::uint64_t seed = 0;
  std::vector<prepare::any_step> steps{};  ///< what must hold in each row, see `preparation_step`; in this order
  /// What each row must meet that no step builds in: rows that break a rule are made again when they are sampled.
  std::vector<prepare::row_rule> rules{};
  /// What columns are for, by name, where you know better than `infer_roles`; before what the schema says.
  std::vector<std::pair<std::string, column_role>> roles{};
  personal_columns personal = personal_columns::replace;  ///< or left out
  prepare::rare_levels rare{};                            ///< levels that few cells have: as they are unless it says so
  executor_ref executor{};                                ///< who runs the tasks; the caller's own thread unless given
  progress_ref progress{};                                ///< who is told, and may stop the fit
};

class given_rows;
struct plain_condition;
struct plain_rows;
struct sample_options;

namespace prepare {
class table_form;
}

namespace detail {

/// Fills plain rows, as a core's model does.
using plain_sampler = function_ref<void(plain_rows&, random::source, std::uint64_t)>;

/// How plain rows are made under a condition.
struct plain_sampling {
  plain_sampler make;
  bool keeps = false;       ///< whether rows meet the condition
  bool one_by_one = false;  ///< whether any rows can be asked for, not just whole blocks
};

/// Makes a sampler for a condition and hands it on.
using sampler_for = function_ref<void(const plain_condition&, function_ref<void(const plain_sampling&)>)>;

/// The random numbers of a model under a seed.
struct model_source {
  std::uint64_t seed = 0;
  std::uint64_t fingerprint = 0;
};

/// What is given of rows, and the way to make such rows.
struct conditional_sampler {
  conditional_sampler() = default;
  conditional_sampler(const conditional_sampler&) = delete;
  conditional_sampler& operator=(const conditional_sampler&) = delete;
  virtual ~conditional_sampler() = default;
  [[nodiscard]] virtual const given_rows& given() const noexcept = 0;
  [[nodiscard]] virtual table sample(const prepare::table_form& form, model_source model, sampler_for make_sampler,
                                     std::size_t rows, const sample_options& options) const = 0;
};

/// Makes one of what can be given. Only generators/conditional_sampling.hpp defines it: a program that never asks for
/// rows under conditions doesn't pay for them when it is compiled.
template <class Given>
struct conditional_sampler_maker;

template <class T>
concept complete_type = requires { sizeof(T); };

}  // namespace detail

/// The terms on which rows are sampled: freely, or under what is given of them.
///
/// Whatever `given_rows` can be made of converts, for programs that include generators/conditional_sampling.hpp.
class sample_terms {
 public:
  /// Nothing is given.
  sample_terms() = default;

  template <class Given>
    requires(!std::same_as<std::remove_cvref_t<Given>, sample_terms>)
  sample_terms(Given&& given) {  // NOLINT(google-explicit-constructor): whatever can be given is given by naming it
    using maker = detail::conditional_sampler_maker<std::remove_cvref_t<Given>>;
    static_assert(detail::complete_type<maker>,
                  "standin: sampling under conditions is a header of its own; #include "
                  "<standin/generators/conditional_sampling.hpp>");
    if constexpr (detail::complete_type<maker>) sampler_ = maker::make(std::forward<Given>(given));
  }

  /// Whether nothing is given at all.
  [[nodiscard]] bool always() const noexcept { return sampler_ == nullptr; }

  /// What is given; null where nothing is.
  [[nodiscard]] const given_rows* get() const noexcept { return always() ? nullptr : &sampler_->given(); }

  /// What makes such rows; null where nothing is given.
  [[nodiscard]] const detail::conditional_sampler* sampler() const noexcept { return sampler_.get(); }

 private:
  std::shared_ptr<const detail::conditional_sampler> sampler_;
};

/// How to sample: rows `first_row … first_row + rows - 1` of the endless table that the model and `seed` name.
struct sample_options {
  std::uint64_t seed = 0;
  std::uint64_t first_row = 0;
  sample_terms given{};             ///< what rows must meet: a condition, quotas of several, or rows to complete
  std::size_t max_tries = 1000;     ///< how often a row is drawn, at most, until it meets what is given and the rules
  sample_report* report = nullptr;  ///< where not null, gets how many tries the rows took
  executor_ref executor{};          ///< who runs the tasks; the caller's own thread unless given
  progress_ref progress{};          ///< who is told, and may stop the sampling
};

namespace detail {

/// Rows are numbered in 64 bits, and models make them in blocks of 64.
/// \throws invalid_option  when the last row lies beyond the last whole block
inline void require_rows_with_numbers(std::uint64_t first_row, std::uint64_t rows) {
  constexpr std::uint64_t last = ~std::uint64_t{0} - 64;
  if (first_row > last || rows > last - first_row)
    throw invalid_option("sample",
                         "row " + std::to_string(first_row) + " and the " + std::to_string(rows) +
                             " from there on reach beyond the last row, " + std::to_string(last - 1),
                         "take fewer rows, or an earlier first_row");
}

}  // namespace detail

/// A fitted generator.
///
/// | expression          | result         | semantics                                                             |
/// |---------------------|----------------|-----------------------------------------------------------------------|
/// | `m.schema()`        | `table_schema` | the columns that it makes                                             |
/// | `m.sample(n, o)`    | `table`        | n rows; a pure function of (m, n, o), safe to call from many threads  |
///
/// A model holds no reference to the data it was fitted on, and none of its rows.
template <class M>
concept fitted_model = std::copyable<M> && requires(const M& m, std::size_t rows, const sample_options& options) {
  { m.schema() } -> std::convertible_to<table_schema>;
  { m.sample(rows, options) } -> std::same_as<table>;
};

/// Says that a type means to be a generator: `using generator_concept = generator_tag;`.
struct generator_tag {};

/// A recipe for a model: hyper-parameters and policies, with no data in it.
///
/// | expression              | result             | semantics                                                     |
/// |-------------------------|--------------------|---------------------------------------------------------------|
/// | `G::generator_concept`  | a type             | `generator_tag`, or derived from it                           |
/// | `g.name()`              | `std::string`      | how it is called on the command line and in reports           |
/// | `g.fit(d, o)`           | a `fitted_model`   | throws `invalid_option` or `data_error`; never changes `g`    |
///
/// Most generators get the last one from a core in one line, see `generator_core`.
template <class G>
concept generator = std::copyable<G> && std::derived_from<typename G::generator_concept, generator_tag> &&
                    requires(const G& g, const table_view& data, const fit_options& options) {
                      { g.name() } -> std::convertible_to<std::string>;
                      { g.fit(data, options) } -> fitted_model;
                    };

/// The model that a generator fits.
template <generator G>
using fitted_t =
    decltype(std::declval<const G&>().fit(std::declval<const table_view&>(), std::declval<const fit_options&>()));

}  // namespace standin::inline v0_1
