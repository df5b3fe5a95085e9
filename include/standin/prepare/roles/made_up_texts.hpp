// SPDX-License-Identifier: MIT
/// \file
/// Texts that say nothing, in place of free texts.
#pragma once

#include <standin/config.hpp>
#include <standin/data/learn_pattern.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Which words of a text begin with a capital.
enum class capital_letters : std::uint8_t { none, first_word, each_word, all };

/// Texts that are like a column's in length and letters and say nothing. None of them is one that was learned from.
struct made_up_texts {
  std::vector<length_count> words{};  ///< how many texts have so many words
  bool names = false;                 ///< of made-up names, otherwise of common words
  capital_letters capitals = capital_letters::first_word;
  bool full_stop = false;                ///< at the end
  std::vector<std::uint32_t> without{};  ///< words that are not used, ascending: with them a text could be a real one
  std::vector<std::string> codes{};      ///< where there are some, texts are drawn from these instead

  /// The texts of consecutive rows.
  STANDIN_LAZY [[nodiscard]] std::vector<std::string> issue(random::source from, std::uint64_t first_row,
                                                            std::size_t rows) const;

  void parameters(auto&& number, auto&& text) const {
    for (const length_count& each : words) {
      number(static_cast<double>(each.length));
      number(static_cast<double>(each.texts));
    }
    number(names ? 1.0 : 0.0);
    number(static_cast<double>(capitals));
    number(full_stop ? 1.0 : 0.0);
    for (const std::uint32_t each : without) number(static_cast<double>(each));
    for (const std::string& each : codes) text(std::string_view(each));
  }
  bool operator==(const made_up_texts&) const = default;
};

/// Learns how long the texts are and how they are written.
///
/// Codes, such as "PC 17599" and "C85", are texts that keep to a few masks: made-up ones of these masks stand for them.
/// Other texts become words that mean nothing together. A word is left out where a text of the column consists of
/// known words alone, and made-up codes are compared with all texts: so none comes back, whatever the row.
/// \param texts  all different, not empty
/// Costs O(characters).
STANDIN_LAZY [[nodiscard]] made_up_texts learn_made_up_texts(std::span<const std::string_view> texts);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/made_up_texts.ipp>
#endif
