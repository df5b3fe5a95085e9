// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/normal.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "table_maker.hpp"
#include "tables.hpp"

namespace standin {
namespace {

using test::normal_of;
using test::table_maker;

std::uint32_t code(const column_view& column, std::size_t row) {
  return column.code(row);
}

TEST(trees, keep_a_column_that_copies_another) {
  table_maker maker(4000, 1);
  const auto a = maker.levels("a", 5, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 5.0); });
  maker.levels("b", 5, [&](std::size_t row, auto&) { return a[row]; });
  const table made = trees<>{}.fit(std::move(maker).make()).sample(4000, {.seed = 1});
  std::size_t apart = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    apart += code(made.column(0), row) != code(made.column(1), row) ? 1U : 0U;
  // A leaf of a few hundred rows holds four rows' worth of the other levels: half a percent.
  EXPECT_LT(apart, 40U);
}

TEST(trees, keep_a_function_of_two_others) {
  table_maker maker(6000, 2);
  const auto a = maker.levels("a", 4, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 4.0); });
  const auto b = maker.levels("b", 3, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 3.0); });
  maker.levels("sum", 6, [&](std::size_t row, auto&) { return a[row] + b[row]; });
  const table made = trees<>{}.fit(std::move(maker).make()).sample(6000, {.seed = 1});
  std::size_t apart = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    apart += code(made.column(0), row) + code(made.column(1), row) != code(made.column(2), row) ? 1U : 0U;
  EXPECT_LT(apart, 180U);  // 3 %; two thirds would be by chance
}

TEST(trees, keep_an_exclusive_or_of_three) {
  table_maker maker(8000, 3);
  const auto coin = [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 2.0); };
  const auto a = maker.levels("a", 2, coin);
  const auto b = maker.levels("b", 2, coin);
  const auto c = maker.levels("c", 2, coin);
  maker.levels("odd", 2, [&](std::size_t row, auto&) { return std::fmod(a[row] + b[row] + c[row], 2.0); });
  const table made = trees<>{}.fit(std::move(maker).make()).sample(8000, {.seed = 1});
  std::size_t apart = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    apart += (code(made.column(0), row) + code(made.column(1), row) + code(made.column(2), row)) % 2 !=
                     code(made.column(3), row)
                 ? 1U
                 : 0U;
  EXPECT_LT(apart, 160U);  // 2 %; half would be by chance, and all that pairs of columns know
}

TEST(trees, keep_a_category_of_ten_thousand_levels) {
  table_maker maker(20000, 4);
  const auto key =
      maker.levels("key", 10000, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 10000.0); });
  maker.levels("half", 2, [&](std::size_t row, auto&) { return key[row] < 5000.0 ? 0.0 : 1.0; });
  const table data = std::move(maker).make();
  const table made = trees<>{}.fit(data).sample(5000, {.seed = 1});
  std::set<std::string> known;
  for (std::size_t row = 0; row < data.rows(); ++row) known.insert(std::string(data.column(0).text(row)));
  std::set<std::string> seen;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    seen.insert(std::string(made.column(0).text(row)));
    EXPECT_TRUE(known.contains(std::string(made.column(0).text(row))));
  }
  // 5 000 of about 8 647 seen levels, drawn by frequency: about 3 700 different ones; at least half of that.
  EXPECT_GT(seen.size(), 1850U);
}

TEST(trees, keep_cells_that_another_column_says_are_missing) {
  table_maker maker(3000, 5);
  const auto a = maker.levels("a", 3, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 3.0); });
  maker.numbers("x", [&](std::size_t row, auto& draws) {
    return a[row] == 1.0 ? std::nan("") : 10.0 * a[row] + draws.uniform();
  });
  const table made = trees<>{}.fit(std::move(maker).make()).sample(3000, {.seed = 1});
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    wrong += made.column(1).missing(row) != (code(made.column(0), row) == 1) ? 1U : 0U;
  EXPECT_LT(wrong, 30U);  // 1 %; four ninths by chance
}

TEST(trees, keep_a_heavy_tail) {
  table_maker maker(10000, 6);
  maker.numbers("x",
                [](std::size_t, auto& draws) { return std::tan(3.14159265358979 * (draws.open_uniform() - 0.5)); });
  maker.levels("a", 2, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 2.0); });
  const table made = trees<>{}.fit(std::move(maker).make()).sample(10000, {.seed = 1});
  std::size_t beyond = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) beyond += std::abs(made.column(0).number(row)) > 100.0 ? 1U : 0U;
  // A standard Cauchy variable exceeds 100 with probability 2 / (100 pi) = 0.00637: 64 rows in the mean on both sides
  // of the fit, four standard errors of sqrt(2 * 64).
  EXPECT_NEAR(static_cast<double>(beyond), 64.0, 46.0);
}

TEST(trees, keep_a_column_of_which_one_in_a_thousand_is_not_zero) {
  table_maker maker(20000, 7);
  maker.levels("a", 2, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 2.0); });
  maker.numbers("x", [](std::size_t, auto& draws) { return draws.uniform() < 0.001 ? 1.0 + draws.uniform() : 0.0; });
  const table data = std::move(maker).make();
  const table made = trees<>{}.fit(data).sample(20000, {.seed = 1});
  const auto not_zero = [](const table& t) {
    std::size_t n = 0;
    for (std::size_t row = 0; row < t.rows(); ++row) n += t.column(1).number(row) != 0.0 ? 1U : 0U;
    return static_cast<double>(n);
  };
  EXPECT_NEAR(not_zero(made), not_zero(data), 4.0 * std::sqrt(2.0 * 20.0));  // four standard errors of the difference
}

