// SPDX-License-Identifier: MIT
/// \file
/// How reports say by how much something won a race.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>

#include <cmath>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail {

/// "0.123 nats a held-out row ahead of boosted mean"
/// \param ahead     in nats a row; negative where it was chosen though the other is better
/// \param although  why it was chosen then, between commas: "behind, which …, boosted mean"
STANDIN_LAZY [[nodiscard]] inline std::string lead_text(double ahead, std::string_view other,
                                                        std::string_view although = "") {
  const std::string by = with_decimals(std::abs(ahead), 3) + " nats a held-out row ";
  return ahead < 0.0 ? concatenate(by, "behind", although, " ", other) : concatenate(by, "ahead of ", other);
}

}  // namespace standin::inline v0_1::detail
