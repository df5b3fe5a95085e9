// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "generators.hpp"
#include "session.hpp"

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/model_file.hpp>

namespace standin::tool {

std::vector<std::string> generator_names() {
  return known_generators().names();
}

void fit(const fit_command& command) {
  require_output(command.model, {command.data});
  require_generator(command.generator);
  session with(command.common);
  const auto [data, dialect] = read_table(with, command.data, command.reading, command.learning.roles);
  io::write_model(known_generators(), fit_table(with, command.generator, data, command.learning), command.model,
                  dialect);
  with.say("wrote " + command.model + ": " + command.generator + " of " + counted(data.rows(), "row", "rows") +
           " and " + counted(data.schema().size(), "column", "columns"));
}

void sample(const sample_command& command) {
  require_output(command.output, {command.model, command.complete.value_or("-")});
  session with(command.common);
  io::model_header header;
  const any_model model = io::read_model(known_generators(), command.model, &header);
  io::csv_dialect dialect = header.csv.value_or(io::csv_dialect{});
  if (command.encoding && *command.encoding != dialect.encoding) {
    dialect.encoding = *command.encoding;
    dialect.byte_order_mark = false;  // that of the other encoding
  }
  if (!command.rows && !command.complete)
    throw invalid_option("standin sample", "nothing says how many rows",
                         "give -n 1000, or rows to complete by --complete rows.csv");
  wanted_rows wanted{.rows = command.rows.value_or(0),
                     .first_row = command.first_row,
                     .where = command.where,
                     .max_tries = command.max_tries};
  if (command.complete) {
    wanted.complete = read_rows_to_complete(with, *command.complete, model.schema(), command.null_strings);
    if (command.first_row > wanted.complete->rows())
      throw invalid_option("--first-row",
                           (wanted.complete->rows() == 1 ? "there is " : "there are ") +
                               counted(wanted.complete->rows(), "row", "rows") + " to complete",
                           "begin at one of them, the first being 0");
    wanted.rows = wanted.complete->rows() - command.first_row;
  }
  write_sample(with, model, wanted, command.output, dialect);
}

void synthesize(const synthesize_command& command) {
  require_output(command.output, {command.data});
  require_generator(command.generator);
  session with(command.common);
  const auto [data, dialect] = read_table(with, command.data, command.reading, command.learning.roles);
  const any_model model = fit_table(with, command.generator, data, command.learning);
  write_sample(with, model,
               {.rows = command.rows.value_or(data.rows()), .where = command.where, .max_tries = command.max_tries},
               command.output, dialect);
}

}  // namespace standin::tool
