// SPDX-License-Identifier: MIT
/// \file
/// Numbers for texts, in the order in which they are first seen.
#pragma once

#include <standin/config.hpp>
#include <standin/io/detail/csv_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// A hash table with open addressing, made for short texts: up to eight bytes are compared at once, in the table
/// itself.
class string_dictionary {
 public:
  /// The text's number, a new one for a new text.
  /// \param text  with 8 readable bytes behind it
  [[nodiscard]] std::uint32_t code_of(std::string_view text) {
    const std::uint64_t head = head_of(text);
    const auto size = static_cast<std::uint32_t>(text.size());
    if (last_.head == head && last_.size == size && same_behind_head(last_.code, text)) return last_.code;
    if (2 * texts_.size() >= slots_.size()) grow();
    for (std::size_t at = hash_of(head, text);; ++at) {
      const slot& found = slots_[at & (slots_.size() - 1)];
      if (found.size == free) return insert(at & (slots_.size() - 1), head, text);
      if (found.head == head && found.size == size && same_behind_head(found.code, text)) {
        last_ = found;
        return found.code;
      }
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] const std::vector<std::string_view>& texts() const noexcept { return texts_; }

 private:
  static constexpr std::uint32_t free = 0xFFFFFFFFU;
  struct slot {
    std::uint64_t head = 0;
    std::uint32_t size = free;
    std::uint32_t code = 0;
  };

  /// The first eight bytes, or fewer and zeros.
  [[nodiscard]] static std::uint64_t head_of(std::string_view text) noexcept {
    const std::uint64_t word = load_word(text.data());
    return text.size() >= 8 ? word : word & ((std::uint64_t{1} << (8 * text.size())) - 1);
  }

  [[nodiscard]] bool same_behind_head(std::uint32_t code, std::string_view text) const noexcept {
    return text.size() <= 8 || std::memcmp(texts_[code].data() + 8, text.data() + 8, text.size() - 8) == 0;
  }

  [[nodiscard]] static std::size_t hash_of(std::uint64_t head, std::string_view text) noexcept {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = (head ^ (text.size() * odd)) * 0xD6E8FEB86659FD93U;
    for (std::size_t i = 8; i < text.size(); i += 8) {
      hash ^= hash >> 32;
      hash = (hash ^ head_of(text.substr(i))) * odd;
    }
    hash ^= hash >> 32;
    hash *= odd;
    return static_cast<std::size_t>(hash ^ (hash >> 32));
  }

  STANDIN_LAZY std::uint32_t insert(std::size_t at, std::uint64_t head, std::string_view text);
  STANDIN_LAZY void grow();

  std::vector<slot> slots_ = std::vector<slot>(16);
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> arenas_;
  std::size_t room_ = 0;  ///< free bytes at the end of the last arena
  std::size_t used_ = 0;  ///< taken bytes of it
  slot last_{};
};

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/string_dictionary.ipp>
#endif
