// SPDX-License-Identifier: MIT
/// \file
/// The rounds of gradient boosting.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/learn/boosted_trees.hpp>
#include <standin/learn/detail/held_out_rows.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE double logistic(double score) noexcept {
  if (score >= 0.0) return 1.0 / (1.0 + std::exp(-score));
  const double odds = std::exp(score);
  return odds / (1.0 + odds);
}

STANDIN_LAZY_INLINE void softmax(std::span<double> scores) noexcept {
  double most = -std::numeric_limits<double>::infinity();
  for (const double s : scores) most = std::max(most, s);
  double sum = 0.0;
  for (double& s : scores) {
    s = std::exp(s - most);
    sum += s;
  }
  for (double& s : scores) s /= sum;
}

STANDIN_LAZY_INLINE void boosted_trees::scores(const binned_table& table, std::size_t output, std::size_t first,
                                               std::span<double> out) const {
  std::fill(out.begin(), out.end(), base_[output]);
  for (std::size_t t = output; t < trees_.size(); t += base_.size()) trees_[t].add_to(table, values_[t], first, out);
}

STANDIN_LAZY_INLINE std::vector<double> boosted_trees::importance(std::size_t columns) const {
  std::vector<double> worth(columns, 0.0);
  for (const histogram_tree& tree : trees_) {
    for (const tree_node& node : tree.nodes()) {
      if (node.child != 0) worth[node.column] += static_cast<double>(node.gain);
    }
  }
  return worth;
}

namespace detail {

/// What the losses share: rows, weights, scores, and the growing of trees.
template <int = 0>
class boosting_run {
 public:
  boosting_run(const binned_table& table, std::span<const std::uint32_t> columns, std::span<const std::uint32_t> rows,
               const boosting_options& options, const learning_context& context, std::size_t outputs)
      : table_(table),
        columns_(columns),
        options_(options),
        context_(context),
        outputs_(outputs),
        base_(outputs, 0.0),
        scores_(outputs, std::vector<double>(table.rows())),
        gradient_(outputs, std::vector<double>(table.rows())),
        hessian_(outputs) {
    check(rows);
    learn_.assign(rows.begin(), rows.end());
    if (options.patience != 0) hold_out(rows);
    std::vector<std::uint8_t> seen(table.rows(), 0);
    for (const std::uint32_t row : learn_) {
      if (seen[row] != 0) continue;
      seen[row] = 1;
      different_.push_back(row);
    }
    if (different_.size() == learn_.size()) different_.clear();
  }

  /// \param derivatives  called as (rows): fills gradients and hessians of these rows
  /// \param loss         called as (row): of a held-out row, weighted
  template <class Derivatives, class Loss>
  [[nodiscard]] boosted_trees run(Derivatives&& derivatives, Loss&& loss) {
    for (std::size_t k = 0; k < outputs_; ++k) std::fill(scores_[k].begin(), scores_[k].end(), base_[k]);
    double least = held_out_loss(loss);
    std::size_t best = 0;  // rounds
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      constexpr std::size_t grain = 1 << 13;
      parallel_for(context_.executor, learn_.size(), grain, [&](std::size_t begin, std::size_t end) {
        derivatives(std::span<const std::uint32_t>(learn_).subspan(begin, end - begin));
      });
      const bool grew = grow_round(round);
      if (!grew) break;
      if (options_.patience == 0) continue;
      const double now = held_out_loss(loss);
      if (now < least - 1e-7 * std::abs(least)) {
        least = now;
        best = round + 1;
      } else if (round + 1 - best >= options_.patience) {
        break;
      }
    }
    if (options_.patience != 0 && !held_out_.empty()) {
      trees_.resize(best * outputs_);
      values_.resize(best * outputs_);
    }
    return {std::move(base_), std::move(trees_), std::move(values_)};
  }

  [[nodiscard]] double weight(std::uint32_t row) const noexcept {
    return context_.weights.empty() ? 1.0 : context_.weights[row];
  }
  [[nodiscard]] std::span<const std::uint32_t> learned_rows() const noexcept { return learn_; }
  [[nodiscard]] std::vector<double>& base() noexcept { return base_; }
  [[nodiscard]] std::vector<double>& scores(std::size_t k) noexcept { return scores_[k]; }
  [[nodiscard]] std::vector<double>& gradient(std::size_t k) noexcept { return gradient_[k]; }
  /// Empty, for 1 each, unless asked for.
  [[nodiscard]] std::vector<double>& hessian(std::size_t k) {
    hessian_[k].resize(table_.rows());
    return hessian_[k];
  }

