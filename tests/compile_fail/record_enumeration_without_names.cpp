// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: describe the enumeration of this field first: standin::enum_traits<E>::levels
#include <standin/data/record.hpp>

#include <array>
#include <tuple>
#include <utility>

enum class answer { no, yes };

struct form {
  answer given;
};

#ifndef SHOULD_FAIL
template <>
struct standin::enum_traits<answer> {
  static constexpr std::array levels{std::pair{answer::no, "no"}, std::pair{answer::yes, "yes"}};
};
#endif

template <>
struct standin::record_traits<form> {
  static constexpr auto fields = std::tuple{standin::field("given", &form::given)};
};

int main() {}
