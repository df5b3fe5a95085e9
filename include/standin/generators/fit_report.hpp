// SPDX-License-Identifier: MIT
/// \file
/// What a fit has to say for itself.
#pragma once

#include <standin/prepare/column_treatment.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// How a core learned one of the columns that it saw.
struct column_law {
  std::string column;
  std::string kind;      ///< "single tree", "boosted mean"
  std::string reason{};  ///< why that one, a clause without a full stop; empty where there was no choice
  double gain = std::numeric_limits<double>::quiet_NaN();  ///< as the column's part of `fit_report::objective`
};

/// How much of what a nominal column has to do with others a model keeps that puts its levels in one order.
struct column_association {
  std::string column;
  double kept = 1.0;    ///< in [0, 1]
  std::string worst{};  ///< the column with which it loses most
};

/// How a fit went. A fit that did not converge reports so and still gives a model.
struct fit_report {
  bool converged = true;
  std::size_t iterations = 0;                                   ///< 0 where nothing is iterated
  double objective = std::numeric_limits<double>::quiet_NaN();  ///< in the generator's own terms, NaN without one
  std::vector<std::string> warnings{};                          ///< a sentence each, with the column it is about
  std::vector<column_treatment> columns{};                      ///< what was done with each column, and why
  std::vector<std::string> choices{};                           ///< for the whole table: a sentence each, with why
  std::vector<column_law> laws{};                               ///< what each column got, and why
  std::vector<column_association> associations{};               ///< of columns whose levels were put in an order
  double seconds = 0.0;                                         ///< wall time; not part of a model file
};

/// What a fit will roughly take, before it begins.
struct fit_estimate {
  double bytes = 0.0;    ///< at the peak, beside the data
  double seconds = 0.0;  ///< of one processor
};

}  // namespace standin::inline v0_1
