// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what a core fits must model standin::core_model — it can't be copied and assigned;
// expect: see docs/concepts/core_model.md
#include <standin/generators/prepared.hpp>

#include <cstdint>

struct good_model {
  void sample_into(standin::plain_rows&, standin::random::source, std::uint64_t) const {}
  void parameters(auto&&) const {}
};

struct good_core {
  good_model fit(const standin::plain_table&, standin::fit_context&) const { return {}; }
};

struct no_copy {
  struct model : good_model {
    model() = default;
    model(const model&) = delete;
  };
  model fit(const standin::plain_table&, standin::fit_context&) const { return {}; }
};

#ifdef SHOULD_FAIL
using core = no_copy;
#else
using core = good_core;
#endif

int main() {
  if (false) (void)standin::fit_prepared(core{}, standin::table(), {});
}
