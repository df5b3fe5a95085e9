// SPDX-License-Identifier: MIT
#include "io/temporary_file.hpp"
#include "tools/run.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace standin {
namespace {

const char* const people = "age,sex\n31,F\n18,M\n77,F\n40,M\n";

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
    for (const char* generator : {"independent", "copula", "forest", "trees"})
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

/// Whether the command refuses the file in one sentence that has the words, whatever is done with it.
void expect_refused(const std::string& path, const std::string& words) {
  const temporary_file said("said");
  for (const std::string& arguments : {"profile " + path, "fit " + path + " -o /dev/null",
                                       "synthesize " + path + " -n 5", "evaluate " + path + " " + path}) {
    EXPECT_EQ(run(arguments, said.path()), 2) << arguments;
    const std::string sentence = said.contents();
    EXPECT_NE(sentence.find(words), std::string::npos) << arguments << ": " << sentence;
    EXPECT_EQ(sentence.rfind("standin: ", 0), 0U) << sentence;
    EXPECT_EQ(std::count(sentence.begin(), sentence.end(), '\n'), 1) << sentence;
  }
}

TEST(tool, refuses_what_is_no_table_in_a_sentence) {
  using namespace std::string_literals;
  const temporary_file here;
  expect_refused(here.folder() + "/nothing.csv", "there is no such file");
  expect_refused(here.folder(), "it is a directory");
  for (const auto& [text, words] : std::vector<std::pair<std::string, std::string>>{
           {"", "it is empty"},
           {"\n\n", "it is empty"},
           {"a,b\n1,2\n3,4,5\n", "line 3: it has 3 cells where there are 2 columns"},
           {"a,b\n1,\"x\n2,y\n", "line 2, column 2: a quote is opened and never closed"},
           {"a,b\n1,\"x\"y\n", "line 2, column 2 (b): there is text behind a closing quote"},
           {"a,b\n1,x\n2,\0y\n"s, "line 3, column 2 (b): there is a NUL byte"}}) {
    const temporary_file file("bad.csv", text);
    expect_refused(file.path(), words);
  }
  const temporary_file header("header.csv", "a,b\n");
  const temporary_file said("said");
  EXPECT_EQ(run("profile " + header.path()), 0) << "a table without rows can be looked at";
  EXPECT_EQ(run("synthesize " + header.path() + " -n 5", said.path()), 2);
  EXPECT_NE(said.contents().find("the table has no rows"), std::string::npos) << said.contents();
}

// What is odd and still a table: each goes through every generator, and what comes out has its columns and rows.
TEST(tool, takes_odd_tables_as_is_stated) {
  std::string distinct = "a,b\n";
  for (int row = 0; row < 100'000; ++row)
    distinct += "text" + std::to_string(row) + "x," + std::to_string(row % 7) + "\n";
  const std::vector<std::string> odd{"a,b\n1,x\n",                                         // one row
                                     "a,b\n1,caf\xe9\n2,x\n3,\xff\xfe\n",                  // not UTF-8
                                     "a,a,,b\n1,2,3,4\n2,3,4,5\n5,6,7,8\n",                // names
                                     "a,b\n,\n,\n",                                        // no value
                                     "a,b\n1,x\n1,x\n1,x\n",                               // constant
                                     "a,b\n1e400,1\n2,-1e400\n3,3\n",                      // beyond a double
                                     "a,b\ninf,1\n2,-inf\n3,nan\n",                        // not finite
                                     "a,b\n\"1,234\",1\n\"2,345\",2\n500,3\n",             // thousands
                                     "a,b\n9007199254740993,1\n18446744073709551617,2\n",  // beyond 2^53 and 2^64
                                     "\"a,b\",\"c\"\"d\",\"e\nf\"\n1,2,3\n2,3,4\n",        // names that need quotes
                                     distinct};
  const temporary_file made("made.csv");
  const temporary_file said("said");
  for (const std::string& text : odd) {
    const temporary_file data("odd.csv", text);
    for (const char* generator : {"independent", "copula", "forest", "trees"}) {
      ASSERT_EQ(run("synthesize " + data.path() + " -n 7 -g " + generator + " -o " + made.path(), said.path()), 0)
          << text.substr(0, 80) << generator << said.contents();
      const std::string lines = made.contents();
      EXPECT_GE(std::count(lines.begin(), lines.end(), '\n'), 8) << text.substr(0, 80) << generator;
    }
    EXPECT_EQ(run("profile " + data.path()), 0) << text.substr(0, 80);
    EXPECT_EQ(run("evaluate " + data.path() + " " + data.path()), 0) << text.substr(0, 80);
  }
}

TEST(tool, takes_three_thousand_columns_or_says_why_not) {
  constexpr int columns = 3000;
  std::string text;
  for (int row = -1; row < 20; ++row)
    for (int c = 0; c < columns; ++c) {
      const int cell = (row * 7919 + c * 104'729 + row * c) % 13;
      text += (row < 0      ? "c" + std::to_string(c)
               : c % 3 == 0 ? std::string(1, static_cast<char>('a' + cell % 3))
                            : std::to_string(cell)) +
              (c + 1 == columns ? "\n" : ",");
    }
  const temporary_file data("wide.csv", text);
  const temporary_file made("made.csv");
  const temporary_file said("said");
  ASSERT_EQ(run("synthesize " + data.path() + " -n 9 -o " + made.path()), 0);
  const std::string lines = made.contents();
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 10);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), ','), 10 * (columns - 1));
  EXPECT_EQ(run("synthesize " + data.path() + " -n 9 -g copula", said.path()), 2);
  EXPECT_NE(said.contents().find("raise --max-columns"), std::string::npos) << said.contents();
  for (const char* generator : {"forest", "trees"}) {
    ASSERT_EQ(run("synthesize " + data.path() + " -n 9 -o " + made.path() + " -g " + generator), 0) << generator;
    EXPECT_EQ(made.contents().substr(0, 6), "c0,c1,") << generator;
  }
}

