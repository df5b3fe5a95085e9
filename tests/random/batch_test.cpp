// SPDX-License-Identifier: MIT
#include <standin/random/batch.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::random {
namespace {

constexpr source from{.seed = 21, .domain = 22};
constexpr purpose use = purpose::sample;

// The rule, in the words of its definition.
TEST(cell_word, is_word_j_mod_4_of_block_j_div_4_in_slot_zero) {
  for (const std::uint64_t row : {std::uint64_t{0}, std::uint64_t{7}, ~std::uint64_t{0}})
    for (std::uint64_t column = 0; column < 12; ++column) {
      const philox_block block = philox4x64({column / 4, 0, row, 2}, {21, 22});
      EXPECT_EQ(cell_word(from, use, row, column), block[column % 4]);
      EXPECT_EQ(cell_uniform(from, use, row, column), to_uniform(block[column % 4]));
      EXPECT_EQ(cell_open_uniform(from, use, row, column), to_open_uniform(block[column % 4]));
    }
}

TEST(cell_word, is_what_the_rows_stream_gives_one_after_the_other) {
  stream row_stream(from, use, 5);
  for (std::uint64_t column = 0; column < 12; ++column) EXPECT_EQ(row_stream(), cell_word(from, use, 5, column));
}

TEST(further, starts_slot_column_plus_one_of_the_row) {
  stream more = further(from, use, 5, 3);
  for (const std::uint64_t word : philox4x64({0, 4, 5, 2}, {21, 22})) EXPECT_EQ(more(), word);
}

// Sizes around the blocks that rows are drawn in.
constexpr std::array<std::size_t, 8> sizes{0, 1, 2, 63, 64, 65, 128, 1'000};
constexpr std::uint64_t far_row = 5'000'000'000;

TEST(fill_words, gives_what_cell_by_cell_gives) {
  for (const std::size_t n : sizes)
    for (std::uint64_t column = 0; column < 9; ++column) {
      std::vector<std::uint64_t> words(n);
      std::vector<double> closed(n);
      std::vector<double> open(n);
      fill_words(from, use, far_row, column, words);
      fill_uniforms(from, use, far_row, column, closed);
      fill_open_uniforms(from, use, far_row, column, open);
      for (std::size_t i = 0; i < n; ++i) {
        ASSERT_EQ(words[i], cell_word(from, use, far_row + i, column));
        ASSERT_EQ(closed[i], cell_uniform(from, use, far_row + i, column));
        ASSERT_EQ(open[i], cell_open_uniform(from, use, far_row + i, column));
      }
    }
}

TEST(fill_words4, gives_what_cell_by_cell_gives) {
  for (const std::size_t n : sizes)
    for (std::uint64_t group = 0; group < 3; ++group) {
      std::array<std::vector<std::uint64_t>, 4> words;
      std::array<std::vector<double>, 4> closed;
      std::array<std::vector<double>, 4> open;
      for (std::size_t c = 0; c < 4; ++c) {
        words[c].resize(n);
        closed[c].resize(n);
        open[c].resize(n);
      }
      fill_words4(from, use, far_row, group, {words[0], words[1], words[2], words[3]});
      fill_uniforms4(from, use, far_row, group, {closed[0], closed[1], closed[2], closed[3]});
      fill_open_uniforms4(from, use, far_row, group, {open[0], open[1], open[2], open[3]});
      for (std::size_t c = 0; c < 4; ++c)
        for (std::size_t i = 0; i < n; ++i) {
          ASSERT_EQ(words[c][i], cell_word(from, use, far_row + i, 4 * group + c));
          ASSERT_EQ(closed[c][i], cell_uniform(from, use, far_row + i, 4 * group + c));
          ASSERT_EQ(open[c][i], cell_open_uniform(from, use, far_row + i, 4 * group + c));
        }
    }
}

TEST(fill_words4, leaves_out_columns_that_are_not_wanted_and_writes_nothing_beyond) {
  std::vector<double> second(101, -1.0);
  std::vector<double> fourth(101, -1.0);
  fill_uniforms4(from, use, 3, 1, {std::span<double>{}, std::span(second).first(100), {}, std::span(fourth).first(70)});
  for (std::size_t i = 0; i < 100; ++i) ASSERT_EQ(second[i], cell_uniform(from, use, 3 + i, 5));
  for (std::size_t i = 0; i < 70; ++i) ASSERT_EQ(fourth[i], cell_uniform(from, use, 3 + i, 7));
  EXPECT_EQ(second[100], -1.0);
  for (std::size_t i = 70; i < 101; ++i) EXPECT_EQ(fourth[i], -1.0);
}

TEST(fill_words, does_not_depend_on_how_rows_are_cut) {
  std::vector<std::uint64_t> whole(300);
  fill_words(from, use, 10, 6, whole);
  std::vector<std::uint64_t> pieces(300);
  std::size_t first = 0;
  for (const std::size_t size : {1U, 64U, 99U, 7U, 129U}) {
    fill_words(from, use, 10 + first, 6, std::span(pieces).subspan(first, size));
    first += size;
  }
  EXPECT_EQ(first, 300U);
  EXPECT_EQ(whole, pieces);
}

TEST(fill_words, goes_on_past_the_last_row_there_is) {
  std::vector<std::uint64_t> words(4);
  fill_words(from, use, ~std::uint64_t{0} - 1, 0, words);
  EXPECT_EQ(words[1], cell_word(from, use, ~std::uint64_t{0}, 0));
  EXPECT_EQ(words[2], cell_word(from, use, 0, 0));
}

}  // namespace
}  // namespace standin::random
