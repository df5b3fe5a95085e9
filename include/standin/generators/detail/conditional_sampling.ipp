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
#include <standin/generators/detail/unmet_rows.hpp>
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
                   const bound_condition& wanted, const known_numbers& known, bool completing, std::size_t max_tries,
                   progress_meter& meter)
      : form_(form),
        model_(model),
        sampling_(sampling),
        asked_(wanted),
        known_(known),
        wanted_(known.none() ? wanted : known.others()),
        certain_(known.none() && wanted_.always()),
        completing_(completing),
        max_tries_(max_tries),
        meter_(meter) {}

  /// Rows `first … first + rows - 1`; adds what it took to `tries`.
  [[nodiscard]] table make(std::uint64_t first, std::size_t rows, std::uint64_t& tries) const {
    table made = attempt(first, rows, 0);
    tries += rows;
    if (certain_) return made;
    std::vector<std::size_t> open = misses(made);
    for (std::size_t k = 1; k < std::min(tries_of_all_rows, max_tries_) && !open.empty(); ++k) {
      meter_.ask();
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
    return completed(form_.restore(plain, skip, rows, source("restore", k), first));
  }

  /// With the numbers that are known of the row; what is computed from them follows, where they all stay.
  [[nodiscard]] table completed(table made) const {
    if (known_.none()) return made;
    made = known_.put(std::move(made));
    if (form_.keeps(made)) return made;
    try {
      table settled = form_.settle(made);
      if (row_matcher(asked_, settled)(0)) return settled;
    } catch (const error&) {  // the steps' free form has no room for such a row
    }
    return made;
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
    missed_tries missed(asked_, done);
    for (std::uint64_t batch = 0; done < max_tries_; ++batch) {
      meter_.ask();
      const std::uint64_t k = random::hasher().add(number).add(batch).value() | 1U;  // never 0, the first try of all
      sampling_.make(plain, source("again", k), 0);
      for (std::size_t candidate = 0; candidate < sample_block && done < max_tries_; ++candidate) {
        ++done;
        ++tries;
        const std::uint64_t own = random::hasher().add(k).add(candidate).value() | 1U;
        const table one = completed(form_.restore(plain, candidate, 1, source("restore", own), number));
        if (!row_matcher(wanted_, one)(0) || !kept(one)) {
          missed.add(one);
          continue;
        }
        table_schema schema = made.schema();
        std::vector<column> columns = std::move(made).release();
        for (std::size_t c = 0; c < columns.size(); ++c) copy_cell(one.stored(c), 0, columns[c], row);
        made = table(std::move(schema), std::move(columns));
        return;
      }
    }
    missed.refuse(form_, completing_ ? concatenate("row ", to_text(number + 1), " to complete")
                                     : concatenate("row ", to_text(number)));
  }

  const prepare::table_form& form_;
  model_source model_;
  plain_sampling sampling_;
  bound_condition asked_;
  const known_numbers& known_;
  bound_condition wanted_;  ///< of what isn't put into the row
  bool certain_;
  bool completing_;  ///< a row of which something is known
  std::size_t max_tries_;
  progress_meter& meter_;
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
  const bool completing = terms.partial() != nullptr;
  const std::size_t sample_task = sample_task_rows(form.schema().size());
  progress_meter meter(options.progress, "sample", rows);
  std::atomic<std::uint64_t> tries{0};
  std::atomic<bool> all_exact{true};
  std::vector<std::vector<table>> pieces(stretches.size());
  const auto make_stretch = [&](std::size_t s, executor_ref executor) {
    const stretch& of = stretches[s];
    const bound_condition wanted = given.of(of.first);
    const std::string where = completing ? concatenate("rows to complete, row ", to_text(of.first + 1)) : "sample";
    const known_numbers known(completing ? wanted : bound_condition(), form, where);
    const bound_condition modelled = known.none() ? wanted : known.modelled();
    /// \returns  false where no row can be made
    const auto make = [&](const bound_condition& asked, bool widened) {
      const prepare::pulled_condition pulled = form.pull(asked);
      if (pulled.impossible) return false;
      bool begun = false;
      try {
        make_sampler(pulled.plain, [&](const plain_sampling& sampling) {
          begun = true;
          if (!(sampling.keeps && pulled.exact) || widened) all_exact.store(all_exact.load() && wanted.always());
          const conditional_rows maker(form, model, sampling, wanted, known, completing, options.max_tries, meter);
          pieces[s].resize((of.rows + sample_task - 1) / sample_task);
          parallel_for(executor, of.rows, sample_task, [&](std::size_t begin, std::size_t end) {
            meter.advance(0);
            std::uint64_t took = 0;
            pieces[s][begin / sample_task] = maker.make(of.first + begin, end - begin, took);
            tries.fetch_add(took);
            meter.advance(end - begin);
          });
        });
      } catch (const data_error&) {
        if (begun) throw;
        return false;
      }
      return true;
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
    if (make(modelled, false)) return;
    if (known.none()) refuse_impossible(form, where, wanted, wanted, possible);
    // Numbers may lie beyond those that a model makes, but not break a rule.
    const auto kept = [&](const bound_condition& asked) { return !form.rules_on(asked).always; };
    if (!kept(modelled)) refuse_impossible(form, where, wanted, modelled, kept);
    const bound_condition widened = known.widened(possible);
    if (!make(widened, true)) refuse_impossible(form, where, wanted, widened, possible);
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
