// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/simulation.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/bound_given_rows.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/detail/simulation_parts.hpp>
#include <standin/generators/rules/simulation.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

/// The rows of a table under way, column by column.
struct simulated_cells {
  std::vector<std::vector<double>> numbers;     ///< NaN where missing
  std::vector<std::vector<std::string>> texts;  ///< of columns of texts only
};

[[nodiscard]] STANDIN_INLINE simulated_cells room_for(const simulation_parts& of, std::size_t rows) {
  simulated_cells cells;
  cells.numbers.resize(of.shown.size());
  cells.texts.resize(of.shown.size());
  for (std::size_t c = 0; c < of.shown.size(); ++c) {
    cells.numbers[c].resize(rows);
    if (of.shown[c].kind == value_kind::text) cells.texts[c].resize(rows);
  }
  return cells;
}

/// Walks through entities: counts their rows, or makes them.
class entity_walk {
 public:
  /// \param attempt  0, or the number of a further try with draws of its own
  entity_walk(const simulation_parts& of, std::uint64_t seed, std::uint64_t attempt = 0)
      : of_(of), seed_(seed), attempt_(attempt) {
    row_.numbers.resize(of.places);
    row_.texts.resize(of.places);
    row_.index.resize(of.levels.size());
    row_.children.resize(of.levels.size());
  }

  /// The number of rows of an entity; counting stops at `most`.
  [[nodiscard]] std::uint64_t count(std::uint64_t entity, std::uint64_t most) {
    if (of_.levels.size() == 1) return 1;
    begin(entity);
    out_ = nullptr;
    made_ = 0;
    most_ = most;
    walk(0);
    return made_;
  }

  /// Makes rows `skip … skip + rows - 1` of an entity into rows `at …` of the cells.
  void make(std::uint64_t entity, std::uint64_t skip, std::uint64_t rows, simulated_cells& out, std::size_t at) {
    begin(entity);
    out_ = &out;
    skip_ = skip;
    most_ = skip + rows;
    made_ = 0;
    at_ = at;
    walk(0);
  }

 private:
  void begin(std::uint64_t entity) {
    row_.entity = entity;
    std::fill(row_.children.begin(), row_.children.end(), 0);
    row_.index[0] = entity;
  }

  void start_cell(std::uint64_t domain, std::size_t level) {
    if (attempt_ != 0) domain = random::hasher().add(domain).add(attempt_).value();
    row_.level = level;
    row_.source = {seed_, domain};
    row_.draws = random::stream(row_.source, random::purpose::sample, row_.entity, row_.children[level]);
  }

  void make_columns(std::size_t level) {
    for (const simulated_column& each : of_.levels[level].columns) {
      if (out_ == nullptr && !each.counted_by) continue;
      start_cell(each.domain, level);
      try {
        if (each.rule.kind == value_kind::text)
          row_.numbers[each.place] = each.rule.value->text(row_, row_.texts[each.place]) ? 0.0 : missing_number;
        else
          row_.numbers[each.place] = each.rule.value->number(row_);
      } catch (const invalid_option& e) {
        throw data_error("column " + quoted(each.name) + " of simulation " + quoted(of_.name),
                         "at entity " + to_text(row_.entity) + ", " + std::string(e.found()), e.remedy());
      }
    }
  }

  [[nodiscard]] std::uint64_t count_of(std::size_t level) {
    const simulated_level& inner = of_.levels[level];
    start_cell(inner.count_domain, level - 1);
    const std::string where = "the number of " + quoted(inner.name) + " of simulation " + quoted(of_.name);
    try {
      const double count = inner.count.value->number(row_);
      if (!(count >= 0.0 && count <= 1e9 && count == std::floor(count)))
        throw data_error(where, "at entity " + to_text(row_.entity) + " it is " + to_text(count),
                         "give a whole number from 0 to 1e9");
      return static_cast<std::uint64_t>(count);
    } catch (const invalid_option& e) {
      throw data_error(where, "at entity " + to_text(row_.entity) + ", " + std::string(e.found()), e.remedy());
    }
  }

