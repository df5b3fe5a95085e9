// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "generators.hpp"
#include "session.hpp"

#include <standin/io/model_file.hpp>

namespace standin::tool {

std::vector<std::string> generator_names() {
  return known_generators().names();
}

void fit(const fit_command& command) {
  require_another_file(command.data, command.model);
  session with(command.common);
  const auto [data, dialect] = read_table(with, command.data, command.reading);
  io::write_model(known_generators(), fit_table(with, command.generator, data, command.learning), command.model,
                  dialect);
  with.say("wrote " + command.model + ": " + command.generator + " of " + grouped(data.rows()) + " rows and " +
           std::to_string(data.schema().size()) + (data.schema().size() == 1 ? " column" : " columns"));
}

void sample(const sample_command& command) {
  require_another_file(command.model, command.output);
  session with(command.common);
  io::model_header header;
  const any_model model = io::read_model(known_generators(), command.model, &header);
  io::csv_dialect dialect = header.csv.value_or(io::csv_dialect{});
  if (command.encoding && *command.encoding != dialect.encoding) {
    dialect.encoding = *command.encoding;
    dialect.byte_order_mark = false;  // that of the other encoding
  }
  write_sample(
      with, model,
      {.rows = command.rows, .first_row = command.first_row, .where = command.where, .max_tries = command.max_tries},
      command.output, dialect);
}

void synthesize(const synthesize_command& command) {
  require_another_file(command.data, command.output);
  session with(command.common);
  const auto [data, dialect] = read_table(with, command.data, command.reading);
  const any_model model = fit_table(with, command.generator, data, command.learning);
  write_sample(with, model,
               {.rows = command.rows.value_or(data.rows()), .where = command.where, .max_tries = command.max_tries},
               command.output, dialect);
}

}  // namespace standin::tool
