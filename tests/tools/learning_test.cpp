// SPDX-License-Identifier: MIT
/// \file
/// What the command takes of tables to learn: roles, constraints, rules, how files are read.
#include "tools/run.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace standin {
namespace {

/// A semicolon file with a decimal comma, a row too long and a word for a missing cell.
std::string people_file(const std::string& name) {
  const std::string path = testing::TempDir() + name;
  std::FILE* const file = std::fopen(path.c_str(), "w");
  std::fputs("id;name;age;height\n", file);
  for (int i = 0; i < 200; ++i)
    std::fprintf(file, "%d;Maria Rossi%s;%s;1,%02d\n", 1000 + 3 * i, i % 2 == 0 ? "" : " Bianchi",
                 i % 9 == 0 ? "none" : std::to_string(18 + i % 50).c_str(), 50 + i % 45);
  std::fputs("1;2;3;4;5\n", file);
  std::fclose(file);
  return path;
}

TEST(command, reads_files_as_it_is_told) {
  const std::string file = people_file("people1.csv");
  const outcome refused = outcome_of("synthesize " + file + " -n 3");
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.said.find("line 202"), std::string::npos) << refused.said;
  const outcome read =
      outcome_of("synthesize " + file +
                 " -n 30 --on-bad-rows skip --decimal-comma --null none --rule 'age >= 18 or age is missing'");
  EXPECT_EQ(read.status, 0) << read.said;
  EXPECT_NE(read.said.find("id;name;age;height"), std::string::npos) << "written as it came: " << read.said;
  EXPECT_NE(read.said.find("line 202"), std::string::npos);
  EXPECT_NE(read.said.find(";none;1,"), std::string::npos) << "missing cells come back as they were written";
  EXPECT_EQ(outcome_of("synthesize " + file + " --encoding klingon").status, 2);
  EXPECT_EQ(outcome_of("synthesize " + file + " --on-bad-rows maybe").status, 2);
}

TEST(command, takes_roles_and_keeps_those_of_a_profile) {
  const std::string file = people_file("people2.csv");
  const std::string reading = file + " --on-bad-rows skip --decimal-comma --null none ";
  const outcome told = outcome_of("synthesize " + reading + "-n 2 --role id=ignored --role name=category");
  EXPECT_EQ(told.status, 0) << told.said;
  EXPECT_NE(told.said.find("\nname;age;height"), std::string::npos) << told.said;
  EXPECT_NE(told.said.find("Maria Rossi"), std::string::npos);
  const std::string json = testing::TempDir() + "people2.json";
  EXPECT_EQ(outcome_of("profile " + reading + "--role name=personal -q --json " + json).status, 0);
  const outcome kept = outcome_of("synthesize " + reading + "-n 2 --schema " + json);
  EXPECT_EQ(kept.status, 0) << kept.said;
  EXPECT_NE(kept.said.find("\"name\" is personal"), std::string::npos) << kept.said;
  EXPECT_EQ(kept.said.find("Maria Rossi"), std::string::npos) << kept.said;
  const outcome dropped = outcome_of("synthesize " + reading + "-n 2 --role name=personal --drop-personal");
  EXPECT_NE(dropped.said.find("\nid;age;height"), std::string::npos) << dropped.said;
  for (const char* wrong : {"name", "name=kee", "nme=key", "height=text"})
    EXPECT_EQ(outcome_of("fit " + reading + "-o /dev/null --role " + wrong).status, 2) << wrong;
}

TEST(command, takes_constraints_and_rules) {
  const std::string file = people_file("people3.csv");
  const std::string reading = file + " --on-bad-rows skip --decimal-comma --null none ";
  EXPECT_EQ(outcome_of("synthesize " + reading + "-n 5 --constraint 'height <= age'").status, 0);
  const outcome broken = outcome_of("synthesize " + reading + "-n 5 --constraint 'age <= height'");
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.said.find("break it"), std::string::npos) << broken.said;
  const outcome rule = outcome_of("synthesize " + reading + "-n 5 --rule 'age > 20'");
  EXPECT_EQ(rule.status, 2);
  EXPECT_NE(rule.said.find("rows break it"), std::string::npos) << rule.said;
}

