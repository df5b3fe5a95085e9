// SPDX-License-Identifier: MIT
/// \file
/// Whether the same cells are missing together.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// One minus the total variation distance between the frequencies of missing patterns: which of a row's cells are
/// missing.
///
/// In [0, 1], 1 when all patterns are equally frequent. Shares of missing cells may agree column by column while their
/// patterns do not, as when a generator blanks each column by itself. One finding, of the whole table; refused below 20
/// rows a side. Costs O(rows · columns with holes).
struct missing_pattern_similarity {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  [[nodiscard]] std::string name() const { return "missing pattern similarity"; }

  STANDIN_LAZY [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<missing_pattern_similarity>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/missing_pattern_similarity.ipp>
#endif
