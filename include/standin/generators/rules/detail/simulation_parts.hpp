// SPDX-License-Identifier: MIT
/// \file
/// What a simulation is made of, once its plan has been checked.
#pragma once

#include <standin/data/schema.hpp>
#include <standin/generators/rules/expression.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace standin::inline v0_1::rules::detail {

/// A column with its rule.
struct simulated_column {
  std::string name{};
  std::size_t place = 0;     ///< in the row under way
  std::uint64_t domain = 0;  ///< of its draws
  bool counted_by = false;   ///< whether it takes part in how many there are of something
  bound_expression rule{};
};

/// What an entity has several of, or the entities themselves.
struct simulated_level {
  std::string name{};
  std::uint64_t count_domain = 0;
  bound_expression count{};                 ///< without a value for the entities
  std::vector<simulated_column> columns{};  ///< each after those that it depends on
};

/// A column of the table.
struct shown_column {
  std::size_t place = 0;
  value_kind kind = value_kind::number;
  std::shared_ptr<const std::vector<std::string>> levels{};
};

struct simulation_parts {
  std::string name{};
  table_schema schema{};
  std::vector<simulated_level> levels{};
  std::vector<shown_column> shown{};
  std::size_t places = 0;
};

}  // namespace standin::inline v0_1::rules::detail
