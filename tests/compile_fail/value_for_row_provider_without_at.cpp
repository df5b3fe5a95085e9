// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the provider of value_for_row must model standin::provider — it lacks at(index)
#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>

struct numbers {
  using provider_concept = standin::provider_tag;
  std::string name() const { return "numbers"; }
  std::uint64_t capacity() const { return 10; }
#ifndef SHOULD_FAIL
  std::string at(std::uint64_t index) const { return std::to_string(index); }
#endif
};

int main() {
  return standin::value_for_row(numbers{}, {.seed = 1}, 0).empty() ? 1 : 0;
}
