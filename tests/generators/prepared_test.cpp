// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/number_text.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/parallel/thread_pool.hpp>

#include "data/expect_error.hpp"
#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace standin {
namespace {

using test::bytes_of;
using test::mixed_table;

constexpr std::uint64_t last_row = std::numeric_limits<std::uint64_t>::max();

TEST(prepared_model, gives_the_same_bytes_for_any_threads_chunks_and_rows) {
  const auto model = independent<>{}.fit(mixed_table(2000));
  constexpr std::size_t rows = 10'007;
  const std::string all = bytes_of(model.sample(rows, {.seed = 7}));
  for (const std::size_t threads : {1U, 2U, 5U}) {
    thread_pool pool(threads);
    EXPECT_EQ(bytes_of(model.sample(rows, {.seed = 7, .executor = pool})) == all, true) << threads;
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{64}, std::size_t{1000}, rows, 2 * rows}) {
      if (chunk == 1 && threads > 1) continue;  // one row has nothing to share
      std::string chunks;
      sample_in_chunks(model, rows, {.seed = 7, .executor = pool}, chunk,
                       [&](const table& t) { chunks += bytes_of(t); });
      EXPECT_EQ(chunks == all, true) << threads << " threads, chunks of " << chunk;
    }
  }
}

TEST(prepared_model, makes_any_row_without_those_before) {
  const auto model = independent<>{}.fit(mixed_table(500));
  const table all = model.sample(9000, {.seed = 3});
  for (const std::size_t first : {1U, 63U, 64U, 65U, 4095U, 4096U, 5001U})
    for (const std::size_t rows : {1U, 2U, 64U, 200U, 3999U}) {
      std::vector<std::size_t> chosen(rows);
      for (std::size_t i = 0; i < rows; ++i) chosen[i] = first + i;
      const table part = model.sample(rows, {.seed = 3, .first_row = first});
      EXPECT_TRUE(bytes_of(part) == bytes_of(to_table(table_view(all).select_rows(chosen)))) << first << ", " << rows;
    }
}

// Numbers that are written with an exponent after three decimals have four digits, as their texts do.
TEST(prepared_model, rounds_numbers_to_the_digits_before_their_exponent) {
  std::vector<double> x;
  for (int i = 0; i < 200; ++i) x.push_back(std::round(1000.0 * std::pow(1.07, i % 30)) * std::pow(10.0, i % 5));
  const text_form three{.min_decimals = 3, .max_decimals = 3, .notation = number_notation::scientific};
  const auto model =
      independent<>{}.fit(table({{.name = "x", .form = three, .role = column_role::measure}}, {column(x)}));
  const table made = model.sample(500, {.seed = 1});
  for (std::size_t row = 0; row < 500; ++row) {
    const double number = made.column(0).number(row);
    EXPECT_EQ(number, as_written(number, three));
  }
}

// Rows 5 000 000 … 5 000 009 of ten million, once on their own and once as they come by.
TEST(prepared_model, makes_rows_from_the_middle_of_ten_million) {
  std::vector<double> x(1000);
  std::vector<std::uint32_t> codes(1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    x[i] = i % 7 == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(i * 7919 % 1000) / 3;
    codes[i] = static_cast<std::uint32_t>(i % 11);
  }
  const std::vector<std::string> levels{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
  const auto model = independent<>{}.fit(
      table({{"x"}, {"y", column_kind::categorical}}, {column(x), column::categorical(codes, levels)}));
  const table own = model.sample(10, {.seed = 1, .first_row = 5'000'000});
  std::uint64_t passed = 0;
  std::string middle;
  sample_in_chunks(model, 10'000'000, {.seed = 1}, 99'999, [&](const table& chunk) {
    for (std::size_t row = 0; row < chunk.rows(); ++row)
      if (passed + row >= 5'000'000 && passed + row < 5'000'010)
        middle += bytes_of(to_table(table_view(chunk).select_rows({row})));
    passed += chunk.rows();
  });
  EXPECT_EQ(passed, 10'000'000U);
  EXPECT_EQ(middle, bytes_of(own));
}

