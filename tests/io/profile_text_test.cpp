// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/profile.hpp>
#include <standin/data/table.hpp>
#include <standin/io/profile_text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

/// 40 rows: a key, a town that decides its country, an amount with holes, a name nobody would choose.
table orders() {
  std::vector<std::int64_t> ids;
  std::vector<std::uint32_t> town;
  std::vector<std::uint32_t> country;
  std::vector<double> amount;
  std::vector<std::string> mail;
  for (std::uint32_t i = 0; i < 40; ++i) {
    ids.push_back(1'000 + i);
    town.push_back(i % 4);
    country.push_back(i % 4 / 2);
    amount.push_back(i % 5 == 0 ? std::nan("") : 1.25 * i);
    mail.push_back("u" + std::to_string(i) + "@example.com");
  }
  return {{{"order_id"},
           {"town", column_kind::categorical},
           {"country", column_kind::categorical},
           {"amount"},
           {"a very long name\nthat nobody would give to a column", column_kind::text}},
          {column(ids), column::categorical(town, std::vector<std::string>{"Aa", "Bb", "Cc", "Dd"}),
           column::categorical(country, std::vector<std::string>{"X", "Y"}), column(amount), column(mail)}};
}

std::size_t places(std::string_view line) {
  std::size_t n = 0;
  for (const char c : line) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1U : 0U;
  return n;
}

TEST(profile_text, says_what_there_is) {
  const std::string text = io::render_text(profile(orders()));
  for (const std::string_view words :
       {"40 rows, 5 columns; 4.0 % of the cells missing; no duplicate rows", "order_id", "key", "1000 … 1039",
        "Aa 25.0 %, Bb 25…", "e-mail addresses", "order_id is taken as key: no two of 40 whole numbers are alike",
        "32 rows (80.0 %) have all cells", "8 rows (20.0 %) lack amount", "Each row has its own\n  order_id",
        "town determines country"})
    EXPECT_NE(text.find(words), std::string::npos) << words << " is not in\n" << text;
  EXPECT_EQ(text.find("u1@"), std::string::npos) << "no personal value is shown";
  EXPECT_TRUE(text.ends_with('\n'));
}

TEST(profile_text, keeps_to_its_width) {
  for (const std::size_t width : {60U, 80U, 120U}) {
    const std::string text = io::render_text(profile(orders()), {.width = width});
    std::size_t first = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; first = end + 1, end = text.find('\n', first))
      EXPECT_LE(places(std::string_view(text).substr(first, end - first)), width) << text.substr(first, end - first);
  }
  expect_error<invalid_option>([] { static_cast<void>(io::render_text(table_profile{}, {.width = 59})); },
                               {"59", "60"});
}

TEST(profile_text, shows_names_on_one_line) {
  const std::string text = io::render_text(profile(orders()));
  EXPECT_EQ(text.find("name\nthat"), std::string::npos);
  EXPECT_NE(text.find("\"a very lon… a column\" text"), std::string::npos) << text;
}

TEST(profile_text, does_with_empty_tables) {
  EXPECT_EQ(io::render_text(profile(table())), "0 rows, 0 columns; no cell missing; no duplicate rows\n");
  const table no_rows{{{"x"}}, {column(std::vector<double>{})}};
  EXPECT_NE(io::render_text(profile(no_rows)).find("none"), std::string::npos);
}

TEST(profile_text, cuts_long_lists) {
  table_profile many{.rows = 2};
  for (std::size_t i = 0; i < 30; ++i) {
    many.columns.push_back({.name = "c" + std::to_string(i), .rows = 2, .distinct = 2});
    many.columns.back().role.confidence = 0.9;
    many.keys.push_back({i});
  }
  EXPECT_NE(io::render_text(many).find("and 10 more"), std::string::npos);
  EXPECT_NE(io::render_text(many, {.most = 5}).find("and 25 more"), std::string::npos);
}

}  // namespace
}  // namespace standin
