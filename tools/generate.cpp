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
  const table data = read_table(with, command.data);
  io::write_model(known_generators(), fit_table(with, command.generator, data), command.model);
  with.say("wrote " + command.model + ": " + command.generator + " of " + grouped(data.rows()) + " rows and " +
           std::to_string(data.schema().size()) + " columns");
}

void sample(const sample_command& command) {
  require_another_file(command.model, command.output);
  session with(command.common);
  write_sample(with, io::read_model(known_generators(), command.model),
               {.rows = command.rows, .first_row = command.first_row, .where = command.where}, command.output);
}

void synthesize(const synthesize_command& command) {
  require_another_file(command.data, command.output);
  session with(command.common);
  const table data = read_table(with, command.data);
  const any_model model = fit_table(with, command.generator, data);
  write_sample(with, model, {.rows = command.rows.value_or(data.rows()), .where = command.where}, command.output);
}

}  // namespace standin::tool
