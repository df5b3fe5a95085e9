// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Learner of two_sample_test must model standin::binary_classifier — it lacks
// expect: fit_binary(features, outcome, context)
#include <standin/metrics/detection/two_sample_test.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

struct knows_nothing {
  struct model {
    std::vector<double> probabilities(const standin::plain_table& x, standin::executor_ref) const {
      return std::vector<double>(x.rows, 0.5);
    }
    std::vector<double> values(const standin::plain_table& x, standin::executor_ref) const {
      return std::vector<double>(x.rows);
    }
  };
  using learner_concept = standin::learner_tag;
  static std::string name() { return "nothing"; }
#ifndef SHOULD_FAIL
  model fit_binary(const standin::plain_table&, std::span<const std::uint8_t>, const standin::learning_context&) const {
    return {};
  }
#endif
};

int main() {
  return standin::two_sample_test<knows_nothing>{}.name().empty() ? 1 : 0;
}
