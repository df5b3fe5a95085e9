// SPDX-License-Identifier: MIT
/// \file
/// The words, numbers and signs of a constraint's text, one after the other.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1::prepare::detail {

struct constraint_token {
  enum class kind : std::uint8_t { end, name, number, sign };

  kind what = kind::end;
  std::size_t begin = 0;       ///< the byte it begins at
  std::string_view written{};  ///< as it stands there; a sign is told by it
  std::string name{};
  double number = 0.0;
  bool plain = false;  ///< a name without backticks, which may be a word of the language
};

/// Stands at one token of a text, the first one at the beginning, and says what is wrong there.
class constraint_scanner {
 public:
  /// \throws format_error  when the text is longer than 65 536 bytes, or begins with nothing known
  explicit constraint_scanner(std::string_view text);

  [[nodiscard]] const constraint_token& here() const noexcept { return token_; }
  [[nodiscard]] bool at_end() const noexcept { return token_.what == constraint_token::kind::end; }
  [[nodiscard]] bool at_name() const noexcept { return token_.what == constraint_token::kind::name; }
  [[nodiscard]] bool at_number() const noexcept { return token_.what == constraint_token::kind::number; }
  [[nodiscard]] bool at_sign(std::string_view sign) const noexcept {
    return token_.what == constraint_token::kind::sign && token_.written == sign;
  }

  void advance();
  [[nodiscard]] bool take_sign(std::string_view sign);
  void expect_sign(std::string_view sign, std::string_view remedy);
  [[nodiscard]] std::string expect_name(std::string_view remedy);

  /// From now on a `-` ends a name, since it subtracts; the token stood at is scanned anew.
  void begin_arithmetic();
  /// What is left of the text, from the token stood at.
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(token_.begin); }

  [[noreturn]] void refuse(std::string_view found, std::string_view remedy) const {
    refuse_at(token_.begin, found, remedy);
  }
  [[noreturn]] void refuse_here(std::string_view remedy) const;
  [[noreturn]] void refuse_at(std::size_t at, std::string_view found, std::string_view remedy) const;

 private:
  void scan();

  std::string_view text_;
  std::size_t at_ = 0;
  bool arithmetic_ = false;
  constraint_token token_{};
};

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/constraint_scanner.ipp>
#endif
