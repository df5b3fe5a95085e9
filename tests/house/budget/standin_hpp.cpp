// SPDX-License-Identifier: MIT
#include <standin/standin.hpp>

int main() {}