  void walk(std::size_t level) {
    const bool innermost = level + 1 == of_.levels.size();
    const bool wanted = !innermost || (out_ != nullptr && made_ >= skip_);
    if (wanted) make_columns(level);
    if (innermost) {
      if (wanted && out_ != nullptr) emit();
      ++made_;
      return;
    }
    const std::uint64_t count = count_of(level + 1);
    if (out_ == nullptr && level + 2 == of_.levels.size()) {
      made_ += std::min(count, most_ - made_);
      row_.children[level + 1] += count;
      return;
    }
    for (std::uint64_t i = 0; i < count && made_ < most_; ++i) {
      row_.index[level + 1] = i;
      walk(level + 1);
      ++row_.children[level + 1];
    }
  }

  void emit() {
    for (std::size_t c = 0; c < of_.shown.size(); ++c) {
      const std::size_t place = of_.shown[c].place;
      out_->numbers[c][at_] = row_.numbers[place];
      if (of_.shown[c].kind == value_kind::text && !std::isnan(row_.numbers[place]))
        out_->texts[c][at_] = row_.texts[place];
    }
    ++at_;
  }

  const simulation_parts& of_;
  std::uint64_t seed_;
  std::uint64_t attempt_;
  row_under_way row_;
  simulated_cells* out_ = nullptr;
  std::uint64_t made_ = 0;
  std::uint64_t skip_ = 0;
  std::uint64_t most_ = 0;
  std::size_t at_ = 0;
};

[[nodiscard]] STANDIN_INLINE column column_of(const shown_column& of, std::vector<double> numbers,
                                              std::vector<std::string> texts) {
  validity present;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (!std::isnan(numbers[row])) continue;
    if (present.empty()) present = validity(numbers.size());
    present.set(row, false);
  }
  const auto as = [&]<class T>(T) {
    std::vector<T> cells(numbers.size());
    for (std::size_t row = 0; row < numbers.size(); ++row)
      if (!std::isnan(numbers[row])) cells[row] = static_cast<T>(numbers[row]);
    return cells;
  };
  switch (of.kind) {
    case value_kind::number: return column(std::move(numbers), std::move(present));
    case value_kind::truth: return column::booleans(as(std::uint8_t{}), std::move(present));
    case value_kind::level: return column::categorical(as(std::uint32_t{}), of.levels, std::move(present));
    case value_kind::text: return column(std::move(texts), std::move(present));
    default: break;
  }
  // Whole numbers and days; what no 64-bit integer holds is missing rather than undefined.
  std::vector<std::int64_t> cells(numbers.size());
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const double number = std::floor(numbers[row]);
    if (std::abs(number) < 9.2e18) {
      cells[row] = static_cast<std::int64_t>(number);
    } else {
      if (present.empty()) present = validity(numbers.size());
      present.set(row, false);
    }
  }
  return column(std::move(cells), std::move(present));
}

[[nodiscard]] STANDIN_INLINE table table_of(const simulation_parts& of, simulated_cells cells, executor_ref executor) {
  std::vector<std::vector<column>> made(of.shown.size());
  parallel_for(executor, of.shown.size(), 1, [&](std::size_t c, std::size_t) {
    made[c].push_back(column_of(of.shown[c], std::move(cells.numbers[c]), std::move(cells.texts[c])));
  });
  std::vector<column> columns;
  for (std::vector<column>& each : made) columns.push_back(std::move(each.front()));
  return table(of.schema, std::move(columns));
}

/// Some rows of one entity.
struct entity_rows {
  std::uint64_t entity = 0;
  std::uint64_t skip = 0;  ///< rows of the entity that are left out at its front
  std::uint64_t rows = 0;
  std::size_t at = 0;  ///< row of the table
};

