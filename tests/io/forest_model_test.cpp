// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/forest.hpp>

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
using traits = model_traits<forest_model>;

/// A number, one near it with holes, and a level that goes with both.
table dependent_table(std::size_t rows) {
  std::vector<double> x(rows);
  std::vector<double> y(rows);
  std::vector<std::uint32_t> level(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({.seed = 9}, random::purpose::sample, row);
    x[row] = draws.uniform();
    y[row] = x[row] + 0.1 * draws.uniform();
    level[row] = static_cast<std::uint32_t>(4.0 * x[row]);
    if (draws.uniform() < 0.1) y[row] = std::nan("");
  }
  return {{{.name = "x"}, {.name = "y"}, {.name = "level", .kind = column_kind::categorical}},
          {column(x), column(y), column::categorical(level, {"a", "b", "c", "d"})}};
}

json written(std::size_t rows = 1500) {
  return traits::write(forest<>{}.fit(dependent_table(rows)).core());
}

forest_model read(const json& content) {
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

TEST(model_traits_of_forest, write_and_read_the_same_model) {
  const auto model = forest<>{}.fit(dependent_table(1500));
  const forest_model again = read(traits::write(model.core()));
  std::vector<double> before;
  std::vector<double> after;
  model.core().parameters([&](double p) { before.push_back(p); });
  again.parameters([&](double p) { after.push_back(p); });
  EXPECT_EQ(before, after);
}

TEST(model_traits_of_forest, sample_the_same_rows_from_a_file) {
  const registry known{forest<>{}};
  const auto model = forest<>{}.fit(dependent_table(1500));
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const any_model again = read_model_bytes(known, write_model_bytes(known, any_model(model), form), form);
    EXPECT_EQ(bytes_of(again.sample(300, {.seed = 4})), bytes_of(model.sample(300, {.seed = 4})));
  }
}

// Files and rows of the first version that wrote them: standin sample forest.json -n 5 --seed 2. Prices are rounded to
// cents, so that a last bit could move one of them by 0.01.
TEST(model_traits_of_forest, read_the_files_that_are_kept) {
  const registry known{forest<>{}};
  struct cells {
    double age;
    const char* region;
    double spending;
  };
  const cells expected[] = {{69, "west", 16.00},
                            {19, "south", 7.38},
                            {37, "west", std::nan("")},
                            {78, "south", 13.71},
                            {32, "west", std::nan("")}};
  for (const json_form form : {json_form::text, json_form::cbor}) {
    const std::string path = std::string(STANDIN_MODELS) + (form == json_form::text ? "/forest.json" : "/forest.cbor");
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

TEST(model_traits_of_forest, refuse_what_cannot_be_sampled_from) {
  const json whole = written();
  const auto refuses = [&](const std::string& what, const std::function<void(json&)>& damage) {
    json damaged = whole;
    damage(damaged);
    EXPECT_THROW((void)read(damaged), format_error) << what;
  };
  const auto is_question = [](const json& node) { return node.is_array() && node.size() == 4 && node[3].is_number(); };
  refuses("a node that leads back", [&](json& all) { (*find(all["trees"], is_question))[0] = 0; });
  refuses("a node that leads out", [&](json& all) { (*find(all["trees"], is_question))[0] = 1'000'000; });
  refuses("a column that isn't there", [&](json& all) { (*find(all["trees"], is_question))[1] = 1'000'000; });
  refuses("two ways to one node", [&](json& all) {
    json& nodes = all["trees"][0];
    json* second = find(nodes[nodes.size() > 3 ? 1 : 0], is_question);
    (second == nullptr ? nodes[0] : *second)[0] = nodes.size() - 2;
  });
  refuses("leaves in another order", [](json& all) {
    for (json& node : all["trees"][0])
      if (node.size() == 1) node[0] = node[0].get<int>() + 1;
  });
  refuses("no trees", [](json& all) { all["trees"] = json::array(); });
  refuses("too few leaves", [](json& all) { all["leaf_rows"].erase(0); });
  refuses("a leaf without rows", [](json& all) { all["leaf_rows"][0] = 0; });
  refuses("trees of different rows", [](json& all) { all["leaf_rows"][0] = 100'000; });
  refuses("too few laws", [](json& all) { all["columns"][0]["laws"]["counts"].erase(0); });
  refuses("a cell beyond the units", [](json& all) { all["columns"][0]["laws"]["cells"][1] = 1000; });
  refuses("a cell without rows", [](json& all) { all["columns"][0]["laws"]["cells"][2] = 0; });
  refuses("a smoothing below zero", [](json& all) { all["columns"][0]["laws"]["smoothing"] = -1; });
  refuses("edges that fall", [](json& all) { all["columns"][0]["edges"][1] = 2; });
  refuses("cuts that fall", [](json& all) { all["columns"][0]["cuts"][0] = 1e300; });
  refuses("fewer cuts than units", [](json& all) { all["columns"][0]["cuts"].erase(0); });
  refuses("codes of other levels", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("codes"); })->at("codes").push_back(1);
  });
  refuses("a pattern that isn't there", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("pattern"); })->at("pattern") = 1000;
  });
}

TEST(model_traits_of_forest, hold_no_cell_of_a_column_of_different_numbers) {
  std::vector<double> secret;
  std::vector<double> other;
  for (std::size_t row = 0; row < 3000; ++row) {
    random::stream draws({.seed = 6}, random::purpose::sample, row);
    secret.push_back(1e14 + std::floor(draws.uniform() * 8e14));
    other.push_back(secret.back() * 1e-14 + draws.uniform());
  }
  const table data({{.name = "secret"}, {.name = "other"}}, {column(secret), column(other)});
  const std::string text = traits::write(forest<>{}.fit(data).core()).dump();
  std::size_t found = 0;
  for (const double value : secret)
    found += text.find(std::to_string(static_cast<std::int64_t>(value))) != std::string::npos ? 1U : 0U;
  EXPECT_LE(found, 2U);  // the ends of the column
}

}  // namespace
}  // namespace standin::io