 private:
  void check(std::span<const std::uint32_t> rows) const {
    if (!(options_.learning_rate > 0.0) || options_.learning_rate > 1e6) {
      throw invalid_option("boosting, learning_rate", "found no number above 0", "0.1 will do");
    }
    if (!(options_.held_out > 0.0 && options_.held_out < 1.0)) {
      throw invalid_option("boosting, held_out", "found no share between 0 and 1", "0.1 will do");
    }
    if (!(options_.column_share > 0.0 && options_.column_share <= 1.0)) {
      throw invalid_option("boosting, column_share", "found no share above 0 and up to 1", "1 will do");
    }
    if (!context_.weights.empty() && context_.weights.size() != table_.rows()) {
      throw data_error("boosting, weights", "found another number than rows", "give one for each row of the table");
    }
    for (const std::uint32_t row : rows) {
      if (row >= table_.rows()) {
        throw data_error("boosting, rows", "found row " + std::to_string(row),
                         "the table has " + std::to_string(table_.rows()));
      }
    }
  }

  void hold_out(std::span<const std::uint32_t> rows) {
    const auto wanted = static_cast<std::size_t>(static_cast<double>(rows.size()) * options_.held_out);
    held_out_rows divided = hold_out_rows(rows, wanted, context_.draws);
    learn_ = std::move(divided.learn);
    held_out_ = std::move(divided.held);
  }

  /// \returns whether a tree of the round asked a question
  bool grow_round(std::size_t round) {
    std::vector<grown_tree> grown(outputs_);
    const bool together = outputs_ > 1 && outputs_ >= context_.executor.concurrency();
    const auto grow = [&](std::size_t k) {
      tree_options options{.max_leaves = options_.max_leaves,
                           .max_depth = options_.max_depth,
                           .min_leaf = options_.min_leaf,
                           .l2 = options_.l2,
                           .min_hessian = options_.min_hessian,
                           .level_smoothing = options_.level_smoothing,
                           .min_level_rows = options_.min_level_rows};
      if (options_.column_share < 1.0) {
        const double wanted = std::ceil(options_.column_share * static_cast<double>(columns_.size()));
        options.columns_a_question = std::max<std::size_t>(1, static_cast<std::size_t>(wanted));
        options.draws = {context_.draws.seed,
                         random::hasher().add(context_.draws.domain).add(round * outputs_ + k).value()};
      }
      grown[k] = grow_tree(table_, columns_, learn_, gradient_target{gradient_[k], hessian_[k]}, options,
                           together ? executor_ref{} : context_.executor);
      std::vector<double>& values = grown[k].values;
      std::vector<double>& scores = scores_[k];
      for (std::size_t leaf = 0; leaf < values.size(); ++leaf) {
        values[leaf] *= options_.learning_rate;
        if (!different_.empty()) continue;
        for (const std::uint32_t row : grown[k].rows_of(leaf)) scores[row] += values[leaf];
      }
      for (const std::vector<std::uint32_t>* others : {&different_, &held_out_}) {
        for (const std::uint32_t row : *others) {
          scores[row] += values[grown[k].tree.leaf([&](std::size_t j) { return table_.column(j)[row]; })];
        }
      }
    };
    if (together) {
      context_.executor.run(outputs_, grow);
    } else {
      for (std::size_t k = 0; k < outputs_; ++k) grow(k);
    }
    bool grew = false;
    for (grown_tree& one : grown) {
      grew = grew || one.tree.leaves() > 1;
      trees_.push_back(std::move(one.tree));
      values_.push_back(std::move(one.values));
    }
    return grew;
  }

  template <class Loss>
  [[nodiscard]] double held_out_loss(Loss&& loss) const {
    if (held_out_.empty()) return 0.0;
    constexpr std::size_t grain = 1 << 13;
    const double sum = parallel_reduce(
        context_.executor, held_out_.size(), grain, 0.0,
        [&](std::size_t begin, std::size_t end) {
          double part = 0.0;
          for (std::size_t i = begin; i < end; ++i) part += loss(held_out_[i]);
          return part;
        },
        [](double a, double b) { return a + b; });
    return sum / static_cast<double>(held_out_.size());
  }

  const binned_table& table_;
  std::span<const std::uint32_t> columns_;
  const boosting_options& options_;
  const learning_context& context_;
  std::size_t outputs_;
  std::vector<std::uint32_t> learn_{};
  std::vector<std::uint32_t> different_{};  ///< of learn_, each once; empty where none repeats
  std::vector<std::uint32_t> held_out_{};
  std::vector<double> base_;
  std::vector<std::vector<double>> scores_;
  std::vector<std::vector<double>> gradient_;
  std::vector<std::vector<double>> hessian_;
  std::vector<histogram_tree> trees_{};
  std::vector<std::vector<double>> values_{};
};

}  // namespace detail

