// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Provider of unique_values must model standin::provider — it lacks at(index)
#include <standin/providers/unique_values.hpp>

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
  const standin::unique_values<numbers>* values = nullptr;
  return sizeof(*values) > 0 ? 0 : 1;
}
