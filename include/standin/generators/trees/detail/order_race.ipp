// SPDX-License-Identifier: MIT
/// \file
/// How orders race.
#pragma once

#include <standin/core/text.hpp>
#include <standin/generators/trees/detail/lead_text.hpp>
#include <standin/generators/trees/detail/order_race.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE std::string race_orders(tree_preparation& prepared,
                                            function_ref<double(const conditional_task& task)> gain,
                                            const fit_context& context) {
  // Few long steps on few rows, fewer still where many columns ask about many: enough to tell orders apart.
  constexpr double most_rows = 5'000.0;
  constexpr double columns_at_most_rows = 64.0;
  constexpr double fewest_rows = 500.0;
  const std::size_t width = prepared.columns();
  const double share = std::min(1.0, columns_at_most_rows / static_cast<double>(width));
  const auto rows = static_cast<std::size_t>(std::max(fewest_rows, most_rows * share * share));

  std::vector<bool> races(prepared.rows(), false);
  random::stream words({context.source.seed, random::hasher().add(context.source.domain).add("order").value()},
                       random::purpose::shuffle, 0);
  for (const std::size_t row : random::sample_in_order(words, prepared.rows(), rows)) races[row] = true;

  struct runner {
    visit_order order;
    const char* name;
  };
  constexpr std::array<runner, 4> runners{{{visit_order::as_given, "as given"},
                                           {visit_order::simple_first, "the simplest first"},
                                           {visit_order::rich_first, "the richest first"},
                                           {visit_order::related_next, "related ones next to each other"}}};
  std::array<double, runners.size()> gains{};
  std::array<std::vector<std::uint32_t>, runners.size()> orders{};
  for (std::size_t r = 0; r < runners.size(); ++r) {
    prepared.visit(runners[r].order);
    orders[r] = prepared.order();
    std::vector<double> column_gains(width);
    parallel_for(context.executor, width, 1, [&](std::size_t turn, std::size_t) {
      const std::size_t at = width - 1 - turn;
      conditional_task task = prepared.task(at, context);
      std::vector<std::uint32_t> some;
      for (const std::uint32_t row : task.rows)
        if (races[row]) some.push_back(row);
      task.rows = some;
      column_gains[at] = gain(task);
    });
    gains[r] = std::accumulate(column_gains.begin(), column_gains.end(), 0.0);
  }
  // Chance makes such a difference of so few rows; then the order whose trees are the smallest.
  constexpr double difference = 0.05;
  constexpr std::size_t simplest = 1;
  auto best = static_cast<std::size_t>(std::max_element(gains.begin(), gains.end()) - gains.begin());
  if (gains[best] - gains[simplest] < difference) best = simplest;
  prepared.visit(std::move(orders[best]));
  std::size_t other = best == 0 ? 1 : 0;  // the best of the others
  for (std::size_t r = 0; r < runners.size(); ++r)
    if (r != best && gains[r] > gains[other]) other = r;
  return concatenate("columns are drawn ", runners[best].name, ": ",
                     lead_text(gains[best] - gains[other], runners[other].name));
}

}  // namespace standin::inline v0_1::detail