STANDIN_LAZY_INLINE boosted_trees boost_values(const binned_table& table, std::span<const std::uint32_t> columns,
                                               std::span<const std::uint32_t> rows, std::span<const double> target,
                                               const boosting_options& options, const learning_context& context) {
  if (target.size() != table.rows()) {
    throw data_error("boosting, target", "found another number than rows", "give one for each row of the table");
  }
  detail::boosting_run run(table, columns, rows, options, context, 1);
  double sum = 0.0;
  double weights = 0.0;
  for (const std::uint32_t row : run.learned_rows()) {
    sum += run.weight(row) * target[row];
    weights += run.weight(row);
  }
  if (!std::isfinite(sum)) throw data_error("boosting, target", "found values that are not finite", "leave them out");
  run.base()[0] = weights > 0.0 ? sum / weights : 0.0;
  std::vector<double>& scores = run.scores(0);
  std::vector<double>& gradient = run.gradient(0);
  std::vector<double>* hessian = context.weights.empty() ? nullptr : &run.hessian(0);
  return run.run(
      [&](std::span<const std::uint32_t> part) {
        if (hessian == nullptr) {
          for (const std::uint32_t row : part) gradient[row] = scores[row] - target[row];
        } else {
          for (const std::uint32_t row : part) {
            gradient[row] = context.weights[row] * (scores[row] - target[row]);
            (*hessian)[row] = context.weights[row];
          }
        }
      },
      [&](std::uint32_t row) {
        const double off = scores[row] - target[row];
        return run.weight(row) * off * off;
      });
}

STANDIN_LAZY_INLINE boosted_trees boost_classes(const binned_table& table, std::span<const std::uint32_t> columns,
                                                std::span<const std::uint32_t> rows,
                                                std::span<const std::uint32_t> classes, std::uint32_t count,
                                                const boosting_options& options, const learning_context& context) {
  if (classes.size() != table.rows()) {
    throw data_error("boosting, classes", "found another number than rows", "give one for each row of the table");
  }
  if (count < 2) throw invalid_option("boosting, count of classes", "found fewer than 2", "2 or more will do");
  if (!options.class_weights.empty() && options.class_weights.size() != count) {
    throw invalid_option("boosting, class_weights", "found " + std::to_string(options.class_weights.size()),
                         "give one for each of the " + std::to_string(count) + " classes");
  }
  for (const std::uint32_t row : rows) {
    if (row < classes.size() && classes[row] >= count) {
      throw data_error("boosting, classes", "found class " + std::to_string(classes[row]),
                       "there are " + std::to_string(count));
    }
  }
  const std::size_t outputs = count == 2 ? 1 : count;
  detail::boosting_run run(table, columns, rows, options, context, outputs);
  const auto weight = [&](std::uint32_t row) {
    return run.weight(row) * (options.class_weights.empty() ? 1.0 : options.class_weights[classes[row]]);
  };
  const bool weighted = !context.weights.empty() || !options.class_weights.empty();
  std::vector<double> share(count, 0.0);
  double all = 0.0;
  for (const std::uint32_t row : run.learned_rows()) {
    share[classes[row]] += weight(row);
    all += weight(row);
  }
  // A class that nobody has gets a probability of about 1e-10, as far off as sums of trees can be trusted.
  for (double& s : share) s = all > 0.0 ? std::max(s / all, 1e-10) : 1.0 / count;
  if (count == 2) {
    run.base()[0] = std::log(share[1] / share[0]);
    std::vector<double>& scores = run.scores(0);
    std::vector<double>& gradient = run.gradient(0);
    std::vector<double>& hessian = run.hessian(0);
    return run.run(
        [&](std::span<const std::uint32_t> part) {
          for (const std::uint32_t row : part) {
            const double p = logistic(scores[row]);
            const double w = weighted ? weight(row) : 1.0;
            gradient[row] = w * (p - static_cast<double>(classes[row]));
            hessian[row] = w * p * (1.0 - p);
          }
        },
        [&](std::uint32_t row) {
          const double s = classes[row] == 1 ? -scores[row] : scores[row];
          return weight(row) * (s > 0.0 ? s + std::log1p(std::exp(-s)) : std::log1p(std::exp(s)));
        });
  }
  for (std::size_t k = 0; k < count; ++k) {
    run.base()[k] = std::log(share[k]);
    static_cast<void>(run.hessian(k));
  }
  return run.run(
      [&](std::span<const std::uint32_t> part) {
        std::vector<double> p(count);
        for (const std::uint32_t row : part) {
          for (std::size_t k = 0; k < count; ++k) p[k] = run.scores(k)[row];
          softmax(p);
          const double w = weighted ? weight(row) : 1.0;
          for (std::size_t k = 0; k < count; ++k) {
            run.gradient(k)[row] = w * (p[k] - (classes[row] == k ? 1.0 : 0.0));
            run.hessian(k)[row] = w * p[k] * (1.0 - p[k]);
          }
        }
      },
      [&](std::uint32_t row) {
        std::vector<double> p(count);
        for (std::size_t k = 0; k < count; ++k) p[k] = run.scores(k)[row];
        softmax(p);
        return -weight(row) * std::log(std::max(p[classes[row]], 1e-300));
      });
}

}  // namespace standin::inline v0_1
