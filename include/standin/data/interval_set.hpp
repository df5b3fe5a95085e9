// SPDX-License-Identifier: MIT
/// \file
/// Sets of numbers as unions of intervals.
#pragma once

#include <standin/core/error.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// The numbers from `lower` to `upper`, each end included unless it is open. A single number has both ends the same.
template <class Number>
struct interval {
  Number lower{};
  Number upper{};
  bool lower_open = false;
  bool upper_open = false;

  [[nodiscard]] constexpr bool contains(Number x) const noexcept {
    return (lower_open ? lower < x : lower <= x) && (upper_open ? x < upper : x <= upper);
  }
  /// Whether it is a single number.
  [[nodiscard]] constexpr bool point() const noexcept { return lower == upper; }

  bool operator==(const interval&) const = default;
};

/// A set of numbers: `double`, with the two infinities as numbers like any other, or `std::int64_t`.
///
/// It is kept in one form only, so that equal sets compare equal: intervals in ascending order, none of them empty, as
/// few as possible. Those of integers have closed ends. Operations cost O(intervals of both).
template <class Number>
  requires(std::same_as<Number, double> || std::same_as<Number, std::int64_t>)
class interval_set {
 public:
  static constexpr Number least =
      std::same_as<Number, double> ? -std::numeric_limits<Number>::infinity() : std::numeric_limits<Number>::min();
  static constexpr Number greatest =
      std::same_as<Number, double> ? std::numeric_limits<Number>::infinity() : std::numeric_limits<Number>::max();

  /// The set without numbers.
  interval_set() = default;

  /// The union of intervals in any order, overlapping or not. An interval whose ends are in the wrong order is empty.
  /// Costs O(n log n).
  /// \throws invalid_option  when an end is NaN
  explicit interval_set(std::vector<interval<Number>> parts) : parts_(std::move(parts)) { normalise(); }

  /// \throws invalid_option  when one is NaN
  [[nodiscard]] static interval_set points(std::span<const Number> numbers) {
    std::vector<interval<Number>> parts;
    parts.reserve(numbers.size());
    for (const Number x : numbers) parts.push_back({x, x});
    return interval_set(std::move(parts));
  }
  [[nodiscard]] static interval_set everything() { return interval_set({{least, greatest}}); }
  [[nodiscard]] static interval_set less_than(Number x) { return interval_set({{least, x, false, true}}); }
  [[nodiscard]] static interval_set at_most(Number x) { return interval_set({{least, x}}); }
  [[nodiscard]] static interval_set more_than(Number x) { return interval_set({{x, greatest, true, false}}); }
  [[nodiscard]] static interval_set at_least(Number x) { return interval_set({{x, greatest}}); }

  /// In ascending order, apart from each other.
  [[nodiscard]] std::span<const interval<Number>> intervals() const noexcept { return parts_; }

  [[nodiscard]] bool empty() const noexcept { return parts_.empty(); }
  [[nodiscard]] bool is_everything() const noexcept {
    return parts_.size() == 1 && parts_.front() == interval<Number>{least, greatest};
  }

  /// Costs O(log intervals). NaN is in no set.
  [[nodiscard]] bool contains(Number x) const noexcept {
    const auto after = std::partition_point(parts_.begin(), parts_.end(),
                                            [x](const interval<Number>& part) { return part.lower <= x; });
    return after != parts_.begin() && std::prev(after)->contains(x);
  }

  /// The numbers that are in both.
  [[nodiscard]] friend interval_set operator&(const interval_set& a, const interval_set& b) {
    interval_set both;
    for (std::size_t i = 0, k = 0; i < a.parts_.size() && k < b.parts_.size();) {
      const interval<Number>& p = a.parts_[i];
      const interval<Number>& q = b.parts_[k];
      const interval<Number>& low = begins_before(p, q) ? q : p;
      const bool p_ends_first = ends_before(p, q);
      const interval<Number>& high = p_ends_first ? p : q;
      const interval<Number> common{low.lower, high.upper, low.lower_open, high.upper_open};
      if (holds_any(common)) both.parts_.push_back(common);
      ++(p_ends_first ? i : k);
    }
    return both;
  }

