// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "session.hpp"
#include "simulation.hpp"

#include <standin/data/profile.hpp>
#include <standin/data/split.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/evaluation/gate.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/json_report.hpp>
#include <standin/io/output_stream.hpp>
#include <standin/io/profile_json.hpp>
#include <standin/io/profile_text.hpp>
#include <standin/io/text_report.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace standin::tool {

namespace {

[[nodiscard]] evaluation_options options_of(session& with) {
  return {.seed = with.common.seed, .executor = with.pool, .progress = with.bar};
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

/// As text, and as JSON where a file is named for it.
template <class Found>
void show(const Found& found, const std::optional<std::string>& json) {
  if (json) {
    io::output_stream out(*json);
    out.write(out.encode(io::render_json(found)));
    out.close();
  }
  if (!json || *json != "-") print(io::render_text(found));
}

}  // namespace

void profile(const profile_command& command) {
  session with(command.common);
  if (command.json) require_another_file(command.data, *command.json);
  show(standin::profile(read_table(with, command.data), {.executor = with.pool}), command.json);
}

bool evaluate(const evaluate_command& command) {
  std::vector<gate> gates;
  for (const std::string& text : command.fail_under) gates.push_back(parse_gate(text, gate_side::under));
  for (const std::string& text : command.fail_over) gates.push_back(parse_gate(text, gate_side::over));
  session with(command.common);
  if (command.json)
    for (const std::string& input : {command.real, command.synthetic, command.holdout.value_or(command.real)})
      require_another_file(input, *command.json);
  const table real = read_table(with, command.real);
  const table synthetic = read_table_like(with, command.synthetic, real.schema());
  evaluation_options options = options_of(with);
  options.target = command.target;
  options.ignore = command.ignore;
  options.keep = command.keep;
  report found;
  if (command.holdout) {
    const table holdout = read_table_like(with, *command.holdout, real.schema());
    found = standin::evaluate(full_suite{}, real, holdout, synthetic, options);
  } else {
    found = standin::evaluate(full_suite{}, real, synthetic, options);
  }
  show(found, command.json);
  bool met = true;
  for (const gate& limit : gates) {
    if (const std::optional<std::string> failure = failure_of(found, limit)) {
      remark("standin: " + *failure);
      met = false;
    }
  }
  return met;
}

void demo(const demo_command& command) {
  session with(command.common);
  const table customers = simulate_customers(command.rows, with.common.seed);
  const auto [train, holdout] = split(customers, 2.0 / 3.0, {.seed = with.common.seed});
  for (const std::string& generator : generator_names()) {
    std::printf("\n%s rows of a simulated shop's customers, learned by %s:\n\n", grouped(train.rows()).c_str(),
                generator.c_str());
    const any_model model = fit_table(with, generator, train);
    const table made =
        model.sample(train.rows(), {.seed = with.common.seed, .executor = with.pool, .progress = with.bar});
    print(io::render_text(standin::evaluate(train, holdout, made, options_of(with))));
  }
}

}  // namespace standin::tool
