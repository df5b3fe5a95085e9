// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what a core fits must model standin::core_model — it lacks sample_into(out, from, row) const;
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

struct no_sample_into {
  struct model {
    void sample_into(standin::plain_rows&) const {}
    void parameters(auto&&) const {}
  };
  model fit(const standin::plain_table&, standin::fit_context&) const { return {}; }
};

#ifdef SHOULD_FAIL
using core = no_sample_into;
#else
using core = good_core;
#endif

int main() {
  if (false) (void)standin::fit_prepared(core{}, standin::table(), {});
}
