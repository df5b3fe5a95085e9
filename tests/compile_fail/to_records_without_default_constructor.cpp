// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: to_records makes each struct empty and then fills its fields, so it must have a default constructor
#include <standin/data/record.hpp>

#include <tuple>

struct point {
#ifdef SHOULD_FAIL
  explicit point(double at) : x(at) {}
#endif
  double x = 0;
};

template <>
struct standin::record_traits<point> {
  static constexpr auto fields = std::tuple{standin::field("x", &point::x)};
};

int main() {
  const standin::table_view none;
  return static_cast<int>(standin::to_records<point>(none).size());
}
