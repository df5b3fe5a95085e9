// SPDX-License-Identifier: MIT
// Conditions as text: whatever is read must be written so that it is read back, and must hold for the same rows once it
// is bound, as itself and as its opposite.
#include <standin/core/error.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/table.hpp>
#include <standin/data/where_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace standin;

/// Stops the fuzzer, which shows the input.
void require(bool holds) {
  if (!holds) std::abort();
}

const table& rows() {
  static const table data = [] {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    validity some(4);
    some.set(2, false);
    return table{{{"a"},
                  {"b"},
                  {"c", column_kind::categorical},
                  {"t", column_kind::text},
                  {"f", column_kind::boolean},
                  {"d", column_kind::datetime, time_unit::day},
                  {.name = "n",
                   .kind = column_kind::datetime,
                   .unit = time_unit::nanosecond,
                   .form = {.datetime = "%d.%m.%Y %H:%M", .utc_offset = 60}}},
                 {column(std::vector<double>{0, 1, 2, -1.5}, some), column(std::vector<float>{0.1F, 1, 2, 30}),
                  column::categorical({0, 1, 0, 1}, std::vector<std::string>{"F", "M"}, some),
                  column(std::vector<std::string>{"F", "", "x", "it's"}), column::booleans({0, 1, 1, 0}, some),
                  column(std::vector<std::int64_t>{0, least, 19753, greatest}, some),
                  column(std::vector<std::int64_t>{least, greatest, 0, 1706659200000000000})}};
  }();
  return data;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  condition wanted;
  try {
    wanted = parse_condition(text);
  } catch (const format_error&) {
    return 0;
  }
  const std::string written = to_text(wanted);
  // Writing adds quotes and parentheses, so that what was just short enough may come out too long, or too deep.
  try {
    require(parse_condition(written) == wanted);
  } catch (const format_error&) {
    require(size > 2000 || wanted.node().depth > 40);
  }
  try {
    const table_schema& schema = rows().schema();
    const bound_condition bound(wanted, schema);
    const bound_condition opposite(!wanted, schema);
    const std::uint64_t met = row_matcher(bound, rows()).block(0, 4);
    const std::uint64_t not_met = row_matcher(opposite, rows()).block(0, 4);
    require((met ^ not_met) == 0b1111);
    require(!bound.contradiction() || met == 0);
    require(!bound.always() || met == 0b1111);
    static_cast<void>(bound.describe());
    for (const column_restriction& side : bound.box()) {
      require(!side.allowed.empty() && !side.allowed.is_everything());
      static_cast<void>(bound.describe(side.column));
    }
  } catch (const schema_error&) {
    return 0;
  }
  return 0;
}
