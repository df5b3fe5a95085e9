// SPDX-License-Identifier: MIT
/// \file
/// The metrics that `evaluate` runs unless told otherwise.
#pragma once

#include <standin/evaluation/suite.hpp>
#include <standin/metrics/column/boundary_adherence.hpp>
#include <standin/metrics/column/category_adherence.hpp>
#include <standin/metrics/column/category_coverage.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/column/missing_similarity.hpp>
#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>

namespace standin::inline v0_1 {

/// The metrics that `evaluate` runs unless told otherwise; `default_suite{}.with(my_metric{})` adds to them.
using default_suite =
    suite<marginal_accuracy, ks_complement, tv_complement, correlation_similarity, contingency_similarity,
          missing_similarity, missing_pattern_similarity, boundary_adherence, category_adherence, category_coverage>;

}  // namespace standin::inline v0_1
