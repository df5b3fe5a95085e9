// SPDX-License-Identifier: MIT
// Whatever the text, it is read or refused, and what was read can be described.
#include <standin/core/error.hpp>
#include <standin/prepare/constraint_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(describe(standin::prepare::parse_constraint(text)));
  } catch (const standin::format_error&) {
  }
  return 0;
}
