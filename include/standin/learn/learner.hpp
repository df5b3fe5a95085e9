// SPDX-License-Identifier: MIT
/// \file
/// The concepts `binary_classifier`, `multiclass_classifier` and `regressor`: what learns a column from others.
#pragma once

#include <standin/data/plain_table.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// What a learner gets to fit with.
struct learning_context {
  random::source draws{};  ///< of its random numbers
  executor_ref executor{};
  std::span<const double> weights{};  ///< of each row, above 0 or 0; empty: 1 each
};

/// Says that a type means to be a learner: `using learner_concept = learner_tag;`.
struct learner_tag {};

namespace detail {

template <class L>
concept tagged_learner = std::derived_from<typename L::learner_concept, learner_tag>;

template <class L>
concept named_learner = requires(const L& l) {
  { l.name() } -> std::convertible_to<std::string>;
};

template <class M>
concept gives_probabilities = requires(const M& m, const plain_table& features, executor_ref on) {
  { m.probabilities(features, on) } -> std::same_as<std::vector<double>>;
};

template <class M>
concept gives_values = requires(const M& m, const plain_table& features, executor_ref on) {
  { m.values(features, on) } -> std::same_as<std::vector<double>>;
};

template <class L>
concept fits_binary = requires(const L& l, const plain_table& features, std::span<const std::uint8_t> outcome,
                               const learning_context& context) { l.fit_binary(features, outcome, context); };

template <class L>
concept fits_classes =
    requires(const L& l, const plain_table& features, std::span<const std::uint32_t> classes, std::uint32_t count,
             const learning_context& context) { l.fit_classes(features, classes, count, context); };

template <class L>
concept fits_values = requires(const L& l, const plain_table& features, std::span<const double> values,
                               const learning_context& context) { l.fit_values(features, values, context); };

}  // namespace detail

/// What all learners share.
///
/// | expression           | result        | semantics                                     |
/// |----------------------|---------------|-----------------------------------------------|
/// | `L::learner_concept` | a type        | `learner_tag`, or derived from it             |
/// | `l.name()`           | `std::string` | how it is called in reports: "boosting"       |
///
/// A learner is a specification: fitting doesn't change it, and what comes out is a model that refers to no data.
template <class L>
concept learner = std::copyable<L> && detail::tagged_learner<L> && detail::named_learner<L>;

/// Learns the probability of a yes.
///
/// | expression               | result                | semantics                                          |
/// |--------------------------|-----------------------|----------------------------------------------------|
/// | `l.fit_binary(x, y, c)`  | a model               | from features and an outcome (0 or 1) for each row |
/// | `m.probabilities(x, on)` | `std::vector<double>` | of outcome 1, in [0, 1], one for each row          |
///
/// Outcomes all alike give a constant, not an error. The same arguments give the same bits on any number of threads.
template <class L>
concept binary_classifier = learner<L> && detail::fits_binary<L> &&
                            requires(const L& l, const plain_table& features, std::span<const std::uint8_t> outcome,
                                     const learning_context& context) {
                              { l.fit_binary(features, outcome, context) } -> detail::gives_probabilities;
                            };

/// Learns the probabilities of several classes.
///
/// | expression                     | result  | semantics |
/// |--------------------------------|---------|------------------------------------------------------------------------|
/// | `l.fit_classes(x, y, k, c)`    | a model | from features and a class below k for each row; classes may be empty |
/// | `m.probabilities(x, on)`       | `std::vector<double>` | rows × k of them, row after row, each row adds up to 1 |
template <class L>
concept multiclass_classifier =
    learner<L> && detail::fits_classes<L> &&
    requires(const L& l, const plain_table& features, std::span<const std::uint32_t> classes, std::uint32_t count,
             const learning_context& context) {
      { l.fit_classes(features, classes, count, context) } -> detail::gives_probabilities;
    };

/// Learns the mean of a number.
///
/// | expression                 | result  | semantics |
/// |----------------------------|---------|----------------------------------------------------------------------------|
/// | `l.fit_values(x, y, c)`    | a model | from features and a finite number for each row | | `m.values(x, on)` |
/// `std::vector<double>` | one for each row                                             |
template <class L>
concept regressor =
    learner<L> && detail::fits_values<L> &&
    requires(const L& l, const plain_table& features, std::span<const double> values, const learning_context& context) {
      { l.fit_values(features, values, context) } -> detail::gives_values;
    };

/// How many levels of a column metrics tell apart for a learner, the most frequent ones; all others count as one. What
/// it says itself as `levels_told_apart`, or 200: the noise of rare levels costs more than they tell.
template <class Learner>
inline constexpr std::size_t levels_for = 200;
template <class Learner>
  requires requires { std::size_t{Learner::levels_told_apart}; }
inline constexpr std::size_t levels_for<Learner> = Learner::levels_told_apart;

}  // namespace standin::inline v0_1
