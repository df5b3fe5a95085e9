// SPDX-License-Identifier: MIT
/// \file
/// Real tables, in the folder that STANDIN_DATA names, all the way without options: read, profile, fit, sample, write
/// and read again, evaluate. Nobody says anything that one couldn't act on.
#include <standin/data/profile.hpp>
#include <standin/data/split.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/text_report.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

constexpr std::size_t most_rows = 8000;  // of a table, evenly taken from all of it

class real_table : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::getenv("STANDIN_DATA") == nullptr) GTEST_SKIP() << "set STANDIN_DATA to the folder with the real tables";
    const std::string path = std::string(std::getenv("STANDIN_DATA")) + "/" + GetParam() + ".csv.gz";
    const table all = io::read_csv(path, {.executor = pool}, &found);
    std::vector<std::size_t> rows(std::min(all.rows(), most_rows));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i * all.rows() / rows.size();
    data = to_table(table_view(all).select_rows(rows));
  }

  template <class Generator>
  void goes_through(const Generator& generator) {
    const auto model = generator.fit(data, {.seed = 1, .executor = pool});
    const fit_report& report = model.report();
    EXPECT_TRUE(report.converged);
    for (const std::string& warning : report.warnings)  // of copulas, real tables have levels that no one order holds
      EXPECT_NE(warning.find("since one order of levels holds no more"), std::string::npos) << warning;
    ASSERT_EQ(report.columns.size(), data.schema().size());

    const table made = model.sample(data.rows(), {.seed = 2, .executor = pool});
    ASSERT_EQ(made.rows(), data.rows());
    for (std::size_t c = 0; c < made.schema().size(); ++c) {
      const column_treatment& treatment = report.columns[c];
      ASSERT_EQ(made.schema()[c].name, treatment.column);
      if (treatment.issued()) look_at_issued(made.column(c), data.column(c), treatment);
    }
    const table again = io::read_csv_text(io::to_csv_text(made, found.dialect), {.delimiter = found.dialect.delimiter});
    ASSERT_EQ(again.rows(), made.rows());
    for (std::size_t c = 0; c < made.schema().size(); ++c) {
      if (report.columns[c].issued() || data.schema()[c].kind == column_kind::text) continue;
      EXPECT_EQ(again.schema()[c].kind, data.schema()[c].kind) << made.schema()[c].name << " looks like something else";
    }
    const standin::report judged = evaluate(data, made, {.executor = pool});
    EXPECT_FALSE(io::render_text(judged).empty());
    EXPECT_EQ(judged.columns.size(), data.schema().size());
    const bool compared = std::any_of(judged.columns.begin(), judged.columns.end(),
                                      [](const auto& one) { return one.use == column_use::compared; });
    if (compared) {
      EXPECT_GT(summary_of(judged, "univariate").value, 0.9 - 1.0 / std::sqrt(static_cast<double>(data.rows())));
    }
    for (const std::string& note : judged.notes)
      EXPECT_NE(note.find("held out"), std::string::npos) << "a note that one can't act on: " << note;
  }

  static void look_at_issued(const column_view& made, const column_view& real, const column_treatment& treatment) {
    std::set<std::string> known;
    std::set<std::string> issued;
    std::size_t present = 0;
    std::size_t copied = 0;
    const auto cell = [](const column_view& of, std::size_t row) {
      return of.kind == column_kind::numeric ? std::to_string(of.number(row)) : std::string(of.text(row));
    };
    for (std::size_t row = 0; row < real.rows; ++row)
      if (!real.missing(row)) known.insert(cell(real, row));
    for (std::size_t row = 0; row < made.rows; ++row) {
      if (made.missing(row)) continue;
      ++present;
      copied += known.count(cell(made, row));
      issued.insert(cell(made, row));
    }
    if (treatment.role == column_role::key) {
      EXPECT_EQ(issued.size(), present) << treatment.column;
    }
    if (treatment.role == column_role::text) {
      EXPECT_EQ(copied, 0U) << treatment.column << " has texts of the table";
    }
  }

  thread_pool pool{2};
  io::csv_report found;
  table data;
};

TEST_P(real_table, is_profiled_with_a_role_and_a_reason_for_each_column) {
  const table_profile looked_at = profile(data, {.executor = pool});
  for (const column_profile& column : looked_at.columns) EXPECT_FALSE(column.role.reason.empty()) << column.name;
}

TEST_P(real_table, goes_through_independent_without_a_warning) {
  goes_through(independent<>{});
}

TEST_P(real_table, goes_through_copula_without_a_warning) {
  goes_through(copula<>{});
}

std::string name_of_case(const testing::TestParamInfo<const char*>& of) {
  std::string name = of.param;
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(all, real_table,
                         testing::Values("adult", "airbnb_nyc", "bank_marketing", "california_housing", "covertype_20k",
                                         "credit_default", "diabetes130", "insurance", "titanic", "baseball/batting",
                                         "baseball/players", "berka/account", "berka/card", "berka/client",
                                         "berka/disp", "berka/district", "berka/loan", "berka/order", "cdnow/purchases",
                                         "cdnow/users", "world/city", "world/country", "world/countrylanguage"),
                         name_of_case);

}  // namespace
}  // namespace standin
