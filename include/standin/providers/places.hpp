// SPDX-License-Identifier: MIT
/// \file
/// Addresses, towns, postcodes and companies that are made up.
#pragma once

#include <standin/config.hpp>
#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>

namespace standin::inline v0_1 {

/// "417 Copper Lantern Lane": streets named by pairs of words that hardly a street is named by.
struct street_address_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "street_address"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// "Quillmarsh": towns put together from parts. That one of them exists somewhere can't be excluded.
struct city_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "city"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// "ZZ12 3AB": the British form with the area ZZ, which no post office serves.
struct postcode_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "postcode"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

/// "Copper Lantern Logistics Ltd". That one of them exists somewhere can't be excluded.
struct company_provider {
  using provider_concept = provider_tag;

  [[nodiscard]] std::string name() const { return "company"; }
  STANDIN_LAZY [[nodiscard]] std::uint64_t capacity() const noexcept;
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/places.ipp>
#endif
