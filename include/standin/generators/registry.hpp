// SPDX-License-Identifier: MIT
/// \file
/// The generators that a program knows by name.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/any.hpp>
#include <standin/generators/generator.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Generators chosen when the program is compiled, found by name when it runs; reading a model file tries their models.
///
///     const registry known{independent<>{}, my_generator{.depth = 3}};
///     const any_model model = known.find("independent").fit(data);
template <class... Generators>
class registry {
 public:
  static_assert((generator<Generators> && ...),
                "standin: each entry of a registry must model standin::generator, which needs "
                "using generator_concept = standin::generator_tag, name() and fit(data, options); "
                "see docs/concepts/generator.md");

  /// \throws invalid_option  when two generators have the same name
  explicit registry(Generators... generators) : generators_(std::move(generators)...) {
    const std::vector<std::string> all = names();
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (all[i] == all[k])
          throw invalid_option("registry", "two generators are named " + quoted(all[i]), "give each a name of its own");
  }

  /// In the order in which they were given.
  [[nodiscard]] std::vector<std::string> names() const {
    return std::apply([](const auto&... g) { return std::vector<std::string>{std::string(g.name())...}; }, generators_);
  }

  /// \throws invalid_option  when there is none of that name; the sentence lists those that there are
  [[nodiscard]] any_generator find(std::string_view name) const {
    std::optional<any_generator> found;
    const auto look_at = [&](const auto& g) {
      if (!found && std::string(g.name()) == name) found.emplace(g);
    };
    std::apply([&](const auto&... g) { (look_at(g), ...); }, generators_);
    if (!found)
      throw invalid_option("registry", "there is no generator named " + quoted(name),
                           sizeof...(Generators) == 0 ? "the registry is empty" : "choose one of " + join(names()));
    return *std::move(found);
  }

  /// Calls `visitor.template operator()<Model>()` for the type of each generator's model.
  template <class Visitor>
  static void visit_models(Visitor&& visitor) {
    (visitor.template operator()<fitted_t<Generators>>(), ...);
  }

 private:
  std::tuple<Generators...> generators_;
};

}  // namespace standin::inline v0_1
