// SPDX-License-Identifier: MIT
/// \file
/// The levels of a column as steps of a hidden normal variable.
#pragma once

#include <standin/config.hpp>
#include <standin/data/interval_set.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/generators/copula/latent_table.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace standin::inline v0_1 {

/// Which level a value of the hidden variable stands for.
class step_marginal {
 public:
  /// \throws format_error  when the order is not one of these levels
  STANDIN_LAZY step_marginal(level_marginal levels, level_order order);

  [[nodiscard]] std::uint32_t levels() const noexcept {
    return static_cast<std::uint32_t>(frequencies_.counts().size());
  }
  [[nodiscard]] const level_marginal& frequencies() const noexcept { return frequencies_; }
  [[nodiscard]] const level_order& order() const noexcept { return order_; }

  /// The level at z; levels that share a step are told apart by the cell's further draws.
  STANDIN_LAZY [[nodiscard]] std::uint32_t level_at(double z, random::source from, std::uint64_t row,
                                                    std::size_t column) const noexcept;

  /// The values of the hidden variable that may give one of these levels: those and perhaps more, where levels share a
  /// step.
  STANDIN_LAZY [[nodiscard]] number_set hidden_values_of(const code_set& levels) const;

  void parameters(auto&& visitor) const {
    frequencies_.parameters(visitor);
    for (const std::uint32_t step : order_.step_of) visitor(static_cast<double>(step));
  }

 private:
  level_marginal frequencies_;
  level_order order_;
  std::vector<double> cuts_;             ///< between steps, ascending, one less than steps
  std::vector<std::uint32_t> level_of_;  ///< for each step its level, or the first of those that share it
  std::uint32_t shared_step_ = 0;
  std::optional<level_marginal> shared_;  ///< of the levels that share a step
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/step_marginal.ipp>
#endif
