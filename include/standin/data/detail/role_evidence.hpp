// SPDX-License-Identifier: MIT
/// \file
/// How signs of a role add up, and how they are told.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail::role_rules {

/// Independent signs of the same thing: what they leave open is multiplied.
class evidence {
 public:
  evidence& add(double strength) noexcept {
    open_ *= 1.0 - std::clamp(strength, 0.0, 0.99);
    return *this;
  }
  [[nodiscard]] double sum() const noexcept { return 1.0 - open_; }

 private:
  double open_ = 1.0;
};

/// How sure n cells without exception make.
STANDIN_LAZY [[nodiscard]] inline double after(std::size_t cells) noexcept {
  const auto n = static_cast<double>(cells);
  return (n + 1.0) / (n + 2.0);
}

STANDIN_LAZY [[nodiscard]] inline std::string counted(std::size_t n, std::string_view one, std::string_view more) {
  return concatenate(to_text(n), " ", n == 1 ? one : more);
}

STANDIN_LAZY [[nodiscard]] inline std::string percentage(double share) {
  return concatenate(to_text(static_cast<int>(std::floor(100.0 * share))), " %");
}

inline constexpr std::string_view name_agrees = "; its name agrees";

}  // namespace standin::inline v0_1::detail::role_rules
