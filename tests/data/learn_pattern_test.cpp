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

/// Texts numbered one after the other, between two others.
std::vector<std::string> numbered(const std::string& before, int first, int n, int digits,
                                  const std::string& after = "") {
  std::vector<std::string> texts;
  for (int i = first; i < first + n; ++i) {
    std::string number = std::to_string(i);
    while (static_cast<int>(number.size()) < digits) number.insert(0, "0");
    texts.push_back(before + number + after);
  }
  return texts;
}

TEST(learn_pattern, keeps_what_all_texts_share_where_numbers_have_room) {
  EXPECT_EQ(mask_of(numbered("INV-", 0, 5'000, 6)), "INV-999999");
  EXPECT_EQ(mask_of(numbered("INV-", 0, 20, 6)), "INV-999999");
  EXPECT_EQ(mask_of(numbered("C", 1, 5'000, 8)), "C99999999");
  EXPECT_EQ(mask_of(numbered("INV-2024-", 1, 5'000, 6)), "INV-2024-999999") << "another number has room";
  EXPECT_EQ(mask_of(numbered("\u00E4", 1, 1'000, 4)), "\u00E49999");
  EXPECT_EQ(mask_of(numbered("", 1, 500, 5, " \u20AC")), "99999 \u20AC");
}

TEST(learn_pattern, opens_no_more_than_the_room_needs) {
  // 1 000 texts want room for 4 000: 900 of three digits, [1-9]99, are too few, and one more digit is shared.
  EXPECT_EQ(mask_of(numbered("INV-7/", 0, 1'000, 3)), "INV-[1-9]/999");
  // Two digits and no other to open: 26 times 100, and the two letters before stay.
  EXPECT_EQ(mask_of(numbered("KEY", 0, 100, 2)), "KEA99");
}

// 5 000 numbers from 1 to 5 000 are all but half of those up to 9 999, and one more digit has room for all.
TEST(learn_pattern, makes_numbers_of_changing_length_longer) {
  const auto learned = learn(numbered("https://ex.com/item/", 1, 5'000, 1));
  ASSERT_TRUE(learned.has_value());
  EXPECT_EQ(learned->pattern.mask(), "https://ex.com/item/[1-9]9{0,4}");
  EXPECT_TRUE(learned->any_length) << "the 9 of one digit would be most of what there is";
  EXPECT_FALSE(learn(texts_of("K-9{3,8}", 500))->any_length);
  EXPECT_EQ(mask_of(numbered("#", 1, 6'000, 4)), "#9{4,5}") << "more than half of all texts of the mask";
}

TEST(learn_pattern, has_others_for_more_rows_where_it_keeps_what_texts_share) {
  const auto beyond = [](const std::vector<std::string>& texts) {
    const auto learned = learn(texts);
    return learned && learned->beyond ? learned->beyond->mask() : "none";
  };
  EXPECT_EQ(beyond(numbered("INV-", 0, 5'000, 6)), "INV-[1-9]9{6,15}");
  EXPECT_EQ(beyond(numbered("item/", 1, 5'000, 1)), "item/[1-9]9{5,15}");
  EXPECT_EQ(beyond(texts_of("INVAAAA", 1'000)), "AA[A-UW-Z]AAAA");
  EXPECT_EQ(beyond(texts_of("AA-9999", 300)), "none") << "all that its classes allow is in the pattern";
}

TEST(learn_pattern, takes_characters_beyond_ascii_only_where_all_texts_have_them) {
  std::vector<std::string> texts = numbered("\u00E4", 1, 1'000, 4);
  texts.back() = "\u00F60001";
  EXPECT_EQ(mask_of(texts), "none");
}

TEST(learn_pattern, does_not_take_a_few_texts_for_a_rule) {
  EXPECT_EQ(mask_of({"INV-1", "INV-2", "INV-3"}), "AAA-9");
}

TEST(learn_pattern, leaves_out_zero_at_the_front_of_numbers) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 400; ++i) numbers.push_back("K" + std::to_string(100 + 7 * i % 900 + i % 7));
  EXPECT_EQ(mask_of(numbers).substr(0, 6), "K[1-9]");
}

// No literal text of the column may stand in the mask, and no pattern may be so narrow that it gives mostly stored
// texts.
TEST(learn_pattern, echoes_no_text) {
  EXPECT_EQ(mask_of(std::vector<std::string>(500, "SECRET")), "AAAAAA");
  // Room for four times 400 needs two letters beside the digit: 6 760.
  const auto all_of_ten = texts_of("SECRET-9", 400);
  EXPECT_EQ(mask_of(all_of_ten), "SECRAA-9");
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