TEST(prepared_model, numbers_rows_up_to_the_last_whole_block) {
  const auto model = independent<>{}.fit(mixed_table(100));
  const std::uint64_t end = last_row - 64;  // one beyond the last row that has a number
  const table last = model.sample(10, {.first_row = end - 10});
  EXPECT_EQ(last.rows(), 10U);
  EXPECT_TRUE(bytes_of(to_table(table_view(last).select_rows({9}))) ==
              bytes_of(model.sample(1, {.first_row = end - 1})));
  EXPECT_EQ(model.sample(0, {.first_row = end}).rows(), 0U);
  const auto refused = [&](std::size_t rows, std::uint64_t first) {
    expect_error<invalid_option>([&] { (void)model.sample(rows, {.first_row = first}); },
                                 {std::to_string(first), std::to_string(rows), "first_row"});
    expect_error<invalid_option>(
        [&] { sample_in_chunks(model, rows, {.first_row = first}, 10, [](const table&) { FAIL(); }); }, {"first_row"});
  };
  refused(11, end - 10);
  refused(1, end);
  refused(1, last_row);
  refused(0, last_row);
  refused(last_row, 1);
}

TEST(prepared_model, says_when_rows_do_not_fit_into_memory) {
  const auto model = independent<>{}.fit(mixed_table(100));
  expect_error<invalid_option>([&] { (void)model.sample(std::size_t{1} << 60); },
                               {"1152921504606846976 rows", "memory", "sample_in_chunks"});
}

TEST(prepared_model, samples_no_row_and_one_row) {
  const auto model = independent<>{}.fit(mixed_table(100));
  EXPECT_EQ(model.sample(0).rows(), 0U);
  EXPECT_EQ(model.sample(0).schema(), model.schema());
  EXPECT_EQ(model.sample(1).rows(), 1U);
}

TEST(prepared_model, samples_other_rows_for_another_seed) {
  const auto model = independent<>{}.fit(mixed_table(100));
  EXPECT_TRUE(bytes_of(model.sample(50, {.seed = 1})) == bytes_of(model.sample(50, {.seed = 1})));
  EXPECT_FALSE(bytes_of(model.sample(50, {.seed = 1})) == bytes_of(model.sample(50, {.seed = 2})));
}

