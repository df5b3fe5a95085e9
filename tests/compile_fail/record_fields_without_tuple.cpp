// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: record_traits<R>::fields must be a std::tuple of standin::field(name, &R::member)
#include <standin/data/record.hpp>

#include <tuple>
#include <vector>

struct point {
  double x = 0;
};

template <>
struct standin::record_traits<point> {
#ifdef SHOULD_FAIL
  static constexpr auto fields = standin::field("x", &point::x);
#else
  static constexpr auto fields = std::tuple{standin::field("x", &point::x)};
#endif
};

int main() {
  const standin::table_view view = std::vector<point>(2);
  return view.rows() == 2 ? 0 : 1;
}
