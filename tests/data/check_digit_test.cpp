// SPDX-License-Identifier: MIT
#include <standin/data/check_digit.hpp>

#include <gtest/gtest.h>

#include <string>

namespace standin {
namespace {

// 7992739871 is the usual worked example, whose digit is 3; the others are the test numbers that card networks publish.
TEST(luhn, agrees_with_published_numbers) {
  EXPECT_EQ(luhn_digit("7992739871"), '3');
  EXPECT_TRUE(luhn_valid("4111111111111111"));
  EXPECT_TRUE(luhn_valid("5500005555555559"));
  EXPECT_TRUE(luhn_valid("378282246310005"));
  EXPECT_FALSE(luhn_valid("4111111111111112"));
  EXPECT_FALSE(luhn_valid("0"));
  EXPECT_FALSE(luhn_valid(""));
}

TEST(luhn, notices_each_wrong_digit_and_most_swaps) {
  const std::string valid = "4111222233334444";
  const std::string number = valid.substr(0, 15) + luhn_digit(valid.substr(0, 15));
  for (std::size_t i = 0; i < number.size(); ++i)
    for (char c = '0'; c <= '9'; ++c) {
      std::string wrong = number;
      wrong[i] = c;
      EXPECT_EQ(luhn_valid(wrong), c == number[i]);
    }
}

// The IBAN of the example in ISO 13616-1, as the registry prints it, and two from national banks' pages.
TEST(remainder_97, is_one_for_published_account_numbers) {
  const auto of = [](std::string iban) { return remainder_97(iban.substr(4) + iban.substr(0, 4)); };
  EXPECT_EQ(of("GB82WEST12345698765432"), 1U);
  EXPECT_EQ(of("DE89370400440532013000"), 1U);
  EXPECT_EQ(of("FR1420041010050500013M02606"), 1U);
  EXPECT_NE(of("GB82WEST12345698765433"), 1U);
}

TEST(remainder_97, goes_on_where_a_text_was_cut) {
  EXPECT_EQ(remainder_97("8765GB", remainder_97("WEST1234")), remainder_97("WEST12348765GB"));
}

static_assert(luhn_digit("7992739871") == '3', "usable when the program is compiled");

}  // namespace
}  // namespace standin
