// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: only a registry knows what an any_model holds: call write_model(registry, model, path) or
// expect: read_model(registry, path); see docs/concepts/model_traits.md
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>

void write(const standin::any_model& model) {
#ifdef SHOULD_FAIL
  standin::io::write_model(model, "model.json");
#else
  standin::io::write_model(standin::registry{standin::independent<>{}}, model, "model.json");
#endif
}

int main() {}
