// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/draws.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/draws.hpp>
#include <standin/random/alias_table.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/permutation.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

using one = std::array<double, 1>;
using two = std::array<double, 2>;
using three = std::array<double, 3>;

/// A count of a distribution's parameter, which has to be one.
[[nodiscard]] STANDIN_INLINE std::uint64_t as_count(const char* who, double n) {
  if (!(n >= 0.0 && n <= 4503599627370496.0))
    throw invalid_option(who, to_text(n) + " is no count", "give a whole number from 0 to 2^52");
  return static_cast<std::uint64_t>(n);
}

/// Which of the weights is drawn, or their number when one is missing.
[[nodiscard]] STANDIN_INLINE std::vector<std::shared_ptr<const evaluator>> weight_values(
    const scope& in, const std::vector<bound_expression>& weights) {
  std::vector<std::shared_ptr<const evaluator>> values;
  for (const bound_expression& each : weights) {
    require_number(in, each, "a weight");
    values.push_back(each.value);
  }
  if (values.empty()) throw invalid_option(in.where, "there is nothing to choose from", "give at least one weight");
  return values;
}

[[nodiscard]] STANDIN_INLINE bound_expression drawn_place(const scope& in,
                                                          const std::vector<bound_expression>& weights) {
  const auto values = weight_values(in, weights);
  std::vector<double> constants;
  for (const bound_expression& each : weights)
    if (each.constant_number) constants.push_back(*each.constant_number);
  if (constants.size() == weights.size()) {
    double sum = 0.0;
    for (const double weight : constants) {
      if (!(weight >= 0.0 && std::isfinite(weight)))
        throw invalid_option(in.where, "a weight is " + to_text(weight), "give weights of at least 0");
      sum += weight;
    }
    if (!(sum > 0.0)) throw invalid_option(in.where, "all weights are 0", "give at least one above 0");
    return number_by(value_kind::whole, [table = random::alias_table(constants)](row_under_way& row) {
      return static_cast<double>(table(row.draws));
    });
  }
  return number_by(value_kind::whole, [values, where = in.where](row_under_way& row) {
    std::vector<double> sums(values.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double weight = values[i]->number(row);
      if (std::isnan(weight)) return missing_number;
      if (!(weight >= 0.0 && std::isfinite(weight)))
        throw data_error(where, "a weight is " + to_text(weight), "give weights of at least 0");
      sums[i] = sum += weight;
    }
    if (!(sum > 0.0)) throw data_error(where, "all weights are 0", "give at least one above 0");
    const double wanted = row.draws.uniform() * sum;
    std::size_t place = 0;
    while (place + 1 < sums.size() && !(wanted < sums[place])) ++place;
    while (place > 0 && sums[place] == sums[place - 1]) --place;  // rounding must not reach a weight of 0
    return static_cast<double>(place);
  });
}

}  // namespace detail

