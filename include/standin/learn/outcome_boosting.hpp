// SPDX-License-Identifier: MIT
/// \file
/// The distribution of one of many outcomes, by boosted trees that serve all of them at once.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/detail/outcome_lanes.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/learn/learner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// How `boost_outcomes` learns.
struct outcome_boosting_options {
  std::size_t rounds = 400;  ///< at most; each grows one tree
  double learning_rate = 0.1;
  std::size_t max_leaves = 24;
  std::size_t min_leaf = 30;  ///< rows that a tree sees
  double l2 = 1.0;            ///< rows' worth of curvature that holds back the step of each outcome in a leaf
  double column_share = 0.5;  ///< of the predictors that a tree may ask about
  double row_share = 1.0;     ///< of the rows that a tree grows on
  std::size_t patience = 10;  ///< rounds without gain on held-out rows before stopping
  double held_out = 0.15;     ///< share of the rows that decide when to stop, 5 000 rows at most
  std::size_t refit = 7;      ///< outcomes up to which the rounds that those rows chose are repeated on all rows
};

/// The softmax of a prior and a sum of trees whose leaves hold a value for each outcome. Immutable.
class outcome_trees {
 public:
  outcome_trees() = default;
  /// \param prior   log-probabilities without any predictor, one an outcome
  /// \param values  for each tree leaves × outcomes, leaf after leaf, each `rounded`
  outcome_trees(std::vector<float> prior, std::vector<histogram_tree> trees, std::vector<std::vector<float>> values)
      : prior_(std::move(prior)), trees_(std::move(trees)), values_(std::move(values)) {}

  [[nodiscard]] std::size_t outcomes() const noexcept { return prior_.size(); }
  [[nodiscard]] std::span<const float> prior() const noexcept { return prior_; }
  [[nodiscard]] std::span<const histogram_tree> trees() const noexcept { return trees_; }
  [[nodiscard]] std::span<const float> values(std::size_t tree) const noexcept { return values_[tree]; }

  /// The probabilities of a row whose code in column j is `code_of(j)`, `out` as long as there are outcomes.
  template <class CodeOf>
  void probabilities(CodeOf&& code_of, std::span<float> out) const {
    const std::size_t n = prior_.size();
    for (std::size_t k = 0; k < n; ++k) out[k] = prior_[k];
    for (std::size_t t = 0; t < trees_.size(); ++t) {
      detail::add_row(out.data(), values_[t].data() + std::size_t{trees_[t].leaf(code_of)} * n, n);
    }
    to_probabilities(out);
  }

  /// Values of leaves are multiples of this, which is below anything that rows can tell.
  static constexpr float unit = 0x1p-12F;
  [[nodiscard]] static float rounded(float value) noexcept {
    return static_cast<float>(static_cast<std::int32_t>(value / unit + (value < 0.0F ? -0.5F : 0.5F))) * unit;
  }

  /// Turns log-probabilities, up to a constant, into probabilities.
  STANDIN_LAZY static void to_probabilities(std::span<float> scores) noexcept;

  /// Calls `visitor(double)` for all that is known.
  void parameters(auto&& visitor) const {
    for (const float p : prior_) visitor(static_cast<double>(p));
    for (std::size_t t = 0; t < trees_.size(); ++t) {
      trees_[t].parameters(visitor);
      for (const float v : values_[t]) visitor(static_cast<double>(v));
    }
  }

 private:
  std::vector<float> prior_{};
  std::vector<histogram_tree> trees_{};
  std::vector<std::vector<float>> values_{};
};

/// What was learned, and how well it does on the rows that were held out.
struct boosted_outcomes {
  outcome_trees trees{};
  double loss = 0.0;  ///< mean of −log probability of what happened, in nats, over held-out rows; of the shares alone
                      ///< where there are none
};

/// Outcomes to be learned.
struct outcome_target {
  std::span<const std::uint32_t> outcomes{};  ///< one for each row of the table; those of other rows aren't looked at
  std::uint32_t count = 0;                    ///< outcomes are below it
  std::span<const double> places{};           ///< of ordered outcomes each one's place in (0, 1), rising; else empty
};

/// Boosts the log-loss of outcomes, one tree a round for all outcomes together.
///
/// A tree's questions are chosen for at most seven combinations of the outcomes' gradients: all of them where there are
/// so few, random signs where there are more, and cosines along the places where outcomes are ordered. Its leaves hold
/// a Newton step for every outcome; in most rounds those of ordered outcomes are averaged with their neighbours', over
/// widths that vary from round to round, so that a shift of the whole distribution is learned at once and a spike too.
/// Where outcomes are few, the rounds that held-out rows chose are repeated on all rows: it costs little there, and
/// what the table is often for is learned from all of it. Costs O(rounds × rows × (predictors + outcomes)); the same
/// bits on any number of threads. Source: Friedman, "Greedy function approximation" (2001); Iosipoi and Vakhrushev,
/// "SketchBoost", NeurIPS 2022, for choosing trees by combinations.
///
/// \param columns  of the table, the predictors
/// \param rows     of the table, those to learn from
/// \throws invalid_option  where an option is out of range
/// \throws data_error      where sizes don't fit or an outcome is not below `count`
STANDIN_LAZY [[nodiscard]] boosted_outcomes boost_outcomes(
    const binned_table& table, std::span<const std::uint32_t> columns, std::span<const std::uint32_t> rows,
    const outcome_target& target, const outcome_boosting_options& options, const learning_context& context = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/outcome_boosting.ipp>
#endif
