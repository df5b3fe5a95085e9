// SPDX-License-Identifier: MIT
/// \file
/// Codes of a pattern: `AA-9999`.
#pragma once

#include <standin/config.hpp>
#include <standin/data/learn_pattern.hpp>
#include <standin/data/text_pattern.hpp>
#include <standin/providers/provider.hpp>
#include <standin/random/permutation.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Issues the texts of a pattern, perhaps with the lengths and the check digit of a column that it was learned from.
///
/// With lengths, as many of the indices lead to texts of each length as is their share, in a random order. So the rarer
/// lengths limit the capacity: it is the largest with which every length has enough texts.
/// A copy costs the pattern's size.
class pattern_provider {
 public:
  using provider_concept = provider_tag;

  /// All texts that the mask describes.
  /// \throws invalid_option  when it can't be read, see `text_pattern`
  explicit pattern_provider(std::string_view mask) : pattern_provider(text_pattern(mask)) {}
  STANDIN_LAZY explicit pattern_provider(text_pattern pattern);

  /// Texts like those that it was learned from, without those beyond.
  STANDIN_LAZY explicit pattern_provider(const learned_pattern& learned);

  /// \param lengths  the law of the lengths; empty for all texts alike
  /// \param luhn     the last character of each text, which must be a digit, is its Luhn digit
  /// \throws invalid_option  when the pattern has no text of one of the lengths, or doesn't end with a digit
  STANDIN_LAZY pattern_provider(text_pattern pattern, std::vector<length_count> lengths, bool luhn);

  [[nodiscard]] std::string name() const { return "pattern"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return capacity_; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;

  [[nodiscard]] const text_pattern& pattern() const noexcept { return pattern_; }
  [[nodiscard]] const std::vector<length_count>& lengths() const noexcept { return lengths_; }
  [[nodiscard]] bool luhn() const noexcept { return luhn_; }
  /// How many texts of that length there are; without lengths, `at` gives the shorter ones first.
  STANDIN_LAZY [[nodiscard]] std::uint64_t texts_of(std::size_t length) const noexcept;

 private:
  /// Indices of one length: those below `end` and not below the end of the range before.
  struct range {
    std::uint64_t end;
    std::size_t length;
    random::index_permutation order;  ///< of all texts of that length, so that those in use lie anywhere among them
  };

  STANDIN_LAZY void share_out();

  text_pattern pattern_;
  text_pattern body_;  ///< the pattern without its check digit
  std::vector<length_count> lengths_;
  bool luhn_ = false;
  std::uint64_t capacity_ = 0;
  std::vector<range> ranges_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/pattern.ipp>
#endif
