// SPDX-License-Identifier: MIT
/// \file
/// How the shell makes rows: in tasks, through the table's form, and under what is given of them.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/data/bound_given_rows.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/generator.hpp>
#include <standin/prepare/table_form.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>

namespace standin::inline v0_1::detail {

/// Fills plain rows, as a core's model does.
using plain_sampler = function_ref<void(plain_rows&, random::source, std::uint64_t)>;

/// Makes a sampler for a condition and hands it on; the second argument says whether it keeps to the condition.
using sampler_for = function_ref<void(const plain_condition&, function_ref<void(plain_sampler, bool)>)>;

/// The random numbers of a model under a seed.
struct model_source {
  std::uint64_t seed = 0;
  std::uint64_t fingerprint = 0;
};

/// Rows `options.first_row …` with nothing given.
/// \throws invalid_option  when they don't fit into memory
/// \throws cancelled
[[nodiscard]] table sample_freely(const prepare::table_form& form, model_source model, plain_sampler sampler,
                                  std::size_t rows, const sample_options& options);

/// Rows `options.first_row …` that meet `options.given`.
///
/// A row that doesn't is drawn again, with the number of the try in the domain of its random numbers, so that it still
/// depends on the model, the seed, its own number and what is given of it alone.
/// \throws schema_error    when the conditions don't fit the table
/// \throws invalid_option  when they can't be met, or speak of fewer rows
/// \throws data_error      when a row met them in none of `options.max_tries` tries
/// \throws cancelled
[[nodiscard]] table sample_given(const prepare::table_form& form, model_source model, sampler_for make_sampler,
                                 std::size_t rows, const sample_options& options);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/conditional_sampling.ipp>
#endif
