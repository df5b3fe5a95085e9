// SPDX-License-Identifier: MIT
/// \file
/// What a copula says it keeps of nominal columns' association, which passes through one order of levels.
#include <standin/core/error.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/copula.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>
#include <standin/stats/association.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

constexpr std::size_t rows_each = 8000;

/// Levels that are steps of a hidden variable, in an order that their codes don't tell, beside numbers and other steps
/// of variables that are correlated with it.
table ordered() {
  std::vector<double> numbers;
  std::vector<std::uint32_t> fifths, quarters;
  const std::uint32_t shuffled[] = {3, 0, 4, 1, 2};
  for (std::size_t row = 0; row < rows_each; ++row) {
    random::stream draws({21, 1}, random::purpose::sample, row);
    const double z = random::normal(draws);
    const double x = random::normal(draws);
    const double y = random::normal(draws);
    numbers.push_back(0.8 * z + 0.6 * x);
    fifths.push_back(shuffled[z < -1 ? 0 : z < -0.2 ? 1 : z < 0.2 ? 2 : z < 0.8 ? 3 : 4]);
    const double w = 0.9 * z + std::sqrt(0.19) * y;
    quarters.push_back(w < -0.6 ? 1U : w < 0.1 ? 3U : w < 1 ? 0U : 2U);
  }
  return table({{.name = "number"},
                {.name = "fifth", .kind = column_kind::categorical},
                {.name = "quarter", .kind = column_kind::categorical}},
               {column(std::move(numbers)), column::categorical(fifths, {"a", "b", "c", "d", "e"}),
                column::categorical(quarters, {"w", "x", "y", "z"})});
}

/// Eight levels that name three truth values, which don't know each other: no order holds more than one of them well.
table crossed() {
  std::vector<std::uint32_t> levels;
  std::vector<std::vector<std::uint8_t>> bits(3);
  for (std::size_t row = 0; row < rows_each; ++row) {
    random::stream draws({22, 1}, random::purpose::sample, row);
    const auto level = static_cast<std::uint32_t>(8.0 * draws.uniform());
    levels.push_back(level);
    for (std::size_t b = 0; b < 3; ++b) bits[b].push_back(static_cast<std::uint8_t>((level >> b) & 1U));
  }
  return table({{.name = "cell", .kind = column_kind::categorical},
                {.name = "first", .kind = column_kind::boolean},
                {.name = "second", .kind = column_kind::boolean},
                {.name = "third", .kind = column_kind::boolean}},
               {column::categorical(levels, {"a", "b", "c", "d", "e", "f", "g", "h"}), column::booleans(bits[0]),
                column::booleans(bits[1]), column::booleans(bits[2])});
}

TEST(association_kept, is_nearly_all_where_one_order_holds_everything) {
  const auto model = copula<>{}.fit(ordered());
  const fit_report& report = model.report();
  ASSERT_EQ(report.associations.size(), 2U) << "of the columns with three levels or more";
  EXPECT_EQ(report.associations[0].column, "fifth");
  EXPECT_EQ(report.associations[1].column, "quarter");
  for (const column_association& each : report.associations) EXPECT_GT(each.kept, 0.95) << each.column;
  EXPECT_TRUE(report.warnings.empty());
}

// Codes in the order of their names, which says nothing: most of it is lost, and said.
TEST(association_kept, is_little_where_the_order_says_nothing) {
  const auto model = copula<>{.sweeps = 0}.fit(ordered());
  ASSERT_EQ(model.report().associations.size(), 2U);
  EXPECT_LT(model.report().associations[0].kept, 0.4);
  ASSERT_EQ(model.report().warnings.size(), 1U);
}

// Scores s of eight levels have squared correlations with three independent truth values that sum to 1 at most, while
// V² of each is 1: a third is kept, a little more since hidden variables pass on more than scores show.
TEST(association_kept, is_a_third_where_three_columns_ask_for_an_order_each) {
  const auto model = copula<>{}.fit(crossed());
  const fit_report& report = model.report();
  ASSERT_EQ(report.associations.size(), 1U);
  EXPECT_GT(report.associations[0].kept, 0.2);
  EXPECT_LT(report.associations[0].kept, 0.45);
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_NE(report.warnings[0].find("\"cell\" ("), std::string::npos) << report.warnings[0];
  EXPECT_NE(report.warnings[0].find("less than half"), std::string::npos) << report.warnings[0];
}

