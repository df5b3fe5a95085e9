// SPDX-License-Identifier: MIT
/// \file
/// Expressions that are drawn: the usual distributions, choices, and values of providers.
///
/// Parameters are expressions themselves, so that a distribution may depend on other columns. Sampling throws
/// `data_error`, which names the column, for parameters outside their range; they are those of
/// random/distributions.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/rules/expression.hpp>
#include <standin/providers/any_provider.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

[[nodiscard]] expression normal(expression mean = 0.0, expression standard_deviation = 1.0);
[[nodiscard]] expression log_normal(expression mean_of_log, expression standard_deviation_of_log);
[[nodiscard]] expression uniform(expression lowest = 0.0, expression highest = 1.0);
[[nodiscard]] expression exponential(expression rate = 1.0);
[[nodiscard]] expression laplace(expression location = 0.0, expression scale = 1.0);
[[nodiscard]] expression weibull(expression shape, expression scale = 1.0);
[[nodiscard]] expression pareto(expression shape, expression minimum = 1.0);
[[nodiscard]] expression triangular(expression lowest, expression mode, expression highest);
[[nodiscard]] expression gamma(expression shape, expression scale = 1.0);
[[nodiscard]] expression beta(expression a, expression b);
[[nodiscard]] expression student_t(expression degrees);

/// A whole number in [lowest, highest], each with the same probability.
[[nodiscard]] expression uniform_whole(expression lowest, expression highest);
[[nodiscard]] expression poisson(expression mean);
[[nodiscard]] expression binomial(expression trials, expression p);
[[nodiscard]] expression geometric(expression p);
[[nodiscard]] expression negative_binomial(expression successes, expression p);

/// True with this probability.
[[nodiscard]] expression bernoulli(expression p);

/// Levels with their weights, which need not sum to 1 and may depend on other columns.
[[nodiscard]] expression choice(const std::vector<std::pair<std::string, expression>>& weighted_levels);
/// Levels of the same weight.
[[nodiscard]] expression one_of(std::vector<std::string> levels);
/// The place of one of the weights, drawn by them.
[[nodiscard]] expression weighted_place(std::vector<expression> weights);

/// A value of the provider; rows may get the same one.
[[nodiscard]] expression value_from(const any_provider& provider);

/// A value of the provider that no other one of this column gets.
///
/// \param per_entity  how many values one entity takes at most, where the column belongs to its events
/// Sampling throws `data_error` when the provider has too few values, or an entity takes more.
[[nodiscard]] expression unique_from(const any_provider& provider, std::uint64_t per_entity = 1);

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/draws.ipp>
#endif
