// SPDX-License-Identifier: MIT
/// \file
/// What the texts of a code column look like, `AA-9999`, and how many such texts there are.
#pragma once

#include <standin/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// A set of bytes, in the order of their codes: ASCII characters, or parts of others.
class character_set {
 public:
  constexpr character_set() noexcept = default;
  constexpr explicit character_set(char only) noexcept { add(only); }
  /// Both ends included.
  constexpr character_set(char first, char last) noexcept {
    for (unsigned c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c)
      add(static_cast<char>(c));
  }

  constexpr void add(char c) noexcept { words_[word_of(c)] |= bit_of(c); }
  constexpr void add(const character_set& more) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= more.words_[i];
  }

  [[nodiscard]] constexpr bool contains(char c) const noexcept { return (words_[word_of(c)] & bit_of(c)) != 0; }
  [[nodiscard]] constexpr bool intersects(const character_set& other) const noexcept {
    std::uint64_t shared = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) shared |= words_[i] & other.words_[i];
    return shared != 0;
  }
  /// Whether each character of the other set is in this one.
  [[nodiscard]] constexpr bool includes(const character_set& other) const noexcept {
    std::uint64_t lacking = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) lacking |= other.words_[i] & ~words_[i];
    return lacking == 0;
  }

  /// The characters in ascending order.
  STANDIN_LAZY [[nodiscard]] std::string characters() const;
  STANDIN_LAZY [[nodiscard]] std::size_t size() const noexcept;

  constexpr bool operator==(const character_set&) const noexcept = default;

 private:
  static constexpr std::size_t word_of(char c) noexcept { return static_cast<unsigned char>(c) >> 6; }
  static constexpr std::uint64_t bit_of(char c) noexcept {
    return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  }

  std::array<std::uint64_t, 4> words_{};
};

/// The texts that a mask describes, counted and numbered.
///
/// | mask          | stands for                                                        |
/// |---------------|-------------------------------------------------------------------|
/// | `9`           | a digit                                                           |
/// | `A`           | a capital letter from A to Z                                      |
/// | `a`           | a small letter from a to z                                        |
/// | `[0-9a-f]`    | one of the characters or ranges listed; `\]`, `\-`, `\\` themselves |
/// | `{4}` `{2,5}` | what stands before it, that many times                            |
/// | `\9`          | the character after the backslash itself                          |
/// | other         | itself; no control character, and beyond ASCII without a count    |
///
/// What may repeat more or less often is followed by a character that it can't contain, or by nothing: so no text has
/// two readings, and the texts can be counted.
class text_pattern {
 public:
  static constexpr std::size_t most_characters = 256;

  /// As many characters of one set, one after the other.
  struct part {
    character_set characters;
    std::size_t least = 1;
    std::size_t most = 1;
    bool operator==(const part&) const noexcept = default;
  };

  /// \throws invalid_option  when the mask is empty, can't be read, gives texts of more than 256 characters or texts
  /// with
  ///                         two readings; the sentence shows the mask
  STANDIN_LAZY explicit text_pattern(std::string_view mask);

  /// \throws invalid_option  as above
  STANDIN_LAZY explicit text_pattern(std::vector<part> parts);

  STANDIN_LAZY [[nodiscard]] std::string mask() const;
  [[nodiscard]] const std::vector<part>& parts() const noexcept { return parts_; }
  [[nodiscard]] std::size_t shortest() const noexcept { return shortest_; }
  [[nodiscard]] std::size_t longest() const noexcept { return longest_; }

  /// How many texts there are, at most 2^64 - 1: where there are more, the indices lead to different ones of them.
  [[nodiscard]] std::uint64_t capacity() const noexcept { return capacity_; }
  /// How many there are of that length.
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity_of_length(std::size_t length) const noexcept;

  /// The text with that index: the shorter ones first, in the order of their characters, where capacity() says how many
  /// there are. Costs O(length).
  /// \throws invalid_option  when the index is not below the capacity
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
  /// The same among the texts of one length.
  STANDIN_LAZY [[nodiscard]] std::string at_length(std::size_t length, std::uint64_t index) const;

  STANDIN_LAZY [[nodiscard]] bool matches(std::string_view text) const noexcept;

  bool operator==(const text_pattern& other) const { return parts_ == other.parts_; }

 private:
  STANDIN_LAZY void check_and_count();
  [[nodiscard]] std::uint64_t count(std::size_t first_part, std::size_t length) const noexcept {
    return counts_[first_part * (longest_ + 1) + length];
  }

  std::vector<part> parts_;
  std::vector<std::string> alphabets_;  ///< of each part
  std::size_t shortest_ = 0;
  std::size_t longest_ = 0;
  std::uint64_t capacity_ = 0;
  std::vector<std::uint64_t> counts_;  ///< texts of each length made by the parts from one on, see `count`
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/text_pattern.ipp>
#endif
