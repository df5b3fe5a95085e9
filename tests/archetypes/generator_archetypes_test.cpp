// SPDX-License-Identifier: MIT
#include "generator.hpp"

#include <standin/generators/any.hpp>
#include <standin/generators/registry.hpp>
#include <standin/generators/sample_in_chunks.hpp>

#include <gtest/gtest.h>

#include <concepts>
#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(fitted_model<minimal_model>);
static_assert(!fitted_model<model_without_schema>);
static_assert(!fitted_model<model_without_sample>);
static_assert(!fitted_model<model_without_options>);
static_assert(!fitted_model<model_whose_sample_changes_it>);
static_assert(!fitted_model<model_of_views>);
static_assert(!fitted_model<model_that_cannot_be_copied>);
static_assert(!fitted_model<table>);

static_assert(generator<minimal_generator>);
static_assert(std::same_as<fitted_t<minimal_generator>, minimal_model>);
static_assert(!generator<generator_without_tag>);
static_assert(!generator<generator_with_foreign_tag>);
static_assert(!generator<generator_without_name>);
static_assert(!generator<generator_without_fit>);
static_assert(!generator<generator_whose_fit_changes_it>);
static_assert(!generator<generator_of_no_model>);
static_assert(!generator<generator_that_cannot_be_copied>);
static_assert(!generator<minimal_model>);
static_assert(!generator<int>);

TEST(fitted_model, is_enough_for_streams_and_any_model) {
  const minimal_model least(4.0);
  std::vector<std::size_t> lengths;
  sample_in_chunks(least, 7, {}, 3, [&](const table& chunk) { lengths.push_back(chunk.rows()); });
  EXPECT_EQ(lengths, (std::vector<std::size_t>{3, 3, 1}));
  const any_model any = least;
  EXPECT_EQ(any.schema()[0].name, "x");
  EXPECT_EQ(any.sample(1).column(0).number(0), 4.0);
  EXPECT_TRUE(any.report().warnings.empty());
  EXPECT_NE(any.target<minimal_model>(), nullptr);
}

TEST(generator, is_enough_for_any_generator_and_registries) {
  const table data({{"x"}}, {column(std::vector<double>{1})});
  const minimal_generator least(5.0);
  EXPECT_EQ(any_generator(least).name(), "minimal");
  EXPECT_EQ(any_generator(least).fit(data).sample(1).column(0).number(0), 5.0);
  const registry known{least};
  EXPECT_EQ(known.names(), std::vector<std::string>{"minimal"});
  EXPECT_EQ(known.find("minimal").fit(data).sample(1).column(0).number(0), 5.0);
}

}  // namespace
}  // namespace standin::archetypes
