// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/preparation.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/number_text.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/prepare/detail/clear_missing.hpp>
#include <standin/prepare/detail/learn_column.hpp>
#include <standin/prepare/detail/stored_numbers.hpp>
#include <standin/prepare/preparation.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// Numbers with as many digits as their texts have, where those have an exponent: other grids are the codec's.
STANDIN_LAZY inline void round_mantissas(const text_form& form, column& to, std::size_t begin, std::size_t rows) {
  if (form.notation != number_notation::scientific || form.max_decimals < 0) return;
  const auto round = [&](auto& cells) {
    using cell = typename std::remove_cvref_t<decltype(cells)>::value_type;
    for (std::size_t row = begin; row < begin + rows; ++row)
      cells[row] = static_cast<cell>(as_written(static_cast<double>(cells[row]), form));
  };
  switch (to.element()) {
    case element_type::float32: return round(to.cells<float>());
    case element_type::int64: return round(to.cells<std::int64_t>());
    case element_type::int32: return round(to.cells<std::int32_t>());
    case element_type::float64: return round(to.cells<double>());
    default: return;
  }
}

STANDIN_LAZY inline void restore_numbers(const number_codec& codec, std::span<const double> values, column& to,
                                         std::size_t begin) {
  const auto room = [begin, n = values.size()](auto& cells) { return std::span(cells).subspan(begin, n); };
  switch (codec.element) {
    case element_type::float32: return codec.grid.snap(values, room(to.cells<float>()));
    case element_type::int64: return codec.grid.snap(values, room(to.cells<std::int64_t>()));
    case element_type::int32: return codec.grid.snap(values, room(to.cells<std::int32_t>()));
    default: return codec.grid.snap(values, room(to.cells<double>()));
  }
}

template <class Code>
void restore_codes(std::span<const std::uint32_t> codes, std::uint32_t last, std::vector<Code>& to, std::size_t begin) {
  for (std::size_t i = 0; i < codes.size(); ++i) to[begin + i] = static_cast<Code>(std::min(codes[i], last));
}

STANDIN_LAZY inline void restore_levels(std::span<const std::uint32_t> codes, std::uint32_t levels, column& to,
                                        std::size_t begin) {
  switch (to.element()) {
    case element_type::uint32: return restore_codes(codes, levels - 1, to.cells<std::uint32_t>(), begin);
    case element_type::uint16: return restore_codes(codes, levels - 1, to.cells<std::uint16_t>(), begin);
    default: return restore_codes(codes, levels - 1, to.cells<std::uint8_t>(), begin);
  }
}

/// A preparation, and its plain columns without the cells of those that are the table's.
struct joined_columns {
  preparation prepared;
  prepared_table plain;
  std::vector<prepared_columns::source> sources;
  std::vector<std::size_t> modelled;  ///< for each source the column of the table
  std::vector<std::string> warnings;
};

/// Learns each column, and puts together what was learned.
STANDIN_LAZY [[nodiscard]] inline joined_columns learn_columns(const table_schema& schema, std::size_t rows,
                                                               std::span<const column_view> cells, executor_ref on) {
  if (schema.empty()) throw data_error("fit", "the table has no columns", "give at least one");
  if (rows == 0) throw data_error("fit", "the table has no rows", "give at least one");
  std::vector<learned_column> columns(schema.size());
  parallel_for(on, columns.size(), 1,
               [&](std::size_t c, std::size_t) { columns[c] = learn_column(cells[c], schema[c]); });
  std::vector<std::string> warnings;
  std::vector<column_codec> codecs;
  std::vector<validity> present;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const std::string& warning : columns[c].warnings)
      warnings.push_back("column " + quoted(schema[c].name) + warning);
    codecs.push_back(columns[c].codec);
    present.push_back(std::move(columns[c].present));
  }
  learned_patterns missing = learn_missing_patterns(rows, present);
  joined_columns joined{.prepared = preparation(schema, std::move(codecs), std::move(missing.patterns)),
                        .plain = {.rows = rows},
                        .sources = {},
                        .modelled = {},
                        .warnings = std::move(warnings)};
  const preparation& prepared = joined.prepared;
  std::vector<prepared_column>& plain = joined.plain.columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const column_codec& codec = prepared.codecs()[c];
    if (!std::holds_alternative<number_codec>(codec) && !std::holds_alternative<level_codec>(codec)) continue;
    prepared_column& to = plain.emplace_back(prepared_column{.name = schema[c].name});
    to.levels = prepared.plain_levels()[plain.size() - 1];
    to.present = std::move(present[c]);
    if (!to.present.empty()) to.pattern = prepared.first_helper() + prepared.missing().helper_of(c);
    joined.sources.push_back({cells[c], std::move(columns[c].code_of)});
    joined.modelled.push_back(c);
  }
  for (std::size_t h = 0; h < missing.codes.size(); ++h) {
    const std::vector<std::size_t>& holes = prepared.missing().holes();
    plain.push_back({.name = prepared.missing().patterns().empty() ? "presence of " + schema[holes[h]].name
                                                                   : std::string("missing pattern"),
                     .codes = std::move(missing.codes[h]),
                     .levels = prepared.missing().levels()});
  }
  return joined;
}

}  // namespace detail

