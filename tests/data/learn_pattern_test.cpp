// SPDX-License-Identifier: MIT
#include <standin/data/check_digit.hpp>
#include <standin/data/learn_pattern.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin {
namespace {

std::optional<learned_pattern> learn(const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return learn_pattern(views);
}

/// Texts that a pattern gives at random indices.
std::vector<std::string> texts_of(const char* mask, std::size_t n) {
  const text_pattern pattern{std::string_view(mask)};
  random::stream draws({.seed = 8}, random::purpose::sample, n);
  std::vector<std::string> texts;
  while (texts.size() < n) texts.push_back(pattern.at(random::uniform_index(draws, pattern.capacity())));
  return texts;
}

std::string mask_of(const std::vector<std::string>& texts) {
  const auto learned = learn(texts);
  return learned ? learned->pattern.mask() : "none";
}

TEST(learn_pattern, finds_classes_and_separators) {
  EXPECT_EQ(mask_of({"AB-1234", "CD-5678", "XY-0000"}), "AA-9999");
  EXPECT_EQ(mask_of({"aardsda01", "aaronha01", "aase01"}), "a{4,7}99");
  EXPECT_EQ(mask_of({"12.5.x", "1.77.y"}), "9{1,2}.9{1,2}.a");
  EXPECT_EQ(mask_of({"C85", "C123", "E46", "G6"}), "A9{1,3}");
}

TEST(learn_pattern, finds_hexadecimal_digits) {
  EXPECT_EQ(mask_of(texts_of("[0-9a-f]{8}-[0-9a-f]{4}", 200)), "[0-9a-f]{8}-[0-9a-f]{4}");
  EXPECT_EQ(mask_of(texts_of("[0-9A-F]{12}", 50)), "[0-9A-F]{12}");
  EXPECT_EQ(mask_of(texts_of("[0-9a-z]{12}", 200)), "[0-9a-z]{12}");
}

// Another letter in place of the prefix's would have been found 1000 / 26 = 38 times, another digit 100 times.
TEST(learn_pattern, keeps_a_prefix_that_all_of_many_texts_have) {
  EXPECT_EQ(mask_of(texts_of("INV-2\\0999999", 1'000)),
            "INV-2099999"
            "9");
  EXPECT_EQ(mask_of(texts_of("[AC]-999999", 1'000)), "[AC]-999999");
}

TEST(learn_pattern, does_not_take_a_few_texts_for_a_rule) {
  EXPECT_EQ(mask_of({"INV-1", "INV-2", "INV-3"}), "AAA-9");
}

TEST(learn_pattern, leaves_out_zero_at_the_front_of_numbers) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 400; ++i) numbers.push_back("K" + std::to_string(100 + 7 * i % 900 + i % 7));
  EXPECT_EQ(mask_of(numbers).substr(0, 6), "A[1-9]");
}

// No literal text of the column may stand in the mask, and no pattern may be so narrow that it gives mostly stored
// texts.
TEST(learn_pattern, echoes_no_text) {
  EXPECT_EQ(mask_of(std::vector<std::string>(500, "SECRET")), "AAAAAA");
  const auto all_of_ten = texts_of("SECRET-9", 400);
  EXPECT_EQ(mask_of(all_of_ten), "AAAAAA-9");
  const auto of_two = learn({"Alice", "Bobby"});
  ASSERT_TRUE(of_two.has_value());
  EXPECT_EQ(of_two->pattern.mask(), "Aaaaa");
}

TEST(learn_pattern, says_how_many_texts_fit) {
  std::vector<std::string> texts = texts_of("AA-9999", 90);
  texts.insert(texts.end(), 10, "n/a (see note)");
  const auto learned = learn(texts);
  ASSERT_TRUE(learned.has_value());
  EXPECT_EQ(learned->pattern.mask(), "AA-9999");
  EXPECT_EQ(learned->texts, 100U);
  EXPECT_EQ(learned->fitting, 90U);
  EXPECT_FALSE(learned->fits_all());
  EXPECT_TRUE(learn(texts_of("AA-9999", 90))->fits_all());
}

TEST(learn_pattern, counts_the_lengths) {
  const auto learned = learn({"A1", "B22", "C33", "D444"});
  ASSERT_TRUE(learned.has_value());
  EXPECT_EQ(learned->lengths, (std::vector<length_count>{{2, 1}, {3, 2}, {4, 1}}));
}

TEST(learn_pattern, tests_for_luhn_digits) {
  std::vector<std::string> numbers = texts_of("9{15}", 30);
  EXPECT_FALSE(learn(numbers)->luhn);
  for (std::string& number : numbers) number += luhn_digit(number);
  EXPECT_TRUE(learn(numbers)->luhn);
  numbers[7].back() = numbers[7].back() == '0' ? '1' : '0';
  EXPECT_FALSE(learn(numbers)->luhn);
}

TEST(learn_pattern, matches_what_it_says_to_match) {
  for (const char* mask : {"AA-9999", "a{2,6}99", "A/9 99999", "9{3,9}", "[0-9a-f]{16}", "A9A 9A9", "a.a{1,9}@a{3}"}) {
    const auto texts = texts_of(mask, 300);
    const auto learned = learn(texts);
    ASSERT_TRUE(learned.has_value()) << mask;
    EXPECT_TRUE(learned->fits_all()) << mask << " became " << learned->pattern.mask();
    for (const std::string& text : texts) EXPECT_TRUE(learned->pattern.matches(text)) << mask << ": " << text;
  }
}

TEST(learn_pattern, gives_nothing_where_there_is_no_form) {
  EXPECT_FALSE(learn({}).has_value());
  EXPECT_FALSE(learn({"alone"}).has_value());
  EXPECT_FALSE(learn({"", ""}).has_value());
  EXPECT_FALSE(learn({"***", "***"}).has_value());
  EXPECT_FALSE(learn({"Zoë", "Noël"}).has_value());
  EXPECT_FALSE(learn({std::string(100, 'x'), std::string(100, 'y')}).has_value());
  EXPECT_FALSE(learn({"a b", "c-d", "e/f"}).has_value());
}

}  // namespace
}  // namespace standin
