// SPDX-License-Identifier: MIT
/// \file
/// The `standin` command: reads the arguments, runs one subcommand, turns errors into one sentence and an exit status.
#include "commands.hpp"
#include "terminal.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/version.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace {

namespace tool = standin::tool;

/// 0 success, 1 a gate not met, 2 bad usage or input, 130 interrupted.
enum exit_status { success = 0, gate_not_met = 1, bad_input = 2, stopped = 130 };

constexpr const char* where_help = "What each row must meet: 'age >= 30 and sex == \"F\"'";
constexpr const char* tries_help = "How often a row is made, at most, until it meets the condition and the rules";
constexpr const char* csv_help = "CSV file, .gz too; - for standard input";

void add_common(CLI::App& to, tool::common_options& options, bool with_seed = true) {
  if (with_seed) to.add_option("--seed", options.seed, "The same seed gives the same result")->capture_default_str();
  to.add_option("--threads", options.threads, "How many threads; 0 for one a processor. Never changes the result")
      ->capture_default_str();
  to.add_flag("-q,--quiet", options.quiet, "No progress bar and no remarks");
}

CLI::Option* add_generator(CLI::App& to, std::string& generator) {
  std::string names;
  for (const std::string& name : tool::generator_names()) names += (names.empty() ? "" : ", ") + name;
  generator = tool::generator_names().front();
  return to.add_option("-g,--generator", generator, "How to learn the table: " + names)->capture_default_str();
}

/// A whole number of rows, in digits.
std::string refuse_no_count(const std::string& text) {
  if (!text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == std::string::npos) return {};
  return "\"" + text + "\" is no number to count with; give a whole number such as 100000";
}

/// A whole number of tries, in digits.
std::string refuse_no_tries(const std::string& text) {
  if (refuse_no_count(text).empty() && text.find_first_not_of('0') != std::string::npos) return {};
  return "found \"" + text + "\"; give a whole number from 1 on, such as 1000";
}

/// What is left in the buffers; false where it can't be written.
bool flush_output() {
  const bool streamed = static_cast<bool>(std::cout.flush());
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && streamed;
}

int finish(int status) {
  if (flush_output()) return status;
  tool::remark("standin: standard output: it can't be written; make room, or choose another place");
  return bad_input;
}

void add_encoding(CLI::App& to, std::optional<standin::io::text_encoding>& encoding, const char* help) {
  to.add_option_function<std::string>(
        "--encoding",
        [&encoding](const std::string& name) {
          encoding = standin::io::text_encoding_named(name);
          if (!encoding)
            throw standin::invalid_option("--encoding", "found " + standin::quoted(name),
                                          "choose one of utf-8, utf-16le, utf-16be, windows-1252");
        },
        help)
      ->type_name("NAME");
}

void add_reading(CLI::App& to, tool::read_options& options) {
  to.add_option("--null", options.null_strings,
                "A text that stands for a missing cell, besides the empty one; repeatable")
      ->allow_extra_args(false);
  add_encoding(to, options.encoding, "utf-8, utf-16le, utf-16be or windows-1252; found by looking unless given");
  to.add_option_function<std::string>(
        "--on-bad-rows",
        [&options](const std::string& what) {
          options.on_bad_rows = what == "skip" ? standin::io::bad_rows::skip : standin::io::bad_rows::refuse;
        },
        "What to do with rows of the wrong length, or that aren't text: refuse, or skip and list them")
      ->check(CLI::IsMember({"refuse", "skip"}))
      ->type_name("WHAT");
  to.add_flag("--no-header", options.no_header, "The first row is data; columns are called column_1, column_2, …");
  to.add_flag("--decimal-comma", options.decimal_comma, "Numbers are written 3,14");
  to.add_option("--schema", options.schema, "JSON file with kinds and roles, as profile --json writes it");
}