  /// The numbers that are in one of them, or in both.
  [[nodiscard]] friend interval_set operator|(const interval_set& a, const interval_set& b) {
    interval_set either;
    either.parts_.resize(a.parts_.size() + b.parts_.size());
    std::merge(a.parts_.begin(), a.parts_.end(), b.parts_.begin(), b.parts_.end(), either.parts_.begin(),
               begins_before);
    either.merge_neighbours();
    return either;
  }

  /// The numbers that are not in it.
  [[nodiscard]] friend interval_set operator~(const interval_set& a) {
    interval_set rest;
    interval<Number> gap{least, greatest};
    for (const interval<Number>& part : a.parts_) {
      gap.upper = part.lower;
      gap.upper_open = !part.lower_open;
      close(gap);
      if (holds_any(gap)) rest.parts_.push_back(gap);
      if (part.upper == greatest && !part.upper_open) return rest;
      gap = {part.upper, greatest, !part.upper_open, false};
    }
    close(gap);
    rest.parts_.push_back(gap);
    return rest;
  }

  bool operator==(const interval_set&) const = default;

 private:
  static constexpr bool whole = std::same_as<Number, std::int64_t>;

  [[nodiscard]] static constexpr bool holds_any(const interval<Number>& part) noexcept {
    return part.lower < part.upper || (part.lower == part.upper && !part.lower_open && !part.upper_open);
  }
  [[nodiscard]] static constexpr bool begins_before(const interval<Number>& a, const interval<Number>& b) noexcept {
    return a.lower != b.lower ? a.lower < b.lower : !a.lower_open && b.lower_open;
  }
  [[nodiscard]] static constexpr bool ends_before(const interval<Number>& a, const interval<Number>& b) noexcept {
    return a.upper != b.upper ? a.upper < b.upper : a.upper_open && !b.upper_open;
  }
  /// Whether no number lies between the end of the first and the begin of the second, which begins later.
  [[nodiscard]] static constexpr bool touch(const interval<Number>& a, const interval<Number>& b) noexcept {
    if (whole && a.upper < b.lower) return a.upper != greatest && a.upper + 1 == b.lower;
    return b.lower != a.upper ? b.lower < a.upper : !a.upper_open || !b.lower_open;
  }
  /// Gives an interval of integers closed ends; one that holds none gets ends in the wrong order.
  static constexpr void close(interval<Number>& part) noexcept {
    if constexpr (whole) {
      if ((part.lower_open && part.lower == greatest) || (part.upper_open && part.upper == least)) {
        part = {greatest, least};
        return;
      }
      if (part.lower_open) ++part.lower;
      if (part.upper_open) --part.upper;
      part.lower_open = part.upper_open = false;
    }
  }

  void normalise() {
    for (interval<Number>& part : parts_) {
      if (part.lower != part.lower || part.upper != part.upper)
        throw invalid_option("interval_set", "an end is NaN, which is neither above nor below any number",
                             "give numbers, or infinity for no bound");
      if constexpr (!whole) {  // no negative zero
        part.lower += 0.0;
        part.upper += 0.0;
      }
      close(part);
    }
    std::erase_if(parts_, [](const interval<Number>& part) { return !holds_any(part); });
    std::sort(parts_.begin(), parts_.end(), begins_before);
    merge_neighbours();
  }

  void merge_neighbours() {
    std::size_t last = 0;
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      if (!touch(parts_[last], parts_[i])) {
        parts_[++last] = parts_[i];
      } else if (ends_before(parts_[last], parts_[i])) {
        parts_[last].upper = parts_[i].upper;
        parts_[last].upper_open = parts_[i].upper_open;
      }
    }
    if (!parts_.empty()) parts_.resize(last + 1);
  }

  std::vector<interval<Number>> parts_;
};

/// Numbers of a column. An infinite end that is closed includes infinity itself.
using number_set = interval_set<double>;

/// Date-times, in ticks of their column's unit.
using tick_set = interval_set<std::int64_t>;

}  // namespace standin::inline v0_1
