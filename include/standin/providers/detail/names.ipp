// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/names.hpp.
#pragma once

#include <standin/data/common_names.hpp>
#include <standin/providers/detail/check_index.hpp>
#include <standin/providers/names.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace standin::inline v0_1 {

namespace detail::provided {

inline constexpr std::array<std::string_view, 3> reserved_domains{"example.com", "example.net", "example.org"};
inline constexpr std::uint64_t numbers_for_email = 10'000;  ///< none, and 2 … 10000

STANDIN_LAZY [[nodiscard]] inline std::uint64_t pairs_of_names() noexcept {
  return std::uint64_t{common_given_names().size()} * common_family_names().size();
}

STANDIN_LAZY [[nodiscard]] inline std::string_view given_of(std::uint64_t pair) noexcept {
  return common_given_names()[static_cast<std::size_t>(pair / common_family_names().size())];
}

STANDIN_LAZY [[nodiscard]] inline std::string_view family_of(std::uint64_t pair) noexcept {
  return common_family_names()[static_cast<std::size_t>(pair % common_family_names().size())];
}

/// Small letters and digits of a word.
STANDIN_LAZY inline void append_bare(std::string& out, std::string_view word) {
  for (const char c : word) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
}

}  // namespace detail::provided

STANDIN_LAZY_INLINE std::uint64_t given_name_provider::capacity() const noexcept {
  return common_given_names().size();
}

STANDIN_LAZY_INLINE std::string given_name_provider::at(std::uint64_t index) const {
  detail::provided::check_index("given_name", index, capacity());
  return std::string(common_given_names()[static_cast<std::size_t>(index)]);
}

STANDIN_LAZY_INLINE std::uint64_t family_name_provider::capacity() const noexcept {
  return common_family_names().size();
}

STANDIN_LAZY_INLINE std::string family_name_provider::at(std::uint64_t index) const {
  detail::provided::check_index("family_name", index, capacity());
  return std::string(common_family_names()[static_cast<std::size_t>(index)]);
}

STANDIN_LAZY_INLINE std::uint64_t full_name_provider::capacity() const noexcept {
  return detail::provided::pairs_of_names() * (initials ? 27 : 1);
}

STANDIN_LAZY_INLINE std::string full_name_provider::at(std::uint64_t index) const {
  detail::provided::check_index("full_name", index, capacity());
  const std::uint64_t pair = index % detail::provided::pairs_of_names();
  const std::uint64_t initial = index / detail::provided::pairs_of_names();
  std::string name(detail::provided::given_of(pair));
  name += ' ';
  if (initial > 0) {
    name += static_cast<char>('A' + static_cast<int>(initial - 1));
    name += ". ";
  }
  return name.append(detail::provided::family_of(pair));
}

STANDIN_LAZY_INLINE std::uint64_t email_provider::capacity() const noexcept {
  return detail::provided::pairs_of_names() * detail::provided::reserved_domains.size() *
         detail::provided::numbers_for_email;
}

STANDIN_LAZY_INLINE std::string email_provider::at(std::uint64_t index) const {
  detail::provided::check_index("email", index, capacity());
  const std::uint64_t pair = index % detail::provided::pairs_of_names();
  const std::uint64_t rest = index / detail::provided::pairs_of_names();
  const std::uint64_t number = rest / detail::provided::reserved_domains.size();
  std::string address;
  detail::provided::append_bare(address, detail::provided::given_of(pair));
  address += '.';
  detail::provided::append_bare(address, detail::provided::family_of(pair));
  if (number > 0) address += to_text(number + 1);
  return address.append("@").append(
      detail::provided::reserved_domains[static_cast<std::size_t>(rest % detail::provided::reserved_domains.size())]);
}

STANDIN_LAZY_INLINE person person_at(std::uint64_t index) {
  std::string address = email_provider{}.at(index);
  const std::uint64_t pair = index % detail::provided::pairs_of_names();
  return {std::string(detail::provided::given_of(pair)), std::string(detail::provided::family_of(pair)),
          full_name_provider{}.at(pair), std::move(address)};
}

STANDIN_LAZY_INLINE std::string email_for(std::string_view name, std::uint64_t number) {
  std::string address;
  while (!name.empty()) {
    const std::size_t end = name.find(' ') == std::string_view::npos ? name.size() : name.find(' ');
    std::string word;
    detail::provided::append_bare(word, name.substr(0, end));
    if (!word.empty()) address.append(address.empty() ? "" : ".").append(word);
    name.remove_prefix(end == name.size() ? end : end + 1);
  }
  constexpr std::size_t longest = 40;  // a local part has room for 64 characters
  if (address.size() > longest) address.resize(longest);
  while (address.ends_with('.')) address.pop_back();
  if (address.empty()) address = "person";
  if (number > 0) address += to_text(number);
  return address.append("@").append(detail::provided::reserved_domains[0]);
}

}  // namespace standin::inline v0_1
