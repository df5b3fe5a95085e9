// SPDX-License-Identifier: MIT
#include <standin/prepare/roles/made_up_texts.hpp>
#include <standin/providers/words.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace standin::prepare {
namespace {

constexpr random::source word_draws{.seed = 3, .domain = 9};

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

TEST(made_up_texts, have_as_many_words_as_those_of_the_table_and_their_capitals) {
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i)
    texts.push_back(i % 3 == 0 ? "Paid in cash by customer" + std::to_string(i) + "."
                               : "Sent back broken item" + std::to_string(i) + " today again now.");
  const made_up_texts made = learn_made_up_texts(views(texts));
  EXPECT_EQ(made.words, (std::vector<length_count>{{5, 100}, {7, 200}}));
  EXPECT_EQ(made.capitals, capital_letters::first_word);
  EXPECT_TRUE(made.full_stop);
  const std::vector<std::string> issued = made.issue(word_draws, 0, 3000);
  double five = 0;
  for (const std::string& text : issued) {
    ASSERT_TRUE(text.front() >= 'A' && text.front() <= 'Z') << text;
    ASSERT_EQ(text.back(), '.');
    const auto blanks = std::count(text.begin(), text.end(), ' ');
    ASSERT_TRUE(blanks == 4 || blanks == 6) << text;
    five += blanks == 4 ? 1.0 : 0.0;
  }
  EXPECT_NEAR(five / 3000.0, 1.0 / 3.0, 0.033);  // four standard errors of 0.0086: α = 6e-5
}

TEST(made_up_texts, never_are_texts_of_the_table_even_where_those_are_of_the_same_words) {
  std::vector<std::string> texts;
  for (const std::string_view a : common_words().first(40))
    for (const std::string_view b : common_words().subspan(100, 5))
      texts.push_back(std::string(a) + " of the " + std::string(b));
  for (std::size_t i = 0; i < 200; ++i) texts.push_back("Row number" + std::to_string(i) + " is kept");
  const std::set<std::string> real(texts.begin(), texts.end());
  made_up_texts made = learn_made_up_texts(views(texts));
  ASSERT_FALSE(made.names);
  EXPECT_FALSE(made.without.empty());
  made.capitals = capital_letters::none;
  for (const std::string& text : made.issue(word_draws, 0, 100'000)) ASSERT_EQ(real.count(text), 0U) << text;
  made.without.clear();  // without the words left out some do come back: the test can tell
  made.words = {{4, 1}};
  made.full_stop = false;
  // A sentence of four known words is one of the 200 with probability 200 / 220^4; so look for the pair at the end.
  std::size_t with_word = 0;
  const std::string word(common_words()[100]);
  for (const std::string& text : made.issue(word_draws, 0, 10'000)) with_word += text.ends_with(" " + word) ? 1U : 0U;
  EXPECT_GT(with_word, 0U);
}

TEST(made_up_texts, are_names_where_texts_are_short) {
  std::vector<std::string> towns;
  for (std::size_t i = 0; i < 200; ++i) {
    std::string name = made_up_name(i * 11);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    towns.push_back(name);
  }
  const std::set<std::string> real(towns.begin(), towns.end());
  const made_up_texts made = learn_made_up_texts(views(towns));
  EXPECT_TRUE(made.names);
  EXPECT_EQ(made.without.size(), 200U);
  for (const std::string& text : made.issue(word_draws, 0, 20'000)) ASSERT_EQ(real.count(text), 0U) << text;
}

TEST(made_up_texts, keep_the_masks_of_codes_and_are_none_of_them) {
  std::vector<std::string> codes;
  for (int i = 0; i < 800; ++i) codes.push_back("PC " + std::to_string(10'000 + i * 7919 % 89'000));
  for (int i = 0; i < 100; ++i) codes.push_back(std::to_string(100'000 + i * 7919 % 899'000));
  const std::set<std::string> real(codes.begin(), codes.end());
  const made_up_texts made = learn_made_up_texts(views(codes));
  ASSERT_FALSE(made.codes.empty());
  std::size_t with_letters = 0;
  for (const std::string& code : made.codes) {
    EXPECT_EQ(real.count(code), 0U) << code;
    with_letters += code.starts_with("PC ") ? 1U : 0U;
  }
  EXPECT_EQ(with_letters, 800U);
  EXPECT_EQ(made.codes.size(), 900U);
}

TEST(made_up_texts, depend_on_the_number_of_the_row_alone) {
  const std::vector<std::string> texts{"a b c", "d e f", "g h i"};
  const made_up_texts made = learn_made_up_texts(views(texts));
  const std::vector<std::string> all = made.issue(word_draws, 0, 100);
  EXPECT_EQ(made.issue(word_draws, 42, 1)[0], all[42]);
  EXPECT_NE(made.issue({.seed = 4, .domain = 9}, 42, 1)[0], all[42]);
}

}  // namespace
}  // namespace standin::prepare
