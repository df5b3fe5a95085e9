// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace standin {
namespace {

table make_table(std::size_t rows = 5) {
  std::vector<double> numbers(rows);
  std::vector<std::uint32_t> codes(rows);
  std::vector<std::string> texts(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    numbers[row] = static_cast<double>(row);
    codes[row] = static_cast<std::uint32_t>(row % 2);
    texts[row] = "a text that is too long to lie in the string itself, " + std::to_string(row);
  }
  return {{{"n"}, {"c", column_kind::categorical}, {"t", column_kind::text}},
          {column(std::move(numbers)), column::categorical(codes, std::vector<std::string>{"even", "odd"}),
           column(std::move(texts))}};
}

std::vector<double> numbers_of(const table_view& view, std::size_t column = 0) {
  std::vector<double> numbers;
  for (std::size_t row = 0; row < view.rows(); ++row) numbers.push_back(view.column(column).number(row));
  return numbers;
}

using values = std::vector<double>;

// What these three promise, the address sanitizer sees.
TEST(table_view, keeps_a_temporary_dataset) {
  const table_view view = make_table();
  EXPECT_EQ(numbers_of(view), (values{0, 1, 2, 3, 4}));
  EXPECT_EQ(view.column("t").text(4).substr(53), "4");
}

TEST(table_view, outlives_the_view_that_it_was_chosen_from) {
  table_view last;
  {
    const table_view first = make_table();
    const table_view second = first.select_rows({4, 3, 2}).select_columns({"t", "c"});
    last = second.select_rows({2, 0});
  }
  ASSERT_EQ(last.rows(), 2U);
  EXPECT_EQ(last.column(0).text(0).substr(53), "2");
  EXPECT_EQ(last.column(1).text(1), "even");
}

TEST(table_view, keeps_a_constant_temporary_too) {
  const auto make = []() -> const table { return make_table(3); };  // NOLINT(readability-const-return-type)
  const table_view view = make();
  EXPECT_EQ(numbers_of(view), (values{0, 1, 2}));
}

TEST(table_view, refers_to_a_named_dataset) {
  const table named = make_table();
  const table_view view = named;
  EXPECT_EQ(view.column(0).cells, named.column(0).cells);
  table moved_from = make_table();
  const auto* cells = moved_from.column(0).cells;
  const table_view keeper = std::move(moved_from);
  EXPECT_EQ(keeper.column(0).cells, cells) << "a table that is moved in keeps its cells where they are";
}

TEST(table_view, is_empty_by_default) {
  const table_view nothing;
  EXPECT_EQ(nothing.rows(), 0U);
  EXPECT_TRUE(nothing.schema().empty());
  EXPECT_EQ(nothing.select_rows({}).rows(), 0U);
  expect_error<schema_error>([&] { (void)nothing.column("x"); }, {"\"x\""});
}

TEST(table_view, copies_cheaply_and_is_a_dataset) {
  const table_view view = make_table();
  const table_view copy = view;  // NOLINT(performance-unnecessary-copy-initialization): the copy is what is tested
  EXPECT_EQ(copy.column(0).cells, view.column(0).cells);
  EXPECT_EQ(&copy.schema(), &view.schema());
  static_assert(dataset<table_view>);
  static_assert(std::is_nothrow_move_constructible_v<table_view>);
}

TEST(table_view, takes_what_derives_from_it_as_a_view) {
  struct special : table_view {
    using table_view::table_view;
  };
  const special view = make_table();
  const table_view plain = view;
  EXPECT_EQ(plain.column(0).cells, view.column(0).cells);
}

TEST(select_rows, composes_indices) {
  const table_view view = make_table();
  const table_view odd = view.select_rows({1, 3});
  const table_view twice = odd.select_rows({1, 1, 0});
  EXPECT_EQ(numbers_of(twice), (values{3, 3, 1}));
  EXPECT_EQ(numbers_of(twice, 1), (values{1, 1, 1}));
  EXPECT_EQ(twice.select_rows({2}).column("t").text(0).substr(53), "1");
}

TEST(select_rows, composes_one_index_for_all_columns) {
  const table_view view = make_table();
  const table_view chosen = view.select_rows({1, 3}).select_rows({0});
  EXPECT_EQ(chosen.column(0).index.data(), chosen.column(1).index.data());
  EXPECT_EQ(chosen.column(0).index.data(), chosen.column(2).index.data());
}

TEST(select_rows, composes_each_columns_own_index) {
  const table named = make_table();
  const std::vector<std::size_t> forth{1, 2, 3};
  const std::vector<std::size_t> back{3, 2, 1};
  std::vector<column_view> columns{named.column(0), named.column(0), named.column(0)};
  columns[0].index = forth;
  columns[1].index = back;
  columns[2].rows = 3;
  for (column_view& c : columns) c.rows = 3;
  const table_view view(3, {{"forth"}, {"back"}, {"direct"}}, columns);
  const table_view chosen = view.select_rows({2, 0});
  EXPECT_EQ(numbers_of(chosen, 0), (values{3, 1}));
  EXPECT_EQ(numbers_of(chosen, 1), (values{1, 3}));
  EXPECT_EQ(numbers_of(chosen, 2), (values{2, 0}));
}

TEST(select_rows, may_choose_none_and_repeat_any) {
  const table_view view = make_table();
  const table_view none = view.select_rows({});
  EXPECT_EQ(none.rows(), 0U);
  EXPECT_EQ(none.select_rows({}).rows(), 0U);
  expect_error<data_error>([&] { (void)none.select_rows({0}); }, {"row 0 is not there", "the table has 0"});
  EXPECT_EQ(numbers_of(view.select_rows({2, 2, 2, 2, 2, 2, 2})), values(7, 2.0));
}

TEST(select_rows, refuses_a_row_that_is_not_there) {
  const table_view view = make_table();
  expect_error<data_error>([&] { (void)view.select_rows({0, 5}); }, {"row 5 is not there", "the table has 5"});
  expect_error<data_error>([&] { (void)view.select_rows({1}).select_rows({1}); }, {"row 1", "has 1"});
}

TEST(select_columns, takes_them_in_the_order_wanted) {
  const table_view view = make_table();
  const table_view chosen = view.select_columns({"t", "n"});
  ASSERT_EQ(chosen.schema().size(), 2U);
  EXPECT_EQ(chosen.schema()[0], view.schema()[2]);
  EXPECT_EQ(chosen.column(1).number(3), 3.0);
  EXPECT_EQ(chosen.rows(), 5U);
}

TEST(select_columns, may_choose_none) {
  const table_view none = make_table();
  const table_view nothing = none.select_columns({});
  EXPECT_EQ(nothing.rows(), 5U);
  EXPECT_EQ(nothing.select_rows({4}).rows(), 1U);
  EXPECT_TRUE(nothing.schema().empty());
  EXPECT_EQ(to_table(nothing).rows(), 0U);
}

TEST(select_columns, refuses_unknown_and_repeated_names) {
  const table_view view = make_table();
  expect_error<schema_error>([&] { (void)view.select_columns({"n", "x"}); }, {"\"x\"", "it has n, c, t"});
  expect_error<schema_error>([&] { (void)view.select_columns({"n", "n"}); }, {"both named \"n\""});
}

TEST(table_view, is_put_together_from_columns_that_it_keeps) {
  auto cells = std::make_shared<std::vector<double>>(std::vector<double>{1, 2});
  const std::weak_ptr<std::vector<double>> watched = cells;
  {
    const column_view column{.cells = reinterpret_cast<const std::byte*>(cells->data()), .rows = 2};
    const table_view view(2, {{"x"}}, {column}, std::move(cells));
    EXPECT_EQ(numbers_of(view), (values{1, 2}));
    EXPECT_FALSE(watched.expired());
  }
  EXPECT_TRUE(watched.expired());
}

TEST(table_view, refuses_columns_that_do_not_fit_together) {
  const std::vector<double> cells{1, 2, 3};
  const std::vector<std::size_t> index{0, 1};
  const column_view good{.cells = reinterpret_cast<const std::byte*>(cells.data()), .rows = 3};
  const auto put = [](std::vector<column_view> columns, column_kind kind = column_kind::numeric) {
    return [columns = std::move(columns), kind] { table_view(3, {{"x", kind}}, columns); };
  };
  EXPECT_NO_THROW(put({good})());
  expect_error<schema_error>(put({good, good}), {"names 1 columns", "there are 2"});

  column_view shorter = good;
  shorter.rows = 2;
  expect_error<schema_error>(put({shorter}), {"\"x\" has 2 rows", "the table 3"});
  column_view half_indexed = good;
  half_indexed.index = index;
  expect_error<schema_error>(put({half_indexed}), {"\"x\" has 2 rows", "the table 3"});
  column_view nowhere = good;
  nowhere.cells = nullptr;
  expect_error<schema_error>(put({nowhere}), {"\"x\"", "can't be numeric"});
  expect_error<schema_error>(put({good}, column_kind::text), {"\"x\" is numeric", "the schema says text"});
  column_view text = good;
  text.kind = column_kind::text;
  expect_error<schema_error>(put({text}, column_kind::text), {"\"x\"", "can't be text"});
  column_view codes = good;
  codes.kind = column_kind::categorical;
  codes.element = element_type::boolean;
  expect_error<schema_error>(put({codes}, column_kind::categorical), {"\"x\"", "can't be categorical"});
}

/// A dataset whose columns are not what its rows() and schema() say.
struct liar {
  std::vector<double> cells{1, 2, 3};
  [[nodiscard]] static std::size_t rows() { return 4; }
  [[nodiscard]] static table_schema schema() { return {{"x"}}; }
  [[nodiscard]] column_view column(std::size_t) const {
    return {.cells = reinterpret_cast<const std::byte*>(cells.data()), .rows = cells.size()};
  }
};

TEST(table_view, refuses_a_dataset_that_contradicts_itself) {
  expect_error<schema_error>([] { table_view view = liar{}; }, {"\"x\" has 3 rows", "the table 4"});
}

}  // namespace
}  // namespace standin
