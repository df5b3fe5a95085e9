// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what a table_view looks at must model standin::dataset — its dataset_traits lack rows(d), schema(d)
// expect: or column(d, i), static functions of a const reference, or else view(d), which gives a table_view
#include <standin/data/dataset.hpp>

#include <cstddef>

struct readings {};

template <>
struct standin::dataset_traits<readings> {
  static std::size_t rows(const readings&) { return 0; }
  static table_schema schema(const readings&) { return {{"x"}}; }
#ifdef SHOULD_FAIL
  static column_view column(const readings&) { return {}; }
#else
  static column_view column(const readings&, std::size_t) { return {}; }
#endif
};

int main() {
  const standin::table_view view = readings{};
  return static_cast<int>(view.rows());
}
