// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/sum_of_parts.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/sum_of_parts.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// The places of the total and of the parts, the coarsest first, so that the last can take what is left.
struct sum_columns {
  std::vector<std::size_t> places;
  common_numbers numbers;

  sum_columns(const sum_of_parts& wanted, const table_view& data) {
    const std::string where = "constraint " + wanted.describe();
    places.push_back(data.schema().index_of(wanted.total));
    for (const std::string& part : wanted.parts) places.push_back(data.schema().index_of(part));
    std::vector<std::size_t> sorted = places;
    std::sort(sorted.begin(), sorted.end());
    if (wanted.parts.size() < 2 || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
      throw invalid_option(where, "it needs two different parts or more, and another column as their total",
                           "name each column once");
    for (const std::size_t at : places)
      if (data.schema()[at].kind != column_kind::numeric)
        throw schema_error(where, "column " + quoted(data.schema()[at].name) + " holds no numbers",
                           "use columns of numbers");
    numbers = learn_common_numbers(data, places, where);
    std::vector<std::size_t> order(places.size() - 1);
    std::iota(order.begin(), order.end(), std::size_t{1});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return numbers.columns[a].factor > numbers.columns[b].factor;
    });
    std::vector<std::size_t> new_places{places[0]};
    std::vector<number_cells> new_cells{numbers.columns[0]};
    for (const std::size_t k : order) {
      new_places.push_back(places[k]);
      new_cells.push_back(numbers.columns[k]);
    }
    places = std::move(new_places);
    numbers.columns = std::move(new_cells);
  }
};

}  // namespace detail

STANDIN_INLINE fitted_shares::fitted_shares(column_layout layout, common_numbers numbers,
                                            std::vector<std::size_t> places, bool alone)
    : layout_(std::move(layout)), numbers_(std::move(numbers)), places_(std::move(places)), alone_(alone) {
  check_common_numbers(numbers_);
  bool fits = numbers_.whole && places_.size() >= 3 && places_.size() == numbers_.columns.size() &&
              layout_.replaced().size() + 1 == places_.size() && places_[0] < layout_.columns() &&
              !layout_.replaces(places_[0]);
  for (std::size_t k = 1; fits && k < places_.size(); ++k) {
    const std::size_t index = replaced_index(places_[k]);
    fits = index < layout_.replaced().size() && numbers_.columns[k].least >= 0 &&
           layout_.replaced()[index].free.size() == (k + 1 < places_.size() ? 1U : 0U) + (alone_ ? 1U : 0U);
  }
  if (!fits)
    throw format_error("constraints", "the parts of a sum don't fit together", "fit again, or get the original file");
}

STANDIN_INLINE std::size_t fitted_shares::replaced_index(std::size_t at) const {
  const auto& all = layout_.replaced();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [at](const replaced_column& each) { return each.at == at; }) - all.begin());
}

