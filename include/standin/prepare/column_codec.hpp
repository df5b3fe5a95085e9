// SPDX-License-Identifier: MIT
/// \file
/// What preparation remembers of one column, so that sampled numbers and codes become cells again.
#pragma once

#include <standin/data/column_view.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/number_grid.hpp>

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Numbers and date-times: modelled as numbers, put back on their grid.
struct number_codec {
  element_type element = element_type::float64;  ///< what the column is stored as when it comes back
  number_grid grid{};
};

/// Categories and booleans: modelled as codes of the levels that occur, at least one. Booleans have two, no and yes.
struct level_codec {
  level_dictionary levels;
  bool boolean = false;
};

/// Booleans, whose words are the schema's business.
[[nodiscard]] inline level_codec boolean_codec() {
  return {std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"no", "yes"}), true};
}

/// Texts, which say who a row is rather than what it is like: left out of the model and issued anew, as the column's
/// name and the row's number.
struct surrogate_codec {};

/// A column without a single value: comes back empty.
struct empty_codec {
  element_type element = element_type::float64;  ///< of numbers and date-times, which have several to choose from
};

using column_codec = std::variant<number_codec, level_codec, surrogate_codec, empty_codec>;

}  // namespace standin::inline v0_1::prepare
