// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/conditional_sampling.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/detail/known_numbers.hpp>
#include <standin/generators/free_sampling.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/prepare/pull.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

inline constexpr std::size_t tries_of_all_rows = 4;  // before the rows that are left are tried one by one

/// Makes rows under one condition; numbers that are known of a row are put into it, and it keeps what steps promise.
class conditional_rows {
 public:
  conditional_rows(const prepare::table_form& form, model_source model, const plain_sampling& sampling,
                   const bound_condition& wanted, const known_numbers& known, std::size_t max_tries)
      : form_(form),
        model_(model),
        sampling_(sampling),
        asked_(wanted),
        known_(known),
        wanted_(known.none() ? wanted : known.others()),
        certain_(known.none() && wanted_.always()),
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
    return known_.put(form_.restore(plain, skip, rows, source("restore", k), first));
  }

  /// Whether a row with numbers put into it is still one that steps may restore.
  [[nodiscard]] bool kept(const table& made) const { return known_.none() || form_.keeps(made); }

  [[nodiscard]] std::vector<std::size_t> misses(const table& made) const {
    const row_matcher matches(wanted_, made);
    std::vector<std::size_t> open;
    if (!kept(made)) open.push_back(0);  // it is one row
    if (!open.empty()) return open;
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
    if (!kept(again)) return;
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
        const table one = known_.put(form_.restore(plain, candidate, 1, source("restore", own), number));
        if (!row_matcher(wanted_, one)(0) || !kept(one)) continue;
        table_schema schema = made.schema();
        std::vector<column> columns = std::move(made).release();
        for (std::size_t c = 0; c < columns.size(); ++c) copy_cell(one.stored(c), 0, columns[c], row);
        made = table(std::move(schema), std::move(columns));
        return;
      }
    }
    throw data_error("sample",
                     "row " + to_text(number) + " met " + quoted(asked_.describe()) + " in none of " +
                         to_text(static_cast<std::uint64_t>(max_tries_)) + " tries",
                     "ask for something more frequent, or raise max_tries");
  }

  const prepare::table_form& form_;
  model_source model_;
  plain_sampling sampling_;
  bound_condition asked_;
  const known_numbers& known_;
  bound_condition wanted_;  ///< of what isn't put into the row
  bool certain_;
  std::size_t max_tries_;
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
    const known_numbers known(terms.partial() != nullptr ? wanted : bound_condition(), form.schema());
    bool begun = false;  // with rows: otherwise the condition was found to be impossible
    const auto make = [&](const bound_condition& asked, bool widened) {
      const prepare::pulled_condition pulled = form.pull(asked);
      if (pulled.impossible) refuse(*pulled.impossible);
      make_sampler(pulled.plain, [&](const plain_sampling& sampling) {
        begun = true;
        if (!(sampling.keeps && pulled.exact) || widened) all_exact.store(all_exact.load() && wanted.always());
        const conditional_rows maker(form, model, sampling, wanted, known, options.max_tries);
        pieces[s].resize((of.rows + sample_task - 1) / sample_task);
        parallel_for(executor, of.rows, sample_task, [&](std::size_t begin, std::size_t end) {
          std::uint64_t took = 0;
          pieces[s][begin / sample_task] = maker.make(of.first + begin, end - begin, took);
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
    try {
      make(wanted, false);
    } catch (const error&) {
      if (begun || known.none()) throw;
      make(known.widened(possible), true);
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
