// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "session.hpp"
#include "simulations.hpp"

#include <standin/core/error.hpp>
#include <standin/io/csv.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace standin::tool {

void list_simulations() {
  for (const known_simulation& each : known_simulations)
    std::printf("%-12.*s %.*s\n", static_cast<int>(each.name.size()), each.name.data(),
                static_cast<int>(each.about.size()), each.about.data());
}

void simulate(const simulate_command& command) {
  if (command.list) {
    list_simulations();
    return;
  }
  if (command.simulation.empty())
    throw invalid_option("simulate", "no simulation is named", "name one; --list says which there are");
  require_output(command.output);
  session with(command.common);
  const rules::simulation made = find_simulation(command.simulation);
  if (!command.entities) {
    write_sample(with, made, {.rows = command.rows, .first_row = command.first_row}, command.output);
    return;
  }
  constexpr std::uint64_t chunk = 256;
  io::csv_writer writer(command.output, made.schema(), {.executor = with.pool});
  for (std::uint64_t done = 0; done < *command.entities; done += chunk) {
    const auto now = static_cast<std::size_t>(std::min(chunk, *command.entities - done));
    try {
      writer.append(made.sample_entities(now, {.seed = with.common.seed,
                                               .first_row = command.first_row + done,
                                               .executor = with.pool,
                                               .progress = with.bar}));
    } catch (const cancelled& asked) {
      throw rows_cut_off(asked);
    }
  }
  writer.close();
}

}  // namespace standin::tool
