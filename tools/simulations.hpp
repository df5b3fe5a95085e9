// SPDX-License-Identifier: MIT
/// \file
/// The simulations that the command knows: the one place to add another.
#pragma once

#include "receipts.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/simulation.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace standin::tool {

struct known_simulation {
  std::string_view name;
  std::string_view about;  ///< what it makes, and of what its entities are
  rules::simulation (*make)();
};

inline constexpr std::array<known_simulation, 1> known_simulations{
    {{"receipts", "a season of supermarket receipts by customers with weekly habits, one row a line",
      examples::receipts}}};

/// \throws invalid_option  when there is none of that name; the sentence lists those that there are
[[nodiscard]] inline rules::simulation find_simulation(std::string_view name) {
  std::vector<std::string_view> names;
  for (const known_simulation& each : known_simulations) {
    if (each.name == name) return each.make();
    names.push_back(each.name);
  }
  throw invalid_option("simulate", "there is no simulation named " + quoted(name), "choose one of " + join(names));
}

}  // namespace standin::tool
