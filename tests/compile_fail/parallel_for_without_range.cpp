// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the body of parallel_for must be callable as f(begin, end) with two std::size_t
#include <standin/parallel/parallel_for.hpp>

#include <cstddef>

int main() {
#ifdef SHOULD_FAIL
  auto body = [](std::size_t) {};
#else
  auto body = [](std::size_t, std::size_t) {};
#endif
  standin::parallel_for({}, 10, 2, body);
}