STANDIN_LAZY_INLINE learned_preparation learn_preparation(const table_view& data, executor_ref on) {
  std::vector<column_view> cells;
  for (std::size_t c = 0; c < data.schema().size(); ++c) cells.push_back(data.column(c));
  detail::joined_columns joined = detail::learn_columns(data.schema(), data.rows(), cells, on);
  return {std::move(joined.prepared),
          {std::move(joined.plain), std::move(joined.sources), data},
          std::move(joined.warnings)};
}

STANDIN_LAZY_INLINE learned_preparation learn_preparation(table&& data, executor_ref on) {
  std::vector<column_view> cells;
  for (std::size_t c = 0; c < data.schema().size(); ++c) cells.push_back(data.column(c));
  detail::joined_columns joined = detail::learn_columns(data.schema(), data.rows(), cells, on);
  std::vector<column> all = std::move(data).release();  // where they were, so that the views hold
  std::vector<column> modelled;
  for (const std::size_t c : joined.modelled) modelled.push_back(std::move(all[c]));
  return {std::move(joined.prepared),
          {std::move(joined.plain), std::move(joined.sources), std::move(modelled)},
          std::move(joined.warnings)};
}

STANDIN_LAZY_INLINE preparation::preparation(table_schema schema, std::vector<column_codec> codecs,
                                             missing_patterns missing)
    : schema_(std::move(schema)), codecs_(std::move(codecs)), missing_(std::move(missing)) {
  const auto require = [](bool holds, const std::string& found) {
    if (!holds) throw format_error("preparation", found, "fit again, or get the original file");
  };
  require(!schema_.empty(), "there are no columns");
  require(codecs_.size() == schema_.size(), "not every column is described once");
  for (std::size_t c = 0; c < codecs_.size(); ++c) {
    const column_kind kind = schema_[c].kind;
    const std::string name = "column " + quoted(schema_[c].name);
    const bool number_kind = kind == column_kind::numeric || kind == column_kind::datetime;
    if (const auto* numbers = std::get_if<number_codec>(&codecs_[c])) {
      const number_grid& grid = numbers->grid;
      require(number_kind, name + " is described as numbers, but its kind is " + std::string(name_of(kind)));
      require(detail::stores_numbers(numbers->element, kind), name + " has elements that numbers are not stored as");
      require(grid.lower <= grid.upper && detail::in_range(grid.lower, numbers->element) &&
                  detail::in_range(grid.upper, numbers->element),
              name + " has bounds in the wrong order, or out of the range of its elements");
      require(grid.decimals >= -1 && grid.decimals <= 15 && grid.step >= 1 && grid.step <= std::int64_t{1} << 53 &&
                  grid.offset >= 0 && grid.offset < grid.step,
              name + " has a grid that can't be");
    } else if (const auto* levels = std::get_if<level_codec>(&codecs_[c])) {
      require(levels->levels != nullptr && !levels->levels->empty(), name + " has no levels");
      require(levels->boolean ? kind == column_kind::boolean && levels->levels->size() == 2
                              : kind == column_kind::categorical,
              name + " is described by levels, but its kind is " + std::string(name_of(kind)));
    } else if (const auto* empty = std::get_if<empty_codec>(&codecs_[c])) {
      require(number_kind ? detail::stores_numbers(empty->element, kind) : empty->element == empty_codec{}.element,
              name + " is empty, of elements that its kind can't have");
    } else {
      require(kind == column_kind::text, name + " is described as text, but its kind is " + std::string(name_of(kind)));
    }
  }
  for (const std::size_t hole : missing_.holes()) {
    require(hole < schema_.size(), "missing patterns speak of columns that are not there");
    require(!std::holds_alternative<empty_codec>(codecs_[hole]),
            "missing patterns speak of column " + quoted(schema_[hole].name) + ", which has no value at all");
  }
  index_plain_columns();
}

