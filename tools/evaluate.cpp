// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "session.hpp"
#include "simulations.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/profile.hpp>
#include <standin/data/split.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/evaluation/gate.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/html_report.hpp>
#include <standin/io/json_report.hpp>
#include <standin/io/profile_json.hpp>
#include <standin/io/profile_text.hpp>
#include <standin/io/text_report.hpp>
#include <standin/io/whole_file.hpp>
#include <standin/metrics/table/diagnostic_report.hpp>
#include <standin/metrics/table/quality_report.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <iterator>
#include <optional>
#include <string>
#include <type_traits>
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

/// As text; and as JSON and as a page where files are named for them.
template <class Found>
void show(session& with, const Found& found, const std::optional<std::string>& json,
          const std::optional<std::string>& page = {}) {
  if (json) io::write_whole_file(*json, io::render_json(found));
  if constexpr (!std::is_same_v<Found, table_profile>) {
    if (page) io::write_html(found, *page);
    if (page && *page != "-") with.say("wrote " + *page);
  }
  if (json.value_or("") != "-" && page.value_or("") != "-") print(io::render_text(found));
}

/// Calls `judge` with the suite that was asked for.
template <class Judge>
[[nodiscard]] report judge_by(bool compatible, bool predict, const Judge& judge) {
  if (compatible) {
    if (!predict) return judge(untargeted_suite{}.with(quality_report{}).with(diagnostic_report{}));
    return judge(full_suite{}.with(quality_report{}).with(diagnostic_report{}));
  }
  return predict ? judge(full_suite{}) : judge(untargeted_suite{});
}

/// "name=file.csv" in two; the file's name without folder and ending where none is given.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> named_files(const std::vector<std::string>& given) {
  std::vector<std::pair<std::string, std::string>> named;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    std::string path = equals == std::string::npos ? one : one.substr(equals + 1);
    std::string name = equals == std::string::npos ? one.substr(one.find_last_of('/') + 1) : one.substr(0, equals);
    if (equals == std::string::npos) name = name.substr(0, name.find('.'));
    if (name.empty() || path.empty())
      throw invalid_option("--with", "it is " + quoted(one), "give a name and a file, as sdv=sdv.csv");
    named.emplace_back(std::move(name), std::move(path));
  }
  return named;
}

/// Refuses outputs that would overwrite an input or each other, or have no place.
void check_outputs(const std::vector<std::string>& inputs, const std::vector<std::optional<std::string>>& outputs) {
  if (outputs.size() == 2 && outputs[0] && outputs[0] == outputs[1])
    throw invalid_option(*outputs[0], "two reports would be written there", "name a file for each");
  for (const std::optional<std::string>& output : outputs) {
    if (output) require_output(*output, inputs);
  }
}

/// Refuses two tables of one name: nobody could tell which is which.
void check_names(std::vector<std::string> generators, const std::vector<std::pair<std::string, std::string>>& others) {
  for (const std::string& name : generators) require_generator(name);
  for (const auto& [name, path] : others) generators.push_back(name);
  std::sort(generators.begin(), generators.end());
  if (const auto twice = std::adjacent_find(generators.begin(), generators.end()); twice != generators.end())
    throw invalid_option("standin compare", "two tables are called " + quoted(*twice),
                         "name each generator once, and other tables otherwise, as in --with other=file.csv");
}

/// Judges one table. Without a target there is nothing to predict, unless someone asks for such a figure.
[[nodiscard]] report judge_table(const table_view& real, const std::optional<table>& holdout,
                                 const table_view& synthetic, const evaluation_options& options, bool compatible,
                                 bool gated = false) {
  return judge_by(compatible, gated || options.target.has_value(), [&](const auto& suite) {
    return holdout ? standin::evaluate(suite, real, *holdout, synthetic, options)
                   : standin::evaluate(suite, real, synthetic, options);
  });
}

/// Which columns are compared, by what the command line says of them.
[[nodiscard]] evaluation_options options_of(session& with, const judge_options& judging, const table_schema& schema) {
  evaluation_options options = options_of(with);
  options.target = judging.target;
  options.ignore = judging.ignore;
  options.keep = judging.keep;
  for (const auto& [name, role] : roles_of(schema, judging.roles)) {
    if (role == column_role::measure || role == column_role::category || role == column_role::datetime)
      options.keep.push_back(name);
    else
      options.ignore.push_back(name);
    if (role == column_role::category) options.categories.push_back(name);
  }
  return options;
}

/// The real rows that no generator saw, if there are any.
[[nodiscard]] std::optional<table> read_holdout(session& with, const judge_options& judging, const table& real,
                                                const read_options& reading, const std::vector<std::string>& ignored) {
  if (!judging.holdout) return std::nullopt;
  return read_table_like(with, *judging.holdout, real.schema(), reading, ignored);
}

}  // namespace

void profile(const profile_command& command) {
  session with(command.common);
  check_outputs({command.data}, {command.json});
  const table data = read_table(with, command.data, command.reading, command.roles).data;
  show(with, standin::profile(data, {.roles = roles_of(data.schema(), command.roles), .executor = with.pool}),
       command.json);
}

bool evaluate(const evaluate_command& command) {
  std::vector<gate> gates;
  for (const std::string& text : command.fail_under) gates.push_back(parse_gate(text, gate_side::under));
  for (const std::string& text : command.fail_over) gates.push_back(parse_gate(text, gate_side::over));
  session with(command.common);
  check_outputs({command.real, command.synthetic, command.judging.holdout.value_or("-")},
                {command.judging.json, command.judging.page});
  const table real = read_table(with, command.real, command.reading, command.judging.roles).data;
  const evaluation_options options = options_of(with, command.judging, real.schema());
  const table synthetic = read_table_like(with, command.synthetic, real.schema(), command.reading, options.ignore);
  const std::optional<table> holdout = read_holdout(with, command.judging, real, command.reading, options.ignore);
  const report found = judge_table(real, holdout, synthetic, options, command.judging.compatible, !gates.empty());
  show(with, found, command.judging.json, command.judging.page);
  std::fflush(stdout);  // what fails stands below the report, wherever both go
  bool met = true;
  for (const gate& limit : gates) {
    if (const std::optional<std::string> failure = failure_of(found, limit)) {
      remark("standin: " + *failure);
      met = false;
    }
  }
  return met;
}

