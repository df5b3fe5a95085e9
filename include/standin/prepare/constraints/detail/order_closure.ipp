// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/order_closure.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/order_closure.hpp>
#include <standin/prepare/constraints/ordering.hpp>

#include <algorithm>
#include <string>

namespace standin::inline v0_1::prepare::detail {

STANDIN_INLINE order_closure::order_closure(const ordering& wanted, const table_schema& schema) {
  for (const order_relation& each : wanted.relations)
    for (const std::string* name : {&each.low, &each.high}) {
      const std::size_t at = schema.index_of(*name);
      if (std::find(at_.begin(), at_.end(), at) == at_.end()) at_.push_back(at);
    }
  std::sort(at_.begin(), at_.end());
  n_ = at_.size();
  if (n_ > most_columns)
    throw invalid_option("constraint " + wanted.describe(), to_text(n_) + " columns are in one order",
                         "put at most " + to_text(most_columns) + " in order");
  below_.assign(n_ * n_, relation::none);
  for (const order_relation& each : wanted.relations) {
    relation& r = below_[index(schema.index_of(each.low)) * n_ + index(schema.index_of(each.high))];
    r = std::max(r, each.strict ? relation::less : relation::at_most);
  }
  for (std::size_t k = 0; k < n_; ++k)
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j)
        if (below(i, k) != relation::none && below(k, j) != relation::none)
          below_[i * n_ + j] = std::max({below(i, j), below(i, k), below(k, j)});
  std::vector<std::string> circle;
  for (std::size_t i = 0; i < n_; ++i)
    if (below(i, i) != relation::none) circle.push_back(quoted(schema[at_[i]].name));
  if (!circle.empty())
    throw invalid_option("constraint " + wanted.describe(), "the order of " + join(circle) + " is a circle",
                         "take one of the comparisons away");
}

}  // namespace standin::inline v0_1::prepare::detail
