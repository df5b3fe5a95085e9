// SPDX-License-Identifier: MIT
// The first line is a pattern, the second a date-time, the third some ticks: what a pattern reads it writes so that the
// same is read again, and it writes any ticks in any unit.
#include <standin/core/error.hpp>
#include <standin/data/datetime.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace standin;

/// Stops the fuzzer, which shows the input.
void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view pattern = take_line(text);
  const std::string_view cell = take_line(text);
  std::int64_t ticks = 0;
  std::memcpy(&ticks, text.data(), text.size() < sizeof ticks ? text.size() : sizeof ticks);
  try {
    const datetime_format format(pattern);
    for (const time_unit unit :
         {time_unit::day, time_unit::second, time_unit::millisecond, time_unit::microsecond, time_unit::nanosecond}) {
      std::string written;
      format.append(written, ticks, unit, static_cast<int>(ticks % 1440));
      if (unit < format.unit()) continue;  // coarser than what is written
      const auto read = format.parse(cell, unit);
      if (!read) continue;
      written.clear();
      format.append(written, read->ticks, unit, read->utc_offset);
      if (pattern.find("%-") != std::string_view::npos) continue;  // "112" may be 1/12 and 11/2
      const auto again = format.parse(written, unit, read->utc_offset);
      require(again && again->ticks == read->ticks);
    }
  } catch (const invalid_option&) {
  }
  return 0;
}
