// SPDX-License-Identifier: MIT
#include <data/bits.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/profile.hpp>
#include <standin/data/table.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace standin {
namespace {

using places = std::vector<std::size_t>;

table numbers(std::vector<double> cells) {
  return {{{"x"}}, {column(std::move(cells))}};
}

number_profile of_numbers(std::vector<double> cells) {
  return profile(numbers(std::move(cells))).columns.at(0).numbers.value();
}

// R 4.2 on c(1, 2, 2, 3, 10): mean 3.6, sd 3.646917; quantile(type = 1) at 1/4, 1/2, 3/4: 2, 2, 3.
TEST(profile, describes_numbers) {
  const number_profile found = of_numbers({10, 2, 3, std::nan(""), 1, 2});
  EXPECT_EQ(found.min, 1.0);
  EXPECT_EQ(found.max, 10.0);
  EXPECT_DOUBLE_EQ(found.mean, 3.6);
  EXPECT_NEAR(found.deviation, 3.6469165057620945, 1e-14);
  EXPECT_EQ(found.lower_quartile, 2.0);
  EXPECT_EQ(found.median, 2.0);
  EXPECT_EQ(found.upper_quartile, 3.0);
  EXPECT_TRUE(found.whole);
  EXPECT_EQ(found.zeros, 0U);
  EXPECT_EQ(found.negative, 0U);
}

TEST(profile, keeps_the_digits_of_large_numbers_that_differ_little) {
  const number_profile found = of_numbers({1e15 + 1, 1e15 + 2, 1e15 + 3});
  EXPECT_EQ(found.mean, 1e15 + 2);
  EXPECT_EQ(found.deviation, 1.0);
}

TEST(profile, leaves_infinite_numbers_out_of_the_figures) {
  const number_profile found = of_numbers({1.0, INFINITY, -INFINITY, 3.0});
  EXPECT_EQ(found.infinite, 2U);
  EXPECT_EQ(found.mean, 2.0);
  EXPECT_EQ(found.max, 3.0);
  const number_profile nothing_else = of_numbers({INFINITY, INFINITY});
  EXPECT_TRUE(std::isnan(nothing_else.mean));
}

TEST(profile, finds_decimals_and_step) {
  EXPECT_EQ(of_numbers({1, 2, 5}).decimals, 0);
  EXPECT_EQ(of_numbers({1.5, 2, 5}).decimals, 1);
  EXPECT_EQ(of_numbers({0.1, 0.25, 7}).decimals, 2);
  EXPECT_EQ(of_numbers({1.0 / 3, 2.0 / 3, 0.1234567890123}).decimals, -1);
  EXPECT_EQ(of_numbers({3, 15, 27, 9}).step, 6);
  EXPECT_EQ(of_numbers({0.25, 0.5, 1.75}).step, 25);
  EXPECT_EQ(of_numbers({4, 4}).step, 1);
}

TEST(profile, finds_atoms_and_heaps) {
  random::stream draws({.seed = 1}, random::purpose::sample, 0);
  std::vector<double> amounts;
  for (int i = 0; i < 10'000; ++i) {
    const double amount = random::uniform(draws, 1.0, 2'000.0);
    const double to = i % 3 == 0 ? 1.0 : 100.0;  // a third in whole units, the others in cents
    amounts.push_back(random::bernoulli(draws, 0.1) ? 0.0 : std::round(amount * to) / to);
  }
  const number_profile found = of_numbers(amounts);
  EXPECT_FALSE(found.discrete);
  ASSERT_FALSE(found.atoms.empty());
  EXPECT_EQ(found.atoms[0].value, 0.0);
  EXPECT_NEAR(static_cast<double>(found.atoms[0].rows), 1'000.0, 150.0);  // five standard deviations, alpha = 6e-7
  EXPECT_EQ(found.zeros, found.atoms[0].rows);
  EXPECT_EQ(found.decimals, 2);
  ASSERT_EQ(found.heaps.size(), 1U);
  EXPECT_EQ(found.heaps[0].step, 1.0);
}

TEST(profile, names_no_atoms_where_all_values_are) {
  std::vector<double> cells;
  for (int i = 0; i < 400; ++i) cells.push_back(i % 7);
  EXPECT_TRUE(of_numbers(cells).discrete);
  EXPECT_TRUE(of_numbers(cells).atoms.empty());
}

TEST(profile, finds_spikes_among_few_values_too) {
  std::vector<double> ages;
  for (int i = 0; i < 4'000; ++i) ages.push_back(20 + i % 60);
  for (int i = 0; i < 900; ++i) ages.push_back(40);
  const number_profile found = of_numbers(ages);
  EXPECT_TRUE(found.discrete);
  ASSERT_EQ(found.atoms.size(), 1U);
  EXPECT_EQ(found.atoms[0].value, 40.0);
}

TEST(profile, describes_datetimes) {
  const table days{
      {{.name = "at", .kind = column_kind::datetime, .unit = time_unit::second}},
      {column(std::vector<std::int64_t>{86'400, 0, 90'000, 86'400, 5}, bits({true, true, true, true, false}))}};
  const column_profile found = profile(days).columns[0];
  ASSERT_TRUE(found.datetimes.has_value());
  EXPECT_EQ(found.datetimes->min, 0);
  EXPECT_EQ(found.datetimes->max, 90'000);
  EXPECT_EQ(found.datetimes->median, 86'400);
  EXPECT_EQ(found.datetimes->at_midnight, 0.75);
  ASSERT_EQ(found.levels.size(), 1U);
  EXPECT_EQ(found.levels[0].level, "1970-01-02T00:00:00");
}

TEST(profile, describes_texts) {
  std::vector<std::string> cells;
  for (int i = 0; i < 30; ++i) cells.push_back("AB-" + std::to_string(100 + i));
  const table codes{{{"x", column_kind::text}}, {column(cells)}};
  const column_profile found = profile(codes).columns[0];
  ASSERT_TRUE(found.texts.has_value());
  EXPECT_EQ(found.texts->shortest, 6U);
  EXPECT_EQ(found.texts->longest, 6U);
  EXPECT_EQ(found.texts->mean_words, 1.0);
  EXPECT_EQ(found.texts->mask, "\\AB-999");
  EXPECT_EQ(found.texts->mask_share, 1.0);
  EXPECT_EQ(found.role.role, column_role::key);
  EXPECT_TRUE(found.levels.empty()) << "no key is shown";
}

TEST(profile, counts_levels) {
  const table colours{
      {{"colour", column_kind::categorical}},
      {column::categorical({2, 0, 2, 1, 0, 2, 2}, std::vector<std::string>{"red", "green", "blue", "never"},
                           bits({true, true, true, true, true, true, false}))}};
  const column_profile found = profile(colours).columns[0];
  EXPECT_EQ(found.missing, 1U);
  EXPECT_EQ(found.distinct, 3U) << "a level that no row has doesn't count";
  ASSERT_EQ(found.levels.size(), 3U);
  EXPECT_EQ(found.levels[0].level, "blue");
  EXPECT_EQ(found.levels[0].rows, 3U);
  EXPECT_EQ(profile(colours, {.levels = 1}).columns[0].levels.size(), 1U);
}

TEST(profile, writes_levels_as_their_column_does) {
  const table mixed{{{.name = "price", .form = {.min_decimals = 2}},
                     {.name = "flag", .kind = column_kind::boolean, .form = {.yes = "Y"}}},
                    {column(std::vector<double>{1.5, 1.5, 2}), column::booleans({1, 1, 0})}};
  const table_profile found = profile(mixed);
  EXPECT_EQ(found.columns[0].levels.at(0).level, "1.50");
  EXPECT_EQ(found.columns[1].levels.at(0).level, "Y");
}

TEST(profile, shows_no_personal_value) {
  std::vector<std::string> mails(40, "ana@example.com");
  mails.resize(60, "bob@example.com");
  const table people{{{"contact", column_kind::text}}, {column(mails)}};
  const column_profile found = profile(people).columns[0];
  EXPECT_EQ(found.role.role, column_role::personal);
  EXPECT_TRUE(found.levels.empty());
}

TEST(profile, knows_constant_and_empty_columns) {
  const table odd{{{"same"}, {"none"}, {"some"}},
                  {column(std::vector<double>{2, 2, std::nan("")}), column(std::vector<double>(3, std::nan(""))),
                   column(std::vector<double>{1, 2, 3})}};
  const table_profile found = profile(odd);
  EXPECT_TRUE(found.columns[0].constant());
  EXPECT_FALSE(found.columns[0].all_missing());
  EXPECT_TRUE(found.columns[1].all_missing());
  EXPECT_FALSE(found.columns[1].constant());
  EXPECT_EQ(found.columns[1].missing_share(), 1.0);
  EXPECT_FALSE(found.columns[2].constant());
}

TEST(profile, counts_duplicate_rows) {
  const table rows{{{"a"}, {"b", column_kind::text}},
                   {column(std::vector<double>{1, 1, 2, 1, 0.0, -0.0, std::nan(""), std::nan("")}),
                    column(std::vector<std::string>{"x", "x", "x", "y", "z", "z", "", ""},
                           bits({true, true, true, true, true, true, false, false}))}};
  EXPECT_EQ(profile(rows).duplicate_rows, 3U);  // rows 1, 5 (zero has no sign) and 7
}

// Rows that differ only in which column has which small number, of which sums of hashes must not lose sight.
TEST(profile, tells_rows_with_exchanged_cells_apart) {
  std::vector<column_spec> specs;
  std::vector<std::vector<std::int64_t>> cells(6);
  std::set<std::vector<std::int64_t>> different;
  for (std::int64_t code = 0; code < 7 * 7 * 7 * 7 * 7 * 7; ++code) {
    std::vector<std::int64_t> row;
    for (std::int64_t rest = code, i = 0; i < 6; ++i, rest /= 7) row.push_back(rest % 7);
    for (std::size_t i = 0; i < 6; ++i) cells[i].push_back(row[i]);
  }
  std::vector<column> columns;
  for (std::size_t i = 0; i < 6; ++i) {
    specs.push_back({"c" + std::to_string(i)});
    columns.emplace_back(cells[i]);
  }
  EXPECT_EQ(profile(table(table_schema(std::move(specs)), std::move(columns))).duplicate_rows, 0U);
}

TEST(profile, finds_missing_patterns) {
  const double nan = std::nan("");
  const table holed{{{"a"}, {"b"}, {"c"}},
                    {column(std::vector<double>{1, nan, nan, 4, nan}), column(std::vector<double>{1, nan, nan, 4, 5}),
                     column(std::vector<double>{1, 2, 3, 4, 5})}};
  const table_profile found = profile(holed);
  EXPECT_EQ(found.complete_rows, 2U);
  EXPECT_EQ(found.pattern_count, 3U);
  ASSERT_EQ(found.patterns.size(), 3U);
  EXPECT_EQ(found.patterns[0].columns, places{});
  EXPECT_EQ(found.patterns[0].rows, 2U);
  EXPECT_EQ(found.patterns[1].columns, (places{0, 1}));
  EXPECT_EQ(found.patterns[2].columns, (places{0}));
  EXPECT_EQ(profile(holed, {.patterns = 1}).patterns.size(), 1U);
  EXPECT_EQ(profile(holed, {.patterns = 1}).pattern_count, 3U);
}

TEST(profile, finds_keys) {
  std::vector<std::int64_t> ids;
  std::vector<double> measures;
  for (int i = 0; i < 100; ++i) {
    ids.push_back(i);
    measures.push_back(i / 7.0);
  }
  const table with_key{{{"id"}, {"x"}}, {column(ids), column(measures)}};
  EXPECT_EQ(profile(with_key).keys, (std::vector<places>{{0}})) << "no measure is a key";
}

TEST(profile, finds_keys_of_two_columns_where_none_suffices) {
  std::vector<std::uint32_t> country;
  std::vector<std::uint32_t> language;
  std::vector<std::uint32_t> official;
  for (std::uint32_t i = 0; i < 60; ++i) {
    country.push_back(i / 4);
    language.push_back(i % 4 + i / 4 % 3);
    official.push_back(i % 2);
  }
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) names.push_back("n" + std::to_string(i));
  const table spoken{{{"country", column_kind::categorical},
                      {"language", column_kind::categorical},
                      {"official", column_kind::categorical}},
                     {column::categorical(country, names), column::categorical(language, names),
                      column::categorical(official, std::vector<std::string>{"F", "T"})}};
  EXPECT_EQ(profile(spoken).keys, (std::vector<places>{{0, 1}}));
}

/// 1 000 rows: city decides country (a cell is missing for city 3), area is noise, code names the country otherwise.
table cities(bool broken) {
  std::vector<std::uint32_t> city;
  std::vector<std::uint32_t> country;
  std::vector<std::int64_t> code;
  std::vector<std::uint32_t> area;
  validity present(1'000);
  random::stream draws({.seed = 2}, random::purpose::sample, 0);
  for (std::size_t row = 0; row < 1'000; ++row) {
    city.push_back(static_cast<std::uint32_t>(random::uniform_index(draws, 40)));
    country.push_back(city.back() / 8);
    code.push_back(100 + 7 * (city.back() / 8));
    area.push_back(static_cast<std::uint32_t>(random::uniform_index(draws, 4)));
    if (city.back() == 3) present.set(row, false);
  }
  if (broken) country[997] = (country[997] + 1) % 5;
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) names.push_back("n" + std::to_string(i));
  return {{{"city", column_kind::categorical},
           {"country", column_kind::categorical},
           {"code"},
           {"area", column_kind::categorical}},
          {column::categorical(city, names), column::categorical(country, names, present), column(code),
           column::categorical(area, names)}};
}

TEST(profile, finds_dependencies_that_hold) {
  const std::vector<functional_dependency> found = profile(cities(false)).dependencies;
  // A missing country is a value of its own: city 3 has no country, but a code, which so isn't decided by the country.
  EXPECT_EQ(found, (std::vector<functional_dependency>{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(profile, drops_a_dependency_that_one_row_breaks) {
  const std::vector<functional_dependency> found = profile(cities(true)).dependencies;
  EXPECT_EQ(found, (std::vector<functional_dependency>{{0, 2}}));
}

// Each rare value of b stands in one row, whose a is almost unique: nothing was to be expected to break it.
TEST(profile, reports_no_dependency_that_holds_by_chance) {
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b(1'000, 0);
  for (std::uint32_t i = 0; i < 1'000; ++i) a.push_back(i / 2);
  b[0] = b[1] = 1;
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) names.push_back("n" + std::to_string(i));
  const table rare{{{"a", column_kind::categorical}, {"b", column_kind::categorical}},
                   {column::categorical(a, names), column::categorical(b, names)}};
  EXPECT_TRUE(profile(rare).dependencies.empty());
}

TEST(profile, looks_for_no_dependencies_where_it_was_told_so) {
  const table_profile found = profile(cities(false), {.dependencies = false});
  EXPECT_TRUE(found.dependencies.empty());
  EXPECT_FALSE(found.dependencies_complete);
}

TEST(profile, does_with_empty_tables) {
  const table_profile nothing = profile(table());
  EXPECT_EQ(nothing.rows, 0U);
  EXPECT_TRUE(nothing.columns.empty());
  const table_profile no_rows = profile(numbers({}));
  EXPECT_EQ(no_rows.columns.at(0).distinct, 0U);
  EXPECT_TRUE(no_rows.columns[0].all_missing());
  EXPECT_TRUE(no_rows.keys.empty());
  EXPECT_EQ(profile(numbers({1.0})).duplicate_rows, 0U);
}

TEST(profile, looks_at_chosen_rows_only) {
  const table all = cities(false);
  const table_view some = table_view(all).select_rows({5, 5, 7});
  const table_profile found = profile(some);
  EXPECT_EQ(found.rows, 3U);
  EXPECT_EQ(found.duplicate_rows, 1U);
}

TEST(profile, refuses_codes_without_level) {
  const std::vector<std::uint8_t> codes{0, 9};
  const std::vector<std::string> levels{"a"};
  const column_view view{.kind = column_kind::categorical,
                         .element = element_type::uint8,
                         .cells = reinterpret_cast<const std::byte*>(codes.data()),
                         .stride = 1,
                         .rows = 2,
                         .levels = levels};
  const table_view bad(2, {{"kind", column_kind::categorical}}, {view});
  expect_error<data_error>([&] { static_cast<void>(profile(bad)); }, {"\"kind\"", "row 1", "code 9"});
}

TEST(profile, takes_roles_as_told) {
  const table all = cities(false);
  EXPECT_EQ(profile(all, {.roles = {{"code", column_role::category}}}).columns[2].role.reason, "as told");
  expect_error<schema_error>(
      [&] {
        static_cast<void>(profile(all, {.roles = {{"code", column_role::text}}}));
      },
      {"\"code\"", "numeric", "text"});
}

TEST(profile, can_be_stopped) {
  const table all = cities(false);
  auto stop = [](const progress_event&) { return false; };
  EXPECT_THROW(static_cast<void>(profile(all, {.progress = stop})), cancelled);
}

TEST(profile, gives_the_same_on_any_number_of_threads) {
  const table all = cities(false);
  thread_pool pool(3);
  const table_profile one = profile(all);
  const table_profile three = profile(all, {.executor = pool});
  EXPECT_EQ(one.dependencies, three.dependencies);
  EXPECT_EQ(one.keys, three.keys);
  EXPECT_EQ(one.duplicate_rows, three.duplicate_rows);
  for (std::size_t i = 0; i < one.columns.size(); ++i) {
    EXPECT_EQ(one.columns[i].role, three.columns[i].role);
    EXPECT_EQ(one.columns[i].distinct, three.columns[i].distinct);
  }
}

// More different values than are kept with their counts: 1 000 000.
TEST(profile, counts_more_than_a_million_different_values) {
  std::vector<double> values;
  std::vector<std::string> words;
  for (int i = 0; i < 1'100'000; ++i) {
    values.push_back(i % 1'050'000 + 0.5);
    words.push_back(std::to_string(i % 1'050'000));
  }
  const table many{{{"value"}, {"word", column_kind::text}}, {column(std::move(values)), column(std::move(words))}};
  const table_profile found = profile(many, {.dependencies = false});
  EXPECT_EQ(found.columns[0].distinct, 1'050'000U);
  EXPECT_EQ(found.columns[1].distinct, 1'050'000U);
  EXPECT_EQ(found.columns[0].numbers->median, 500'000 - 0.5);  // (1 100 000 / 2)th of 50 000 pairs and singles
  EXPECT_EQ(found.duplicate_rows, 50'000U);
}

}  // namespace
}  // namespace standin
