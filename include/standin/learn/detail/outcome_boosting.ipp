// SPDX-License-Identifier: MIT
/// \file
/// The rounds of `boost_outcomes`.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/learn/outcome_boosting.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// exp of a number that is not above 0, to a relative 2⁻²²; steps that every vector unit has, and no call or branch.
[[nodiscard]] inline float exp_below_zero(float x) noexcept {
  // Bits of numbers below 0 rise as they fall: this is max(x, -87).
  const auto bounded = std::bit_cast<float>(std::min(std::bit_cast<std::uint32_t>(x), 0xC2AE0000U));
  const auto whole = static_cast<std::int32_t>(bounded * 1.44269504F - 0.5F);  // rounded, in powers of two
  const auto power = static_cast<float>(whole);
  const float r = (bounded - power * 0.693359375F) + power * 2.12194440e-4F;
  float p = 1.9875691500e-4F;  // the polynomial of Cephes' expf
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  return p * std::bit_cast<float>((whole + 127) * (1 << 23));
}

/// What loops over outcomes go by: rows of scores are padded to so many, for the sake of vector units.
inline constexpr std::size_t outcome_lanes = 8;

/// The state of the rounds.
class outcome_boosting_run {
 public:
  outcome_boosting_run(const binned_table& table, std::span<const std::uint32_t> columns, const outcome_target& target,
                       const outcome_boosting_options& options, const learning_context& context)
      : table_(table),
        columns_(columns),
        target_(target),
        options_(options),
        count_(target.count),
        stride_((count_ + outcome_lanes - 1) / outcome_lanes * outcome_lanes),
        width_(count_ == 2 ? 1 : std::min<std::size_t>(count_, vector_target::most)),
        draws_(context.draws, random::purpose::initialise, 0),
        executor_(context.executor) {}

