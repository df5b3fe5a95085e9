// SPDX-License-Identifier: MIT
/// \file
/// How models of `trees` are written and read.
#pragma once

#include <standin/io/detail/histogram_tree_json.hpp>
#include <standin/io/models/trees.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail {

/// Reads and writes the parts of a model of `columns` columns.
class tree_format {
 public:
  explicit tree_format(std::size_t columns) : columns_(columns) {}

  [[nodiscard]] static json write(const outcome_trees& outcomes) {
    json trees = json::array();
    json values = json::array();
    for (std::size_t t = 0; t < outcomes.trees().size(); ++t) {
      trees.push_back(write_tree(outcomes.trees()[t]));
      json of_tree = json::array();
      for (const float value : outcomes.values(t))
        of_tree.push_back(static_cast<std::int64_t>(std::lround(value / outcome_trees::unit)));
      values.push_back(std::move(of_tree));
    }
    json prior = json::array();
    for (const float p : outcomes.prior()) prior.push_back(static_cast<double>(p));
    return {{"prior", std::move(prior)}, {"trees", std::move(trees)}, {"values", std::move(values)}};
  }

  [[nodiscard]] outcome_trees read_outcomes(const json_reader& from, std::size_t count) const {
    std::vector<float> prior;
    for (const double p : from["prior"].numbers()) {
      if (!(std::abs(p) <= 1e6)) from["prior"].fail("log-probabilities are expected");
      prior.push_back(static_cast<float>(p));
    }
    if (prior.size() != count) from["prior"].fail(std::to_string(count) + " outcomes are expected");
    std::vector<histogram_tree> trees;
    std::vector<std::vector<float>> values;
    for (const json_reader& tree : from["trees"].elements()) trees.push_back(read_tree(tree, 2 * columns_));
    const std::vector<json_reader> leaves = from["values"].elements();
    if (leaves.size() != trees.size()) from["values"].fail("values for each tree are expected");
    for (std::size_t t = 0; t < trees.size(); ++t) {
      values.emplace_back();
      for (const double units : leaves[t].numbers()) {
        if (!(std::abs(units) <= 1e7) || units != std::round(units)) leaves[t].fail("whole numbers are expected");
        values.back().push_back(static_cast<float>(units) * outcome_trees::unit);
      }
      if (values.back().size() != trees[t].leaves() * count) leaves[t].fail("a value for each outcome is expected");
    }
    return {std::move(prior), std::move(trees), std::move(values)};
  }

  [[nodiscard]] static json write(const level_law& law) {
    json out{{"outcomes", write(law.outcomes)}};
    if (!law.members.empty()) {
      out["members"] = law.members;
      out["within"] = json::array();
      for (const level_law& inner : law.within)
        out["within"].push_back(inner.outcomes.outcomes() == 0 ? json() : write(inner));
    }
    return out;
  }

  [[nodiscard]] level_law read_levels(const json_reader& from, std::uint32_t levels, std::size_t depth = 0) const {
    constexpr std::size_t deepest = 8;
    if (depth > deepest) from.fail("groups are nested too deeply");
    level_law law;
    if (!from.has("members")) {
      law.outcomes = read_outcomes(from["outcomes"], levels);
      return law;
    }
    std::vector<bool> seen(levels, false);
    for (const json_reader& group : from["members"].elements()) {
      law.members.emplace_back();
      for (const json_reader& member : group.elements()) {
        const auto level = member.integer<std::uint32_t>();
        if (level >= levels || seen[level]) member.fail("each level is expected once");
        seen[level] = true;
        law.members.back().push_back(level);
      }
      if (law.members.back().empty() || law.members.back().size() == levels)
        group.fail("a part of the levels is expected");
    }
    if (std::find(seen.begin(), seen.end(), false) != seen.end()) from["members"].fail("a level is left out");
    law.outcomes = read_outcomes(from["outcomes"], law.members.size());
    const std::vector<json_reader> within = from["within"].elements();
    if (within.size() != law.members.size()) from["within"].fail("a law for each group is expected");
    for (std::size_t g = 0; g < within.size(); ++g)
      law.within.push_back(law.members[g].size() == 1
                               ? level_law{}
                               : read_levels(within[g], static_cast<std::uint32_t>(law.members[g].size()), depth + 1));
    return law;
  }

