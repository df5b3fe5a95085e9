// SPDX-License-Identifier: MIT
#include "core/extreme_numbers.hpp"

#include <standin/data/column_view.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace standin {
namespace {

template <class T>
const std::byte* bytes(const T* at) {
  return reinterpret_cast<const std::byte*>(at);
}

template <class T>
column_view seen(const std::vector<T>& cells, element_type element, column_kind kind = column_kind::numeric) {
  return {.kind = kind,
          .element = element,
          .cells = bytes(cells.data()),
          .stride = static_cast<std::ptrdiff_t>(sizeof(T)),
          .rows = cells.size()};
}

TEST(column_view, reads_numbers_of_every_element_type) {
  EXPECT_EQ(seen<double>({1.5, -2}, element_type::float64).number(1), -2.0);
  const std::vector<float> floats{0.5F};
  EXPECT_EQ(seen(floats, element_type::float32).number(0), 0.5);
  const std::vector<std::int64_t> longs{-(std::int64_t{1} << 53)};
  EXPECT_EQ(seen(longs, element_type::int64).number(0), -0x1p53);
  const std::vector<std::int32_t> ints{std::numeric_limits<std::int32_t>::min()};
  EXPECT_EQ(seen(ints, element_type::int32).number(0), -0x1p31);
  const std::vector<std::uint32_t> words{4'294'967'295U};
  EXPECT_EQ(seen(words, element_type::uint32).number(0), 4'294'967'295.0);
  const std::vector<std::uint16_t> shorts{65'535};
  EXPECT_EQ(seen(shorts, element_type::uint16).number(0), 65'535.0);
  const std::vector<std::uint8_t> octets{255};
  EXPECT_EQ(seen(octets, element_type::uint8).number(0), 255.0);
}

TEST(column_view, takes_each_byte_but_0_as_true) {
  const std::vector<std::uint8_t> odd{0x00, 0x01, 0x02, 0xFF};
  const column_view column = seen(odd, element_type::boolean, column_kind::boolean);
  EXPECT_EQ(column.number(0), 0.0);
  for (const std::size_t row : {1U, 2U, 3U}) EXPECT_EQ(column.number(row), 1.0) << row;
  column.visit([](const auto& cells) {
    if constexpr (std::is_same_v<decltype(cells[0]), bool>) {
      EXPECT_FALSE(cells[0]);
      EXPECT_TRUE(cells[1] && cells[2] && cells[3]);
    } else {
      ADD_FAILURE() << "booleans are visited as bool";
    }
  });
}

TEST(column_view, sees_a_nan_as_missing) {
  const std::vector<double> doubles{1, nan, std::numeric_limits<double>::infinity()};
  const column_view column = seen(doubles, element_type::float64);
  EXPECT_FALSE(column.missing(0));
  EXPECT_TRUE(column.missing(1));
  EXPECT_TRUE(std::isnan(column.number(1)));
  EXPECT_FALSE(column.missing(2));
  const std::vector<float> floats{std::numeric_limits<float>::quiet_NaN()};
  EXPECT_TRUE(seen(floats, element_type::float32).missing(0));
}

TEST(column_view, asks_the_validity_bits_first) {
  const std::vector<std::int32_t> cells(70, 7);
  std::array<std::uint64_t, 2> bits{~std::uint64_t{0}, 0b101111};
  column_view column = seen(cells, element_type::int32);
  column.valid = bits;
  EXPECT_EQ(column.number(63), 7.0);
  EXPECT_TRUE(column.missing(68));
  EXPECT_TRUE(std::isnan(column.number(68)));
  EXPECT_FALSE(column.missing(69));
}

TEST(column_view, looks_up_validity_by_the_stored_row) {
  const std::vector<std::int32_t> cells{10, 11, 12};
  const std::array<std::uint64_t, 1> bits{0b011};
  const std::vector<std::size_t> index{2, 1, 1, 0};
  column_view column = seen(cells, element_type::int32);
  column.valid = bits;
  column.index = index;
  column.rows = index.size();
  EXPECT_TRUE(column.missing(0));
  EXPECT_EQ(column.number(1), 11.0);
  EXPECT_EQ(column.number(2), 11.0);
  EXPECT_EQ(column.number(3), 10.0);
}

TEST(column_view, reads_names_of_codes_and_strings) {
  const std::vector<std::uint8_t> codes{1, 0, 9};
  const std::vector<std::string> levels{"no", "yes"};
  column_view column = seen(codes, element_type::uint8, column_kind::categorical);
  column.levels = levels;
  EXPECT_EQ(column.text(0), "yes");
  EXPECT_EQ(column.text(1), "no");
  EXPECT_EQ(column.text(2), "") << "a code without a level has no name";
  EXPECT_EQ(column.code(2), 9U);

  const std::vector<std::string> texts{"a", "", "a long one that lies on the heap"};
  const column_view strings = seen(texts, element_type::string, column_kind::text);
  EXPECT_EQ(strings.text(2), texts[2]);
  EXPECT_EQ(strings.text(1), "");
  EXPECT_FALSE(strings.missing(1)) << "an empty string is a value";
  EXPECT_TRUE(std::isnan(strings.number(0)));
}

TEST(column_view, has_no_text_for_what_is_missing_or_a_number) {
  const std::vector<double> numbers{1.0};
  EXPECT_EQ(seen(numbers, element_type::float64).text(0), "");
  const std::vector<std::string> texts{"hidden"};
  const std::array<std::uint64_t, 1> none{0};
  column_view column = seen(texts, element_type::string, column_kind::text);
  column.valid = none;
  EXPECT_EQ(column.text(0), "");
}

#pragma pack(push, 1)
struct packed {
  std::uint8_t flag;
  double weight;
  std::int32_t count;
  std::uint16_t code;
  std::int64_t ticks;
};
#pragma pack(pop)
static_assert(sizeof(packed) == 23);

// Run under the undefined-behaviour sanitizer, this fails for anything but memcpy.
TEST(column_view, looks_at_packed_structs_whose_cells_are_unaligned) {
  const std::array<packed, 3> rows{packed{0xFF, 1.25, -3, 1, 1'000}, packed{0x02, nan, 4, 0, -1},
                                   packed{0, -8, 5, 1, 7}};
  const std::vector<std::string> levels{"a", "b"};
  const auto field = [&](std::size_t offset, element_type element, column_kind kind) {
    return column_view{.kind = kind,
                       .element = element,
                       .cells = bytes(rows.data()) + offset,
                       .stride = sizeof(packed),
                       .rows = rows.size(),
                       .levels = kind == column_kind::categorical ? std::span(levels) : std::span<const std::string>{}};
  };
  const column_view flag = field(offsetof(packed, flag), element_type::boolean, column_kind::boolean);
  const column_view weight = field(offsetof(packed, weight), element_type::float64, column_kind::numeric);
  const column_view count = field(offsetof(packed, count), element_type::int32, column_kind::numeric);
  const column_view code = field(offsetof(packed, code), element_type::uint16, column_kind::categorical);
  const column_view ticks = field(offsetof(packed, ticks), element_type::int64, column_kind::datetime);
  EXPECT_EQ(flag.number(0), 1.0);
  EXPECT_EQ(flag.number(1), 1.0);
  EXPECT_EQ(weight.number(0), 1.25);
  EXPECT_TRUE(weight.missing(1));
  EXPECT_EQ(count.number(2), 5.0);
  EXPECT_EQ(code.text(0), "b");
  EXPECT_EQ(code.code(1), 0U);
  EXPECT_EQ(ticks.number(1), -1.0);
  double sum = 0;
  count.visit([&sum](const auto& cells) {
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(cells[0])>>)
      for (std::size_t row = 0; row < cells.rows(); ++row) sum += static_cast<double>(cells[row]);
  });
  EXPECT_EQ(sum, 6.0);
}

TEST(column_view, may_run_backwards) {
  const std::vector<std::int32_t> cells{1, 2, 3};
  column_view column = seen(cells, element_type::int32);
  column.cells = bytes(&cells[2]);
  column.stride = -4;
  EXPECT_EQ(column.number(0), 3.0);
  EXPECT_EQ(column.number(2), 1.0);
}

template <class T>
bool visited_as(element_type element) {
  const std::vector<T> cells(1);
  return seen(cells, element).visit([](const auto& typed) {
    return std::is_same_v<std::remove_cvref_t<decltype(typed)>, typed_cells<T>>;
  });
}

TEST(column_view, visits_each_element_type_as_its_own) {
  EXPECT_TRUE(visited_as<double>(element_type::float64));
  EXPECT_TRUE(visited_as<float>(element_type::float32));
  EXPECT_TRUE(visited_as<std::int64_t>(element_type::int64));
  EXPECT_TRUE(visited_as<std::int32_t>(element_type::int32));
  EXPECT_TRUE(visited_as<std::uint32_t>(element_type::uint32));
  EXPECT_TRUE(visited_as<std::uint16_t>(element_type::uint16));
  EXPECT_TRUE(visited_as<std::uint8_t>(element_type::uint8));
  EXPECT_TRUE(visited_as<std::string>(element_type::string));
}

TEST(typed_cells, are_contiguous_only_where_they_lie_side_by_side) {
  std::vector<double> cells{1, 2, 3, 4};
  column_view column = seen(cells, element_type::float64);
  const auto contiguous = [&column] { return typed_cells<double>(column).contiguous(); };
  ASSERT_EQ(contiguous().size(), 4U);
  EXPECT_EQ(contiguous()[3], 4.0);

  column_view apart = column;
  apart.stride = 16;
  apart.rows = 2;
  EXPECT_TRUE(typed_cells<double>(apart).contiguous().empty());
  EXPECT_EQ(typed_cells<double>(apart)[1], 3.0);

  const std::vector<std::size_t> index{0, 1, 2, 3};
  column.index = index;
  EXPECT_TRUE(contiguous().empty());

  std::vector<std::byte> raw(3 * sizeof(double) + 1);
  std::memcpy(raw.data() + 1, cells.data(), 3 * sizeof(double));
  const column_view unaligned{.cells = raw.data() + 1, .rows = 3};
  EXPECT_TRUE(typed_cells<double>(unaligned).contiguous().empty());
  EXPECT_EQ(typed_cells<double>(unaligned)[2], 3.0);
}

TEST(column_view, without_rows_is_visited_without_a_read) {
  const column_view nothing;
  std::size_t calls = 0;
  nothing.visit([&calls](const auto& cells) {
    ++calls;
    EXPECT_EQ(cells.rows(), 0U);
    if constexpr (requires { cells.contiguous(); }) {
      EXPECT_TRUE(cells.contiguous().empty());
    }
  });
  EXPECT_EQ(calls, 1U);
}

// The whole table of what elements a kind may have, as documented with element_type.
TEST(can_be, knows_which_elements_carry_which_kind) {
  using enum element_type;
  for (const element_type element : {float64, float32, int64, int32, uint32, uint16, uint8, boolean, string}) {
    const bool code = element == uint32 || element == uint16 || element == uint8;
    EXPECT_EQ(can_be(element, column_kind::numeric), element != boolean && element != string);
    EXPECT_EQ(can_be(element, column_kind::categorical), code);
    EXPECT_EQ(can_be(element, column_kind::boolean), element == boolean);
    EXPECT_EQ(can_be(element, column_kind::datetime), element == int64);
    EXPECT_EQ(can_be(element, column_kind::text), element == string);
  }
}

TEST(column_kind, has_the_names_that_files_use) {
  EXPECT_EQ(name_of(column_kind::numeric), "numeric");
  EXPECT_EQ(name_of(column_kind::categorical), "categorical");
  EXPECT_EQ(name_of(column_kind::boolean), "boolean");
  EXPECT_EQ(name_of(column_kind::datetime), "datetime");
  EXPECT_EQ(name_of(column_kind::text), "text");
}

}  // namespace
}  // namespace standin
