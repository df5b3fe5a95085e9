// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/text_pattern.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/text_pattern.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/multiply_wide.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail::masks {

inline constexpr std::uint64_t uncountable = std::numeric_limits<std::uint64_t>::max();

/// The product, or `uncountable` where it is too large.
[[nodiscard]] constexpr std::uint64_t capped_product(std::uint64_t a, std::uint64_t b) noexcept {
  const random::wide product = random::multiply_wide(a, b);
  return product.high != 0 ? uncountable : product.low;
}

[[nodiscard]] constexpr std::uint64_t capped_sum(std::uint64_t a, std::uint64_t b) noexcept {
  return a > uncountable - b ? uncountable : a + b;
}

[[nodiscard]] constexpr std::uint64_t capped_power(std::uint64_t base, std::size_t exponent) noexcept {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < exponent && power != uncountable; ++i) power = capped_product(power, base);
  return power;
}

/// Reads a mask from left to right.
class mask_reader {
 public:
  explicit mask_reader(std::string_view mask) : mask_(mask) {}

  [[nodiscard]] std::vector<text_pattern::part> read() {
    std::vector<text_pattern::part> parts;
    while (at_ < mask_.size()) {
      const char c = next();
      switch (c) {
        case '9': parts.push_back({character_set('0', '9')}); break;
        case 'A': parts.push_back({character_set('A', 'Z')}); break;
        case 'a': parts.push_back({character_set('a', 'z')}); break;
        case '[': parts.push_back({read_set()}); break;
        case '{':
          if (parts.empty() || counted_) refuse("a count stands after nothing that it could count");
          if (beyond_ascii(mask_[at_ - 2])) refuse("a count stands after a character that is not ASCII");
          read_count(parts.back());
          break;
        case '\\': parts.push_back({character_set(literal(next()))}); break;
        default: parts.push_back({character_set(beyond_ascii(c) ? c : literal(c))});
      }
      counted_ = c == '{';
    }
    if (parts.empty()) refuse("it is empty");
    return parts;
  }

 private:
  [[noreturn]] void refuse(std::string_view found) const {
    throw invalid_option(concatenate("mask ", quoted(mask_)), found, "write masks like AA-9999, see text_pattern");
  }

  char next() {
    if (at_ == mask_.size()) refuse("it ends too early");
    return mask_[at_++];
  }

  [[nodiscard]] static bool beyond_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }

  [[nodiscard]] char literal(char c) const {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code > 0x7E) refuse("it has a character that is not printable ASCII");
    return c;
  }

  [[nodiscard]] character_set read_set() {
    character_set set;
    for (char c = next(); c != ']'; c = next()) {
      const char first = literal(c == '\\' ? next() : c);
      if (at_ + 1 < mask_.size() && mask_[at_] == '-' && mask_[at_ + 1] != ']') {
        ++at_;
        const char end = next();
        const char last = literal(end == '\\' ? next() : end);
        if (last < first) refuse("a range ends before it begins");
        set.add(character_set(first, last));
      } else {
        set.add(first);
      }
    }
    if (set == character_set()) refuse("a set is empty");
    return set;
  }

  [[nodiscard]] std::size_t read_number() {
    std::size_t number = 0;
    const std::size_t first = at_;
    for (; at_ < mask_.size() && mask_[at_] >= '0' && mask_[at_] <= '9' && number <= text_pattern::most_characters;
         ++at_)
      number = number * 10 + static_cast<std::size_t>(mask_[at_] - '0');
    if (at_ == first) refuse("a count is not a number");
    return number;
  }

  void read_count(text_pattern::part& counted) {
    counted.least = counted.most = read_number();
    char c = next();
    if (c == ',') {
      counted.most = read_number();
      c = next();
    }
    if (c != '}') refuse("a count doesn't end with }");
    if (counted.most < counted.least || counted.most == 0) refuse("a count can't be met");
  }

  std::string_view mask_;
  std::size_t at_ = 0;
  bool counted_ = false;
};

STANDIN_LAZY inline void append_set(std::string& mask, const character_set& set) {
  const std::string all = set.characters();
  if (set == character_set('0', '9')) {
    mask += '9';
  } else if (set == character_set('A', 'Z')) {
    mask += 'A';
  } else if (set == character_set('a', 'z')) {
    mask += 'a';
  } else if (all.size() == 1) {
    if (std::string_view("9Aa[{\\").find(all[0]) != std::string_view::npos) mask += '\\';
    mask += all[0];
  } else {
    const auto append = [&mask](char c) {
      if (std::string_view("]-\\").find(c) != std::string_view::npos) mask += '\\';
      mask += c;
    };
    mask += '[';
    for (std::size_t i = 0; i < all.size();) {
      std::size_t last = i;
      while (last + 1 < all.size() && all[last + 1] == all[last] + 1) ++last;
      append(all[i]);
      if (last > i + 1) mask += '-';
      if (last > i) append(all[last]);
      i = last + 1;
    }
    mask += ']';
  }
}

}  // namespace detail::masks

STANDIN_LAZY_INLINE std::string character_set::characters() const {
  std::string all;
  for (int c = 0; c < 256; ++c)
    if (contains(static_cast<char>(c))) all += static_cast<char>(c);
  return all;
}

STANDIN_LAZY_INLINE std::size_t character_set::size() const noexcept {
  std::size_t size = 0;
  for (const std::uint64_t word : words_) size += static_cast<std::size_t>(std::popcount(word));
  return size;
}

STANDIN_LAZY_INLINE text_pattern::text_pattern(std::string_view mask)
    : parts_(detail::masks::mask_reader(mask).read()) {
  check_and_count();
}

