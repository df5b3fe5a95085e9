// SPDX-License-Identifier: MIT
/// \file
/// What matrices and tensors have in common as datasets.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/dataset.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace standin::inline v0_1::numeric::detail {

/// Scalars that a `column_view` can look at, and the element type of each.
template <class T>
struct element_of;
template <>
struct element_of<double> : std::integral_constant<element_type, element_type::float64> {};
template <>
struct element_of<float> : std::integral_constant<element_type, element_type::float32> {};
template <>
struct element_of<std::int64_t> : std::integral_constant<element_type, element_type::int64> {};
template <>
struct element_of<std::int32_t> : std::integral_constant<element_type, element_type::int32> {};
template <>
struct element_of<std::uint32_t> : std::integral_constant<element_type, element_type::uint32> {};
template <>
struct element_of<std::uint16_t> : std::integral_constant<element_type, element_type::uint16> {};
template <>
struct element_of<std::uint8_t> : std::integral_constant<element_type, element_type::uint8> {};
template <>
struct element_of<bool> : std::integral_constant<element_type, element_type::boolean> {};

template <class T>
concept cell_scalar = requires { element_of<T>::value; } && (!std::is_same_v<T, bool> || sizeof(bool) == 1);

/// A grid of cells of one type. Steps in bytes.
struct strided_cells {
  const void* first = nullptr;
  element_type element = element_type::float64;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::ptrdiff_t row_step = 0;
  std::ptrdiff_t column_step = 0;
};

/// Columns x1, x2, … over the grid: boolean ones over booleans, numeric ones over all else.
[[nodiscard]] table_view view_cells(const strided_cells& cells);

/// Writes the column as numbers, NaN where a cell is missing or a text, categories as their codes.
/// \param step  from one number to the next, in numbers
void write_numbers(const column_view& column, double* out, std::ptrdiff_t step);

}  // namespace standin::inline v0_1::numeric::detail

#if !defined(STANDIN_COMPILED)
#include <standin/numeric/detail/strided_dataset.ipp>
#endif