TEST(command, takes_rare_levels_out_or_learns_them_as_one) {
  const std::string path = testing::TempDir() + "rare.csv";
  std::FILE* const file = std::fopen(path.c_str(), "w");
  std::fputs("place,size\n", file);
  for (int i = 0; i < 400; ++i)
    std::fprintf(file, "%s,%d\n", i == 3 ? "Nowhere" : i == 4 ? "Neverland" : i % 2 == 0 ? "here" : "there", i % 9);
  std::fclose(file);
  const auto whole = [](const std::string& name) {
    std::string bytes;
    std::FILE* const from = std::fopen(name.c_str(), "rb");
    char part[4096];
    for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, from)) > 0;) bytes.append(part, got);
    std::fclose(from);
    return bytes;
  };
  for (const char* generator : {"independent", "copula", "forest", "trees"}) {
    const std::string model = testing::TempDir() + "rare.json";
    const std::string fit = "fit " + path + " -o " + model + " --explain -g " + generator;
    const outcome pooled = outcome_of(fit + " --rare-levels 5");
    EXPECT_EQ(pooled.status, 0) << pooled.said;
    EXPECT_NE(pooled.said.find("2 rare ones, in 2 cells, as if they were one"), std::string::npos) << pooled.said;
    EXPECT_NE(whole(model).find("Nowhere"), std::string::npos) << "they come back";
    EXPECT_NE(outcome_of("sample " + model + " -n 2000").said.find("\nNowhere,"), std::string::npos) << generator;
    EXPECT_NE(outcome_of("inspect " + model).said.find("2 rare ones were learned as one"), std::string::npos);
    const outcome gone = outcome_of(fit + " --rare-levels 5:elsewhere");
    EXPECT_EQ(gone.status, 0) << gone.said;
    EXPECT_NE(gone.said.find("replaced by \"elsewhere\""), std::string::npos) << gone.said;
    EXPECT_EQ(whole(model).find("Ne"), std::string::npos) << "no name of a rare level is in the file";
    EXPECT_EQ(whole(model).find("Now"), std::string::npos);
    EXPECT_NE(outcome_of("inspect " + model).said.find("\"elsewhere\" stands for them"), std::string::npos);
    const std::string ask = "sample " + model + " -n 3 --where 'place == \"Nowhere\"'";
    const outcome asked = outcome_of(ask);
    EXPECT_EQ(asked.status, 2) << asked.said;
    EXPECT_NE(asked.said.find("no such level"), std::string::npos) << asked.said;
    const outcome drawn = outcome_of(fit + " --rare-levels 5,resample");
    EXPECT_EQ(drawn.status, 0) << drawn.said;
    EXPECT_NE(drawn.said.find("2 rare ones, in 2 cells, replaced by frequent ones"), std::string::npos) << drawn.said;
    EXPECT_EQ(whole(model).find("Ne"), std::string::npos) << "no name of a rare level is in the file";
    EXPECT_EQ(whole(model).find("Now"), std::string::npos);
    EXPECT_NE(outcome_of("inspect " + model).said.find("frequent ones stand for them"), std::string::npos);
    EXPECT_EQ(outcome_of(ask).status, 2);
  }
  for (const char* wrong : {"0", "1", "x", "5:", "-3", "5.5", "''", "5,", "5,other", "5resample", ",resample"})
    EXPECT_EQ(outcome_of("fit " + path + " -o /dev/null --rare-levels=" + wrong).status, 2) << wrong;
}

/// Eight levels that name three truth values, beside five levels and a number that go with each other.
std::string crossed_file(const std::string& name) {
  const std::string path = testing::TempDir() + name;
  std::FILE* const file = std::fopen(path.c_str(), "w");
  std::fputs("cell,first,second,third,step,size\n", file);
  for (int i = 0; i < 2000; ++i) {
    const int cell = (i * 37 + i / 11) % 8;
    const int step = (i * 13 + i / 7) % 5;
    std::fprintf(file, "%c,%d,%d,%d,%c,%d.%d\n", 'a' + cell, cell & 1, (cell >> 1) & 1, (cell >> 2) & 1, "svwtu"[step],
                 10 * step + i % 7, i % 10);
  }
  std::fclose(file);
  return path;
}

TEST(command, says_what_one_order_of_levels_keeps) {
  const std::string model = testing::TempDir() + "crossed.json";
  const std::string file = crossed_file("crossed.csv");
  const outcome fitted = outcome_of("fit " + file + " -g copula -o " + model);
  EXPECT_EQ(fitted.status, 0) << fitted.said;
  EXPECT_NE(fitted.said.find("a nominal column keeps less than half of its association"), std::string::npos)
      << fitted.said;
  EXPECT_NE(fitted.said.find(": \"cell\" ("), std::string::npos) << fitted.said;
  const outcome explained = outcome_of("fit " + file + " -g copula --explain -o " + model);
  EXPECT_NE(explained.said.find("the order of the levels of column \"step\" keeps 9"), std::string::npos)
      << explained.said;
  EXPECT_EQ(outcome_of("fit " + file + " -q -g copula -o " + model).said, "");
  const outcome seen = outcome_of("inspect " + model);
  EXPECT_NE(seen.said.find("The order of the levels of step keeps 9"), std::string::npos) << seen.said;
  EXPECT_NE(seen.said.find("% of its association with other columns, less than half.\n"), std::string::npos)
      << seen.said;
}

}  // namespace
}  // namespace standin
