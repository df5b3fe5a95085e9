// SPDX-License-Identifier: MIT
// Properties of interval sets with ends of any value, shrunk to the smallest counterexample where one fails.
#include <standin/data/interval_set.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace standin {
namespace {

/// Runs a property on 1 000 cases that are the same each time.
template <class Property>
void check(const char* description, Property&& property) {
  rc::detail::TestParams params;
  params.seed = 20240131;
  params.maxSuccess = 1000;
  rc::detail::TestMetadata about;
  about.description = description;
  const rc::detail::TestResult result = rc::detail::checkTestable(property, about, params);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << result;
}

using raw_interval = std::tuple<double, double, bool, bool>;
using raw_tick_interval = std::tuple<std::int64_t, std::int64_t, bool, bool>;

template <class Number, class Raw>
interval_set<Number> set_of(const std::vector<Raw>& raw) {
  std::vector<interval<Number>> parts;
  for (const auto& [lower, upper, lower_open, upper_open] : raw)
    parts.push_back({lower, upper, lower_open, upper_open});
  return interval_set<Number>(std::move(parts));
}

bool any_contains(const auto& raw, auto x) {
  for (const auto& [lower, upper, lower_open, upper_open] : raw)
    if ((lower_open ? lower < x : lower <= x) && (upper_open ? x < upper : x <= upper)) return true;
  return false;
}

TEST(interval_set, holds_what_its_intervals_hold) {
  check("numbers", [](const std::vector<raw_interval>& raw, double x) {
    const number_set set = set_of<double>(raw);
    RC_ASSERT(set.contains(x) == any_contains(raw, x));
    for (const auto& part : raw) {
      for (const double end : {std::get<0>(part), std::get<1>(part)}) {
        for (const double near : {end, std::nextafter(end, -INFINITY), std::nextafter(end, INFINITY)})
          RC_ASSERT(set.contains(near) == any_contains(raw, near));
      }
    }
  });
  check("ticks", [](const std::vector<raw_tick_interval>& raw) {
    const tick_set set = set_of<std::int64_t>(raw);
    for (const auto& part : raw)
      for (const std::int64_t end : {std::get<0>(part), std::get<1>(part)}) {
        constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
        constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
        RC_ASSERT(set.contains(end) == any_contains(raw, end));
        if (end < greatest) RC_ASSERT(set.contains(end + 1) == any_contains(raw, end + 1));
        if (end > least) RC_ASSERT(set.contains(end - 1) == any_contains(raw, end - 1));
      }
  });
}

template <class Number, class Raw>
void laws(const std::vector<Raw>& raw_a, const std::vector<Raw>& raw_b) {
  const auto a = set_of<Number>(raw_a);
  const auto b = set_of<Number>(raw_b);
  RC_ASSERT(~~a == a);
  RC_ASSERT(~(a & b) == (~a | ~b));
  RC_ASSERT((a & b) == (b & a));
  RC_ASSERT((a | (a & b)) == a);
  RC_ASSERT((a & ~a).empty());
  RC_ASSERT((a | ~a).is_everything());
  std::vector<interval<Number>> both(a.intervals().begin(), a.intervals().end());
  both.insert(both.end(), b.intervals().begin(), b.intervals().end());
  RC_ASSERT((a | b) == interval_set<Number>(both));
}

TEST(interval_set, obeys_the_laws_of_sets) {
  check("numbers", laws<double, raw_interval>);
  check("ticks", laws<std::int64_t, raw_tick_interval>);
}

// What canonical means: in order, not empty, and with something between neighbours.
TEST(interval_set, is_kept_in_one_form) {
  check("numbers", [](const std::vector<raw_interval>& raw) {
    const number_set set = set_of<double>(raw);
    const auto parts = set.intervals();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT(parts[i].lower < parts[i].upper || (parts[i].point() && !parts[i].lower_open && !parts[i].upper_open));
      if (i == 0) continue;
      const bool apart = parts[i - 1].upper < parts[i].lower;
      RC_ASSERT(apart || (parts[i - 1].upper == parts[i].lower && parts[i - 1].upper_open && parts[i].lower_open));
    }
  });
  check("ticks", [](const std::vector<raw_tick_interval>& raw) {
    const tick_set set = set_of<std::int64_t>(raw);
    const auto parts = set.intervals();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT(parts[i].lower <= parts[i].upper && !parts[i].lower_open && !parts[i].upper_open);
      if (i > 0) RC_ASSERT(parts[i - 1].upper < parts[i].lower - 1);
    }
  });
}

}  // namespace
}  // namespace standin