TEST(tool, takes_as_many_columns_as_it_is_told) {
  const temporary_file data("people.csv", people);
  const temporary_file said("said");
  const std::string fit = "fit " + data.path() + " -o /dev/null ";
  for (const char* generator : {"copula", "copula-parametric"}) {
    EXPECT_EQ(run(fit + "--max-columns 2 -g " + generator), 0) << generator;
    EXPECT_EQ(run(fit + "--max-columns 1 -g " + generator, said.path()), 2) << generator;
    EXPECT_NE(said.contents().find("more than --max-columns, 1; raise --max-columns"), std::string::npos)
        << said.contents();
  }
  EXPECT_EQ(run(fit + "--max-columns 1 -g trees", said.path()), 2);
  EXPECT_EQ(said.contents(), "standin: --max-columns: trees has no such limit; leave it out, or take copula\n");
  EXPECT_EQ(run(fit + "--max-columns many -g copula", said.path()), 2);
}

// The rows are so many that only a signal ends them.
TEST(tool, leaves_whole_rows_when_it_is_interrupted) {
  const temporary_file data("people.csv", people);
  for (const int signal : {SIGINT, SIGTERM}) {
    const temporary_file made("made.csv");
    const temporary_file said("said");
    const pid_t tool = fork();
    ASSERT_GE(tool, 0);
    if (tool == 0) {
      if (std::freopen(said.path().c_str(), "w", stderr) != nullptr)
        execl(STANDIN_TOOL, STANDIN_TOOL, "synthesize", data.path().c_str(), "-n", "4000000000", "-o",
              made.path().c_str(), nullptr);
      _exit(127);
    }
    // However long the first rows take here.
    std::error_code not_yet;
    for (int wait = 0; wait < 6'000; ++wait) {
      if (const std::uintmax_t size = std::filesystem::file_size(made.path(), not_yet); !not_yet && size > 0) break;
      usleep(10'000);
    }
    ASSERT_EQ(kill(tool, signal), 0);
    int status = 0;
    ASSERT_EQ(waitpid(tool, &status, 0), tool);
    ASSERT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 130) << said.contents();
    EXPECT_EQ(said.contents(), "standin: interrupted; what was written is whole rows\n");
    const std::string lines = made.contents();
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines.back(), '\n');
    EXPECT_EQ(std::count(lines.begin(), lines.end(), ','), std::count(lines.begin(), lines.end(), '\n'));
  }
}