/// What "5", "5:other" or "5,resample" says of rare levels.
standin::prepare::rare_levels parse_rare_levels(const std::string& text) {
  constexpr std::string_view frequent = ",resample";
  standin::prepare::rare_levels rare;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, rare.fewer_than);
  const std::string_view rest(stop, end);
  rare.resample = rest == frequent;
  if (rest.size() > 1 && rest.front() == ':') rare.word = rest.substr(1);
  const bool said = rest.empty() || rare.resample || !rare.word.empty();
  if (error != std::errc{} || rare.fewer_than < 2 || !said)
    throw standin::invalid_option("--rare-levels", "found " + standin::quoted(text),
                                  "write a number from 2 on, and a word behind a colon where one is to stand for them, "
                                  "as in 5:other, or 5,resample where frequent levels are to");
  return rare;
}

void add_roles(CLI::App& to, std::vector<std::pair<std::string, standin::column_role>>& roles) {
  to.add_option_function<std::vector<std::string>>(
        "--role",
        [&roles](const std::vector<std::string>& all) {
          for (const std::string& each : all) {
            const std::size_t sign = each.rfind('=');
            if (sign == std::string::npos)
              throw standin::invalid_option("--role", "found " + standin::quoted(each),
                                            "write column=role, as in id=key");
            roles.emplace_back(each.substr(0, sign), standin::parse_column_role(each.substr(sign + 1)));
          }
        },
        "What a column is for, as in id=key: measure, category, datetime, key, personal, text, ignored; repeatable")
      ->allow_extra_args(false)
      ->type_name("COLUMN=ROLE");
}

/// What holds for every generator that learns the table.
void add_preparing(CLI::App& to, tool::learn_options& options) {
  to.add_option("--constraint", options.constraints,
                "What holds in each row: 'low <= high', 'fixed(city, country)', 'total = a + b'; repeatable")
      ->allow_extra_args(false);
  to.add_option(
        "--rule", options.rules,
        "What each row must meet that no constraint says: a condition; rows that break it are made again; repeatable")
      ->allow_extra_args(false);
  to.add_flag("--drop-personal", options.drop_personal, "Leave personal columns out rather than replace them");
  to.add_option_function<std::string>(
        "--rare-levels", [&rare = options.rare](const std::string& text) { rare = parse_rare_levels(text); },
        "Learn levels that fewer than N cells have as if they were one, and give them back as often as they were; with "
        "a word, as in 5:other, it stands for them, and with 5,resample frequent levels do: the model doesn't know "
        "them "
        "then")
      ->type_name("N[:WORD|,resample]");
  to.add_option("--max-columns", options.max_columns,
                "How many columns a copula takes, missing patterns among them; its time grows with their square (1000)")
      ->check(refuse_no_count, "COLUMNS");
}

void add_learning(CLI::App& to, tool::learn_options& options) {
  add_roles(to, options.roles);
  add_preparing(to, options);
  to.add_flag("--explain", options.explain, "Say of each column what it was taken for, how it was learned, and why");
}

