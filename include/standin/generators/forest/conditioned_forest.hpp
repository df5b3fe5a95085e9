// SPDX-License-Identifier: MIT
/// \file
/// Rows of a forest under a condition.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/generators/forest/forest_model.hpp>
#include <standin/generators/forest/leaf_laws.hpp>
#include <standin/random/alias_table.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// A forest under a condition: leaves weigh as much as the condition is probable there, and cells are drawn from what
/// it leaves of their laws.
///
/// A single number that is no spike has probability 0 but a density, which takes the probability's place.
class conditioned_forest {
 public:
  static constexpr bool one_by_one = true;

  /// \throws data_error  when the condition has probability 0
  conditioned_forest(const forest_model& model, const plain_condition& condition);

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  /// Whether rows have exactly the distribution under the condition.
  [[nodiscard]] static constexpr bool exact() noexcept { return true; }

  /// The logarithm of the condition's probability; of its density where it asks for single numbers that are no spikes.
  [[nodiscard]] double log_probability() const noexcept { return log_probability_; }

  /// Of each leaf; they sum to 1.
  [[nodiscard]] std::span<const double> weights() const noexcept { return weights_; }

  /// What is left of a column's places; null where it is free.
  [[nodiscard]] const std::vector<place_interval>* allowed(std::size_t column) const noexcept {
    return free_[column] != 0 ? nullptr : &windows_[column].places;
  }

 private:
  /// What a condition leaves of a column.
  struct window {
    std::vector<place_interval> places{};  ///< rising, apart from each other
    std::vector<double> points{};          ///< numbers, where single ones are asked for and they have no probability
    std::vector<double> point_places{};
  };

  void restrict(const plain_restriction& side);
  [[nodiscard]] double weigh(std::size_t leaf) const;

  const forest_model* model_;
  std::vector<window> windows_;
  std::vector<std::uint8_t> free_;
  std::vector<double> weights_{};
  double log_probability_ = 0.0;
  std::optional<random::alias_table> draw_leaf_{};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/conditioned_forest.ipp>
#endif
