// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what a table_view looks at must model standin::dataset — it lacks column(i) const,
// expect: which gives a standin::column_view
#include <standin/data/dataset.hpp>

#include <cstddef>

struct readings {
  [[nodiscard]] std::size_t rows() const { return 0; }
  [[nodiscard]] standin::table_schema schema() const { return {{"x"}}; }
#ifndef SHOULD_FAIL
  [[nodiscard]] standin::column_view column(std::size_t) const { return {}; }
#endif
};

int main() {
  const standin::table_view view = readings{};
  return static_cast<int>(view.rows());
}
