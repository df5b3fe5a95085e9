// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/rare/pooled_levels.hpp>
#include <standin/prepare/rare/resampled_levels.hpp>
#include <standin/prepare/rare/suppressed_levels.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::prepare {
namespace {

constexpr restore_context context{.source = {.seed = 3, .domain = 14}, .first_row = 0};

/// 400 rows: "a" and "b" in half of them each, but for 1 of "r1", 2 of "r2", 3 of "r3" and 4 of "r4", and ten holes.
table letters() {
  std::vector<std::uint32_t> codes;
  for (const std::uint32_t rare : {0U, 1U, 2U, 3U})
    for (std::uint32_t k = 0; k <= rare; ++k) codes.push_back(rare);
  while (codes.size() < 400) codes.push_back(4 + static_cast<std::uint32_t>(codes.size() % 2));
  validity present(400);
  for (std::size_t row = 100; row < 110; ++row) present.set(row, false);
  std::vector<double> x;
  for (std::size_t row = 0; row < 400; ++row) x.push_back(static_cast<double>(row));
  return {{{"x"}, {"letter", column_kind::categorical}, {"same", column_kind::categorical}},
          {column(x), column::categorical(codes, {"r1", "r2", "r3", "r4", "a", "b", "unused"}, present),
           column::categorical(std::vector<std::uint32_t>(400, 0), {"one"})}};
}

std::map<std::string, std::size_t> counts(const column_view& of) {
  std::map<std::string, std::size_t> found;
  for (std::size_t row = 0; row < of.rows; ++row) ++found[of.missing(row) ? "" : std::string(of.text(row))];
  return found;
}

text_set text_set_of(std::vector<std::string> names) {
  return text_set(std::move(names));
}

TEST(pooled_levels, are_one_level_in_the_free_form_and_rows_come_back_but_for_them) {
  const table data = letters();
  const fitted_pools step = pooled_levels{.fewer_than = 5}.fit(data);
  ASSERT_EQ(step.pools().size(), 1U) << "the other column has one level";
  const table free = step.apply(data);
  EXPECT_EQ(free.schema(), data.schema());
  const std::map<std::string, std::size_t> pooled{{"", 10}, {"a", 190}, {"b", 190}, {"rare levels", 10}};
  EXPECT_EQ(counts(free.column("letter")), pooled);
  const table back = step.restore(free, context);
  EXPECT_EQ(back.schema(), data.schema());
  for (std::size_t row = 0; row < 400; ++row) {
    const std::string_view was = data.column("letter").text(row);
    const std::string_view is = back.column("letter").text(row);
    ASSERT_EQ(back.column("letter").missing(row), data.column("letter").missing(row));
    ASSERT_EQ(back.column("x").number(row), data.column("x").number(row));
    if (data.column("letter").missing(row)) continue;
    if (was.front() == 'r')
      ASSERT_EQ(is.front(), 'r') << row;
    else
      ASSERT_EQ(is, was) << row;
  }
}

// 1, 2, 3 and 4 of ten cells: 100 000 draws lie within 5 standard errors of that, which is one row in 1.7 million wrong
// tests for each level. Drawing the levels with equal chances gives 0.25 each and fails by 100 standard errors.
TEST(pooled_levels, come_back_as_often_as_they_were) {
  const fitted_pools step = pooled_levels{.fewer_than = 5}.fit(letters());
  constexpr std::size_t rows = 100'000;
  table free(step.apply(letters()).schema(),
             {column(std::vector<double>(rows)),
              column::categorical(std::vector<std::uint32_t>(rows, 2), {"a", "b", "rare levels"}),
              column::categorical(std::vector<std::uint32_t>(rows, 0), {"one"})});
  const table back = step.restore(free, context);
  const auto found = counts(back.column("letter"));
  EXPECT_EQ(found.size(), 4U);
  for (const auto& [level, share] :
       std::vector<std::pair<std::string, double>>{{"r1", 0.1}, {"r2", 0.2}, {"r3", 0.3}, {"r4", 0.4}})
    EXPECT_NEAR(static_cast<double>(found.at(level)) / rows, share, 5 * std::sqrt(share * (1 - share) / rows)) << level;
  // The draw is the row's own: it is the same alone as among others.
  const table alone = step.restore(to_table(table_view(free).select_rows({777})), {context.source, 777});
  EXPECT_EQ(alone.column("letter").text(0), back.column("letter").text(777));
}

TEST(pooled_levels, give_conditions_the_pool_and_say_whether_that_is_exact) {
  const fitted_pools step = pooled_levels{.fewer_than = 5}.fit(letters());
  const cell_box all{value_set::everything(column_kind::numeric), value_set::everything(column_kind::categorical),
                     value_set::everything(column_kind::categorical)};
  const auto pull = [&](const text_set& wanted) {
    cell_box box = all;
    box[1] = value_set(wanted);
    return step.pull(box);
  };
  EXPECT_TRUE(step.pull(all).exact);
  EXPECT_TRUE(step.pull(all).box[1].is_everything());
  EXPECT_TRUE(pull(text_set_of({"a"})).exact);
  EXPECT_EQ(pull(text_set_of({"a"})).box[1], value_set(text_set_of({"a"})));
  EXPECT_FALSE(pull(text_set_of({"a", "r2"})).exact) << "r1 comes of the pool as well";
  EXPECT_EQ(pull(text_set_of({"a", "r2"})).box[1], value_set(text_set_of({"a", "rare levels"})));
  EXPECT_TRUE(pull(text_set_of({"r1", "r2", "r3", "r4"})).exact);
  EXPECT_TRUE(pull(text_set::all_but({"b"})).exact);
  EXPECT_EQ(pull(text_set::all_but({"b"})).box[1], value_set(text_set_of({"a", "rare levels"})));
  EXPECT_TRUE(pull(text_set_of({"rare levels"})).box[1].empty()) << "that is no level of the table";
}

TEST(pooled_levels, leave_alone_what_would_give_rows_away_or_has_one_rare_level) {
  std::vector<std::uint32_t> different, one_rare;
  std::vector<std::string> names;
  for (std::uint32_t row = 0; row < 50; ++row) {
    names.push_back("person " + std::to_string(row));
    different.push_back(row);
    one_rare.push_back(row == 7 ? 1 : 0);
  }
  const table data({{"person", column_kind::categorical}, {"kind", column_kind::categorical}},
                   {column::categorical(different, names), column::categorical(one_rare, {"common", "rare"})});
  EXPECT_TRUE(pooled_levels{.fewer_than = 5}.fit(data).pools().empty());
}

TEST(pooled_levels, name_their_level_as_none_is_called_and_keep_names_that_are_not_known) {
  const table data({{"k", column_kind::categorical}},
                   {column::categorical({0, 0, 0, 1, 2}, {"rare levels", "u", "v"})});
  const fitted_pools step = pooled_levels{.fewer_than = 2}.fit(data);
  EXPECT_EQ(step.pools()[0].name, "rare levels'");
  const table more({{"k", column_kind::categorical}}, {column::categorical({0, 1, 2}, {"w", "v", "rare levels"})});
  const table free = step.apply(more);
  EXPECT_EQ(free.column(0).text(0), "w");
  EXPECT_EQ(free.column(0).text(1), "rare levels'");
  EXPECT_EQ(free.column(0).text(2), "rare levels");
}

TEST(suppressed_levels, are_replaced_by_their_word_for_good) {
  const table data = letters();
  for (const char* word : {"other", "a"}) {
    const fitted_suppression step = suppressed_levels{.fewer_than = 4, .word = word}.fit(data);
    ASSERT_EQ(step.columns().size(), 1U);
    EXPECT_EQ(step.columns()[0].rare, 3U);
    EXPECT_EQ(step.columns()[0].cells, 6U);
    const table free = step.apply(data);
    const table back = step.restore(free, context);
    EXPECT_EQ(back.schema(), data.schema());
    std::map<std::string, std::size_t> expected{{"", 10}, {"a", 190}, {"b", 190}, {"r4", 4}};
    expected[word] += 6;
    EXPECT_EQ(counts(back.column("letter")), expected);
    for (const std::string& level : back.column("letter").levels)
      EXPECT_TRUE(level == "r4" || level.front() != 'r') << "not even as a name that no cell has";
    std::string known;
    step.parameters([](double) {}, [&known](std::string_view text) { known += std::string(text) + " "; });
    EXPECT_EQ(known, "letter letter " + std::string(word) + " r4 a b ");
  }
}

TEST(suppressed_levels, of_texts_are_words_and_of_numbers_missing_cells) {
  const table data({{"t", column_kind::text}, {"n"}, {"w"}},
                   {column(std::vector<std::string>{"x", "x", "secret", "x"}), column(std::vector<double>{1, 1, 77, 1}),
                    column(std::vector<std::int64_t>{5, 4321, 5, 5}, [] {
                      validity present(4);
                      present.set(3, false);
                      return present;
                    }())});
  const fitted_suppression step = suppressed_levels{.fewer_than = 2, .columns = {"t", "n", "w"}}.fit(data);
  const table made = step.apply(data);
  EXPECT_EQ(counts(made.column("t")), (std::map<std::string, std::size_t>{{"x", 3}, {"other", 1}}));
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_EQ(made.column("n").missing(row), row == 2);
    EXPECT_EQ(made.column("w").missing(row), row == 1 || row == 3);
    EXPECT_NE(made.stored(1).cells<double>()[row], 77.0) << "not even under a cleared bit";
    EXPECT_NE(made.stored(2).cells<std::int64_t>()[row], 4321) << "not even under a cleared bit";
  }
}

