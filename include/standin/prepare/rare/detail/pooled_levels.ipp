// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/rare/pooled_levels.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/known_rows.hpp>
#include <standin/prepare/detail/level_counts.hpp>
#include <standin/prepare/rare/detail/columns_of_levels.hpp>
#include <standin/prepare/rare/pooled_levels.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE fitted_pools::fitted_pools(column_layout layout, std::vector<level_pool> pools)
    : layout_(std::move(layout)) {
  const auto require = [](bool holds) {
    if (!holds)
      throw format_error("rare levels", "the parts don't fit together", "fit again, or get the original file");
  };
  require(layout_.replaced().size() == pools.size());
  std::vector<both_sides> sides;
  for (std::size_t k = 0; k < pools.size(); ++k) {
    const replaced_column& gone = layout_.replaced()[k];
    const level_pool& pool = pools[k];
    require(gone.spec.kind == column_kind::categorical && gone.free.size() == 1 &&
            gone.free[0].kind == column_kind::categorical && pool.cells.size() == pool.levels.size());
    std::set<std::string> names{pool.name};
    both_sides both;
    std::vector<std::string> free;
    double up_to = 0.0;
    for (std::size_t code = 0; code < pool.levels.size(); ++code) {
      if (pool.cells[code] == 0) {
        require(names.insert(pool.levels[code]).second);
        both.common.push_back(static_cast<std::uint32_t>(code));
        free.push_back(pool.levels[code]);
      } else {
        require(names.insert(pool.levels[code]).second && pool.cells[code] <= std::uint64_t{1} << 53);
        both.rare.push_back(static_cast<std::uint32_t>(code));
        both.up_to.push_back(up_to += static_cast<double>(pool.cells[code]));
      }
    }
    require(!both.rare.empty());
    free.push_back(pool.name);
    both.levels = std::make_shared<const std::vector<std::string>>(pool.levels);
    both.free = std::make_shared<const std::vector<std::string>>(std::move(free));
    sides.push_back(std::move(both));
  }
  parts_ = std::make_shared<const parts>(parts{std::move(pools), std::move(sides)});
}

STANDIN_LAZY_INLINE table fitted_pools::apply(table t) const {
  std::vector<column> free;
  for (std::size_t k = 0; k < parts_->pools.size(); ++k) {
    const both_sides& both = parts_->sides[k];
    const std::size_t at = layout_.replaced()[k].at;
    std::map<std::string, std::uint32_t> code_of;
    for (std::uint32_t code = 0; code < both.common.size(); ++code)
      code_of.emplace((*both.levels)[both.common[code]], code);
    for (const std::uint32_t rare : both.rare)
      code_of.emplace((*both.levels)[rare], static_cast<std::uint32_t>(both.common.size()));
    free.push_back(detail::recode_levels(t.column(at), t.stored(at), code_of, both.free));
  }
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE table fitted_pools::restore(table t, const restore_context& context) const {
  std::vector<column> restored;
  for (std::size_t k = 0; k < parts_->pools.size(); ++k) {
    const both_sides& both = parts_->sides[k];
    const std::size_t at = layout_.replaced()[k].at;
    const std::size_t place = layout_.place_of(at);
    const column_view cells = t.column(place);
    std::vector<std::uint32_t> codes(t.rows(), 0);
    for (std::size_t row = 0; row < t.rows(); ++row) {
      if (cells.missing(row)) continue;
      if (const std::uint32_t code = cells.code(row); code < both.common.size()) {
        codes[row] = both.common[code];
        continue;
      }
      const double draw = both.up_to.back() *
                          random::cell_uniform(context.source, random::purpose::restore, context.first_row + row, at);
      const auto drawn = std::upper_bound(both.up_to.begin(), both.up_to.end() - 1, draw) - both.up_to.begin();
      codes[row] = both.rare[static_cast<std::size_t>(drawn)];
    }
    restored.push_back(column::categorical(codes, both.levels, t.stored(place).present()));
  }
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_LAZY_INLINE pulled_box fitted_pools::pull(const cell_box& box) const {
  pulled_box pulled{.box = layout_.keep(box)};
  for (std::size_t k = 0; k < parts_->pools.size(); ++k) {
    const both_sides& both = parts_->sides[k];
    const std::size_t at = layout_.replaced()[k].at;
    const value_set& wanted = box[at];
    if (wanted.is_everything()) continue;
    const auto is_wanted = [&](std::uint32_t code) { return wanted.contains((*both.levels)[code]); };
    std::vector<std::string> allowed;
    for (const std::uint32_t code : both.common)
      if (is_wanted(code)) allowed.push_back((*both.levels)[code]);
    const auto rare = std::count_if(both.rare.begin(), both.rare.end(), is_wanted);
    if (rare > 0) {
      allowed.push_back(parts_->pools[k].name);
      pulled.exact = pulled.exact && static_cast<std::size_t>(rare) == both.rare.size();
    }
    value_set side{text_set(std::move(allowed))};
    if (wanted.allows_missing()) side = side | value_set::only_missing(column_kind::categorical);
    pulled.box[layout_.place_of(at)] = std::move(side);
  }
  return pulled;
}

STANDIN_LAZY_INLINE std::string pooled_levels::name() const {
  return concatenate("rare levels", columns.empty() ? "" : " of ", join(columns));
}

STANDIN_LAZY_INLINE fitted_pools pooled_levels::fit(const table_view& data) const {
  const table_schema& schema = data.schema();
  const auto is_category = [](column_kind kind) { return kind == column_kind::categorical; };
  std::vector<replaced_column> replaced;
  std::vector<level_pool> pools;
  for (const std::size_t at : detail::columns_of_levels(columns, data, is_category, "name categories")) {
    const std::vector<detail::level_count> counts = detail::count_levels(data.column(at));
    const auto is_rare = [this](const detail::level_count& each) { return each.cells < fewer_than; };
    if (std::count_if(counts.begin(), counts.end(), is_rare) < 2) continue;
    const std::size_t cells =
        std::accumulate(counts.begin(), counts.end(), std::size_t{0},
                        [](std::size_t sum, const detail::level_count& each) { return sum + each.cells; });
    if (tells_rows_apart(counts.size(), cells)) continue;
    level_pool pool;
    for (const detail::level_count& each : counts) {
      pool.levels.push_back(each.level);
      pool.cells.push_back(is_rare(each) ? each.cells : 0);
    }
    pool.name = "rare levels";
    while (std::find(pool.levels.begin(), pool.levels.end(), pool.name) != pool.levels.end()) pool.name += '\'';
    replaced.push_back({.at = at, .spec = schema[at], .free = {schema[at]}});
    pools.push_back(std::move(pool));
  }
  return {column_layout(schema.size(), std::move(replaced)), std::move(pools)};
}

}  // namespace standin::inline v0_1::prepare
