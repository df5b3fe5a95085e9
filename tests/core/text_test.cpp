// SPDX-License-Identifier: MIT
#include <standin/core/text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

using namespace std::string_view_literals;

TEST(quoted, shows_plain_text_as_it_is) {
  EXPECT_EQ(quoted("Grüße, 東京"), "\"Grüße, 東京\"");
  EXPECT_EQ(quoted(""), "\"\"");
}

TEST(quoted, escapes_what_would_break_the_line_or_the_terminal) {
  EXPECT_EQ(quoted("a\nb\r\tc\x1B[31m\x7F"), R"("a\nb\r\tc\x1B[31m\x7F")");
  EXPECT_EQ(quoted("nul\0!"sv), R"("nul\x00!")");
  EXPECT_EQ(quoted("say \"hi\" \\o/"), R"("say \"hi\" \\o/")");
  EXPECT_EQ(quoted("\xC2\x9B"), R"("\xC2\x9B")");  // U+009B opens a terminal command, as ESC [ does
}

// The Unicode Standard 15, table 3-7, gives the well-formed sequences.
TEST(quoted, escapes_bytes_that_are_not_utf8) {
  EXPECT_EQ(quoted("caf\xE9"), R"("caf\xE9")");
  EXPECT_EQ(quoted("\xC0\xAF"), R"("\xC0\xAF")");                  // overlong
  EXPECT_EQ(quoted("\xE0\x9F\xBF"), R"("\xE0\x9F\xBF")");          // overlong
  EXPECT_EQ(quoted("\xED\xA0\x80"), R"("\xED\xA0\x80")");          // surrogate
  EXPECT_EQ(quoted("\xF4\x90\x80\x80"), R"("\xF4\x90\x80\x80")");  // beyond U+10FFFF
  EXPECT_EQ(quoted("\xF0\x9F\x98"), R"("\xF0\x9F\x98")");          // cut off
  EXPECT_EQ(quoted("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"");
}

TEST(quoted, shows_sixty_characters_at_most) {
  const std::string sixty(60, 'x');
  EXPECT_EQ(quoted(sixty), '"' + sixty + '"');
  EXPECT_EQ(quoted(sixty + "y"), '"' + sixty + "\"…");
  std::string wide;
  for (int i = 0; i < 61; ++i) wide += "é";
  EXPECT_EQ(quoted(wide), '"' + wide.substr(0, 120) + "\"…");  // characters, not bytes, and none cut in two
}

TEST(with_decimals, gives_so_many_digits_after_the_point) {
  EXPECT_EQ(with_decimals(0.125, 3), "0.125");
  EXPECT_EQ(with_decimals(2.0, 1), "2.0");
  EXPECT_EQ(with_decimals(-1234.5678, 2), "-1234.57");
  EXPECT_EQ(with_decimals(1e308, 1).size(), 311U);
  EXPECT_EQ(with_decimals(std::numeric_limits<double>::quiet_NaN(), 3), "nan");
}

TEST(percent_rounded_down, reaches_no_limit_from_below) {
  EXPECT_EQ(percent_rounded_down(0.4999), "49.9 %");
  EXPECT_EQ(percent_rounded_down(0.5), "50 %");
  EXPECT_EQ(percent_rounded_down(0.9999999), "99.9 %");
  EXPECT_EQ(percent_rounded_down(1.0), "100 %");
  EXPECT_EQ(percent_rounded_down(0.0), "0 %");
}

TEST(to_text, gives_the_shortest_text_that_reads_back) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(0.1F), "0.1");
  EXPECT_EQ(to_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(to_text(3.0), "3");
  EXPECT_EQ(to_text(-0.0), "-0");
  EXPECT_EQ(to_text(1e22), "1e+22");
  EXPECT_EQ(to_text(std::numeric_limits<double>::denorm_min()), "5e-324");
  EXPECT_EQ(to_text(std::numeric_limits<double>::lowest()), "-1.7976931348623157e+308");
}

TEST(to_text, names_what_is_not_finite) {
  EXPECT_EQ(to_text(std::numeric_limits<double>::quiet_NaN()), "nan");
  EXPECT_EQ(to_text(-std::numeric_limits<double>::quiet_NaN()), "nan");
  EXPECT_EQ(to_text(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(to_text(-std::numeric_limits<double>::infinity()), "-inf");
}

TEST(to_text, writes_whole_numbers_of_every_width) {
  EXPECT_EQ(to_text(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(to_text(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(to_text(-7), "-7");
  EXPECT_EQ(to_text(std::uint8_t{200}), "200");
}

TEST(join, puts_the_separator_between) {
  EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(join(std::array<std::string_view, 2>{"a", "b"}, " or "), "a or b");
  EXPECT_EQ(join(std::vector<std::string>{}), "");
  EXPECT_EQ(join(std::vector<const char*>{"alone"}), "alone");
}

TEST(concatenate, puts_the_parts_one_after_the_other) {
  EXPECT_EQ(concatenate("column ", std::string("age"), ": "sv, to_text(3)), "column age: 3");
  EXPECT_EQ(concatenate(), "");
}

}  // namespace
}  // namespace standin
