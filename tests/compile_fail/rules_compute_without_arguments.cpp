// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the function of from(…).compute must be callable with one argument for each column named
// expect: see docs/generators/rules.md
#include <standin/generators/rules/functions.hpp>

int main() {
  using namespace standin::rules;
#ifdef SHOULD_FAIL
  const expression total = from("price", "pieces").compute([](double price) { return price; });
#else
  const expression total = from("price", "pieces").compute([](double price, int pieces) { return price * pieces; });
#endif
  return static_cast<int>(total.node().parts().size()) - 2;
}
