// SPDX-License-Identifier: MIT
/// \file
/// `standin sample --complete`: filled cells stay, empty ones are made.
#include <standin/io/csv.hpp>

#include "io/temporary_file.hpp"
#include "tools/run.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace standin {
namespace {

/// Towns with their heights and days; `low` is never above `high`.
std::string towns() {
  std::string text = "id;town;low;high;day\n";
  for (int i = 0; i < 300; ++i)
    text += std::to_string(1000 + i) + (i % 3 == 0 ? ";Bonn;" : ";Bern;") + std::to_string(i % 20) + "," +
            std::to_string(i % 10) + ";" + std::to_string(20 + i % 30) + ",5;" + (i % 2 == 0 ? "03" : "17") +
            ".01.2019\n";
  return text;
}

class complete : public testing::Test {
 protected:
  complete() {
    fitted_ = outcome_of("fit " + data_.path() + " --decimal-comma --role id=key --constraint 'low <= high' -o " +
                         model_.path());
  }

  outcome ask(const std::string& rows, const std::string& more = {}) {
    const temporary_file half("half.csv", rows);
    return outcome_of("sample " + model_.path() + " --complete " + half.path() + " -o " + whole_.path() + " " + more);
  }

  temporary_file data_{"towns.csv", towns()};
  temporary_file model_{"towns.json"};
  temporary_file whole_{"whole.csv"};
  outcome fitted_;
};

TEST_F(complete, keeps_filled_cells_and_makes_the_others) {
  ASSERT_EQ(fitted_.status, 0) << fitted_.said;
  const outcome made = ask("town;low;id\nBonn;;7\n;3,4;\n;;\n");
  ASSERT_EQ(made.status, 0) << made.said;
  const table rows = io::read_csv(whole_.path(), {.decimal_mark = ','});
  ASSERT_EQ(rows.rows(), 3U);
  ASSERT_EQ(rows.schema().size(), 5U);
  EXPECT_EQ(rows.column("town").text(0), "Bonn");
  EXPECT_EQ(rows.column("id").number(0), 7.0);
  EXPECT_EQ(rows.column("low").number(1), 3.4);
  for (std::size_t c = 0; c < rows.schema().size(); ++c)
    for (std::size_t row = 0; row < 3; ++row) EXPECT_FALSE(rows.column(c).missing(row)) << rows.schema()[c].name;
  EXPECT_NE(whole_.contents().find(".01.2019"), std::string::npos) << "dates as in the file that was learned";
}

TEST_F(complete, takes_words_for_empty_cells_and_begins_later) {
  ASSERT_EQ(ask("town;low\nBonn;1,1\nBern;none\n", "--null none --first-row 1").status, 0);
  const table rows = io::read_csv(whole_.path(), {.decimal_mark = ','});
  ASSERT_EQ(rows.rows(), 1U);
  EXPECT_EQ(rows.column("town").text(0), "Bern");
}

TEST_F(complete, names_row_and_column_of_what_it_cannot_do) {
  const auto expect_words = [&](const outcome& one, std::initializer_list<const char*> words) {
    EXPECT_EQ(one.status, 2);
    for (const char* word : words)
      EXPECT_NE(one.said.find(word), std::string::npos) << word << " is not in: " << one.said;
  };
  expect_words(ask("town;low\nBonn;1,1\nOslo;2,2\n"), {"row 2", "town == \"Oslo\""});
  expect_words(ask("low;high\n9,1;8,1\n"), {"row 1", "low", "high", "low <= high"});
  expect_words(ask("town;low\nBonn;1,1\nBern;many\n"), {"line 3", "low", "many"});
  expect_words(ask("town;low\nBonn;1,15\n"), {"row 1", "low", "found 1.15", "1 decimal;", "round it"});
  expect_words(ask("city\nBonn\n"), {"city"});
  expect_words(ask("town\nBonn\n", "-n 5"), {"--complete"});
  expect_words(ask("town\nBonn\n", "--where 'low > 1'"), {"--complete"});
  expect_words(ask("town\nBonn\n", "--first-row 9"), {"--first-row"});
  expect_words(outcome_of("sample " + model_.path()), {"-n"});
  expect_words(outcome_of("sample " + model_.path() + " --complete /nowhere.csv"), {"/nowhere.csv"});
}

}  // namespace
}  // namespace standin
