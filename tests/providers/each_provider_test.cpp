// SPDX-License-Identifier: MIT
/// \file
/// What every provider promises, and the forms of their values.
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/data/personal.hpp>
#include <standin/providers/any_provider.hpp>
#include <standin/providers/codes.hpp>
#include <standin/providers/names.hpp>
#include <standin/providers/phone.hpp>
#include <standin/providers/places.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace standin {
namespace {

/// About so many indices of a provider, evenly spread and always with both ends.
std::vector<std::uint64_t> indices_of(const any_provider& one, std::uint64_t most) {
  const std::uint64_t step = std::max<std::uint64_t>(1, one.capacity() / most);
  std::vector<std::uint64_t> indices;
  for (std::uint64_t k = 0; k < std::min(most, one.capacity()); ++k) indices.push_back(k * step);
  indices.push_back(one.capacity() - 1);
  std::ranges::sort(indices);
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

TEST(every_provider, is_known_by_its_own_name) {
  for (const std::string_view name : provider_names()) EXPECT_EQ(make_provider(name).name(), name);
  EXPECT_TRUE(std::ranges::is_sorted(provider_names()));
}

// The smaller ones as a whole, the others at 50 000 places.
TEST(every_provider, gives_different_values_for_different_indices) {
  for (const std::string_view name : provider_names()) {
    const any_provider one = make_provider(name);
    const std::vector<std::uint64_t> indices = indices_of(one, 50'000);
    std::unordered_set<std::string> values;
    for (const std::uint64_t index : indices) values.insert(one.at(index));
    EXPECT_EQ(values.size(), indices.size()) << name;
  }
}

// Neighbouring indices differ in few digits, so that a place that is left out would show here.
TEST(every_provider, gives_different_values_for_neighbours) {
  for (const std::string_view name : provider_names()) {
    const any_provider one = make_provider(name);
    std::unordered_set<std::string> values;
    const std::uint64_t n = std::min<std::uint64_t>(one.capacity(), 20'000);
    for (std::uint64_t index = 0; index < n; ++index) {
      values.insert(one.at(index));
      values.insert(one.at(one.capacity() - 1 - index));
    }
    EXPECT_EQ(values.size(), std::min<std::uint64_t>(one.capacity(), 2 * n)) << name;
  }
}

TEST(every_provider, gives_the_same_value_each_time) {
  for (const std::string_view name : provider_names()) {
    const any_provider a = make_provider(name);
    const any_provider b = make_provider(name);
    for (const std::uint64_t index : indices_of(a, 10)) EXPECT_EQ(a.at(index), b.at(index)) << name;
  }
}

TEST(every_provider, refuses_an_index_that_it_does_not_have) {
  for (const std::string_view name : provider_names()) {
    const any_provider one = make_provider(name);
    if (one.capacity() < unlimited_capacity)
      expect_error<invalid_option>([&] { static_cast<void>(one.at(one.capacity())); },
                                   {name, std::to_string(one.capacity()), "below the capacity"});
  }
}

TEST(every_provider, writes_printable_ascii) {
  for (const std::string_view name : provider_names()) {
    const any_provider one = make_provider(name);
    for (const std::uint64_t index : indices_of(one, 2'000))
      for (const char c : one.at(index)) ASSERT_TRUE(c >= 0x20 && c < 0x7F) << name;
  }
}

// What is issued must be found again by the recogniser, which knows nothing of the providers.
TEST(every_provider, issues_values_of_the_form_it_is_chosen_for) {
  for (const personal_kind kind : all_personal_kinds) {
    const any_provider one = provider_for(kind);
    EXPECT_EQ(one.name(), name_of(kind));
    const bool has_form =
        kind != personal_kind::given_name && kind != personal_kind::family_name && kind != personal_kind::full_name;
    for (const std::uint64_t index : indices_of(one, 2'000)) {
      const std::string value = one.at(index);
      if (has_form) {
        EXPECT_EQ(personal_form(value), kind) << value;
      } else {
        const name_evidence found = look_for_name(value);
        EXPECT_TRUE(found.shaped && (found.given || found.family)) << value;
      }
    }
  }
}

TEST(provider_for, takes_initials_where_plain_names_do_not_suffice) {
  const std::uint64_t plain = full_name_provider{}.capacity();
  EXPECT_EQ(provider_for(personal_kind::full_name, plain).capacity(), plain);
  EXPECT_EQ(provider_for(personal_kind::full_name, plain + 1).capacity(), 27 * plain);
}

TEST(make_provider, lists_the_providers_when_it_does_not_know_one) {
  expect_error<invalid_option>([] { static_cast<void>(make_provider("fax")); },
                               {"\"fax\"", "card_number", "uuid", "pattern:AA-9999"});
}

TEST(make_provider, reads_a_mask) {
  const any_provider codes = make_provider("pattern:AA-9999");
  EXPECT_EQ(codes.capacity(), 26U * 26 * 10'000);
  EXPECT_EQ(codes.at(0), "AA-0000");
  expect_error<invalid_option>([] { static_cast<void>(make_provider("pattern:[")); }, {"\"[\""});
}

TEST(email_provider, stays_in_the_reserved_domains) {
  const email_provider mail;
  for (const std::uint64_t index : indices_of(mail, 5'000)) {
    const std::string address = mail.at(index);
    const std::string domain = address.substr(address.find('@') + 1);
    EXPECT_TRUE(domain == "example.com" || domain == "example.net" || domain == "example.org") << address;
  }
}

TEST(email_provider, belongs_to_the_full_name_of_the_same_index) {
  const full_name_provider names;
  for (const std::uint64_t index : indices_of(names, 1'000)) {
    std::string expected = names.at(index);
    std::ranges::transform(expected, expected.begin(), [](char c) {
      return c == ' ' ? '.' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    EXPECT_EQ(email_provider{}.at(index), expected + "@example.com");
  }
}

TEST(person_at, has_fields_that_fit_each_other) {
  for (const std::uint64_t index : indices_of(email_provider{}, 1'000)) {
    const person one = person_at(index);
    EXPECT_EQ(one.full_name, one.given_name + " " + one.family_name);
    EXPECT_EQ(one.email, email_provider{}.at(index));
    const std::string plain = email_for(one.full_name);
    EXPECT_TRUE(one.email.starts_with(plain.substr(0, plain.find('@')))) << one.email;
  }
}

TEST(full_name_provider, begins_with_the_names_without_initial) {
  const full_name_provider with{.initials = true};
  const full_name_provider without;
  EXPECT_EQ(with.at(5), without.at(5));
  EXPECT_EQ(with.at(without.capacity()).substr(with.at(without.capacity()).find(' '), 4), " A. ");
}

TEST(email_for, takes_any_name) {
  EXPECT_EQ(email_for("Zoë O'Neil", 3), "zo.oneil3@example.com");
  EXPECT_EQ(email_for("Braund, Mr. Owen"), "braund.mr.owen@example.com");
  EXPECT_EQ(email_for(""), "person@example.com");
  EXPECT_EQ(email_for("王秀英", 2), "person2@example.com");
  EXPECT_EQ(personal_form(email_for(std::string(500, 'x') + " y")), personal_kind::email);
}

// The ranges that the regulators publish: NANPA, Ofcom, ACMA, ARCEP.
TEST(phone_provider, stays_in_the_ranges_kept_for_fiction) {
  const phone_provider american;
  std::set<std::string> areas;
  for (std::uint64_t index = 0; index < american.capacity(); ++index) {
    const std::string number = american.at(index);
    ASSERT_EQ(number.substr(0, 3), "+1-");
    ASSERT_EQ(number.substr(6, 7), "-555-01") << number;
    areas.insert(number.substr(3, 3));
  }
  EXPECT_EQ(areas.size(), 648U);
  for (const std::string& area : areas) {
    EXPECT_TRUE(area[0] >= '2' && area[1] != '9' && area[1] != area[2]) << area;  // 800, 900, 911 are not among them
  }
  EXPECT_EQ(phone_provider{phone_region::united_kingdom}.at(461), "+44 7700 900461");
  EXPECT_EQ(phone_provider{phone_region::united_kingdom}.capacity(), 15'000U);
  EXPECT_EQ(phone_provider{phone_region::australia}.at(19'999), "+61 3 5550 9999");
  EXPECT_EQ(phone_provider{phone_region::france}.at(1'234), "+33 1 99 00 12 34");
}

TEST(phone_provider, has_different_numbers_in_every_region) {
  for (const phone_region region : {phone_region::united_kingdom, phone_region::australia, phone_region::france}) {
    const phone_provider phones{region};
    std::unordered_set<std::string> numbers;
    for (std::uint64_t index = 0; index < phones.capacity(); ++index) {
      numbers.insert(phones.at(index));
      EXPECT_EQ(personal_form(phones.at(index)), personal_kind::phone) << phones.at(index);
    }
    EXPECT_EQ(numbers.size(), phones.capacity());
  }
}

TEST(card_number_provider, has_valid_check_digits_in_a_range_without_issuer) {
  for (const std::uint64_t index : indices_of(card_number_provider{}, 5'000)) {
    const std::string number = card_number_provider{}.at(index);
    EXPECT_EQ(number.size(), 16U);
    EXPECT_EQ(number.substr(0, 4), "9999");
    EXPECT_TRUE(luhn_valid(number)) << number;
  }
  EXPECT_EQ(card_number_provider{.grouped = true}.at(0).substr(0, 15), "9999 0000 0000 ");
}

TEST(iban_provider, has_valid_check_digits_in_a_country_that_is_none) {
  for (const std::uint64_t index : indices_of(iban_provider{}, 5'000)) {
    const std::string account = iban_provider{}.at(index);
    EXPECT_EQ(account.size(), 22U);
    EXPECT_EQ(account.substr(0, 2), "ZZ");
    EXPECT_EQ(remainder_97(account.substr(4) + account.substr(0, 4)), 1U) << account;
  }
}

// RFC 9562, sections 4 and 5.4: the thirteenth digit is the version, the seventeenth begins with the bits 10.
TEST(uuid_provider, has_version_4_and_variant_1) {
  for (const std::uint64_t index : indices_of(uuid_provider{}, 5'000)) {
    const std::string id = uuid_provider{}.at(index);
    ASSERT_EQ(id.size(), 36U);
    EXPECT_EQ(id[14], '4');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
  }
}

TEST(uuid_provider, looks_random_though_it_is_none) {
  // Bits of the first group over 4096 neighbours: each is set in 2048 +- 5 * 32 of them (five standard deviations,
  // alpha = 6e-7 for each of 32 bits).
  std::vector<int> set(32, 0);
  for (std::uint64_t index = 0; index < 4096; ++index) {
    const unsigned long bits = std::stoul(uuid_provider{}.at(index).substr(0, 8), nullptr, 16);
    for (std::size_t bit = 0; bit < set.size(); ++bit) set[bit] += static_cast<int>(bits >> bit & 1U);
  }
  for (const int count : set) EXPECT_NEAR(count, 2048, 160);
}

TEST(ipv4_provider, covers_the_three_networks_for_documentation) {
  EXPECT_EQ(ipv4_provider{}.at(0), "192.0.2.0");
  EXPECT_EQ(ipv4_provider{}.at(256), "198.51.100.0");
  EXPECT_EQ(ipv4_provider{}.at(767), "203.0.113.255");
}

TEST(ipv6_provider, stays_in_the_network_for_documentation) {
  for (const std::uint64_t index : indices_of(ipv6_provider{}, 1'000))
    EXPECT_EQ(ipv6_provider{}.at(index).substr(0, 10), "2001:0db8:");
}

// IEEE 802: bit 0 of the first octet is 0 for one device, bit 1 is 1 for an address that is locally administered.
TEST(mac_provider, is_locally_administered_and_of_one_device) {
  for (const std::uint64_t index : indices_of(mac_provider{}, 5'000)) {
    const unsigned long octet = std::stoul(mac_provider{}.at(index).substr(0, 2), nullptr, 16);
    EXPECT_EQ(octet & 3U, 2U);
  }
}

TEST(postcode_provider, stays_in_an_area_without_post) {
  EXPECT_EQ(postcode_provider{}.at(0), "ZZ1 0AA");
  EXPECT_EQ(postcode_provider{}.at(postcode_provider{}.capacity() - 1), "ZZ99 9ZZ");
}

}  // namespace
}  // namespace standin
