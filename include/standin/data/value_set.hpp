// SPDX-License-Identifier: MIT
/// \file
/// Which cells of one column are allowed.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/interval_set.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/text_set.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

/// A set of truth values.
struct boolean_set {
  bool no = false;   ///< false is in it
  bool yes = false;  ///< true is in it

  [[nodiscard]] static boolean_set everything() { return {true, true}; }
  [[nodiscard]] bool empty() const noexcept { return !no && !yes; }
  [[nodiscard]] bool is_everything() const noexcept { return no && yes; }
  [[nodiscard]] bool contains(bool value) const noexcept { return value ? yes : no; }
  [[nodiscard]] friend boolean_set operator&(boolean_set a, boolean_set b) { return {a.no && b.no, a.yes && b.yes}; }
  [[nodiscard]] friend boolean_set operator|(boolean_set a, boolean_set b) { return {a.no || b.no, a.yes || b.yes}; }
  [[nodiscard]] friend boolean_set operator~(boolean_set a) { return {!a.no, !a.yes}; }
  bool operator==(const boolean_set&) const = default;
};

/// The cells that are allowed in one column: a set of values, and whether the cell may be missing.
///
/// A missing cell counts as one more value, so that this is a set like any other: `~s` holds exactly the cells that `s`
/// doesn't, and all laws of sets hold. Equal sets compare equal. Which kind of values it speaks of follows from the
/// column's kind, and operations on two need the same.
class value_set {
 public:
  /// Numbers; ticks of date-times; categories and texts; truth values.
  enum class values : std::uint8_t { numbers, ticks, texts, booleans };

  /// No number, and not missing.
  value_set() = default;
  explicit value_set(number_set numbers) : numbers_(std::move(numbers)) {}
  explicit value_set(tick_set ticks) : ticks_(std::move(ticks)), of_(values::ticks) {}
  explicit value_set(text_set texts) : texts_(std::move(texts)), of_(values::texts) {}
  explicit value_set(boolean_set booleans) : booleans_(booleans), of_(values::booleans) {}

  /// Neither a value of that kind nor missing.
  STANDIN_LAZY [[nodiscard]] static value_set nothing(column_kind kind);
  /// Any value of that kind, not missing.
  STANDIN_LAZY [[nodiscard]] static value_set present(column_kind kind);
  /// Missing, and no value.
  STANDIN_LAZY [[nodiscard]] static value_set only_missing(column_kind kind);
  /// Any value of that kind, or missing.
  STANDIN_LAZY [[nodiscard]] static value_set everything(column_kind kind);

  /// What kind of values it speaks of; it holds none of the others.
  [[nodiscard]] values of() const noexcept { return of_; }
  [[nodiscard]] const number_set& numbers() const noexcept { return numbers_; }
  [[nodiscard]] const tick_set& ticks() const noexcept { return ticks_; }
  [[nodiscard]] const text_set& texts() const noexcept { return texts_; }
  [[nodiscard]] const boolean_set& booleans() const noexcept { return booleans_; }

  /// Whether it speaks of the values of such columns.
  STANDIN_LAZY [[nodiscard]] bool fits(column_kind kind) const noexcept;

  /// Whether the value is allowed: a `bool`, a number or, for date-times, an integer number of ticks. Never where the
  /// column has another kind.
  template <class Value>
    requires std::is_arithmetic_v<Value>
  [[nodiscard]] bool contains(Value value) const noexcept {
    if constexpr (std::same_as<Value, bool>) {
      return booleans_.contains(value);
    } else {
      if (of_ == values::numbers) return numbers_.contains(static_cast<double>(value));
      if constexpr (std::integral<Value>)
        return std::in_range<std::int64_t>(value) && ticks_.contains(static_cast<std::int64_t>(value));
      return false;
    }
  }
  /// Whether the text, or the category of that name, is allowed.
  [[nodiscard]] bool contains(std::string_view text) const noexcept { return texts_.contains(text); }
  [[nodiscard]] bool contains(const char* text) const noexcept { return texts_.contains(text); }

  /// Whether the cell may be missing.
  [[nodiscard]] bool allows_missing() const noexcept { return missing_; }
  /// Whether some value is allowed.
  [[nodiscard]] bool allows_values() const noexcept {
    return !numbers_.empty() || !ticks_.empty() || !texts_.empty() || !booleans_.empty();
  }

  /// Whether nothing at all is allowed.
  [[nodiscard]] bool empty() const noexcept { return !missing_ && !allows_values(); }
  /// Whether every cell is allowed.
  [[nodiscard]] bool is_everything() const noexcept {
    return missing_ &&
           (numbers_.is_everything() || ticks_.is_everything() || texts_.is_everything() || booleans_.is_everything());
  }

  /// \throws invalid_option  when the two speak of values of different kinds
  [[nodiscard]] friend value_set operator&(const value_set& a, const value_set& b) { return a.combine(b, true); }
  [[nodiscard]] friend value_set operator|(const value_set& a, const value_set& b) { return a.combine(b, false); }
  [[nodiscard]] friend value_set operator~(value_set a) {
    a.complement();
    return a;
  }

  bool operator==(const value_set&) const = default;

  /// What it says of a column, in the language of conditions: `age >= 30 and age < 40 or age is missing`.
  /// \param unit  of date-times, whose days and times are those of UTC
  STANDIN_LAZY [[nodiscard]] std::string describe(std::string_view column, time_unit unit = time_unit::second) const;

 private:
  STANDIN_LAZY [[nodiscard]] value_set combine(const value_set& other, bool both) const;
  STANDIN_LAZY void complement();

  number_set numbers_;
  tick_set ticks_;
  text_set texts_;
  boolean_set booleans_;
  values of_ = values::numbers;
  bool missing_ = false;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/value_set.ipp>
#endif
