// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: model files don't know this model: include its header, <standin/io/models/….hpp>, or specialise
// expect: standin::io::model_traits for it; see docs/concepts/model_traits.md
#include <standin/generators/independent/independent.hpp>
#include <standin/io/model_file.hpp>
#ifndef SHOULD_FAIL
#include <standin/io/models/independent.hpp>
#endif

void write(const standin::fitted_t<standin::independent<>>& model) {
  standin::io::write_model(model, "model.json");
}

int main() {}
