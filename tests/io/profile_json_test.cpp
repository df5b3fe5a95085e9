// SPDX-License-Identifier: MIT
#include <standin/data/profile.hpp>
#include <standin/data/table.hpp>
#include <standin/io/profile_json.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace standin {
namespace {

nlohmann::json json_of(const table& one) {
  return nlohmann::json::parse(io::render_json(profile(one)));
}

TEST(profile_json, has_what_the_profile_has) {
  const double nan = std::nan("");
  const table mixed{
      {{"x"},
       {"word", column_kind::text},
       {.name = "day", .kind = column_kind::datetime, .unit = time_unit::day},
       {"none"}},
      {column(std::vector<double>{1.5, 2.5, 2.5, nan}), column(std::vector<std::string>{"a", "bb", "a", "c d"}),
       column(std::vector<std::int64_t>{0, 1, 2, 2}), column(std::vector<double>(4, nan))}};
  const nlohmann::json found = json_of(mixed);
  EXPECT_EQ(found["format"], "standin.profile");
  EXPECT_EQ(found["format_version"], 1);
  EXPECT_EQ(found["rows"], 4);
  EXPECT_EQ(found["complete_rows"], 0);
  EXPECT_EQ(found["duplicate_rows"], 0);
  const nlohmann::json& columns = found["columns"];
  EXPECT_EQ(columns[0]["kind"], "numeric");
  EXPECT_EQ(columns[0]["role"]["name"], "measure");
  EXPECT_EQ(columns[0]["missing"], 1);
  EXPECT_EQ(columns[0]["missing_share"], 0.25);
  EXPECT_EQ(columns[0]["numbers"]["mean"], 6.5 / 3);
  EXPECT_EQ(columns[0]["numbers"]["decimals"], 1);
  EXPECT_EQ(columns[0]["levels"][0]["level"], "2.5");
  EXPECT_EQ(columns[0]["levels"][0]["rows"], 2);
  EXPECT_EQ(columns[1]["texts"]["longest"], 3);
  EXPECT_EQ(columns[1]["texts"]["mask"], nullptr);
  EXPECT_EQ(columns[2]["datetimes"]["max"], "1970-01-03");
  EXPECT_TRUE(columns[3]["all_missing"]);
  EXPECT_FALSE(columns[3].contains("numbers"));
  EXPECT_EQ(found["missing_patterns"]["count"], 2);
  EXPECT_EQ(found["missing_patterns"]["most_frequent"][0]["missing"], nlohmann::json::array({"none"}));
  EXPECT_TRUE(found["dependencies"]["complete"]);
}

TEST(profile_json, names_the_kind_of_personal_values) {
  std::vector<std::string> mails;
  for (int i = 0; i < 30; ++i) mails.push_back("u" + std::to_string(i) + "@example.com");
  const table people{{{"contact", column_kind::text}}, {column(mails)}};
  const std::string text = io::render_json(profile(people));
  EXPECT_EQ(nlohmann::json::parse(text)["columns"][0]["role"]["personal"], "email");
  EXPECT_EQ(text.find("@example"), std::string::npos) << "and shows none";
}

TEST(profile_json, writes_null_for_what_is_not_known) {
  const table infinite{{{"x"}}, {column(std::vector<double>{INFINITY, INFINITY, -INFINITY})}};
  const nlohmann::json found = json_of(infinite);
  EXPECT_EQ(found["columns"][0]["numbers"]["mean"], nullptr);
  EXPECT_EQ(found["columns"][0]["numbers"]["infinite"], 3);
}

TEST(profile_json, survives_names_that_are_not_utf8) {
  const table odd{{{"\xFF\xFE"}}, {column(std::vector<double>{1.0})}};
  EXPECT_EQ(json_of(odd)["columns"][0]["name"], "\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace standin
