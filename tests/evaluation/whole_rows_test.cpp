// SPDX-License-Identifier: MIT
/// \file
/// Metrics that train models or compare rows with rows: each sees the fault that it is for, and is quiet on fresh rows.
#include <evaluation/faults.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/evaluation/gate.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/shuffle.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace standin {
namespace {

std::vector<finding> run_all(const table& train, const table& holdout, const table& synthetic,
                             const std::string& target, executor_ref on = {}, std::size_t resamples = 50) {
  return suite<two_sample_test<>, two_sample_test<logistic_regression>, neighbour_test, predictive_utility<>,
               predictive_utility<linear_models>, exact_copies, closest_record, membership_inference>{}
      .run({.train = train,
            .holdout = table_view(holdout),
            .synthetic = synthetic,
            .target = target,
            .seed = 3,
            .resamples = resamples,
            .executor = on});
}

const score& figure(const std::vector<finding>& found, const std::string& name) {
  for (const finding& f : found) {
    if (f.metric == name) return f.result;
  }
  throw std::runtime_error("no " + name);
}

TEST(whole_rows, fresh_rows_of_the_law_are_told_from_nothing) {
  const auto found = run_all(law(1, 0, 2000), law(1, 1, 2000), law(1, 2, 2000), "answer");
  // Five standard errors of an area between 2 000 and 2 000 rows are 0.046, of a share of 2 000 rows 0.056.
  for (const char* name : {"c2st boosting", "c2st boosting (holdout)", "c2st logistic", "membership auc"}) {
    EXPECT_NEAR(figure(found, name).value, 0.5, 0.05) << name;
    EXPECT_EQ(figure(found, name).ideal, 0.5);
    EXPECT_NEAR(figure(found, name).baseline, 0.5, 0.06) << name;
  }
  EXPECT_NEAR(figure(found, "c2st neighbours").value, 0.5, 0.05);
  EXPECT_NEAR(figure(found, "dcr share").value, 0.5, 0.06);
  EXPECT_NEAR(figure(found, "dcr share").baseline, 0.5, 0.06);
  EXPECT_EQ(figure(found, "identical rows").value, 0.0);
  EXPECT_NEAR(figure(found, "tstr boosting").value, figure(found, "tstr boosting").baseline, 0.05);
  EXPECT_LT(figure(found, "membership tpr").value, 0.04);
}

TEST(whole_rows, lost_dependence_is_seen_by_boosting_and_by_utility) {
  const table train = law(1, 0, 2000);
  const auto found = run_all(train, law(1, 1, 2000), independent_columns(train, 5), "answer");
  EXPECT_GT(figure(found, "c2st boosting (holdout)").lower, 0.9);
  EXPECT_NE(figure(found, "c2st boosting").note.find("told apart by "), std::string::npos);
  EXPECT_GT(figure(found, "c2st neighbours").value, 0.6);
  EXPECT_LT(figure(found, "tstr boosting").upper, figure(found, "tstr boosting").ideal);
  EXPECT_LT(figure(found, "tstr linear").upper, figure(found, "tstr linear").ideal);
}

TEST(whole_rows, a_shifted_column_is_seen_by_a_line_and_named) {
  const table train = law(1, 0, 2000);
  table shifted = law(1, 2, 2000);
  std::vector<column> columns = table(shifted).release();
  for (double& z : columns[2].cells<double>()) z += 3.0;
  shifted = table(train.schema(), std::move(columns));
  const auto found = run_all(train, law(1, 1, 2000), shifted, "answer");
  EXPECT_GT(figure(found, "c2st logistic").lower, 0.9);
  EXPECT_EQ(figure(found, "c2st boosting").note.rfind("told apart by z (", 0), 0U)
      << figure(found, "c2st boosting").note;
}

TEST(whole_rows, copied_rows_are_seen_by_the_figures_of_privacy) {
  const table train = law(1, 0, 2000);
  const auto found = run_all(train, law(1, 1, 2000), resampled(train, 5), "answer");
  EXPECT_EQ(figure(found, "identical rows").value, 1.0);
  EXPECT_GT(figure(found, "dcr share").lower, 0.95);
  EXPECT_GT(figure(found, "nearest is train").lower, 0.95);
  EXPECT_EQ(figure(found, "dcr median").value, 0.0);
  EXPECT_GT(figure(found, "membership auc").lower, 0.7);
  EXPECT_GT(figure(found, "membership tpr").lower, 0.5) << "63 % of the rows are in a resample";
  EXPECT_LT(figure(found, "c2st neighbours").value, 0.45);
  EXPECT_LT(figure(found, "c2st boosting").value, 0.5) << "copies stand in both samples";
}

/// The table with one kind in all rows.
table of_kind(const table& from, char kind) {
  std::vector<column> columns = table(from).release();
  columns[3] = letters(std::string(from.rows(), kind)).cells();
  return {from.schema(), std::move(columns)};
}

// Levels that train hasn't are as far from each other as any two: if they were one, the holdout's would look near to
// those of synthetic rows, and copies would hide behind that.
TEST(whole_rows, copies_do_not_hide_behind_levels_that_train_lacks) {
  const table train = law(1, 0, 2000);
  const auto found = run_all(train, of_kind(law(1, 1, 2000), 'o'), of_kind(train, 'z'), "income");
  EXPECT_GT(figure(found, "dcr share").lower, 0.95);
  EXPECT_GT(figure(found, "membership auc").lower, 0.7);
}

TEST(whole_rows, a_collapsed_mode_is_seen_by_the_neighbours) {
  const table train = law(1, 0, 2000);
  std::vector<std::size_t> rows(2000);
  const table fresh = law(1, 2, 2000);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i % 20;
  const auto found = run_all(train, law(1, 1, 2000), to_table(table_view(fresh).select_rows(rows)), "income");
  EXPECT_GT(figure(found, "c2st neighbours").lower, 0.8);
  EXPECT_LT(figure(found, "tstr boosting").upper, figure(found, "tstr boosting").ideal);
}

TEST(whole_rows, numbers_and_several_classes_can_be_predicted_too) {
  const auto number = run_all(law(1, 0, 2000), law(1, 1, 2000), law(1, 2, 2000), "income");
  // 3 x has a variance of 0.75, the noise of 1/12: R² is near 0.9.
  EXPECT_GT(figure(number, "tstr boosting").value, 0.85);
  EXPECT_EQ(figure(number, "tstr boosting").note, "R² of income");
  const auto kind = run_all(law(1, 0, 2000), law(1, 1, 2000), law(1, 2, 2000), "kind");
  EXPECT_GT(figure(kind, "tstr boosting").value, 0.45);  // nothing tells of the rare level, which is one of four
  EXPECT_EQ(figure(kind, "tstr boosting").note, "macro F1 of kind");
  EXPECT_NEAR(figure(kind, "trts boosting").value, figure(kind, "trts boosting").ideal, 0.08);
}

TEST(whole_rows, figures_are_the_same_on_any_number_of_threads) {
  const table train = law(1, 0, 700);
  const table holdout = law(1, 1, 500);
  const table synthetic = law(1, 2, 600);
  const auto alone = run_all(train, holdout, synthetic, "answer", {}, 20);
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const auto found = run_all(train, holdout, synthetic, "answer", pool, 20);
    ASSERT_EQ(found.size(), alone.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].result.value, alone[i].result.value) << found[i].metric;
      EXPECT_EQ(found[i].result.lower, alone[i].result.lower) << found[i].metric;
      EXPECT_EQ(found[i].result.note, alone[i].result.note);
    }
  }
}

