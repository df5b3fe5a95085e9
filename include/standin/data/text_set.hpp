// SPDX-License-Identifier: MIT
/// \file
/// Sets of texts: some names, or all but some.
#pragma once

#include <standin/config.hpp>

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// A set of texts that is given by finitely many names: those in it, or those that are not.
///
/// Equal sets compare equal. Texts are compared byte by byte. Operations cost O(names of both).
class text_set {
 public:
  /// The set without texts.
  text_set() = default;

  /// These names, in any order; repeated ones count once.
  explicit text_set(std::vector<std::string> names) : text_set(std::move(names), false) {}
  /// All texts but these.
  [[nodiscard]] static text_set all_but(std::vector<std::string> names) { return {std::move(names), true}; }
  [[nodiscard]] static text_set everything() { return all_but({}); }

  /// The names that are in it, or with `complemented()` those that are not; in ascending order.
  [[nodiscard]] std::span<const std::string> names() const noexcept { return names_; }
  [[nodiscard]] bool complemented() const noexcept { return complemented_; }

  [[nodiscard]] bool empty() const noexcept { return names_.empty() && !complemented_; }
  [[nodiscard]] bool is_everything() const noexcept { return names_.empty() && complemented_; }

  /// Costs O(log names).
  STANDIN_LAZY [[nodiscard]] bool contains(std::string_view text) const noexcept;

  [[nodiscard]] friend text_set operator&(const text_set& a, const text_set& b) { return a.combine(b, true); }
  [[nodiscard]] friend text_set operator|(const text_set& a, const text_set& b) { return a.combine(b, false); }
  [[nodiscard]] friend text_set operator~(text_set a) {
    a.complemented_ = !a.complemented_;
    return a;
  }

  bool operator==(const text_set&) const = default;

 private:
  STANDIN_LAZY text_set(std::vector<std::string> names, bool complemented);

  STANDIN_LAZY [[nodiscard]] text_set combine(const text_set& other, bool both) const;

  std::vector<std::string> names_;
  bool complemented_ = false;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/text_set.ipp>
#endif
