// SPDX-License-Identifier: MIT
/// \file
/// What the name of a column hints at. Hints add to what values say and never decide.
#pragma once

#include <standin/config.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// The words of a column's name in small letters: "PassengerId", "passenger_id" and "PASSENGER-ID" give the same two.
class name_words {
 public:
  STANDIN_LAZY explicit name_words(std::string_view name);

  STANDIN_LAZY [[nodiscard]] bool any_of(std::initializer_list<std::string_view> words) const noexcept;

  /// Something that is issued: "id", "key", "number", "code", …
  STANDIN_LAZY [[nodiscard]] bool issued() const noexcept;
  /// Something that is counted or measured: "age", "price", "year", …
  STANDIN_LAZY [[nodiscard]] bool measured() const noexcept;
  STANDIN_LAZY [[nodiscard]] bool telephone() const noexcept;
  STANDIN_LAZY [[nodiscard]] bool given_name() const noexcept;
  STANDIN_LAZY [[nodiscard]] bool family_name() const noexcept;
  STANDIN_LAZY [[nodiscard]] bool person() const noexcept;

  [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_; }

 private:
  std::vector<std::string> words_;
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/name_words.ipp>
#endif
