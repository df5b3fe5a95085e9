// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: a step must model standin::prepare::preparation_step — it lacks using step_concept =
// standin::prepare::step_tag expect: see docs/concepts/preparation_step.md
#include <standin/prepare/step.hpp>

#include <string>

struct learned {
  [[nodiscard]] standin::table apply(standin::table t) const { return t; }
  [[nodiscard]] standin::table restore(standin::table t, const standin::prepare::restore_context&) const { return t; }
  [[nodiscard]] standin::prepare::pulled_box pull(const standin::prepare::cell_box& box) const { return {box}; }
  void parameters(auto&&, auto&&) const {}
};

struct step {
#ifndef SHOULD_FAIL
  using step_concept = standin::prepare::step_tag;
#endif
  [[nodiscard]] std::string name() const { return "step"; }
  [[nodiscard]] learned fit(const standin::table_view&) const { return {}; }
};

int main() {
  const standin::prepare::any_step any = step{};
  return static_cast<int>(any.name().size()) - 4;
}
