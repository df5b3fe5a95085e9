// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/value_between.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/value_between.hpp>

#include <concepts>
#include <cstdint>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

STANDIN_INLINE fitted_between::fitted_between(column_layout layout, common_numbers numbers,
                                              std::array<std::size_t, 3> places, bool alone)
    : layout_(std::move(layout)), numbers_(std::move(numbers)), places_(places), alone_(alone) {
  check_common_numbers(numbers_);
  bool fits = numbers_.columns.size() == 3 && layout_.replaced().size() == 1 &&
              layout_.replaced()[0].at == places_[1] && layout_.replaced()[0].free.size() == (alone_ ? 2U : 1U);
  for (const std::size_t k : {std::size_t{0}, std::size_t{2}})
    fits = fits && places_[k] < layout_.columns() && places_[k] != places_[1];
  if (!fits)
    throw format_error("constraints", "the parts of a range don't fit together", "fit again, or get the original file");
}

template <class T>
std::vector<column> fitted_between::free_columns(const table& t) const {
  std::array<detail::read_cells<T>, 3> cells;
  for (std::size_t k = 0; k < 3; ++k) cells[k] = detail::read_numbers<T>(numbers_.columns[k], t.column(places_[k]));
  const auto& [low, own, high] = cells;
  std::vector<double> shares(t.rows(), 0.0);
  std::vector<std::uint8_t> has(t.rows(), 0);
  std::vector<T> lone(t.rows(), T{});
  std::vector<std::uint8_t> has_lone(t.rows(), 0);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    if (own.present[row] == 0) continue;
    if (low.present[row] != 0 && high.present[row] != 0) {
      const auto width = static_cast<double>(detail::subtract(high.values[row], low.values[row]));
      shares[row] = width > 0.0 ? static_cast<double>(own.values[row] - low.values[row]) / width : 0.0;
      has[row] = 1;
    } else {
      lone[row] = own.values[row];
      if constexpr (!std::same_as<T, double>) lone[row] /= numbers_.columns[1].factor;
      has_lone[row] = 1;
    }
  }
  std::vector<column> free;
  free.push_back(detail::write_free(std::move(shares), has));
  if (alone_) free.push_back(detail::write_numbers(numbers_.columns[1], lone, has_lone));
  return free;
}

STANDIN_INLINE table fitted_between::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  std::vector<column> free = numbers_.whole ? free_columns<std::int64_t>(t) : free_columns<double>(t);
  return layout_.apply(std::move(t), std::move(free));
}

template <class T>
column fitted_between::restored_column(const table& t) const {
  const number_cells& cells = numbers_.columns[1];
  const std::size_t place = layout_.place_of(places_[1]);
  const auto low = detail::read_numbers<T>(numbers_.columns[0], t.column(layout_.place_of(places_[0])));
  const auto high = detail::read_numbers<T>(numbers_.columns[2], t.column(layout_.place_of(places_[2])));
  const auto shares = detail::read_free<double>(t.column(place));
  const auto lone = alone_ ? detail::read_numbers<T>(cells, t.column(place + 1)) : detail::read_cells<T>{};
  std::vector<T> own(t.rows(), T{});
  std::vector<std::uint8_t> present(t.rows(), 0);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    detail::ends<T> within;
    if (low.present[row] != 0) within.low = low.values[row];
    if (high.present[row] != 0) within.high = high.values[row];
    T wanted{};
    if (low.present[row] != 0 && high.present[row] != 0) {
      if (shares.present[row] == 0) continue;
      const double along =
          shares.values[row] * static_cast<double>(detail::subtract(high.values[row], low.values[row]));
      if constexpr (std::same_as<T, double>)
        wanted = low.values[row] + along;
      else
        wanted = detail::add(low.values[row], detail::to_whole(along));
    } else {
      if (!alone_ || lone.present[row] == 0) continue;
      wanted = lone.values[row];
    }
    own[row] = detail::place(cells, wanted, within);
    present[row] = 1;
  }
  return detail::write_numbers(cells, own, present);
}

STANDIN_INLINE table fitted_between::restore(table t, const restore_context&) const {
  std::vector<column> restored;
  restored.push_back(numbers_.whole ? restored_column<std::int64_t>(t) : restored_column<double>(t));
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_INLINE pulled_box fitted_between::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const value_set& wanted = box[places_[1]];
  if (wanted.is_everything()) return pulled;
  if (wanted.allows_values()) {
    pulled.exact = false;
    return pulled;
  }
  const std::size_t place = layout_.place_of(places_[1]);
  pulled.box[place] = value_set::only_missing(column_kind::numeric);
  if (alone_) pulled.box[place + 1] = value_set::only_missing(layout_.replaced()[0].spec.kind);
  return pulled;
}

namespace detail {

template <class T>
[[nodiscard]] bool check_between(const common_numbers& numbers, const std::array<std::size_t, 3>& places,
                                 const value_between& wanted, const table_view& data) {
  std::array<read_cells<T>, 3> cells;
  for (std::size_t k = 0; k < 3; ++k) cells[k] = read_numbers<T>(numbers.columns[k], data.column(places[k]));
  broken_rows broken;
  bool alone = false;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    const auto has = [&](std::size_t k) { return cells[k].present[row] != 0; };
    const auto at_most = [&](std::size_t a, std::size_t b) {
      return !has(a) || !has(b) || cells[a].values[row] <= cells[b].values[row];
    };
    if (!at_most(0, 1) || !at_most(1, 2) || !at_most(0, 2)) broken.add(row);
    alone = alone || (has(1) && !(has(0) && has(2)));
  }
  broken.require_none(wanted.describe(), data.rows());
  return alone;
}

}  // namespace detail

STANDIN_INLINE fitted_between fit_between(const value_between& wanted, const table_view& data,
                                          const std::map<std::string, declared_step>& declared) {
  const table_schema& schema = data.schema();
  const std::array<std::size_t, 3> places{schema.index_of(wanted.low), schema.index_of(wanted.column),
                                          schema.index_of(wanted.high)};
  if (places[0] == places[1] || places[1] == places[2] || places[0] == places[2])
    throw invalid_option("constraint " + wanted.describe(), "a column is named twice", "name three columns");
  common_numbers numbers = learn_common_numbers(data, places, "constraint " + wanted.describe(), declared);
  const bool alone = numbers.whole ? detail::check_between<std::int64_t>(numbers, places, wanted, data)
                                   : detail::check_between<double>(numbers, places, wanted, data);
  replaced_column gone{.at = places[1], .spec = schema[places[1]]};
  gone.free.push_back({.name = unused_name(wanted.column + " within " + wanted.low + " and " + wanted.high, schema)});
  if (alone) gone.free.push_back(schema[places[1]]);
  return {column_layout(schema.size(), {std::move(gone)}), std::move(numbers), places, alone};
}

}  // namespace standin::inline v0_1::prepare
