// SPDX-License-Identifier: MIT
/// \file
/// Cells that are missing hold nothing.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/data/validity.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

template <class T>
void clear_missing(std::vector<T>& cells, const validity& present, std::size_t begin, std::size_t end) {
  for (std::size_t row = begin; row < end; ++row)
    if (!present.test(row)) cells[row] = T{};
}

/// Empties the cells of rows `[begin, end)` that are missing, so that no value is left under a cleared bit.
STANDIN_LAZY inline void clear_missing(column& of, std::size_t begin, std::size_t end) {
  switch (of.element()) {
    case element_type::float64: return clear_missing(of.cells<double>(), of.present(), begin, end);
    case element_type::float32: return clear_missing(of.cells<float>(), of.present(), begin, end);
    case element_type::int64: return clear_missing(of.cells<std::int64_t>(), of.present(), begin, end);
    case element_type::int32: return clear_missing(of.cells<std::int32_t>(), of.present(), begin, end);
    case element_type::uint32: return clear_missing(of.cells<std::uint32_t>(), of.present(), begin, end);
    case element_type::uint16: return clear_missing(of.cells<std::uint16_t>(), of.present(), begin, end);
    case element_type::boolean:
    case element_type::uint8: return clear_missing(of.cells<std::uint8_t>(), of.present(), begin, end);
    case element_type::string: return clear_missing(of.cells<std::string>(), of.present(), begin, end);
  }
}

}  // namespace standin::inline v0_1::prepare::detail