STANDIN_LAZY_INLINE text_pattern::text_pattern(std::vector<part> parts) : parts_(std::move(parts)) {
  check_and_count();
}

STANDIN_LAZY_INLINE void text_pattern::check_and_count() {
  const auto refuse = [this](std::string_view found, std::string_view remedy) {
    throw invalid_option(concatenate("mask ", quoted(mask())), found, remedy);
  };
  std::vector<part> merged;
  for (const part& one : parts_) {
    if (!merged.empty() && merged.back().characters == one.characters && merged.back().least == merged.back().most) {
      merged.back().least += one.least;
      merged.back().most += one.most;
    } else {
      merged.push_back(one);
    }
  }
  parts_ = std::move(merged);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const part& one = parts_[i];
    alphabets_.push_back(one.characters.characters());
    if (alphabets_.back().empty() || one.most < one.least || one.most == 0)
      refuse("a part of it can't be met", "give each part a character and a count");
    shortest_ += one.least;
    longest_ += std::min(one.most, most_characters + 1);
    if (one.least == one.most || i + 1 == parts_.size()) continue;
    const part& follower = parts_[i + 1];
    if (follower.least == 0 || follower.characters.intersects(one.characters))
      refuse("its texts can be read in two ways",
             "put a character between what may repeat more or less often and what follows it");
  }
  if (parts_.empty() || longest_ > most_characters)
    refuse("its texts are empty or longer than 256 characters", "write a shorter mask");

  counts_.assign((parts_.size() + 1) * (longest_ + 1), 0);
  counts_[parts_.size() * (longest_ + 1)] = 1;
  for (std::size_t i = parts_.size(); i > 0; --i) {
    const part& one = parts_[i - 1];
    for (std::size_t times = one.least; times <= one.most; ++times) {
      const std::uint64_t ways = detail::masks::capped_power(alphabets_[i - 1].size(), times);
      for (std::size_t length = times; length <= longest_; ++length) {
        std::uint64_t& sum = counts_[(i - 1) * (longest_ + 1) + length];
        sum = detail::masks::capped_sum(sum, detail::masks::capped_product(ways, count(i, length - times)));
      }
    }
  }
  for (std::size_t length = 0; length <= longest_; ++length)
    capacity_ = detail::masks::capped_sum(capacity_, count(0, length));
}

STANDIN_LAZY_INLINE std::string text_pattern::mask() const {
  std::string mask;
  for (const part& one : parts_) {
    std::string set;
    detail::masks::append_set(set, one.characters);
    if (one.least != one.most) {
      mask += concatenate(set, "{", to_text(one.least), ",", to_text(one.most), "}");
    } else if (one.most * set.size() <= 8) {
      for (std::size_t i = 0; i < one.most; ++i) mask += set;
    } else {
      mask += one.most == 1 ? set : concatenate(set, "{", to_text(one.most), "}");
    }
  }
  return mask;
}

STANDIN_LAZY_INLINE std::uint64_t text_pattern::capacity_of_length(std::size_t length) const noexcept {
  return length <= longest_ ? count(0, length) : 0;
}

STANDIN_LAZY_INLINE std::string text_pattern::at(std::uint64_t index) const {
  if (index < capacity_)
    for (std::size_t length = shortest_; length <= longest_; ++length) {
      const std::uint64_t here = count(0, length);
      if (index < here) return at_length(length, index);
      index -= here;
    }
  throw invalid_option(concatenate("mask ", quoted(mask())),
                       concatenate("index ", to_text(index), " of ", to_text(capacity_)),
                       "ask for indices below the capacity");
}

STANDIN_LAZY_INLINE std::string text_pattern::at_length(std::size_t length, std::uint64_t index) const {
  if (index >= capacity_of_length(length))
    throw invalid_option(concatenate("mask ", quoted(mask())),
                         concatenate("index ", to_text(index), " of ", to_text(capacity_of_length(length)),
                                     " texts of length ", to_text(length)),
                         "ask for indices below the capacity");
  std::string text;
  text.reserve(length);
  std::size_t left = length;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::string& alphabet = alphabets_[i];
    std::size_t times = parts_[i].least;
    for (; times < parts_[i].most; ++times) {
      if (times > left) break;
      const std::uint64_t here = detail::masks::capped_product(detail::masks::capped_power(alphabet.size(), times),
                                                               count(i + 1, left - times));
      if (index < here) break;
      index -= here;
    }
    left -= times;
    // How many texts share what stands at a place. Where they can't be counted the index is kept for the characters to
    // come, which have room for all of it, and this one is drawn from it.
    const std::uint64_t after = count(i + 1, left);
    const std::uint64_t n = alphabet.size();
    const auto sharing = [&](std::size_t to_come) {
      return detail::masks::capped_product(detail::masks::capped_power(n, to_come), after);
    };
    std::uint64_t rest = times == 0 ? 0 : sharing(times - 1);
    for (std::size_t k = times; k > 0; --k) {
      if (rest == detail::masks::uncountable) {
        text += alphabet[static_cast<std::size_t>(random::hasher().add(index).add(text.size()).value() % n)];
        rest = k < 2 ? 0 : sharing(k - 2);
      } else {
        text += alphabet[static_cast<std::size_t>(index / rest)];
        index %= rest;
        rest /= n;
      }
    }
  }
  return text;
}

STANDIN_LAZY_INLINE bool text_pattern::matches(std::string_view text) const noexcept {
  for (const part& one : parts_) {
    std::size_t times = 0;
    while (times < one.most && times < text.size() && one.characters.contains(text[times])) ++times;
    if (times < one.least) return false;
    text.remove_prefix(times);
  }
  return text.empty();
}

}  // namespace standin::inline v0_1
