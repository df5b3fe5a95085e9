// SPDX-License-Identifier: MIT
#include "session.hpp"

#include "generators.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/where_parser.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/schema_json.hpp>
#include <standin/prepare/constraint_parser.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace standin::tool {

namespace {

/// A word as a shell takes it: in single quotes, those in it by themselves.
[[nodiscard]] std::string shell_quoted(std::string_view word) {
  std::string quoted_word = "'";
  for (const char c : word) {
    if (c == '\'')
      quoted_word += "'\\''";
    else
      quoted_word += c;
  }
  return quoted_word + "'";
}

[[nodiscard]] read_result read(session& with, const std::string& path, const read_options& wanted,
                               std::vector<std::pair<std::string, column_kind>> kinds, bool absent_kinds = false) {
  io::csv_read_options options;
  options.null_strings = wanted.null_strings;
  options.encoding = wanted.encoding;
  options.on_bad_rows = wanted.on_bad_rows;
  options.header = !wanted.no_header;
  if (wanted.decimal_comma) options.decimal_mark = ',';
  options.kinds = std::move(kinds);
  options.absent_kinds = absent_kinds;
  options.executor = with.pool;
  options.progress = with.bar;
  io::csv_report report;
  table data = io::read_csv(path, options, &report);
  for (const std::string& note : report.notes) with.say(std::string(path).append(": ").append(note));
  for (const io::texts_among_numbers& each : report.nearly_numbers) {
    const std::string what = path + ": column " + quoted(each.column) +
                             " is taken for texts: " + counted(each.numbers, "cell is a number", "cells are numbers") +
                             ", but ";
    if (each.alike)
      with.say(what + grouped(each.cells) + (each.cells == 1 ? " is " : " are ") + quoted(each.text) + "; --null " +
               shell_quoted(each.text) + " takes that for missing");
    else
      with.say(what + grouped(each.cells) + (each.cells == 1 ? " is not, " : " are not, ") + quoted(each.text) +
               " in row " + grouped(each.row + 1) + " for one; mend them, or name their texts with --null");
  }
  if (report.bad_row_count > 0) {
    with.say(path + ": " + counted(report.bad_row_count, "bad row was", "bad rows were") + " skipped");
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < std::min(shown, report.bad_rows.size()); ++i)
      with.say("  line " + to_text(report.bad_rows[i].line) + ": " + report.bad_rows[i].reason);
    if (report.bad_row_count > shown) with.say("  and " + grouped(report.bad_row_count - shown) + " more");
  }
  return {std::move(data), report.dialect};
}

/// The table with the roles that a schema says.
[[nodiscard]] table with_roles(table data, const table_schema& said) {
  std::vector<column_spec> specs(data.schema().begin(), data.schema().end());
  for (const column_spec& one : said) specs[data.schema().index_of(one.name)].role = one.role;
  return {table_schema(std::move(specs)), std::move(data).release()};
}

/// What was done with columns that are not learned: a line each.
void say_treatments(session& with, const fit_report& report) {
  for (const column_treatment& each : report.columns)
    if (each.issued())
      with.say("column " + quoted(each.column) + " is " +
               (each.role == column_role::text  ? "free text"
                : each.role == column_role::key ? "a key"
                                                : "personal") +
               ": " + each.treatment + " (" + each.reason + ")");
}

/// Every column's role, then how each was learned that has a law of its own: a line each.
void explain(session& with, const fit_report& report) {
  for (const column_treatment& each : report.columns)
    if (!each.issued())
      with.say("column " + quoted(each.column) + " is a " + std::string(name_of(each.role)) + " (" + each.reason + ")" +
               (each.treatment.empty() ? "" : ": " + each.treatment));
  for (const std::string& choice : report.choices) with.say(choice);
  for (const column_law& each : report.laws)
    with.say("column " + quoted(each.column) + " was learned by " + each.kind +
             (each.reason.empty() ? "" : ": " + each.reason));
  for (const column_association& each : report.associations)
    with.say("the order of the levels of column " + quoted(each.column) + " keeps " + percent_rounded_down(each.kept) +
             " of its association with other columns, least with " + quoted(each.worst));
}

/// A known generator, with as many columns as are wanted.
[[nodiscard]] any_generator chosen_generator(const std::string& name, std::optional<std::size_t> max_columns) {
  any_generator known = known_generators().find(name);
  if (!max_columns) return known;
  if (!limits_columns(name))
    throw invalid_option("--max-columns", name + " has no such limit", "leave it out, or take copula");
  if (name == copula<>{}.name()) return copula<>{.max_columns = *max_columns};
  return copula<parametric_marginal>{.max_columns = *max_columns};
}

}  // namespace

session::session(const common_options& options)
    : common(options), pool(options.threads > 0 ? options.threads : hardware_threads()), bar(options.quiet) {}

