// SPDX-License-Identifier: MIT
/// \file
/// Which order of columns suits a table.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/trees/boosted_classes.hpp>
#include <standin/generators/trees/detail/tree_preparation.hpp>

#include <string>

namespace standin::inline v0_1::detail {

/// What a policy has for races, or boosting in few steps.
[[nodiscard]] auto quick_policy(const auto& conditional) {
  if constexpr (requires { conditional.quick(); }) {
    return conditional.quick();
  } else {
    return boosted_classes::quick();
  }
}

/// Puts the columns in the order under which a quick model of some rows makes others most likely.
/// \param gain  of a column: the log-likelihood of held-out rows
/// \returns  which one, and why: a sentence
STANDIN_LAZY [[nodiscard]] std::string race_orders(tree_preparation& prepared,
                                                   function_ref<double(const conditional_task& task)> gain,
                                                   const fit_context& context);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/order_race.ipp>
#endif