  [[nodiscard]] static json write(const cell_law& law) {
    json out{{"cells", write(law.cells)}, {"single", law.single}, {"outcomes", write(law.outcomes)}};
    if (law.parts.outcomes() > 0) out["parts"] = write(law.parts);
    return out;
  }

  [[nodiscard]] cell_law read_cells(const json_reader& from, std::uint32_t scratch) const {
    cell_law law;
    law.scratch = scratch;
    law.cells = read_ranges(from["cells"]);
    for (const json_reader& one : from["single"].elements()) law.single.push_back(one.integer<std::uint8_t>(0, 1));
    if (law.cells.empty() || law.single.size() != law.cells.size())
      from["cells"].fail("cells and their kinds are expected");
    law.outcomes = read_outcomes(from["outcomes"], law.cells.size());
    if (from.has("parts")) law.parts = read_outcomes(from["parts"], from["parts"]["prior"].elements().size());
    return law;
  }

  [[nodiscard]] static json write(const mean_law& law) {
    json means = json::array();
    for (const boosted_trees& fold : law.means) {
      json trees = json::array();
      json values = json::array();
      for (std::size_t t = 0; t < fold.trees().size(); ++t) {
        trees.push_back(write_tree(fold.trees()[t]));
        json of_tree = json::array();
        for (const double value : fold.values(t))
          of_tree.push_back(static_cast<std::int64_t>(std::llround(value / mean_law::unit)));
        values.push_back(std::move(of_tree));
      }
      means.push_back({{"base", fold.base().front()}, {"trees", std::move(trees)}, {"values", std::move(values)}});
    }
    json out{{"means", std::move(means)},
             {"mean_edges", law.mean_edges},
             {"residuals", write(law.residuals)},
             {"edges", law.edges}};
    if (!law.spikes.empty()) {
      out["spikes"] = write(law.spikes);
      out["gate"] = write(law.gate);
    }
    return out;
  }

  [[nodiscard]] mean_law read_mean(const json_reader& from, std::uint32_t scratch) const {
    mean_law law;
    law.scratch = scratch;
    if (from.has("spikes")) {
      law.spikes = read_ranges(from["spikes"]);
      law.gate = read_outcomes(from["gate"], law.spikes.size() + 1);
    }
    for (const json_reader& fold : from["means"].elements()) {
      std::vector<histogram_tree> trees;
      std::vector<std::vector<double>> values;
      for (const json_reader& tree : fold["trees"].elements()) trees.push_back(read_tree(tree, 2 * columns_));
      for (const json_reader& leaves : fold["values"].elements()) {
        values.push_back(leaves.numbers());
        for (double& value : values.back()) {
          if (!(std::abs(value) <= 0x1p30) || value != std::round(value)) leaves.fail("whole numbers are expected");
          value *= mean_law::unit;
        }
      }
      if (values.size() != trees.size()) fold["values"].fail("values for each tree are expected");
      for (std::size_t t = 0; t < trees.size(); ++t)
        if (values[t].size() != trees[t].leaves()) fold["values"].fail("a value for each leaf is expected");
      if (!(std::abs(fold["base"].number()) <= 1e3)) fold["base"].fail("a normal score is expected");
      law.means.emplace_back(std::vector<double>{fold["base"].number()}, std::move(trees), std::move(values));
    }
    if (law.means.empty()) from["means"].fail("one or more are expected");
    law.mean_edges = read_scores(from["mean_edges"]);
    constexpr std::size_t most_edges = 254;
    if (law.mean_edges.size() > most_edges) from["mean_edges"].fail("at most 254 are expected");
    law.edges = read_scores(from["edges"]);
    if (law.edges.size() < mean_law::parts + 1 || (law.edges.size() - 1) % mean_law::parts != 0)
      from["edges"].fail("eight parts a bin are expected");
    law.residuals = read_outcomes(from["residuals"], (law.edges.size() - 1) / mean_law::parts);
    return law;
  }

