// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Provider of unique_values must model standin::provider — it lacks using provider_concept =
// standin::provider_tag
#include <standin/providers/unique_values.hpp>

#include <cstdint>
#include <string>

struct numbers {
#ifndef SHOULD_FAIL
  using provider_concept = standin::provider_tag;
#endif
  std::string name() const { return "numbers"; }
  std::uint64_t capacity() const { return 10; }
  std::string at(std::uint64_t index) const { return std::to_string(index); }
};

int main() {
  const standin::unique_values<numbers>* values = nullptr;
  return sizeof(*values) > 0 ? 0 : 1;
}
