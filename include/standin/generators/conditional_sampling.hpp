// SPDX-License-Identifier: MIT
/// \file
/// Rows under conditions: what lets `sample_options::given` be given.
///
/// A header of its own, since most programs sample freely and conditions cost a second to compile.
#pragma once

#include <standin/config.hpp>
#include <standin/data/conditions.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/generator.hpp>
#include <standin/prepare/table_form.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <utility>

namespace standin::inline v0_1::detail {

/// Rows `options.first_row …` that meet what is given.
///
/// A row that doesn't is drawn again, with the number of the try in the domain of its random numbers, so that it still
/// depends on the model, the seed, its own number and what is given of it alone.
/// \throws schema_error    when the conditions don't fit the table
/// \throws invalid_option  when they can't be met, or speak of fewer rows
/// \throws data_error      when a row met them in none of `options.max_tries` tries
/// \throws cancelled
[[nodiscard]] table sample_given(const prepare::table_form& form, model_source model, sampler_for make_sampler,
                                 std::size_t rows, const given_rows& terms, const sample_options& options);

/// Keeps what was given for `sample_given`.
class given_sampler final : public conditional_sampler {
 public:
  explicit given_sampler(given_rows given) : given_(std::move(given)) {}
  [[nodiscard]] const given_rows& given() const noexcept override { return given_; }
  [[nodiscard]] table sample(const prepare::table_form& form, model_source model, sampler_for make_sampler,
                             std::size_t rows, const sample_options& options) const override {
    return sample_given(form, model, make_sampler, rows, given_, options);
  }

 private:
  given_rows given_;
};

template <class Given>
struct conditional_sampler_maker {
  static_assert(std::convertible_to<Given, given_rows>,
                "standin: given is a condition, a vector of row_quota, or rows_to_complete; see docs/conditions.md");

  [[nodiscard]] static std::shared_ptr<const conditional_sampler> make(given_rows given) {
    if (given.always()) return nullptr;
    return std::make_shared<const given_sampler>(std::move(given));
  }
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/conditional_sampling.ipp>
#endif
