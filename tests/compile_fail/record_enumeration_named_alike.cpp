// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: enum_traits<E>::levels names a value twice, or two values alike; give each one its own
#include <standin/data/record.hpp>

#include <array>
#include <tuple>
#include <utility>
#include <vector>

enum class answer { no, yes };

struct form {
  answer given;
};

template <>
struct standin::enum_traits<answer> {
#ifdef SHOULD_FAIL
  static constexpr std::array levels{std::pair{answer::no, "no"}, std::pair { answer::yes, "no" }};
#else
  static constexpr std::array levels{std::pair{answer::no, "no"}, std::pair{answer::yes, "yes"}};
#endif
};

template <>
struct standin::record_traits<form> {
  static constexpr auto fields = std::tuple{standin::field("given", &form::given)};
};

int main() {
  const standin::table_view view = std::vector<form>(2);
  return view.rows() == 2 ? 0 : 1;
}
