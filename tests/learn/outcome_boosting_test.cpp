// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/learn/outcome_boosting.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <learn/learning_case.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace standin {
namespace {

struct coded_case {
  learning_case data;
  binned_table table;
  std::vector<std::uint32_t> columns{0, 1, 2, 3, 4};
  std::vector<std::uint32_t> rows;

  explicit coded_case(std::size_t n, std::uint64_t seed = 1) : data(n, seed) {
    const plain_table plain = data.columns.table();
    table = binning(plain).apply(plain);
    for (std::uint32_t row = 0; row < n; ++row) rows.push_back(row);
  }

  [[nodiscard]] std::vector<float> probabilities(const outcome_trees& trees, std::uint32_t row) const {
    std::vector<float> out(trees.outcomes());
    trees.probabilities([&](std::size_t column) { return table.column(column)[row]; }, out);
    return out;
  }
};

// The outcome's true log-loss is known row by row; a fit from 8 000 rows comes within a tenth of it, where the prior
// alone loses a third.
TEST(boost_outcomes, comes_close_to_the_loss_of_the_true_probabilities) {
  const coded_case learned(8000);
  std::vector<std::uint32_t> outcomes(learned.data.outcome.begin(), learned.data.outcome.end());
  const boosted_outcomes fit =
      boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 2}, {});
  double truth = 0.0;
  double share = 0.0;
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    const double p = learned.data.probability[row];
    truth -= outcomes[row] == 1 ? std::log(p) : std::log(1.0 - p);
    share += outcomes[row];
  }
  truth /= 8000.0;
  share /= 8000.0;
  const double prior = -share * std::log(share) - (1.0 - share) * std::log(1.0 - share);
  EXPECT_GT(prior, 1.15 * truth);
  EXPECT_LT(fit.loss, 1.1 * truth);
  EXPECT_GT(fit.loss, 0.8 * truth);  // held-out rows: no fit beats the truth by more than their number allows
}

TEST(boost_outcomes, gives_probabilities) {
  const coded_case learned(2000);
  const boosted_outcomes fit =
      boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = learned.data.classes, .count = 4}, {});
  for (const std::uint32_t row : {0U, 17U, 1999U}) {
    float sum = 0.0F;
    for (const float p : learned.probabilities(fit.trees, row)) {
      EXPECT_GT(p, 0.0F);
      sum += p;
    }
    EXPECT_NEAR(sum, 1.0F, 1e-5F);
  }
}

/// Cells of equal probability of `values`, and the cell of each row.
std::vector<std::uint32_t> cells_of(std::span<const double> values, std::uint32_t cells) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> out;
  for (const double value : values) {
    const auto below = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
    out.push_back(static_cast<std::uint32_t>(below * cells / values.size()));
  }
  return out;
}

TEST(boost_outcomes, learns_ordered_outcomes_better_when_it_knows_their_places) {
  const coded_case learned(4000);
  constexpr std::uint32_t cells = 64;
  const std::vector<std::uint32_t> outcomes = cells_of(learned.data.values, cells);
  std::vector<double> places(cells);
  for (std::uint32_t k = 0; k < cells; ++k) places[k] = (k + 0.5) / cells;
  const auto loss = [&](std::span<const double> known) {
    return boost_outcomes(learned.table, learned.columns, learned.rows,
                          {.outcomes = outcomes, .count = cells, .places = known}, {})
        .loss;
  };
  EXPECT_LT(loss(places), loss({}) - 0.05);
}

TEST(boost_outcomes, finds_nothing_in_noise) {
  const coded_case learned(3000);
  std::vector<std::uint32_t> outcomes;
  random::stream draws({.seed = 5}, random::purpose::sample, 0);
  for (std::size_t row = 0; row < 3000; ++row) outcomes.push_back(static_cast<std::uint32_t>(draws() % 3));
  const boosted_outcomes fit =
      boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 3}, {});
  EXPECT_NEAR(fit.loss, std::log(3.0), 0.01);  // of three equal outcomes nobody can know more
  EXPECT_LT(fit.trees.trees().size(), 12U);    // it stops after ten rounds in vain, and keeps what helped by chance
}