STANDIN_INLINE expression normal(expression mean, expression standard_deviation) {
  return detail::of_numbers<2>(
      "normal", value_kind::number, {std::move(mean), std::move(standard_deviation)},
      [](const detail::two& p, random::stream& draws) { return random::normal(draws, p[0], p[1]); });
}
STANDIN_INLINE expression log_normal(expression mean_of_log, expression standard_deviation_of_log) {
  return detail::of_numbers<2>(
      "log_normal", value_kind::number, {std::move(mean_of_log), std::move(standard_deviation_of_log)},
      [](const detail::two& p, random::stream& draws) { return random::log_normal(draws, p[0], p[1]); });
}
STANDIN_INLINE expression uniform(expression lowest, expression highest) {
  return detail::of_numbers<2>(
      "uniform", value_kind::number, {std::move(lowest), std::move(highest)},
      [](const detail::two& p, random::stream& draws) { return random::uniform(draws, p[0], p[1]); });
}
STANDIN_INLINE expression exponential(expression rate) {
  return detail::of_numbers<1>(
      "exponential", value_kind::number, {std::move(rate)},
      [](const detail::one& p, random::stream& draws) { return random::exponential(draws, p[0]); });
}
STANDIN_INLINE expression laplace(expression location, expression scale) {
  return detail::of_numbers<2>(
      "laplace", value_kind::number, {std::move(location), std::move(scale)},
      [](const detail::two& p, random::stream& draws) { return random::laplace(draws, p[0], p[1]); });
}
STANDIN_INLINE expression weibull(expression shape, expression scale) {
  return detail::of_numbers<2>(
      "weibull", value_kind::number, {std::move(shape), std::move(scale)},
      [](const detail::two& p, random::stream& draws) { return random::weibull(draws, p[0], p[1]); });
}
STANDIN_INLINE expression pareto(expression shape, expression minimum) {
  return detail::of_numbers<2>(
      "pareto", value_kind::number, {std::move(shape), std::move(minimum)},
      [](const detail::two& p, random::stream& draws) { return random::pareto(draws, p[0], p[1]); });
}
STANDIN_INLINE expression triangular(expression lowest, expression mode, expression highest) {
  return detail::of_numbers<3>(
      "triangular", value_kind::number, {std::move(lowest), std::move(mode), std::move(highest)},
      [](const detail::three& p, random::stream& draws) { return random::triangular(draws, p[0], p[1], p[2]); });
}
STANDIN_INLINE expression gamma(expression shape, expression scale) {
  return detail::of_numbers<2>(
      "gamma", value_kind::number, {std::move(shape), std::move(scale)},
      [](const detail::two& p, random::stream& draws) { return random::gamma(draws, p[0], p[1]); });
}
STANDIN_INLINE expression beta(expression a, expression b) {
  return detail::of_numbers<2>(
      "beta", value_kind::number, {std::move(a), std::move(b)},
      [](const detail::two& p, random::stream& draws) { return random::beta(draws, p[0], p[1]); });
}
STANDIN_INLINE expression student_t(expression degrees) {
  return detail::of_numbers<1>(
      "student_t", value_kind::number, {std::move(degrees)},
      [](const detail::one& p, random::stream& draws) { return random::student_t(draws, p[0]); });
}
STANDIN_INLINE expression uniform_whole(expression lowest, expression highest) {
  return detail::of_numbers<2>(
      "uniform_whole", value_kind::whole, {std::move(lowest), std::move(highest)},
      [](const detail::two& p, random::stream& draws) {
        for (const double end : p)
          if (!(std::abs(end) <= 9007199254740992.0))
            throw invalid_option("uniform_whole", "an end is " + to_text(end), "keep within 2^53");
        return static_cast<double>(random::uniform_integer(draws, static_cast<std::int64_t>(std::ceil(p[0])),
                                                           static_cast<std::int64_t>(std::floor(p[1]))));
      });
}
STANDIN_INLINE expression poisson(expression mean) {
  return detail::of_numbers<1>(
      "poisson", value_kind::whole, {std::move(mean)},
      [](const detail::one& p, random::stream& draws) { return static_cast<double>(random::poisson(draws, p[0])); });
}
STANDIN_INLINE expression binomial(expression trials, expression p) {
  return detail::of_numbers<2>(
      "binomial", value_kind::whole, {std::move(trials), std::move(p)},
      [](const detail::two& x, random::stream& draws) {
        return static_cast<double>(random::binomial(draws, detail::as_count("binomial", x[0]), x[1]));
      });
}
STANDIN_INLINE expression geometric(expression p) {
  return detail::of_numbers<1>(
      "geometric", value_kind::whole, {std::move(p)},
      [](const detail::one& x, random::stream& draws) { return static_cast<double>(random::geometric(draws, x[0])); });
}
STANDIN_INLINE expression negative_binomial(expression successes, expression p) {
  return detail::of_numbers<2>("negative_binomial", value_kind::whole, {std::move(successes), std::move(p)},
                               [](const detail::two& x, random::stream& draws) {
                                 return static_cast<double>(random::negative_binomial(draws, x[0], x[1]));
                               });
}
STANDIN_INLINE expression bernoulli(expression p) {
  return detail::of_numbers<1>(
      "bernoulli", value_kind::truth, {std::move(p)},
      [](const detail::one& x, random::stream& draws) { return random::bernoulli(draws, x[0]) ? 1.0 : 0.0; });
}

STANDIN_INLINE expression choice(const std::vector<std::pair<std::string, expression>>& weighted_levels) {
  std::vector<std::string> levels;
  std::vector<expression> weights;
  for (const auto& [name, weight] : weighted_levels) {
    levels.push_back(name);
    weights.push_back(weight);
  }
  return detail::make(
      std::move(weights), [levels](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
        for (std::size_t i = 0; i < levels.size(); ++i)
          for (std::size_t k = 0; k < i; ++k)
            if (levels[i] == levels[k])
              throw invalid_option(in.where, "two levels are called " + quoted(levels[i]), "add their weights");
        detail::bound_expression result = detail::drawn_place(in, parts);
        result.kind = value_kind::level;
        result.levels = levels;
        return result;
      });
}

STANDIN_INLINE expression one_of(std::vector<std::string> levels) {
  std::vector<std::pair<std::string, expression>> weighted;
  for (std::string& level : levels) weighted.emplace_back(std::move(level), 1.0);
  return choice(weighted);
}

STANDIN_INLINE expression weighted_place(std::vector<expression> weights) {
  return detail::make(std::move(weights),
                      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
                        return detail::drawn_place(in, parts);
                      });
}

STANDIN_INLINE expression value_from(const any_provider& provider) {
  return detail::make({}, [provider](const detail::scope&, const std::vector<detail::bound_expression>&) {
    return detail::text_by([provider](detail::row_under_way& row, std::string& out) {
      out = provider.at(random::uniform_index(row.draws, provider.capacity()));
      return true;
    });
  });
}

STANDIN_INLINE expression unique_from(const any_provider& provider, std::uint64_t per_entity) {
  if (per_entity == 0) throw invalid_option("unique_from", "an entity takes 0 values at most", "give at least 1");
  return detail::make({}, [provider, per_entity](const detail::scope& in,
                                                 const std::vector<detail::bound_expression>&) {
    return detail::text_by([provider, per_entity, where = in.where](detail::row_under_way& row, std::string& out) {
      const std::uint64_t child = row.children[row.level];
      if (child >= per_entity)
        throw data_error(where, "entity " + to_text(row.entity) + " takes more than " + to_text(per_entity) + " values",
                         "raise per_entity of unique_from");
      if (row.entity >= (provider.capacity() - child + per_entity - 1) / per_entity)
        throw data_error(where,
                         "the " + to_text(provider.capacity()) + " values of " + provider.name() +
                             " don't suffice for entity " + to_text(row.entity),
                         "take a provider with more values, or a smaller per_entity");
      const random::index_permutation order(row.source, provider.capacity());
      out = provider.at(order(row.entity * per_entity + child));
      return true;
    });
  });
}

}  // namespace standin::inline v0_1::rules
