// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/table_form.hpp.
#pragma once

#include <standin/prepare/table_form.hpp>
#include <standin/random/hash.hpp>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE table table_form::restore(const plain_rows& plain, std::size_t skip, std::size_t rows,
                                              random::source from, std::uint64_t first_row) const {
  std::vector<column> columns = prepared_.room_for_table(rows);
  prepared_.restore(plain, skip, columns, 0, rows, from, first_row);
  table restored(prepared_.schema(), std::move(columns));
  for (std::size_t k = steps_.size(); k-- > 0;) {
    const random::source draws{from.seed, random::hasher().add(from.domain).add(k).value()};
    restored = steps_[k].restore(std::move(restored), {.source = draws, .first_row = first_row});
  }
  return restored;
}

STANDIN_LAZY_INLINE learned_form learn_form(const table_view& data, const std::vector<any_step>& steps,
                                            executor_ref executor) {
  if (steps.empty()) {
    learned_preparation learned = learn_preparation(data, executor);
    return {table_form(std::move(learned.prepared)), std::move(learned.plain), std::move(learned.warnings)};
  }
  std::vector<any_fitted_step> fitted;
  table free = to_table(data);
  for (const any_step& step : steps) {
    fitted.push_back(step.fit(free));
    free = fitted.back().apply(std::move(free));
  }
  learned_preparation learned = learn_preparation(free, executor);
  return {table_form(data.schema(), std::move(fitted), std::move(learned.prepared)), std::move(learned.plain),
          std::move(learned.warnings)};
}

}  // namespace standin::inline v0_1::prepare