[[nodiscard]] STANDIN_INLINE table make_entities(const simulation_parts& of, const std::vector<entity_rows>& wanted,
                                                 std::size_t rows, const sample_options& options) {
  progress_meter meter(options.progress, "simulate", rows);
  simulated_cells cells = room_for(of, rows);
  parallel_for(options.executor, wanted.size(), of.levels.size() == 1 ? 4096 : 16,
               [&](std::size_t begin, std::size_t end) {
                 meter.advance(0);
                 entity_walk walk(of, options.seed);
                 std::size_t done = 0;
                 for (std::size_t i = begin; i < end; ++i) {
                   walk.make(wanted[i].entity, wanted[i].skip, wanted[i].rows, cells, wanted[i].at);
                   done += static_cast<std::size_t>(wanted[i].rows);
                 }
                 meter.advance(done);
               });
  return table_of(of, std::move(cells), options.executor);
}

/// The rows of each entity from `first` on.
[[nodiscard]] STANDIN_INLINE std::vector<std::uint64_t> count_entities(const simulation_parts& of, std::uint64_t first,
                                                                       std::size_t entities, std::uint64_t most,
                                                                       const sample_options& options) {
  std::vector<std::uint64_t> counts(entities);
  parallel_for(options.executor, entities, 16, [&](std::size_t begin, std::size_t end) {
    entity_walk walk(of, options.seed);
    for (std::size_t i = begin; i < end; ++i) counts[i] = walk.count(first + i, most);
  });
  return counts;
}

/// Appends rows `from … to - 1` of a chapter.
STANDIN_INLINE void add_chapter(const simulation_parts& of, std::uint64_t chapter, std::uint64_t from, std::uint64_t to,
                                std::size_t at, const sample_options& options, std::vector<entity_rows>& wanted) {
  constexpr std::uint64_t most = simulation::chapter_rows;
  std::uint64_t row = 0;
  std::size_t batch = 64;
  for (std::uint64_t k = 0; row < to;) {
    if (k >= most)
      throw data_error("simulation " + quoted(of.name),
                       "the " + to_text(most) + " entities of a chapter have only " + to_text(row) + " rows",
                       "give entities more rows, at least one on average, or begin with what they have at least one "
                       "of");
    const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(batch, most - k));
    const std::vector<std::uint64_t> counts = count_entities(of, chapter * most + k, now, most, options);
    for (std::size_t i = 0; i < now && row < to; ++i) {
      const std::uint64_t end = std::min(row + counts[i], to);
      const std::uint64_t begin = std::max(row, from);
      if (begin < end) {
        wanted.push_back({chapter * most + k + i, begin - row, end - begin, at});
        at += static_cast<std::size_t>(end - begin);
      }
      row += counts[i];
    }
    k += now;
    // As many as will probably do, so that few are counted in vain.
    const double mean = std::max(1e-3, static_cast<double>(row) / static_cast<double>(k));
    const double left = row < to ? static_cast<double>(to - row) / mean : 0.0;
    batch = static_cast<std::size_t>(std::clamp(left * 1.05 + 16.0, 64.0, 65536.0));
  }
}

/// Draws rows that miss what is given of them again.
[[nodiscard]] STANDIN_INLINE table meet(const simulation_parts& of, table made, const sample_options& options) {
  const bound_given_rows given(*options.given.get(), of.schema);
  if (const auto unmet = given.contradiction())
    throw invalid_option("sample", "no row can meet " + quoted(unmet->part), "change what is given of the rows");
  if (const auto known = given.rows(); known && *known < options.first_row + made.rows())
    throw invalid_option("sample",
                         "rows up to " + to_text(options.first_row + made.rows()) +
                             " are wanted, but something is given of " + to_text(*known) + " only",
                         "change what is given of the rows");
  const std::size_t rows = made.rows();
  sample_report report{.rows = rows, .tries = rows, .exact = false};
  std::vector<std::size_t> open(rows);
  for (std::size_t row = 0; row < rows; ++row) open[row] = row;
  for (std::size_t attempt = 1; !open.empty(); ++attempt) {
    const given_matcher matches(given, made, options.first_row);
    std::erase_if(open, [&](std::size_t row) { return matches(row); });
    if (open.empty()) break;
    if (attempt >= options.max_tries)
      throw data_error("sample",
                       "row " + to_text(options.first_row + open.front()) + " met what is given of it in none of " +
                           to_text(options.max_tries) + " tries",
                       "ask for something more frequent, or raise max_tries");
    report.tries += open.size();
    simulated_cells again = room_for(of, open.size());
    parallel_for(options.executor, open.size(), 1024, [&](std::size_t begin, std::size_t end) {
      entity_walk walk(of, options.seed, attempt);
      for (std::size_t i = begin; i < end; ++i) walk.make(options.first_row + open[i], 0, 1, again, i);
    });
    const table pieces = table_of(of, std::move(again), options.executor);
    std::vector<column> columns = std::move(made).release();
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (std::size_t i = 0; i < open.size(); ++i) copy_cell(pieces.stored(c), i, columns[c], open[i]);
    made = table(of.schema, std::move(columns));
  }
  if (options.report != nullptr) *options.report = report;
  return made;
}

}  // namespace detail

