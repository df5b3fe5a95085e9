// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/preparation.hpp>

#include "core/extreme_numbers.hpp"
#include "data/bits.hpp"
#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin::prepare {
namespace {

/// The cells of a plain column.
plain_cells cells_of(const learned_preparation& learned, std::size_t column) {
  plain_cells room;
  const plain_columns columns = learned.plain.view();
  const plain_column loaded = columns.load(column, room);
  return {{loaded.numbers.begin(), loaded.numbers.end()}, {loaded.codes.begin(), loaded.codes.end()}};
}

/// What the plain columns that were learned from are turned back into.
table round_trip(const learned_preparation& learned) {
  plain_rows plain = learned.prepared.room(learned.plain.rows());
  for (std::size_t c = 0; c < learned.plain.size(); ++c) {
    plain_cells cells = cells_of(learned, c);
    plain.numbers[c] = std::move(cells.numbers);
    plain.codes[c] = std::move(cells.codes);
  }
  std::vector<column> columns = learned.prepared.room_for_table(plain.rows);
  learned.prepared.restore(plain, 0, columns, 0, plain.rows, {}, 0);
  return {learned.prepared.schema(), std::move(columns)};
}

/// Same cells: missing in the same rows, and otherwise of the same storage type and value.
void expect_same(const table_view& a, const table_view& b) {
  ASSERT_EQ(a.schema(), b.schema());
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t c = 0; c < a.schema().size(); ++c)
    for (std::size_t row = 0; row < a.rows(); ++row) {
      const std::string cell = a.schema()[c].name + ", row " + std::to_string(row);
      ASSERT_EQ(a.column(c).missing(row), b.column(c).missing(row)) << cell;
      if (a.column(c).missing(row)) continue;
      EXPECT_EQ(a.column(c).element, b.column(c).element) << cell;
      EXPECT_EQ(a.column(c).text(row), b.column(c).text(row)) << cell;
      if (a.column(c).element == element_type::int64) {
        EXPECT_EQ(a.column(c).cell<std::int64_t>(row), b.column(c).cell<std::int64_t>(row)) << cell;
      } else if (a.column(c).kind != column_kind::categorical && a.column(c).kind != column_kind::text) {
        EXPECT_EQ(a.column(c).number(row), b.column(c).number(row)) << cell;
      }
    }
}

