// SPDX-License-Identifier: MIT
/// \file
/// The default metrics, and those that train models or compare rows with rows.
#pragma once

#include <standin/evaluation/default_suite.hpp>
#include <standin/metrics/detection/neighbour_test.hpp>
#include <standin/metrics/detection/two_sample_test.hpp>
#include <standin/metrics/privacy/closest_record.hpp>
#include <standin/metrics/privacy/exact_copies.hpp>
#include <standin/metrics/privacy/membership_inference.hpp>
#include <standin/metrics/utility/predictive_utility.hpp>

namespace standin::inline v0_1 {

namespace detail {

/// A suite of more metrics than another.
template <class Suite, class... More>
struct longer_suite;
template <class... Metrics, class... More>
struct longer_suite<suite<Metrics...>, More...> {
  using type = suite<Metrics..., More...>;
};

}  // namespace detail

/// All that needs no column to predict: fidelity, detection, privacy.
using untargeted_suite = detail::longer_suite<default_suite, two_sample_test<>, two_sample_test<logistic_regression>,
                                              neighbour_test, exact_copies, closest_record, membership_inference>::type;

/// What `standin evaluate` runs: that, and utility by several learners. Minutes where `default_suite` takes seconds; a
/// header of its own, since a program that doesn't need it compiles faster without.
using full_suite = detail::longer_suite<untargeted_suite, predictive_utility<>, predictive_utility<linear_models>,
                                        predictive_utility<decision_tree>, predictive_utility<nearest_rows>>::type;

}  // namespace standin::inline v0_1
