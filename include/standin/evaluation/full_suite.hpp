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

/// What `standin evaluate` runs: fidelity, detection, utility, privacy. Minutes where `default_suite` takes seconds; a
/// header of its own, since a program that doesn't need it compiles faster without.
using full_suite = suite<marginal_accuracy, ks_complement, tv_complement, correlation_similarity,
                         contingency_similarity, missing_similarity, missing_pattern_similarity, boundary_adherence,
                         category_adherence, two_sample_test<>, two_sample_test<logistic_regression>, neighbour_test,
                         predictive_utility<>, predictive_utility<linear_models>, predictive_utility<decision_tree>,
                         predictive_utility<nearest_rows>, exact_copies, closest_record, membership_inference>;

/// The same for tables without a column to predict.
using untargeted_suite =
    suite<marginal_accuracy, ks_complement, tv_complement, correlation_similarity, contingency_similarity,
          missing_similarity, missing_pattern_similarity, boundary_adherence, category_adherence, two_sample_test<>,
          two_sample_test<logistic_regression>, neighbour_test, exact_copies, closest_record, membership_inference>;

}  // namespace standin::inline v0_1
