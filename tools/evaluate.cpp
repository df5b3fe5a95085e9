// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "session.hpp"
#include "simulations.hpp"

#include <standin/data/profile.hpp>
#include <standin/data/split.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/json_report.hpp>
#include <standin/io/output_stream.hpp>
#include <standin/io/profile_json.hpp>
#include <standin/io/profile_text.hpp>
#include <standin/io/text_report.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

namespace standin::tool {

namespace {

[[nodiscard]] evaluation_options options_of(session& with) {
  return {.seed = with.common.seed, .executor = with.pool, .progress = with.bar};
}

/// Roles of the schema, then those of the command line, which count.
[[nodiscard]] std::vector<std::pair<std::string, column_role>> roles_of(
    const table_schema& schema, const std::vector<std::pair<std::string, column_role>>& given) {
  std::vector<std::pair<std::string, column_role>> roles;
  const auto is_given = [&given](const std::string& name) {
    return std::any_of(given.begin(), given.end(), [&name](const auto& one) { return one.first == name; });
  };
  for (const column_spec& spec : schema)
    if (spec.role && !is_given(spec.name)) roles.emplace_back(spec.name, *spec.role);
  roles.insert(roles.end(), given.begin(), given.end());
  return roles;
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
  const table data = read_table(with, command.data, command.reading).data;
  show(standin::profile(data, {.roles = roles_of(data.schema(), command.roles), .executor = with.pool}), command.json);
}

void evaluate(const evaluate_command& command) {
  session with(command.common);
  if (command.json)
    for (const std::string& input : {command.real, command.synthetic, command.holdout.value_or(command.real)})
      require_another_file(input, *command.json);
  const table real = read_table(with, command.real, command.reading).data;
  const table synthetic = read_table_like(with, command.synthetic, real.schema(), command.reading);
  evaluation_options options = options_of(with);
  options.target = command.target;
  options.ignore = command.ignore;
  options.keep = command.keep;
  for (const auto& [name, role] : roles_of(real.schema(), command.roles)) {
    if (role == column_role::measure || role == column_role::category || role == column_role::datetime)
      options.keep.push_back(name);
    else
      options.ignore.push_back(name);
  }
  report found;
  if (command.holdout) {
    const table holdout = read_table_like(with, *command.holdout, real.schema(), command.reading);
    found = standin::evaluate(real, holdout, synthetic, options);
  } else {
    found = standin::evaluate(real, synthetic, options);
  }
  show(found, command.json);
}

/// Every generator learns the same receipts; one report for each.
void demo(const demo_command& command) {
  session with(command.common);
  const table all = find_simulation("receipts")
                        .sample(command.rows, {.seed = with.common.seed, .executor = with.pool, .progress = with.bar});
  const auto [train, holdout] = split(all, 2.0 / 3.0, {.seed = with.common.seed});
  for (const std::string& generator : generator_names()) {
    std::printf("\n%s lines of a simulated supermarket's receipts, learned by %s:\n\n", grouped(train.rows()).c_str(),
                generator.c_str());
    const any_model model = fit_table(with, generator, train);
    const table made =
        model.sample(train.rows(), {.seed = with.common.seed, .executor = with.pool, .progress = with.bar});
    const report judged = standin::evaluate(train, holdout, made, options_of(with));
    print(io::render_text(judged));  // a report as a page is written from here
  }
}

}  // namespace standin::tool
