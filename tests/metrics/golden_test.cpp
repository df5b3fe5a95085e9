// SPDX-License-Identifier: MIT
/// \file
/// Figures on real tables against those of other tools, for tables in the folder that STANDIN_DATA names.
#include <metrics/make_columns.hpp>
#include <standin/data/table.hpp>
#include <standin/io/csv_reader.hpp>
#include <standin/metrics/column/boundary_adherence.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/column/missing_similarity.hpp>
#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>
#include <standin/metrics/table/diagnostic_report.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>
#include <standin/metrics/table/quality_report.hpp>
#include <standin/stats/association.hpp>
#include <standin/stats/correlation.hpp>
#include <standin/stats/kolmogorov_smirnov.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// The file, or "" without STANDIN_DATA.
std::string real_file(const std::string& name) {
  const char* folder = std::getenv("STANDIN_DATA");
  return folder == nullptr ? "" : std::string(folder) + "/" + name;
}

/// The demo tables of SDMetrics (MIT), 215 rows each, with their columns in different orders. Expected figures:
/// SDMetrics 0.29 to 10 digits, where nothing else is said.
class student_placements : public testing::Test {
 protected:
  void SetUp() override {
    if (real_file("").empty()) GTEST_SKIP() << "set STANDIN_DATA to the folder of the real tables";
    real_ = io::read_csv(real_file("student_placements/real.csv.gz"));
    synthetic_ = io::read_csv(real_file("student_placements/synthetic.csv.gz"));
  }

  template <class Metric>
  double of(const Metric& metric, const std::string& name) const {
    const column_view a = real_.column(name);
    EXPECT_TRUE(metric.applies_to(a.kind)) << name;
    return metric.compare(a, synthetic_.column(name), {.resamples = 0}).value;
  }

  template <class Metric>
  double of(const Metric& metric, const std::string& x, const std::string& y) const {
    const column_pair a{real_.column(x), real_.column(y)};
    EXPECT_TRUE(metric.applies_to(a.first.kind, a.second.kind)) << x << " × " << y;
    return metric.compare(a, column_pair{synthetic_.column(x), synthetic_.column(y)}, {.resamples = 0}).value;
  }

  table real_;
  table synthetic_;
};

TEST_F(student_placements, ks_complement_agrees_with_sdmetrics) {
  for (const auto& [name, expected] : std::vector<std::pair<std::string, double>>{{"start_date", 0.6621621622},
                                                                                  {"end_date", 0.8492907801},
                                                                                  {"salary", 0.8531399046},
                                                                                  {"duration", 0.4391891892},
                                                                                  {"high_perc", 0.8976744186},
                                                                                  {"second_perc", 0.8976744186},
                                                                                  {"degree_perc", 0.9162790698},
                                                                                  {"experience_years", 0.3441860465},
                                                                                  {"employability_perc", 0.9348837209},
                                                                                  {"mba_perc", 0.9255813953}}) {
    EXPECT_NEAR(of(ks_complement{}, name), expected, 1e-10) << name;
    EXPECT_NEAR(of(ks_complement{.as = definition::compatible}, name), expected, 1e-10) << name;
  }
}

TEST_F(student_placements, tv_complement_agrees_with_sdmetrics) {
  for (const auto& [name, expected] : std::vector<std::pair<std::string, double>>{{"high_spec", 0.9860465116},
                                                                                  {"mba_spec", 0.9860465116},
                                                                                  {"gender", 1.0},
                                                                                  {"placed", 0.9906976744},
                                                                                  {"work_experience", 0.9953488372},
                                                                                  {"degree_type", 0.9395348837}}) {
    EXPECT_NEAR(of(tv_complement{}, name), expected, 1e-10) << name;
    EXPECT_NEAR(of(tv_complement{.as = definition::compatible}, name), expected, 1e-10) << name;
  }
}

TEST_F(student_placements, missing_similarity_agrees_with_sdmetrics) {
  EXPECT_NEAR(of(missing_similarity{}, "salary"), 0.9441860465, 1e-10);
  EXPECT_NEAR(of(missing_similarity{}, "end_date"), 0.9674418605, 1e-10);
  EXPECT_NEAR(of(missing_similarity{}, "duration"), 0.9860465116, 1e-10);
}

TEST_F(student_placements, adheres_to_the_bounds) {
  // SDMetrics' diagnostic report gives 1.0 throughout.
  for (const column_spec& spec : real_.schema()) {
    if (!boundary_adherence::applies_to(spec.kind) || spec.name == "student_id") continue;
    EXPECT_EQ(of(boundary_adherence{.as = definition::compatible}, spec.name), 1.0) << spec.name;
  }
}

