// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Learner of predictive_utility must model standin::regressor — it lacks
#include <standin/metrics/utility/predictive_utility.hpp>

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
  model fit_binary(const standin::plain_table&, std::span<const std::uint8_t>, const standin::learning_context&) const {
    return {};
  }
  model fit_classes(const standin::plain_table&, std::span<const std::uint32_t>, std::uint32_t,
                    const standin::learning_context&) const {
    return {};
  }
#ifndef SHOULD_FAIL
  model fit_values(const standin::plain_table&, std::span<const double>, const standin::learning_context&) const {
    return {};
  }
#endif
};

int main() {
  return standin::predictive_utility<knows_nothing>{}.name().empty() ? 1 : 0;
}