STANDIN_INLINE table fitted_shares::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  const std::size_t n = places_.size();
  std::vector<detail::read_cells<std::int64_t>> cells;
  for (std::size_t k = 0; k < n; ++k)
    cells.push_back(detail::read_numbers<std::int64_t>(numbers_.columns[k], t.column(places_[k])));
  std::vector<std::vector<double>> shares(n, std::vector<double>(t.rows(), 0.0));
  std::vector<std::vector<std::uint8_t>> has(n, std::vector<std::uint8_t>(t.rows(), 0));
  std::vector<std::uint8_t> whole(t.rows(), 1);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    for (std::size_t k = 0; k < n; ++k) whole[row] = whole[row] != 0 && cells[k].present[row] != 0 ? 1 : 0;
    if (whole[row] == 0) continue;
    std::int64_t left = cells[0].values[row];
    for (std::size_t k = 1; k + 1 < n; ++k) {
      const std::int64_t part = cells[k].values[row];
      has[k][row] = left > 0 || k == 1 ? 1 : 0;  // of nothing there are no shares; the first says that the row is whole
      shares[k][row] = left > 0 ? static_cast<double>(part) / static_cast<double>(left) : 0.0;
      left -= part;
    }
  }
  std::vector<std::vector<column>> parts(layout_.replaced().size());
  for (std::size_t k = 1; k < n; ++k) {
    std::vector<column>& to = parts[replaced_index(places_[k])];
    if (k + 1 < n) to.push_back(detail::write_free(std::move(shares[k]), has[k]));
    if (!alone_) continue;
    std::vector<std::uint8_t> lone(t.rows(), 0);
    std::vector<std::int64_t> own(t.rows(), 0);
    for (std::size_t row = 0; row < t.rows(); ++row) {
      lone[row] = whole[row] == 0 && cells[k].present[row] != 0 ? 1 : 0;
      own[row] = cells[k].values[row] / numbers_.columns[k].factor;
    }
    to.push_back(detail::write_numbers(numbers_.columns[k], own, lone));
  }
  std::vector<column> free;
  for (std::vector<column>& part : parts)
    for (column& each : part) free.push_back(std::move(each));
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_INLINE table fitted_shares::restore(table t, const restore_context&) const {
  const std::size_t n = places_.size();
  const auto total = detail::read_numbers<std::int64_t>(numbers_.columns[0], t.column(layout_.place_of(places_[0])));
  std::vector<detail::read_cells<double>> shares(n);
  std::vector<detail::read_cells<std::int64_t>> lone(n);
  for (std::size_t k = 1; k < n; ++k) {
    const std::size_t place = layout_.place_of(places_[k]);
    if (k + 1 < n) shares[k] = detail::read_free<double>(t.column(place));
    if (alone_)
      lone[k] = detail::read_numbers<std::int64_t>(numbers_.columns[k], t.column(place + (k + 1 < n ? 1 : 0)));
  }
  // What the parts from k on can hold at least and at most.
  std::vector<std::int64_t> least(n + 1, 0);
  std::vector<std::int64_t> most(n + 1, 0);
  for (std::size_t k = n; k-- > 1;) {
    least[k] = detail::add(least[k + 1], numbers_.columns[k].least * numbers_.columns[k].factor);
    most[k] = detail::add(most[k + 1], numbers_.columns[k].most * numbers_.columns[k].factor);
  }
  std::vector<std::vector<std::int64_t>> own(n, std::vector<std::int64_t>(t.rows(), 0));
  std::vector<std::vector<std::uint8_t>> has(n, std::vector<std::uint8_t>(t.rows(), 0));
  for (std::size_t row = 0; row < t.rows(); ++row) {
    if (total.present[row] != 0 && shares[1].present[row] != 0) {
      std::int64_t left = total.values[row];
      for (std::size_t k = 1; k < n; ++k) {
        const number_cells& cells = numbers_.columns[k];
        std::int64_t units = left / cells.factor;
        if (k + 1 < n) {
          const double share = shares[k].present[row] != 0 ? shares[k].values[row] : 0.0;
          std::int64_t low = std::max(cells.least * cells.factor, detail::subtract(left, most[k + 1]));
          std::int64_t high = std::min(cells.most * cells.factor, detail::subtract(left, least[k + 1]));
          if (low > high || low > left || high < 0) {
            low = 0;
            high = std::max<std::int64_t>(left, 0);
          }
          const std::int64_t wanted =
              std::clamp(detail::to_whole(share * static_cast<double>(left)), low, std::max(low, high));
          units = (wanted + cells.factor / 2) / cells.factor;
          if (units * cells.factor > left) units = left / cells.factor;
        }
        own[k][row] = units;
        has[k][row] = 1;
        left -= units * cells.factor;
      }
    } else if (alone_) {
      bool all = total.present[row] != 0;
      for (std::size_t k = 1; k < n; ++k) {
        own[k][row] = lone[k].values[row] / numbers_.columns[k].factor;
        has[k][row] = lone[k].present[row];
        all = all && has[k][row] != 0;
      }
      if (all) has[n - 1][row] = 0;  // such a row would have to add up
    }
  }
  std::vector<std::vector<column>> made(layout_.replaced().size());
  for (std::size_t k = 1; k < n; ++k) {
    for (std::size_t row = 0; row < t.rows(); ++row)
      if (has[k][row] == 0) own[k][row] = 0;
    made[replaced_index(places_[k])].push_back(detail::write_numbers(numbers_.columns[k], own[k], has[k]));
  }
  std::vector<column> restored;
  for (std::vector<column>& each : made) restored.push_back(std::move(each.front()));
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_INLINE pulled_box fitted_shares::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  for (const replaced_column& each : layout_.replaced()) pulled.exact = pulled.exact && box[each.at].is_everything();
  return pulled;
}

STANDIN_INLINE sum_ways ways_of(const sum_of_parts& wanted, const table_view& data) {
  const detail::sum_columns columns(wanted, data);
  const common_numbers& numbers = columns.numbers;
  sum_ways ways;
  if (!numbers.whole) return ways;
  ways.added = numbers.columns[0].factor == 1;
  // The last part takes what is left, so it must have the finest decimals of all.
  ways.shares = numbers.columns.back().factor == 1;
  for (const number_cells& cells : numbers.columns) ways.shares = ways.shares && cells.least >= 0;
  if (!ways.added && !ways.shares)
    throw invalid_option(
        "constraint " + wanted.describe(),
        "column " + quoted(wanted.total) + " has fewer decimals than its parts, of which some are negative",
        "give the total as many decimals as the parts have");
  return ways;
}

STANDIN_INLINE fitted_shares fit_shares(const sum_of_parts& wanted, const table_view& data) {
  detail::sum_columns columns(wanted, data);
  const table_schema& schema = data.schema();
  std::vector<detail::read_cells<std::int64_t>> cells;
  const std::size_t n = columns.places.size();
  for (std::size_t k = 0; k < n; ++k)
    cells.push_back(detail::read_numbers<std::int64_t>(columns.numbers.columns[k], data.column(columns.places[k])));
  bool alone = false;
  detail::broken_rows broken;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    std::int64_t sum = 0;
    bool whole = true;
    bool any = false;
    for (std::size_t k = 0; k < n; ++k) {
      whole = whole && cells[k].present[row] != 0;
      any = any || (k > 0 && cells[k].present[row] != 0);
      if (k > 0) sum = detail::add(sum, cells[k].values[row]);
    }
    if (whole && sum != cells[0].values[row]) broken.add(row);
    alone = alone || (!whole && any);
  }
  broken.require_none(wanted.describe(), data.rows());
  std::vector<replaced_column> replaced;
  std::vector<std::string> names;
  for (std::size_t k = 1; k < n; ++k) {
    const column_spec& spec = schema[columns.places[k]];
    replaced_column gone{.at = columns.places[k], .spec = spec};
    if (k + 1 < n) {
      names.push_back(unused_name("share of " + spec.name, schema, names));
      gone.free.push_back({.name = names.back()});
    }
    if (alone) gone.free.push_back(spec);
    replaced.push_back(std::move(gone));
  }
  std::sort(replaced.begin(), replaced.end(),
            [](const replaced_column& a, const replaced_column& b) { return a.at < b.at; });
  return {column_layout(schema.size(), std::move(replaced)), std::move(columns.numbers), std::move(columns.places),
          alone};
}

}  // namespace standin::inline v0_1::prepare