TEST(whole_rows, figures_without_what_they_need_are_refused) {
  const table train = law(1, 0, 300);
  const auto found = full_suite{}.run({.train = train, .synthetic = train, .seed = 1, .resamples = 0});
  for (const char* name : {"c2st boosting (holdout)", "tstr boosting", "trts tree", "dcr share", "membership tpr"}) {
    EXPECT_EQ(figure(found, name).status, status::refused) << name;
    EXPECT_NE(figure(found, name).note.find("needs "), std::string::npos);
    EXPECT_TRUE(std::isnan(figure(found, name).value));
  }
  EXPECT_EQ(figure(found, "identical rows").value, 1.0);
}

TEST(whole_rows, too_few_rows_are_refused_and_none_are_answered) {
  for (const std::size_t rows : {0U, 1U, 2U, 30U, 120U}) {
    for (const std::size_t others : {0U, 1U, 120U}) {
      const auto found = run_all(law(1, 0, rows), law(1, 1, others), law(1, 2, 40), "answer", {}, 5);
      for (const finding& f : found) {
        EXPECT_TRUE(f.result.status == status::ok || !f.result.note.empty()) << f.metric;
      }
      EXPECT_NE(figure(found, "c2st boosting").status, status::ok);
    }
  }
}

TEST(whole_rows, odd_columns_get_an_answer_or_a_sentence) {
  const std::size_t rows = 300;
  const auto odd = [&](std::uint64_t side, const std::string& constant) {
    std::vector<double> empty(rows, none), same(rows, 4.0);
    std::vector<std::string> many, unseen;
    for (std::size_t i = 0; i < rows; ++i) {
      many.push_back("level " + std::to_string(i / 2 + side * 1000));
      unseen.push_back(side == 2 && i < 50 ? "new" : "old");
    }
    const table some = law(1, side, rows);
    return table_of({{"x", test_column(column_kind::numeric, some.stored(0))},
                     {"empty", numbers(empty)},
                     {"same", numbers(same)},
                     {"many", levels(many)},
                     {"unseen", levels(unseen)},
                     {"constant", letters(std::string(rows, constant[0]))}});
  };
  const table train = odd(0, "a");
  for (const char* target : {"constant", "same", "empty", "many", "unseen", "x"}) {
    const auto found = run_all(train, odd(1, "a"), odd(2, "b"), target, {}, 5);
    const score& tstr = figure(found, "tstr boosting");
    if (std::string(target) != "x") {
      EXPECT_NE(tstr.status, status::ok) << target;
      EXPECT_FALSE(tstr.note.empty());
    } else {
      EXPECT_EQ(tstr.status, status::ok);
    }
    EXPECT_EQ(figure(found, "dcr share").status, status::ok);
  }
}

