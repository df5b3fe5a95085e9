// SPDX-License-Identifier: MIT
/// \file
/// What a forest knows of one column, and where its values have their places.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/forest/leaf_laws.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// What `forest` knows of one column.
struct forest_column {
  leaf_laws laws{};
  std::vector<double> edges{};                         ///< unit u takes up the places from edges[u] to edges[u + 1]
  std::optional<empirical_marginal::fitted> values{};  ///< of numbers: the value at each place
  std::vector<double> cuts{};                          ///< of numbers: unit u ends at cuts[u]; codes are one more
  std::vector<std::uint8_t> level_codes{};             ///< of levels: how questions know them
  std::uint32_t pattern = 0;                           ///< the column that says whether a value is present
  /// For each level of `pattern`: 0 for no value, 1 for one, 2 for some rows with and some without; empty when there
  /// always is one.
  std::vector<std::uint8_t> present{};

  [[nodiscard]] bool numeric() const noexcept { return values.has_value(); }
  /// 0 for numbers.
  [[nodiscard]] std::uint32_t levels() const noexcept { return static_cast<std::uint32_t>(level_codes.size()); }

  void parameters(auto&& visitor) const {
    laws.parameters(visitor);
    for (const double edge : edges) visitor(edge);
    if (values) values->parameters(visitor);
    for (const double cut : cuts) visitor(cut);
    for (const std::uint8_t code : level_codes) visitor(static_cast<double>(code));
    visitor(static_cast<double>(pattern));
    for (const std::uint8_t there : present) visitor(static_cast<double>(there));
  }
};

namespace detail {

/// Where the levels of a column have their places: in the order of their codes.
struct level_units {
  std::vector<std::uint32_t> level_of{};
  std::vector<std::uint32_t> unit_of{};

  level_units() = default;
  explicit level_units(std::span<const std::uint8_t> level_codes);
};

/// −∞ for 0.
[[nodiscard]] inline double log_of(double p) noexcept {
  return p > 0.0 ? std::log(p) : -std::numeric_limits<double>::infinity();
}

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_column.ipp>
#endif
