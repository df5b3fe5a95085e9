// SPDX-License-Identifier: MIT
/// \file
/// Expects an error of a kind, and the words that its sentence must contain.
#pragma once

#include <gtest/gtest.h>

#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

namespace standin {

template <class Error, class Action>
void expect_error(Action&& action, std::initializer_list<std::string_view> words) {
  try {
    action();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& thrown) {
    for (const std::string_view word : words)
      EXPECT_NE(std::string_view(thrown.what()).find(word), std::string_view::npos)
          << "\"" << word << "\" is not in: " << thrown.what();
  } catch (const std::exception& other) {
    ADD_FAILURE() << "another type was thrown: " << other.what();
  }
}

}  // namespace standin