void compare(const compare_command& command) {
  session with(command.common);
  const std::vector<std::pair<std::string, std::string>> others = named_files(command.others);
  const bool all = command.generators.empty() && others.empty();
  const std::vector<std::string> generators = all ? generator_names() : command.generators;
  check_names(generators, others);
  const learn_options& said = command.learning;
  if (said.max_columns && std::none_of(generators.begin(), generators.end(), limits_columns))
    throw invalid_option("--max-columns", "no generator here has such a limit", "leave it out, or take copula");
  const bool prepares =
      !said.constraints.empty() || !said.rules.empty() || said.drop_personal || said.rare.fewer_than > 0;
  if (generators.empty() && prepares)
    throw invalid_option("standin compare", "no generator is named that what is said of learning could be for",
                         "name some with -g, or leave it out");
  std::vector<std::string> inputs{command.real, command.judging.holdout.value_or("-")};
  for (const auto& [name, path] : others) inputs.push_back(path);
  check_outputs(inputs, {command.judging.json, command.judging.page});
  const table real = read_table(with, command.real, command.reading, command.judging.roles).data;
  evaluation_options options = options_of(with, command.judging, real.schema());
  const std::vector<std::string> ignored = std::exchange(options.ignore, {});
  const std::optional<table> holdout = read_holdout(with, command.judging, real, command.reading, ignored);
  std::vector<judged_table> theirs;
  std::vector<table> made_elsewhere;
  for (const auto& [name, path] : others)
    made_elsewhere.push_back(read_table_like(with, path, real.schema(), command.reading, ignored));
  // A column to ignore need not be in all tables, but in one.
  for (const std::string& name : ignored) {
    const auto has = [&name](const table& one) { return one.schema().find(name).has_value(); };
    if (!has(real) && !(holdout && has(*holdout)) && std::none_of(made_elsewhere.begin(), made_elsewhere.end(), has))
      throw invalid_option("--ignore", "no table has a column " + quoted(name), "name a column");
  }
  const auto judge = [&](const table& made, std::vector<std::string> lacking = {}) {
    evaluation_options of_table = options;
    for (std::string& name : lacking) of_table.ignore.push_back(std::move(name));
    for (const std::string& name : ignored)
      if (real.schema().find(name) || made.schema().find(name) || (holdout && holdout->schema().find(name)))
        of_table.ignore.push_back(name);
    return judge_table(real, holdout, made, of_table, command.judging.compatible);
  };
  for (std::size_t i = 0; i < others.size(); ++i) theirs.push_back({others[i].first, judge(made_elsewhere[i])});
  made_elsewhere.clear();
  std::vector<judged_table> judged;
  std::vector<std::string> left_out;
  for (const std::string& generator : generators) {
    learn_options learning = command.learning;
    learning.roles = command.judging.roles;
    if (!limits_columns(generator)) learning.max_columns.reset();
    std::optional<any_model> model;
    try {
      model = fit_table(with, generator, real, learning);
    } catch (const too_many_columns& refused) {
      if (!all) throw;  // for one of all generators they are no reason to compare none
      left_out.push_back(by_names_of_options(generator + " was left out: " + std::string(refused.found()) + "."));
      with.say(left_out.back());
      continue;
    }
    const table made = model->sample(
        real.rows(),
        {.seed = with.common.seed, .max_tries = command.max_tries, .executor = with.pool, .progress = with.bar});
    std::vector<std::string> dropped;
    for (const column_spec& spec : real.schema())
      if (!made.schema().find(spec.name)) dropped.push_back(spec.name);
    judged.push_back({generator, judge(made, std::move(dropped))});
  }
  judged.insert(judged.end(), std::make_move_iterator(theirs.begin()), std::make_move_iterator(theirs.end()));
  for (judged_table& one : judged) one.found.notes.insert(one.found.notes.end(), left_out.begin(), left_out.end());
  show(with, judged, command.judging.json, command.judging.page);
}

/// Every generator learns the same receipts; one report for each, and a page with all.
void demo(const demo_command& command) {
  session with(command.common);
  if (!command.page.empty()) require_output(command.page);
  const table receipts =
      find_simulation("receipts")
          .sample(command.rows, {.seed = with.common.seed, .executor = with.pool, .progress = with.bar});
  const auto [train, rest] = split(receipts, 2.0 / 3.0, {.seed = with.common.seed});
  const std::optional<table> holdout = to_table(rest);
  evaluation_options options = options_of(with);
  options.target = "category";
  std::vector<judged_table> judged;
  for (const std::string& generator : generator_names()) {
    std::printf("\n%s lines of a simulated supermarket's receipts, learned by %s:\n\n", grouped(train.rows()).c_str(),
                generator.c_str());
    const any_model model = fit_table(with, generator, train);
    const table made =
        model.sample(train.rows(), {.seed = with.common.seed, .executor = with.pool, .progress = with.bar});
    judged.push_back({generator, judge_table(train, holdout, made, options, false)});
    print(io::render_text(judged.back().found));
  }
  if (command.page.empty()) return;
  io::write_html(judged, command.page, {.title = "A simulated supermarket's receipts"});
  with.say("wrote " + command.page);
}

}  // namespace standin::tool
