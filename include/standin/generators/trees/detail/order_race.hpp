// SPDX-License-Identifier: MIT
/// \file
/// Which order of columns suits a table.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/trees/detail/tree_preparation.hpp>

#include <string>

namespace standin::inline v0_1::detail {

/// Puts the columns in the order under which a quick model of some rows makes others most likely.
/// \returns  which one, and why: a sentence
[[nodiscard]] std::string race_orders(tree_preparation& prepared, const fit_context& context);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/order_race.ipp>
#endif
