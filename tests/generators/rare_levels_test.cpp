// SPDX-License-Identifier: MIT
/// \file
/// Rare levels on their whole way: through a fit, a file, conditions, and beside constraints.
#include <standin/core/error.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/prepare/constraints.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin {
namespace {

constexpr std::size_t visit_rows = 6000;

/// Cities with their countries, of which 40 cities have three rows each; and codes written as numbers, some rare.
table visits() {
  std::vector<std::uint32_t> city, country;
  std::vector<double> days;
  std::vector<std::int64_t> code;
  std::vector<std::string> cities{"Paris", "Rome", "Lyon"};
  for (std::size_t k = 0; k < 40; ++k) cities.push_back("Hamlet-" + std::to_string(k));
  for (std::size_t row = 0; row < visit_rows; ++row) {
    const auto at = static_cast<std::uint32_t>(row < 120 ? 3 + row / 3 : row % 3);
    city.push_back(at);
    country.push_back(at == 1 || (at > 2 && at % 2 == 0) ? 1 : 0);
    days.push_back(static_cast<double>(row % 11));
    code.push_back(row == 5 ? 986'543 : static_cast<std::int64_t>(row % 4));
  }
  return {{{"city", column_kind::categorical}, {"country", column_kind::categorical}, {"days"}, {"code"}},
          {column::categorical(city, cities), column::categorical(country, {"France", "Italy"}), column(days),
           column(code)}};
}

const std::vector<prepare::rare_levels> three_ways{
    {.fewer_than = 5}, {.fewer_than = 5, .word = "elsewhere"}, {.fewer_than = 5, .resample = true}};

std::map<std::string, std::size_t> counts(const column_view& of) {
  std::map<std::string, std::size_t> found;
  for (std::size_t row = 0; row < of.rows; ++row) ++found[of.missing(row) ? "" : std::string(of.text(row))];
  return found;
}

void expect_same_texts(const table& a, const table& b) {
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t c = 0; c < a.schema().size(); ++c)
    for (std::size_t row = 0; row < a.rows(); ++row)
      ASSERT_TRUE(a.column(c).text(row) == b.column(c).text(row) &&
                  (a.column(c).missing(row) || a.schema()[c].kind == column_kind::categorical ||
                   a.column(c).number(row) == b.column(c).number(row)))
          << a.schema()[c].name << ", row " << row;
}

// 2 % of the cells are of rare levels, 0.05 % of each: of 100 000 rows 2 000 are and 50 of each on average. A pool that
// gives back its first level alone has 2 000 of it.
TEST(rare_levels, that_are_learned_as_one_come_back_as_often_as_they_were) {
  const auto model = independent<>{}.fit(visits(), {.rare = {.fewer_than = 5}});
  EXPECT_EQ(std::get<prepare::level_codec>(model.form().prepared().codecs()[0]).levels->size(), 4U);
  const auto found = counts(model.sample(100'000, {.seed = 1}).column("city"));
  EXPECT_EQ(found.size(), 43U);
  for (const auto& [level, n] : found) {
    if (level.starts_with("Hamlet")) {
      EXPECT_LT(std::abs(static_cast<double>(n) - 50.0), 5 * std::sqrt(50.0)) << level;
    }
  }
  const column_treatment& said = model.report().columns[0];
  EXPECT_EQ(said.treatment, "learned as levels, 40 rare ones, in 120 cells, as if they were one");
}

TEST(rare_levels, are_the_same_for_any_threads_pieces_and_files) {
  thread_pool pool(3);
  const auto model = independent<>{}.fit(visits(), {.rare = {.fewer_than = 5}});
  const table all = model.sample(10'000, {.seed = 4});
  expect_same_texts(all, model.sample(10'000, {.seed = 4, .executor = pool}));
  const table late = model.sample(100, {.seed = 4, .first_row = 4321});
  for (std::size_t row = 0; row < 100; ++row)
    ASSERT_EQ(late.column("city").text(row), all.column("city").text(4321 + row));
  for (const prepare::rare_levels& rare : three_ways) {
    const auto kept = independent<>{}.fit(visits(), {.seed = 3, .rare = rare});
    const auto by_three = independent<>{}.fit(visits(), {.seed = 3, .rare = rare, .executor = pool});
    EXPECT_EQ(kept.fingerprint(), by_three.fingerprint());
    for (const io::json_form form : {io::json_form::text, io::json_form::cbor}) {
      const std::string bytes = io::write_model_bytes(kept, form);
      const auto again = io::read_model_bytes<std::remove_const_t<decltype(kept)>>(bytes, form);
      EXPECT_EQ(io::write_model_bytes(again, form), bytes);
      EXPECT_EQ(again.fingerprint(), kept.fingerprint());
      expect_same_texts(kept.sample(2000, {.seed = 9}), again.sample(2000, {.seed = 9}));
    }
  }
}

TEST(rare_levels, with_a_word_are_in_no_row_and_not_in_the_file) {
  const std::vector<std::pair<std::string, column_role>> roles{{"code", column_role::category}};
  const auto learn = [&](prepare::rare_levels rare) {
    const std::vector<prepare::constraint> known{prepare::fixed_combinations{{"city", "country"}}};
    return independent<>{}.fit(visits(), {.steps = {prepare::constraints(known)}, .roles = roles, .rare = rare});
  };
  const auto names = [](const std::string& bytes) {
    return std::pair(bytes.find("Hamlet") != std::string::npos, bytes.find("986543") != std::string::npos);
  };
  const auto model = learn({.fewer_than = 5, .word = "elsewhere"});
  EXPECT_EQ(names(io::write_model_bytes(learn({}), io::json_form::text)), std::pair(true, true))
      << "what is to be seen";
  EXPECT_EQ(names(io::write_model_bytes(model, io::json_form::text)), std::pair(false, false));
  EXPECT_EQ(names(io::write_model_bytes(model, io::json_form::cbor)).first, false);
  const table made = model.sample(20'000, {.seed = 2});
  const auto found = counts(made.column("city"));
  EXPECT_EQ(found.size(), 4U);
  EXPECT_NEAR(static_cast<double>(found.at("elsewhere")), 400.0, 5 * 20.0);  // 2 %, the binomial's deviation is 20
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_TRUE(made.column("code").missing(row) || made.column("code").number(row) < 4.0);
  EXPECT_EQ(model.report().columns[0].treatment,
            "learned as levels, 40 rare ones, in 120 cells, replaced by \"elsewhere\"");
  EXPECT_EQ(model.report().columns[3].treatment, "learned as levels, a rare one, in 1 cell, left empty");
}

// 5 880 cells are frequent, a third of them of each city: of 60 000 rows 20 000 are. The 120 draws move that by at most
// 120 / 6 000 / 2 / sqrt(120) = 0.0009 for one standard deviation, beside sqrt(60 000 * 2/9) = 115 rows of sampling:
// together sqrt(115^2 + 55^2) = 128, and five of those are one in 1.7 million wrong tests. Giving all draws to one city
// makes 20 800 rows of it.
TEST(rare_levels, that_are_resampled_are_in_no_row_and_not_in_the_file) {
  const std::vector<std::pair<std::string, column_role>> roles{{"code", column_role::category}};
  const auto learn = [&](std::uint64_t seed) {
    return independent<>{}.fit(visits(), {.seed = seed, .roles = roles, .rare = {.fewer_than = 5, .resample = true}});
  };
  const auto model = learn(8);
  EXPECT_EQ(learn(8).fingerprint(), model.fingerprint());
  EXPECT_NE(learn(9).fingerprint(), model.fingerprint()) << "other draws";
  for (const io::json_form form : {io::json_form::text, io::json_form::cbor})
    EXPECT_EQ(io::write_model_bytes(model, form).find("Hamlet"), std::string::npos);
  EXPECT_EQ(io::write_model_bytes(model, io::json_form::text).find("986543"), std::string::npos);
  const table made = model.sample(60'000, {.seed = 2});
  const auto found = counts(made.column("city"));
  ASSERT_EQ(found.size(), 3U) << "and no word";
  for (const auto& [city, n] : found) EXPECT_NEAR(static_cast<double>(n), 20'000.0, 5 * 128.0) << city;
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_TRUE(!made.column("code").missing(row) && made.column("code").number(row) < 4.0) << row;
  EXPECT_EQ(model.report().columns[0].treatment,
            "learned as levels, 40 rare ones, in 120 cells, replaced by frequent ones");
  EXPECT_EQ(model.report().columns[3].treatment, "learned as levels, a rare one, in 1 cell, replaced by frequent ones");
}

TEST(rare_levels, that_are_resampled_break_no_constraint_in_silence) {
  const auto learn = [](prepare::constraint known) {
    return independent<>{}.fit(
        visits(), {.steps = {prepare::constraints({std::move(known)})}, .rare = {.fewer_than = 5, .resample = true}});
  };
  // A hamlet in Italy would become Paris, and Paris in Italy a combination that occurs.
  expect_error<data_error>(
      [&] {
        (void)learn(prepare::fixed_combinations{{"city", "country"}});
      },
      {"fixed(city, country)", "in place of rare ones", "word"});
  const auto apart = learn(prepare::fixed_combinations{{"country", "code"}});
  EXPECT_EQ(counts(apart.sample(1000).column("city")).size(), 3U) << "what no constraint asks for is drawn";
}

TEST(rare_levels, that_are_learned_as_one_keep_to_constraints) {
  const std::vector<prepare::constraint> known{prepare::fixed_combinations{{"city", "country"}}};
  const auto model = copula<>{}.fit(visits(), {.steps = {prepare::constraints(known)}, .rare = {.fewer_than = 5}});
  const table made = model.sample(20'000, {.seed = 3});
  std::size_t rare = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const std::string city(made.column("city").text(row));
    const bool hamlet = city.starts_with("Hamlet-");
    rare += hamlet ? 1U : 0U;
    const bool italy = hamlet ? std::stoi(city.substr(7)) % 2 == 1 : city == "Rome";
    ASSERT_EQ(made.column("country").text(row), italy ? "Italy" : "France") << city;
  }
  EXPECT_GT(rare, 200U);
}

TEST(rare_levels, meet_conditions_or_say_that_there_is_none) {
  const auto pooled = independent<>{}.fit(visits(), {.rare = {.fewer_than = 5}});
  sample_report report;
  const table made = pooled.sample(200, {.seed = 5, .given = where("city") == "Hamlet-7", .report = &report});
  for (std::size_t row = 0; row < made.rows(); ++row) ASSERT_EQ(made.column("city").text(row), "Hamlet-7");
  // Each of the 40 has three of the pool's 120 cells: 200 rows take 8 000 tries, give or take five standard deviations
  // of the negative binomial, sqrt(200 * 0.975) / 0.025 = 559.
  EXPECT_NEAR(static_cast<double>(report.tries), 8000.0, 5 * 559.0);
  const table common = pooled.sample(50, {.seed = 5, .given = where("city") == "Rome", .report = &report});
  EXPECT_EQ(report.tries, 50U) << "the core keeps to it";
  const auto gone = independent<>{}.fit(visits(), {.rare = {.fewer_than = 5, .word = "elsewhere"}});
  expect_error<invalid_option>([&] { (void)gone.sample(5, {.given = where("city") == "Hamlet-7"}); },
                               {"\"city\"", "no such level"});
  EXPECT_EQ(gone.sample(5, {.given = where("city") == "elsewhere"}).rows(), 5U);
  const auto drawn = independent<>{}.fit(visits(), {.rare = {.fewer_than = 5, .resample = true}});
  expect_error<invalid_option>([&] { (void)drawn.sample(5, {.given = where("city") == "Hamlet-7"}); },
                               {"\"city\"", "no such level"});
  const table romans = drawn.sample(50, {.given = where("city") == "Rome", .report = &report});
  EXPECT_EQ(counts(romans.column("city")).at("Rome"), 50U);
  EXPECT_EQ(report.tries, 50U) << "the core keeps to it";
}

TEST(rare_levels, that_there_are_none_of_is_said) {
  const auto said = [](prepare::rare_levels rare) {
    return independent<>{}.fit(visits(), {.rare = rare}).report().warnings;
  };
  EXPECT_TRUE(said({}).empty());
  EXPECT_EQ(
      said({.fewer_than = 2}),
      (std::vector<std::string>{"no level is treated as rare: no column that is learned as levels has two in fewer "
                                "than 2 cells"}));
  EXPECT_EQ(said({.fewer_than = 2, .word = "elsewhere"}).size(), 1U);
  EXPECT_TRUE(said({.fewer_than = 5}).empty());
  EXPECT_EQ(said({.fewer_than = 2, .resample = true}).size(), 1U);
  expect_error<invalid_option>([&] { (void)said({.word = "elsewhere"}); }, {"elsewhere", "none is rare"});
  expect_error<invalid_option>([&] { (void)said({.resample = true}); }, {"frequent", "none is rare"});
  expect_error<invalid_option>([&] { (void)said({.fewer_than = 5, .word = "x", .resample = true}); },
                               {"both \"x\" and frequent levels"});
}

}  // namespace
}  // namespace standin
