// SPDX-License-Identifier: MIT
#include <archetypes/provider.hpp>
#include <standin/providers/any_provider.hpp>
#include <standin/providers/codes.hpp>
#include <standin/providers/names.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/providers/phone.hpp>
#include <standin/providers/places.hpp>
#include <standin/providers/unique_values.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

static_assert(provider<archetypes::minimal_provider>);
static_assert(!provider<archetypes::provider_without_tag>);
static_assert(!provider<archetypes::provider_with_foreign_tag>);
static_assert(!provider<archetypes::provider_without_name>);
static_assert(!provider<archetypes::provider_without_capacity>);
static_assert(!provider<archetypes::provider_with_narrow_capacity>);
static_assert(!provider<archetypes::provider_without_at>);
static_assert(!provider<archetypes::provider_that_changes>);
static_assert(!provider<archetypes::provider_that_cannot_be_copied>);

static_assert(provider<given_name_provider> && provider<family_name_provider> && provider<full_name_provider>);
static_assert(provider<email_provider> && provider<phone_provider> && provider<street_address_provider>);
static_assert(provider<city_provider> && provider<postcode_provider> && provider<company_provider>);
static_assert(provider<uuid_provider> && provider<card_number_provider> && provider<iban_provider>);
static_assert(provider<ipv4_provider> && provider<ipv6_provider> && provider<mac_provider>);
static_assert(provider<pattern_provider> && provider<any_provider>);

TEST(provider_archetypes, are_enough_for_unique_values) {
  const unique_values values(archetypes::minimal_provider(2), {.seed = 1}, "parity");
  EXPECT_EQ(values.capacity(), 2U);
  EXPECT_NE(values(0), values(1));
}

TEST(provider_archetypes, are_enough_for_values_that_repeat) {
  const std::string value = value_for_row(archetypes::minimal_provider(2), {.seed = 1}, 7);
  EXPECT_TRUE(value == "even" || value == "odd");
}

TEST(provider_archetypes, are_enough_for_any_provider) {
  const any_provider held = archetypes::minimal_provider(2);
  EXPECT_EQ(held.name(), "minimal");
  EXPECT_EQ(held.capacity(), 2U);
  EXPECT_EQ(held.at(1), "odd");
}

}  // namespace
}  // namespace standin
