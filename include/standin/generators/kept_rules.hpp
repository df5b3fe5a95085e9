// SPDX-License-Identifier: MIT
/// \file
/// Rows that break a rule are made again, one by one the same whatever rows come with them.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/generator.hpp>
#include <standin/prepare/row_rule.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::detail {

/// Makes rows with the random numbers of a try: `make(try, options, rows)`.
using row_maker = function_ref<table(std::uint64_t, const sample_options&, std::size_t)>;

/// Rows `options.first_row …`, made again until they keep the rules.
///
/// A row depends on the model, the seed, what is given of it and its number alone. `options.report` counts all tries.
/// \throws data_error  when a row broke a rule in each of `options.max_tries` tries
/// \throws what `make` throws
STANDIN_LAZY [[nodiscard]] table keep_rules(const std::vector<prepare::row_rule>& rules, row_maker make,
                                            std::size_t rows, const sample_options& options);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/kept_rules.ipp>
#endif