  /// Normal scores, which are never large.
  [[nodiscard]] static std::vector<double> read_scores(const json_reader& from) {
    std::vector<double> out = read_rising(from);
    if (!out.empty() && (out.front() < -1e3 || out.back() > 1e3)) from.fail("normal scores are expected");
    return out;
  }

  [[nodiscard]] static std::vector<double> read_rising(const json_reader& from) {
    std::vector<double> out = from.numbers();
    if (!std::is_sorted(out.begin(), out.end())) from.fail("rising numbers are expected");
    return out;
  }

 private:
  [[nodiscard]] static json write(const std::vector<place_range>& ranges) {
    json out = json::array();
    for (const place_range& range : ranges) out.push_back(json::array({range.from, range.to}));
    return out;
  }

  [[nodiscard]] static std::vector<place_range> read_ranges(const json_reader& from) {
    std::vector<place_range> out;
    double last = 0.0;
    for (const json_reader& element : from.elements()) {
      const std::vector<double> ends = element.numbers();
      if (ends.size() != 2 || !(ends[0] >= last) || !(ends[1] >= ends[0]) || !(ends[1] <= 1.0))
        element.fail("rising parts of 0 to 1 are expected");
      out.push_back({ends[0], ends[1]});
      last = ends[1];
    }
    return out;
  }

  std::size_t columns_;
};

}  // namespace detail

STANDIN_INLINE json model_traits<tree_model>::write(const tree_model& model) {
  json columns = json::array();
  for (const tree_column& column : model.columns()) {
    json out;
    if (const auto* levels = std::get_if<level_law>(&column.law)) {
      out["levels"] = column.levels();
      out["law"] = detail::tree_format::write(*levels);
      out["codes"] = column.level_codes;
    } else {
      const number_law& numbers = std::get<number_law>(column.law);
      out[std::holds_alternative<cell_law>(numbers) ? "cells" : "mean"] =
          std::visit([](const auto& law) { return detail::tree_format::write(law); }, numbers);
      out["values"] = model_traits<empirical_marginal::fitted>::write(*column.values);
      out["edges"] = column.edges;
    }
    if (!column.present.empty()) {
      out["pattern"] = column.pattern;
      out["present"] = column.present;
    }
    columns.push_back(std::move(out));
  }
  return {{"order", model.order()}, {"columns", std::move(columns)}};
}

STANDIN_INLINE tree_model model_traits<tree_model>::read(const json_reader& from) {
  const std::vector<json_reader> elements = from["columns"].elements();
  const detail::tree_format format(elements.size());
  std::vector<tree_column> columns;
  for (const json_reader& element : elements) {
    const auto scratch = static_cast<std::uint32_t>(elements.size() + columns.size());
    tree_column column;
    if (element.has("levels")) {
      const auto levels = element["levels"].integer<std::uint32_t>(1);
      for (const json_reader& code : element["codes"].elements())
        column.level_codes.push_back(code.integer<std::uint8_t>());
      if (column.level_codes.size() != levels) element["codes"].fail("a code for each level is expected");
      column.law = format.read_levels(element["law"], levels);
    } else {
      column.law = element.has("cells") ? number_law(format.read_cells(element["cells"], scratch))
                                        : number_law(format.read_mean(element["mean"], scratch));
      column.values.emplace(model_traits<empirical_marginal::fitted>::read(element["values"]));
      column.edges = detail::tree_format::read_rising(element["edges"]);
      constexpr std::size_t most_edges = 253;
      if (column.edges.size() > most_edges) element["edges"].fail("at most 253 are expected");
    }
    if (element.has("present")) {
      column.pattern = element["pattern"].integer<std::uint32_t>();
      for (const json_reader& there : element["present"].elements())
        column.present.push_back(there.integer<std::uint8_t>(0, 1));
      if (column.present.empty()) element["present"].fail("an entry for each pattern is expected");
    }
    columns.push_back(std::move(column));
  }
  std::vector<std::uint32_t> order;
  for (const json_reader& place : from["order"].elements()) order.push_back(place.integer<std::uint32_t>());
  return tree_model(std::move(columns), std::move(order));
}

}  // namespace standin::inline v0_1::io
