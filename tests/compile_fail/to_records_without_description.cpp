// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: describe the struct first: standin::record_traits<R>::fields
#include <standin/data/record.hpp>

#include <tuple>

struct point {
  double x = 0;
};

#ifndef SHOULD_FAIL
template <>
struct standin::record_traits<point> {
  static constexpr auto fields = std::tuple{standin::field("x", &point::x)};
};
#endif

int main() {
  const standin::table_view none;
  return static_cast<int>(standin::to_records<point>(none).size());
}
