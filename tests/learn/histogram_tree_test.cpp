// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>

#include <learn/plain_columns.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace {

std::vector<std::uint32_t> all(std::size_t n) {
  std::vector<std::uint32_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

/// Ten columns of noise, levels and holes, and a target that depends on three of them.
struct sample_case {
  plain_columns columns;
  std::vector<double> target;
  standin::binned_table table;

  explicit sample_case(std::size_t rows) {
    standin::random::stream draws({.seed = 11}, standin::random::purpose::sample, 0);
    target.assign(rows, 0.0);
    for (int j = 0; j < 6; ++j) {
      std::vector<double> values(rows);
      for (double& v : values) v = draws.uniform() < 0.2 ? 0.5 : draws.uniform();
      for (std::size_t i = 0; i < rows; ++i) {
        if (j == 0) target[i] += 3.0 * values[i];
        if (j == 1 && draws.uniform() < 0.3) {
          values[i] = nan_cell;
          target[i] += 2.0;
        }
      }
      columns.numbers(values);
    }
    for (int j = 0; j < 4; ++j) {
      std::vector<std::uint32_t> codes(rows);
      for (std::uint32_t& c : codes) c = static_cast<std::uint32_t>(draws.uniform() * 12.0);
      for (std::size_t i = 0; i < rows; ++i) {
        if (j == 2) target[i] += codes[i] % 3 == 0 ? 1.5 : 0.0;
      }
      columns.levels(codes, 12);
    }
    for (double& y : target) y += draws.uniform();
    table = standin::binning(columns.table()).apply(columns.table());
  }

  [[nodiscard]] std::vector<double> gradient() const {
    std::vector<double> g(target);
    for (double& x : g) x = -x;
    return g;
  }
};

double squared_error(const sample_case& c, const standin::grown_tree& grown) {
  double sum = 0.0;
  for (std::size_t leaf = 0; leaf < grown.tree.leaves(); ++leaf) {
    for (const std::uint32_t row : grown.rows_of(leaf)) sum += std::pow(c.target[row] - grown.values[leaf], 2);
  }
  return sum;
}

TEST(histogram_tree, asks_the_question_that_a_search_over_all_finds) {
  const sample_case c(400);
  const std::vector<double> gradient = c.gradient();
  const standin::grown_tree grown = standin::grow_tree(c.table, all(10), all(400), standin::gradient_target{gradient},
                                                       {.max_leaves = 2, .min_leaf = 5});
  // Every cut of every column of numbers, missing cells on either side, by its definition.
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t j = 0; j < 6; ++j) {
    for (std::size_t cut = 1; cut < c.table.codes(j); ++cut) {
      for (const bool missing_left : {false, true}) {
        double sum[2] = {0.0, 0.0};
        double squares = 0.0;
        std::size_t n[2] = {0, 0};
        for (std::size_t i = 0; i < 400; ++i) {
          const std::uint8_t code = c.table.column(j)[i];
          const std::size_t side = (code == 0 ? missing_left : code <= cut) ? 0 : 1;
          sum[side] += c.target[i];
          squares += c.target[i] * c.target[i];
          ++n[side];
        }
        if (std::min(n[0], n[1]) < 5) continue;
        const double error =
            squares - sum[0] * sum[0] / static_cast<double>(n[0]) - sum[1] * sum[1] / static_cast<double>(n[1]);
        least = std::min(least, error);
      }
    }
  }
  ASSERT_EQ(grown.tree.leaves(), 2U);
  ASSERT_FALSE(grown.tree.nodes()[0].levels);
  EXPECT_NEAR(squared_error(c, grown), least, 1e-9 * least);
}

TEST(histogram_tree, splits_levels_by_their_means) {
  // Levels 1 and 3 have larger targets, which no cut in their order would tell apart.
  plain_columns columns;
  std::vector<std::uint32_t> codes(400);
  std::vector<double> gradient(400);
  for (std::uint32_t i = 0; i < 400; ++i) {
    codes[i] = i % 4;
    gradient[i] = i % 2 == 1 ? -1.0 : 1.0;
  }
  columns.levels(codes, 5);
  const standin::binned_table table = standin::binning(columns.table()).apply(columns.table());
  const standin::grown_tree grown =
      standin::grow_tree(table, all(1), all(400), standin::gradient_target{gradient}, {.min_leaf = 10});
  ASSERT_EQ(grown.tree.leaves(), 2U);
  for (std::size_t leaf = 0; leaf < 2; ++leaf) {
    for (const std::uint32_t row : grown.rows_of(leaf)) EXPECT_EQ(grown.values[leaf], -gradient[row]);
  }
}

