// SPDX-License-Identifier: MIT
/// \file
/// Runs the command as a person runs it, in a shell.
#pragma once

#include "io/temporary_file.hpp"

#include <sys/wait.h>
#include <cstdlib>
#include <string>

namespace standin {

/// The exit status of a line in a shell; -1 where it ended otherwise.
inline int status_of_line(const std::string& line) {
  const int status = std::system(line.c_str());  // NOLINT(concurrency-mt-unsafe,cert-env33-c): one thread, own words
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// The exit status of the command. What it prints goes to `to`, what it complains of to `said`.
inline int run(const std::string& arguments, const std::string& said = "/dev/null",
               const std::string& to = "/dev/null") {
  return status_of_line(std::string(STANDIN_TOOL) + " " + arguments + " >" + to + " 2>" + said);
}

struct outcome {
  int status = -1;
  std::string said{};  ///< on both streams
};

inline outcome outcome_of(const std::string& arguments) {
  const temporary_file said("said");
  const int status = status_of_line(std::string(STANDIN_TOOL) + " " + arguments + " >" + said.path() + " 2>&1");
  return {status, said.contents()};
}

}  // namespace standin
