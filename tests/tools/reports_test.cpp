// SPDX-License-Identifier: MIT
/// \file
/// The command, run as a person runs it: what evaluate, compare and demo write.
#include <io/temporary_file.hpp>
#include <tools/run.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace standin {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The exit status of the command; its outputs go to `out` and `err` in the folder.
int run_in(const std::string& folder, const std::string& arguments) {
  return status_of_line("cd '" + folder + "' && '" + std::string(STANDIN_TOOL) + "' " + arguments +
                        " >out 2>err </dev/null");
}

void write_tables(const std::string& folder) {
  std::ofstream real(folder + "/real.csv");
  std::ofstream other(folder + "/other.csv");
  real << "age,city,<b>\n";
  other << "city,<b>,age\n";  // another order
  for (int row = 0; row < 300; ++row) {
    real << 20 + row * 37 % 50 << ',' << (row % 3 == 0 ? "here" : "there") << ',' << row % 2 << '\n';
    other << (row % 4 == 0 ? "here" : "there") << ',' << row % 2 << ',' << 25 + row * 41 % 50 << '\n';
  }
}

TEST(command, evaluates_to_a_page) {
  const temporary_file page("page.html");
  write_tables(page.folder());
  EXPECT_EQ(run_in(page.folder(), "evaluate real.csv other.csv --compatible --report page.html --json page.json -q"), 0)
      << contents(page.folder() + "/err");
  EXPECT_TRUE(page.contents().starts_with("<!DOCTYPE html>"));
  EXPECT_NE(page.contents().find("&lt;b&gt;"), std::string::npos);
  EXPECT_NE(contents(page.folder() + "/page.json").find("\"quality_score_compatible\""), std::string::npos);
  EXPECT_NE(contents(page.folder() + "/out").find("Figures"), std::string::npos);
}