// 50 rows each of two levels with -1 and 0, and 8 of each of two levels with 1 and -1: rare ones are told from the
// others unless they have fewer rows than `min_level_rows`, and then stand with the more numerous part of the levels.
TEST(histogram_tree, does_not_tell_levels_of_few_rows_from_others_where_asked) {
  plain_columns columns;
  std::vector<std::uint32_t> codes;
  std::vector<double> gradient;
  for (const auto& [rows, value] : {std::pair{50, -1.0}, std::pair{50, 0.0}, std::pair{8, 1.0}, std::pair{8, -1.0}}) {
    for (int i = 0; i < rows; ++i) {
      codes.push_back(static_cast<std::uint32_t>(gradient.size() < 50    ? 0
                                                 : gradient.size() < 100 ? 1
                                                 : gradient.size() < 108 ? 2
                                                                         : 3));
      gradient.push_back(-value);
    }
  }
  columns.levels(codes, 4);
  const standin::binned_table table = standin::binning(columns.table()).apply(columns.table());
  const auto leaf_of_each = [&](std::size_t least) {
    const standin::grown_tree grown =
        standin::grow_tree(table, all(1), all(codes.size()), standin::gradient_target{gradient},
                           {.min_leaf = 1, .level_smoothing = 0.0, .min_level_rows = least});
    std::vector<std::size_t> leaves;
    for (const std::size_t row : {0U, 50U, 100U, 108U})
      leaves.push_back(grown.tree.leaf([&](std::size_t j) { return table.column(j)[row]; }));
    return leaves;
  };
  const std::vector<std::size_t> apart = leaf_of_each(0);
  EXPECT_EQ(apart[0], apart[3]) << "both have -1";
  EXPECT_NE(apart[1], apart[2]);
  EXPECT_EQ(leaf_of_each(8), apart);
  const std::vector<std::size_t> together = leaf_of_each(9);
  EXPECT_NE(together[0], together[1]);
  EXPECT_EQ(together[2], together[3]) << "both are rare";
}

TEST(histogram_tree, has_every_row_in_the_leaf_that_it_predicts) {
  const sample_case c(3000);
  const std::vector<double> gradient = c.gradient();
  for (const std::size_t max_leaves : {0U, 40U}) {
    const standin::grown_tree grown = standin::grow_tree(
        c.table, all(10), all(3000), standin::gradient_target{gradient}, {.max_leaves = max_leaves, .min_leaf = 13});
    ASSERT_GT(grown.tree.leaves(), 20U);
    if (max_leaves != 0) {
      EXPECT_EQ(grown.tree.leaves(), max_leaves);
    }
    std::vector<std::uint32_t> leaves(3000);
    grown.tree.leaves_of(c.table, 0, leaves);
    std::size_t rows = 0;
    for (std::size_t leaf = 0; leaf < grown.tree.leaves(); ++leaf) {
      EXPECT_GE(grown.rows_of(leaf).size(), 13U);
      EXPECT_TRUE(std::is_sorted(grown.rows_of(leaf).begin(), grown.rows_of(leaf).end()));
      double sum = 0.0;
      for (const std::uint32_t row : grown.rows_of(leaf)) {
        EXPECT_EQ(leaves[row], leaf);
        sum += c.target[row];
        ++rows;
      }
      EXPECT_NEAR(grown.values[leaf], sum / static_cast<double>(grown.rows_of(leaf).size()), 1e-12);
    }
    EXPECT_EQ(rows, 3000U);
  }
}