TEST(preparation, brings_back_columns_of_every_type) {
  const table data(
      {{"f64", column_kind::numeric},
       {"f32", column_kind::numeric},
       {"i64", column_kind::numeric},
       {"i32", column_kind::numeric},
       {"flag", column_kind::boolean},
       {"colour", column_kind::categorical},
       {"day", column_kind::datetime, time_unit::day}},
      {column(std::vector<double>{1.25, -3, 0.1 * 3, 1e9, 7.5, 0}),
       column(std::vector<float>{0.1F, 2.5F, -9.99F, 0, 1, 2}),
       column(std::vector<std::int64_t>{1, -5, 9'007'199'254'740'991, 0, 3, 2}),
       column(std::vector<std::int32_t>{2'147'483'647, -2'147'483'648, 0, 1, 2, 3}),
       column::booleans({0, 1, 1, 0, 0, 1}), column::categorical({2, 0, 2, 2, 0, 0}, {"red", "unused", "blue"}),
       column(std::vector<std::int64_t>{19'000, 19'007, 18'993, -7, 19'000, 0})});
  const learned_preparation learned = learn_preparation(data);
  expect_same(round_trip(learned), data);
  EXPECT_EQ(std::get<number_codec>(learned.prepared.codecs()[6]).grid.step, 1);
  EXPECT_EQ(std::get<level_codec>(learned.prepared.codecs()[5]).levels->size(), 2U) << "levels that occur";
  EXPECT_TRUE(learned.warnings.empty());
  for (std::size_t c = 0; c < learned.plain.size(); ++c) {
    const plain_cells plain = cells_of(learned, c);
    EXPECT_EQ(plain.numbers.size() + plain.codes.size(), 6U) << c << " is held as numbers or as codes, not both";
  }
}

TEST(preparation, learns_the_same_of_a_table_that_is_given_away) {
  table data({{"x"}, {"y"}, {"z", column_kind::categorical}, {"w", column_kind::text}},
             {column(std::vector<double>{1, infinity, 2}), column(std::vector<std::int64_t>{2, 3, 4}, bits({1, 0, 1})),
              column::categorical({0, 1, 0}, {"a", "b"}), column(std::vector<std::string>{"a", "b", "c"})});
  const learned_preparation kept = learn_preparation(data);
  learned_preparation given = learn_preparation(table(data));
  EXPECT_EQ(kept.warnings, given.warnings);
  ASSERT_EQ(kept.plain.size(), 4U) << "x, y, z and the missing pattern";
  ASSERT_EQ(given.plain.size(), 4U);
  for (std::size_t c = 0; c < 4; ++c) {
    EXPECT_EQ(cells_of(kept, c).numbers, cells_of(given, c).numbers);
    EXPECT_EQ(cells_of(kept, c).codes, cells_of(given, c).codes);
  }
  const prepared_table all = std::move(given.plain).load();
  ASSERT_EQ(all.columns.size(), 4U);
  for (std::size_t c = 0; c < 4; ++c) {
    const plain_column one = kept.plain.view()[c];
    EXPECT_EQ(cells_of(kept, c).numbers, all.columns[c].numbers);
    EXPECT_EQ(cells_of(kept, c).codes, all.columns[c].codes);
    EXPECT_EQ(one.name, all.columns[c].name);
    EXPECT_EQ(one.levels, all.columns[c].levels);
    EXPECT_EQ(one.pattern, all.columns[c].pattern);
    EXPECT_TRUE(std::ranges::equal(one.present, all.columns[c].present.words()));
  }
}

TEST(preparation, keeps_a_view_that_nobody_else_keeps) {
  const auto learn = [] {
    const table_view kept = table({{"x"}, {"z", column_kind::categorical}},
                                  {column(std::vector<double>{3, 1, 2}), column::categorical({1, 0, 1}, {"a", "b"})});
    return learn_preparation(kept.select_rows({2, 0}));
  };
  const learned_preparation learned = learn();
  EXPECT_EQ(cells_of(learned, 0).numbers, (std::vector<double>{2, 3}));
  EXPECT_EQ(cells_of(learned, 1).codes, (std::vector<std::uint32_t>{0, 0})) << "b is the only level that occurs";
}

TEST(preparation, brings_back_holes_in_columns_of_every_type) {
  const validity holes = bits({1, 0, 1, 1, 0});
  const table data(
      {{"f64", column_kind::numeric},
       {"i64", column_kind::numeric},
       {"flag", column_kind::boolean},
       {"colour", column_kind::categorical},
       {"day", column_kind::datetime, time_unit::day},
       {"nan", column_kind::numeric}},
      {column(std::vector<double>{1, 99, 2, 3, 99}, holes),
       column(std::vector<std::int64_t>{1, 99, 2, 3, 99}, bits({0, 1, 1, 1, 0})),
       column::booleans({0, 1, 1, 0, 0}, holes), column::categorical({1, 7, 0, 1, 7}, {"a", "b"}, holes),
       column(std::vector<std::int64_t>{100, 0, 200, 300, 0}, holes), column(std::vector<double>{nan, 1, nan, 2, 3})});
  const learned_preparation learned = learn_preparation(data);
  const table back = round_trip(learned);
  expect_same(back, data);
  EXPECT_EQ(back.stored(0).cells<double>()[1], 0.0) << "no value is left under a hole";
  EXPECT_EQ(back.stored(1).cells<std::int64_t>()[0], 0);
  // 99 never was a value, so neither bounds nor steps know it.
  EXPECT_EQ(std::get<number_codec>(learned.prepared.codecs()[0]).grid.upper, 3.0);
  const std::size_t last = learned.plain.size() - 1;
  EXPECT_EQ(learned.plain.view()[last].name, "missing pattern");
  EXPECT_EQ(learned.plain.view()[0].pattern, last);
  EXPECT_EQ(cells_of(learned, 0).numbers[1], 0.0);
  EXPECT_EQ(cells_of(learned, 3).codes[1], 0U) << "7 is no code, and not looked at";
}

// Odd bytes are true too: a packed struct or a foreign library may hold 2 or 255.
TEST(preparation, takes_any_byte_but_0_for_true) {
  const table data({{"flag", column_kind::boolean}}, {column::booleans({0, 2, 255, 128})});
  const table back = round_trip(learn_preparation(data));
  EXPECT_EQ(back.stored(0).cells<std::uint8_t>(), (std::vector<std::uint8_t>{0, 1, 1, 1}));
}

TEST(preparation, keeps_codes_of_every_width) {
  for (const std::size_t levels : {2U, 256U, 257U, 70'000U}) {
    std::vector<std::string> names;
    std::vector<std::uint32_t> codes;
    for (std::size_t i = 0; i < levels; ++i) {
      names.push_back("level " + std::to_string(i));
      for (int k = 0; k < 2; ++k) codes.push_back(static_cast<std::uint32_t>((i * 7919 + 13) % levels));
    }
    const table data({{"x", column_kind::categorical}}, {column::categorical(codes, names)});
    expect_same(round_trip(learn_preparation(data)), data);
  }
}

TEST(preparation, gives_foreign_unsigned_numbers_back_as_integers) {
  const std::array<std::uint16_t, 3> cells{1, 65'535, 7};
  const column_view view{.kind = column_kind::numeric,
                         .element = element_type::uint16,
                         .cells = reinterpret_cast<const std::byte*>(cells.data()),
                         .stride = 2,
                         .rows = 3};
  const table back = round_trip(learn_preparation(table_view(3, {{"x"}}, {view})));
  EXPECT_EQ(back.stored(0).cells<std::int64_t>(), (std::vector<std::int64_t>{1, 65'535, 7}));
}

TEST(preparation, sees_through_an_index_and_a_stride) {
  const std::array<double, 8> cells{1, -1, 2, -1, 3, -1, 4, -1};
  const std::array<std::size_t, 5> index{3, 0, 0, 2, 1};
  const column_view view{
      .cells = reinterpret_cast<const std::byte*>(cells.data()), .stride = 16, .rows = 5, .valid = {}, .index = index};
  const learned_preparation learned = learn_preparation(table_view(5, {{"x"}}, {view}));
  EXPECT_EQ(cells_of(learned, 0).numbers, (std::vector<double>{4, 1, 1, 3, 2}));
}

TEST(preparation, brings_columns_without_any_value_back_empty) {
  const validity none(3, false);
  const table data(
      {{"f64", column_kind::numeric},
       {"f32", column_kind::numeric},
       {"i32", column_kind::numeric},
       {"flag", column_kind::boolean},
       {"colour", column_kind::categorical},
       {"day", column_kind::datetime},
       {"note", column_kind::text},
       {"x", column_kind::numeric}},
      {column(std::vector<double>{nan, nan, nan}), column(std::vector<float>(3), none),
       column(std::vector<std::int32_t>(3), none), column::booleans({0, 0, 0}, none),
       column::categorical({0, 0, 0}, std::vector<std::string>{"a"}, none), column(std::vector<std::int64_t>(3), none),
       column(std::vector<std::string>(3), none), column(std::vector<double>{1, 2, 3})});
  const learned_preparation learned = learn_preparation(data);
  expect_same(round_trip(learned), data);
  EXPECT_EQ(learned.plain.size(), 1U);
  EXPECT_TRUE(learned.warnings.empty()) << "nothing that one could do about";
}

TEST(preparation, takes_a_single_row_and_constants) {
  const table data({{"x"}, {"n"}, {"flag", column_kind::boolean}, {"colour", column_kind::categorical}},
                   {column(std::vector<double>{0.1}), column(std::vector<std::int32_t>{-4}), column::booleans({1}),
                    column::categorical({1}, std::vector<std::string>{"a", "b"})});
  expect_same(round_trip(learn_preparation(data)), data);
  const table constant({{"x"}}, {column(std::vector<double>{2.5, 2.5, 2.5})});
  const learned_preparation learned = learn_preparation(constant);
  expect_same(round_trip(learned), constant);
  EXPECT_EQ(std::get<number_codec>(learned.prepared.codecs()[0]).grid.step, 1);
}

TEST(preparation, issues_texts_anew_by_the_number_of_the_row) {
  const table data({{"note", column_kind::text}, {"x"}},
                   {column(std::vector<std::string>{"secret", "", "hidden"}, bits({1, 0, 1})),
                    column(std::vector<double>{1, 2, 3})});
  const learned_preparation learned = learn_preparation(data);
  EXPECT_EQ(learned.plain.size(), 2U) << "x and the missing pattern";
  const table back = round_trip(learned);
  EXPECT_EQ(back.stored(0).cells<std::string>(), (std::vector<std::string>{"note 1", "", "note 3"}));
  EXPECT_TRUE(back.column(0).missing(1));
  EXPECT_EQ(learned.warnings, std::vector<std::string>{
                                  "column \"note\" holds texts, which are not learned; they are issued anew as \"note "
                                  "1\" and so on"});
}

TEST(preparation, gives_new_names_to_categories_that_are_nearly_all_different) {
  std::vector<std::string> people;
  std::vector<std::uint32_t> codes;
  for (std::uint32_t i = 0; i < 40; ++i) {
    people.push_back("person " + std::string(1, static_cast<char>('A' + i % 26)) + std::to_string(i * i));
    codes.push_back(i);
  }
  const auto levels_of = [&](const std::vector<std::uint32_t>& cells) {
    const learned_preparation learned =
        learn_preparation(table({{"who", column_kind::categorical}}, {column::categorical(cells, people)}));
    const auto& levels = *std::get<level_codec>(learned.prepared.codecs()[0]).levels;
    return std::pair(levels.front(), learned.warnings);
  };
  const auto [first, warnings] = levels_of(codes);
  EXPECT_EQ(first, "who 1");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0], "column \"who\" has 40 categories in 40 cells, so they say who a row is; they get new names");
  codes.insert(codes.end(), {0, 1, 2, 3, 4});  // 40 of 45 are no more than 90 %
  EXPECT_EQ(levels_of(codes).first, people[0]);
  codes.pop_back();  // 40 of 44 are more
  EXPECT_EQ(levels_of(codes).first, "who 1");
  codes.resize(19);  // too few to say
  EXPECT_EQ(levels_of(codes).first, people[0]);
}

TEST(preparation, takes_two_codes_with_one_name_for_one_level) {
  const std::vector<std::string> names{"x", "b", "b", "x", "c"};  // the first "b" does not occur
  const std::vector<std::uint32_t> codes{0, 2, 3, 4, 0, 2, 3, 4};
  const table data({{"colour", column_kind::categorical}}, {column::categorical(codes, names)});
  const learned_preparation learned = learn_preparation(data);
  EXPECT_EQ(*std::get<level_codec>(learned.prepared.codecs()[0]).levels, (std::vector<std::string>{"x", "b", "c"}));
  expect_same(round_trip(learned), data);
}

TEST(preparation, takes_infinite_cells_as_missing_and_says_so) {
  const table data({{"x"}, {"y"}}, {column(std::vector<double>{1, infinity, -infinity, nan, 2}),
                                    column(std::vector<float>{1, 2, 3, static_cast<float>(infinity), 4})});
  const learned_preparation learned = learn_preparation(data);
  EXPECT_EQ(learned.warnings,
            (std::vector<std::string>{"column \"x\" has 2 infinite cells, which are taken as missing",
                                      "column \"y\" has 1 infinite cells, which are taken as missing"}));
  const table back = round_trip(learned);
  for (std::size_t row = 0; row < 5; ++row) {
    EXPECT_EQ(back.column(0).missing(row), row >= 1 && row <= 3) << row;
    EXPECT_EQ(back.column(1).missing(row), row == 3) << row;
  }
  const learned_preparation nothing = learn_preparation(table({{"x"}}, {column(std::vector<double>{infinity, nan})}));
  EXPECT_TRUE(std::holds_alternative<empty_codec>(nothing.prepared.codecs()[0]));
}

TEST(preparation, keeps_ticks_beyond_2_53_on_their_grid_and_says_what_is_lost) {
  std::vector<std::int64_t> ticks;
  for (std::int64_t i = 0; i < 100; ++i) ticks.push_back(1'700'000'000'000'000'000 + i * 60'000'000'000);  // minutes
  const table data({{"at", column_kind::datetime, time_unit::nanosecond}}, {column(ticks)});
  const learned_preparation learned = learn_preparation(data);
  expect_same(round_trip(learned), data);
  EXPECT_EQ(learned.warnings,
            std::vector<std::string>{"column \"at\" has whole numbers beyond 2^53, whose last digits are not learned"});
}

/// Takes tasks in the order that the calling thread alone would never take.
struct backwards {
  using executor_concept = executor_tag;
  static std::size_t concurrency() { return 2; }
  static void run(std::size_t tasks, task_ref f) {
    for (std::size_t i = tasks; i-- > 0;) f(i);
  }
};

TEST(preparation, learns_the_same_on_any_number_of_threads) {
  const table data({{"x"}, {"y"}, {"z", column_kind::text}},
                   {column(std::vector<double>{1, infinity}), column(std::vector<double>{2, nan}),
                    column(std::vector<std::string>{"a", "b"})});
  backwards other;
  const learned_preparation a = learn_preparation(data);
  const learned_preparation b = learn_preparation(data, other);
  EXPECT_EQ(a.warnings, b.warnings);
  EXPECT_EQ(cells_of(a, 1).numbers, cells_of(b, 1).numbers);
}

TEST(preparation, refuses_tables_without_rows_or_columns) {
  expect_error<data_error>([] { (void)learn_preparation(table()); }, {"no columns"});
  expect_error<data_error>([] { (void)learn_preparation(table({{"x"}}, {column(std::vector<double>{})})); },
                           {"no rows"});
}

TEST(preparation, refuses_codes_without_a_level) {
  const std::array<std::uint8_t, 3> codes{0, 1, 200};
  const std::vector<std::string> levels{"a", "b"};
  column_view view{.kind = column_kind::categorical,
                   .element = element_type::uint8,
                   .cells = reinterpret_cast<const std::byte*>(codes.data()),
                   .stride = 1,
                   .rows = 3,
                   .levels = levels};
  const table_schema schema{{"colour", column_kind::categorical}};
  expect_error<data_error>([&] { (void)learn_preparation(table_view(3, schema, {view})); },
                           {"row 2", "\"colour\"", "code 200", "2 levels"});
  const std::array<std::uint64_t, 1> valid{0b011};
  view.valid = valid;
  EXPECT_NO_THROW((void)learn_preparation(table_view(3, schema, {view}))) << "a missing cell has no code";
}

TEST(preparation, refuses_parts_that_do_not_fit) {
  const auto levels = [](std::vector<std::string> names) {
    return level_codec{std::make_shared<const std::vector<std::string>>(std::move(names)), false};
  };
  const auto refused = [](table_schema schema, std::vector<column_codec> codecs, const char* words,
                          missing_patterns missing = {}) {
    expect_error<format_error>([&] { preparation(schema, codecs, missing); }, {words});
  };
  const number_grid fine{.lower = 0, .upper = 1};
  EXPECT_NO_THROW(preparation({{"x"}}, {number_codec{.grid = fine}}, {}));
  refused({}, {}, "no columns");
  refused({{"x"}}, {}, "described once");
  refused({{"x"}}, {levels({"a"})}, "its kind is numeric");
  refused({{"x", column_kind::categorical}}, {number_codec{.grid = fine}}, "its kind is categorical");
  refused({{"x", column_kind::categorical}}, {boolean_codec()}, "its kind is categorical");
  refused({{"x", column_kind::boolean}}, {levels({"no", "yes"})}, "its kind is boolean");
  refused({{"x", column_kind::categorical}}, {levels({})}, "no levels");
  refused({{"x", column_kind::categorical}}, {surrogate_codec{}}, "its kind is categorical");
  refused({{"x"}}, {number_codec{.element = element_type::string, .grid = fine}}, "elements");
  refused({{"x", column_kind::datetime}}, {number_codec{.grid = fine}}, "elements");
  refused({{"x"}}, {empty_codec{element_type::uint8}}, "elements");
  refused({{"x", column_kind::text}}, {empty_codec{element_type::uint8}}, "elements");
  for (const auto& [lower, upper] :
       std::vector<std::pair<double, double>>{{1, 0}, {nan, 1}, {0, infinity}, {-infinity, 0}})
    refused({{"x"}}, {number_codec{.grid = {.lower = lower, .upper = upper}}}, "bounds");
  refused({{"x"}}, {number_codec{element_type::float32, {.lower = 0, .upper = 1e39}}}, "bounds");
  refused({{"x"}}, {number_codec{element_type::int32, {.lower = -3e9, .upper = 0}}}, "bounds");
  refused({{"x"}}, {number_codec{element_type::int64, {.lower = 0, .upper = 1e19}}}, "bounds");
  for (const number_grid& grid :
       {number_grid{.decimals = 16}, number_grid{.decimals = -2}, number_grid{.step = 0}, number_grid{.step = -1},
        number_grid{.step = 5, .offset = 5}, number_grid{.step = 5, .offset = -1},
        number_grid{.step = std::numeric_limits<std::int64_t>::max()}})
    refused({{"x"}}, {number_codec{.grid = grid}}, "grid");
  refused({{"x"}}, {empty_codec{}}, "no value at all", missing_patterns(1, {0}, {}, {}));
  refused({{"x"}}, {number_codec{.grid = fine}}, "not there", missing_patterns(2, {1}, {}, {}));
}

TEST(preparation, restores_any_range_of_rows_alike) {
  const table data({{"note", column_kind::text}, {"x"}, {"colour", column_kind::categorical}},
                   {column(std::vector<std::string>{"a", "b", "c", "d"}), column(std::vector<double>{1, nan, 3, 4}),
                    column::categorical({0, 1, 1, 0}, std::vector<std::string>{"r", "g"})});
  const preparation prepared = learn_preparation(data).prepared;
  plain_rows plain = prepared.room(192);
  for (std::size_t i = 0; i < 192; ++i) {
    plain.numbers[0][i] = static_cast<double>(i % 5);
    plain.codes[1][i] = static_cast<std::uint32_t>(i % 3);  // 2 is no level: the last one is taken
    plain.codes[2][i] = static_cast<std::uint32_t>(i % 2);
  }
  std::vector<column> all = prepared.room_for_table(192);
  prepared.restore(plain, 0, all, 0, 192, {}, 1000);
  const table whole(prepared.schema(), all);
  EXPECT_EQ(whole.stored(0).cells<std::string>()[5], "note 1006");
  std::vector<column> some = prepared.room_for_table(100);
  prepared.restore(plain, 7, some, 0, 64, {}, 1007);
  prepared.restore(plain, 71, some, 64, 100, {}, 1007);
  std::vector<std::size_t> rows(100);
  for (std::size_t i = 0; i < 100; ++i) rows[i] = i + 7;
  expect_same(table(prepared.schema(), some), table_view(whole).select_rows(rows));
}

}  // namespace
}  // namespace standin::prepare