/// V² of two columns of codes, of which the second may be of truth values.
double v_squared(const table& of, std::size_t first, std::size_t second) {
  const auto codes = [&of](std::size_t c) {
    std::vector<std::uint32_t> found;
    for (std::size_t row = 0; row < of.rows(); ++row)
      found.push_back(of.column(c).kind == column_kind::boolean ? static_cast<std::uint32_t>(of.column(c).number(row))
                                                                : of.column(c).code(row));
    return found;
  };
  const double v = stats::cramers_v(stats::cross_tabulate(codes(first), 8, codes(second), 8));
  return v * v;
}

// What is said of a model is what its rows have: the share of V² in 80 000 of them, to 0.02.
TEST(association_kept, is_what_sampled_rows_have) {
  const table data = crossed();
  const auto model = copula<>{}.fit(data);
  const table made = model.sample(80'000, {.seed = 5});
  double real = 0.0;
  double kept = 0.0;
  for (std::size_t c = 1; c < 4; ++c) {
    real += v_squared(data, 0, c);
    kept += v_squared(made, 0, c);
  }
  EXPECT_NEAR(model.report().associations[0].kept, kept / real, 0.02);
}

TEST(association_kept, passes_over_columns_that_have_nothing_to_do_with_others) {
  std::vector<std::uint32_t> codes;
  std::vector<double> numbers;
  for (std::size_t row = 0; row < rows_each; ++row) {
    random::stream draws({23, 1}, random::purpose::sample, row);
    codes.push_back(static_cast<std::uint32_t>(4.0 * draws.uniform()));
    numbers.push_back(draws.uniform());
  }
  const table data({{.name = "level", .kind = column_kind::categorical}, {.name = "number"}},
                   {column::categorical(codes, {"a", "b", "c", "d"}), column(std::move(numbers))});
  const auto model = copula<>{}.fit(data);
  EXPECT_TRUE(model.report().associations.empty());
  EXPECT_TRUE(model.report().warnings.empty());
}

TEST(association_kept, is_the_same_on_any_number_of_threads_and_changes_no_row) {
  thread_pool pool(3);
  const auto one = copula<>{}.fit(crossed());
  const auto other = copula<>{}.fit(crossed(), {.executor = pool});
  EXPECT_EQ(one.report().associations[0].kept, other.report().associations[0].kept);
  using core = std::remove_cvref_t<decltype(one.core())>;
  const prepared_model<core> silent(one.form(), core(one.core().columns(), one.core().dependence()));
  EXPECT_EQ(silent.fingerprint(), one.fingerprint());
}

TEST(association_kept, is_kept_in_model_files_that_need_not_say_it) {
  const auto model = copula<>{}.fit(crossed());
  using core = std::remove_cvref_t<decltype(model.core())>;
  const io::json whole = io::model_traits<core>::write(model.core());
  const auto read = [](const io::json& content) {
    return io::model_traits<core>::read(io::json_reader(content, "test"));
  };
  const core again = read(whole);
  ASSERT_EQ(again.association_kept().size(), 4U);
  EXPECT_EQ(again.association_kept()[0], model.report().associations[0].kept);
  EXPECT_TRUE(std::isnan(again.association_kept()[1]));
  io::json without = whole;
  without.erase("association_kept");
  EXPECT_TRUE(read(without).association_kept().empty());
  EXPECT_EQ(io::model_traits<core>::write(read(without)), without);
  for (const io::json& wrong : {io::json({0.5}), io::json({1.5, nullptr, nullptr, nullptr}), io::json("much")}) {
    io::json damaged = whole;
    damaged["association_kept"] = wrong;
    EXPECT_THROW((void)read(damaged), format_error) << wrong;
  }
}

}  // namespace
}  // namespace standin