TEST(whole_rows, a_holdout_that_is_train_is_said_loudly) {
  const table train = law(1, 0, 500);
  const auto found = run_all(train, train, law(1, 2, 500), "answer", {}, 5);
  EXPECT_NE(figure(found, "identical rows").note.find("it is no holdout"), std::string::npos);
  EXPECT_EQ(figure(found, "identical rows").status, status::ok) << "it needs no holdout";
  EXPECT_TRUE(std::isnan(figure(found, "identical rows").ideal));
  EXPECT_TRUE(std::isnan(figure(found, "identical rows").baseline));
  for (const char* name : {"dcr share", "nearest is train", "dcr median", "dcr 5th percentile", "nndr 5th percentile",
                           "membership auc", "membership tpr"}) {
    EXPECT_EQ(figure(found, name).status, status::refused) << name;
    EXPECT_TRUE(std::isnan(figure(found, name).value)) << name;
    EXPECT_NE(figure(found, name).note.find("it is no holdout"), std::string::npos) << name;
  }
}

// What is drawn from the law again must not be told from it: of 60 seeds about 3 lie above a 95 % interval's
// upper half by chance alone, and more than 10 with a probability below 0.001.
TEST(whole_rows, intervals_hold_the_ideal_on_fresh_rows) {
  std::size_t share = 0;
  std::size_t member = 0;
  std::size_t neighbours = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const table train = law(seed, 0, 400);
    const table holdout = law(seed, 1, 400);
    const table fresh = law(seed, 2, 400);
    const comparison tables{.train = train, .holdout = table_view(holdout), .synthetic = fresh, .seed = seed};
    const auto dcr = closest_record{}.compare(tables);
    if (dcr[0].result.lower > 0.5 || dcr[0].result.upper < 0.5) ++share;
    const auto attack = membership_inference{}.compare(tables);
    if (attack[0].result.lower > 0.5 || attack[0].result.upper < 0.5) ++member;
    const auto near = neighbour_test{}.compare(tables);
    if (near[0].result.lower > 0.5 || near[0].result.upper < 0.5) ++neighbours;
  }
  EXPECT_LE(share, 10U);
  EXPECT_LE(member, 10U);
  EXPECT_LE(neighbours, 10U);
}

TEST(gate, reads_a_figure_and_a_number) {
  const gate read = parse_gate("bivariate=0.97", gate_side::under);
  EXPECT_EQ(read.figure, "bivariate");
  EXPECT_EQ(read.limit, 0.97);
  for (const char* bad : {"", "bivariate", "=0.5", "x=", "x=abc", "x=0.5 ", "x=nan", "x=1e999"}) {
    EXPECT_THROW(static_cast<void>(parse_gate(bad, gate_side::over)), invalid_option) << bad;
  }
}

TEST(gate, fails_beyond_the_limit_and_without_a_figure) {
  report of;
  of.summaries = {{.metric = "dcr share", .value = 0.54}, {.metric = "tstr", .status = status::refused}};
  of.findings = {{.metric = "tstr", .result = {.status = status::refused, .note = "needs a target"}}};
  EXPECT_FALSE(failure_of(of, parse_gate("dcr_share=0.54", gate_side::over)));
  EXPECT_EQ(failure_of(of, parse_gate("dcr_share=0.53", gate_side::over)), "dcr share is 0.54, over 0.53");
  EXPECT_EQ(failure_of(of, parse_gate("dcr=0.6", gate_side::under)), "dcr share is 0.54, under 0.6");
  EXPECT_EQ(failure_of(of, parse_gate("tstr=0.6", gate_side::under)), "tstr has no figure: needs a target");
  EXPECT_THROW(static_cast<void>(failure_of(of, parse_gate("other=0.6", gate_side::under))), invalid_option);
}

}  // namespace
}  // namespace standin
