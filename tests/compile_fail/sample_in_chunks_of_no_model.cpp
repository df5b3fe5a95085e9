// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what sample_in_chunks samples from must model standin::fitted_model, which needs schema()
// expect: and sample(rows, options), both const; see docs/concepts/fitted_model.md
#include <standin/generators/any.hpp>
#include <standin/generators/sample_in_chunks.hpp>

struct no_options {
  standin::table_schema schema() const { return {}; }
  standin::table sample(std::size_t) const { return {}; }
};

#ifdef SHOULD_FAIL
using model = no_options;
#else
using model = standin::any_model;
#endif

void stream(const model& from) {
  standin::sample_in_chunks(from, 10, {}, 5, [](const standin::table&) {});
}

int main() {}
