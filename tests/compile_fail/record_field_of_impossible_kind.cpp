// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: a field of record_traits<R> asks for a kind that its type can't have
#include <standin/data/record.hpp>

#include <string>
#include <tuple>
#include <vector>

struct person {
  double age = 0;
  std::string name;
};

template <>
struct standin::record_traits<person> {
#ifdef SHOULD_FAIL
  static constexpr auto fields = std::tuple{standin::field("age", &person::age, standin::column_kind::categorical)};
#else
  static constexpr auto fields = std::tuple{standin::field("name", &person::name, standin::column_kind::text)};
#endif
};

int main() {
  const standin::table_view view = std::vector<person>(2);
  return view.rows() == 2 ? 0 : 1;
}
