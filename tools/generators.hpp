// SPDX-License-Identifier: MIT
/// \file
/// The generators that the command knows: the one place to add another.
#pragma once

#include <standin/generators/copula/copula.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/parametric_marginal.hpp>
#include <standin/generators/registry.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/models/copula.hpp>
#include <standin/io/models/forest.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/io/models/parametric.hpp>
#include <standin/io/models/trees.hpp>

namespace standin::tool {

[[nodiscard]] inline const auto& known_generators() {
  static const registry known{
      independent<>{},
      copula<>{},
      copula<parametric_marginal>{},
      forest<>{},
      trees<>{},
      trees<>{.conditional = automatic_conditional::faithful(), .called = "trees-faithful"},
      trees<>{.conditional = automatic_conditional::reserved(), .called = "trees-private"},
  };
  return known;
}

}  // namespace standin::tool