TEST(trees, keep_a_mean_and_a_spread_that_depend_on_others) {
  table_maker maker(8000, 8);
  const auto a = maker.numbers("a", [](std::size_t, auto& draws) { return draws.uniform(); });
  maker.numbers("y", [&](std::size_t row, auto& draws) {
    return std::sin(6.0 * a[row]) + (0.05 + 0.4 * a[row]) * normal_of(draws);
  });
  const table made = trees<>{.order = visit_order::as_given}.fit(std::move(maker).make()).sample(8000, {.seed = 1});
  for (const double from : {0.1, 0.5, 0.8}) {
    double n = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t row = 0; row < made.rows(); ++row) {
      const double x = made.column(0).number(row);
      if (x < from || x >= from + 0.1) continue;
      const double off = made.column(1).number(row) - std::sin(6.0 * x);
      n += 1.0;
      sum += off;
      squares += off * off;
    }
    const double spread = 0.05 + 0.4 * (from + 0.05);
    // A law that ignored the column would have the same spread of about 0.28 everywhere, and a mean of 0.
    EXPECT_NEAR(sum / n, 0.0, 0.25 * spread) << from;
    EXPECT_GT(std::sqrt(squares / n), 0.75 * spread) << from;
    EXPECT_LT(std::sqrt(squares / n), spread + 0.12) << from;
  }
}

TEST(trees, choose_the_kind_of_model_that_rows_call_for) {
  const auto kind_of = [](bool smooth) {
    table_maker maker(4000, 9);
    const auto a = maker.numbers("a", [](std::size_t, auto& draws) { return draws.uniform(); });
    maker.numbers("y", [&](std::size_t row, auto& draws) {
      // A narrow ridge that cells are too coarse for; or two branches that no mean lies on.
      if (smooth) return 10.0 * a[row] + 0.01 * normal_of(draws);
      return (draws.uniform() < 0.5 ? 1.0 : -1.0) * (1.0 + a[row]) + 0.01 * normal_of(draws);
    });
    const auto model = trees<>{.order = visit_order::as_given}.fit(std::move(maker).make());
    const tree_column& column = model.core().columns()[1];
    return std::holds_alternative<mean_law>(std::get<number_law>(column.law));
  };
  EXPECT_TRUE(kind_of(true));
  EXPECT_FALSE(kind_of(false));
}

TEST(trees, make_the_same_rows_on_any_number_of_threads_and_in_any_pieces) {
  const table data = test::mixed_table(1500);
  const auto model = trees<>{}.fit(data, {.seed = 3});
  const table all = model.sample(700, {.seed = 5});
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const auto again = trees<>{}.fit(data, {.seed = 3, .executor = pool});
    EXPECT_EQ(again.fingerprint(), model.fingerprint()) << threads;
    EXPECT_EQ(test::bytes_of(again.sample(700, {.seed = 5, .executor = pool})), test::bytes_of(all)) << threads;
  }
  EXPECT_EQ(
      test::bytes_of(model.sample(600, {.seed = 5})) + test::bytes_of(model.sample(100, {.seed = 5, .first_row = 600})),
      test::bytes_of(all));
}

TEST(trees, keep_to_conditions) {
  const auto model = trees<>{}.fit(test::mixed_table(1500));
  const table made = model.sample(200, {.seed = 1, .given = where("colour") == "blue" && where("age") >= 40});
  for (std::size_t row = 0; row < made.rows(); ++row) {
    EXPECT_EQ(made.column("colour").text(row), "blue");
    EXPECT_GE(made.column("age").number(row), 40.0);
  }
}

TEST(trees, fit_the_smallest_tables) {
  for (const std::size_t rows : {1U, 2U, 5U, 30U}) {
    const table made = trees<>{}.fit(test::mixed_table(rows)).sample(50, {.seed = 1});
    EXPECT_EQ(made.rows(), 50U);
  }
}

TEST(trees, learn_from_a_part_of_many_rows) {
  const table data = test::mixed_table(3000);
  const table made = trees<>{.max_rows = 500}.fit(data).sample(2000, {.seed = 1});
  double members = 0.0;
  for (std::size_t row = 0; row < made.rows(); ++row) members += made.column("member").number(row);
  EXPECT_NEAR(members / 2000.0, 0.2, 0.08);  // four standard errors of a share of 500 rows are 0.07
  EXPECT_THROW((void)trees<>{.max_rows = 0}.fit(data), invalid_option);
}

TEST(trees, take_any_of_their_policies) {
  const table data = test::mixed_table(400);
  EXPECT_EQ(trees<single_tree>{}.fit(data).sample(10).rows(), 10U);
  EXPECT_EQ(trees<boosted_classes>{}.fit(data).sample(10).rows(), 10U);
  EXPECT_EQ(trees<boosted_mean>{}.fit(data).sample(10).rows(), 10U);
}

}  // namespace
}  // namespace standin
