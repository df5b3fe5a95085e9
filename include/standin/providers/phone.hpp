// SPDX-License-Identifier: MIT
/// \file
/// Telephone numbers that are kept free for fiction.
#pragma once

#include <standin/config.hpp>
#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>

namespace standin::inline v0_1 {

/// Whose numbers.
enum class phone_region : std::uint8_t {
  north_america,   ///< +1-AAA-555-0100 to 0199: 648 geographic area codes, 64 800 numbers
  united_kingdom,  ///< +44 7700 900000 to 900999 and 14 ranges of cities: 15 000 numbers
  australia,       ///< +61 2, 3, 7 and 8 5550 0000 to 9999 and 7010 0000 to 9999: 80 000 numbers
  france           ///< +33 1 99 00, 2 61 91, 3 53 01, 4 65 71, 5 36 49, 6 39 98: 60 000 numbers
};

/// Numbers in the international form, from the ranges that the regulators keep free for films and books.
/// Source: NANPA (line numbers 0100 to 0199 of exchange 555; area codes whose last two digits are equal aren't
/// geographic), Ofcom (numbers for drama use), ACMA (numbers for radio, books, film and TV), ARCEP (numbering plan).
struct phone_provider {
  using provider_concept = provider_tag;

  phone_region region = phone_region::north_america;

  [[nodiscard]] std::string name() const { return "phone"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/phone.ipp>
#endif
