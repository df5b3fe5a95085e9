// SPDX-License-Identifier: MIT
#include <standin/config.hpp>
#include <standin/version.hpp>

int main() {
  return STANDIN_VERSION_MAJOR;
}