TEST_F(student_placements, correlation_similarity_agrees_with_sdmetrics) {
  for (const correlation_similarity& metric :
       {correlation_similarity{}, correlation_similarity{.as = definition::compatible}}) {
    EXPECT_NEAR(of(metric, "high_perc", "degree_perc"), 0.96520437892408, 1e-13);
    EXPECT_NEAR(of(metric, "salary", "duration"), 0.91090536517337, 1e-13);
    EXPECT_NEAR(of(metric, "start_date", "end_date"), 0.9084139424829603, 1e-13);
  }
}

// By NumPy and SciPy.
TEST_F(student_placements, correlations_agree_with_scipy_by_values_and_by_ranks) {
  const auto pearson = [](const table& of, const std::string& x, const std::string& y) {
    return stats::pearson(of.column(x), of.column(y)).value;
  };
  EXPECT_NEAR(pearson(real_, "high_perc", "degree_perc"), 0.43420580569597, 1e-13);
  EXPECT_NEAR(pearson(synthetic_, "high_perc", "degree_perc"), 0.50379704784782, 1e-13);
  EXPECT_NEAR(pearson(real_, "salary", "duration"), 0.03466898907086, 1e-13);
  EXPECT_NEAR(pearson(synthetic_, "salary", "duration"), -0.14352028058240, 1e-13);
  EXPECT_NEAR(pearson(real_, "start_date", "end_date"), 0.39732136849096, 1e-13);
  EXPECT_NEAR(pearson(synthetic_, "start_date", "end_date"), 0.21414925345688, 1e-13);
  const auto ranks = [](const table& of, const std::string& name) {
    std::vector<double> cells;
    for (std::size_t row = 0; row < of.rows(); ++row) cells.push_back(of.column(name).number(row));
    return numbers(stats::average_ranks(cells));
  };
  const auto spearman = [&ranks](const table& of) {
    return stats::pearson(ranks(of, "high_perc"), ranks(of, "degree_perc")).value;
  };
  EXPECT_NEAR(spearman(real_), 0.43313980503311, 1e-13);
  EXPECT_NEAR(spearman(synthetic_), 0.48613595234109, 1e-13);
  for (const definition as : {definition::strict, definition::compatible})
    EXPECT_NEAR(of(correlation_similarity{.as = as, .measure = correlation_of::ranks}, "high_perc", "degree_perc"),
                0.97350192634601, 1e-13);
}

TEST_F(student_placements, contingency_similarity_agrees_with_sdmetrics) {
  const contingency_similarity compatible{.as = definition::compatible};
  EXPECT_NEAR(of(compatible, "gender", "placed"), 0.99069767441860, 1e-13);
  EXPECT_NEAR(of(compatible, "degree_type", "mba_spec"), 0.93953488372093, 1e-13);
  EXPECT_NEAR(of(compatible, "salary", "placed"), 0.54418604651163, 1e-13);
  EXPECT_NEAR(of(compatible, "high_perc", "gender"), 0.86511627906977, 1e-13);
  EXPECT_NEAR(of(compatible, "duration", "degree_type"), 0.47906976744186, 1e-13);
  EXPECT_NEAR(of(contingency_similarity{}, "gender", "placed"), 0.99069767441860, 1e-13);
  EXPECT_NEAR(of(contingency_similarity{}, "degree_type", "mba_spec"), 0.93953488372093, 1e-13);
  // SDMetrics cuts pairs of numbers too; suites leave them to other metrics.
  EXPECT_NEAR(compatible
                  .compare({real_.column("high_perc"), real_.column("degree_perc")},
                           {synthetic_.column("high_perc"), synthetic_.column("degree_perc")}, {.resamples = 0})
                  .value,
              0.70697674418605, 1e-13);
}

