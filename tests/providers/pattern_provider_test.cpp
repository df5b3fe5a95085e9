// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/providers/unique_values.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace standin {
namespace {

TEST(pattern_provider, issues_the_texts_of_its_mask) {
  const pattern_provider codes("AA-9999");
  EXPECT_EQ(codes.capacity(), 6'760'000U);
  EXPECT_EQ(codes.at(0), "AA-0000");
  EXPECT_EQ(codes.at(6'759'999), "ZZ-9999");
}

// 100 texts of one digit, 300 of two, 0 of three: of the ten texts of one digit all are used, of two thirty.
TEST(pattern_provider, keeps_the_law_of_the_lengths) {
  const pattern_provider codes(text_pattern("9{1,3}"), {{1, 100}, {2, 300}, {3, 0}}, false);
  EXPECT_EQ(codes.capacity(), 40U);
  std::set<std::string> seen;
  std::map<std::size_t, int> lengths;
  for (std::uint64_t i = 0; i < codes.capacity(); ++i) {
    seen.insert(codes.at(i));
    ++lengths[codes.at(i).size()];
  }
  EXPECT_EQ(seen.size(), 40U);
  EXPECT_EQ(lengths, (std::map<std::size_t, int>{{1, 10}, {2, 30}}));
}

TEST(pattern_provider, takes_texts_from_everywhere_where_it_needs_but_some) {
  const pattern_provider codes(text_pattern("9{1,4}"), {{1, 1}, {4, 1}}, false);  // ten of each
  std::vector<int> numbers;
  for (std::uint64_t i = 0; i < codes.capacity(); ++i)
    if (codes.at(i).size() == 4) numbers.push_back(std::stoi(codes.at(i)));
  ASSERT_EQ(numbers.size(), 10U);
  EXPECT_GT(*std::ranges::max_element(numbers), 5'000);  // all ten in the lower half: 1 in 1024, were they drawn
}

TEST(pattern_provider, refuses_a_length_that_the_pattern_does_not_have) {
  expect_error<invalid_option>(
      [] {
        pattern_provider(text_pattern("9{1,3}"), {{4, 1}}, false);
      },
      {"\"9{1,3}\"", "length 4"});
}

TEST(pattern_provider, ends_each_text_with_its_luhn_digit) {
  const pattern_provider numbers(text_pattern("9{4}-9{4}"), {}, true);
  EXPECT_EQ(numbers.capacity(), 10'000'000U);
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    std::string text = numbers.at(i * 999);
    seen.insert(text);
    ASSERT_TRUE(numbers.pattern().matches(text));
    std::erase(text, '-');
    EXPECT_TRUE(luhn_valid(text)) << text;
  }
  EXPECT_EQ(seen.size(), 10'000U);
  expect_error<invalid_option>([] { pattern_provider(text_pattern("9999-A"), {}, true); }, {"end with a digit"});
}

TEST(pattern_provider, makes_texts_like_those_it_was_learned_from) {
  std::vector<std::string> texts;
  for (int i = 0; i < 900; ++i) texts.push_back("INV-" + std::to_string(100 + 97 * i));
  std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto learned = learn_pattern(views);
  ASSERT_TRUE(learned.has_value());
  const pattern_provider made(*learned);
  // 900 numbers from 100 to 87 303: 10 of three digits, 93 of four, 797 of five; room for 900 first digits of three.
  EXPECT_EQ(learned->lengths, (std::vector<length_count>{{7, 10}, {8, 93}, {9, 797}}));
  std::map<std::size_t, double> share;
  const unique_values values(made, {.seed = 2}, "invoice");
  for (std::uint64_t row = 0; row < 9'000; ++row) {
    const std::string text = values(row);
    EXPECT_TRUE(learned->pattern.matches(text)) << text;
    EXPECT_EQ(text.substr(0, 4), "INV-");
    share[text.size()] += 1.0 / 9'000;
  }
  // Five standard deviations of a share p of 9000: 5 sqrt(p (1 - p) / 9000).
  EXPECT_NEAR(share[7], 10.0 / 900, 0.0056);
  EXPECT_NEAR(share[9], 797.0 / 900, 0.0168);
}

}  // namespace
}  // namespace standin
