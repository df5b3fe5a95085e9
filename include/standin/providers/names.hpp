// SPDX-License-Identifier: MIT
/// \file
/// Names of persons who don't exist, with e-mail addresses that match.
#pragma once

#include <standin/config.hpp>
#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// Given names from many countries, ASCII letters only.
struct given_name_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "given_name"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Family names from many countries, ASCII letters only.
struct family_name_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "family_name"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// A given and a family name, "Amina Kowalski". Common names: somebody may be called so, but nobody is meant.
struct full_name_provider {
  using provider_concept = provider_tag;

  bool initials = false;  ///< also with a middle initial, "Amina R. Kowalski": 27 times as many

  [[nodiscard]] std::string name() const { return "full_name"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  /// Person number index mod (number of pairs): without initial where `index` is below the number of pairs.
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// Addresses at example.com, example.net and example.org, which RFC 2606 reserves: mail to them reaches no one.
///
/// Index i belongs to the full name with index i mod `full_name_provider{}.capacity()`.
struct email_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "email"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// The fields of one person, which fit each other.
struct person {
  std::string given_name;
  std::string family_name;
  std::string full_name;
  std::string email;
};

/// The owner of the e-mail address with that index; addresses differ, names come again.
/// \param index  below `email_provider{}.capacity()`
/// \throws invalid_option  when it is not
STANDIN_LAZY [[nodiscard]] person person_at(std::uint64_t index);

/// An address for a name that was made elsewhere: "Zoë O'Neil", 3 gives "zo.oneil3@example.com". Letters outside ASCII
/// are left out, a name without any other gives "person".
/// \param number  tells those of the same name apart; 0 is left out
STANDIN_LAZY [[nodiscard]] std::string email_for(std::string_view name, std::uint64_t number = 0);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/names.ipp>
#endif