read_result read_table(session& with, const std::string& path, const read_options& options,
                       const std::vector<std::pair<std::string, column_role>>& roles) {
  std::vector<std::pair<std::string, column_kind>> kinds;
  const auto say = [&kinds](const std::string& column, column_kind kind) {
    std::erase_if(kinds, [&column](const auto& each) { return each.first == column; });
    kinds.emplace_back(column, kind);
  };
  table_schema said;
  if (options.schema) said = io::read_schema(*options.schema);
  for (const column_spec& spec : said) say(spec.name, spec.kind);
  for (const auto& [column, role] : roles)
    if (role == column_role::datetime) say(column, column_kind::datetime);
  if (!options.schema) return read(with, path, options, std::move(kinds));
  read_result found = read(with, path, options, std::move(kinds));
  found.data = with_roles(std::move(found.data), said);
  return found;
}

table read_table_like(session& with, const std::string& path, const table_schema& like, const read_options& options,
                      const std::vector<std::string>& ignored) {
  std::vector<std::pair<std::string, column_kind>> kinds;
  for (const column_spec& spec : like)
    if (std::find(ignored.begin(), ignored.end(), spec.name) == ignored.end()) kinds.emplace_back(spec.name, spec.kind);
  return read(with, path, options, std::move(kinds), true).data;
}

table read_rows_to_complete(session& with, const std::string& path, const table_schema& like,
                            const std::vector<std::string>& null_strings) {
  read_options options{.null_strings = null_strings};
  for (const column_spec& spec : like) options.decimal_comma = options.decimal_comma || spec.form.decimal_mark == ',';
  return read_table_like(with, path, like, options);
}

void require_output(const std::string& output, const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::error_code unknown;  // what can't be looked at is left to the writing, and what isn't there yet is no input
  for (const std::string& input : inputs)
    if (input != "-" && fs::is_regular_file(input, unknown) && fs::equivalent(input, output, unknown))
      throw invalid_option(output, "it is the file that is read", "write to another one");
  if (output == "-") return;
  if (output.empty()) throw io_error("output", "it has no name", "name a file, or - for standard output");
  if (fs::is_directory(output, unknown))
    throw io_error(output, "it can't be written: it is a folder", "name a file in it");
  const fs::path folder = fs::path(output).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, unknown))
    throw io_error(output, "it can't be written: there is no folder " + quoted(folder.string()),
                   "make it, or give another place");
}

void require_generator(const std::string& name) {
  static_cast<void>(known_generators().find(name));
}

bool limits_columns(const std::string& generator) {
  return generator == copula<>{}.name() || generator == copula<parametric_marginal>{}.name();
}

any_model fit_table(session& with, const std::string& generator, const table_view& data, const learn_options& options) {
  fit_options fitting = with.fitting();
  fitting.roles = options.roles;
  if (options.drop_personal) fitting.personal = personal_columns::drop;
  fitting.rare = options.rare;
  std::vector<prepare::constraint> constraints;
  for (const std::string& each : options.constraints) constraints.push_back(prepare::parse_constraint(each));
  if (!constraints.empty()) fitting.steps.emplace_back(prepare::constraints(std::move(constraints)));
  for (const std::string& each : options.rules) fitting.rules.emplace_back(parse_condition(each));
  any_model model = chosen_generator(generator, options.max_columns).fit(data, fitting);
  const fit_report report = model.report();
  say_treatments(with, report);
  if (options.explain) explain(with, report);
  for (const std::string& warning : report.warnings) with.say(warning);
  if (!report.converged)
    with.say("the fit of " + generator + " did not converge in " + to_text(report.iterations) +
             (report.iterations == 1 ? " round" : " rounds") +
             "; standin evaluate says how good its rows are, standin compare whether another generator's are better");
  return model;
}

void write_sample(session& with, const any_model& model, const wanted_rows& wanted, const std::string& path,
                  const io::csv_dialect& dialect) {
  const std::size_t chunk_rows = rows_of_a_chunk(model.schema().size());
  sample_report chunk_report;
  sample_options options{.seed = with.common.seed,
                         .first_row = wanted.first_row,
                         .max_tries = wanted.max_tries,
                         .executor = with.pool,
                         .progress = with.bar};
  options.report = &chunk_report;
  if (wanted.where) options.given = parse_condition(*wanted.where);
  if (wanted.complete) options.given = rows_to_complete{.rows = *wanted.complete};
  std::optional<io::csv_writer> writer;
  const auto open = [&] {
    if (!writer) writer.emplace(path, model.schema(), io::csv_write_options{.dialect = dialect, .executor = with.pool});
  };
  sample_report all;
  const auto write = [&](const table& chunk) {
    all.rows += chunk_report.rows;
    all.tries += chunk_report.tries;
    all.exact = all.exact && chunk_report.exact;
    all.effective_share = std::min(all.effective_share, chunk_report.effective_share);
    open();
    writer->append(chunk);
  };
  try {
    sample_in_chunks(model, wanted.rows, options, chunk_rows, write);
  } catch (const cancelled& asked) {
    if (writer) throw rows_cut_off(asked);
    throw;
  }
  open();
  writer->close();
  if (wanted.where && all.effective_share < 0.05)
    with.say("only " + to_text(all.effective_share * 100.0).substr(0, 4) +
             " % of the proposals for a row count; what the rows share under the condition is uncertain");
  if (all.tries > all.rows)
    with.say("one of " + to_text(1.0 / all.acceptance_rate()).substr(0, 6) + " tries gave a row that met the " +
             (wanted.where      ? "condition"
              : wanted.complete ? "cells that were given"
                                : "rules"));
}

}  // namespace standin::tool