  [[nodiscard]] boosted_outcomes run(std::span<const std::uint32_t> rows, random::source draws) {
    hold_out(rows, draws);
    learn_prior(rows);
    boosted_outcomes out;
    if (count_ < 2 || columns_.empty() || learn_.size() < 2 * options_.min_leaf) {
      out.loss = held_out_loss();
      out.trees = outcome_trees(prior_, {}, {});
      return out;
    }
    scores_ = prior_rows(learn_.size());
    chances_.resize(learn_.size() * stride_);
    vectors_.assign(table_.rows() * width_, 0.0F);
    place_of_.resize(table_.rows());
    for (std::size_t i = 0; i < learn_.size(); ++i) place_of_[learn_[i]] = static_cast<std::uint32_t>(i);

    double least = held_out_loss();
    std::size_t best = 0;
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      const bool grew = grow_round();
      if (!grew && round >= 8) break;
      if (held_.empty()) {
        best = trees_.size();
        continue;
      }
      const double now = held_out_loss();
      if (now < least - 1e-6) {
        least = now;
        best = trees_.size();
      } else if (trees_.size() - best >= options_.patience) {
        break;
      }
    }
    trees_.resize(best);
    values_.resize(best);
    out.loss = least;
    out.trees = outcome_trees(std::move(prior_), std::move(trees_), std::move(values_));
    return out;
  }

 private:
  [[nodiscard]] std::ptrdiff_t at(std::size_t i) const noexcept { return static_cast<std::ptrdiff_t>(i * stride_); }

  void hold_out(std::span<const std::uint32_t> rows, random::source draws) {
    auto wanted = static_cast<std::size_t>(options_.held_out * static_cast<double>(rows.size()));
    if (rows.size() < 40) wanted = 0;
    std::vector<std::uint8_t> held(rows.size(), 0);
    if (wanted > 0) {
      const std::vector<std::size_t> order = random::shuffled_indices(draws, rows.size());
      for (std::size_t i = 0; i < wanted; ++i) held[order[i]] = 1;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) (held[i] != 0 ? held_ : learn_).push_back(rows[i]);
  }

  /// Half a row for each outcome keeps all of them possible.
  void learn_prior(std::span<const std::uint32_t> rows) {
    std::vector<double> rows_of(count_, 0.5);
    for (const std::uint32_t row : rows) rows_of[target_.outcomes[row]] += 1.0;
    const double all = static_cast<double>(rows.size()) + 0.5 * static_cast<double>(count_);
    prior_.resize(count_);
    for (std::size_t k = 0; k < count_; ++k) prior_[k] = static_cast<float>(std::log(rows_of[k] / all));
    held_scores_ = prior_rows(held_.size());
    spare_.resize(stride_);
  }

  [[nodiscard]] std::vector<float> prior_rows(std::size_t rows) const {
    constexpr float impossible = -1e30F;
    std::vector<float> out(rows * stride_, impossible);
    for (std::size_t i = 0; i < rows; ++i) std::copy_n(prior_.begin(), count_, out.begin() + at(i));
    return out;
  }

  /// What the shares alone lose on the rows that they come from.
  [[nodiscard]] double loss_of_prior() const {
    double sum = 0.0;
    for (const std::uint32_t row : learn_) sum -= static_cast<double>(prior_[target_.outcomes[row]]);
    return learn_.empty() ? 0.0 : sum / static_cast<double>(learn_.size());
  }

  [[nodiscard]] double held_out_loss() {
    if (held_.empty()) return loss_of_prior();
    double sum = 0.0;
    for (std::size_t i = 0; i < held_.size(); ++i) {
      std::copy_n(held_scores_.begin() + at(i), stride_, spare_.begin());
      outcome_trees::to_probabilities(spare_);
      sum -= std::log(std::max(spare_[target_.outcomes[held_[i]]], 1e-12F));
    }
    return sum / static_cast<double>(held_.size());
  }

  /// What a tree's questions are chosen for: `outcome_lanes` for each outcome, of which the first `width_` count.
  void choose_directions() {
    directions_.assign(stride_ * outcome_lanes, 0.0F);
    if (count_ == 2) {
      directions_[outcome_lanes] = 1.0F;
    } else if (count_ <= vector_target::most) {
      for (std::size_t k = 0; k < count_; ++k) directions_[k * outcome_lanes + k] = 1.0F;
    } else {
      constexpr std::size_t cosines = 5;
      for (std::size_t k = 0; k < count_; ++k) {
        for (std::size_t d = 0; d < width_; ++d) {
          const double wave = static_cast<double>(d + 1);
          directions_[k * outcome_lanes + d] =
              !target_.places.empty() && d < cosines
                  ? static_cast<float>(std::sqrt(2.0 / wave) * std::cos(std::numbers::pi * wave * target_.places[k]))
              : (draws_() >> 63U) != 0 ? 0.378F  // 7^(-1/2): seven of them keep lengths on average
                                       : -0.378F;
        }
      }
    }
  }

  void find_gradients(std::span<const std::uint32_t> places) {
    for (const std::uint32_t i : places) {
      float* chance = chances_.data() + i * stride_;
      std::copy_n(scores_.begin() + at(i), stride_, chance);
      outcome_trees::to_probabilities({chance, stride_});
      std::array<float, outcome_lanes> sum{};
      for (std::size_t k = 0; k < count_; ++k)
        for (std::size_t d = 0; d < outcome_lanes; ++d) sum[d] += chance[k] * directions_[k * outcome_lanes + d];
      const std::uint32_t row = learn_[i];
      const float* own = directions_.data() + target_.outcomes[row] * outcome_lanes;
      for (std::size_t d = 0; d < width_; ++d) vectors_[row * width_ + d] = own[d] - sum[d];
    }
  }

  [[nodiscard]] bool grow_round() {
    choose_directions();
    std::vector<std::uint32_t> sample;
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < learn_.size(); ++i)
      if (options_.row_share >= 1.0 || draws_.uniform() < options_.row_share) {
        sample.push_back(learn_[i]);
        places.push_back(i);
      }
    find_gradients(places);
    std::vector<std::uint32_t> asked;
    // Some trees see all predictors, so that those that count together meet, others a part, so that none hides the
    // rest.
    const double share = options_.column_share + (1.0 - options_.column_share) * draws_.uniform();
    for (const std::uint32_t column : columns_)
      if (options_.column_share >= 1.0 || draws_.uniform() < share) asked.push_back(column);
    if (asked.empty()) asked.push_back(columns_[draws_() % columns_.size()]);
    const double width = target_.places.empty() ? 0.0 : widths[draws_() % widths.size()];

    grown_tree grown =
        grow_tree(table_, asked, sample, vector_target{vectors_, width_},
                  {.max_leaves = options_.max_leaves, .min_leaf = options_.min_leaf, .l2 = options_.l2}, executor_);
    const std::size_t leaves = grown.tree.leaves();
    std::vector<float> values(leaves * count_);
    const auto rate = static_cast<float>(options_.learning_rate);
    const auto l2 = static_cast<float>(options_.l2);
    std::vector<float> gradient(stride_);
    std::vector<float> curvature(stride_);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      std::fill(gradient.begin(), gradient.end(), 0.0F);
      std::fill(curvature.begin(), curvature.end(), 0.0F);
      for (const std::uint32_t row : grown.rows_of(leaf)) {
        const float* chance = chances_.data() + place_of_[row] * stride_;
        for (std::size_t k = 0; k < stride_; ++k) {
          gradient[k] -= chance[k];
          curvature[k] += chance[k] * (1.0F - chance[k]);
        }
        gradient[target_.outcomes[row]] += 1.0F;
      }
      if (width > 0.0) average(gradient, curvature, width);
      constexpr float longest_step = 4.0F;
      for (std::size_t k = 0; k < count_; ++k)
        values[leaf * count_ + k] =
            outcome_trees::rounded(rate * std::clamp(gradient[k] / (curvature[k] + l2), -longest_step, longest_step));
    }
    add(grown.tree, values, learn_, scores_);
    add(grown.tree, values, held_, held_scores_);
    trees_.push_back(std::move(grown.tree));
    values_.push_back(std::move(values));
    return leaves > 1;
  }

  /// Each outcome's sums together with those of its neighbours, by weights that fall linearly to 0 at `width`.
  void average(std::vector<float>& gradient, std::vector<float>& curvature, double width) {
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

  void add(const histogram_tree& tree, const std::vector<float>& values, const std::vector<std::uint32_t>& rows,
           std::vector<float>& scores) const {
    const std::uint8_t* cells = table_.column(0).data();
    const std::size_t stride = table_.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::uint32_t row = rows[i];
      const std::size_t leaf = tree.leaf([&](std::size_t j) { return cells[j * stride + row]; });
      const float* from = values.data() + leaf * count_;
      float* to = scores.data() + i * stride_;
      for (std::size_t k = 0; k < count_; ++k) to[k] += from[k];
    }
  }

  /// Widths over which ordered outcomes learn together, in turn at random.
  static constexpr std::array<double, 4> widths{0.0, 0.03, 0.1, 0.3};

  const binned_table& table_;
  std::span<const std::uint32_t> columns_;
  const outcome_target& target_;
  const outcome_boosting_options& options_;
  std::size_t count_;
  std::size_t stride_;  ///< of a row's scores: count, padded
  std::size_t width_;   ///< of the vectors that choose the questions
  random::stream draws_;
  executor_ref executor_;
  std::vector<std::uint32_t> learn_{};
  std::vector<std::uint32_t> held_{};
  std::vector<float> prior_{};
  std::vector<float> scores_{};       ///< of the rows to learn from, × stride
  std::vector<float> held_scores_{};  ///< of the held-out rows, × stride
  std::vector<float> chances_{};      ///< of the rows to learn from, × stride
  std::vector<float> spare_{};
  std::vector<float> directions_{};
  std::vector<float> vectors_{};           ///< of all rows of the table, × width
  std::vector<std::uint32_t> place_of_{};  ///< of each row of the table in learn_
  std::vector<float> averaged_{};
  std::vector<histogram_tree> trees_{};
  std::vector<std::vector<float>> values_{};
};

}  // namespace detail

