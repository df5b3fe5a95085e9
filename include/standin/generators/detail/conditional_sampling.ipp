// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/conditional_sampling.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/free_sampling.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/prepare/pull.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

inline constexpr std::size_t tries_of_all_rows = 4;  // before the rows that are left are tried one by one

/// Makes rows under one condition.
class conditional_rows {
 public:
  conditional_rows(const prepare::table_form& form, model_source model, const plain_sampling& sampling,
                   bound_condition wanted, std::size_t max_tries)
      : form_(form),
        model_(model),
        sampling_(sampling),
        wanted_(std::move(wanted)),
        certain_(wanted_.always()),
        max_tries_(max_tries) {}

  /// Rows `first … first + rows - 1`; adds what it took to `tries`.
  [[nodiscard]] table make(std::uint64_t first, std::size_t rows, std::uint64_t& tries) const {
    table made = attempt(first, rows, 0);
    tries += rows;
    if (certain_) return made;
    std::vector<std::size_t> open = misses(made);
    for (std::size_t k = 1; k < std::min(tries_of_all_rows, max_tries_) && !open.empty(); ++k) {
      tries += open.size();
      put_again(made, open, first, k);
    }
    for (const std::size_t row : open) put_one(made, row, first + row, tries);
    return made;
  }

 private:
  [[nodiscard]] random::source source(std::string_view place, std::uint64_t attempt) const {
    const std::uint64_t domain = random::domain(place, model_.fingerprint);
    return {model_.seed, attempt == 0 ? domain : random::hasher().add(domain).add(attempt).value()};
  }

  [[nodiscard]] table attempt(std::uint64_t first, std::size_t rows, std::uint64_t k) const {
    const std::size_t block = sampling_.one_by_one ? 1 : sample_block;
    const auto skip = static_cast<std::size_t>(first % block);
    plain_rows plain = form_.prepared().room((skip + rows + block - 1) / block * block);
    sampling_.make(plain, source("core", k), first - skip);
    return form_.restore(plain, skip, rows, source("restore", k), first);
  }

  [[nodiscard]] std::vector<std::size_t> misses(const table& made) const {
    const row_matcher matches(wanted_, made);
    std::vector<std::size_t> open;
    for (std::size_t begin = 0; begin < made.rows(); begin += 64) {
      const std::size_t count = std::min<std::size_t>(64, made.rows() - begin);
      const std::uint64_t met = matches.block(begin, count);
      for (std::size_t i = 0; i < count; ++i)
        if (((met >> i) & 1U) == 0) open.push_back(begin + i);
    }
    return open;
  }

  /// Tries all open rows once more, and keeps open those that missed again.
  void put_again(table& made, std::vector<std::size_t>& open, std::uint64_t first, std::uint64_t k) const {
    const std::size_t begin = open.front();
    const table again = attempt(first + begin, open.back() - begin + 1, k);
    const row_matcher matches(wanted_, again);
    table_schema schema = made.schema();
    std::vector<column> columns = std::move(made).release();
    std::vector<std::size_t> left;
    for (const std::size_t row : open) {
      if (!matches(row - begin)) {
        left.push_back(row);
        continue;
      }
      for (std::size_t c = 0; c < columns.size(); ++c) copy_cell(again.stored(c), row - begin, columns[c], row);
    }
    made = table(std::move(schema), std::move(columns));
    open = std::move(left);
  }

  /// Tries one row until it is met: a block of plain rows has 64 candidates for it.
  void put_one(table& made, std::size_t row, std::uint64_t number, std::uint64_t& tries) const {
    plain_rows plain = form_.prepared().room(sample_block);
    std::size_t done = std::min(tries_of_all_rows, max_tries_);
    for (std::uint64_t batch = 0; done < max_tries_; ++batch) {
      const std::uint64_t k = random::hasher().add(number).add(batch).value() | 1U;  // never 0, the first try of all
      sampling_.make(plain, source("again", k), 0);
      for (std::size_t candidate = 0; candidate < sample_block && done < max_tries_; ++candidate) {
        ++done;
        ++tries;
        const std::uint64_t own = random::hasher().add(k).add(candidate).value() | 1U;
        const table one = form_.restore(plain, candidate, 1, source("restore", own), number);
        if (!row_matcher(wanted_, one)(0)) continue;
        table_schema schema = made.schema();
        std::vector<column> columns = std::move(made).release();
        for (std::size_t c = 0; c < columns.size(); ++c) copy_cell(one.stored(c), 0, columns[c], row);
        made = table(std::move(schema), std::move(columns));
        return;
      }
    }
    throw data_error("sample",
                     "row " + to_text(number) + " met " + quoted(wanted_.describe()) + " in none of " +
                         to_text(static_cast<std::uint64_t>(max_tries_)) + " tries",
                     "ask for something more frequent, or raise max_tries");
  }

