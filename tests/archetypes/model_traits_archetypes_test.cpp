// SPDX-License-Identifier: MIT
#include "model_traits.hpp"

#include <standin/io/model_file.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(io::storable_model<number_model>);
static_assert(io::storable_model<storable_core_model>);
static_assert(io::storable_model<prepared_model<storable_core_model>>);
static_assert(!io::storable_model<model_without_traits>);
static_assert(!io::storable_model<model_without_name>);
static_assert(!io::storable_model<model_without_version>);
static_assert(!io::storable_model<model_without_write>);
static_assert(!io::storable_model<model_without_read>);
static_assert(!io::storable_model<model_read_as_another>);
static_assert(!io::storable_model<any_model>);

TEST(model_traits, are_enough_for_model_files) {
  for (const io::json_form form : {io::json_form::text, io::json_form::cbor}) {
    const std::string bytes = io::write_model_bytes(number_model{4.5}, form);
    EXPECT_EQ(io::read_model_bytes<number_model>(bytes, form).number, 4.5);
    EXPECT_EQ(io::read_model_bytes<const number_model>(bytes, form).number, 4.5) << "as decltype of a const variable";
  }
}

struct storable_core {
  storable_core_model fit(const plain_table&, fit_context&) const { return storable_core_model(2.0); }
};

TEST(model_traits, of_a_core_are_enough_for_its_prepared_model) {
  const auto model = fit_prepared(storable_core{}, table({{"x"}}, {column(std::vector<double>{1, 2, 3})}), {});
  const auto back = io::read_model_bytes<decltype(model)>(io::write_model_bytes(model));
  EXPECT_EQ(back.fingerprint(), model.fingerprint());
  EXPECT_EQ(back.sample(1).column(0).number(0), 2.0);
}

}  // namespace
}  // namespace standin::archetypes
