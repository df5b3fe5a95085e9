// SPDX-License-Identifier: MIT
#include <core/extreme_numbers.hpp>
#include <data/bits.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace standin {
namespace {

table every_kind() {
  return {{{"f64"},
           {"f32"},
           {"i64"},
           {"i32"},
           {"cat", column_kind::categorical},
           {"flag", column_kind::boolean},
           {.name = "day", .kind = column_kind::datetime, .unit = time_unit::day},
           {"note", column_kind::text}},
          {column(std::vector<double>{1.5, nan, 3}),                                //
           column(std::vector<float>{0.5F, 1, 2}, bits({true, true, false})),       //
           column(std::vector<std::int64_t>{1, 2, 3}),                              //
           column(std::vector<std::int32_t>{-1, 0, 1}, bits({false, true, true})),  //
           column::categorical({1, 0, 7}, std::vector<std::string>{"no", "yes"}, bits({true, true, false})),
           column::booleans({0x00, 0x02, 0xFF}),                                         //
           column(std::vector<std::int64_t>{0, 19'000, -1}, bits({true, true, false})),  //
           column(std::vector<std::string>{"a", "", "hidden"}, bits({true, true, false}))}};
}

TEST(table, shows_each_column_in_its_own_type) {
  const table all = every_kind();
  ASSERT_EQ(all.rows(), 3U);
  using enum element_type;
  const std::array elements{float64, float32, int64, int32, uint8, boolean, int64, string};
  for (std::size_t i = 0; i < elements.size(); ++i) {
    EXPECT_EQ(all.column(i).element, elements[i]) << i;
    EXPECT_EQ(all.column(i).kind, all.schema()[i].kind) << i;
    EXPECT_EQ(all.column(i).rows, 3U) << i;
  }
  EXPECT_TRUE(all.column("f64").missing(1));
  EXPECT_TRUE(all.column("f32").missing(2));
  EXPECT_TRUE(all.column("i32").missing(0));
  EXPECT_EQ(all.column("cat").text(0), "yes");
  EXPECT_TRUE(all.column("cat").missing(2));
  EXPECT_EQ(all.column("flag").number(1), 1.0);
  EXPECT_EQ(all.column("day").number(1), 19'000.0);
  EXPECT_EQ(all.column("note").text(2), "");
}

TEST(table, may_have_no_rows_and_no_columns) {
  const table nothing;
  EXPECT_EQ(nothing.rows(), 0U);
  EXPECT_TRUE(nothing.schema().empty());
  const table empty{{{"x"}, {"c", column_kind::categorical}},
                    {column(std::vector<double>{}), column::categorical({}, std::vector<std::string>{})}};
  EXPECT_EQ(empty.rows(), 0U);
  EXPECT_EQ(empty.column(1).levels.size(), 0U);
  EXPECT_EQ(to_table(empty).schema(), empty.schema());
  EXPECT_EQ(to_table(nothing).rows(), 0U);
}

TEST(table, refuses_columns_that_do_not_fit_together) {
  expect_error<schema_error>(
      [] {
        table{{{"x"}, {"y"}}, {column(std::vector<double>{1})}};
      },
      {"names 2 columns", "there are 1"});
  expect_error<schema_error>(
      [] {
        table{{{"x"}, {"y"}}, {column(std::vector<double>{1}), column(std::vector<double>{1, 2})}};
      },
      {"\"y\"", "2 rows", "the first one 1"});
}

TEST(table, refuses_kinds_that_the_cells_cannot_be) {
  using enum column_kind;
  const std::array<column, 7> columns{column(std::vector<double>{1}),
                                      column(std::vector<float>{1}),
                                      column(std::vector<std::int64_t>{1}),
                                      column(std::vector<std::int32_t>{1}),
                                      column::categorical({0}, std::vector<std::string>{"a"}),
                                      column::booleans({1}),
                                      column(std::vector<std::string>{"a"})};
  // Rows: the columns above; columns: numeric, categorical, boolean, datetime, text. As documented with element_type.
  constexpr std::array<std::array<bool, 5>, 7> can{{{true, false, false, false, false},
                                                    {true, false, false, false, false},
                                                    {true, false, false, true, false},
                                                    {true, false, false, false, false},
                                                    {false, true, false, false, false},
                                                    {false, false, true, false, false},
                                                    {false, false, false, false, true}}};
  constexpr std::array kinds{numeric, categorical, boolean, datetime, text};
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      const auto make = [&] { table{{{"x", kinds[k]}}, {columns[i]}}; };
      if (can[i][k]) {
        EXPECT_NO_THROW(make()) << i << " as " << name_of(kinds[k]);
      } else {
        expect_error<schema_error>(make, {"column \"x\"", "can't be", name_of(kinds[k])});
      }
    }
}

TEST(table, finds_a_column_by_name_or_says_which_there_are) {
  const table all = every_kind();
  EXPECT_EQ(all.column("i64").number(2), 3.0);
  expect_error<schema_error>([&] { (void)all.column("i16"); }, {"\"i16\"", "f64, f32, i64"});
}

TEST(table, gives_up_its_columns) {
  table all = every_kind();
  EXPECT_EQ(all.stored(2).cells<std::int64_t>()[1], 2);
  const std::vector<column> columns = std::move(all).release();
  EXPECT_EQ(columns.size(), 8U);
  EXPECT_EQ(columns[2].cells<std::int64_t>()[2], 3);
}

TEST(column, keeps_codes_in_the_narrowest_integers) {
  const auto element_for = [](std::size_t levels) {
    std::vector<std::string> names(levels);
    for (std::size_t i = 0; i < levels; ++i) names[i] = std::to_string(i);
    const auto last = static_cast<std::uint32_t>(levels - 1);
    const column made = column::categorical({0, last}, std::move(names));
    EXPECT_EQ(made.view(column_kind::categorical).code(1), last);
    EXPECT_EQ(made.view(column_kind::categorical).text(1), std::to_string(last));
    return made.element();
  };
  EXPECT_EQ(element_for(1), element_type::uint8);
  EXPECT_EQ(element_for(256), element_type::uint8);
  EXPECT_EQ(element_for(257), element_type::uint16);
  EXPECT_EQ(element_for(65'536), element_type::uint16);
  EXPECT_EQ(element_for(65'537), element_type::uint32);
}

TEST(column, overlooks_codes_of_missing_cells) {
  const column made = column::categorical({4'000'000'000, 1}, std::vector<std::string>{"a", "b"}, bits({false, true}));
  EXPECT_TRUE(made.view(column_kind::categorical).missing(0));
  EXPECT_EQ(made.view(column_kind::categorical).text(1), "b");
  EXPECT_NO_THROW((void)column::categorical({3}, std::vector<std::string>{}, bits({false}))) << "all missing";
}

TEST(column, refuses_codes_without_a_level) {
  expect_error<data_error>(
      [] {
        (void)column::categorical({0, 2}, std::vector<std::string>{"a", "b"});
      },
      {"row 1", "code 2", "2 levels"});
  expect_error<data_error>([] { (void)column::categorical({0}, std::vector<std::string>{}); }, {"row 0"});
  expect_error<data_error>([] { (void)column::categorical({}, level_dictionary{}); }, {"there are no levels"});
}

TEST(column, refuses_validity_bits_for_another_number_of_rows) {
  expect_error<data_error>([] { column(std::vector<double>{1, 2}, validity(3)); }, {"2 cells", "bits for 3"});
  expect_error<data_error>(
      [] {
        (void)column::categorical({9, 9}, std::vector<std::string>{"a"}, validity(1, false));
      },
      {"2 cells", "bits for 1"});
  EXPECT_TRUE(column(std::vector<double>{}, validity(0)).present().empty());
}

TEST(column, shares_its_levels_with_its_copies) {
  const auto levels = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"a", "b"});
  const column one = column::categorical({0, 1}, levels);
  const column copy = one;  // NOLINT(performance-unnecessary-copy-initialization): the copy is what is tested
  EXPECT_EQ(copy.levels(), levels);
  EXPECT_NE(one.cells<std::uint8_t>().data(), copy.cells<std::uint8_t>().data());
}

TEST(column, lets_its_cells_be_written) {
  column made(std::vector<double>{1, 2});
  made.cells<double>()[1] = 5;
  EXPECT_EQ(made.view(column_kind::numeric).number(1), 5.0);
  EXPECT_THROW((void)made.cells<float>(), std::bad_variant_access);
}

TEST(natural_kind, follows_the_cells) {
  EXPECT_EQ(natural_kind(column(std::vector<double>{})), column_kind::numeric);
  EXPECT_EQ(natural_kind(column(std::vector<std::int64_t>{})), column_kind::numeric);
  EXPECT_EQ(natural_kind(column::categorical({}, std::vector<std::string>{})), column_kind::categorical);
  EXPECT_EQ(natural_kind(column::booleans({})), column_kind::boolean);
  EXPECT_EQ(natural_kind(column(std::vector<std::string>{})), column_kind::text);
}

void expect_same_cells(const table_view& a, const table_view& b) {
  ASSERT_EQ(a.rows(), b.rows());
  EXPECT_EQ(a.schema(), b.schema());
  for (std::size_t i = 0; i < a.schema().size(); ++i)
    for (std::size_t row = 0; row < a.rows(); ++row) {
      ASSERT_EQ(a.column(i).missing(row), b.column(i).missing(row)) << i << ", " << row;
      if (a.column(i).missing(row)) continue;
      EXPECT_EQ(a.column(i).text(row), b.column(i).text(row)) << i << ", " << row;
      if (a.column(i).element != element_type::string) {
        EXPECT_EQ(a.column(i).number(row), b.column(i).number(row)) << i << ", " << row;
      }
    }
}

TEST(to_table, copies_cells_in_the_order_of_the_view) {
  const table all = every_kind();
  expect_same_cells(to_table(all), all);
  const table_view chosen = table_view(all).select_rows({2, 0, 0, 1});
  const table copy = to_table(chosen);
  expect_same_cells(copy, chosen);
  for (std::size_t i = 0; i < all.schema().size(); ++i) EXPECT_EQ(copy.column(i).element, all.column(i).element) << i;
}

TEST(to_table, keeps_shared_levels_shared) {
  const auto levels = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"a", "b"});
  const auto others = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"a", "b"});
  const table three{
      {{"p", column_kind::categorical}, {"q", column_kind::categorical}, {"r", column_kind::categorical}},
      {column::categorical({0, 1}, levels), column::categorical({1, 1}, levels), column::categorical({0, 0}, others)}};
  const table copy = to_table(three);
  EXPECT_EQ(copy.stored(0).levels(), copy.stored(1).levels());
  EXPECT_NE(copy.stored(0).levels(), copy.stored(2).levels());
  EXPECT_NE(copy.stored(0).levels(), levels) << "a view does not own its levels";
}

TEST(to_table, widens_unsigned_numbers_and_narrows_codes) {
  const std::array<std::uint32_t, 2> cells{4'294'967'295U, 1};
  const std::vector<std::string> levels{"a", "b"};
  const auto* first = reinterpret_cast<const std::byte*>(cells.data());
  const column_view number{.element = element_type::uint32, .cells = first, .stride = 4, .rows = 2};
  const column_view code{.kind = column_kind::categorical,
                         .element = element_type::uint32,
                         .cells = first + 4,
                         .stride = 0,
                         .rows = 2,
                         .levels = levels};
  const table copy = to_table(table_view(2, {{"n"}, {"c", column_kind::categorical}}, {number, code}));
  EXPECT_EQ(copy.column(0).element, element_type::int64);
  EXPECT_EQ(copy.column(0).number(0), 4'294'967'295.0);
  EXPECT_EQ(copy.column(1).element, element_type::uint8);
  EXPECT_EQ(copy.column(1).text(1), "b");
}

TEST(to_table, names_the_column_of_a_code_without_a_level) {
  const std::array<std::uint8_t, 2> codes{0, 3};
  const std::vector<std::string> levels{"a", "b"};
  const column_view wrong{.kind = column_kind::categorical,
                          .element = element_type::uint8,
                          .cells = reinterpret_cast<const std::byte*>(codes.data()),
                          .stride = 1,
                          .rows = 2,
                          .levels = levels};
  const table_view view(2, {{"colour", column_kind::categorical}}, {wrong});
  expect_error<data_error>([&] { (void)to_table(view); }, {"row 1", "\"colour\"", "code 3", "2 levels"});
}

}  // namespace
}  // namespace standin
