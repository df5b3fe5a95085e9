// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: a metric with applies_to(kind, kind) must model standin::pair_metric — it lacks compare(real,
// synthetic, context) of two standin::column_pair, which gives a standin::score; expect: see
// docs/concepts/pair_metric.md
#include <standin/evaluation/suite.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>

#include <string>
#include <vector>

struct mine {
  using metric_concept = standin::metric_tag;
  static constexpr standin::better direction = standin::better::larger;
  [[nodiscard]] std::string name() const { return "mine"; }
  [[nodiscard]] bool applies_to(standin::column_kind, standin::column_kind) const { return true; }
  [[nodiscard]] standin::score compare(const standin::column_view&, const standin::column_view&,
                                       const standin::metric_context&) const {
    return {};
  }
};

#ifdef SHOULD_FAIL
using metric = mine;
#else
using metric = standin::correlation_similarity;
#endif

int main() {
  (void)standin::suite<metric>{};
}
