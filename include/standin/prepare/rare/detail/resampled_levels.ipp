// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/rare/resampled_levels.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/number_text.hpp>
#include <standin/prepare/detail/level_counts.hpp>
#include <standin/prepare/rare/detail/columns_of_levels.hpp>
#include <standin/prepare/rare/resampled_levels.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <map>
#include <memory>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// The frequent levels of a column, by name and to draw from.
class level_urn {
 public:
  STANDIN_LAZY level_urn(const frequent_levels& of, random::source draws, std::size_t column)
      : draws_(draws), column_(column) {
    for (std::size_t k = 0; k < of.levels.size(); ++k) {
      number_of_.emplace(of.levels[k], static_cast<std::uint32_t>(k));
      up_to_.push_back((k == 0 ? 0.0 : up_to_.back()) + static_cast<double>(of.cells[k]));
    }
  }

  /// The number of a level, or that of the one which is drawn for it where it is not known.
  STANDIN_LAZY [[nodiscard]] std::uint32_t number_of(const std::string& level, std::size_t row) const {
    if (const auto known = number_of_.find(level); known != number_of_.end()) return known->second;
    const double draw = up_to_.back() * random::cell_uniform(draws_, random::purpose::initialise, row, column_);
    return static_cast<std::uint32_t>(std::upper_bound(up_to_.begin(), up_to_.end() - 1, draw) - up_to_.begin());
  }

  [[nodiscard]] bool knows(const std::string& level) const { return number_of_.contains(level); }

 private:
  random::source draws_;
  std::size_t column_;
  std::map<std::string, std::uint32_t> number_of_;
  std::vector<double> up_to_;
};

/// What a level's text stands for in a column of such cells.
template <class Cell>
[[nodiscard]] Cell cell_of_level(const std::string& level) {
  if constexpr (std::same_as<Cell, std::string>) {
    return level;
  } else if constexpr (std::integral<Cell>) {
    std::int64_t whole = 0;
    std::from_chars(level.data(), level.data() + level.size(), whole);
    return static_cast<Cell>(whole);
  } else {
    return static_cast<Cell>(parse_number(level).value_or(0.0));
  }
}

/// Cells that are not categories, with drawn levels for those that are not known.
STANDIN_LAZY [[nodiscard]] inline column resample_cells(const column_view& view, column stored, const level_urn& urn,
                                                        const std::vector<std::string>& levels) {
  const auto draw = [&]<class Cell>(std::vector<Cell>& cells) {
    for (std::size_t row = 0; row < view.rows; ++row) {
      if (view.missing(row)) continue;
      const std::string level = level_of(view, row);
      if (!urn.knows(level)) cells[row] = cell_of_level<Cell>(levels[urn.number_of(level, row)]);
    }
  };
  switch (stored.element()) {
    case element_type::string: draw(stored.cells<std::string>()); break;
    case element_type::float64: draw(stored.cells<double>()); break;
    case element_type::float32: draw(stored.cells<float>()); break;
    case element_type::int64: draw(stored.cells<std::int64_t>()); break;
    case element_type::int32: draw(stored.cells<std::int32_t>()); break;
    case element_type::uint32: draw(stored.cells<std::uint32_t>()); break;
    case element_type::uint16: draw(stored.cells<std::uint16_t>()); break;
    case element_type::boolean:
    case element_type::uint8: draw(stored.cells<std::uint8_t>()); break;
  }
  return stored;
}

/// Categories, with drawn levels for those that are not known.
STANDIN_LAZY [[nodiscard]] inline column resample_categories(const column_view& view, const column& stored,
                                                             const level_urn& urn,
                                                             const std::vector<std::string>& levels) {
  std::vector<std::uint32_t> codes(view.rows, 0);
  for (std::size_t row = 0; row < view.rows; ++row)
    if (!view.missing(row)) codes[row] = urn.number_of(std::string(view.text(row)), row);
  return column::categorical(codes, std::make_shared<const std::vector<std::string>>(levels), stored.present());
}

}  // namespace detail

STANDIN_LAZY_INLINE fitted_resampling::fitted_resampling(column_layout layout, std::uint64_t seed,
                                                         std::vector<frequent_levels> columns)
    : layout_(std::move(layout)), seed_(seed) {
  bool fits = layout_.replaced().size() == columns.size();
  for (std::size_t k = 0; fits && k < columns.size(); ++k) {
    const replaced_column& each = layout_.replaced()[k];
    const frequent_levels& left = columns[k];
    fits = each.free.size() == 1 && each.free[0] == each.spec && detail::can_be_levels(each.spec.kind) &&
           !left.levels.empty() && left.cells.size() == left.levels.size() &&
           std::all_of(left.cells.begin(), left.cells.end(),
                       [](std::uint64_t cells) { return cells > 0 && cells <= std::uint64_t{1} << 53; });
  }
  if (!fits) throw format_error("rare levels", "the parts don't fit together", "fit again, or get the original file");
  columns_ = std::make_shared<const std::vector<frequent_levels>>(std::move(columns));
}

STANDIN_LAZY_INLINE table fitted_resampling::apply(table t) const {
  const random::source draws{seed_, random::domain("prepare/resampled_levels")};
  std::vector<column> free;
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const std::size_t at = layout_.replaced()[k].at;
    const frequent_levels& left = (*columns_)[k];
    const detail::level_urn urn(left, draws, at);
    const column_view cells = t.column(at);
    free.push_back(cells.kind == column_kind::categorical
                       ? detail::resample_categories(cells, t.stored(at), urn, left.levels)
                       : detail::resample_cells(cells, t.stored(at), urn, left.levels));
  }
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE std::string resampled_levels::name() const {
  return concatenate("frequent levels for rare ones", columns.empty() ? "" : " of ", join(columns));
}

STANDIN_LAZY_INLINE fitted_resampling resampled_levels::fit(const table_view& data) const {
  const table_schema& schema = data.schema();
  const auto has_levels = [](column_kind kind) { return detail::can_be_levels(kind); };
  const std::vector<std::size_t> places =
      detail::columns_of_levels(columns, data, has_levels, "name columns of categories, texts or numbers");
  std::vector<replaced_column> replaced;
  std::vector<frequent_levels> learned;
  for (const std::size_t at : places) {
    frequent_levels left;
    for (detail::level_count& each : detail::count_levels(data.column(at))) {
      if (each.cells < fewer_than) {
        ++left.rare;
        left.drawn += each.cells;
      } else {
        left.levels.push_back(std::move(each.level));
        left.cells.push_back(each.cells);
      }
    }
    if (left.rare == 0) continue;
    if (left.levels.empty())
      throw data_error(concatenate("column ", quoted(schema[at].name)),
                       concatenate("each of its levels is in fewer than ", to_text(fewer_than),
                                   " cells, so that no frequent one can stand for them"),
                       "let a word stand for rare levels, or leave the column out");
    replaced.push_back({.at = at, .spec = schema[at], .free = {schema[at]}});
    learned.push_back(std::move(left));
  }
  return {column_layout(schema.size(), std::move(replaced)), seed, std::move(learned)};
}

}  // namespace standin::inline v0_1::prepare
