// SPDX-License-Identifier: MIT
/// \file
/// Simulations: what rules mean, that rows are where they belong, and that mistakes are named.
#include <generators/tables.hpp>
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/any.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/rules/rules.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/providers/pattern.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace standin::rules {
namespace {

simulation people() {
  plan p("people");
  p.column("income", log_normal(10 + 0.01 * of("age"), 0.5).rounded(2).missing(0.1))  // speaks of a later column
      .column("age", normal(44, 16).between(18, 90).rounded())
      .column("region", choice({{"north", 0.6}, {"south", 0.4}}))
      .column("club", by(of("region"), {{"north", choice({{"none", 0.7}, {"gold", 0.3}})}, {"south", "silver"}}))
      .column("member", bernoulli(0.25))
      .column("since", day(2020, 1, 31) + uniform_whole(0, 365))
      .column("key", unique_from(pattern_provider("AA-9999")));
  return p.build();
}

simulation shop() {
  plan p("shop");
  p.each("customer").hidden("pace", uniform(0, 1)).column("id", unique_from(pattern_provider("C-99999999")));
  p.each("day", 14).column("date", day(2025, 3, 3) + index());
  p.each("basket", poisson(of("pace")));
  p.each("line", 1 + poisson(2)).column("line", index()).column("price", exponential(0.2).rounded(2));
  return p.build();
}

double mean_where(const table& of, std::string_view column, const condition& wanted) {
  double sum = 0.0;
  const std::vector<std::size_t> rows = matching_rows(wanted, of);
  for (const std::size_t row : rows) sum += of.column(column).number(row);
  return sum / static_cast<double>(rows.size());
}

std::string what(const plan& p) {
  try {
    static_cast<void>(p.build());
  } catch (const invalid_option& e) {
    return e.what();
  }
  return "nothing was thrown";
}

std::string what_sampling(const plan& p, const sample_options& options = {}) {
  try {
    static_cast<void>(p.build().sample(2000, options));
  } catch (const error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

TEST(simulation, gives_each_column_the_kind_of_its_rule) {
  const table made = people().sample(100);
  const table_schema& schema = made.schema();
  ASSERT_EQ(schema.size(), 7U);
  EXPECT_EQ(schema[0].name, "income");
  EXPECT_EQ(schema[0].form.min_decimals, 2);
  EXPECT_EQ(made.column("age").element, element_type::int64);
  EXPECT_EQ(schema[2].kind, column_kind::categorical);
  EXPECT_EQ(std::vector<std::string>(made.column("club").levels.begin(), made.column("club").levels.end()),
            (std::vector<std::string>{"none", "gold", "silver"}));
  EXPECT_EQ(schema[4].kind, column_kind::boolean);
  EXPECT_EQ(schema[5].kind, column_kind::datetime);
  EXPECT_EQ(schema[5].unit, time_unit::day);
  EXPECT_EQ(schema[6].kind, column_kind::text);
}

// 40 000 rows; each bound is 4.4 standard errors of a share or mean, α = 1e-5 a line.
TEST(simulation, draws_what_the_rules_say) {
  const std::size_t n = 40'000;
  const table made = people().sample(n, {.seed = 3});
  const auto bound = [](double p) { return 4.4 * std::sqrt(p * (1 - p) / 40'000.0); };
  std::size_t missing = 0, north = 0, member = 0;
  for (std::size_t row = 0; row < n; ++row) {
    missing += made.column("income").missing(row) ? 1U : 0U;
    north += made.column("region").text(row) == "north" ? 1U : 0U;
    member += made.column("member").number(row) != 0.0 ? 1U : 0U;
    ASSERT_GE(made.column("age").number(row), 18);
    ASSERT_LE(made.column("age").number(row), 90);
    ASSERT_EQ(made.column("region").text(row) == "south", made.column("club").text(row) == "silver");
  }
  EXPECT_NEAR(static_cast<double>(missing) / n, 0.1, bound(0.1));
  EXPECT_NEAR(static_cast<double>(north) / n, 0.6, bound(0.6));
  EXPECT_NEAR(static_cast<double>(member) / n, 0.25, bound(0.25));
  std::size_t gold = 0;
  for (std::size_t row = 0; row < n; ++row) gold += made.column("club").text(row) == "gold" ? 1U : 0U;
  EXPECT_NEAR(static_cast<double>(gold) / static_cast<double>(north), 0.3,
              4.4 * std::sqrt(0.21 / static_cast<double>(north)));
  // Half as much again for each 40 years: exp(0.4).
  std::vector<double> young, old;
  for (std::size_t row = 0; row < n; ++row) {
    if (made.column("income").missing(row)) continue;
    const double age = made.column("age").number(row);
    const double residual = std::log(made.column("income").number(row)) - 0.01 * age;
    (age < 44 ? young : old).push_back(residual);
  }
  for (const std::vector<double>* side : {&young, &old}) {
    double sum = 0.0;
    for (const double x : *side) sum += x;
    EXPECT_NEAR(sum / static_cast<double>(side->size()), 10.0,
                4.4 * 0.5 / std::sqrt(static_cast<double>(side->size())));
  }
}

TEST(simulation, makes_the_same_rows_on_any_number_of_threads_and_in_any_pieces) {
  for (const simulation& of : {people(), shop()}) {
    const std::string whole = test::bytes_of(of.sample(3000, {.seed = 9}));
    for (const std::size_t threads : {2U, 5U}) {
      thread_pool pool(threads);
      EXPECT_EQ(test::bytes_of(of.sample(3000, {.seed = 9, .executor = pool})), whole);
    }
    for (const std::size_t chunk : {1000U, 64U, 257U}) {
      std::string pieces;
      sample_in_chunks(of, 3000, {.seed = 9}, chunk, [&](const table& piece) { pieces += test::bytes_of(piece); });
      EXPECT_EQ(pieces, whole) << of.name() << ' ' << chunk;
    }
    EXPECT_NE(test::bytes_of(of.sample(3000, {.seed = 10})), whole);
  }
}

TEST(simulation, finds_rows_far_out_without_those_before) {
  const simulation of = shop();
  const std::uint64_t far = simulation::chapter_rows * 1000 + 65'000;
  const std::string whole = test::bytes_of(of.sample(1200, {.first_row = far}));  // across the end of a chapter
  const std::string front = test::bytes_of(of.sample(500, {.first_row = far}));
  const std::string back = test::bytes_of(of.sample(700, {.first_row = far + 500}));
  EXPECT_EQ(front + back, whole);
}

TEST(simulation, gives_whole_entities) {
  const simulation of = shop();
  const table three = of.sample_entities(3, {.seed = 4});
  const table rest = of.sample_entities(2, {.seed = 4, .first_row = 1});
  const table rows = of.sample(three.rows(), {.seed = 4});
  EXPECT_EQ(test::bytes_of(three), test::bytes_of(rows));
  const std::string all = test::bytes_of(three);
  const std::string two = test::bytes_of(rest);
  ASSERT_GE(all.size(), two.size());
  EXPECT_EQ(all.substr(all.size() - two.size()), two);
}

TEST(simulation, repeats_what_belongs_to_the_entity_and_counts_what_it_has) {
  const table made = shop().sample(5000, {.seed = 1});
  std::set<std::string> seen;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const std::string id(made.column("id").text(row));
    if (row > 0 && id == made.column("id").text(row - 1)) {
      ASSERT_LE(made.column("date").number(row - 1), made.column("date").number(row));
    } else {
      ASSERT_TRUE(seen.insert(id).second) << "an entity came twice";
    }
    const double line = made.column("line").number(row);
    ASSERT_TRUE(line == 0 || line == made.column("line").number(row - 1) + 1);
  }
}

TEST(simulation, leaves_columns_alone_when_another_one_is_added) {
  plan p("people");
  p.column("age", normal(44, 16)).column("height", normal(1.7, 0.1));
  plan longer("people");
  longer.hidden("tall", bernoulli(0.5)).column("height", normal(1.7, 0.1)).column("age", normal(44, 16));
  const table a = p.build().sample(50);
  const table b = longer.build().sample(50);
  for (std::size_t row = 0; row < 50; ++row) {
    ASSERT_EQ(a.column("age").number(row), b.column("age").number(row));
    ASSERT_EQ(a.column("height").number(row), b.column("height").number(row));
  }
}

TEST(simulation, keeps_to_conditions_where_rows_are_entities) {
  const simulation of = people();
  sample_report report;
  const condition wanted = where("region") == "south" && where("age") >= 50;
  const table made = of.sample(500, {.seed = 2, .given = wanted, .report = &report});
  EXPECT_EQ(matching_rows(wanted, made).size(), 500U);
  EXPECT_GT(report.tries, 1000U);
  thread_pool pool(3);
  const table part = of.sample(100, {.seed = 2, .first_row = 250, .given = wanted, .executor = pool});
  const std::string all = test::bytes_of(made);
  EXPECT_NE(all.find(test::bytes_of(part)), std::string::npos);
  EXPECT_THROW(static_cast<void>(of.sample(5, {.given = where("age") > 200})), data_error);
  EXPECT_THROW(static_cast<void>(of.sample(5, {.given = where("age") > 20 && where("age") < 10})), invalid_option);
  EXPECT_THROW(static_cast<void>(shop().sample(5, {.given = where("price") > 1})), invalid_option);
}

TEST(simulation, is_a_model_like_any_other) {
  const any_model held = people();
  EXPECT_EQ(test::bytes_of(held.sample(10)), test::bytes_of(people().sample(10)));
  EXPECT_TRUE(held.report().converged);
  EXPECT_EQ(people().sample(0).rows(), 0U);
  EXPECT_EQ(shop().sample(0).rows(), 0U);
}

TEST(simulation, computes_by_cpp_functions) {
  plan p("functions");
  p.column("price", uniform(1, 2))
      .column("pieces", uniform_whole(1, 5))
      .column("colour", one_of({"red", "green"}))
      .column("total", from("price", "pieces").compute([](double price, int pieces) { return price * pieces; }))
      .column("label", from("colour", "pieces").compute([](std::string_view colour, std::int64_t pieces) {
        return std::string(colour) + " x" + std::to_string(pieces);
      }))
      .column("many", from("pieces").compute([](auto pieces) { return static_cast<int>(pieces) > 3; }))
      .column("noisy",
              from("price").compute([](double price, random::stream& draws) { return price + draws.uniform(); }))
      .column("gone", from("hole").compute([](double) { return 1; }))
      .column("hole", normal().missing(1));
  const table made = p.build().sample(200);
  for (std::size_t row = 0; row < 200; ++row) {
    const double pieces = made.column("pieces").number(row);
    ASSERT_EQ(made.column("total").number(row), made.column("price").number(row) * pieces);
    ASSERT_EQ(made.column("label").text(row),
              std::string(made.column("colour").text(row)) + " x" + std::to_string(static_cast<int>(pieces)));
    ASSERT_EQ(made.column("many").number(row), pieces > 3 ? 1.0 : 0.0);
    ASSERT_GE(made.column("noisy").number(row), made.column("price").number(row));
    ASSERT_TRUE(made.column("gone").missing(row));
  }
}

TEST(simulation, computes_by_expressions) {
  plan p("expressions");
  p.column("x", 3)
      .column("hole", expression(1).missing(1))
      .column("half", of("x") / 2)
      .column("none", of("x") / 0)
      .column("sum", of("x") + of("hole"))
      .column("rest", mod(-of("x"), 5))
      .column("other", if_missing(of("hole"), 7))
      .column("open", is_missing(of("hole")))
      .column("both", of("x") > 2 && !(of("x") == 4))
      .column("name", if_else(of("x") != 3, "no", "yes"))
      .column("is yes", of("name") == "yes")
      .column("text", text_of({of("name"), "-", of("x")}))
      .column("picked", pick(of("x"), {0.5, 1.5, 2.5, 3.5}))
      .column("gap", day(2025, 3, 3) - day(2025, 2, 28))
      .column("weekday", weekday(day(2025, 3, 3)))
      .column("month", month(day(2024, 2, 29)))
      .column("ordinal", day_of_year(day(2024, 12, 31)));
  const table made = p.build().sample(1);
  const auto number = [&made](const char* name) { return made.column(name).number(0); };
  EXPECT_EQ(number("half"), 1.5);
  EXPECT_TRUE(made.column("none").missing(0));
  EXPECT_TRUE(made.column("sum").missing(0));
  EXPECT_EQ(number("rest"), 2);
  EXPECT_EQ(number("other"), 7);
  EXPECT_EQ(number("open"), 1);
  EXPECT_EQ(number("both"), 1);
  EXPECT_EQ(made.column("name").text(0), "yes");
  EXPECT_EQ(number("is yes"), 1);
  EXPECT_EQ(made.column("text").text(0), "yes-3");
  EXPECT_EQ(number("picked"), 3.5);
  EXPECT_EQ(number("gap"), 3);      // 2025 is no leap year
  EXPECT_EQ(number("weekday"), 0);  // 2025-03-03 was a Monday
  EXPECT_EQ(number("month"), 2);
  EXPECT_EQ(number("ordinal"), 366);
}

// A share of 0.02 in 50 000 rows, 4.4 standard errors, α = 1e-5.
TEST(simulation, plants_anomalies_at_the_stated_rate) {
  plan p("odd");
  p.column("price", uniform(1, 2).rounded(2).anomaly(0.02, 100 * itself()))
      .column("level", choice({{"a", 1}, {"b", 1}}).anomaly(0.02, "typo"));
  const table made = p.build().sample(50'000);
  double prices = 0, levels = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    prices += made.column("price").number(row) >= 100 ? 1 : 0;
    levels += made.column("level").text(row) == "typo" ? 1 : 0;
  }
  const double bound = 4.4 * std::sqrt(0.02 * 0.98 / 50'000.0);
  EXPECT_NEAR(prices / 50'000, 0.02, bound);
  EXPECT_NEAR(levels / 50'000, 0.02, bound);
}

// Weights that depend on a column; a weight of 0 never comes. 4.4 standard errors of a share of 1/4.
TEST(simulation, chooses_by_weights_that_depend_on_columns) {
  plan p("weights");
  p.column("x", bernoulli(0.5)).column("level", choice({{"a", 1}, {"b", 3 * of("x")}, {"never", 0 * of("x")}}));
  const table made = p.build().sample(40'000);
  EXPECT_EQ(matching_rows(where("level") == "never", made).size(), 0U);
  EXPECT_EQ(matching_rows(where("level") == "b" && where("x") == false, made).size(), 0U);
  const auto ones = static_cast<double>(matching_rows(where("x") == true, made).size());
  const auto a = static_cast<double>(matching_rows(where("level") == "a" && where("x") == true, made).size());
  EXPECT_NEAR(a / ones, 0.25, 4.4 * std::sqrt(0.1875 / ones));
  EXPECT_NEAR(mean_where(made, "x", where("level") == "a"), 0.2, 4.4 * std::sqrt(0.16 / 25'000));
}

TEST(simulation, knows_opening_days) {
  const calendar season{.first = date(2025, 3, 3),
                        .days = 14,
                        .weekdays = {1, 1, 1, 1, 1, 2, 0},
                        .closed = {date(2025, 3, 5)},
                        .season = 0.5,
                        .peak = date(2025, 3, 8)};
  const std::vector<std::int64_t> open = season.opening_days();
  ASSERT_EQ(open.size(), 11U);  // 14 but two Sundays and one single day
  plan p("days");
  p.column("date", season.opening_day(index()))
      .column("open", season.open(of("date")))
      .column("busy", season.busy(of("date")))
      .column("later", season.open(of("date") + 30));
  const table made = p.build().sample(11);
  for (std::size_t row = 0; row < 11; ++row) {
    EXPECT_EQ(made.column("date").number(row), static_cast<double>(open[row]));
    EXPECT_EQ(made.column("open").number(row), 1);
    EXPECT_EQ(made.column("later").number(row), 0);
  }
  EXPECT_DOUBLE_EQ(made.column("busy").number(4), 3.0);  // the Saturday, 2 (1 + 0.5 cos 0)
  EXPECT_THROW(static_cast<void>(p.build().sample(12)), data_error);
  EXPECT_THROW(static_cast<void>(date(2025, 2, 29)), invalid_option);
  EXPECT_THROW(static_cast<void>(calendar{.season = 2}.opening_days()), invalid_option);
}

// Three standard errors of a correlation from 20 000 rows.
TEST(simulation, correlates_columns_and_repairs_what_is_no_correlation_matrix) {
  plan p("tied");
  p.correlated({"a", "b", "c"}, {{1, 0.6, 0}, {0.6, 1, -0.3}, {0, -0.3, 1}});
  for (const char* name : {"a", "b", "c"}) p.column(std::string("shown ") + name, of(name));
  const table made = p.build().sample(20'000, {.seed = 5});
  const auto correlation = [&made](std::size_t i, std::size_t k) {
    double sum = 0.0, first = 0.0, second = 0.0;
    for (std::size_t row = 0; row < made.rows(); ++row) {
      const double x = made.column(i).number(row);
      const double y = made.column(k).number(row);
      sum += x * y;
      first += x * x;
      second += y * y;
    }
    return sum / std::sqrt(first * second);
  };
  EXPECT_NEAR(correlation(0, 1), 0.6, 3 * 0.64 / std::sqrt(20'000.0));
  EXPECT_NEAR(correlation(1, 2), -0.3, 3 * 0.91 / std::sqrt(20'000.0));
  EXPECT_NEAR(correlation(0, 2), 0.0, 3 / std::sqrt(20'000.0));
  plan impossible("repaired");
  impossible.correlated({"a", "b", "c"}, {{1, 0.9, 0.9}, {0.9, 1, -0.9}, {0.9, -0.9, 1}}).column("x", of("c"));
  EXPECT_EQ(impossible.build().sample(10).rows(), 10U);
  EXPECT_THROW(p.correlated({"d", "e"}, {{1, 0.5}, {0.4, 1}}), invalid_option);
  EXPECT_THROW(p.correlated({"d"}, {{1, 0.5}}), invalid_option);
}

TEST(simulation, names_circles) {
  plan p("loop");
  p.column("a", of("b") + 1).column("b", 2 * of("c")).column("c", of("a")).column("d", 1);
  EXPECT_EQ(what(p),
            "standin: simulation \"loop\": columns depend on each other in a circle: a -> b -> c -> a; compute one of "
            "them without the others");
  plan self("self");
  self.column("x", of("x"));
  EXPECT_NE(what(self).find("x -> x"), std::string::npos);
}

TEST(simulation, names_what_is_wrong_with_a_plan) {
  EXPECT_NE(what(plan("p").column("a", of("b"))).find("speaks of a column \"b\""), std::string::npos);
  plan later("p");
  later.each("customer").column("a", of("b")).each("visit", 3).column("b", 1);
  EXPECT_NE(what(later).find("isn't there or is made later"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", 1).column("a", 2)).find("two columns are called \"a\""), std::string::npos);
  EXPECT_NE(what(plan("p").hidden("a", 1)).find("no column to show"), std::string::npos);
  EXPECT_NE(what(plan("p")).find("no column to show"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", exp(one_of({"x"})))).find("exp needs a number and gets a level"),
            std::string::npos);
  EXPECT_NE(what(plan("p").column("a", one_of({"x", "y"})).column("b", of("a") == "z")).find("choose one of x, y"),
            std::string::npos);
  EXPECT_NE(what(plan("p").column("a", one_of({"x", "y"})).column("b", by(of("a"), {{"x", 1}}))).find("no case for"),
            std::string::npos);
  EXPECT_NE(what(plan("p").column("a", one_of({"x"})).column("b", by(of("a"), {{"x", 1}, {"w", 2}}))).find("\"w\""),
            std::string::npos);
  EXPECT_NE(what(plan("p").column("a", by(1, {{"x", 1}}))).find("the key of by is a whole number"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", if_else(true, 1, "x"))).find("numbers and some are texts"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", choice({{"x", -1}}))).find("a weight is -1"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", choice({{"x", 0}}))).find("all weights are 0"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", choice({{"x", 1}, {"x", 1}}))).find("two levels are called"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", one_of({}))).find("nothing to choose from"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", weekday(3))).find("weekday needs a day"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", day(2025, 1, 1) * 2)).find("days are added"), std::string::npos);
  EXPECT_NE(what(plan("p").column("a", itself())).find("itself()"), std::string::npos);
  EXPECT_NE(what(plan("p").each("a", 1).each("a", 1).column("x", 1)).find("two parts"), std::string::npos);
  EXPECT_THROW(plan("p").column("a", 1).each("customer"), invalid_option);
  EXPECT_THROW(static_cast<void>(expression(1).rounded(16)), invalid_option);
}

TEST(simulation, names_what_is_wrong_with_a_row) {
  const std::string negative = what_sampling(plan("p").column("a", normal(0, normal())));
  EXPECT_NE(negative.find("column \"a\" of simulation \"p\": at entity"), std::string::npos) << negative;
  EXPECT_NE(what_sampling(plan("p").column("a", normal().between(50, 60))).find("none of 1000 tries"),
            std::string::npos);
  EXPECT_NE(what_sampling(plan("p").column("a", pick(entity(), {1, 2}))).find("value number 2 of 2"),
            std::string::npos);
  EXPECT_NE(what_sampling(plan("p").column("a", unique_from(pattern_provider("99")))).find("don't suffice"),
            std::string::npos);
  EXPECT_NE(what_sampling(plan("p").each("c").each("v", 2).column("a", unique_from(pattern_provider("9999"))))
                .find("takes more than 1 values"),
            std::string::npos);
  EXPECT_NE(what_sampling(plan("p").each("c").each("v", 0.5).column("a", 1)).find("it is 0.5"), std::string::npos);
  EXPECT_NE(what_sampling(plan("p").each("c").each("v", 0).column("a", 1)).find("have only 0 rows"), std::string::npos);
  EXPECT_THROW(static_cast<void>(people().sample(2, {.first_row = ~std::uint64_t{0} - 3})), invalid_option);
  EXPECT_THROW(static_cast<void>(people().sample(std::size_t{1} << 60)), invalid_option);
}

TEST(simulation, gives_unique_values_to_events_too) {
  plan p("codes");
  p.each("c").each("v", 3).column("code", unique_from(pattern_provider("999999"), 4));
  const table made = p.build().sample(3000);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < made.rows(); ++row) ASSERT_TRUE(seen.emplace(made.column("code").text(row)).second);
}

TEST(simulation, stops_when_asked) {
  EXPECT_THROW(static_cast<void>(people().sample(20'000, {.progress = [](const progress_event&) { return false; }})),
               cancelled);
}

}  // namespace
}  // namespace standin::rules
