// SPDX-License-Identifier: MIT
#include <standin/data/common_names.hpp>
#include <standin/data/personal.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace standin {
namespace {

using enum personal_kind;

TEST(personal_form, knows_what_leads_to_a_person_or_a_device) {
  EXPECT_EQ(personal_form("ana.silva+x@mail.example.co.uk"), email);
  EXPECT_EQ(personal_form("jörg@straße.example"), email);
  EXPECT_EQ(personal_form("550e8400-e29b-41d4-a716-446655440000"), uuid);
  EXPECT_EQ(personal_form("192.168.0.1"), ipv4);
  EXPECT_EQ(personal_form("2001:db8::8a2e:370:7334"), ipv6);
  EXPECT_EQ(personal_form("2001:0db8:0000:0000:0000:ff00:0042:8329"), ipv6);
  EXPECT_EQ(personal_form("::1"), ipv6);
  EXPECT_EQ(personal_form("00:1A:2b:3c:4D:5e"), mac);
  EXPECT_EQ(personal_form("00-1a-2b-3c-4d-5e"), mac);
  EXPECT_EQ(personal_form("GB82 WEST 1234 5698 7654 32"), iban);
  EXPECT_EQ(personal_form("DE89370400440532013000"), iban);
  EXPECT_EQ(personal_form("4111 1111 1111 1111"), card_number);
  EXPECT_EQ(personal_form("4111-1111-1111-1111"), card_number);
  EXPECT_EQ(personal_form("378282246310005"), card_number);
  EXPECT_EQ(personal_form("+44 7700 900461"), phone);
  EXPECT_EQ(personal_form("(212) 555-0123"), phone);
  EXPECT_EQ(personal_form("212-555-0123"), phone);
  EXPECT_EQ(personal_form("01 99 00 12 34"), phone);
  EXPECT_EQ(personal_form("417 Copper Lane"), street_address);
  EXPECT_EQ(personal_form("221b Baker St., London"), street_address);
  EXPECT_EQ(personal_form("Hauptstraße 5"), street_address);
  EXPECT_EQ(personal_form("12, rue de la Paix"), street_address);
}

TEST(personal_form, takes_nothing_else_for_personal) {
  for (const char* text : {"",
                           "a",
                           "@",
                           "a@b",
                           "@example.com",
                           "user@host",
                           "a b@example.com",
                           "user@example.123",
                           "1.2.3",
                           "256.1.1.1",
                           "1.2.3.4.5",
                           "01.2.3.4",
                           "12:30:45",
                           "12:30",
                           "1:2",
                           ":::",
                           "2001:db8:::1",
                           "00:1A:2b:3c:4D",
                           "00:1A-2b:3c-4D:5e",
                           "GB82WEST12345698765433",
                           "4111111111111112",
                           "411111111111",
                           "0000000000000000",
                           "2020-01-05",
                           "1234567",
                           "12-34",
                           "3.14159",
                           "-122.25",
                           "1,234,567",
                           "10 apples",
                           "Lane",
                           "550e8400-e29b-41d4-a716-44665544000g",
                           "John Smith",
                           "A/5 21171",
                           "STON/O2. 3101282",
                           "<1H OCEAN",
                           "[70-80)",
                           "250.83"})
    EXPECT_EQ(personal_form(text), std::nullopt) << text << " as " << name_of(*personal_form(text));
}

TEST(personal_form, takes_any_bytes) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  EXPECT_EQ(personal_form(bytes), std::nullopt);
  for (std::size_t first = 0; first < bytes.size(); ++first)
    for (const std::size_t length : {1U, 2U, 3U, 17U, 36U, 80U}) {
      static_cast<void>(personal_form(std::string_view(bytes).substr(first, length)));
      static_cast<void>(look_for_name(std::string_view(bytes).substr(first, length)));
    }
}

TEST(look_for_name, sees_the_shape_of_names) {
  for (const char* name : {"Ana Silva", "Braund, Mr. Owen Harris", "Zoë O'Neil", "Vincent van Gogh", "Jean-Luc Picard",
                           "J. R. R. Tolkien", "Cumings, Mrs. John Bradley (Florence Briggs Thayer)"})
    EXPECT_TRUE(look_for_name(name).shaped) << name;
  for (const char* other : {"", "x", "10 apples", "not a name", "A/5 21171", "<1H OCEAN", "C85", "self-employed"})
    EXPECT_FALSE(look_for_name(other).shaped) << other;
}

TEST(look_for_name, finds_titles_and_common_names) {
  const name_evidence braund = look_for_name("Braund, Mr. John");
  EXPECT_EQ(braund.words, 3U);
  EXPECT_TRUE(braund.titled);
  EXPECT_TRUE(braund.given);
  EXPECT_FALSE(braund.family);
  EXPECT_TRUE(look_for_name("Nguyen").family);
  EXPECT_TRUE(look_for_name("Maria-Luisa").given);
  EXPECT_FALSE(look_for_name("Zanzibar City").given);
}

TEST(common_names, are_sorted_different_and_ascii) {
  for (const auto names : {common_given_names(), common_family_names()}) {
    EXPECT_GE(names.size(), 150U);
    EXPECT_TRUE(std::ranges::is_sorted(names));
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    for (const std::string_view name : names) {
      EXPECT_TRUE(name[0] >= 'A' && name[0] <= 'Z') << name;
      for (const char c : name.substr(1)) EXPECT_TRUE(c >= 'a' && c <= 'z') << name;
    }
  }
  EXPECT_TRUE(is_common_given_name("Amina"));
  EXPECT_FALSE(is_common_given_name("amina"));
  EXPECT_TRUE(is_common_family_name("Okafor"));
}

}  // namespace
}  // namespace standin
