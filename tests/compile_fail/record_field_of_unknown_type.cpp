// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the type of a field must be double, float, an integer other than char, bool, std::string, an
#include <standin/data/record.hpp>

#include <tuple>

struct person {
  double age;
  const char* name;
};

template <>
struct standin::record_traits<person> {
#ifdef SHOULD_FAIL
  static constexpr auto fields = std::tuple{standin::field("age", &person::age), standin::field("name", &person::name)};
#else
  static constexpr auto fields = std::tuple{standin::field("age", &person::age)};
#endif
};

int main() {}
