// SPDX-License-Identifier: MIT
/// \file
/// Personal values among the words of a text.
#pragma once

#include <standin/config.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/personal.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// What stands inside a text. Names of persons and street addresses have no form that could be told from other words.
struct personal_inside {
  std::optional<personal_kind> certain{};  ///< e-mail address, UUID, MAC address, telephone number with a plus
  std::optional<personal_kind> likely{};   ///< other telephone numbers, IP addresses
  std::optional<personal_kind> shaped{};   ///< as long as a card's or an account's number,
  bool checked = false;                    ///< and its check digits are right, as those of one in ten or a hundred are
};

STANDIN_LAZY [[nodiscard]] personal_inside look_inside(std::string_view text) noexcept;

/// What the different texts of a column hold, if that is no chance.
struct personal_holding {
  personal_kind kind = personal_kind::email;  ///< the most frequent one
  std::size_t texts = 0;                      ///< different ones that hold something
};

/// One text with a certain form is enough. Others count in texts that at most three cells have: if they are one in
/// fifty of all different ones, and of numbers with check digits half are right.
STANDIN_LAZY [[nodiscard]] std::optional<personal_holding> personal_values_in(const std::vector<text_count>& texts);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/personal_inside.ipp>
#endif
