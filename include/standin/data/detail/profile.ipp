// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/profile.hpp.
#pragma once

#include <standin/data/detail/column_profiles.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/detail/dependencies.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/detail/value_index.hpp>
#include <standin/data/profile.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>

namespace standin::inline v0_1 {

namespace detail::profiling {

inline constexpr std::size_t rows_hashed_at_once = 65'536;

/// Counts rows that an earlier one equals.
[[nodiscard]] inline std::size_t count_duplicates(const table_view& data, executor_ref on) {
  const std::size_t columns = data.schema().size();
  if (columns == 0) return 0;
  std::vector<std::uint64_t> sums(data.rows(), 0);
  parallel_for(on, data.rows(), rows_hashed_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = 0; i < columns; ++i) add_cell_hashes(data.column(i), i, begin, end, sums.data() + begin);
  });
  std::sort(sums.begin(), sums.end());
  std::size_t duplicates = 0;
  for (std::size_t i = 1; i < sums.size(); ++i)
    if (sums[i] == sums[i - 1]) ++duplicates;
  return duplicates;
}

/// Counts the ways in which rows have holes.
inline void find_missing_patterns(const table_view& data, std::size_t most, executor_ref on, table_profile& out) {
  std::vector<std::size_t> holes;
  for (std::size_t i = 0; i < out.columns.size(); ++i)
    if (out.columns[i].missing > 0) holes.push_back(i);
  if (data.rows() == 0) return;
  if (holes.empty()) {
    out.complete_rows = data.rows();
    out.patterns.push_back({{}, data.rows()});
    out.pattern_count = 1;
    return;
  }
  std::vector<std::uint64_t> sums(data.rows(), 0);
  parallel_for(on, data.rows(), rows_hashed_at_once, [&](std::size_t begin, std::size_t end) {
    for (const std::size_t i : holes) {
      const std::uint64_t hash = random::mix(i + 1);
      const column_view& column = data.column(i);
      for (std::size_t row = begin; row < end; ++row)
        if (column.missing(row)) sums[row] += hash;
    }
  });
  value_index<std::uint64_t> index;
  std::vector<std::size_t> example;  // a row of each pattern
  for (std::size_t row = 0; row < sums.size(); ++row) {
    index.count(sums[row]);
    if (example.size() < index.size()) example.push_back(row);
  }
  std::vector<std::size_t> order(index.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    order[k] = k;
    if (index.keys()[k] == 0) out.complete_rows = index.rows()[k];
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return index.rows()[a] > index.rows()[b]; });
  out.pattern_count = order.size();
  for (std::size_t k = 0; k < std::min(most, order.size()); ++k) {
    missing_pattern pattern{.rows = index.rows()[order[k]]};
    for (const std::size_t i : holes)
      if (data.column(i).missing(example[order[k]])) pattern.columns.push_back(i);
    out.patterns.push_back(std::move(pattern));
  }
}

}  // namespace detail::profiling

STANDIN_INLINE table_profile profile(const table_view& data, const profile_options& options) {
  const std::size_t n = data.schema().size();
  const std::vector<std::optional<column_role>> given = detail::given_roles(data.schema(), options.roles);
  table_profile out{.rows = data.rows()};
  out.columns.resize(n);
  std::vector<detail::pair_facts> facts(n);
  progress_meter columns_done(options.progress, "look at columns", n);
  options.executor.run(n, [&](std::size_t i) {
    const column_spec& spec = data.schema()[i];
    const column_view& column = data.column(i);
    const detail::column_scan scan = detail::scan_column(column, spec.name);
    inferred_role role = detail::infer_role(spec.name, spec.kind, scan);
    detail::apply_given(role, given[i]);
    out.columns[i] = detail::describe_column(spec, column, scan, role, options.levels);
    facts[i] = {.values = scan.distinct + (scan.missing() > 0 ? 1 : 0),
                .repetition = detail::probability_of_repetition(scan),
                .may_be_key = scan.missing() == 0 && role.role != column_role::measure};
    columns_done.advance(1);
  });

  progress_meter rows_done(options.progress, "look at rows", 3);
  out.duplicate_rows = detail::profiling::count_duplicates(data, options.executor);
  rows_done.advance(1);
  detail::profiling::find_missing_patterns(data, options.patterns, options.executor, out);
  rows_done.advance(1);
  if (data.rows() > 1)
    for (std::size_t i = 0; i < n; ++i)
      if (facts[i].may_be_key && facts[i].values == data.rows()) out.keys.push_back({i});
  out.dependencies_complete = options.dependencies;
  if (options.dependencies) {
    detail::found_dependencies found = detail::find_dependencies(data, facts, options.executor);
    out.dependencies = std::move(found.all);
    out.dependencies_complete = found.complete;
    if (out.keys.empty() && out.duplicate_rows == 0) out.keys = detail::find_key_pairs(data, facts);
  }
  rows_done.advance(1);
  return out;
}

}  // namespace standin::inline v0_1
