// SPDX-License-Identifier: MIT
/// \file
/// What each subcommand of `standin` does, once its arguments are read.
#pragma once

#include <standin/data/column_role.hpp>
#include <standin/io/csv_read_options.hpp>
#include <standin/io/text_encoding.hpp>
#include <standin/prepare/rare/rare_levels.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standin::tool {

/// What all subcommands share.
struct common_options {
  std::uint64_t seed = 0;
  std::size_t threads = 0;  ///< 0 for as many as there are processors
  bool quiet = false;       ///< no progress bar, no remarks
};

/// How tables are read.
struct read_options {
  std::vector<std::string> null_strings{};      ///< cells that are missing, besides the empty ones
  std::optional<io::text_encoding> encoding{};  ///< found by looking unless given; what is written has the same
  io::bad_rows on_bad_rows = io::bad_rows::refuse;
  bool no_header = false;  ///< columns are called column_1, column_2, …
  bool decimal_comma = false;
  std::optional<std::string> schema{};  ///< a file with kinds and roles: a profile or a schema as JSON
};

/// What is said of the columns of a table that is to be learned.
struct learn_options {
  std::vector<std::pair<std::string, column_role>> roles{};
  std::vector<std::string> constraints{};  ///< in the language of `parse_constraint`
  std::vector<std::string> rules{};        ///< conditions, in the language of `parse_condition`
  bool drop_personal = false;
  prepare::rare_levels rare{};
  std::optional<std::size_t> max_columns{};  ///< of copulas, in place of their own
  bool explain = false;                      ///< say of each column what it was taken for, how it was learned, and why
};

struct fit_command {
  common_options common{};
  read_options reading{};
  learn_options learning{};
  std::string data;
  std::string generator;
  std::string model;
};

struct sample_command {
  common_options common{};
  std::string model;
  std::optional<std::uint64_t> rows{};  ///< as many as there are to complete unless given
  std::uint64_t first_row = 0;
  std::optional<std::string> where{};           ///< what each row must meet
  std::optional<std::string> complete{};        ///< a CSV file of rows whose empty cells are to be made
  std::vector<std::string> null_strings{};      ///< of that file
  std::size_t max_tries = 1000;                 ///< how often a row is made until it meets that
  std::optional<io::text_encoding> encoding{};  ///< that of the learned file unless given
  std::string output;
};

struct synthesize_command {
  common_options common{};
  read_options reading{};
  learn_options learning{};
  std::string data;
  std::string generator;
  std::optional<std::uint64_t> rows{};  ///< as many as the data has unless given
  std::optional<std::string> where{};   ///< what each row must meet
  std::size_t max_tries = 1000;         ///< how often a row is made until it meets that
  std::string output;
};

/// How tables are judged, and where to.
struct judge_options {
  std::vector<std::pair<std::string, column_role>> roles{};
  std::optional<std::string> holdout{};
  std::optional<std::string> target{};
  std::vector<std::string> ignore{};
  std::vector<std::string> keep{};
  bool compatible = false;  ///< with SDMetrics' reports
  std::optional<std::string> json{};
  std::optional<std::string> page{};  ///< HTML
};

struct evaluate_command {
  common_options common{};
  read_options reading{};
  judge_options judging{};
  std::string real;
  std::string synthetic;
  std::vector<std::string> fail_under{};  ///< "figure=number"
  std::vector<std::string> fail_over{};
};

struct compare_command {
  common_options common{};
  read_options reading{};
  judge_options judging{};
  learn_options learning{};      ///< but for the roles, which are those of judging
  std::size_t max_tries = 1000;  ///< how often a row is made until it meets the rules
  std::string real;
  std::vector<std::string> generators{};
  std::vector<std::string> others{};  ///< "name=file.csv", tables that other tools made
};

struct demo_command {
  common_options common{};
  std::size_t rows = 0;
  std::string page;  ///< HTML; none where it is empty
};

struct simulate_command {
  common_options common{};
  bool list = false;  ///< only say which simulations there are
  std::string simulation;
  std::uint64_t rows = 0;
  std::uint64_t first_row = 0;              ///< or the first entity
  std::optional<std::uint64_t> entities{};  ///< all rows of so many entities, in place of `rows`
  std::string output;
};

struct profile_command {
  common_options common{};
  read_options reading{};
  std::vector<std::pair<std::string, column_role>> roles{};
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
void compare(const compare_command& command);
void demo(const demo_command& command);
void simulate(const simulate_command& command);
void profile(const profile_command& command);
void inspect(const inspect_command& command);

/// The names of the generators that the command knows.
[[nodiscard]] std::vector<std::string> generator_names();

}  // namespace standin::tool
