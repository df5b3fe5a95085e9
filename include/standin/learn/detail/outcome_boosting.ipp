// SPDX-License-Identifier: MIT
/// \file
/// The rounds of `boost_outcomes`.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/core/wide_vectors.hpp>
#include <standin/learn/detail/held_out_rows.hpp>
#include <standin/learn/detail/outcome_lanes.hpp>
#include <standin/learn/detail/scored_rows.hpp>
#include <standin/learn/outcome_boosting.hpp>
#include <standin/stats/principal_axis.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// The state of the rounds.
template <int = 0>
class outcome_boosting_run {
 public:
  outcome_boosting_run(const binned_table& table, std::span<const std::uint32_t> columns, const outcome_target& target,
                       const outcome_boosting_options& options, const learning_context& context)
      : table_(table),
        columns_(columns),
        target_(target),
        options_(options),
        count_(target.count),
        width_(count_ == 2 ? 1 : std::min<std::size_t>(count_, vector_target::most)),
        draws_(context.draws, random::purpose::initialise, 0),
        executor_(context.executor) {}

  [[nodiscard]] boosted_outcomes run(std::span<const std::uint32_t> rows, random::source draws) {
    hold_out(rows, draws);
    learn_prior(rows);
    boosted_outcomes out;
    if (count_ < 2 || columns_.empty() || learn_rows_.size() < 2 * options_.min_leaf) {
      out.loss = loss_of_prior();
      out.trees = outcome_trees(prior_, {}, {});
      return out;
    }
    held_ = scored_rows<>(table_, columns_, std::move(held_rows_), prior_);
    learn_from(std::move(learn_rows_));

    const bool stops = !held_.rows().empty();
    double least = stops ? held_.loss(target_.outcomes) : loss_of_prior();
    std::size_t best = 0;
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      const bool grew = grow_round();
      if (!grew && round >= 8) break;
      if (!stops) {
        best = trees_.size();
        continue;
      }
      const double now = held_.loss(target_.outcomes);
      if (now < least - 1e-6) {
        least = now;
        best = trees_.size();
      } else if (trees_.size() - best >= options_.patience) {
        break;
      }
    }
    trees_.resize(best);
    values_.resize(best);
    if (stops && count_ <= options_.refit) repeat(rows, best);
    out.loss = least;
    out.trees = outcome_trees(std::move(prior_), std::move(trees_), std::move(values_));
    return out;
  }

 private:
  /// Begins at the prior.
  void learn_from(std::vector<std::uint32_t> rows) {
    learn_ = scored_rows<>(table_, columns_, std::move(rows), prior_);
    stride_ = learn_.stride();
    weights_.resize(learn_.points() * stride_);
    scales_.resize(learn_.points());
    means_.resize(learn_.points());
    leaf_of_.resize(learn_.points());
    vectors_.assign(table_.rows(), {});
    point_of_.resize(table_.rows());
    for (std::size_t i = 0; i < learn_.rows().size(); ++i) point_of_[learn_.rows()[i]] = learn_.point(i);
  }

  /// So many rounds from the beginning, on all rows.
  void repeat(std::span<const std::uint32_t> rows, std::size_t rounds) {
    trees_.clear();
    values_.clear();
    held_ = scored_rows<>(table_, columns_, {}, prior_);
    learn_from({rows.begin(), rows.end()});
    for (std::size_t round = 0; round < rounds; ++round) static_cast<void>(grow_round());
  }

  void hold_out(std::span<const std::uint32_t> rows, random::source draws) {
    constexpr double enough = 5000.0;
    auto wanted = static_cast<std::size_t>(std::min(options_.held_out * static_cast<double>(rows.size()), enough));
    if (rows.size() < 40) wanted = 0;
    held_out_rows divided = hold_out_rows(rows, wanted, draws);
    learn_rows_ = std::move(divided.learn);
    held_rows_ = std::move(divided.held);
  }

  /// Half a row for each outcome keeps all of them possible.
  void learn_prior(std::span<const std::uint32_t> rows) {
    std::vector<double> rows_of(count_, 0.5);
    for (const std::uint32_t row : rows) rows_of[target_.outcomes[row]] += 1.0;
    const double all = static_cast<double>(rows.size()) + 0.5 * static_cast<double>(count_);
    prior_.resize(count_);
    for (std::size_t k = 0; k < count_; ++k) prior_[k] = static_cast<float>(std::log(rows_of[k] / all));
  }

  /// What the shares alone lose on held-out rows; without such on the rows that they come from.
  [[nodiscard]] double loss_of_prior() const {
    const std::vector<std::uint32_t>& rows = held_rows_.empty() ? learn_rows_ : held_rows_;
    double sum = 0.0;
    for (const std::uint32_t row : rows) sum -= static_cast<double>(prior_[target_.outcomes[row]]);
    return rows.empty() ? 0.0 : sum / static_cast<double>(rows.size());
  }

  /// What a tree's questions are chosen for: of eight directions the first `width_` count.
  void choose_directions() {
    directions_.assign(stride_, {});
    if (count_ == 2) {
      directions_[1][0] = 1.0F;
    } else if (count_ <= vector_target::most) {
      for (std::size_t k = 0; k < count_; ++k) directions_[k][k] = 1.0F;
    } else {
      constexpr std::size_t cosines = 5;
      for (std::size_t k = 0; k < count_; ++k) {
        for (std::size_t d = 0; d < width_; ++d) {
          const double wave = static_cast<double>(d + 1);
          directions_[k][d] =
              !target_.places.empty() && d < cosines
                  ? static_cast<float>(std::sqrt(2.0 / wave) * std::cos(std::numbers::pi * wave * target_.places[k]))
              : (draws_() >> 63U) != 0 ? 0.378F  // 7^(-1/2): seven of them keep lengths on average
                                       : -0.378F;
        }
      }
    }
  }

  /// The mean of each direction under the weights of a point.
  [[nodiscard]] lanes mean_direction(const float* weights) const noexcept {
    if (count_ > vector_target::most) return weighted_sum(weights, directions_.data(), stride_);
    lanes mean{};
    if (count_ == 2) {
      mean[0] = weights[1];
    } else {
      std::copy_n(weights, count_, mean.begin());
    }
    return mean;
  }

  /// Adds what the newest tree found to all scores, and for the next one finds how each row of the sample differs from
  /// what is known of its point.
  void find_gradients(std::span<const std::uint32_t> sample) {
    on_widest_vectors([&] {
      for (std::size_t p = 0; p < learn_.points(); ++p) {
        if (!values_.empty()) learn_.add(p, leaf_of_[p], values_.back());
        if (times_[p] == 0) continue;
        float* const weights = weights_.data() + p * stride_;
        const float scale = soften(learn_.scores(p), stride_, weights);
        lanes mean = mean_direction(weights);
        for (float& part : mean) part *= scale;
        scales_[p] = scale;
        means_[p] = mean;
      }
      for (const std::uint32_t row : sample) {
        const lanes& mean = means_[point_of_[row]];
        const lanes& own = directions_[target_.outcomes[row]];
        lanes difference;
        for (std::size_t d = 0; d < outcome_lanes; ++d) difference[d] = own[d] - mean[d];
        vectors_[row] = difference;
      }
    });
  }

  /// The gradients' variance along their first principal axis, in which levels are put in order, from a part of the
  /// rows; 0 where no predictor has levels. Gradients are 0 on average.
  [[nodiscard]] double variance_along_axis(std::span<const std::uint32_t> asked,
                                           std::span<const std::uint32_t> sample) const {
    if (std::all_of(asked.begin(), asked.end(), [&](std::uint32_t column) { return table_.ordered(column); }))
      return 0.0;
    constexpr std::size_t enough = 512;
    const std::size_t stride = sample.size() / enough + 1;
    std::vector<double> points;
    for (std::size_t i = 0; i < sample.size(); i += stride) {
      const lanes& of = vectors_[sample[i]];
      points.insert(points.end(), of.begin(), of.begin() + static_cast<std::ptrdiff_t>(width_));
    }
    const std::vector<double> alike(points.size() / width_, 1.0);
    constexpr std::size_t steps = 9;
    double squares = 0.0;
    for (const double place : stats::principal_places(points, alike, stats::widest_coordinate(points, alike), steps))
      squares += place * place;
    return alike.empty() ? 0.0 : squares / static_cast<double>(alike.size());
  }

  [[nodiscard]] std::vector<std::uint32_t> draw_sample() {
    std::vector<std::uint32_t> sample;
    sample.reserve(learn_.rows().size());
    times_.assign(learn_.points(), 0);
    for (std::uint32_t i = 0; i < learn_.rows().size(); ++i)
      if (options_.row_share >= 1.0 || draws_.uniform() < options_.row_share) {
        sample.push_back(learn_.rows()[i]);
        ++times_[learn_.point(i)];
      }
    return sample;
  }

  /// Some trees see all predictors, so that those that count together meet, others a part, so that none hides the rest.
  [[nodiscard]] std::vector<std::uint32_t> draw_columns() {
    std::vector<std::uint32_t> asked;
    const double share = options_.column_share + (1.0 - options_.column_share) * draws_.uniform();
    for (const std::uint32_t column : columns_)
      if (options_.column_share >= 1.0 || draws_.uniform() < share) asked.push_back(column);
    if (asked.empty()) asked.push_back(columns_[draws_() % columns_.size()]);
    return asked;
  }

  /// Whether the new tree asks anything.
  [[nodiscard]] bool grow_round() {
    choose_directions();
    const std::vector<std::uint32_t> sample = draw_sample();
    find_gradients(sample);
    const std::vector<std::uint32_t> asked = draw_columns();
    const double width = target_.places.empty() ? 0.0 : widths[draws_() % widths.size()];
    grown_tree grown = grow_tree(table_, asked, sample, vector_target{vectors_, width_},
                                 {.max_leaves = options_.max_leaves,
                                  .min_leaf = options_.min_leaf,
                                  .l2 = options_.l2,
                                  .level_variance = variance_along_axis(asked, sample)},
                                 executor_);
    const std::size_t leaves = grown.tree.leaves();
    std::fill(leaf_of_.begin(), leaf_of_.end(), unknown);
    for (std::uint32_t leaf = 0; leaf < leaves; ++leaf)
      for (const std::uint32_t row : grown.rows_of(leaf)) leaf_of_[point_of_[row]] = leaf;
    for (std::size_t p = 0; p < learn_.points(); ++p)
      if (leaf_of_[p] == unknown) leaf_of_[p] = learn_.leaf(grown.tree, p);
    std::vector<float> values = steps(sample, leaves, width);
    for (std::size_t p = 0; p < held_.points(); ++p) held_.add(p, held_.leaf(grown.tree, p), values);
    trees_.push_back(std::move(grown.tree));
    values_.push_back(std::move(values));
    return leaves > 1;
  }

  /// Newton steps for each outcome in each leaf, leaf after leaf.
  [[nodiscard]] std::vector<float> steps(std::span<const std::uint32_t> sample, std::size_t leaves, double width) {
    std::vector<float> gradients(leaves * stride_, 0.0F);
    std::vector<float> curvatures(leaves * stride_, 0.0F);
    on_widest_vectors([&] {
      for (std::size_t p = 0; p < learn_.points(); ++p) {
        if (times_[p] == 0) continue;
        take_off_chances(weights_.data() + p * stride_, scales_[p], static_cast<float>(times_[p]), stride_,
                         gradients.data() + leaf_of_[p] * stride_, curvatures.data() + leaf_of_[p] * stride_);
      }
    });
    for (const std::uint32_t row : sample)
      gradients[leaf_of_[point_of_[row]] * stride_ + target_.outcomes[row]] += 1.0F;
    std::vector<float> values(leaves * count_);
    const auto rate = static_cast<float>(options_.learning_rate);
    const auto l2 = static_cast<float>(options_.l2);
    constexpr float longest_step = 4.0F;
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      const std::span<float> gradient(gradients.data() + leaf * stride_, count_);
      const std::span<float> curvature(curvatures.data() + leaf * stride_, count_);
      if (width > 0.0) average(gradient, curvature, width);
      for (std::size_t k = 0; k < count_; ++k)
        values[leaf * count_ + k] =
            outcome_trees::rounded(rate * std::clamp(gradient[k] / (curvature[k] + l2), -longest_step, longest_step));
    }
    return values;
  }

  /// Each outcome's sums together with those of its neighbours, by weights that fall linearly to 0 at `width`.
  void average(std::span<float> gradient, std::span<float> curvature, double width) {
    averaged_.assign(2 * count_, 0.0F);
    for (std::size_t k = 0; k < count_; ++k) {
      const auto take = [&](std::size_t j) {
        const auto weight = static_cast<float>(1.0 - std::abs(target_.places[k] - target_.places[j]) / width);
        if (!(weight > 0.0F)) return false;
        averaged_[k] += weight * gradient[j];
        averaged_[count_ + k] += weight * curvature[j];
        return true;
      };
      for (std::size_t j = k + 1; j-- > 0;)
        if (!take(j)) break;
      for (std::size_t j = k + 1; j < count_; ++j)
        if (!take(j)) break;
    }
    std::copy_n(averaged_.begin(), count_, gradient.begin());
    std::copy_n(averaged_.begin() + static_cast<std::ptrdiff_t>(count_), count_, curvature.begin());
  }

  /// Widths over which ordered outcomes learn together, in turn at random.
  static constexpr std::array<double, 4> widths{0.0, 0.03, 0.1, 0.3};

  const binned_table& table_;
  std::span<const std::uint32_t> columns_;
  const outcome_target& target_;
  const outcome_boosting_options& options_;
  std::size_t count_;
  std::size_t width_;       ///< of the vectors that choose the questions
  std::size_t stride_ = 0;  ///< of a point's scores: count, padded
  random::stream draws_;
  executor_ref executor_;
  std::vector<std::uint32_t> learn_rows_{};
  std::vector<std::uint32_t> held_rows_{};
  std::vector<float> prior_{};
  scored_rows<> learn_{};
  scored_rows<> held_{};
  std::vector<std::uint32_t> point_of_{};  ///< of each row of the table to learn from
  std::vector<lanes> directions_{};        ///< one vector an outcome
  static constexpr std::uint32_t unknown = 0xFFFFFFFFU;
  // Of the points to learn from:
  std::vector<std::uint32_t> times_{};    ///< rows in the newest sample
  std::vector<float> weights_{};          ///< × stride, of outcomes, up to a factor
  std::vector<float> scales_{};           ///< the factor
  std::vector<lanes> means_{};            ///< of the directions
  std::vector<std::uint32_t> leaf_of_{};  ///< in the newest tree
  std::vector<lanes> vectors_{};          ///< of all rows of the table
  std::vector<float> averaged_{};
  std::vector<histogram_tree> trees_{};
  std::vector<std::vector<float>> values_{};
};

}  // namespace detail

