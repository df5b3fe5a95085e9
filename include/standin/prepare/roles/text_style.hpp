// SPDX-License-Identifier: MIT
/// \file
/// How a column writes names and numbers, so that made-up ones look like its own.
#pragma once

#include <standin/config.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace standin::inline v0_1::prepare {

enum class letter_case : std::uint8_t { as_is, lower, upper };

/// How the texts of a column are written.
struct text_style {
  letter_case letters = letter_case::as_is;
  bool family_first = false;  ///< "Kowalski, Amina"
  std::string digits{};       ///< numbers: 9 stands for a digit, all else for itself; empty for the provider's own form

  /// The text written so.
  STANDIN_LAZY [[nodiscard]] std::string apply(std::string text) const;

  void parameters(auto&& number, auto&& text) const {
    number(static_cast<double>(letters));
    number(family_first ? 1.0 : 0.0);
    text(std::string_view(digits));
  }
  bool operator==(const text_style&) const = default;
};

/// The style that most of the texts share.
/// \param names    they are names of persons
/// \param numbers  they are digits with marks between them; the form of more than half of them is learned
STANDIN_LAZY [[nodiscard]] text_style learn_text_style(std::span<const std::string_view> texts, bool names,
                                                       bool numbers);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/text_style.ipp>
#endif
