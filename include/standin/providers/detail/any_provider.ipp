// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/any_provider.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/providers/any_provider.hpp>
#include <standin/providers/codes.hpp>
#include <standin/providers/names.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/providers/phone.hpp>
#include <standin/providers/places.hpp>

#include <array>
#include <cstddef>

namespace standin::inline v0_1 {

namespace detail::provided {

inline constexpr std::array<std::string_view, 15> known_provider_names{
    "card_number", "city", "company", "email", "family_name", "full_name",      "given_name", "iban",
    "ipv4",        "ipv6", "mac",     "phone", "postcode",    "street_address", "uuid"};

template <class Provider>
[[nodiscard]] any_provider make_default() {
  return Provider{};
}

}  // namespace detail::provided

STANDIN_LAZY_INLINE std::span<const std::string_view> provider_names() noexcept {
  return detail::provided::known_provider_names;
}

STANDIN_LAZY_INLINE any_provider make_provider(std::string_view name) {
  constexpr std::string_view mask_follows = "pattern:";
  if (name.starts_with(mask_follows)) return pattern_provider(name.substr(mask_follows.size()));
  using maker = any_provider (*)();
  constexpr std::array<maker, detail::provided::known_provider_names.size()> makers{
      // in the order of the names
      detail::provided::make_default<card_number_provider>, detail::provided::make_default<city_provider>,
      detail::provided::make_default<company_provider>,     detail::provided::make_default<email_provider>,
      detail::provided::make_default<family_name_provider>, detail::provided::make_default<full_name_provider>,
      detail::provided::make_default<given_name_provider>,  detail::provided::make_default<iban_provider>,
      detail::provided::make_default<ipv4_provider>,        detail::provided::make_default<ipv6_provider>,
      detail::provided::make_default<mac_provider>,         detail::provided::make_default<phone_provider>,
      detail::provided::make_default<postcode_provider>,    detail::provided::make_default<street_address_provider>,
      detail::provided::make_default<uuid_provider>};
  for (std::size_t i = 0; i < makers.size(); ++i)
    if (detail::provided::known_provider_names[i] == name) return makers[i]();
  throw invalid_option(
      "provider", "found " + quoted(name),
      concatenate("choose one of ", standin::join(provider_names()), ", or a mask as in pattern:AA-9999"));
}

STANDIN_LAZY_INLINE any_provider provider_for(personal_kind kind, std::uint64_t distinct) {
  if (kind == personal_kind::full_name) {
    const full_name_provider plain;
    return distinct > plain.capacity() ? full_name_provider{.initials = true} : plain;
  }
  return make_provider(name_of(kind));
}

}  // namespace standin::inline v0_1
