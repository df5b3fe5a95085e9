// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/text_pattern.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <unordered_set>

namespace standin {
namespace {

constexpr std::uint64_t countless = ~std::uint64_t{0};

TEST(text_pattern, counts_its_texts) {
  EXPECT_EQ(text_pattern("9").capacity(), 10U);
  EXPECT_EQ(text_pattern("AA-9999").capacity(), 26U * 26 * 10'000);
  EXPECT_EQ(text_pattern("x").capacity(), 1U);
  EXPECT_EQ(text_pattern("[0-9a-f]{4}").capacity(), 65'536U);
  EXPECT_EQ(text_pattern("a{0,3}9").capacity(), (1U + 26 + 676 + 17'576) * 10);
  EXPECT_EQ(text_pattern("9{1,3}-A{1,2}").capacity(), (10U + 100 + 1'000) * (26 + 676));
  EXPECT_EQ(text_pattern("9{19}").capacity(), 10'000'000'000'000'000'000U);
  EXPECT_EQ(text_pattern("9{20}").capacity(), countless);
  EXPECT_EQ(text_pattern("[0-9a-f]{32}").capacity(), countless);
}

TEST(text_pattern, counts_the_texts_of_each_length) {
  const text_pattern pattern("9{1,3}-A{1,2}");
  EXPECT_EQ(pattern.shortest(), 3U);
  EXPECT_EQ(pattern.longest(), 6U);
  EXPECT_EQ(pattern.capacity_of_length(2), 0U);
  EXPECT_EQ(pattern.capacity_of_length(3), 10U * 26);
  EXPECT_EQ(pattern.capacity_of_length(4), 100U * 26 + 10 * 676);
  EXPECT_EQ(pattern.capacity_of_length(7), 0U);
  std::uint64_t sum = 0;
  for (std::size_t length = 0; length < 10; ++length) sum += pattern.capacity_of_length(length);
  EXPECT_EQ(sum, pattern.capacity());
}

TEST(text_pattern, numbers_all_its_texts) {
  for (const char* mask : {"9{1,2}-[AB]{0,3}", "a[xyz]{2,3}", "[0-9a-c]{3}", "\\9\\A9", "A{0,1}9{1,2}"}) {
    const text_pattern pattern(mask);
    std::set<std::string> texts;
    std::size_t length = 0;
    for (std::uint64_t i = 0; i < pattern.capacity(); ++i) {
      const std::string text = pattern.at(i);
      EXPECT_TRUE(pattern.matches(text)) << mask << ": " << text;
      EXPECT_GE(text.size(), length) << mask << ": the shorter ones come first";
      length = text.size();
      texts.insert(text);
    }
    EXPECT_EQ(texts.size(), pattern.capacity()) << mask;
  }
}

TEST(text_pattern, is_in_the_order_of_characters) {
  const text_pattern pattern("A-99");
  EXPECT_EQ(pattern.at(0), "A-00");
  EXPECT_EQ(pattern.at(1), "A-01");
  EXPECT_EQ(pattern.at(100), "B-00");
  EXPECT_EQ(pattern.at(2'599), "Z-99");
}

TEST(text_pattern, gives_different_texts_where_there_are_too_many_to_count) {
  for (const char* mask : {"[0-9a-f]{32}", "A{10,30}", "9{25}-a{3}", "9{1,25}"}) {
    const text_pattern pattern(mask);
    std::unordered_set<std::string> texts;
    std::uint64_t wanted = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i)
      for (const std::uint64_t index : {i, countless - 1 - i, i * 0x9E3779B97F4A7C15 % countless}) {
        const std::string text = pattern.at(index);
        ASSERT_TRUE(pattern.matches(text)) << mask << ": " << text;
        texts.insert(text);
        ++wanted;
      }
    EXPECT_GE(texts.size(), wanted - 2) << mask;  // the third index is 0 once, as the first is
  }
}

TEST(text_pattern, fills_the_places_beyond_the_index_with_varied_characters) {
  const text_pattern pattern("[0-9a-f]{32}");
  std::set<char> first;
  for (std::uint64_t i = 0; i < 200; ++i) first.insert(pattern.at(i)[0]);
  EXPECT_EQ(first.size(), 16U);  // one missing after 200 draws: 16 (15/16)^200 = 4e-5
}

TEST(text_pattern, matches_its_own_texts_only) {
  const text_pattern pattern("AA-9{2,4}");
  EXPECT_TRUE(pattern.matches("AB-12"));
  EXPECT_TRUE(pattern.matches("AB-1234"));
  for (const char* other : {"", "AB-1", "AB-12345", "ab-12", "AB12", "AB-12x", "xAB-12", "ÄB-12"})
    EXPECT_FALSE(pattern.matches(other)) << other;
}

TEST(text_pattern, is_written_as_a_mask_that_reads_back) {
  for (const char* mask : {"AA-9999", "9{1,20}", "[0-9a-f]{8}-[0-9a-f]{4}", "\\9\\A\\a\\[\\{\\\\9", "[1-9]9{9}",
                           "a b.c", "[+\\-]9", "[\\]x]", "\u00E4-9999 \u20AC"}) {
    const text_pattern pattern(mask);
    EXPECT_EQ(text_pattern(pattern.mask()), pattern) << mask << " came back as " << pattern.mask();
  }
  EXPECT_EQ(text_pattern("AA-9999").mask(), "AA-9999");
  EXPECT_EQ(text_pattern("9{16}").mask(), "9{16}");
  EXPECT_EQ(text_pattern("9{2}9{0,3}").mask(), "9{2,5}");
  EXPECT_EQ(text_pattern("[0123456789]x[a-z]").mask(), "9xa");
}

TEST(text_pattern, is_the_same_however_it_is_written) {
  EXPECT_EQ(text_pattern("999"), text_pattern("9{3}"));
  EXPECT_EQ(text_pattern("[A-Z]9{0,2}"), text_pattern("A9{0,2}"));
  EXPECT_FALSE(text_pattern("99") == text_pattern("999"));
}

TEST(text_pattern, refuses_masks_that_it_cannot_read) {
  for (const char* mask : {"", "[", "[]", "[9-0]", "9{", "9{}", "9{x}", "9{3,2}", "9{0}", "{3}", "9{2}{3}", "\\", "\t",
                           "9{1,2", "[a-", "9{257}", "9{99999999999999999999}", "a{200}A{100}"})
    expect_error<invalid_option>([mask] { text_pattern{std::string_view(mask)}; }, {"mask"});
  expect_error<invalid_option>([] { text_pattern("\u00FC{2}"); }, {"not ASCII"});  // it would repeat half a character
  expect_error<invalid_option>([] { text_pattern("[\u00FC]"); }, {"not printable ASCII"});
}

TEST(text_pattern, refuses_masks_with_two_readings) {
  expect_error<invalid_option>([] { text_pattern("9{1,2}9{1,2}"); }, {"two ways", "\"9{1,2}9{1,2}\""});
  expect_error<invalid_option>([] { text_pattern("a{1,2}[a-c]"); }, {"two ways"});
  expect_error<invalid_option>([] { text_pattern("9{1,2}A{0,1}9"); }, {"two ways"});
  EXPECT_NO_THROW(text_pattern("9{1,2}A9{1,2}"));
}

TEST(text_pattern, refuses_an_index_that_it_does_not_have) {
  expect_error<invalid_option>([] { static_cast<void>(text_pattern("9").at(10)); }, {"index 10 of 10"});
  expect_error<invalid_option>([] { static_cast<void>(text_pattern("9{1,2}").at_length(1, 10)); }, {"length 1"});
  expect_error<invalid_option>([] { static_cast<void>(text_pattern("9").at_length(7, 0)); }, {"length 7"});
  expect_error<invalid_option>([] { static_cast<void>(text_pattern("9{30}").at(countless)); }, {"below the capacity"});
}

}  // namespace
}  // namespace standin
