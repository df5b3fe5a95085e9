// SPDX-License-Identifier: MIT
/// \file
/// Numbers for the different values of a column, in the order in which they are first seen, with their counts.
#pragma once

#include <standin/random/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// \tparam Key  `std::uint64_t`, for numbers by their bits, or `std::string_view`, which must stay where it is
template <class Key>
class value_index {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  /// The value's number, a new one for a new value. Counts it.
  std::uint32_t count(Key key) {
    if (last_ < keys_.size() && keys_[last_] == key) {
      ++rows_[last_];
      return last_;
    }
    if (2 * keys_.size() >= slots_.size()) grow();
    const std::uint64_t hash = hash_of(key);
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      slot& here = slots_[at];
      if (here.code == none) {
        here = {static_cast<std::uint32_t>(keys_.size()), tag};
        keys_.push_back(key);
        rows_.push_back(1);
        return last_ = here.code;
      }
      if (here.tag == tag && keys_[here.code] == key) {
        ++rows_[here.code];
        return last_ = here.code;
      }
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }
  [[nodiscard]] const std::vector<Key>& keys() const noexcept { return keys_; }
  [[nodiscard]] const std::vector<std::size_t>& rows() const noexcept { return rows_; }

  [[nodiscard]] static std::uint64_t hash_of(Key key) noexcept {
    if constexpr (requires { key.size(); }) {
      return random::hash_text(key);
    } else {
      return random::mix(key);
    }
  }

 private:
  struct slot {
    std::uint32_t code = none;
    std::uint32_t tag = 0;
  };

  [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 32);
  }

  void grow() {
    std::vector<slot> larger(slots_.size() * 2);
    for (std::uint32_t code = 0; code < keys_.size(); ++code) {
      const std::uint64_t hash = hash_of(keys_[code]);
      std::size_t at = hash & (larger.size() - 1);
      while (larger[at].code != none) at = (at + 1) & (larger.size() - 1);
      larger[at] = {code, tag_of(hash)};
    }
    slots_ = std::move(larger);
  }

  std::vector<slot> slots_ = std::vector<slot>(64);
  std::vector<Key> keys_;
  std::vector<std::size_t> rows_;
  std::uint32_t last_ = none;
};

}  // namespace standin::inline v0_1::detail