TEST(prepared_model, makes_rows_of_the_table_that_it_was_fitted_to) {
  const table data = mixed_table(3000);
  const auto model = independent<>{}.fit(data);
  EXPECT_EQ(model.schema(), data.schema());
  const table fake = model.sample(3000);
  EXPECT_EQ(fake.schema(), data.schema());
  for (std::size_t c = 0; c < data.schema().size(); ++c) {
    EXPECT_EQ(fake.column(c).element, data.column(c).element) << data.schema()[c].name;
    for (std::size_t row = 0; row < 3000; ++row) {
      if (fake.column(c).missing(row)) continue;
      const double x = fake.column(c).number(row);
      const std::string& name = data.schema()[c].name;
      EXPECT_TRUE(name != "age" || (x >= 18 && x < 78)) << x;
      EXPECT_TRUE(name != "visit" || static_cast<std::int64_t>(x) % 7 == 18'000 % 7) << x << " is no seventh day";
      EXPECT_TRUE(name != "price" || std::round(x * 100) / 100 == x) << x << " has more than cents";
    }
  }
  EXPECT_EQ(fake.column("empty").missing(5), true);
  for (std::size_t row = 0; row < 3000; ++row)
    EXPECT_EQ(fake.column("note").text(row).find("a text of row"), std::string_view::npos) << "no text comes back";
}

TEST(prepared_model, is_copied_cheaply_and_keeps_no_reference_to_the_data) {
  auto data = std::make_unique<table>(mixed_table(200));
  const auto model = independent<>{}.fit(*data);
  data.reset();
  const auto copy = model;
  EXPECT_EQ(&copy.core(), &model.core());
  EXPECT_TRUE(bytes_of(copy.sample(100)) == bytes_of(model.sample(100)));
}

TEST(prepared_model, has_a_fingerprint_of_all_that_it_knows) {
  const table data = mixed_table(500);
  const auto model = independent<>{}.fit(data);
  EXPECT_EQ(independent<>{}.fit(data).fingerprint(), model.fingerprint());
  EXPECT_EQ(independent<>{}.fit(data, {.seed = 9}).fingerprint(), model.fingerprint()) << "no random number is in it";
  EXPECT_NE(independent<>{}.fit(mixed_table(500, 2)).fingerprint(), model.fingerprint());
  EXPECT_NE((independent<>{empirical_marginal{.knots = 8}}.fit(data).fingerprint()), model.fingerprint());
  // The same cells under another name, of another kind, in another unit.
  const auto of = [](column_spec spec) {
    return independent<>{}.fit(table({std::move(spec)}, {column(std::vector<std::int64_t>{1, 2, 3})})).fingerprint();
  };
  const std::uint64_t x = of({"x"});
  EXPECT_EQ(of({"x"}), x);
  EXPECT_NE(of({"y"}), x);
  EXPECT_NE(of({"x", column_kind::datetime}), x);
  EXPECT_NE(of({"x", column_kind::datetime, time_unit::day}), of({"x", column_kind::datetime}));
}

TEST(prepared_model, reports_how_the_fit_went) {
  const fit_report report = independent<>{}.fit(mixed_table(100)).report();
  EXPECT_TRUE(report.converged);
  EXPECT_GT(report.seconds, 0.0);
  EXPECT_TRUE(report.warnings.empty());
  ASSERT_EQ(report.columns.size(), 10U);
  EXPECT_EQ(report.columns[8].treatment, "replaced by made-up texts");
  EXPECT_EQ(report.columns[9].treatment, "comes back empty");
}

/// A listener that asks to stop at the n-th call, and remembers what it heard.
struct patient {
  std::size_t calls = 0;
  std::size_t stop_at = 0;
  std::vector<std::size_t> heard{};
  std::string stage{};
  bool operator()(const progress_event& event) {
    heard.push_back(event.done);
    stage = event.stage;
    return ++calls != stop_at;
  }
};

TEST(prepared_model, tells_how_far_it_is) {
  const table data = mixed_table(1000);
  patient fitting;
  const auto model = independent<>{}.fit(data, {.progress = fitting});
  EXPECT_EQ(fitting.stage, "fit");
  EXPECT_EQ(fitting.heard.front(), 0U);
  EXPECT_EQ(fitting.heard.back(), 9U) << "eight columns with values, and their missing pattern, but not the texts";
  patient sampling;
  (void)model.sample(10'000, {.progress = sampling});
  EXPECT_EQ(sampling.stage, "sample");
  EXPECT_EQ(sampling.heard, (std::vector<std::size_t>{0, 4096, 8192, 10'000}));
  patient chunks;
  sample_in_chunks(model, 25, {.progress = chunks}, 10, [](const table&) {});
  EXPECT_EQ(chunks.heard, (std::vector<std::size_t>{0, 10, 20, 25}));
}

TEST(prepared_model, stops_when_it_is_told_to) {
  const table data = mixed_table(1000);
  const auto model = independent<>{}.fit(data);
  for (const std::size_t threads : {1U, 3U}) {
    thread_pool pool(threads);
    for (const std::size_t calls : {1U, 2U}) {
      patient fitting{.stop_at = calls};
      expect_error<cancelled>([&] { (void)independent<>{}.fit(data, {.executor = pool, .progress = fitting}); },
                              {"fit"});
      patient sampling{.stop_at = calls};
      expect_error<cancelled>([&] { (void)model.sample(100'000, {.executor = pool, .progress = sampling}); },
                              {"sample"});
      std::size_t chunks = 0;
      patient streaming{.stop_at = calls};
      expect_error<cancelled>(
          [&] {
            sample_in_chunks(model, 100'000, {.executor = pool, .progress = streaming}, 1000,
                             [&](const table&) { ++chunks; });
          },
          {"sample"});
      EXPECT_EQ(chunks, calls - 1);
    }
  }
}

// A chunk of many tasks is given up between two of them, and none of it is handed over.
TEST(sample_in_chunks, gives_up_the_chunk_under_way) {
  const auto model = independent<>{}.fit(mixed_table(1000));
  patient streaming{.stop_at = 4};
  std::size_t rows = 0;
  expect_error<cancelled>(
      [&] {
        sample_in_chunks(model, 100'000, {.progress = streaming}, 10'000, [&](const table& t) { rows += t.rows(); });
      },
      {"sample", "stopped after 10000 of 100000"});
  EXPECT_EQ(rows, 10'000U) << "whole, and handed over when the listener was asked";
  EXPECT_EQ(streaming.heard, (std::vector<std::size_t>{0, 4096, 8192, 10'000}));
  patient within{.stop_at = 6};
  rows = 0;
  expect_error<cancelled>(
      [&] {
        sample_in_chunks(model, 100'000, {.progress = within}, 10'000, [&](const table& t) { rows += t.rows(); });
      },
      {"sample", "stopped after 18192 of 100000"});
  EXPECT_EQ(rows, 10'000U) << "8 192 rows of the second chunk were made in vain";
}

TEST(sample_in_chunks, has_chunks_and_tasks_of_so_many_cells) {
  EXPECT_EQ(rows_of_a_chunk(0), 65'536U);
  EXPECT_EQ(rows_of_a_chunk(64), 65'536U);
  EXPECT_EQ(rows_of_a_chunk(600), 6'976U);  // 4 194 304 / 600 = 6 990
  EXPECT_EQ(rows_of_a_chunk(1'000'000), 64U);
  std::vector<column_spec> specs;
  std::vector<column> columns;
  for (std::size_t c = 0; c < 300; ++c) {
    std::vector<double> cells(30);
    for (std::size_t row = 0; row < 30; ++row) cells[row] = static_cast<double>((row * 7 + c) % 11) + 0.5;
    specs.push_back({.name = "x" + std::to_string(c)});
    columns.emplace_back(cells);
  }
  const auto model = independent<>{}.fit(table(table_schema(std::move(specs)), std::move(columns)));
  patient told;
  const std::string all = bytes_of(model.sample(2'000, {.progress = told}));
  EXPECT_EQ(told.heard, (std::vector<std::size_t>{0, 832, 1'664, 2'000}));  // 262 144 / 300 = 873: 13 blocks of 64
  std::string chunks;
  sample_in_chunks(model, 2'000, {}, 333, [&](const table& t) { chunks += bytes_of(t); });
  EXPECT_TRUE(chunks == all) << "whatever the tasks";
}

TEST(sample_in_chunks, refuses_chunks_without_rows) {
  const auto model = independent<>{}.fit(mixed_table(100));
  expect_error<invalid_option>([&] { sample_in_chunks(model, 5, {}, 0, [](const table&) {}); },
                               {"0 rows", "at least 1"});
  sample_in_chunks(model, 0, {}, 5, [](const table&) { ADD_FAILURE() << "no rows, no chunk"; });
}

/// A core that is given what the shell promises, or says what it got.
struct strict_core {
  struct model {
    void sample_into(plain_rows& out, random::source, std::uint64_t first_row) const {
      EXPECT_EQ(first_row % 64, 0U);
      EXPECT_EQ(out.rows % 64, 0U);
      for (std::size_t c = 0; c < out.numbers.size(); ++c) {
        EXPECT_EQ(out.numbers[c].size() + out.codes[c].size(), out.rows);
        for (std::size_t i = 0; i < out.numbers[c].size(); ++i) out.numbers[c][i] = static_cast<double>(first_row + i);
        for (std::size_t i = 0; i < out.codes[c].size(); ++i) out.codes[c][i] = 4'000'000'000U;  // beyond every level
      }
    }
    void parameters(auto&& visitor) const { visitor(1.0); }
  };
  model fit(const plain_table& plain, fit_context& context) const {
    EXPECT_EQ(plain.columns.size(), 9U);
    EXPECT_TRUE(context.report.warnings.empty());
    EXPECT_EQ(context.report.columns.size(), 10U);
    context.report.converged = false;
    for (const plain_column& c : plain.columns) {
      EXPECT_EQ(c.numeric() ? c.numbers.size() : c.codes.size(), plain.rows);
      EXPECT_TRUE(c.present.empty() || !plain.columns[c.pattern].numeric());
    }
    return {};
  }
};

TEST(fit_prepared, gives_cores_aligned_blocks_and_keeps_what_they_return_within_the_table) {
  const auto model = fit_prepared(strict_core{}, mixed_table(1000), {});
  EXPECT_FALSE(model.report().converged);
  for (const std::uint64_t first : {0U, 1U, 100U, 1'000'003U}) {
    const table fake = model.sample(5000, {.first_row = first});
    EXPECT_EQ(fake.column("colour").text(0), "blue") << "the last level";
    EXPECT_LE(fake.column("age").number(4999), 78);
  }
}

/// A core that tells what it sees of each column, in one way or the other.
template <class Plain>
struct told_core {
  struct model {
    std::vector<double> told;
    void sample_into(plain_rows&, random::source, std::uint64_t) const {}
    void parameters(auto&& visitor) const {
      for (const double number : told) visitor(number);
    }
  };
  model fit(const Plain& plain, fit_context&) const {
    const plain_columns columns = plain;
    model of;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      plain_cells room;
      const plain_column column = columns.load(c, room);
      of.told.push_back(static_cast<double>(column.levels));
      of.told.push_back(column.present.empty() ? -1.0 : static_cast<double>(column.pattern));
      for (std::size_t row = 0; row < columns.rows(); ++row) {
        of.told.push_back(column.numeric() ? column.numbers[row] : static_cast<double>(column.codes[row]));
        of.told.push_back(column.has(row) ? 1.0 : 0.0);
      }
    }
    return of;
  }
};

TEST(fit_prepared, shows_the_same_columns_at_once_and_one_at_a_time) {
  const table data = mixed_table(500);
  const auto told = [&](const fit_options& options) {
    const auto at_once = fit_prepared(told_core<plain_table>{}, data, options);
    const auto each = fit_prepared(told_core<plain_columns>{}, data, options);
    EXPECT_EQ(at_once.core().told, each.core().told);
    EXPECT_EQ(at_once.fingerprint(), each.fingerprint());
    return each.core().told;
  };
  const std::vector<double> plainly = told({});
  EXPECT_GT(plainly.size(), 9000U);
  EXPECT_NE(told({.rare = {.fewer_than = 400}}), plainly) << "through a step, which takes a table of its own";
}

TEST(fit_prepared, takes_a_table_of_which_nothing_is_modelled) {
  const table data({{"note", column_kind::text}}, {column(std::vector<std::string>{"a", "b"})});
  const table fake = independent<>{}.fit(data).sample(3, {.first_row = 10});
  EXPECT_EQ(fake.rows(), 3U);
  EXPECT_GT(fake.column(0).text(2).size(), 1U) << "neither a nor b";
}

TEST(fit_prepared, refuses_tables_without_rows_or_columns) {
  expect_error<data_error>([] { (void)independent<>{}.fit(table()); }, {"no columns"});
  expect_error<data_error>([] { (void)independent<>{}.fit(table({{"x"}}, {column(std::vector<double>{})})); },
                           {"no rows"});
}

}  // namespace
}  // namespace standin
