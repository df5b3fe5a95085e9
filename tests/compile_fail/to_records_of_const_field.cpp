// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: to_records can't fill a field that is const
#include <standin/data/record.hpp>

#include <tuple>

struct point {
#ifdef SHOULD_FAIL
  const double x = 0;
#else
  double x = 0;
#endif
};

template <>
struct standin::record_traits<point> {
  static constexpr auto fields = std::tuple{standin::field("x", &point::x)};
};

int main() {
  const standin::table_view none;
  return static_cast<int>(standin::to_records<point>(none).size());
}
