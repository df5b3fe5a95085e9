// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: each part of a suite must model standin::metric — it lacks using metric_concept =
// standin::metric_tag; expect: see docs/concepts/metric.md
#include <standin/evaluation/suite.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>

#include <string>
#include <vector>

struct mine {
  static constexpr standin::better direction = standin::better::larger;
  [[nodiscard]] std::string name() const { return "mine"; }
  [[nodiscard]] std::vector<standin::finding> compare(const standin::comparison&) const { return {}; }
};

#ifdef SHOULD_FAIL
using metric = mine;
#else
using metric = standin::missing_pattern_similarity;
#endif

int main() {
  (void)standin::suite<metric>{};
}
