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

#include <algorithm>
#include <array>

namespace standin::inline v0_1 {

namespace detail::provided {

/// A name and how its provider is made.
struct named_provider {
  std::string_view name;
  any_provider (*make)();
};

template <class Provider>
[[nodiscard]] any_provider make_default() {
  return Provider{};
}

inline constexpr std::array known_providers{named_provider{"card_number", make_default<card_number_provider>},
                                            named_provider{"city", make_default<city_provider>},
                                            named_provider{"company", make_default<company_provider>},
                                            named_provider{"email", make_default<email_provider>},
                                            named_provider{"family_name", make_default<family_name_provider>},
                                            named_provider{"full_name", make_default<full_name_provider>},
                                            named_provider{"given_name", make_default<given_name_provider>},
                                            named_provider{"iban", make_default<iban_provider>},
                                            named_provider{"ipv4", make_default<ipv4_provider>},
                                            named_provider{"ipv6", make_default<ipv6_provider>},
                                            named_provider{"mac", make_default<mac_provider>},
                                            named_provider{"phone", make_default<phone_provider>},
                                            named_provider{"postcode", make_default<postcode_provider>},
                                            named_provider{"street_address", make_default<street_address_provider>},
                                            named_provider{"uuid", make_default<uuid_provider>}};

inline constexpr auto known_provider_names = [] {
  std::array<std::string_view, known_providers.size()> names;
  std::ranges::transform(known_providers, names.begin(), &named_provider::name);
  return names;
}();

}  // namespace detail::provided

STANDIN_INLINE std::span<const std::string_view> provider_names() noexcept {
  return detail::provided::known_provider_names;
}

STANDIN_INLINE any_provider make_provider(std::string_view name) {
  constexpr std::string_view mask_follows = "pattern:";
  if (name.starts_with(mask_follows)) return pattern_provider(name.substr(mask_follows.size()));
  for (const detail::provided::named_provider& known : detail::provided::known_providers)
    if (known.name == name) return known.make();
  throw invalid_option(
      "provider", "found " + quoted(name),
      concatenate("choose one of ", standin::join(provider_names()), ", or a mask as in pattern:AA-9999"));
}

STANDIN_INLINE any_provider provider_for(personal_kind kind, std::uint64_t distinct) {
  if (kind == personal_kind::full_name) {
    const full_name_provider plain;
    return distinct > plain.capacity() ? full_name_provider{.initials = true} : plain;
  }
  return make_provider(name_of(kind));
}

}  // namespace standin::inline v0_1
