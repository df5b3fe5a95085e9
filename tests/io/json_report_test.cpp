// SPDX-License-Identifier: MIT
/// \file
/// Reports as JSON.
#include <metrics/make_columns.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/io/json_report.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace standin::io {
namespace {

using nlohmann::json;

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

report one_finding() {
  report made{.version = "9.8.7", .seed = 18446744073709551615U, .resamples = 5, .rows_train = 3, .rows_synthetic = 2};
  made.columns = {{.name = "age"}, {.name = "id", .use = column_use::identifier}};
  made.notes = {"A note."};
  made.findings = {{.metric = "KS complement",
                    .columns = {"age"},
                    .result = {.value = 0.1,
                               .upper = infinity,
                               .rows_real = 3,
                               .rows_synthetic = 1,
                               .left_out = {0, 1, "missing"},
                               .status = status::ok}}};
  made.summaries = summarize(made.findings);
  return made;
}

// These keys are a promise to whoever reads the file: docs/report.md.
TEST(render_json, has_the_documented_keys) {
  const json made = json::parse(render_json(one_finding()));
  EXPECT_EQ(keys_of(made),
            (std::vector<std::string>{"associations", "columns", "distributions", "findings", "format",
                                      "format_version", "holdout_overlap", "least_rows", "library_version", "notes",
                                      "resamples", "rows", "seed", "summary", "target", "verdict"}));
  EXPECT_EQ(keys_of(made["rows"]), (std::vector<std::string>{"holdout", "synthetic", "train"}));
  EXPECT_EQ(keys_of(made["columns"][0]), (std::vector<std::string>{"kind", "name", "use"}));
  EXPECT_EQ(keys_of(made["summary"]["ks_complement"]),
            (std::vector<std::string>{"baseline", "baseline_ideal", "better", "contributed", "group", "ideal", "lower",
                                      "name", "of_whole_table", "refused", "status", "subjects", "undefined", "upper",
                                      "value", "worst"}));
  EXPECT_EQ(
      keys_of(made["findings"][0]),
      (std::vector<std::string>{"baseline", "baseline_ideal", "better", "columns", "group", "ideal", "left_out",
                                "lower", "metric", "note", "rows_real", "rows_synthetic", "status", "upper", "value"}));
  EXPECT_EQ(keys_of(made["findings"][0]["left_out"]), (std::vector<std::string>{"real", "synthetic", "why"}));
}

TEST(render_json, holds_what_the_report_holds) {
  const json made = json::parse(render_json(one_finding()));
  EXPECT_EQ(made["format"], "standin.report");
  EXPECT_EQ(made["format_version"], 1);
  EXPECT_EQ(made["library_version"], "9.8.7");
  EXPECT_EQ(made["seed"], 18446744073709551615U);
  EXPECT_TRUE(made["rows"]["holdout"].is_null());
  EXPECT_TRUE(made["holdout_overlap"].is_null());
  EXPECT_TRUE(made["target"].is_null());
  EXPECT_EQ(made["columns"][1]["use"], "identifier");
  EXPECT_EQ(made["notes"][0], "A note.");
  const json& f = made["findings"][0];
  EXPECT_EQ(f["metric"], "ks_complement");
  EXPECT_EQ(f["columns"], json::array({"age"}));
  EXPECT_EQ(f["value"], 0.1);
  EXPECT_EQ(f["status"], "ok");
  EXPECT_EQ(f["left_out"]["why"], "missing");
  EXPECT_EQ(made["summary"]["ks_complement"]["worst"]["columns"], json::array({"age"}));
}

TEST(render_json, writes_null_for_what_is_not_a_finite_number) {
  const json f = json::parse(render_json(one_finding()))["findings"][0];
  EXPECT_TRUE(f["lower"].is_null());
  EXPECT_TRUE(f["upper"].is_null());
  EXPECT_TRUE(f["ideal"].is_null());
}

TEST(render_json, replaces_bytes_that_are_not_utf8) {
  report made = one_finding();
  made.columns[0].name = "na\xEFve";
  const std::string text = render_json(made);
  EXPECT_EQ(json::parse(text)["columns"][0]["name"], "na\xEF\xBF\xBDve");
}

TEST(render_json, takes_one_line_where_asked) {
  const std::string text = render_json(one_finding(), {.indent = -1});
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(render_json, is_the_same_for_the_same_evaluation) {
  const table a = table_of({{"x", numbers(std::vector<double>(30, 1.0))}, {"y", letters(std::string(30, 'a'))}});
  EXPECT_EQ(render_json(evaluate(a, a, a, {.seed = 1})), render_json(evaluate(a, a, a, {.seed = 1})));
  EXPECT_EQ(json::parse(render_json(evaluate(a, a, a)))["rows"]["holdout"], 30);
  EXPECT_EQ(json::parse(render_json(evaluate(a, a, a)))["holdout_overlap"],
            (json{{"rows", 30}, {"share", 1.0}, {"expected", 1.0}, {"beyond_duplicates", false}}));
}

TEST(render_json, holds_the_pictures) {
  const table a = table_of({{"x", numbers(std::vector<double>(30, 1.0))}, {"y", letters(std::string(30, 'a'))}});
  const json made = json::parse(render_json(evaluate(a, a)));
  EXPECT_EQ(made["least_rows"], 10);
  EXPECT_EQ(made["distributions"][1]["levels"], json::array({"a"}));
  EXPECT_EQ(made["distributions"][1]["real"], json::array({1.0}));
  EXPECT_EQ(made["associations"]["columns"], json::array({"x", "y"}));
  EXPECT_TRUE(made["associations"]["real"][0].is_null());
  EXPECT_EQ(json::parse(render_json(evaluate(a, a, {.pictures = false})))["distributions"], json::array());
}

TEST(render_json, holds_tables_side_by_side) {
  const json made = json::parse(render_json(std::vector<judged_table>{{"a", one_finding()}, {"b", one_finding()}}));
  EXPECT_EQ(keys_of(made), (std::vector<std::string>{"best", "format", "format_version", "tables", "verdict"}));
  EXPECT_EQ(made["best"]["ks_complement"], json::array());
  EXPECT_EQ(made["tables"][1]["name"], "b");
  EXPECT_EQ(made["tables"][1]["report"]["format"], "standin.report");
}

}  // namespace
}  // namespace standin::io
