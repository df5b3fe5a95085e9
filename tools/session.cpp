// SPDX-License-Identifier: MIT
#include "session.hpp"

#include "generators.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/where_parser.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/io/csv.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace standin::tool {

namespace {

[[nodiscard]] table read(session& with, const std::string& path, io::csv_read_options options) {
  options.executor = with.pool;
  options.progress = with.bar;
  io::csv_report report;
  table data = io::read_csv(path, options, &report);
  for (const std::string& note : report.notes) with.say(std::string(path).append(": ").append(note));
  return data;
}

}  // namespace

session::session(const common_options& options)
    : common(options), pool(options.threads > 0 ? options.threads : hardware_threads()), bar(options.quiet) {}

table read_table(session& with, const std::string& path) {
  return read(with, path, {});
}

table read_table_like(session& with, const std::string& path, const table_schema& like) {
  io::csv_read_options options;
  for (const column_spec& spec : like) options.kinds.emplace_back(spec.name, spec.kind);
  return read(with, path, std::move(options));
}

void require_another_file(const std::string& input, const std::string& output) {
  std::error_code unknown;  // where one of them isn't there yet, they differ
  if (std::filesystem::is_regular_file(input, unknown) && std::filesystem::equivalent(input, output, unknown))
    throw invalid_option(output, "it is the file that is read", "write to another one");
}

any_model fit_table(session& with, const std::string& generator, const table_view& data) {
  any_model model = known_generators().find(generator).fit(data, with.fitting());
  const fit_report report = model.report();
  for (const std::string& warning : report.warnings) with.say(warning);
  if (!report.converged) with.say("the fit did not converge; the model may be worse than it could be");
  return model;
}

void write_sample(session& with, const any_model& model, const wanted_rows& wanted, const std::string& path) {
  constexpr std::size_t chunk_rows = std::size_t{1} << 16;
  sample_report chunk_report;
  sample_options options{
      .seed = with.common.seed, .first_row = wanted.first_row, .executor = with.pool, .progress = with.bar};
  if (wanted.where) {
    options.given = parse_condition(*wanted.where);
    options.report = &chunk_report;
  }
  std::optional<io::csv_writer> writer;
  const auto open = [&] {
    if (!writer) writer.emplace(path, model.schema(), io::csv_write_options{.executor = with.pool});
  };
  sample_report all;
  sample_in_chunks(model, wanted.rows, options, chunk_rows, [&](const table& chunk) {
    all.rows += chunk_report.rows;
    all.tries += chunk_report.tries;
    all.exact = all.exact && chunk_report.exact;
    all.effective_share = std::min(all.effective_share, chunk_report.effective_share);
    open();
    writer->append(chunk);
  });
  open();
  writer->close();
  if (wanted.where && all.effective_share < 0.05)
    with.say("only " + to_text(all.effective_share * 100.0).substr(0, 4) +
             " % of the proposals for a row count; what the rows share under the condition is uncertain");
  if (wanted.where && !all.exact)
    with.say("one of " + to_text(1.0 / all.acceptance_rate()).substr(0, 6) + " rows met the condition");
}

}  // namespace standin::tool
