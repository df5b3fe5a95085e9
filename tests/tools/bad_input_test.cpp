// SPDX-License-Identifier: MIT
#include "io/temporary_file.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <cstdlib>
#include <string>

namespace standin {
namespace {

const char* const people = "age,sex\n31,F\n18,M\n77,F\n40,M\n";

/// Runs the command in a shell. What it prints goes to `to`, what it complains of to `said`.
int run(const std::string& arguments, const std::string& said = "/dev/null", const std::string& to = "/dev/null") {
  const std::string command = std::string(STANDIN_TOOL) + " " + arguments + " >" + to + " 2>" + said;
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe,cert-env33-c): one thread, own words
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(tool, leaves_a_file_as_it_is_when_a_condition_cannot_be_met) {
  const temporary_file data("people.csv", people);
  const temporary_file model("people.json");
  const temporary_file kept("kept.csv", "keep\n");
  ASSERT_EQ(run("fit " + data.path() + " -o " + model.path()), 0);
  for (const char* where : {"'nope > 3'", "'age > 300'", "'age >'"})
    EXPECT_EQ(run("sample " + model.path() + " -n 5 --where " + where + " -o " + kept.path()), 2) << where;
  EXPECT_EQ(kept.contents(), "keep\n");
}

TEST(tool, refuses_to_write_over_what_it_reads) {
  const temporary_file data("people.csv", people);
  const temporary_file said("said");
  EXPECT_EQ(run("synthesize " + data.path() + " -o " + data.path(), said.path()), 2);
  EXPECT_NE(said.contents().find("it is the file that is read"), std::string::npos) << said.contents();
  EXPECT_EQ(run("fit " + data.path() + " -o " + data.path()), 2);
  EXPECT_EQ(run("evaluate " + data.path() + " " + data.path() + " --json " + data.path()), 2);
  EXPECT_EQ(run("profile " + data.path() + " --json " + data.path()), 2);
  EXPECT_EQ(data.contents(), people);
}

TEST(tool, learns_tables_that_hold_nothing_to_learn) {
  const temporary_file missing("missing.csv", "a,b\n,\n,\n,\n");
  const temporary_file texts("texts.csv", "a,b\nnan,inf\n-inf,1x\nNaN,2x\n1e999,3x\n4y,5x\n");
  const temporary_file one("one.csv", "a,b\n1,x\n");
  for (const temporary_file* data : {&missing, &texts, &one})
    for (const char* generator : {"independent", "copula"})
      EXPECT_EQ(run("synthesize " + data->path() + " -n 5 -g " + generator), 0) << data->path() << generator;
}

TEST(tool, says_when_its_output_cannot_be_written) {
  const temporary_file data("people.csv", people);
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  for (const std::string& arguments :
       {"profile " + data.path(), "evaluate " + data.path() + " " + data.path(), std::string("--help")})
    EXPECT_EQ(run(arguments, "/dev/null", "/dev/full"), 2) << arguments;
}

TEST(tool, asks_for_rows_that_can_be_counted) {
  const temporary_file said("said");
  for (const char* rows : {"-1", "1e5", "99999999999999999999", "x"}) {
    EXPECT_EQ(run(std::string("sample model.json -n ") + rows, said.path()), 2) << rows;
    EXPECT_NE(said.contents().find(rows), std::string::npos) << said.contents();
  }
}

TEST(tool, says_that_a_model_file_is_cut_short) {
  const temporary_file data("people.csv", people);
  const temporary_file model("people.json");
  const temporary_file cut("cut.json");
  const temporary_file said("said");
  ASSERT_EQ(run("fit " + data.path() + " -o " + model.path()), 0);
  const std::string whole = model.contents();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 3}) {
    std::ofstream(cut.path(), std::ios::binary) << whole.substr(0, size);
    EXPECT_EQ(run("sample " + cut.path() + " -n 3", said.path()), 2) << size;
    EXPECT_NE(said.contents().find("breaks off"), std::string::npos) << said.contents();
  }
}

}  // namespace
}  // namespace standin