void add_judging(CLI::App& to, tool::judge_options& options) {
  to.add_option("--holdout", options.holdout, "Real rows that no generator saw");
  to.add_option("--target", options.target, "The column to predict");
  to.add_option("--ignore", options.ignore, "A column to leave out; repeatable");
  to.add_option("--keep", options.keep, "A column to compare though it looks like an identifier; repeatable");
  to.add_flag("--compatible", options.compatible,
              "Add SDMetrics' quality and diagnostic reports, for comparison with other tools");
  to.add_option("--report", options.page, "Write the report there as a page of HTML, - for standard output");
  to.add_option("--json", options.json, "Write the report there as JSON, - for standard output");
  add_roles(to, options.roles);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Learns a table, makes rows that stand in for it, and shows how good and how private they are.",
               "standin");
  app.set_version_flag("--version", STANDIN_VERSION);
  app.require_subcommand(1);

  tool::demo_command demo;
  CLI::App* demo_app = app.add_subcommand(
      "demo", "Simulate receipts, let every generator learn them, judge what they make, print the reports");
  demo_app->add_option("-n,--rows", demo.rows, "Rows to simulate")->default_val(20000)->check(refuse_no_count, "ROWS");
  demo_app->add_option("--report", demo.page, "Write the page there")->default_val("report.html");
  add_common(*demo_app, demo.common);

  tool::simulate_command simulate;
  CLI::App* simulate_app = app.add_subcommand("simulate", "Make rows by rules, without any data");
  simulate_app->add_option("simulation", simulate.simulation, "Which one; --list says which there are");
  simulate_app->add_flag("--list", simulate.list, "Say which simulations there are");
  CLI::Option* simulated_rows = simulate_app->add_option("-n,--rows", simulate.rows, "How many rows")
                                    ->default_val(10000)
                                    ->check(refuse_no_count, "ROWS");
  simulate_app->add_option("--entities", simulate.entities, "All rows of so many entities, such as customers")
      ->excludes(simulated_rows)
      ->check(refuse_no_count, "ENTITIES");
  simulate_app->add_option("--first-row", simulate.first_row, "Where to begin: a row, or with --entities an entity")
      ->capture_default_str();
  simulate_app->add_option("-o,--output", simulate.output, "CSV file, .gz too; - for standard output")
      ->default_val("-");
  add_common(*simulate_app, simulate.common);

  tool::fit_command fit;
  CLI::App* fit_app = app.add_subcommand("fit", "Learn a table and write the model to a file");
  fit_app->add_option("data", fit.data, csv_help)->required();
  add_generator(*fit_app, fit.generator);
  fit_app->add_option("-o,--output", fit.model, "Model file: JSON, or CBOR where it ends in .cbor")->required();
  add_learning(*fit_app, fit.learning);
  add_reading(*fit_app, fit.reading);
  add_common(*fit_app, fit.common);

  tool::sample_command sample;
  CLI::App* sample_app = app.add_subcommand("sample", "Make rows from a model");
  sample_app->add_option("model", sample.model, "Model file")->required();
  CLI::Option* const sample_rows =
      sample_app->add_option("-n,--rows", sample.rows, "How many rows")->check(refuse_no_count, "ROWS");
  sample_app->add_option("--first-row", sample.first_row, "Where in the endless table to begin")->capture_default_str();
  CLI::Option* const sample_where = sample_app->add_option("--where", sample.where, where_help);
  CLI::Option* const complete =
      sample_app
          ->add_option("--complete", sample.complete,
                       "CSV file of rows to complete, in place of -n: filled cells are kept, empty ones are made")
          ->excludes(sample_rows)
          ->excludes(sample_where);
  sample_app
      ->add_option("--null", sample.null_strings,
                   "A text that stands for an empty cell in rows to complete; repeatable")
      ->allow_extra_args(false)
      ->needs(complete);
  sample_app->add_option("--max-tries", sample.max_tries, tries_help)
      ->capture_default_str()
      ->check(refuse_no_tries, "TRIES");
  sample_app->add_option("-o,--output", sample.output, "CSV file, .gz too; - for standard output")->default_val("-");
  add_encoding(*sample_app, sample.encoding,
               "utf-8, utf-16le, utf-16be or windows-1252; that of the learned file unless given");
  add_common(*sample_app, sample.common);

  tool::synthesize_command synthesize;
  CLI::App* synthesize_app = app.add_subcommand("synthesize", "Learn a table and make rows at once");
  synthesize_app->add_option("data", synthesize.data, csv_help)->required();
  add_generator(*synthesize_app, synthesize.generator);
  synthesize_app->add_option("-n,--rows", synthesize.rows, "How many rows; as many as the data has unless given")
      ->check(refuse_no_count, "ROWS");
  synthesize_app->add_option("--where", synthesize.where, where_help);
  synthesize_app->add_option("--max-tries", synthesize.max_tries, tries_help)
      ->capture_default_str()
      ->check(refuse_no_tries, "TRIES");
  synthesize_app->add_option("-o,--output", synthesize.output, "CSV file, .gz too; - for standard output")
      ->default_val("-");
  add_learning(*synthesize_app, synthesize.learning);
  add_reading(*synthesize_app, synthesize.reading);
  add_common(*synthesize_app, synthesize.common);

  tool::evaluate_command evaluate;
  CLI::App* evaluate_app =
      app.add_subcommand("evaluate", "Judge a synthetic table, from any tool, against the real one");
  evaluate_app->add_option("real", evaluate.real, "The rows that the generator saw")->required();
  evaluate_app->add_option("synthetic", evaluate.synthetic, "The rows that it made")->required();
  evaluate_app->add_option("--fail-under", evaluate.fail_under,
                           "Exit status 1 where a figure is under a number: bivariate=0.97; repeatable");
  evaluate_app->add_option("--fail-over", evaluate.fail_over,
                           "Exit status 1 where a figure is over a number: dcr_share=0.53; repeatable");
  add_judging(*evaluate_app, evaluate.judging);
  add_reading(*evaluate_app, evaluate.reading);
  add_common(*evaluate_app, evaluate.common);

  tool::compare_command compare;
  CLI::App* compare_app =
      app.add_subcommand("compare", "Judge several synthetic tables, ours and others', side by side");
  compare_app->add_option("real", compare.real, csv_help)->required();
  compare_app
      ->add_option("-g,--generators", compare.generators,
                   "How to learn the table, separated by commas; all unless given, none beside --with")
      ->delimiter(',');
  compare_app->add_option("--with", compare.others, "A table that another tool made, as name=file.csv; repeatable");
  add_judging(*compare_app, compare.judging);
  add_preparing(*compare_app, compare.learning);
  compare_app->add_option("--max-tries", compare.max_tries, tries_help)
      ->capture_default_str()
      ->check(refuse_no_tries, "TRIES");
  add_reading(*compare_app, compare.reading);
  add_common(*compare_app, compare.common);

  tool::profile_command profile;
  CLI::App* profile_app =
      app.add_subcommand("profile", "Look at a table: columns, roles, holes, keys, personal fields");
  profile_app->add_option("data", profile.data, csv_help)->required();
  profile_app->add_option("--json", profile.json, "Write the profile there as JSON, - for standard output");
  add_roles(*profile_app, profile.roles);
  add_reading(*profile_app, profile.reading);
  add_common(*profile_app, profile.common, false);

  tool::inspect_command inspect;
  CLI::App* inspect_app = app.add_subcommand("inspect", "Say what a model file knows and what it discloses");
  inspect_app->add_option("model", inspect.model, "Model file")->required();

  demo_app->callback([&] { tool::demo(demo); });
  simulate_app->callback([&] { tool::simulate(simulate); });
  fit_app->callback([&] { tool::fit(fit); });
  sample_app->callback([&] { tool::sample(sample); });
  synthesize_app->callback([&] { tool::synthesize(synthesize); });
  exit_status status = success;
  evaluate_app->callback([&] { status = tool::evaluate(evaluate) ? success : gate_not_met; });
  compare_app->callback([&] { tool::compare(compare); });
  profile_app->callback([&] { tool::profile(profile); });
  inspect_app->callback([&] { tool::inspect(inspect); });

  tool::listen_to_interrupts();
  try {
    app.parse(argc, argv);
    return finish(status);
  } catch (const CLI::ParseError& e) {
    return finish(app.exit(e) == 0 ? success : bad_input);
  } catch (const tool::rows_cut_off&) {
    tool::remark("standin: interrupted; what was written is whole rows");
    return stopped;
  } catch (const standin::cancelled&) {
    tool::remark("standin: interrupted");
    return stopped;
  } catch (const std::bad_alloc&) {
    tool::remark("standin: there is not enough memory for this; take fewer rows at once");
    return bad_input;
  } catch (const std::exception& e) {
    tool::remark(tool::by_names_of_options(e.what()));
    return bad_input;
  }
}
