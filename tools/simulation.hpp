// SPDX-License-Identifier: MIT
/// \file
/// The table that `standin demo` starts from.
#pragma once

#include <standin/data/table.hpp>

#include <cstddef>
#include <cstdint>

namespace standin::tool {

/// Customers of a shop that never existed: age, region, membership, visits and spending that depend on each other,
/// a spike of customers without visits, cents, and cells that are missing together.
[[nodiscard]] table simulate_customers(std::size_t rows, std::uint64_t seed);

}  // namespace standin::tool
