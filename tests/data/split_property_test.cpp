// SPDX-License-Identifier: MIT
#include <data/fixed_properties.hpp>
#include <standin/data/split.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <vector>

namespace standin {
namespace {

table labelled(const std::vector<std::uint32_t>& labels) {
  std::vector<std::int64_t> numbers;
  std::vector<std::int64_t> values;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    numbers.push_back(static_cast<std::int64_t>(row));
    values.push_back(labels[row]);
  }
  return {{{"row"}, {"by"}}, {column(std::move(numbers)), column(std::move(values))}};
}

std::vector<std::int64_t> cells_of(const table& part, std::size_t column) {
  return part.stored(column).cells<std::int64_t>();
}

double any_fraction() {
  return *rc::gen::inRange(1, 1000) / 1000.0;
}

std::vector<std::uint32_t> any_labels(std::uint32_t different) {
  return *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0U, different));
}

std::map<std::int64_t, std::size_t> counts_of(const std::vector<std::int64_t>& values) {
  std::map<std::int64_t, std::size_t> counts;
  for (const std::int64_t value : values) ++counts[value];
  return counts;
}

void check_parts(const table_parts& parts, std::size_t rows) {
  std::vector<std::int64_t> first = cells_of(parts.train, 0);
  const std::vector<std::int64_t> second = cells_of(parts.holdout, 0);
  RC_ASSERT(std::is_sorted(first.begin(), first.end()));
  RC_ASSERT(std::is_sorted(second.begin(), second.end()));
  first.insert(first.end(), second.begin(), second.end());
  std::sort(first.begin(), first.end());
  RC_ASSERT(first.size() == rows);
  for (std::size_t row = 0; row < rows; ++row) RC_ASSERT(first[row] == static_cast<std::int64_t>(row));
}

RC_GTEST_PROP(split_properties, each_row_is_in_one_part_in_its_old_order, (std::uint64_t seed)) {
  const std::vector<std::uint32_t> labels = any_labels(5);
  const double fraction = any_fraction();
  const table_parts parts = split(labelled(labels), fraction, {.seed = seed});
  check_parts(parts, labels.size());
  RC_ASSERT(parts.train.rows() ==
            static_cast<std::size_t>(std::llround(static_cast<double>(labels.size()) * fraction)));
}

RC_GTEST_PROP(split_properties, strata_keep_their_share_to_less_than_one_row, (std::uint64_t seed)) {
  const std::vector<std::uint32_t> labels = any_labels(8);
  const double fraction = any_fraction();
  const table_parts parts = split(labelled(labels), fraction, {.seed = seed, .stratify_by = "by"});
  check_parts(parts, labels.size());
  RC_ASSERT(parts.train.rows() ==
            static_cast<std::size_t>(std::llround(static_cast<double>(labels.size()) * fraction)));
  auto first = counts_of(cells_of(parts.train, 1));
  for (const auto& [label, rows] : counts_of({labels.begin(), labels.end()}))
    RC_ASSERT(std::abs(static_cast<double>(first[label]) - static_cast<double>(rows) * fraction) < 1.0 + 1e-9);
}

RC_GTEST_PROP(split_properties, groups_stay_together_as_near_as_any_choice_comes, (std::uint64_t seed)) {
  std::vector<std::uint32_t> labels;
  const auto sizes =
      *rc::gen::suchThat(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 40)),
                         [](const auto& s) { return s.size() >= 2 && s.size() <= 10; });
  for (std::size_t g = 0; g < sizes.size(); ++g) labels.insert(labels.end(), sizes[g], static_cast<std::uint32_t>(g));
  const double fraction = any_fraction();
  const table_parts parts = split(labelled(labels), fraction, {.seed = seed, .group_by = "by"});
  check_parts(parts, labels.size());
  const auto first = counts_of(cells_of(parts.train, 1));
  const auto second = counts_of(cells_of(parts.holdout, 1));
  for (const auto& [label, rows] : first) RC_ASSERT(second.count(label) == 0U);
  RC_ASSERT(!first.empty());
  RC_ASSERT(!second.empty());

  // All choices of groups, by brute force.
  const auto wanted = std::llround(static_cast<double>(labels.size()) * fraction);
  long long best = static_cast<long long>(labels.size()) + 1;
  for (unsigned choice = 1; choice + 1 < 1U << sizes.size(); ++choice) {
    long long sum = 0;
    for (std::size_t g = 0; g < sizes.size(); ++g)
      if ((choice >> g & 1U) != 0) sum += static_cast<long long>(sizes[g]);
    best = std::min(best, std::abs(sum - wanted));
  }
  RC_ASSERT(std::abs(static_cast<long long>(parts.train.rows()) - wanted) == best);
}

RC_GTEST_PROP(split_properties, one_seed_gives_one_split, (std::uint64_t seed)) {
  const table data = labelled(any_labels(4));
  const double fraction = any_fraction();
  for (const split_options& options : {split_options{.seed = seed}, split_options{.seed = seed, .stratify_by = "by"}}) {
    const table_parts once = split(data, fraction, options);
    const table_parts twice = split(data, fraction, options);
    RC_ASSERT(cells_of(once.train, 0) == cells_of(twice.train, 0));
  }
}

}  // namespace
}  // namespace standin