// "a" in 3 of 4 of the cells that are left and "b" in the others: of 12 000 draws 9 000 are "a" with a standard
// deviation of sqrt(12 000 * 3/16) = 47, and five of those are one in 1.7 million wrong tests. Drawing the two with
// equal chances is 63 deviations off.
TEST(resampled_levels, are_replaced_by_frequent_ones_as_often_as_these_are) {
  std::vector<std::uint32_t> codes;
  for (std::uint32_t k = 0; k < 12'000; ++k) codes.push_back(2 + k / 4);  // 3 000 levels of four cells each
  while (codes.size() < 20'000) codes.push_back(codes.size() % 4 == 0 ? 1 : 0);
  std::vector<std::string> names{"a", "b"};
  for (int k = 0; k < 3000; ++k) names.push_back("rare " + std::to_string(k));
  validity present(20'000);
  present.set(15'000, false);
  const table data({{"k", column_kind::categorical}}, {column::categorical(codes, names, present)});
  const fitted_resampling step = resampled_levels{.fewer_than = 5}.fit(data);
  ASSERT_EQ(step.columns().size(), 1U);
  EXPECT_EQ(step.columns()[0].rare, 3000U);
  EXPECT_EQ(step.columns()[0].drawn, 12'000U);
  EXPECT_EQ(step.columns()[0].levels, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(step.columns()[0].cells, (std::vector<std::uint64_t>{6000, 1999}));  // row 15 000 would be a "b"
  const table made = step.apply(data);
  EXPECT_EQ(made.schema(), data.schema());
  EXPECT_EQ(made.column(0).levels.size(), 2U) << "not even as a name that no cell has";
  std::size_t drawn = 0;
  for (std::size_t row = 0; row < 20'000; ++row) {
    ASSERT_EQ(made.column(0).missing(row), row == 15'000);
    if (row == 15'000) continue;
    if (row >= 12'000)
      ASSERT_EQ(made.column(0).text(row), data.column(0).text(row)) << "what is frequent stays";
    else
      drawn += made.column(0).text(row) == "a" ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(drawn), 9000.0, 5 * 47.4);
  std::string known;
  step.parameters([](double) {}, [&known](std::string_view text) { known += std::string(text) + " "; });
  EXPECT_EQ(known, "k k a b ");
}

TEST(resampled_levels, are_drawn_by_seed_row_and_column) {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> names{"a", "b"};
  for (std::uint32_t k = 0; k < 400; ++k) codes.push_back(k < 200 ? k % 2 : k - 198);
  for (int k = 0; k < 200; ++k) names.push_back("rare " + std::to_string(k));
  const column cells = column::categorical(codes, names);
  const table data({{"one", column_kind::categorical}, {"two", column_kind::categorical}}, {cells, cells});
  const table made = resampled_levels{.fewer_than = 2, .seed = 1}.fit(data).apply(data);
  const table again = resampled_levels{.fewer_than = 2, .seed = 1}.fit(data).apply(data);
  const table other = resampled_levels{.fewer_than = 2, .seed = 2}.fit(data).apply(data);
  std::size_t by_column = 0, by_seed = 0;
  for (std::size_t row = 0; row < 400; ++row) {
    ASSERT_EQ(made.column(0).text(row), again.column(0).text(row));
    by_column += made.column(0).text(row) != made.column(1).text(row) ? 1U : 0U;
    by_seed += made.column(0).text(row) != other.column(0).text(row) ? 1U : 0U;
  }
  // Of 200 draws of two even levels 100 differ, give or take five deviations of 7.1.
  EXPECT_NEAR(static_cast<double>(by_column), 100.0, 36.0);
  EXPECT_NEAR(static_cast<double>(by_seed), 100.0, 36.0);
}

TEST(resampled_levels, of_texts_and_numbers_are_frequent_values) {
  validity present(5);
  present.set(3, false);
  const std::int64_t large = (std::int64_t{1} << 60) + 1;
  const table data({{"t", column_kind::text}, {"n"}, {"w"}, {"i"}},
                   {column(std::vector<std::string>{"x", "x", "secret", "x", "x"}),
                    column(std::vector<double>{0.1, 0.1, 77, 0.1, std::nan("")}),
                    column(std::vector<std::int64_t>{large, 4321, large, 99, large}, present),
                    column(std::vector<std::int32_t>{-7, -7, -7, 4321, -7})});
  const table made = resampled_levels{.fewer_than = 2, .columns = {"t", "n", "w", "i"}}.fit(data).apply(data);
  EXPECT_EQ(made.schema(), data.schema());
  for (std::size_t row = 0; row < 5; ++row) {
    EXPECT_EQ(made.column("t").text(row), "x");
    EXPECT_EQ(made.column("n").missing(row), row == 4);
    EXPECT_TRUE(row == 4 || made.column("n").number(row) == 0.1);
    EXPECT_EQ(made.column("w").missing(row), row == 3);
    EXPECT_TRUE(row == 3 || made.stored(2).cells<std::int64_t>()[row] == large);
    EXPECT_EQ(made.column("i").number(row), -7.0);
  }
}

TEST(rare_levels, say_what_cannot_be_done) {
  const table data = letters();
  expect_error<schema_error>([&] { (void)pooled_levels{.fewer_than = 5, .columns = {"x"}}.fit(data); },
                             {"\"x\"", "numeric", "name categories"});
  expect_error<schema_error>([&] { (void)suppressed_levels{.fewer_than = 5, .columns = {"nope"}}.fit(data); },
                             {"nope"});
  expect_error<invalid_option>([&] { (void)suppressed_levels{.fewer_than = 5, .word = ""}.fit(data); }, {"empty"});
  expect_error<data_error>([&] { (void)resampled_levels{.fewer_than = 200}.fit(data); },
                           {"\"letter\"", "fewer than 200", "word"});
  expect_error<format_error>([&] { (void)fitted_resampling(column_layout(1, {}), 0, {{}}); }, {"fit together"});
}

}  // namespace
}  // namespace standin::prepare
