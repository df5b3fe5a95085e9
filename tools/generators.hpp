// SPDX-License-Identifier: MIT
/// \file
/// The generators that the command knows: the one place to add another.
#pragma once

#include <standin/generators/independent/independent.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/models/independent.hpp>

namespace standin::tool {

[[nodiscard]] inline const auto& known_generators() {
  static const registry known{independent<>{}};
  return known;
}

}  // namespace standin::tool
