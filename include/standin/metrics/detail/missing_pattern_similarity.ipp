// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/table/missing_pattern_similarity.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>
#include <standin/random/hash.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/total_variation.hpp>

#include <cstdint>
#include <limits>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE std::vector<finding> missing_pattern_similarity::compare(const comparison& tables) const {
  const std::size_t rows_real = tables.train.rows();
  const std::size_t rows = rows_real + tables.synthetic.rows();
  // Patterns are numbered in the order of their first row, column by column; the numbers don't enter the result.
  std::vector<std::uint32_t> pattern(rows, 0);
  std::vector<std::uint8_t> missing(rows, 0);
  std::vector<std::uint32_t> number;
  std::uint32_t patterns = rows > 0 ? 1 : 0;
  std::size_t with_holes = 0;
  for (std::size_t c = 0; c < tables.train.schema().size(); ++c) {
    bool holes = false;
    for (std::size_t row = 0; row < rows; ++row) {
      missing[row] =
          (row < rows_real ? tables.train.column(c).missing(row) : tables.synthetic.column(c).missing(row - rows_real))
              ? 1
              : 0;
      holes = holes || missing[row] != 0;
    }
    if (!holes) continue;
    ++with_holes;
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    number.assign(std::size_t{patterns} * 2, none);
    patterns = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      std::uint32_t& at = number[std::size_t{pattern[row]} * 2 + missing[row]];
      if (at == none) at = patterns++;
      pattern[row] = at;
    }
  }
  stats::paired_counts counts;
  counts.a.assign(patterns, 0);
  counts.b.assign(patterns, 0);
  counts.total_a = rows_real;
  counts.total_b = rows - rows_real;
  for (std::size_t row = 0; row < rows; ++row) ++(row < rows_real ? counts.a : counts.b)[pattern[row]];

  finding found{.metric = name(), .direction = direction};
  score& result = found.result;
  result.rows_real = rows_real;
  result.rows_synthetic = rows - rows_real;
  if (!detail::undefined_when_empty(result, "rows")) {
    result.value = 1.0 - stats::total_variation(counts);
    result.ideal = 1.0 - stats::expected_total_variation(counts);
    result.note = with_holes == 0 ? "no cell is missing in either table"
                                  : to_text(patterns) + (patterns == 1 ? " pattern" : " patterns") + " over " +
                                        to_text(with_holes) + " columns with missing cells";
    if (tables.resamples > 0) {
      const stats::interval distance = stats::total_variation_interval(counts);
      detail::set_interval(result, {1.0 - distance.upper, 1.0 - distance.lower});
    }
    detail::refuse_below(result, 20, "rows");
  }
  return {found};
}

}  // namespace standin::inline v0_1
