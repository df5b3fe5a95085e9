// SPDX-License-Identifier: MIT
/// \file
/// Limits that a report's figures must keep to, for other people's continuous integration.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// On which side of the limit a figure fails.
enum class gate_side : std::uint8_t { under, over };

/// A figure, by its key or the unambiguous beginning of one, and how far it may go.
struct gate {
  std::string figure{};
  double limit = 0.0;
  gate_side fails = gate_side::under;
};

/// Reads "bivariate=0.97".
/// \throws invalid_option  where there is no name, or no number
[[nodiscard]] gate parse_gate(std::string_view text, gate_side fails);

/// Why a report doesn't pass, in a sentence; nothing where it does. A figure without a value, or one that is refused,
/// doesn't pass.
/// \throws invalid_option  where the report has no such figure
[[nodiscard]] std::optional<std::string> failure_of(const report& of, const gate& limit);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/gate.ipp>
#endif
