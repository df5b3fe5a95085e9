// SPDX-License-Identifier: MIT
/// \file
/// The `standin` command: reads the arguments, runs one subcommand, turns errors into one sentence and an exit status.
#include "commands.hpp"
#include "terminal.hpp"

#include <standin/core/error.hpp>
#include <standin/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <string>

namespace {

namespace tool = standin::tool;

/// 0 success, 1 a gate not met, 2 bad usage or input, 130 interrupted.
enum exit_status { success = 0, gate_not_met = 1, bad_input = 2, stopped = 130 };

constexpr const char* where_help = "What each row must meet: 'age >= 30 and sex == \"F\"'";
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
  return "\"" + text + "\" is no number of rows; give a whole number such as 100000";
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

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Learns a table, makes rows that stand in for it, and shows how good and how private they are.",
               "standin");
  app.set_version_flag("--version", STANDIN_VERSION);
  app.require_subcommand(1);

  tool::demo_command demo;
  CLI::App* demo_app = app.add_subcommand("demo", "Simulate a table, fit, sample and judge it, and print the report");
  demo_app->add_option("-n,--rows", demo.rows, "Rows to simulate")->default_val(20000)->check(refuse_no_count, "ROWS");
  add_common(*demo_app, demo.common);

  tool::fit_command fit;
  CLI::App* fit_app = app.add_subcommand("fit", "Learn a table and write the model to a file");
  fit_app->add_option("data", fit.data, csv_help)->required();
  add_generator(*fit_app, fit.generator);
  fit_app->add_option("-o,--output", fit.model, "Model file: JSON, or CBOR where it ends in .cbor")->required();
  add_common(*fit_app, fit.common);

  tool::sample_command sample;
  CLI::App* sample_app = app.add_subcommand("sample", "Make rows from a model");
  sample_app->add_option("model", sample.model, "Model file")->required();
  sample_app->add_option("-n,--rows", sample.rows, "How many rows")->required()->check(refuse_no_count, "ROWS");
  sample_app->add_option("--first-row", sample.first_row, "Where in the endless table to begin")->capture_default_str();
  sample_app->add_option("--where", sample.where, where_help);
  sample_app->add_option("-o,--output", sample.output, "CSV file, .gz too; - for standard output")->default_val("-");
  add_common(*sample_app, sample.common);

  tool::synthesize_command synthesize;
  CLI::App* synthesize_app = app.add_subcommand("synthesize", "Learn a table and make rows at once");
  synthesize_app->add_option("data", synthesize.data, csv_help)->required();
  add_generator(*synthesize_app, synthesize.generator);
  synthesize_app->add_option("-n,--rows", synthesize.rows, "How many rows; as many as the data has unless given")
      ->check(refuse_no_count, "ROWS");
  synthesize_app->add_option("--where", synthesize.where, where_help);
  synthesize_app->add_option("-o,--output", synthesize.output, "CSV file, .gz too; - for standard output")
      ->default_val("-");
  add_common(*synthesize_app, synthesize.common);

  tool::evaluate_command evaluate;
  CLI::App* evaluate_app =
      app.add_subcommand("evaluate", "Judge a synthetic table, from any tool, against the real one");
  evaluate_app->add_option("real", evaluate.real, "The rows that the generator saw")->required();
  evaluate_app->add_option("synthetic", evaluate.synthetic, "The rows that it made")->required();
  evaluate_app->add_option("--holdout", evaluate.holdout, "Real rows that the generator did not see");
  evaluate_app->add_option("--target", evaluate.target, "The column to predict");
  evaluate_app->add_option("--ignore", evaluate.ignore, "A column to leave out; repeatable");
  evaluate_app->add_option("--keep", evaluate.keep,
                           "A column to compare though it looks like an identifier; repeatable");
  evaluate_app->add_option("--fail-under", evaluate.fail_under,
                           "Exit status 1 where a figure is under a number: bivariate=0.97; repeatable");
  evaluate_app->add_option("--fail-over", evaluate.fail_over,
                           "Exit status 1 where a figure is over a number: dcr_share=0.53; repeatable");
  evaluate_app->add_option("--json", evaluate.json, "Write the report there as JSON, - for standard output");
  add_common(*evaluate_app, evaluate.common);

  tool::profile_command profile;
  CLI::App* profile_app =
      app.add_subcommand("profile", "Look at a table: columns, roles, holes, keys, personal fields");
  profile_app->add_option("data", profile.data, csv_help)->required();
  profile_app->add_option("--json", profile.json, "Write the profile there as JSON, - for standard output");
  add_common(*profile_app, profile.common, false);

  tool::inspect_command inspect;
  CLI::App* inspect_app = app.add_subcommand("inspect", "Say what a model file knows and what it discloses");
  inspect_app->add_option("model", inspect.model, "Model file")->required();

  demo_app->callback([&] { tool::demo(demo); });
  fit_app->callback([&] { tool::fit(fit); });
  sample_app->callback([&] { tool::sample(sample); });
  synthesize_app->callback([&] { tool::synthesize(synthesize); });
  exit_status status = success;
  evaluate_app->callback([&] { status = tool::evaluate(evaluate) ? success : gate_not_met; });
  profile_app->callback([&] { tool::profile(profile); });
  inspect_app->callback([&] { tool::inspect(inspect); });

  tool::listen_to_interrupts();
  try {
    app.parse(argc, argv);
    return finish(status);
  } catch (const CLI::ParseError& e) {
    return finish(app.exit(e) == 0 ? success : bad_input);
  } catch (const standin::cancelled&) {
    tool::remark("standin: interrupted; what was written is whole rows");
    return stopped;
  } catch (const std::bad_alloc&) {
    tool::remark("standin: there is not enough memory for this; take fewer rows at once");
    return bad_input;
  } catch (const std::exception& e) {
    tool::remark(e.what());
    return bad_input;
  }
}
