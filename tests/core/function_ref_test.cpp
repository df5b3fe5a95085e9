// SPDX-License-Identifier: MIT
#include <standin/core/function_ref.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <type_traits>
#include <utility>

namespace standin {
namespace {

int twice(int x) {
  return 2 * x;
}

int apply(function_ref<int(int)> f, int x) {
  return f(x);
}

TEST(function_ref, calls_the_object_itself_and_no_copy) {
  int calls = 0;
  auto count = [&calls, own = 0](int by) mutable {
    calls += by;
    return ++own;
  };
  function_ref<int(int)> f = count;
  EXPECT_EQ(f(2), 1);
  EXPECT_EQ(f(3), 2);
  EXPECT_EQ(count(0), 3);
  EXPECT_EQ(calls, 5);
}

TEST(function_ref, calls_what_is_const_as_const) {
  struct both {
    int operator()() { return 1; }
    int operator()() const { return 2; }
  };
  both changeable;
  const both fixed;
  EXPECT_EQ(function_ref<int()>(changeable)(), 1);
  EXPECT_EQ(function_ref<int()>(fixed)(), 2);
}

TEST(function_ref, takes_temporaries_and_functions_as_arguments) {
  EXPECT_EQ(apply([](int x) { return x + 1; }, 4), 5);
  EXPECT_EQ(apply(twice, 4), 8);
  EXPECT_EQ(apply(&twice, 4), 8);
}

TEST(function_ref, keeps_a_function_pointer_by_value) {
  int (*pointer)(int) = twice;
  const function_ref<int(int)> f = pointer;
  pointer = nullptr;
  EXPECT_EQ(f(21), 42);
}

TEST(function_ref, hands_arguments_on_without_copies) {
  const function_ref<int(std::unique_ptr<int>)> f = [](std::unique_ptr<int> p) { return *p; };
  EXPECT_EQ(f(std::make_unique<int>(7)), 7);
}

TEST(function_ref, drops_a_result_that_nobody_wants) {
  int seen = 0;
  auto callee = [&](int x) { return seen = x; };
  const function_ref<void(int)> f = callee;
  f(9);
  EXPECT_EQ(seen, 9);
}

TEST(function_ref, knows_whether_it_refers_to_something) {
  EXPECT_FALSE(function_ref<void()>());
  EXPECT_TRUE((function_ref<int(int)>(twice)));
}

static_assert(std::is_trivially_copyable_v<function_ref<void(int)>>);
static_assert(sizeof(function_ref<void(int)>) == 2 * sizeof(void*));
static_assert(!std::is_constructible_v<function_ref<int(int)>, int (*)(int*)>);

}  // namespace
}  // namespace standin