STANDIN_LAZY_INLINE void outcome_trees::to_probabilities(std::span<float> scores) noexcept {
  const std::size_t n = scores.size();
  const std::size_t whole = n / detail::outcome_lanes * detail::outcome_lanes;
  float* const s = scores.data();
  const float most = detail::largest(s, n);
  for (std::size_t k = 0; k < n; ++k) s[k] = detail::exp_below_zero(s[k] - most);
  detail::lanes sums{};
  for (std::size_t k = 0; k < whole; k += detail::outcome_lanes)
    for (std::size_t l = 0; l < detail::outcome_lanes; ++l) sums[l] += s[k + l];
  float sum = detail::total(sums);
  for (std::size_t k = whole; k < n; ++k) sum += s[k];
  const float scale = 1.0F / sum;
  for (std::size_t k = 0; k < n; ++k) s[k] *= scale;
}

STANDIN_LAZY_INLINE boosted_outcomes boost_outcomes(const binned_table& table, std::span<const std::uint32_t> columns,
                                                    std::span<const std::uint32_t> rows, const outcome_target& target,
                                                    const outcome_boosting_options& options,
                                                    const learning_context& context) {
  if (target.outcomes.size() != table.rows())
    throw data_error("boosting, outcomes", "found another number than rows", "give one for each row of the table");
  if (target.count == 0) throw invalid_option("boosting, count of outcomes", "found 0", "1 or more will do");
  if (!target.places.empty() && target.places.size() != target.count)
    throw invalid_option("boosting, places", "found " + std::to_string(target.places.size()),
                         "give one for each outcome, or none");
  if (!(options.learning_rate > 0.0) || options.min_leaf == 0 || !(options.l2 > 0.0))
    throw invalid_option("boosting", "found a learning_rate, min_leaf or l2 that is not above 0", "use the defaults");
  if (!(options.learning_rate <= 10.0) || !(options.l2 < 1e9))
    throw invalid_option("boosting", "found a learning_rate or l2 without measure", "use the defaults");
  if (!(options.column_share > 0.0 && options.column_share <= 1.0) ||
      !(options.row_share > 0.0 && options.row_share <= 1.0))
    throw invalid_option("boosting", "found a column_share or row_share that is no share above 0", "use the defaults");
  for (std::size_t k = 0; k < target.places.size(); ++k)
    if (!(target.places[k] > (k == 0 ? 0.0 : target.places[k - 1]) && target.places[k] < 1.0))
      throw invalid_option("boosting, places", "they don't rise within (0, 1)", "give rising ones");
  if (!(options.held_out >= 0.0 && options.held_out < 1.0))
    throw invalid_option("boosting, held_out", "found no share below 1", "0.15 will do");
  for (const std::uint32_t row : rows) {
    if (row >= table.rows())
      throw data_error("boosting, rows", "found row " + std::to_string(row),
                       "the table has " + std::to_string(table.rows()));
    if (target.outcomes[row] >= target.count)
      throw data_error("boosting, outcomes", "found outcome " + std::to_string(target.outcomes[row]),
                       "there are " + std::to_string(target.count));
  }
  detail::outcome_boosting_run run(table, columns, target, options, context);
  return run.run(rows, context.draws);
}

}  // namespace standin::inline v0_1
