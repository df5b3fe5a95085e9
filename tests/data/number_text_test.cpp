// SPDX-License-Identifier: MIT
#include <standin/data/number_text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

namespace standin {
namespace {

std::string written(double number, const text_form& form = {}) {
  std::string text;
  append_number(text, number, form);
  return text;
}

std::string whole(std::int64_t number, const text_form& form = {}) {
  std::string text;
  append_number(text, number, form);
  return text;
}

TEST(number_text, is_the_shortest_that_reads_back) {
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(-2), "-2");
  EXPECT_EQ(written(1e22), "10000000000000000000000");
  EXPECT_EQ(written(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(written(-0.0), "-0");
  EXPECT_EQ(written(std::nan("")), "nan");
  EXPECT_EQ(written(-std::numeric_limits<double>::infinity()), "-inf");
}

TEST(number_text, reads_back_whatever_the_bits) {
  std::uint64_t bits = 88172645463325252U;  // xorshift64, G. Marsaglia 2003
  for (int i = 0; i < 20'000; ++i) {
    bits ^= bits << 13;
    bits ^= bits >> 7;
    bits ^= bits << 17;
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number)) continue;
    for (const number_notation notation :
         {number_notation::fixed, number_notation::shorter, number_notation::magnitude, number_notation::scientific}) {
      const std::string text = written(number, {.notation = notation});
      ASSERT_EQ(parse_number(text), number) << text;
      ASSERT_EQ(std::strtod(text.c_str(), nullptr), number) << text;
    }
  }
}

TEST(number_text, has_as_many_decimals_as_it_should) {
  EXPECT_EQ(written(2.5, {.min_decimals = 2}), "2.50");
  EXPECT_EQ(written(2.125, {.max_decimals = 2}), "2.12");  // half to even
  EXPECT_EQ(written(1.115, {.max_decimals = 2}), "1.11");  // the double is below 1.115
  EXPECT_EQ(written(2.999, {.min_decimals = 1, .max_decimals = 2}), "3.0");
  EXPECT_EQ(written(-0.004, {.max_decimals = 2}), "0");
  EXPECT_EQ(written(1e300, {.min_decimals = 1, .max_decimals = 2}).size(), 303U);
  EXPECT_EQ(written(0.1, {.max_decimals = 20}), "0.1");
  EXPECT_EQ(whole(129, {.min_decimals = 1}), "129.0");
}

// printf("%.*f") rounds the exact value of the double, half to even; but it gives "-0.0" for -0.04.
TEST(number_text, rounds_as_printf_does) {
  std::uint64_t bits = 88172645463325252U;
  for (int i = 0; i < 50'000; ++i) {
    bits ^= bits << 13;
    bits ^= bits >> 7;
    bits ^= bits << 17;
    const int decimals = i % 7;
    const double number = static_cast<double>(static_cast<std::int64_t>(bits) >> 20) / 1024.0 / (1.0 + i % 3);
    char expected[400];
    std::snprintf(expected, sizeof expected, "%.*f", decimals, number);
    const bool zero = std::strtod(expected, nullptr) == 0;
    ASSERT_EQ(written(number, {.min_decimals = decimals, .max_decimals = decimals}),
              zero && number < 0 ? expected + 1 : expected);
  }
}

// R 4.2: as.character(c(1e5, 123456, 1e-4, 0.001, 1e15, 123400000)), which writes 1e+05, 123456, 1e-04, 0.001, 1e+15,
// 123400000 (123400000 and 1.234e+08 take nine characters both).
TEST(number_text, takes_the_shorter_notation_as_r_does) {
  const text_form r{.notation = number_notation::shorter};
  EXPECT_EQ(written(1e5, r), "1e+05");
  EXPECT_EQ(written(123456, r), "123456");
  EXPECT_EQ(written(1e-4, r), "1e-04");
  EXPECT_EQ(written(0.001, r), "0.001");
  EXPECT_EQ(written(1e15, r), "1e+15");
  EXPECT_EQ(written(123400000, r), "123400000");
  EXPECT_EQ(whole(200000, r), "2e+05");
  EXPECT_EQ(whole(120000, r), "120000");
  EXPECT_EQ(whole(-100000, r), "-1e+05");
  EXPECT_EQ(whole(0, r), "0");
}

// Python 3.11: repr(1e16), repr(1e15), repr(0.0001), repr(0.00001234), but that whole numbers end in .0 there.
TEST(number_text, goes_by_magnitude_as_python_does) {
  const text_form python{.min_decimals = 1, .notation = number_notation::magnitude};
  EXPECT_EQ(written(1e16, python), "1e+16");
  EXPECT_EQ(written(1e15, python), "1000000000000000.0");
  EXPECT_EQ(written(0.0001, python), "0.0001");
  EXPECT_EQ(written(0.00001234, python), "1.234e-05");
}

// numpy.savetxt(fmt="%.3e"), printf("%.3e"), which keep zeros at the end.
TEST(number_text, has_as_many_decimals_before_the_exponent_as_it_should) {
  const text_form three{.min_decimals = 3, .max_decimals = 3, .notation = number_notation::scientific};
  EXPECT_EQ(written(608'000, three), "6.080e+05");
  EXPECT_EQ(written(-0.000123456, three), "-1.235e-04");
  EXPECT_EQ(written(0, three), "0.000e+00");
  EXPECT_EQ(whole(608'049, three), "6.080e+05");
  EXPECT_EQ(whole(0, three), "0.000e+00");
  EXPECT_EQ(as_written(608'049, three), 608'000);
  const text_form up_to_three{.max_decimals = 3, .notation = number_notation::scientific, .decimal_mark = ','};
  EXPECT_EQ(written(608'000, up_to_three), "6,08e+05");
  EXPECT_EQ(written(600'000, up_to_three), "6e+05");
  EXPECT_EQ(as_written(10.005, {.max_decimals = 1}), 10.0);
}

TEST(number_text, has_the_form_s_mark_and_zero) {
  EXPECT_EQ(written(-0.5, {.decimal_mark = ','}), "-0,5");
  EXPECT_EQ(written(-0.5, {.leading_zero = false}), "-.5");
  EXPECT_EQ(written(0.25, {.leading_zero = false}), ".25");
  EXPECT_EQ(written(0, {.leading_zero = false}), "0");
  EXPECT_EQ(written(12.5, {.min_decimals = 2, .notation = number_notation::scientific}), "1.25e+01");
  EXPECT_EQ(written(1, {.min_decimals = 2, .notation = number_notation::scientific}), "1.00e+00");
}

TEST(number_text, reads_numbers_and_nothing_else) {
  EXPECT_EQ(parse_number("12.50"), 12.5);
  EXPECT_EQ(parse_number("-.5"), -0.5);
  EXPECT_EQ(parse_number("1e+05"), 1e5);
  EXPECT_EQ(parse_number("3,5", ','), 3.5);
  EXPECT_EQ(parse_number("0.1000000000000000055511151231257827"), 0.1);
  EXPECT_EQ(parse_number("1e-400"), 0.0);
  for (const std::string_view text : {"", "-", ".", "+1", " 1", "1 ", "1,234", "0x10", "nan", "inf", "-inf", "1e",
                                      "1e+", "e5", "1.2.3", "1e400", "--1", "1-", "infinity"})
    EXPECT_FALSE(parse_number(text)) << text;
}

}  // namespace
}  // namespace standin