  const prepare::table_form& form_;
  model_source model_;
  plain_sampling sampling_;
  bound_condition wanted_;
  bool certain_;
  std::size_t max_tries_;
};

/// The numbers and times of a row to complete. They are put into the row as they are, so what a model makes of them
/// needn't be the same to the last digit; and where it can't make such a number at all, in a gap of those it knows or
/// beyond them, the nearest that it makes stand for it.
class known_numbers {
 public:
  known_numbers(const bound_condition& row, const table_schema& schema) : schema_(schema) {
    for (const column_restriction& each : row.box()) (is_known(each) ? known_ : others_).push_back(each);
  }

  [[nodiscard]] bool none() const noexcept { return known_.empty(); }
  /// What else is asked of the row.
  [[nodiscard]] bound_condition others() const { return {others_, schema_}; }

  /// The condition with wider intervals where `possible` denies a number.
  [[nodiscard]] bound_condition widened(function_ref<bool(const bound_condition&)> possible) const {
    std::vector<column_restriction> box = others_;
    for (const column_restriction& each : known_) box.push_back({each.column, nearest(each, possible)});
    std::sort(box.begin(), box.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
    return {std::move(box), schema_};
  }

  /// Puts them into a table of one row.
  [[nodiscard]] table put(table made) const {
    if (none()) return made;
    table_schema schema = made.schema();
    std::vector<column> columns = std::move(made).release();
    for (const column_restriction& each : known_) {
      column& to = columns[each.column];
      if (each.allowed.of() == value_set::values::ticks) {
        to.cells<std::int64_t>()[0] = point_of(each.allowed.ticks());
      } else {
        put(to, point_of(each.allowed.numbers()), schema[each.column].name);
      }
      if (!to.present().empty()) to.present().set(0, true);
    }
    return {std::move(schema), std::move(columns)};
  }

 private:
  template <class Number>
  [[nodiscard]] static bool is_point(const interval_set<Number>& set) {
    return set.intervals().size() == 1 && set.intervals().front().point();
  }
  template <class Number>
  [[nodiscard]] static Number point_of(const interval_set<Number>& set) {
    return set.intervals().front().lower;
  }

  [[nodiscard]] static bool is_known(const column_restriction& each) {
    if (each.allowed.allows_missing()) return false;
    return each.allowed.of() == value_set::values::ticks     ? is_point(each.allowed.ticks())
           : each.allowed.of() == value_set::values::numbers ? is_point(each.allowed.numbers())
                                                             : false;
  }

  static void put(column& to, double number, const std::string& name) {
    const bool whole = to.element() == element_type::int64 || to.element() == element_type::int32;
    const double most = to.element() == element_type::int32 ? 0x1p31 - 1.0 : 0x1p53;
    if (whole && !(number == std::floor(number) && std::abs(number) <= most))
      throw data_error("rows to complete, column " + name,
                       "found " + to_text(number) + ", but the column holds whole numbers", "round it");
    switch (to.element()) {
      case element_type::float64: to.cells<double>()[0] = number; break;
      case element_type::float32: to.cells<float>()[0] = static_cast<float>(number); break;
      case element_type::int64: to.cells<std::int64_t>()[0] = static_cast<std::int64_t>(number); break;
      case element_type::int32: to.cells<std::int32_t>()[0] = static_cast<std::int32_t>(number); break;
      default: break;
    }
  }

  /// The number alone where it is possible; else what is as near as the nearest that is, to seven digits of the way.
  [[nodiscard]] value_set nearest(const column_restriction& each,
                                  function_ref<bool(const bound_condition&)> possible) const {
    const auto holds = [&](double reach) { return possible({{{each.column, around(each.allowed, reach)}}, schema_}); };
    if (holds(0.0)) return each.allowed;
    const double least = std::ldexp(std::max(std::abs(place_of(each.allowed)), 1.0), -40);
    double too_near = 0.0;
    double reach = least;
    for (int doubled = 0; doubled < 100 && !holds(reach); ++doubled) {
      too_near = reach;
      reach *= 2.0;
    }
    for (int halved = 0; halved < 24; ++halved) {
      const double between = too_near + (reach - too_near) / 2.0;
      (holds(between) ? reach : too_near) = between;
    }
    return around(each.allowed, reach);
  }

  [[nodiscard]] static double place_of(const value_set& point) {
    return point.of() == value_set::values::ticks ? static_cast<double>(point_of(point.ticks()))
                                                  : point_of(point.numbers());
  }

  /// The interval that reaches so far to both sides.
  [[nodiscard]] static value_set around(const value_set& point, double reach) {
    if (point.of() != value_set::values::ticks) {
      const double at = point_of(point.numbers());
      return value_set(number_set({{at - reach, at + reach}}));
    }
    const std::int64_t at = point_of(point.ticks());
    const auto far = static_cast<std::int64_t>(std::min(std::ceil(reach), 0x1p62));
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return value_set(tick_set({{at < least + far ? least : at - far, at > most - far ? most : at + far}}));
  }

  const table_schema& schema_;
  std::vector<column_restriction> known_{};
  std::vector<column_restriction> others_{};
};

STANDIN_INLINE table sample_given(const prepare::table_form& form, model_source model, sampler_for make_sampler,
                                  std::size_t rows, const given_rows& terms, const sample_options& options) {
  const auto refuse = [](const std::string& found) {
    throw invalid_option("sample", found, "change what is given of the rows");
  };
  if (options.max_tries == 0) throw invalid_option("sample", "max_tries is 0", "give at least 1");
  const bound_given_rows given(terms, form.schema());
  if (const auto unmet = given.contradiction()) refuse("no row can meet " + quoted(unmet->part));
  if (const auto known = given.rows(); known && *known < options.first_row + rows)
    refuse("rows up to " + std::to_string(options.first_row + rows) + " are wanted, but something is given of " +
           std::to_string(*known) + " only");

  struct stretch {
    std::uint64_t first;
    std::size_t rows;
  };
  std::vector<stretch> stretches;  // of rows under one condition
  for (std::uint64_t row = options.first_row; row < options.first_row + rows;) {
    const std::uint64_t end = std::min<std::uint64_t>(given.same_until(row), options.first_row + rows);
    stretches.push_back({row, static_cast<std::size_t>(end - row)});
    row = end;
  }
  progress_meter meter(options.progress, "sample", rows);
  std::atomic<std::uint64_t> tries{0};
  std::atomic<bool> all_exact{true};
  std::vector<std::vector<table>> pieces(stretches.size());
  const auto make_stretch = [&](std::size_t s, executor_ref executor) {
    const stretch& of = stretches[s];
    const bound_condition wanted = given.of(of.first);
    const auto make = [&](const bound_condition& asked, bool widened) {
      const prepare::pulled_condition pulled = form.pull(asked);
      if (pulled.impossible) refuse(*pulled.impossible);
      const known_numbers known(terms.partial() != nullptr ? wanted : bound_condition(), form.schema());
      make_sampler(pulled.plain, [&](const plain_sampling& sampling) {
        if (!(sampling.keeps && pulled.exact) || widened) all_exact.store(all_exact.load() && wanted.always());
        const conditional_rows maker(form, model, sampling, known.none() ? wanted : known.others(), options.max_tries);
        pieces[s].resize((of.rows + sample_task - 1) / sample_task);
        parallel_for(executor, of.rows, sample_task, [&](std::size_t begin, std::size_t end) {
          std::uint64_t took = 0;
          pieces[s][begin / sample_task] = known.put(maker.make(of.first + begin, end - begin, took));
          tries.fetch_add(took);
          meter.advance(end - begin);
        });
      });
    };
    const auto possible = [&](const bound_condition& asked) {
      const prepare::pulled_condition pulled = form.pull(asked);
      if (pulled.impossible) return false;
      try {
        make_sampler(pulled.plain, [](const plain_sampling&) {});
        return true;
      } catch (const data_error&) {
        return false;
      }
    };
    if (terms.partial() == nullptr || possible(wanted)) {
      make(wanted, false);
    } else {
      make(known_numbers(wanted, form.schema()).widened(possible), true);
    }
  };
  if (stretches.size() < 16) {
    for (std::size_t s = 0; s < stretches.size(); ++s) make_stretch(s, options.executor);
  } else {  // many short ones: rows to complete
    parallel_for(options.executor, stretches.size(), 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t s = begin; s < end; ++s) make_stretch(s, {});
    });
  }
  std::vector<table> all;
  for (std::vector<table>& stretch_pieces : pieces)
    for (table& piece : stretch_pieces) all.push_back(std::move(piece));
  if (options.report != nullptr) *options.report = {.rows = rows, .tries = tries.load(), .exact = all_exact.load()};
  if (all.empty()) return form.restore(form.prepared().room(0), 0, 0, {}, options.first_row);
  return stack_tables(std::move(all), options.executor);
}

}  // namespace standin::inline v0_1::detail