// By direct evaluation of the formulas with NumPy; the V of two pairs by SDMetrics.
TEST_F(student_placements, associations_agree_with_direct_evaluation) {
  const auto pair_of = [](const table& of, const std::string& x, const std::string& y) {
    const auto codes = [&of](const std::string& name) {
      std::vector<std::uint32_t> found;
      std::map<std::string, std::uint32_t> known;
      for (std::size_t row = 0; row < of.rows(); ++row) {
        const column_view cells = of.column(name);
        const std::string level =
            cells.kind == column_kind::boolean ? std::to_string(cells.number(row)) : std::string(cells.text(row));
        found.push_back(known.emplace(level, static_cast<std::uint32_t>(known.size())).first->second);
      }
      return std::pair(found, known.size());
    };
    const auto [first, levels_first] = codes(x);
    const auto [second, levels_second] = codes(y);
    return stats::cross_tabulate(first, levels_first, second, levels_second);
  };
  const auto real = [&](const std::string& x, const std::string& y) { return pair_of(real_, x, y); };
  const auto made = [&](const std::string& x, const std::string& y) { return pair_of(synthetic_, x, y); };
  EXPECT_NEAR(stats::cramers_v(real("gender", "placed")), 0.09067039775423, 1e-13);
  EXPECT_NEAR(stats::cramers_v(real("degree_type", "mba_spec")), 0.11805107736979, 1e-13);
  EXPECT_NEAR(stats::cramers_v(real("high_spec", "degree_type")), 0.5357310201, 1e-9);
  EXPECT_NEAR(stats::cramers_v(made("high_spec", "degree_type")), 0.0727655932, 1e-9);
  EXPECT_NEAR(stats::corrected_cramers_v(real("high_spec", "degree_type")), 0.529416078, 1e-8);
  EXPECT_EQ(stats::corrected_cramers_v(made("high_spec", "degree_type")), 0.0);
  EXPECT_NEAR(stats::mutual_information(real("high_spec", "degree_type")).shared, 0.2915836032, 1e-9);
  EXPECT_NEAR(stats::mutual_information(made("high_spec", "degree_type")).shared, 0.0063039611, 1e-9);
  EXPECT_NEAR(stats::cramers_v(real("placed", "mba_spec")), 0.2506550903, 1e-9);
  EXPECT_NEAR(stats::cramers_v(made("placed", "mba_spec")), 0.0498269369, 1e-9);
  EXPECT_NEAR(stats::corrected_cramers_v(real("placed", "mba_spec")), 0.2417190634, 1e-9);
  EXPECT_EQ(stats::corrected_cramers_v(made("placed", "mba_spec")), 0.0);
}

// The limit form of the p-value, SciPy 1.17.
TEST_F(student_placements, kolmogorov_smirnov_p_values_agree_with_scipy) {
  for (const auto& [name, expected, tolerance] : std::vector<std::tuple<std::string, double, double>>{
           {"salary", 0.09403117, 1e-7}, {"high_perc", 0.2103078, 1e-6}, {"start_date", 9.225174e-08, 1e-12}}) {
    const auto count = [name = name](const table& of) {
      std::size_t found = 0;
      for (std::size_t row = 0; row < of.rows(); ++row) found += of.column(name).missing(row) ? 0U : 1U;
      return found;
    };
    EXPECT_NEAR(stats::kolmogorov_smirnov_p_value(1.0 - of(ks_complement{}, name), count(real_), count(synthetic_)),
                expected, tolerance)
        << name;
  }
}

// mostlyai-qa 1.10.0, without a holdout, to five digits; of columns that its rounding of edges doesn't touch.
TEST_F(student_placements, accuracies_of_marginals_agree_with_another_implementation) {
  std::vector<std::string_view> names;
  for (const column_spec& spec : real_.schema())
    if (spec.name != "student_id") names.push_back(spec.name);
  const std::vector<finding> found =
      marginal_accuracy{.triples = 560}.compare({.train = table_view(real_).select_columns(names),
                                                 .synthetic = table_view(synthetic_).select_columns(names),
                                                 .resamples = 0});
  const auto expect = [&found](const std::string& subject, double value) {
    const auto at =
        std::find_if(found.begin(), found.end(), [&](const finding& f) { return subject_of(f) == subject; });
    ASSERT_NE(at, found.end()) << subject;
    EXPECT_NEAR(at->result.value, value, 5e-6) << subject;
  };
  expect("gender", 1.0);
  expect("salary", 0.82791);
  expect("salary × placed", 0.51628);
}

TEST_F(student_placements, missing_patterns_differ_where_shares_agree) {
  // By direct evaluation: the real table has two patterns, the synthetic one 16.
  std::vector<std::string_view> names;
  for (const column_spec& spec : real_.schema()) names.push_back(spec.name);
  const std::vector<finding> found =
      missing_pattern_similarity{}.compare({.train = real_, .synthetic = table_view(synthetic_).select_columns(names)});
  EXPECT_NEAR(found.at(0).result.value, 0.20465116279069767, 1e-14);
}

