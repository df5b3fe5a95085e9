// SPDX-License-Identifier: MIT
/// \file
/// What each subcommand of `standin` does, once its arguments are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace standin::tool {

/// What all subcommands share.
struct common_options {
  std::uint64_t seed = 0;
  std::size_t threads = 0;  ///< 0 for as many as there are processors
  bool quiet = false;       ///< no progress bar, no remarks
};

struct fit_command {
  common_options common{};
  std::string data;
  std::string generator;
  std::string model;
};

struct sample_command {
  common_options common{};
  std::string model;
  std::uint64_t rows = 0;
  std::uint64_t first_row = 0;
  std::optional<std::string> where{};  ///< what each row must meet
  std::string output;
};

struct synthesize_command {
  common_options common{};
  std::string data;
  std::string generator;
  std::optional<std::uint64_t> rows{};  ///< as many as the data has unless given
  std::optional<std::string> where{};   ///< what each row must meet
  std::string output;
};

struct evaluate_command {
  common_options common{};
  std::string real;
  std::string synthetic;
  std::optional<std::string> holdout{};
  std::optional<std::string> target{};
  std::vector<std::string> ignore{};
  std::vector<std::string> keep{};
  std::optional<std::string> json{};
  std::vector<std::string> fail_under{};  ///< "figure=number"
  std::vector<std::string> fail_over{};
};

struct demo_command {
  common_options common{};
  std::size_t rows = 0;
};

struct profile_command {
  common_options common{};
  std::string data;
  std::optional<std::string> json{};
};

struct inspect_command {
  std::string model;
};

void fit(const fit_command& command);
void sample(const sample_command& command);
void synthesize(const synthesize_command& command);
/// \returns  whether all gates were met
[[nodiscard]] bool evaluate(const evaluate_command& command);
void demo(const demo_command& command);
void profile(const profile_command& command);
void inspect(const inspect_command& command);

/// The names of the generators that the command knows.
[[nodiscard]] std::vector<std::string> generator_names();

}  // namespace standin::tool