// More than a pipe holds is written to standard input, which stays open: so the command listens to signals, and reads.
TEST(tool, says_nothing_of_rows_when_it_is_interrupted_before_there_are_any) {
  const temporary_file said("said");
  const temporary_file model("model.json");
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t tool = fork();
  ASSERT_GE(tool, 0);
  if (tool == 0) {
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    if (std::freopen(said.path().c_str(), "w", stderr) != nullptr)
      execl(STANDIN_TOOL, STANDIN_TOOL, "fit", "-", "-o", model.path().c_str(), nullptr);
    _exit(127);
  }
  close(ends[0]);
  std::string text = "a,b\n";
  for (int row = 0; text.size() < 400'000; ++row)
    text += std::to_string(row % 91) + "," + std::to_string(row % 7) + "\n";
  ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ASSERT_EQ(kill(tool, SIGINT), 0);
  close(ends[1]);
  int status = 0;
  ASSERT_EQ(waitpid(tool, &status, 0), tool);
  ASSERT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 130) << said.contents();
  EXPECT_EQ(said.contents(), "standin: interrupted\n");
}

TEST(tool, names_its_options_and_counts_one) {
  const temporary_file said("said");
  const temporary_file data("people.csv", people);
  const temporary_file made("made.csv");
  const std::string synthesize = "synthesize " + data.path() + " -n 5 -o " + made.path() + " ";
  for (const char* tries : {"-1", "0", "some"}) {
    EXPECT_EQ(run(synthesize + "--max-tries " + tries, said.path()), 2) << tries;
    EXPECT_NE(said.contents().find("--max-tries"), std::string::npos) << said.contents();
  }
  EXPECT_EQ(run("synthesize " + data.path() + " -g independent -n 50 --max-tries 1 --where 'age < 20 or sex == \"F\"'",
                said.path()),
            2);
  EXPECT_NE(said.contents().find("raise --max-tries"), std::string::npos) << said.contents();
  const temporary_file bad("bad.csv", "a,b\n1,2\n1,2,3\n2,3\n");
  EXPECT_EQ(run("profile " + bad.path() + " --on-bad-rows skip", said.path()), 0);
  EXPECT_NE(said.contents().find("1 bad row was skipped"), std::string::npos) << said.contents();
}

TEST(tool, says_how_many_whole_rows_a_full_disk_has) {
  const temporary_file data("people.csv", people);
  const temporary_file said("said");
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  EXPECT_EQ(run("synthesize " + data.path() + " -n 100000 -o /dev/full", said.path()), 2);
  EXPECT_NE(said.contents().find("whole rows; make room"), std::string::npos) << said.contents();
  EXPECT_EQ(run("fit " + data.path() + " -o /dev/full", said.path()), 2);
  EXPECT_NE(said.contents().find("/dev/full: it can't be written"), std::string::npos) << said.contents();
}

TEST(tool, says_how_many_whole_rows_fit_below_a_limit_on_files) {
  const temporary_file data("people.csv", people);
  const temporary_file fake("fake.csv");
  const temporary_file said("said");
  const std::string command = "ulimit -f 64; " + std::string(STANDIN_TOOL) + " synthesize " + data.path() +
                              " -n 100000 -o " + fake.path() + " 2>" + said.path();
  EXPECT_EQ(status_of_line(command), 2) << "-1: the signal of the limit ended it";
  EXPECT_NE(said.contents().find("whole rows; make room"), std::string::npos) << said.contents();
  const std::string rows = fake.contents();
  EXPECT_TRUE(rows.empty() || rows.back() == '\n');
}

TEST(tool, names_the_word_that_keeps_numbers_from_being_numbers) {
  std::string text = "size\n";
  for (int row = 0; row < 60; ++row) text += row % 20 == 5 ? "it's none\n" : std::to_string(row) + "\n";
  const temporary_file data("sizes.csv", text);
  const temporary_file said("said");
  ASSERT_EQ(run("synthesize " + data.path() + " -n 5", said.path()), 0);
  EXPECT_NE(said.contents().find("57 cells are numbers, but 3 are \"it's none\"; --null 'it'\\''s none' takes that"),
            std::string::npos)
      << said.contents();
  ASSERT_EQ(run("synthesize " + data.path() + " -n 5 --null 'it'\\''s none'", said.path()), 0);
  EXPECT_EQ(said.contents(), "");
}

}  // namespace
}  // namespace standin
