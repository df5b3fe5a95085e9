// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: each entry of a registry must model standin::generator, which needs using generator_concept =
// expect: standin::generator_tag, name() and fit(data, options); see docs/concepts/generator.md
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/registry.hpp>

#include <string>

struct no_tag {
  [[nodiscard]] std::string name() const { return "no tag"; }
  [[nodiscard]] auto fit(const standin::table_view& data, const standin::fit_options& options = {}) const {
    return standin::independent<>{}.fit(data, options);
  }
};

#ifdef SHOULD_FAIL
using entry = no_tag;
#else
using entry = standin::independent<>;
#endif

int main() {
  return static_cast<int>(standin::registry<entry>(entry{}).names().size()) - 1;
}