TEST(boost_outcomes, is_not_led_astray_by_a_predictor_of_many_levels_that_says_nothing) {
  constexpr std::uint32_t rows = 8000;
  binned_table table(rows, {9, 251}, {true, false});
  std::vector<std::uint32_t> outcomes;
  std::vector<std::uint32_t> all;
  random::stream draws({.seed = 6}, random::purpose::sample, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto x = static_cast<std::uint8_t>(1 + draws() % 8);
    table.column(0)[row] = x;
    table.column(1)[row] = static_cast<std::uint8_t>(1 + draws() % 250);
    outcomes.push_back(draws.uniform() < 0.3 + 0.05 * x ? 1 : 0);
    all.push_back(row);
  }
  const auto loss = [&](std::vector<std::uint32_t> predictors) {
    return boost_outcomes(table, predictors, all, {.outcomes = outcomes, .count = 2}, {}).loss;
  };
  // Of the 0.02 nats that the first column is worth, no more than a tenth is lost to the second.
  EXPECT_LT(loss({0, 1}), loss({0}) + 0.002);
}

TEST(boost_outcomes, learns_from_the_rows_that_were_held_out_too_where_outcomes_are_few) {
  const coded_case learned(4000);
  const std::vector<std::uint32_t> outcomes(learned.data.outcome.begin(), learned.data.outcome.end());
  const auto fit = [&](std::size_t refit) {
    return boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 2},
                          {.held_out = 0.4, .refit = refit});
  };
  const auto error = [&](const outcome_trees& trees) {
    double squares = 0.0;
    for (const std::uint32_t row : learned.rows) {
      const double off = static_cast<double>(learned.probabilities(trees, row)[1]) - learned.data.probability[row];
      squares += off * off;
    }
    return squares / 4000.0;
  };
  const boosted_outcomes once = fit(0);
  const boosted_outcomes twice = fit(2);
  EXPECT_EQ(once.trees.trees().size(), twice.trees.trees().size());
  EXPECT_EQ(once.loss, twice.loss);
  // Squared errors of probabilities fall like 1 / rows: 2 400 and 4 000 of them.
  EXPECT_LT(error(twice.trees), 0.85 * error(once.trees));
}

TEST(boost_outcomes, gives_the_same_trees_on_any_number_of_threads) {
  const coded_case learned(3000);
  const auto bits = [&](executor_ref on) {
    std::vector<double> all;
    boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = learned.data.classes, .count = 4}, {},
                   {.draws = {.seed = 3}, .executor = on})
        .trees.parameters([&](double p) { all.push_back(p); });
    return all;
  };
  const std::vector<double> alone = bits({});
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    EXPECT_EQ(bits(pool), alone) << threads;
  }
}

TEST(boost_outcomes, refuses_what_does_not_fit) {
  const coded_case learned(100);
  const std::vector<std::uint32_t> outcomes(100, 1);
  EXPECT_THROW(
      (void)boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 1}, {}),
      data_error);
  EXPECT_THROW(
      (void)boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 0}, {}),
      invalid_option);
  EXPECT_THROW((void)boost_outcomes(learned.table, learned.columns, std::vector<std::uint32_t>{100},
                                    {.outcomes = outcomes, .count = 2}, {}),
               data_error);
  EXPECT_THROW((void)boost_outcomes(learned.table, learned.columns, learned.rows,
                                    {.outcomes = std::span(outcomes).first(5), .count = 2}, {}),
               data_error);
  EXPECT_THROW((void)boost_outcomes(learned.table, learned.columns, learned.rows, {.outcomes = outcomes, .count = 2},
                                    {.learning_rate = 0.0}),
               invalid_option);
}

TEST(grow_tree, splits_vectors_by_the_squared_distance_that_it_saves) {
  // Eight rows of two groups, told apart by the second column alone; the first value says nothing.
  binned_table table(8, {3, 3}, {true, true});
  std::vector<vector_target::value> values;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < 8; ++row) {
    table.column(0)[row] = static_cast<std::uint8_t>(1 + row % 2);
    table.column(1)[row] = static_cast<std::uint8_t>(1 + row / 4);
    values.push_back({0.5F, row < 4 ? -1.0F : 1.0F});
    rows.push_back(row);
  }
  const grown_tree grown = grow_tree(table, std::vector<std::uint32_t>{0, 1}, rows,
                                     vector_target{.values = values, .width = 2}, {.max_leaves = 2, .min_leaf = 1});
  ASSERT_EQ(grown.tree.leaves(), 2U);
  EXPECT_EQ(grown.tree.nodes().front().column, 1U);
  // Sums of squares over rows: (4 * 0.5)^2 / 4 + (4 * 1)^2 / 4 on each side, (8 * 0.5)^2 / 8 + 0 before: 10 - 2.
  EXPECT_NEAR(grown.tree.nodes().front().gain, 8.0F, 1e-3F);
}

}  // namespace
}  // namespace standin
