// SPDX-License-Identifier: MIT
#include "commands.hpp"
#include "generators.hpp"
#include "terminal.hpp"

#include <standin/core/text.hpp>
#include <standin/io/model_file.hpp>
#include <standin/prepare/rare/pooled_levels.hpp>
#include <standin/prepare/rare/resampled_levels.hpp>
#include <standin/prepare/rare/suppressed_levels.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace standin::tool {

namespace {

[[nodiscard]] std::string describe_grid(const prepare::number_grid& grid) {
  std::string text = "from " + to_text(grid.lower) + " to " + to_text(grid.upper);
  if (grid.lower == grid.upper) return "always " + to_text(grid.lower);
  if (grid.decimals < 0) return text + ", any number";
  if (grid.decimals == 0 && grid.step == 1) return text + ", whole numbers";
  std::string step = std::to_string(grid.step);
  if (grid.decimals > 0) step += "e-" + std::to_string(grid.decimals);
  return text + ", in steps of " + step;
}

[[nodiscard]] std::string describe(const prepare::column_codec& codec) {
  if (const auto* numbers = std::get_if<prepare::number_codec>(&codec)) return describe_grid(numbers->grid);
  if (const auto* levels = std::get_if<prepare::level_codec>(&codec))
    return levels->boolean ? std::string("yes or no") : std::to_string(levels->levels->size()) + " levels by name";
  if (std::holds_alternative<prepare::surrogate_codec>(codec)) return "nothing; issued anew";
  return "that it has no value";
}

void describe(const prepare::preparation& prepared) {
  std::size_t widest = 4;
  for (const column_spec& spec : prepared.schema()) widest = std::max(widest, spec.name.size());
  const int width = static_cast<int>(std::min<std::size_t>(widest, 32));
  std::printf("\n%-*s  %-11s  what the file says of it\n", width, "name", "kind");
  for (std::size_t c = 0; c < prepared.schema().size(); ++c) {
    const column_spec& spec = prepared.schema()[c];
    std::printf("%-*s  %-11s  %s\n", width, spec.name.c_str(), std::string(name_of(spec.kind)).c_str(),
                describe(prepared.codecs()[c]).c_str());
  }
  const prepare::missing_patterns& missing = prepared.missing();
  if (missing.holes().empty())
    std::printf("\nNo cell is missing.\n");
  else if (missing.patterns().empty())
    std::printf("\n%s missing cells, each by a column of its own.\n",
                counted(missing.holes().size(), "column has", "columns have").c_str());
  else
    std::printf("\n%s missing cells, in %s%s.\n", counted(missing.holes().size(), "column has", "columns have").c_str(),
                counted(missing.patterns().size(), "pattern", "patterns").c_str(),
                missing.other_rates().empty() ? "" : " and rarer ones");
}

/// What the CSV file looked like that was learned, and rows are written like.
[[nodiscard]] std::string describe(const io::csv_dialect& dialect) {
  std::string text = dialect.delimiter == '\t' ? std::string("tabs") : quoted(std::string(1, dialect.delimiter));
  if (dialect.blanks == io::delimiter_blanks::rows || dialect.blanks == io::delimiter_blanks::all)
    text += " and a blank";
  text.append(" between cells, ").append(io::name_of(dialect.encoding));
  if (dialect.encoding == io::text_encoding::utf8 && dialect.byte_order_mark) text += " with a mark";
  text += dialect.lines == io::line_end::crlf ? ", CRLF" : dialect.lines == io::line_end::cr ? ", CR" : ", LF";
  return dialect.header ? text : text + ", no header";
}

/// What a step did with rare levels: a line for each column.
void describe_rare(const prepare::any_fitted_step& step) {
  if (const auto* pools = step.target<prepare::fitted_pools>())
    for (std::size_t k = 0; k < pools->pools().size(); ++k)
      std::printf("Of the levels of %s, %zu rare ones were learned as one; their names and counts are in the file.\n",
                  pools->layout().replaced()[k].spec.name.c_str(), pools->pools()[k].rare());
  if (const auto* gone = step.target<prepare::fitted_suppression>())
    for (std::size_t k = 0; k < gone->columns().size(); ++k) {
      const column_spec& spec = gone->layout().replaced()[k].spec;
      std::printf("Of the levels of %s, %zu rare ones, of %zu cells, are not in the file; %s.\n", spec.name.c_str(),
                  gone->columns()[k].rare, gone->columns()[k].cells,
                  spec.kind == column_kind::numeric ? "their cells are missing"
                                                    : (quoted(gone->word()) + " stands for them").c_str());
    }
  if (const auto* drawn = step.target<prepare::fitted_resampling>())
    for (std::size_t k = 0; k < drawn->columns().size(); ++k)
      std::printf(
          "Of the levels of %s, %zu rare ones, of %zu cells, are not in the file; frequent ones stand for them.\n",
          drawn->layout().replaced()[k].spec.name.c_str(), drawn->columns()[k].rare, drawn->columns()[k].drawn);
}

/// What the order of the levels keeps of each nominal column's association with others.
void describe_associations(const prepare::preparation& prepared, std::span<const double> kept) {
  bool any = false;
  for (std::size_t c = 0; c < prepared.schema().size(); ++c) {
    const bool learned = std::holds_alternative<prepare::number_codec>(prepared.codecs()[c]) ||
                         std::holds_alternative<prepare::level_codec>(prepared.codecs()[c]);
    if (!learned || prepared.plain_of(c) >= kept.size() || std::isnan(kept[prepared.plain_of(c)])) continue;
    const double share = kept[prepared.plain_of(c)];
    std::printf("%sThe order of the levels of %s keeps %s of its association with other columns%s.\n", any ? "" : "\n",
                prepared.schema()[c].name.c_str(), percent_rounded_down(share).c_str(),
                share < 0.5 ? ", less than half" : "");
    any = true;
  }
}

}  // namespace

void inspect(const inspect_command& command) {
  io::model_header header;
  const any_model model = io::read_model(known_generators(), command.model, &header);
  const auto attempt = [&]<class Model>() {
    const Model* const target = model.target<Model>();
    if (target == nullptr) return;
    std::printf("model        %s, version %d\n", std::string(io::model_traits<Model>::name).c_str(),
                io::model_traits<Model>::version);
    std::printf("columns      %zu\n", target->schema().size());
    if (header.csv) std::printf("file         %s\n", describe(*header.csv).c_str());
    std::size_t parameters = 0;
    target->core().parameters([&parameters](double) { ++parameters; });
    std::printf("parameters   %s\n", grouped(parameters).c_str());
    describe(target->form().prepared());
    if constexpr (requires { target->core().association_kept(); })
      describe_associations(target->form().prepared(), target->core().association_kept());
    for (const prepare::any_fitted_step& step : target->form().steps()) describe_rare(step);
    std::printf(
        "\nA bound is the smallest or largest value of some row, and a level's name stands in at least one. Values "
        "that\n"
        "several rows share may stand in the file as they are. No row of the data is in it.\n");
  };
  known_generators().visit_models(attempt);
}

}  // namespace standin::tool