STANDIN_LAZY_INLINE void preparation::index_plain_columns() {
  plain_of_.assign(schema_.size(), not_modelled);
  for (std::size_t c = 0; c < codecs_.size(); ++c) {
    std::uint32_t levels = 0;
    if (const auto* codec = std::get_if<level_codec>(&codecs_[c])) {
      levels = static_cast<std::uint32_t>(codec->levels->size());
    } else if (!std::holds_alternative<number_codec>(codecs_[c])) {
      continue;
    }
    plain_of_[c] = plain_levels_.size();
    plain_levels_.push_back(levels);
  }
  first_helper_ = plain_levels_.size();
  plain_levels_.insert(plain_levels_.end(), missing_.helpers(), missing_.levels());
}

STANDIN_LAZY_INLINE plain_rows preparation::room(std::size_t rows) const {
  plain_rows plain{.rows = rows,
                   .numbers = std::vector<std::vector<double>>(plain_levels_.size()),
                   .codes = std::vector<std::vector<std::uint32_t>>(plain_levels_.size())};
  for (std::size_t c = 0; c < plain_levels_.size(); ++c) {
    if (plain_levels_[c] == 0)
      plain.numbers[c].resize(rows);
    else
      plain.codes[c].resize(rows);
  }
  return plain;
}

STANDIN_LAZY_INLINE std::vector<column> preparation::room_for_table(std::size_t rows) const {
  const auto numbers = [rows](element_type element, validity present) {
    switch (element) {
      case element_type::float32: return column(std::vector<float>(rows), std::move(present));
      case element_type::int64: return column(std::vector<std::int64_t>(rows), std::move(present));
      case element_type::int32: return column(std::vector<std::int32_t>(rows), std::move(present));
      default: return column(std::vector<double>(rows), std::move(present));
    }
  };
  const auto codes = [rows](level_dictionary levels, validity present) {
    return column::categorical(std::vector<std::uint32_t>(rows), std::move(levels), std::move(present));
  };
  std::vector<column> out;
  out.reserve(schema_.size());
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    const bool hole = std::binary_search(missing_.holes().begin(), missing_.holes().end(), c);
    const auto* const empty = std::get_if<empty_codec>(&codecs_[c]);
    validity present = hole || empty != nullptr ? validity(rows, false) : validity{};
    switch (schema_[c].kind) {
      case column_kind::numeric:
      case column_kind::datetime: {
        const auto* const codec = std::get_if<number_codec>(&codecs_[c]);
        out.push_back(numbers(codec != nullptr ? codec->element : empty->element, std::move(present)));
        break;
      }
      case column_kind::categorical: {
        const auto* const codec = std::get_if<level_codec>(&codecs_[c]);
        out.push_back(codes(codec != nullptr ? codec->levels : std::make_shared<const std::vector<std::string>>(),
                            std::move(present)));
        break;
      }
      case column_kind::boolean:
        out.push_back(column::booleans(std::vector<std::uint8_t>(rows), std::move(present)));
        break;
      case column_kind::text: out.emplace_back(std::vector<std::string>(rows), std::move(present)); break;
    }
  }
  return out;
}

STANDIN_LAZY_INLINE void preparation::restore(const plain_rows& plain, std::size_t skip, std::vector<column>& out,
                                              std::size_t begin, std::size_t end, random::source from,
                                              std::uint64_t first_row) const {
  const std::size_t rows = end - begin;
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    const std::size_t p = plain_of_[c];
    if (const auto* numbers = std::get_if<number_codec>(&codecs_[c])) {
      detail::restore_numbers(*numbers, std::span(plain.numbers[p]).subspan(skip, rows), out[c], begin);
      detail::round_mantissas(schema_[c].form, out[c], begin, rows);
    } else if (std::holds_alternative<level_codec>(codecs_[c])) {
      detail::restore_levels(std::span(plain.codes[p]).subspan(skip, rows), plain_levels_[p], out[c], begin);
    } else if (std::holds_alternative<surrogate_codec>(codecs_[c])) {
      std::vector<std::string>& cells = out[c].cells<std::string>();
      for (std::size_t row = begin; row < end; ++row) cells[row] = schema_[c].name + " " + to_text(first_row + row + 1);
    }
  }
  for (std::size_t k = 0; k < missing_.holes().size(); ++k) {
    const std::size_t hole = missing_.holes()[k];
    const std::vector<std::uint32_t>& codes = plain.codes[first_helper_ + missing_.helper_of(hole)];
    missing_.restore(k, std::span(codes).subspan(skip, rows), from, first_row + begin, out[hole].present(), begin);
    detail::clear_missing(out[hole], begin, end);
  }
}

}  // namespace standin::inline v0_1::prepare
