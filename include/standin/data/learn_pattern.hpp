// SPDX-License-Identifier: MIT
/// \file
/// Learns the mask of a column of codes, without keeping any of them.
#pragma once

#include <standin/config.hpp>
#include <standin/data/text_pattern.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// How many texts have one length.
struct length_count {
  std::size_t length = 0;
  std::size_t texts = 0;
  bool operator==(const length_count&) const = default;
};

/// A mask and how well texts keep to it.
struct learned_pattern {
  text_pattern pattern;
  std::size_t texts = 0;                ///< that were looked at
  std::size_t fitting = 0;              ///< of them, those that the pattern matches
  std::vector<length_count> lengths{};  ///< of the fitting ones, ascending
  bool luhn = false;                    ///< the digits of each fitting text end with their Luhn digit
  bool any_length = false;              ///< so many short texts are taken that the lengths are no law for others
  /// Other texts, for more rows than the pattern has room for; nothing where it takes all that the classes allow.
  std::optional<text_pattern> beyond{};

  [[nodiscard]] bool fits_all() const noexcept { return fitting == texts; }
};

/// The mask that most of the texts keep to.
///
/// Texts are cut into runs of digits, runs of letters and the characters between them; what has the most frequent
/// sequence of these is described place by place:
///
/// - What is neither a digit nor a letter stands for itself; beyond ASCII where all texts have it at the same place.
/// - A place where digits, small or capital letters are found takes all of that class, or hexadecimal digits where the
///   texts are made of these.
/// - A letter that all of at least 20 texts have stands for itself. Other places take only the characters found there
/// if
///   they are at most half of their class and any other would have been found about twenty times; the first digit of a
///   run leaves out zero after fifty texts without it.
/// - The pattern has room for at least four times as many texts as were looked at. Where it would have less, it is
///   widened only until it has: numbers of which a digit changes take all digits, then digits that all texts share from
///   the last to the first, then numbers of changing length become longer, then letters that all texts share from the
///   last to the first, then every place takes its class. So no pattern gives mostly the texts that it was learned
///   from.
/// - Where letters stay, or numbers have become longer, `beyond` has texts for those who want more rows: with a longer
///   number, `INV-1000000` after all of `INV-999999`, or another letter where there is no number.
///
/// \param texts  all different; texts of at most 64 bytes can fit
/// \returns      nothing when no text can fit, or no more than one text has the form found
/// Costs O(characters).
STANDIN_LAZY [[nodiscard]] std::optional<learned_pattern> learn_pattern(std::span<const std::string_view> texts);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/learn_pattern.ipp>
#endif