STANDIN_INLINE const std::string& simulation::name() const noexcept {
  return parts_->name;
}

STANDIN_INLINE const table_schema& simulation::schema() const noexcept {
  return parts_->schema;
}

STANDIN_INLINE table simulation::sample(std::size_t rows, const sample_options& options) const {
  standin::detail::require_rows_with_numbers(options.first_row, rows);
  if (options.max_tries == 0) throw invalid_option("sample", "max_tries is 0", "give at least 1");
  const bool events = parts_->levels.size() > 1;
  if (events && !options.given.always())
    throw invalid_option("simulation " + quoted(parts_->name), "something is given of rows that are events",
                         "choose among its rows afterwards, as matching_rows does, or write the condition into the "
                         "rules");
  if (options.report != nullptr) *options.report = {.rows = rows, .tries = rows};
  try {
    std::vector<detail::entity_rows> wanted;
    if (!events) {
      wanted.reserve(rows);
      for (std::size_t row = 0; row < rows; ++row) wanted.push_back({options.first_row + row, 0, 1, row});
    }
    for (std::size_t done = 0; events && done < rows;) {
      const std::uint64_t first = options.first_row + done;
      const std::uint64_t from = first % chapter_rows;
      const std::uint64_t to = std::min<std::uint64_t>(chapter_rows, from + (rows - done));
      detail::add_chapter(*parts_, first / chapter_rows, from, to, done, options, wanted);
      done += static_cast<std::size_t>(to - from);
    }
    table made = detail::make_entities(*parts_, wanted, rows, options);
    return options.given.always() ? std::move(made) : detail::meet(*parts_, std::move(made), options);
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {
  }
  throw invalid_option("sample", to_text(rows) + " rows don't fit into memory",
                       "ask for fewer at a time, as sample_in_chunks does");
}

STANDIN_INLINE table simulation::sample_entities(std::size_t entities, const sample_options& options) const {
  standin::detail::require_rows_with_numbers(options.first_row, entities);
  if (parts_->levels.size() == 1) return sample(entities, options);
  if (!options.given.always())
    throw invalid_option("simulation " + quoted(parts_->name), "something is given of rows that are events",
                         "choose among its rows afterwards, as matching_rows does, or write the condition into the "
                         "rules");
  try {
    std::vector<detail::entity_rows> wanted;
    std::size_t rows = 0;
    const std::vector<std::uint64_t> counts =
        detail::count_entities(*parts_, options.first_row, entities, ~std::uint64_t{0} >> 1, options);
    for (std::size_t i = 0; i < entities; ++i) {
      wanted.push_back({options.first_row + i, 0, counts[i], rows});
      rows += static_cast<std::size_t>(counts[i]);
    }
    if (options.report != nullptr) *options.report = {.rows = rows, .tries = rows};
    return detail::make_entities(*parts_, wanted, rows, options);
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {
  }
  throw invalid_option("sample_entities", "the rows of " + to_text(entities) + " entities don't fit into memory",
                       "ask for fewer at a time");
}

}  // namespace standin::inline v0_1::rules