// Expected figures: tests/golden/quality_report.py.
TEST_F(student_placements, the_reports_agree_with_sdmetrics) {
  const auto figures = [this](const auto& metric, std::vector<std::string_view> names) {
    std::vector<std::pair<std::string, double>> found;
    for (const finding& f : metric.compare({.train = table_view(real_).select_columns(names),
                            .synthetic = table_view(synthetic_).select_columns(names)}))
      found.emplace_back(f.metric + (f.columns.empty() ? "" : ": ") + subject_of(f), f.result.value);
    return found;
  };
  const auto expect = [](const std::vector<std::pair<std::string, double>>& found, const std::string& name,
                         double value) {
    const auto at = std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.first == name; });
    ASSERT_NE(at, found.end()) << name;
    EXPECT_NEAR(at->second, value, 1e-12) << name;
  };
  std::vector<std::string_view> all;
  for (const column_spec& spec : real_.schema())
    if (spec.name != "student_id") all.push_back(spec.name);
  const quality_report no_thresholds{.correlation_threshold = 0.0, .association_threshold = 0.0};
  auto found = figures(no_thresholds, all);
  expect(found, "column shapes (compatible)", 0.8511084702797364);
  expect(found, "column pair trends (compatible)", 0.8249765264743957);
  expect(found, "quality score (compatible)", 0.838042498377066);
  found = figures(quality_report{}, all);
  expect(found, "column shapes (compatible)", 0.8511084702797364);
  expect(found, "column pair trends (compatible)", 0.7023456804372765);
  expect(found, "quality score (compatible)", 0.7767270753585065);
  const std::vector<std::string_view> few{"degree_type", "start_date", "second_perc", "work_experience"};
  found = figures(no_thresholds, few);
  expect(found, "quality score (compatible)", 0.8393750143888286);
  expect(found, "column pair trends (compatible): degree_type × start_date", 0.7162790697674419);
  expect(found, "column pair trends (compatible): degree_type × second_perc", 0.772093023255814);
  expect(found, "column pair trends (compatible): degree_type × work_experience", 0.9348837209302325);
  expect(found, "column pair trends (compatible): start_date × second_perc", 0.9187918131436303);
  expect(found, "column pair trends (compatible): start_date × work_experience", 0.6744186046511629);
  expect(found, "column pair trends (compatible): second_perc × work_experience", 0.813953488372093);
  all.push_back("student_id");
  found = figures(diagnostic_report{.keys = {"student_id"}}, all);
  expect(found, "data validity (compatible)", 1.0);
  expect(found, "data structure (compatible)", 1.0);
  expect(found, "diagnostic score (compatible)", 1.0);
}

/// Cell (i, j) of the synthetic table is the real cell of column j in row (3 i² + 1009 i j + j) mod n.
table mixed(const table_view& real) {
  std::vector<column> columns;
  for (std::size_t j = 0; j < real.schema().size(); ++j) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < 20'000; ++i) rows.push_back((3 * i * i + 1009 * i * j + j) % real.rows());
    const std::string_view name[] = {real.schema()[j].name};
    columns.push_back(std::move(to_table(real.select_columns(name).select_rows(rows))).release().at(0));
  }
  return {real.schema(), std::move(columns)};
}

struct expected_accuracy {
  const char* file;
  /// Value, ideal, value of the held-out rows and its ideal for one, two and three columns.
  double figures[3][4];
};

class accuracy_of_real_tables : public testing::TestWithParam<expected_accuracy> {};

// Expected figures: tests/golden/marginal_accuracy.py.
TEST_P(accuracy_of_real_tables, agrees_with_another_implementation) {
  if (real_file("").empty()) GTEST_SKIP() << "set STANDIN_DATA to the folder of the real tables";
  const table whole = io::read_csv(real_file(GetParam().file));
  std::vector<std::size_t> first;
  std::vector<std::size_t> rest;
  for (std::size_t row = 0; row < whole.rows(); ++row) (row < whole.rows() * 2 / 3 ? first : rest).push_back(row);
  const table_view all(whole);
  const table_view real = all.select_rows(first);
  const table_view held_out = all.select_rows(rest);
  const std::string names[3] = {"univariate accuracy", "bivariate accuracy", "trivariate accuracy"};
  for (std::size_t other = 0; other < 2; ++other) {
    const table synthetic = other == 0 ? mixed(real) : to_table(held_out);
    const std::vector<finding> found =
        marginal_accuracy{}.compare({.train = real, .synthetic = synthetic, .resamples = 0});
    for (std::size_t order = 0; order < 3; ++order)
      for (const finding& f : found)
        if (f.metric == names[order] && f.columns.empty()) {
          EXPECT_NEAR(f.result.value, GetParam().figures[order][2 * other], 1e-11) << names[order];
          EXPECT_NEAR(f.result.ideal, GetParam().figures[order][2 * other + 1], 1e-9) << names[order];
        }
  }
}

INSTANTIATE_TEST_SUITE_P(
    tables, accuracy_of_real_tables,
    testing::Values(expected_accuracy{"adult.csv.gz",
                                      {{0.995566061648, 0.993160825095, 0.992680719500, 0.992695540691},
                                       {0.921966625045, 0.982120363657, 0.981820860337, 0.981382050711},
                                       {0.827816262656, 0.959509061495, 0.960539916848, 0.959761334906}}},
                    expected_accuracy{"airbnb_nyc.csv.gz",
                                      {{0.983747053180, 0.990610581944, 0.989568730219, 0.989962055459},
                                       {0.853093757851, 0.971872792574, 0.970774563275, 0.971129460770},
                                       {0.686464516933, 0.922217897618, 0.925935121530, 0.926300420388}}}),
    [](const auto& tested) {
      const std::string file = tested.param.file;
      return file.substr(0, file.find('.'));
    });

}  // namespace
}  // namespace standin
