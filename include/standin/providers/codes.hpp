// SPDX-License-Identifier: MIT
/// \file
/// Numbers with check digits and identifiers of machines, from ranges that nobody is given.
#pragma once

#include <standin/config.hpp>
#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>

namespace standin::inline v0_1 {

/// UUIDs of version 4 and variant 1, as RFC 9562 has them, made from the index instead of drawn: 2^64 - 1 of 2^122.
struct uuid_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "uuid"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return unlimited_capacity; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Payment card numbers of 16 digits with a valid Luhn digit, which no issuer has: they begin with 9999.
///
/// The first digit 9 leaves the number to the country whose three-digit code follows (ISO/IEC 7812-1), and ISO 3166-1
/// keeps the codes from 900 to 999 for its users, so no country has the code 999.
struct card_number_provider {
  using provider_concept = provider_tag;

  bool grouped = false;  ///< "9999 0123 4567 8901"

  [[nodiscard]] std::string name() const { return "card_number"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return 100'000'000'000; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Account numbers in the form of an IBAN with valid check digits, of the country ZZ, which ISO 3166-1 keeps for its
/// users: no bank is there. "ZZ" and 20 digits, of which the first two are the check digits.
struct iban_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "iban"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return 1'000'000'000'000'000'000; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Addresses of 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24, kept for documentation by RFC 5737: 768.
struct ipv4_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "ipv4"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return 768; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Addresses of 2001:db8::/32, kept for documentation by RFC 3849: 2^64 - 1 of 2^96, all eight groups written.
struct ipv6_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "ipv6"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return unlimited_capacity; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// MAC addresses of one device that are locally administered, so no maker's (IEEE 802): 2^46.
struct mac_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "mac"; }
  [[nodiscard]] std::uint64_t capacity() const noexcept { return std::uint64_t{1} << 46; }
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/codes.ipp>
#endif
