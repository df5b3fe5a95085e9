// SPDX-License-Identifier: MIT
/// \file
/// How the command talks to the person in front of it, and listens to Ctrl-C.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/progress.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace standin::tool {

/// Shows progress on standard error where that is a terminal, and asks to stop after Ctrl-C.
///
/// A progress listener: at most ten lines a second are drawn, each over the one before, and the last one is wiped.
class progress_bar {
 public:
  explicit progress_bar(bool quiet);
  progress_bar(const progress_bar&) = delete;
  progress_bar& operator=(const progress_bar&) = delete;
  ~progress_bar();

  bool operator()(const progress_event& event);

 private:
  void wipe() noexcept;

  bool visible_;
  std::size_t width_ = 0;  ///< of what is drawn
  long long last_ = 0;     ///< when, in milliseconds
};

/// Makes Ctrl-C ask for an early end, whose rows are whole, rather than kill; a second one kills.
void listen_to_interrupts();
[[nodiscard]] bool interrupted() noexcept;

/// An early end that was asked for while rows were written.
struct rows_cut_off : cancelled {
  explicit rows_cut_off(const cancelled& asked) : cancelled(asked) {}
};

/// A remark on standard error.
void remark(std::string_view sentence);

/// A sentence of the library about options of the command, by the names that they have there.
[[nodiscard]] std::string by_names_of_options(std::string sentence);

/// "12 345 678": digits in groups of three.
[[nodiscard]] std::string grouped(std::size_t number);

/// A number and what is counted, "1 row" or "12 345 rows".
[[nodiscard]] std::string counted(std::size_t number, std::string_view one, std::string_view more);

}  // namespace standin::tool
