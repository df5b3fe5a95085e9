// SPDX-License-Identifier: MIT
/// \file
/// What is known of one column given the columns before it, and how a cell is drawn from it.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/learn/boosted_trees.hpp>
#include <standin/learn/outcome_boosting.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// Probabilities worked out before, for rows that are the same so far. Forgets when it is full.
class remembered_chances {
 public:
  /// What probabilities depend on.
  struct key {
    const outcome_trees* from = nullptr;
    std::uint32_t like = 0;  ///< rows with the same number have the same cells so far
    std::uint8_t told = 0;   ///< the code in the law's own column
    bool operator==(const key&) const = default;
  };

  STANDIN_LAZY void forget() noexcept;
  /// Room for `outcomes` probabilities, and whether they are there already.
  STANDIN_LAZY [[nodiscard]] std::pair<std::span<float>, bool> look_up(const key& of, std::size_t outcomes);

 private:
  struct slot {
    key of{};
    std::size_t begin = 0;
  };
  STANDIN_LAZY [[nodiscard]] std::size_t place_of(const key& of) const noexcept;

  static constexpr std::size_t most_floats = std::size_t{1} << 20U;
  std::vector<slot> slots_{};
  std::size_t used_ = 0;
  std::vector<float> chances_{};
};

/// A cell, as a tree model draws it: a level or a number.
struct tree_cell {
  std::uint32_t level = 0;
  double number = 0.0;
};

/// A row in the making: the codes of the cells so far, as `binned_table` has them, and room to work in.
struct partial_row {
  /// Of rows that are like no other.
  static constexpr std::uint32_t alone = 0xFFFFFFFFU;

  std::span<std::uint8_t> codes{};  ///< of the columns, then one for each column that its law may use for itself
  std::uint32_t like = alone;       ///< rows with the same number have the same codes
  remembered_chances remembered{};  ///< for them
  std::vector<float> chances{};     ///< grows as needed

  /// The probabilities of the outcomes, until the next call.
  /// \param told  the code in the law's own column, where it has one
  STANDIN_LAZY [[nodiscard]] std::span<const float> probabilities(const outcome_trees& from, std::uint8_t told = 0);

  /// Draws one of the outcomes.
  /// \param told  the code in the law's own column, where it has one
  STANDIN_LAZY [[nodiscard]] std::uint32_t draw(const outcome_trees& from, random::stream& words,
                                                std::uint8_t told = 0);
};

/// The law of a column of levels. Many levels are drawn in two steps or more: a group, then one of its members.
struct level_law {
  outcome_trees outcomes{};
  std::vector<std::vector<std::uint32_t>> members{};  ///< the levels of each outcome; empty when outcomes are levels
  std::vector<level_law> within{};                    ///< of each outcome; trivial where it is one level

  STANDIN_LAZY [[nodiscard]] std::uint32_t draw(partial_row& row, random::stream& words) const;

  /// Some of the levels.
  using level_test = function_ref<bool(std::uint32_t level)>;
  /// The probability that the level is allowed.
  STANDIN_LAZY [[nodiscard]] double probability(partial_row& row, level_test allowed) const;
  /// One of the allowed levels, as often as among draws; and the probability that a draw is allowed. Without any that
  /// has one, some level and 0.
  STANDIN_LAZY [[nodiscard]] std::pair<std::uint32_t, double> draw(partial_row& row, random::stream& words,
                                                                   level_test allowed) const;

  void parameters(auto&& visitor) const {
    outcomes.parameters(visitor);
    for (const std::vector<std::uint32_t>& group : members)
      for (const std::uint32_t level : group) visitor(static_cast<double>(level));
    for (const level_law& inner : within) inner.parameters(visitor);
  }

 private:
  /// Of each outcome the probability that it leads to an allowed level.
  STANDIN_LAZY [[nodiscard]] std::vector<double> allowed_shares(partial_row& row, level_test allowed) const;
};

/// A part of (0, 1), where a column's values have their places: the share of values below, ties spread evenly.
struct place_range {
  double from = 0.0;
  double to = 1.0;
  bool operator==(const place_range&) const = default;
};

/// The law of a column of numbers as that of cells, into which their places are cut, and of the place within a cell.
struct cell_law {
  std::vector<place_range> cells{};
  std::vector<std::uint8_t> single{};  ///< whether a cell is one value
  outcome_trees outcomes{};            ///< which cell
  outcome_trees parts{};               ///< which of so many equal parts of it; without outcomes any
  std::uint32_t scratch = 0;           ///< where the code of the cell goes for `parts`

  STANDIN_LAZY [[nodiscard]] double draw(partial_row& row, random::stream& words) const;
  void parameters(auto&& visitor) const {
    for (const place_range& cell : cells) {
      visitor(cell.from);
      visitor(cell.to);
    }
    for (const std::uint8_t one : single) visitor(static_cast<double>(one));
    outcomes.parameters(visitor);
    parts.parameters(visitor);
  }
};

/// The law of a column of numbers as a mean that depends on the row, and what is left, whose law depends on the row
/// too.
///
/// Both are about normal scores: a value's score is the normal quantile of its place among the values that are no
/// spike.
struct mean_law {
  static constexpr std::size_t parts = 8;  ///< of each bin of residuals, equally probable

  std::vector<place_range> spikes{};   ///< values of their own, drawn by `gate`
  outcome_trees gate{};                ///< which spike, or none of them
  std::vector<boosted_trees> means{};  ///< one a fold; a row draws one, so that its residual is what unseen rows have
  std::vector<double> mean_edges{};    ///< how a mean is coded for `residuals`
  outcome_trees residuals{};           ///< which bin
  std::vector<double> edges{};         ///< of bins and their parts: parts × bins + 1, rising
  std::uint32_t scratch = 0;           ///< where the code of the mean goes

  /// Values of the means' leaves are multiples of this.
  static constexpr double unit = 0x1p-16;
  STANDIN_LAZY [[nodiscard]] static boosted_trees rounded(const boosted_trees& mean);

  STANDIN_LAZY [[nodiscard]] double draw(partial_row& row, random::stream& words) const;
  STANDIN_LAZY [[nodiscard]] std::uint8_t code_of_mean(double mean) const noexcept;
  /// Between the places of all values and those of values that are no spike.
  STANDIN_LAZY [[nodiscard]] double place_without_spikes(double place) const noexcept;
  STANDIN_LAZY [[nodiscard]] double place_with_spikes(double place) const noexcept;

  void parameters(auto&& visitor) const {
    for (const place_range& spike : spikes) {
      visitor(spike.from);
      visitor(spike.to);
    }
    gate.parameters(visitor);
    for (const boosted_trees& fold : means) {
      visitor(fold.base().front());
      for (std::size_t t = 0; t < fold.trees().size(); ++t) {
        fold.trees()[t].parameters(visitor);
        for (const double value : fold.values(t)) visitor(value);
      }
    }
    for (const double edge : mean_edges) visitor(edge);
    residuals.parameters(visitor);
    for (const double edge : edges) visitor(edge);
  }
};

using number_law = std::variant<cell_law, mean_law>;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/conditional_laws.ipp>
#endif
