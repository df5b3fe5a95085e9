// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/text_set.hpp.
#pragma once

#include <standin/data/text_set.hpp>

#include <algorithm>
#include <iterator>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE text_set::text_set(std::vector<std::string> names, bool complemented)
    : names_(std::move(names)), complemented_(complemented) {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

STANDIN_LAZY_INLINE bool text_set::contains(std::string_view text) const noexcept {
  const auto at = std::lower_bound(names_.begin(), names_.end(), text);
  return (at != names_.end() && *at == text) != complemented_;
}

STANDIN_LAZY_INLINE text_set text_set::combine(const text_set& other, bool both) const {
  text_set out;
  const auto into = std::back_inserter(out.names_);
  const auto [a, a_end] = std::pair(names_.begin(), names_.end());
  const auto [b, b_end] = std::pair(other.names_.begin(), other.names_.end());
  out.complemented_ = both ? complemented_ && other.complemented_ : complemented_ || other.complemented_;
  if (complemented_ == other.complemented_) {
    if (complemented_ == both) {
      std::set_union(a, a_end, b, b_end, into);
    } else {
      std::set_intersection(a, a_end, b, b_end, into);
    }
  } else if (complemented_ == both) {
    std::set_difference(b, b_end, a, a_end, into);
  } else {
    std::set_difference(a, a_end, b, b_end, into);
  }
  return out;
}

}  // namespace standin::inline v0_1