TEST(command, compares_generators_and_tables_of_other_tools) {
  const temporary_file page("page.html");
  write_tables(page.folder());
  EXPECT_EQ(run_in(page.folder(),
                   "compare real.csv -g independent,copula --with theirs=other.csv --holdout real.csv "
                   "--report page.html --json page.json -q"),
            0)
      << contents(page.folder() + "/err");
  for (const std::string_view name : {"independent", "copula", "theirs"}) {
    EXPECT_NE(page.contents().find("<bdi>" + std::string(name) + "</bdi>"), std::string::npos) << name;
    EXPECT_NE(contents(page.folder() + "/out").find(name), std::string::npos) << name;
  }
  EXPECT_NE(contents(page.folder() + "/page.json").find("\"standin.comparison\""), std::string::npos);
  // A page on standard output leaves no room for text there.
  EXPECT_EQ(run_in(page.folder(), "compare real.csv --with theirs=other.csv --report - -q"), 0);
  EXPECT_TRUE(contents(page.folder() + "/out").starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(contents(page.folder() + "/out").ends_with("</html>\n"));
}

TEST(command, compares_the_other_generators_where_one_refuses_the_columns) {
  const temporary_file page("page.html");
  const std::string& folder = page.folder();
  write_tables(folder);
  EXPECT_EQ(run_in(folder, "compare real.csv --max-columns 1 --report page.html"), 0) << contents(folder + "/err");
  EXPECT_NE(contents(folder + "/err").find("copula was left out: 3 prepared columns are more than"), std::string::npos)
      << contents(folder + "/err");
  EXPECT_NE(contents(folder + "/out").find("copula was left out: 3 prepared"), std::string::npos);
  EXPECT_NE(page.contents().find("copula was left out: 3 prepared"), std::string::npos);
  EXPECT_NE(page.contents().find("<bdi>trees</bdi>"), std::string::npos);
  EXPECT_EQ(page.contents().find("<bdi>copula</bdi>"), std::string::npos);
  EXPECT_EQ(run_in(folder, "compare real.csv -g copula,trees --max-columns 1 -q"), 2) << "what was named is wanted";
  EXPECT_NE(contents(folder + "/err").find("raise --max-columns"), std::string::npos);
  EXPECT_EQ(run_in(folder, "compare real.csv -g trees --max-columns 1 -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("no generator here has such a limit"), std::string::npos);
}

TEST(command, compares_under_constraints) {
  const temporary_file page("page.html");
  const std::string& folder = page.folder();
  {
    std::ofstream real(folder + "/real.csv");
    real << "low,high\n";
    for (int row = 0; row < 300; ++row) real << row * 37 % 50 << ',' << row * 37 % 50 + row % 9 << '\n';
  }
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent --constraint 'low <= high' -q"), 0)
      << contents(folder + "/err");
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent --constraint 'high <= low' -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("high <= low"), std::string::npos);
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent --rule 'low <= high' --max-tries 1 -q"), 2)
      << "a rule is kept";
  EXPECT_NE(contents(folder + "/err").find("raise --max-tries"), std::string::npos) << contents(folder + "/err");
  EXPECT_EQ(run_in(folder, "compare real.csv --with same=real.csv --constraint 'low <= high' -q"), 2) << "for nothing";
}

TEST(command, compares_what_personal_columns_leave) {
  const temporary_file page("page.html");
  const std::string& folder = page.folder();
  {
    std::ofstream real(folder + "/real.csv");
    real << "email,age\n";
    for (int row = 0; row < 300; ++row) real << "someone" << row << "@example.org," << 20 + row * 37 % 50 << '\n';
  }
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent --drop-personal --rare-levels 5"), 0)
      << contents(folder + "/err");
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent"), 0) << contents(folder + "/err");
}

TEST(command, refuses_before_the_work_what_would_be_in_vain) {
  const temporary_file page("page.html");
  const std::string& folder = page.folder();
  write_tables(folder);
  for (const std::string command : {"compare real.csv -g independent,independent",
                                    "compare real.csv -g independent --with independent=other.csv"}) {
    EXPECT_EQ(run_in(folder, command + " -q"), 2);
    EXPECT_NE(contents(folder + "/err").find("two tables are called \"independent\""), std::string::npos);
  }
  // The data aren't looked at, which would be the first to complain.
  EXPECT_EQ(run_in(folder, "compare none.csv -g indenpendent -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("indenpendent"), std::string::npos);
  for (const std::string command :
       {"evaluate none.csv other.csv --report no/page.html", "compare none.csv --json no/page.html",
        "demo --report no/page.html", "fit none.csv -o no/page.html", "synthesize none.csv -o no/page.html",
        "sample none.json -n 5 -o no/page.html", "simulate receipts -o no/page.html",
        "profile none.csv --json no/page.html"}) {
    EXPECT_EQ(run_in(folder, command + " -q"), 2);
    EXPECT_NE(contents(folder + "/err").find("there is no folder \"no\""), std::string::npos)
        << command << ": " << contents(folder + "/err");
  }
  EXPECT_EQ(run_in(folder, "evaluate none.csv other.csv --report . -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("it is a folder"), std::string::npos);
  EXPECT_EQ(run_in(folder, "evaluate none.csv other.csv --report real.csv/page.html -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("there is no folder \"real.csv\""), std::string::npos);
  EXPECT_EQ(run_in(folder, "evaluate none.csv other.csv --report twice --json twice -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("two reports would be written there"), std::string::npos);
  EXPECT_EQ(run_in(folder, "fit none.csv -o '' -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("it has no name"), std::string::npos);
}

TEST(command, says_first_that_a_holdout_is_none) {
  const temporary_file page("page.html");
  write_tables(page.folder());
  const std::string sentence = "Every row of the holdout is in train too, so that it is no holdout. ";
  for (const std::string command : {"evaluate real.csv other.csv", "compare real.csv --with theirs=other.csv"}) {
    EXPECT_EQ(run_in(page.folder(), command + " --holdout real.csv --report page.html --json page.json -q"), 0);
    EXPECT_NE(page.contents().find("<h1>" + sentence), std::string::npos) << command;
    EXPECT_NE(contents(page.folder() + "/page.json").find("\"verdict\": \"" + sentence), std::string::npos) << command;
    const std::string out = contents(page.folder() + "/out");
    EXPECT_NE(out.find("Every row of the holdout is in train too"), std::string::npos) << command;
  }
}

TEST(command, does_not_look_at_columns_that_are_ignored) {
  const temporary_file page("page.html");
  const std::string& folder = page.folder();
  write_tables(folder);
  const auto write = [&folder](const std::string& name, const std::string& first, bool words) {
    std::ofstream file(folder + "/" + name);
    file << first << "city,<b>\n";
    for (int row = 0; row < 300; ++row) {
      if (!first.empty()) file << (words ? std::string("word") : std::to_string(30 + row % 40)) << ',';
      file << (row % 4 == 0 ? "here" : "there") << ',' << row % 2 << '\n';
    }
  };
  write("without.csv", "", false);
  write("words.csv", "age,", true);
  write("renamed.csv", "years,", false);
  for (const std::string other : {"without.csv", "words.csv"}) {
    EXPECT_EQ(run_in(folder, "evaluate real.csv " + other + " --ignore age -q"), 0) << contents(folder + "/err");
    EXPECT_EQ(run_in(folder, "evaluate real.csv real.csv --holdout " + other + " --ignore age -q"), 0)
        << contents(folder + "/err");
    EXPECT_EQ(run_in(folder, "compare real.csv -g independent --with a=" + other + " --ignore age -q"), 0)
        << contents(folder + "/err");
  }
  EXPECT_EQ(run_in(folder, "evaluate real.csv renamed.csv --ignore age --ignore years -q"), 0);
  EXPECT_EQ(run_in(folder, "compare real.csv -g independent --with a=renamed.csv --ignore age --ignore years -q"), 0)
      << contents(folder + "/err");
  EXPECT_EQ(run_in(folder, "evaluate real.csv without.csv -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("the synthetic table lacks column \"age\""), std::string::npos);
  EXPECT_EQ(run_in(folder, "evaluate real.csv renamed.csv -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("lacks column \"age\", and has column \"years\" instead"),
            std::string::npos);
  EXPECT_EQ(run_in(folder, "evaluate real.csv real.csv --holdout without.csv -q"), 2);
  EXPECT_NE(contents(folder + "/err").find("the holdout lacks column \"age\""), std::string::npos);
  for (const std::string command : {"evaluate real.csv real.csv", "compare real.csv -g independent"}) {
    EXPECT_EQ(run_in(folder, command + " --ignore aeg -q"), 2);
    EXPECT_NE(contents(folder + "/err").find("no table has a column \"aeg\""), std::string::npos);
  }
}

TEST(command, says_of_all_tables_what_was_left_out) {
  const temporary_file page("page.html");
  {
    std::ofstream real(page.folder() + "/real.csv");
    real << "id,age,empty\n";
    for (int row = 0; row < 60; ++row) real << "k" << row << ',' << 20 + row * 37 % 50 << ",\n";
  }
  ASSERT_EQ(run_in(page.folder(), "compare real.csv -g independent --with same=real.csv --report page.html -q"), 0);
  const std::string out = contents(page.folder() + "/out");
  EXPECT_NE(page.contents().find("Left out, all cells of the real table are missing: "), std::string::npos);
  EXPECT_NE(out.find("\nLeft out as identifiers: id.\n"), std::string::npos) << out;
  EXPECT_NE(out.find("\nLeft out, all cells of the real table are missing: empty.\n"), std::string::npos) << out;
  EXPECT_EQ(out.find("free text"), std::string::npos) << out;
  EXPECT_NE(out.find("\nNot measured\n"), std::string::npos) << out;
  EXPECT_NE(out.find("\nNo real rows were held out"), std::string::npos) << out;
}

TEST(command, gives_the_same_page_for_any_threads) {
  const temporary_file page("page.html");
  write_tables(page.folder());
  ASSERT_EQ(run_in(page.folder(), "compare real.csv --threads 1 --report page.html -q"), 0);
  const std::string one = page.contents();
  ASSERT_EQ(run_in(page.folder(), "compare real.csv --threads 4 --report page.html -q"), 0);
  EXPECT_EQ(page.contents(), one);
}

TEST(command, says_what_is_wrong_with_tables_to_compare) {
  const temporary_file page("page.html");
  write_tables(page.folder());
  EXPECT_EQ(run_in(page.folder(), "compare real.csv --with =other.csv -q"), 2);
  EXPECT_NE(contents(page.folder() + "/err").find("give a name and a file"), std::string::npos);
  EXPECT_EQ(run_in(page.folder(), "compare real.csv -g neither -q"), 2);
  EXPECT_NE(contents(page.folder() + "/err").find("neither"), std::string::npos);
  EXPECT_EQ(run_in(page.folder(), "evaluate real.csv other.csv --report no/such/folder.html -q"), 2);
  EXPECT_EQ(page.contents(), "");
}

TEST(command, shows_what_it_can_do) {
  const temporary_file page("report.html");
  EXPECT_EQ(run_in(page.folder(), "demo -n 300 -q"), 0) << contents(page.folder() + "/err");
  EXPECT_TRUE(page.contents().starts_with("<!DOCTYPE html>"));
}

}  // namespace
}  // namespace standin
