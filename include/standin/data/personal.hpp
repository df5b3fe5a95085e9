// SPDX-License-Identifier: MIT
/// \file
/// Values that lead to a person or a device, known by their form.
#pragma once

#include <standin/config.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace standin::inline v0_1 {

/// What a personal value is. Each has a provider of the same name that issues values which belong to no one.
enum class personal_kind : std::uint8_t {
  given_name,
  family_name,
  full_name,
  email,
  phone,
  street_address,
  uuid,
  card_number,
  iban,
  ipv4,
  ipv6,
  mac
};

inline constexpr std::array all_personal_kinds{
    personal_kind::given_name, personal_kind::family_name,    personal_kind::full_name, personal_kind::email,
    personal_kind::phone,      personal_kind::street_address, personal_kind::uuid,      personal_kind::card_number,
    personal_kind::iban,       personal_kind::ipv4,           personal_kind::ipv6,      personal_kind::mac};

/// The name as it stands in files, which is also the provider's.
[[nodiscard]] constexpr std::string_view name_of(personal_kind kind) noexcept {
  switch (kind) {
    case personal_kind::given_name: return "given_name";
    case personal_kind::family_name: return "family_name";
    case personal_kind::full_name: return "full_name";
    case personal_kind::email: return "email";
    case personal_kind::phone: return "phone";
    case personal_kind::street_address: return "street_address";
    case personal_kind::uuid: return "uuid";
    case personal_kind::card_number: return "card_number";
    case personal_kind::iban: return "iban";
    case personal_kind::ipv4: return "ipv4";
    case personal_kind::ipv6: return "ipv6";
    case personal_kind::mac: return "mac";
  }
  return "unknown";
}

/// The words for it in a sentence, "e-mail addresses".
[[nodiscard]] constexpr std::string_view plural_of(personal_kind kind) noexcept {
  switch (kind) {
    case personal_kind::given_name: return "given names";
    case personal_kind::family_name: return "family names";
    case personal_kind::full_name: return "names of persons";
    case personal_kind::email: return "e-mail addresses";
    case personal_kind::phone: return "telephone numbers";
    case personal_kind::street_address: return "street addresses";
    case personal_kind::uuid: return "UUIDs";
    case personal_kind::card_number: return "payment card numbers";
    case personal_kind::iban: return "bank account numbers (IBAN)";
    case personal_kind::ipv4: return "IPv4 addresses";
    case personal_kind::ipv6: return "IPv6 addresses";
    case personal_kind::mac: return "MAC addresses";
  }
  return "unknown";
}

/// What a single text is by its form alone, whatever its column is called.
///
/// | kind             | form                                                                              |
/// |------------------|-----------------------------------------------------------------------------------|
/// | `email`          | something@labels.of.letters                                                       |
/// | `uuid`           | 8-4-4-4-12 hexadecimal digits                                                     |
/// | `ipv4`, `ipv6`   | four numbers to 255 with points; up to eight hexadecimal groups with colons       |
/// | `mac`            | six pairs of hexadecimal digits with colons or hyphens                            |
/// | `iban`           | two letters, two digits, 11 to 30 digits or capitals; remainder by 97 is 1        |
/// | `card_number`    | 13 to 19 digits, perhaps in groups, the last one the Luhn digit                   |
/// | `phone`          | 8 to 15 digits with a plus in front, an area code in parentheses, or in three groups or more;
/// no letters | | `street_address` | a number and words, one of which is a word for street |
///
/// One number in ten looks like a card's by chance: judge by a whole column. Names of persons have no form, so they are
/// never found here.
STANDIN_LAZY [[nodiscard]] std::optional<personal_kind> personal_form(std::string_view text) noexcept;

/// What speaks for a text being a name of a person.
struct name_evidence {
  std::uint32_t words = 0;
  bool shaped = false;  ///< letters and name punctuation only, each word begins with a capital, but for "van", "de", …
  bool titled = false;  ///< one word is a title: "Mr.", "Dr"
  bool given = false;   ///< one word is a common given name
  bool family = false;  ///< one word is a common family name
};

STANDIN_LAZY [[nodiscard]] name_evidence look_for_name(std::string_view text) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/personal.ipp>
#endif
