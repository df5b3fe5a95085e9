// SPDX-License-Identifier: MIT
/// \file
/// The profile of one column whose cells were looked at.
#pragma once

#include <standin/config.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/table_profile.hpp>

#include <cstddef>

namespace standin::inline v0_1::detail {

/// \param levels  how many of the most frequent values are kept
[[nodiscard]] column_profile describe_column(const column_spec& spec, const column_view& column,
                                             const column_scan& scan, const inferred_role& role, std::size_t levels);

/// The probability that two rows drawn at random have the same cell, a missing one being a value.
[[nodiscard]] double probability_of_repetition(const column_scan& scan);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/column_profiles.ipp>
#endif
