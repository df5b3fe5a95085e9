// SPDX-License-Identifier: MIT
/// \file
/// Parametric marginals in model files.
#pragma once

#include <standin/generators/parametric_marginal.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/models/marginals.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

/// A family with its numbers, ends and atoms; or the pieces of an empirical distribution.
template <>
struct model_traits<parametric_marginal::fitted> {
  static constexpr std::string_view name = "parametric";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const parametric_marginal::fitted& marginal) {
    if (const auto* empirical = marginal.empirical())
      return {{"empirical", model_traits<empirical_marginal::fitted>::write(*empirical)}};
    const parametric_law& law = *marginal.law();
    json atoms = json::array();
    for (const auto& each : marginal.atoms()) atoms.push_back({each.value, each.probability});
    return {{"family", std::string(name_of(law.family))},
            {"law", {law.location, law.scale, law.shape, law.second}},
            {"ends", {marginal.lower(), marginal.upper()}},
            {"atoms", std::move(atoms)}};
  }

  [[nodiscard]] static parametric_marginal::fitted read(const json_reader& from) {
    if (from.has("empirical"))
      return parametric_marginal::fitted(model_traits<empirical_marginal::fitted>::read(from["empirical"]));
    parametric_law law;
    const std::string family(from["family"].text());
    std::size_t k = 0;
    while (k < marginal_families && name_of(static_cast<marginal_family>(k)) != family) ++k;
    if (k == marginal_families) from["family"].fail("no family is called so");
    law.family = static_cast<marginal_family>(k);
    const std::vector<double> numbers = from["law"].numbers();
    if (numbers.size() != 4) from["law"].fail("four numbers are expected");
    law.location = numbers[0];
    law.scale = numbers[1];
    law.shape = numbers[2];
    law.second = numbers[3];
    const std::vector<double> ends = from["ends"].numbers();
    if (ends.size() != 2) from["ends"].fail("two numbers are expected");
    std::vector<parametric_marginal::fitted::atom> atoms;
    for (const json_reader& element : from["atoms"].elements()) {
      const std::vector<double> pair = element.numbers();
      if (pair.size() != 2) element.fail("two numbers are expected");
      atoms.push_back({pair[0], pair[1]});
    }
    return {law, ends[0], ends[1], std::move(atoms)};
  }
};

}  // namespace standin::inline v0_1::io
