// SPDX-License-Identifier: MIT
#include <standin/generators/trees/trees.hpp>
#include <standin/io/models/trees.hpp>

#include "generators/tables.hpp"
#include "io/model_checks.hpp"

#include <gtest/gtest.h>

namespace standin::io {
namespace {

using test::find;
using test::is_question;
using test::mixed_table;

TEST(model_traits_of_trees, write_and_read_the_same_model) {
  test::expect_that_the_same_is_read(trees<>{}.fit(mixed_table(600)).core());
}

TEST(model_traits_of_trees, sample_the_same_rows_from_a_file) {
  test::expect_the_same_rows_from_a_file(trees<>{}, mixed_table(600));
}

TEST(model_traits_of_trees, read_the_files_that_are_kept) {
  test::expect_rows_of_kept_files(
      trees<>{}, "trees",
      {{42, "west", 8.43}, {35, "west", 5.80}, {32, "north", 9.23}, {44, "north", 7.95}, {70, "north", 8.53}});
}

TEST(model_traits_of_trees, refuse_what_cannot_be_sampled_from) {
  const test::refusal<tree_model> refuses(trees<>{}.fit(mixed_table(600)).core());
  refuses("a node that leads back", [](json& all) { (*find(all, is_question))[0] = 0; });
  refuses("a node that leads out", [](json& all) { (*find(all, is_question))[0] = 1'000'000; });
  refuses("a column that isn't there", [](json& all) { (*find(all, is_question))[1] = 1'000'000; });
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
  test::expect_no_cell_of_a_column_of_different_numbers(trees<>{});
}

}  // namespace
}  // namespace standin::io
