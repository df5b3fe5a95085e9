// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: two fields of record_traits<R> have the same name; give each one its own
#include <standin/data/record.hpp>

#include <tuple>
#include <vector>

struct point {
  double x = 0;
  double y = 0;
};

template <>
struct standin::record_traits<point> {
#ifdef SHOULD_FAIL
  static constexpr auto fields = std::tuple{standin::field("x", &point::x), standin::field("x", &point::y)};
#else
  static constexpr auto fields = std::tuple{standin::field("x", &point::x), standin::field("y", &point::y)};
#endif
};

int main() {
  const standin::table_view view = std::vector<point>(2);
  return view.rows() == 2 ? 0 : 1;
}
