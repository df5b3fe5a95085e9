// SPDX-License-Identifier: MIT
/// \file
/// What the command takes of tables to learn: roles, constraints, rules, how files are read.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include <sys/wait.h>

namespace standin {
namespace {

struct outcome {
  int status = -1;
  std::string text{};  ///< of both streams
};

outcome run(const std::string& arguments) {
  outcome found;
  std::FILE* const pipe = popen((std::string(STANDIN_TOOL) + " " + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return found;
  char part[4096];
  for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, pipe)) > 0;) found.text.append(part, got);
  const int status = pclose(pipe);
  found.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return found;
}

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
  const outcome refused = run("synthesize " + file + " -n 3");
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.text.find("line 202"), std::string::npos) << refused.text;
  const outcome read =
      run("synthesize " + file +
          " -n 30 --on-bad-rows skip --decimal-comma --null none --rule 'age >= 18 or age is missing'");
  EXPECT_EQ(read.status, 0) << read.text;
  EXPECT_NE(read.text.find("id;name;age;height"), std::string::npos) << "written as it came: " << read.text;
  EXPECT_NE(read.text.find("line 202"), std::string::npos);
  EXPECT_NE(read.text.find(";none;1,"), std::string::npos) << "missing cells come back as they were written";
  EXPECT_EQ(run("synthesize " + file + " --encoding klingon").status, 2);
  EXPECT_EQ(run("synthesize " + file + " --on-bad-rows maybe").status, 2);
}

TEST(command, takes_roles_and_keeps_those_of_a_profile) {
  const std::string file = people_file("people2.csv");
  const std::string reading = file + " --on-bad-rows skip --decimal-comma --null none ";
  const outcome told = run("synthesize " + reading + "-n 2 --role id=ignored --role name=category");
  EXPECT_EQ(told.status, 0) << told.text;
  EXPECT_NE(told.text.find("\nname;age;height"), std::string::npos) << told.text;
  EXPECT_NE(told.text.find("Maria Rossi"), std::string::npos);
  const std::string json = testing::TempDir() + "people2.json";
  EXPECT_EQ(run("profile " + reading + "--role name=personal -q --json " + json).status, 0);
  const outcome kept = run("synthesize " + reading + "-n 2 --schema " + json);
  EXPECT_EQ(kept.status, 0) << kept.text;
  EXPECT_NE(kept.text.find("\"name\" is personal"), std::string::npos) << kept.text;
  EXPECT_EQ(kept.text.find("Maria Rossi"), std::string::npos) << kept.text;
  const outcome dropped = run("synthesize " + reading + "-n 2 --role name=personal --drop-personal");
  EXPECT_NE(dropped.text.find("\nid;age;height"), std::string::npos) << dropped.text;
  for (const char* wrong : {"name", "name=kee", "nme=key", "height=text"})
    EXPECT_EQ(run("fit " + reading + "-o /dev/null --role " + wrong).status, 2) << wrong;
}

TEST(command, takes_constraints_and_rules) {
  const std::string file = people_file("people3.csv");
  const std::string reading = file + " --on-bad-rows skip --decimal-comma --null none ";
  EXPECT_EQ(run("synthesize " + reading + "-n 5 --constraint 'height <= age'").status, 0);
  const outcome broken = run("synthesize " + reading + "-n 5 --constraint 'age <= height'");
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.text.find("break it"), std::string::npos) << broken.text;
  const outcome rule = run("synthesize " + reading + "-n 5 --rule 'age > 20'");
  EXPECT_EQ(rule.status, 2);
  EXPECT_NE(rule.text.find("rows break it"), std::string::npos) << rule.text;
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
    const outcome pooled = run(fit + " --rare-levels 5");
    EXPECT_EQ(pooled.status, 0) << pooled.text;
    EXPECT_NE(pooled.text.find("2 rare ones, in 2 cells, as if they were one"), std::string::npos) << pooled.text;
    EXPECT_NE(whole(model).find("Nowhere"), std::string::npos) << "they come back";
    EXPECT_NE(run("sample " + model + " -n 2000").text.find("\nNowhere,"), std::string::npos) << generator;
    EXPECT_NE(run("inspect " + model).text.find("2 rare ones were learned as one"), std::string::npos);
    const outcome gone = run(fit + " --rare-levels 5:elsewhere");
    EXPECT_EQ(gone.status, 0) << gone.text;
    EXPECT_NE(gone.text.find("replaced by \"elsewhere\""), std::string::npos) << gone.text;
    EXPECT_EQ(whole(model).find("Ne"), std::string::npos) << "no name of a rare level is in the file";
    EXPECT_EQ(whole(model).find("Now"), std::string::npos);
    EXPECT_NE(run("inspect " + model).text.find("\"elsewhere\" stands for them"), std::string::npos);
    const std::string ask = "sample " + model + " -n 3 --where 'place == \"Nowhere\"'";
    const outcome asked = run(ask);
    EXPECT_EQ(asked.status, 2) << asked.text;
    EXPECT_NE(asked.text.find("no such level"), std::string::npos) << asked.text;
    const outcome drawn = run(fit + " --rare-levels 5,resample");
    EXPECT_EQ(drawn.status, 0) << drawn.text;
    EXPECT_NE(drawn.text.find("2 rare ones, in 2 cells, replaced by frequent ones"), std::string::npos) << drawn.text;
    EXPECT_EQ(whole(model).find("Ne"), std::string::npos) << "no name of a rare level is in the file";
    EXPECT_EQ(whole(model).find("Now"), std::string::npos);
    EXPECT_NE(run("inspect " + model).text.find("frequent ones stand for them"), std::string::npos);
    EXPECT_EQ(run(ask).status, 2);
  }
  for (const char* wrong : {"0", "1", "x", "5:", "-3", "5.5", "''", "5,", "5,other", "5resample", ",resample"})
    EXPECT_EQ(run("fit " + path + " -o /dev/null --rare-levels=" + wrong).status, 2) << wrong;
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
  const outcome fitted = run("fit " + file + " -g copula -o " + model);
  EXPECT_EQ(fitted.status, 0) << fitted.text;
  EXPECT_NE(fitted.text.find("a nominal column keeps less than half of its association"), std::string::npos)
      << fitted.text;
  EXPECT_NE(fitted.text.find(": \"cell\" ("), std::string::npos) << fitted.text;
  const outcome explained = run("fit " + file + " -g copula --explain -o " + model);
  EXPECT_NE(explained.text.find("the order of the levels of column \"step\" keeps 9"), std::string::npos)
      << explained.text;
  EXPECT_EQ(run("fit " + file + " -q -g copula -o " + model).text, "");
  const outcome seen = run("inspect " + model);
  EXPECT_NE(seen.text.find("The order of the levels of step keeps 9"), std::string::npos) << seen.text;
  EXPECT_NE(seen.text.find("% of its association with other columns, less than half.\n"), std::string::npos)
      << seen.text;
}

}  // namespace
}  // namespace standin