TEST(histogram_tree, explains_what_can_be_explained) {
  // The noise that is left is uniform on [0, 1): a variance of 1/12 a row, and little more.
  const sample_case c(20'000);
  const std::vector<double> gradient = c.gradient();
  const standin::grown_tree grown = standin::grow_tree(
      c.table, all(10), all(20'000), standin::gradient_target{gradient}, {.max_leaves = 200, .min_leaf = 20});
  EXPECT_NEAR(squared_error(c, grown) / 20'000, 1.0 / 12.0, 0.01);
}

TEST(histogram_tree, is_the_same_for_any_threads_and_any_order_of_rows) {
  const sample_case c(20'000);
  const std::vector<double> gradient = c.gradient();
  std::vector<double> hessian(20'000);
  for (std::size_t i = 0; i < hessian.size(); ++i) hessian[i] = 0.1 + 0.9 * std::abs(std::sin(static_cast<double>(i)));
  std::vector<std::uint32_t> rows = all(20'000);
  const standin::tree_options options{.max_leaves = 63, .min_leaf = 20, .l2 = 1.0};
  const standin::gradient_target target{gradient, hessian};
  const standin::grown_tree expected = standin::grow_tree(c.table, all(10), rows, target, options);
  const auto expect_same = [&](const standin::grown_tree& other) {
    EXPECT_EQ(other.values, expected.values);
    std::vector<std::uint32_t> first(20'000), second(20'000);
    expected.tree.leaves_of(c.table, 0, first);
    other.tree.leaves_of(c.table, 0, second);
    EXPECT_EQ(first, second);
  };
  for (const std::size_t threads : {2U, 5U}) {
    standin::thread_pool pool(threads);
    expect_same(standin::grow_tree(c.table, all(10), rows, target, options, pool));
  }
  std::reverse(rows.begin(), rows.end());
  expect_same(standin::grow_tree(c.table, all(10), rows, target, options));
}

TEST(histogram_tree, sends_missing_cells_where_they_belong) {
  plain_columns columns;
  std::vector<double> values(300);
  std::vector<double> gradient(300);
  for (std::size_t i = 0; i < 300; ++i) {
    values[i] = i % 3 == 0 ? nan_cell : static_cast<double>(i);
    gradient[i] = i % 3 == 0 || i > 200 ? -1.0 : 0.0;  // missing cells are like large values
  }
  columns.numbers(values);
  const standin::binned_table table = standin::binning(columns.table()).apply(columns.table());
  const standin::grown_tree grown =
      standin::grow_tree(table, all(1), all(300), standin::gradient_target{gradient}, {.min_leaf = 1});
  ASSERT_EQ(grown.tree.leaves(), 2U);
  EXPECT_EQ(grown.tree.leaf([](std::size_t) { return standin::missing_code; }), 1U);
  EXPECT_EQ(grown.values, (std::vector<double>{0.0, 1.0}));
}

TEST(histogram_tree, tells_classes_apart_by_either_impurity) {
  const sample_case c(5000);
  std::vector<std::uint8_t> classes(5000);
  for (std::size_t i = 0; i < 5000; ++i) {
    classes[i] = static_cast<std::uint8_t>((c.table.column(8)[i] - 1) % 3 + (c.table.column(0)[i] > 100 ? 1 : 0));
  }
  for (const standin::impurity criterion : {standin::impurity::gini, standin::impurity::entropy}) {
    const standin::grown_tree grown =
        standin::grow_tree(c.table, all(10), all(5000), standin::class_target{classes, 4, criterion},
                           {.min_leaf = 1, .level_smoothing = 1.0});
    for (std::size_t leaf = 0; leaf < grown.tree.leaves(); ++leaf) {
      for (const std::uint32_t row : grown.rows_of(leaf)) {
        ASSERT_EQ(classes[row], classes[grown.rows_of(leaf)[0]]);
      }
    }
    EXPECT_LT(grown.tree.leaves(), 50U);
  }
}

TEST(histogram_tree, leaves_pure_rows_alone) {
  const sample_case c(100);
  const std::vector<double> gradient(100, 0.1);
  EXPECT_EQ(
      standin::grow_tree(c.table, all(10), all(100), standin::gradient_target{gradient}, {.min_leaf = 1}).tree.leaves(),
      1U);
  EXPECT_EQ(standin::grow_tree(c.table, all(10), {}, standin::gradient_target{gradient}, {}).values,
            (std::vector<double>{0.0}));
}

TEST(histogram_tree, refuses_derivatives_that_are_not_finite) {
  const sample_case c(100);
  std::vector<double> gradient(100, 0.1);
  gradient[3] = nan_cell;
  EXPECT_THROW(
      static_cast<void>(standin::grow_tree(c.table, all(10), all(100), standin::gradient_target{gradient}, {})),
      standin::numeric_error);
  gradient[3] = 0.0;
  EXPECT_THROW(
      static_cast<void>(standin::grow_tree(c.table, all(11), all(100), standin::gradient_target{gradient}, {})),
      standin::invalid_option);
}

}  // namespace