STANDIN_INLINE void outcome_trees::to_probabilities(std::span<float> scores) noexcept {
  const std::size_t n = scores.size();
  const std::size_t whole = n / detail::outcome_lanes * detail::outcome_lanes;
  float* const s = scores.data();
  std::array<float, detail::outcome_lanes> lanes;
  lanes.fill(-std::numeric_limits<float>::infinity());
  for (std::size_t k = 0; k < whole; k += detail::outcome_lanes)
    for (std::size_t l = 0; l < detail::outcome_lanes; ++l) lanes[l] = s[k + l] > lanes[l] ? s[k + l] : lanes[l];
  float most = -std::numeric_limits<float>::infinity();
  for (const float m : lanes) most = m > most ? m : most;
  for (std::size_t k = whole; k < n; ++k) most = s[k] > most ? s[k] : most;
  for (std::size_t k = 0; k < n; ++k) s[k] = detail::exp_below_zero(s[k] - most);
  lanes.fill(0.0F);
  for (std::size_t k = 0; k < whole; k += detail::outcome_lanes)
    for (std::size_t l = 0; l < detail::outcome_lanes; ++l) lanes[l] += s[k + l];
  float sum = 0.0F;
  for (const float part : lanes) sum += part;
  for (std::size_t k = whole; k < n; ++k) sum += s[k];
  const float scale = 1.0F / sum;
  for (std::size_t k = 0; k < n; ++k) s[k] *= scale;
}

STANDIN_INLINE boosted_outcomes boost_outcomes(const binned_table& table, std::span<const std::uint32_t> columns,
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
