// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/string_dictionary.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/detail/string_dictionary.hpp>

#include <algorithm>

namespace standin::inline v0_1::io::detail {

STANDIN_LAZY_INLINE std::uint32_t string_dictionary::insert(std::size_t at, std::uint64_t head, std::string_view text) {
  if (texts_.size() + 1 >= free) throw data_error("CSV", "a column has more than four thousand million distinct texts");
  if (room_ < text.size() + text_padding) {
    constexpr std::size_t least = 256;
    constexpr std::size_t most = std::size_t{1} << 20;
    room_ = std::max(text.size() + text_padding, std::clamp(2 * used_, least, most));
    arenas_.push_back(std::make_unique<char[]>(room_));
    used_ = 0;
  }
  char* const copy = arenas_.back().get() + used_;
  std::copy(text.begin(), text.end(), copy);
  used_ += text.size();
  room_ -= text.size();
  last_ = {head, static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(texts_.size())};
  texts_.emplace_back(copy, text.size());
  slots_[at] = last_;
  return last_.code;
}

STANDIN_LAZY_INLINE void string_dictionary::grow() {
  std::vector<slot> old(slots_.size() * 4);
  old.swap(slots_);
  for (const slot& one : old) {
    if (one.size == free) continue;
    std::size_t at = hash_of(one.head, texts_[one.code]) & (slots_.size() - 1);
    while (slots_[at].size != free) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = one;
  }
}

}  // namespace standin::inline v0_1::io::detail
