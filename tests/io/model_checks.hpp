// SPDX-License-Identifier: MIT
/// \file
/// What holds of the file of every model that knows trees.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/model_file.hpp>
#include <standin/random/stream.hpp>

#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <type_traits>
#include <vector>

namespace standin::test {

template <class Core>
[[nodiscard]] Core read_core(const io::json& content) {
  return io::model_traits<Core>::read(io::json_reader(content, "test"));
}

/// The first of all places in a document where `wanted` holds.
inline io::json* find(io::json& in, const std::function<bool(const io::json&)>& wanted) {
  if (wanted(in)) return &in;
  if (in.is_structured())
    for (io::json& element : in)
      if (io::json* found = find(element, wanted)) return found;
  return nullptr;
}

/// Whether it is a node of a tree that asks whether a number is small.
[[nodiscard]] inline bool is_question(const io::json& node) {
  return node.is_array() && node.size() == 4 && node[3].is_number();
}

/// Refuses what a core wrote, once something is wrong with it.
template <class Core>
class refusal {
 public:
  explicit refusal(const Core& core) : whole_(io::model_traits<Core>::write(core)) {}

  void operator()(const std::string& what, const std::function<void(io::json&)>& damage) const {
    io::json damaged = whole_;
    damage(damaged);
    EXPECT_THROW((void)read_core<Core>(damaged), format_error) << what;
  }

 private:
  io::json whole_;
};

template <class Core>
void expect_that_the_same_is_read(const Core& core) {
  const Core again = read_core<Core>(io::model_traits<Core>::write(core));
  std::vector<double> before;
  std::vector<double> after;
  core.parameters([&](double p) { before.push_back(p); });
  again.parameters([&](double p) { after.push_back(p); });
  EXPECT_EQ(before, after);
}

template <class Generator>
void expect_the_same_rows_from_a_file(const Generator& generator, const table& data) {
  const registry known{generator};
  const auto model = generator.fit(data);
  for (const io::json_form form : {io::json_form::text, io::json_form::cbor}) {
    const std::string bytes = io::write_model_bytes(known, any_model(model), form);
    const any_model again = io::read_model_bytes(known, bytes, form);
    EXPECT_EQ(bytes_of(again.sample(300, {.seed = 4})), bytes_of(model.sample(300, {.seed = 4})));
  }
}

/// Cells of a row that a kept model makes.
struct kept_row {
  double age;
  const char* region;
  double spending;  ///< not a number where it is missing
};

/// Files and rows of the first version that wrote them: standin sample NAME.json -n 5 --seed 2. Prices are rounded to
/// cents, so that a last bit could move one of them by 0.01.
template <class Generator>
void expect_rows_of_kept_files(const Generator& generator, const std::string& name,
                               const std::vector<kept_row>& expected) {
  const registry known{generator};
  for (const io::json_form form : {io::json_form::text, io::json_form::cbor}) {
    const std::string path = STANDIN_MODELS "/" + name + (form == io::json_form::text ? ".json" : ".cbor");
    const any_model model = io::read_model(known, path);
    const table made = model.sample(expected.size(), {.seed = 2});
    for (std::size_t row = 0; row < made.rows(); ++row) {
      EXPECT_EQ(made.column("age").number(row), expected[row].age);
      EXPECT_EQ(made.column("region").text(row), expected[row].region);
      EXPECT_EQ(made.column("spending").missing(row), std::isnan(expected[row].spending));
      if (!made.column("spending").missing(row)) {
        EXPECT_NEAR(made.column("spending").number(row), expected[row].spending, 0.0101);
      }
    }
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(io::parse_json(io::write_model_bytes(known, model, form), form, ""), io::parse_json(bytes, form, ""));
  }
}

template <class Generator>
void expect_no_cell_of_a_column_of_different_numbers(const Generator& generator) {
  std::vector<double> secret;
  std::vector<double> other;
  for (std::size_t row = 0; row < 3000; ++row) {
    random::stream draws({.seed = 6}, random::purpose::sample, row);
    secret.push_back(1e14 + std::floor(draws.uniform() * 8e14));
    other.push_back(secret.back() * 1e-14 + draws.uniform());
  }
  const table data({{.name = "secret"}, {.name = "other"}}, {column(secret), column(other)});
  const auto model = generator.fit(data);
  using core = std::remove_cvref_t<decltype(model.core())>;
  const std::string text = io::model_traits<core>::write(model.core()).dump();
  std::size_t found = 0;
  for (const double value : secret)
    found += text.find(std::to_string(static_cast<std::int64_t>(value))) != std::string::npos ? 1U : 0U;
  EXPECT_LE(found, 2U);  // the ends of the column
}

}  // namespace standin::test
