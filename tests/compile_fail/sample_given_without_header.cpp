// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: sampling under conditions is a header of its own; #include
// expect: <standin/generators/conditional_sampling.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/generator.hpp>
#ifndef SHOULD_FAIL
#include <standin/generators/conditional_sampling.hpp>
#endif

int main() {
  const standin::sample_options options{.seed = 1, .given = standin::where("age") >= 30};
  return options.given.always() ? 1 : 0;
}
