// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/registry.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/trees.hpp>

#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace standin::io {
namespace {

using test::bytes_of;
using test::mixed_table;
using traits = model_traits<tree_model>;

json written(std::size_t rows = 600) {
  return traits::write(trees<>{}.fit(mixed_table(rows)).core());
}

tree_model read(const json& content) {
  return traits::read(json_reader(content, "test"));
}

/// The first of all places in a document where `wanted` holds.
json* find(json& in, const std::function<bool(const json&)>& wanted) {
  if (wanted(in)) return &in;
  if (in.is_structured())
    for (json& element : in)
      if (json* found = find(element, wanted)) return found;
  return nullptr;
}

TEST(model_traits_of_trees, write_and_read_the_same_model) {
  const auto model = trees<>{}.fit(mixed_table(600));
  const tree_model again = read(traits::write(model.core()));
  std::vector<double> before;
  std::vector<double> after;
  model.core().parameters([&](double p) { before.push_back(p); });
  again.parameters([&](double p) { after.push_back(p); });
  EXPECT_EQ(before, after);
}

TEST(model_traits_of_trees, sample_the_same_rows_from_a_file) {
  const registry known{trees<>{}};
  const auto model = trees<>{}.fit(mixed_table(600));
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const any_model again = read_model_bytes(known, write_model_bytes(known, any_model(model), form), form);
    EXPECT_EQ(bytes_of(again.sample(300, {.seed = 4})), bytes_of(model.sample(300, {.seed = 4})));
  }
}

// Files and rows of the first version that wrote them: standin sample trees.json -n 5 --seed 2. Prices are rounded to
// cents, so that a last bit could move one of them by 0.01.
TEST(model_traits_of_trees, read_the_files_that_are_kept) {
  const registry known{trees<>{}};
  struct cells {
    double age;
    const char* region;
    double spending;
  };
  const cells expected[] = {
      {42, "west", 8.43}, {35, "west", 5.80}, {32, "north", 9.23}, {44, "north", 7.95}, {70, "north", 8.53}};
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const std::string path = std::string(STANDIN_MODELS) + (form == json_form::text ? "/trees.json" : "/trees.cbor");
    const any_model model = read_model(known, path);
    const table made = model.sample(5, {.seed = 2});
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
    EXPECT_EQ(parse_json(write_model_bytes(known, model, form), form, ""), parse_json(bytes, form, ""));
  }
}

TEST(model_traits_of_trees, refuse_what_cannot_be_sampled_from) {
  const json whole = written();
  const auto refuses = [&](const std::string& what, const std::function<void(json&)>& damage) {
    json damaged = whole;
    damage(damaged);
    EXPECT_THROW((void)read(damaged), format_error) << what;
  };
  const auto is_question = [](const json& node) { return node.is_array() && node.size() == 4 && node[3].is_number(); };
  refuses("a node that leads back", [&](json& all) { (*find(all, is_question))[0] = 0; });
  refuses("a node that leads out", [&](json& all) { (*find(all, is_question))[0] = 1'000'000; });
  refuses("a column that isn't there", [&](json& all) { (*find(all, is_question))[1] = 1'000'000; });
  refuses("a column too many", [](json& all) { all["order"].push_back(0); });
  refuses("a column twice", [](json& all) { all["order"][0] = all["order"][1]; });
  refuses("no order", [](json& all) { all["order"] = json::array(); });
  refuses("too few outcomes", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("prior"); })->at("prior") = json::array();
  });
  refuses("too few values", [](json& all) {
    json* part = find(all, [](const json& p) { return p.is_object() && p.contains("prior") && !p["values"].empty(); });
    part->at("values")[0].erase(0);
  });
  refuses("codes of other levels", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("codes"); })->at("codes").push_back(1);
  });
  refuses("edges that fall", [](json& all) {
    find(all, [](const json& part) {
      return part.is_object() && part.contains("edges") && part["edges"].size() > 1;
    })->at("edges")[0] = 1e300;
  });
}

TEST(model_traits_of_trees, hold_no_cell_of_a_column_of_different_numbers) {
  std::vector<double> secret;
  std::vector<double> other;
  for (std::size_t row = 0; row < 3000; ++row) {
    random::stream draws({.seed = 6}, random::purpose::sample, row);
    secret.push_back(1e14 + std::floor(draws.uniform() * 8e14));
    other.push_back(secret.back() * 1e-14 + draws.uniform());
  }
  const table data({{.name = "secret"}, {.name = "other"}}, {column(secret), column(other)});
  const std::string text = traits::write(trees<>{}.fit(data).core()).dump();
  std::size_t found = 0;
  for (const double value : secret)
    found += text.find(std::to_string(static_cast<std::int64_t>(value))) != std::string::npos ? 1U : 0U;
  EXPECT_LE(found, 2U);  // the ends of the column
}

}  // namespace
}  // namespace standin::io
