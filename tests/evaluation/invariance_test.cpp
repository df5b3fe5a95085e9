// SPDX-License-Identifier: MIT
/// \file
/// Every figure of the whole suite is the same, to 1e-12, for tables whose rows and columns stand in another order.
#include <evaluation/faults.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/metrics/table/diagnostic_report.hpp>
#include <standin/metrics/table/quality_report.hpp>
#include <standin/random/shuffle.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace standin {
namespace {

/// What is the law's, and twins of two columns, between which nothing but their place or name could decide.
table with_twins(const table& of) {
  std::vector<column_spec> specs(of.schema().begin(), of.schema().end());
  std::vector<column> columns;
  for (std::size_t j = 0; j < specs.size(); ++j) columns.push_back(of.stored(j));
  for (const std::size_t j : {0U, 3U}) {
    specs.push_back(specs[j]);
    specs.back().name = "another " + specs[j].name;
    columns.push_back(of.stored(j));
  }
  return {table_schema(std::move(specs)), std::move(columns)};
}

/// Levels in a dictionary of the order in which the rows bring them, as from a file with these rows.
table as_read_anew(const table& of) {
  std::vector<std::pair<std::string, test_column>> columns;
  for (std::size_t j = 0; j < of.schema().size(); ++j) {
    const column_view cells = table_view(of).column(j);
    if (cells.kind != column_kind::categorical) {
      columns.emplace_back(of.schema()[j].name, test_column(cells.kind, of.stored(j)));
      continue;
    }
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < cells.rows; ++row) texts.emplace_back(cells.missing(row) ? "-" : cells.text(row));
    columns.emplace_back(of.schema()[j].name, levels(texts));
  }
  return table_of(columns);
}

table with_rows_shuffled(const table& of, std::uint64_t seed) {
  return as_read_anew(to_table(table_view(of).select_rows(random::shuffled_indices({seed, 77}, of.rows()))));
}

table with_columns_reversed(const table& of) {
  std::vector<std::string_view> names;
  for (const column_spec& spec : of.schema()) names.insert(names.begin(), spec.name);
  return to_table(table_view(of).select_columns(names));
}

/// Figures by name and columns, in whichever order these come.
std::map<std::string, finding> by_name(const std::vector<finding>& found) {
  std::map<std::string, finding> named;
  for (finding f : found) {
    std::sort(f.columns.begin(), f.columns.end());
    named[key_of(f.metric) + ": " + subject_of(f)] = f;
  }
  return named;
}

struct three_tables {
  table train;
  table holdout;
  table synthetic;
};

/// All metrics that the library has.
std::map<std::string, finding> all_figures(const three_tables& of, const std::string& target) {
  return by_name(full_suite{}
                     .with(ks_complement{.as = definition::compatible})
                     .with(tv_complement{.as = definition::compatible})
                     .with(quality_report{})
                     .with(diagnostic_report{})
                     .run({.train = of.train,
                           .holdout = table_view(of.holdout),
                           .synthetic = of.synthetic,
                           .target = target,
                           .seed = 4,
                           .resamples = 20}));
}

void expect_same(const std::map<std::string, finding>& a, const std::map<std::string, finding>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [name, one] : a) {
    const score& x = one.result;
    const auto other = b.find(name);
    ASSERT_NE(other, b.end()) << name;
    const score& y = other->second.result;
    EXPECT_EQ(x.status, y.status) << name;
    const auto near = [&](double left, double right, const char* what) {
      if (std::isnan(left) && std::isnan(right)) return;
      EXPECT_NEAR(left, right, 1e-12) << name << ", " << what;
    };
    near(x.value, y.value, "value");
    near(x.lower, y.lower, "lower");
    near(x.upper, y.upper, "upper");
    near(x.ideal, y.ideal, "ideal");
    near(x.baseline, y.baseline, "baseline");
    near(x.baseline_ideal, y.baseline_ideal, "baseline ideal");
  }
}

three_tables of_law(const std::string& kind) {
  three_tables tables{with_twins(law(1, 0, 1100)), with_twins(law(1, 1, 400)), with_twins(law(1, 2, 1000))};
  if (kind == "copied") tables.synthetic = with_twins(resampled(law(1, 0, 1100), 3));
  return tables;
}

class invariance : public testing::TestWithParam<const char*> {};

TEST_P(invariance, no_figure_depends_on_the_order_of_rows) {
  const three_tables plain = of_law("copied");
  const three_tables shuffled{with_rows_shuffled(plain.train, 1), with_rows_shuffled(plain.holdout, 2),
                              with_rows_shuffled(plain.synthetic, 3)};
  expect_same(all_figures(plain, GetParam()), all_figures(shuffled, GetParam()));
}

// Both at once, since fresh rows ask for all figures twice too.
TEST_P(invariance, no_figure_depends_on_the_order_of_rows_and_columns) {
  const three_tables plain = of_law("fresh");
  const three_tables turned{with_columns_reversed(with_rows_shuffled(plain.train, 1)),
                            with_columns_reversed(with_rows_shuffled(plain.holdout, 2)),
                            with_columns_reversed(with_rows_shuffled(plain.synthetic, 3))};
  expect_same(all_figures(plain, GetParam()), all_figures(turned, GetParam()));
}

INSTANTIATE_TEST_SUITE_P(targets, invariance, testing::Values("answer", "income", "kind"),
                         [](const auto& tested) { return std::string(tested.param); });

// 18 columns have 816 triples, of which 500 are drawn.
TEST(invariance, triples_are_drawn_by_name) {
  const auto wide = [](std::uint64_t side) {
    std::vector<std::pair<std::string, test_column>> columns;
    for (std::uint64_t j = 0; j < 18; ++j)
      columns.emplace_back("c" + std::to_string(j * 7 % 18),
                           drawn(j, side, 1000, [](random::stream& bits) { return bits.uniform(); }));
    return table_of(columns);
  };
  const table train = wide(0);
  const table synthetic = wide(1);
  const suite only{marginal_accuracy{}};
  expect_same(by_name(only.run({.train = train, .synthetic = synthetic})),
              by_name(only.run({.train = with_columns_reversed(train), .synthetic = synthetic})));
}

}  // namespace
}  // namespace standin
