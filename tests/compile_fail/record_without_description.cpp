// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: these structs are no dataset here: include standin/data/record.hpp and describe the struct by
#include <standin/data/record.hpp>

#include <tuple>
#include <vector>

struct person {
  double age;
};

#ifndef SHOULD_FAIL
template <>
struct standin::record_traits<person> {
  static constexpr auto fields = std::tuple{standin::field("age", &person::age)};
};
#endif

int main() {
  const std::vector<person> people(3);
  const standin::table_view view = people;
  return view.rows() == 3 ? 0 : 1;
}
