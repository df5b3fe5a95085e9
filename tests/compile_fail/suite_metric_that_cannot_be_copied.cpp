// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: each part of a suite must model standin::metric — it can't be copied;
// expect: see docs/concepts/metric.md
#include <standin/evaluation/suite.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>

#include <string>
#include <vector>

struct uncopied {
  using metric_concept = standin::metric_tag;
  static constexpr standin::better direction = standin::better::larger;
  uncopied() = default;
  uncopied(const uncopied&) = delete;
  uncopied(uncopied&&) = default;
  [[nodiscard]] std::string name() const { return "mine"; }
  [[nodiscard]] std::vector<standin::finding> compare(const standin::comparison&) const { return {}; }
};

#ifdef SHOULD_FAIL
using metric = uncopied;
#else
using metric = standin::missing_pattern_similarity;
#endif

int main() {
  (void)standin::suite<metric>{};
}
