// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/inference.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

using texts = std::vector<std::string_view>;

column_kind kind_of(const texts& cells) {
  return infer_column(cells).kind;
}

cell_reading reading_of(const texts& cells) {
  column_evidence evidence;
  for (std::size_t row = 0; row < cells.size(); ++row)
    cells[row].empty() ? evidence.add_missing({}) : evidence.add(cells[row], row);
  return evidence.decide();
}

TEST(inference, takes_digits_for_numbers_however_few_are_distinct) {
  EXPECT_EQ(kind_of({"1", "0", "1", "1", "0"}), column_kind::numeric);
  EXPECT_EQ(kind_of({"-1", "", "3"}), column_kind::numeric);
  EXPECT_EQ(kind_of({"1.5", "2", "1e-3", ".5"}), column_kind::numeric);
  EXPECT_EQ(reading_of({"1", "2"}).storage, cell_storage::whole);
  EXPECT_EQ(reading_of({"1", "2.0"}).storage, cell_storage::decimal);
}

TEST(inference, takes_digits_that_would_not_come_back_for_texts) {
  EXPECT_EQ(kind_of({"007", "008", "007", "008"}), column_kind::categorical);
  EXPECT_EQ(kind_of({"+1", "-1", "+1", "-1"}), column_kind::categorical);
  EXPECT_EQ(kind_of({"9007199254740993", "1"}), column_kind::text);
  EXPECT_EQ(kind_of({"1e400", "1"}), column_kind::text);
  EXPECT_EQ(infer_column(texts{"1", "007"}).reason,
            "digits as in codes, \"007\" in row 2: 2 distinct texts in 2 cells");
}

TEST(inference, says_which_cell_keeps_numbers_from_being_numbers) {
  EXPECT_EQ(infer_column(texts{"1", "2", "x", "4", "y"}).reason,
            "numbers, but for \"x\" in row 3: 5 distinct texts in 5 cells");
}

TEST(inference, takes_the_truth_words_of_one_casing_for_booleans) {
  EXPECT_EQ(kind_of({"true", "false", "true"}), column_kind::boolean);
  EXPECT_EQ(kind_of({"TRUE", "", "TRUE"}), column_kind::boolean);
  EXPECT_EQ(kind_of({"True", "false", "True", "false"}), column_kind::categorical);
  EXPECT_EQ(kind_of({"yes", "no", "yes", "no"}), column_kind::categorical);
  const cell_reading read = reading_of({"False", "True"});
  EXPECT_EQ(read.form.no, "False");
  EXPECT_EQ(read.form.yes, "True");
}

TEST(inference, finds_the_pattern_of_dates) {
  EXPECT_EQ(reading_of({"2020-01-31", "1999-12-01"}).form.datetime, "%Y-%m-%d");
  EXPECT_EQ(reading_of({"31.01.2020", "01.12.1999"}).form.datetime, "%d.%m.%Y");
  EXPECT_EQ(reading_of({"1.12.1999", "31.1.2020"}).form.datetime, "%-d.%-m.%Y");
  EXPECT_EQ(reading_of({"12/31/2020", "01/02/2020"}).form.datetime, "%m/%d/%Y");
  EXPECT_EQ(reading_of({"01/02/2020", "31/12/2020"}).form.datetime, "%d/%m/%Y");
  EXPECT_EQ(reading_of({"2020-01-31 10:00:00", "1999-12-01 00:00:00"}).form.datetime, "%Y-%m-%d %H:%M:%S");
  EXPECT_EQ(reading_of({"2020-01-31T10:00:00.250Z"}).form.datetime, "%Y-%m-%dT%H:%M:%S.%3fZ");
  EXPECT_EQ(reading_of({"5-Mar-21", "12-Dec-19"}).form.datetime, "%-d-%b-%y");
  EXPECT_EQ(reading_of({"05-Jan-20", "12-Dec-19"}).form.datetime, "%d-%b-%y");
  EXPECT_EQ(reading_of({"2020-01-31", "1999-12-01"}).unit, time_unit::day);
  EXPECT_EQ(kind_of({"2020-01-31", "2021-02-29"}), column_kind::text);
  EXPECT_EQ(kind_of({"20200131", "20210228"}), column_kind::numeric);
}

TEST(inference, halves_its_confidence_where_dates_read_two_ways) {
  const column_inference sure = infer_column(texts{"01/02/2020", "01/31/2020"});
  const column_inference unsure = infer_column(texts{"01/02/2020", "03/04/2020"});
  EXPECT_DOUBLE_EQ(sure.confidence, 0.75);  // (2 + 1) / (2 + 2)
  EXPECT_DOUBLE_EQ(unsure.confidence, 0.375);
  EXPECT_EQ(unsure.reason, "date-times as %m/%d/%Y, though they might be %d/%m/%Y");
}

TEST(inference, keeps_one_offset_and_counts_the_others) {
  const cell_reading read =
      reading_of({"2020-07-01T00:00:00+02:00", "2020-07-02T00:00:00+02:00", "2020-01-01T00:00:00+01:00"});
  EXPECT_EQ(read.form.utc_offset, 120);
  EXPECT_EQ(read.why.rewritten, 1U);
}

TEST(inference, takes_texts_of_which_at_most_half_are_distinct_for_levels) {
  EXPECT_EQ(kind_of({"a", "a"}), column_kind::categorical);
  EXPECT_EQ(kind_of({"a", "b", "a", "b"}), column_kind::categorical);
  EXPECT_EQ(kind_of({"a", "b", "c", "a", "b"}), column_kind::text);
  EXPECT_EQ(kind_of({"a"}), column_kind::text);
}

TEST(inference, takes_a_column_without_value_for_text) {
  EXPECT_EQ(kind_of({}), column_kind::text);
  EXPECT_EQ(kind_of({"", ""}), column_kind::text);
  EXPECT_EQ(infer_column(texts{"", ""}).reason, "no cell has a value");
}

TEST(inference, takes_nan_among_numbers_for_missing) {
  EXPECT_EQ(kind_of({"1", "NaN", "2"}), column_kind::numeric);
  EXPECT_EQ(reading_of({"1", "NaN", "2", "NaN", ""}).form.missing, "NaN");
  EXPECT_EQ(reading_of({"1", "NaN", "2", "NaN", ""}).why.rewritten, 1U);
  EXPECT_EQ(kind_of({"nan", "nan"}), column_kind::categorical);
}

TEST(inference, finds_the_decimals_that_give_most_cells_back) {
  const auto form = [](const texts& cells) { return reading_of(cells).form; };
  EXPECT_EQ(form({"1.50", "2.25", "3.00"}).min_decimals, 2);
  EXPECT_EQ(form({"1.50", "2.25", "3.00"}).max_decimals, 2);
  EXPECT_EQ(form({"41.0", "8.3252"}).min_decimals, 1);
  EXPECT_EQ(form({"41.0", "8.3252"}).max_decimals, 4);
  EXPECT_EQ(form({"12", "11.77", "3.5"}).min_decimals, 0);
  EXPECT_EQ(form({"1", "2"}).max_decimals, 0);
  EXPECT_EQ(form({".5", "-.25"}).leading_zero, false);
  EXPECT_EQ(form({"0.1234567890123456789", "1"}).max_decimals, -1);
  EXPECT_EQ(reading_of({"1.50", "2.5", "3.25"}).why.rewritten, 1U);
}

// Two decimals always, and yet never a 0 at the end in 60 cells: 0.9^60 is below 0.2 %.
TEST(inference, leaves_zeros_out_where_no_cell_has_them) {
  std::vector<std::string> cells;
  for (int i = 0; i < 60; ++i) cells.push_back("0." + std::to_string(i % 9 + 1) + std::to_string(i % 7 + 1));
  EXPECT_EQ(reading_of(texts(cells.begin(), cells.end())).form.min_decimals, 1);
  EXPECT_EQ(reading_of(texts(cells.begin(), cells.begin() + 10)).form.min_decimals, 2);
}

TEST(inference, finds_the_notation_that_gives_most_cells_back) {
  EXPECT_EQ(reading_of({"1e+05", "120000", "20000"}).form.notation, number_notation::shorter);
  EXPECT_EQ(reading_of({"1e+05", "120000", "20000"}).storage, cell_storage::whole);
  EXPECT_EQ(reading_of({"1e+05", "120000", "20000"}).why.rewritten, 0U);
  EXPECT_EQ(reading_of({"1.5e-05", "100000.0", "0.5"}).form.notation, number_notation::magnitude);
  EXPECT_EQ(reading_of({"1.5e-05", "1e+00", "5e-01"}).form.notation, number_notation::scientific);
  EXPECT_EQ(reading_of({"1E5", "2"}).why.rewritten, 1U);
}

TEST(inference, finds_as_many_decimals_before_each_exponent) {
  const cell_reading three = reading_of({"6.080e+05", "0.000e+00", "-1.235e-04", "9.990e+12"});
  EXPECT_EQ(three.form.notation, number_notation::scientific);
  EXPECT_EQ(three.form.min_decimals, 3);
  EXPECT_EQ(three.form.max_decimals, 3);
  EXPECT_EQ(three.why.rewritten, 0U);
  EXPECT_EQ(reading_of({"6.083e+05", "1.235e-04"}).form.max_decimals, 3) << "though the shortest texts are these too";
  EXPECT_EQ(reading_of({"6.08e+05", "1.235e-04"}).form.max_decimals, -1);
  EXPECT_EQ(reading_of({"6.080e+05", "7.100e+05", "12"}).why.rewritten, 1U);
}

TEST(inference, follows_what_is_said) {
  EXPECT_EQ(infer_column(texts{"1", "2", "1"}, {.kind = column_kind::categorical}).kind, column_kind::categorical);
  EXPECT_EQ(infer_column(texts{"007", "+1"}, {.kind = column_kind::numeric}).kind, column_kind::numeric);
  expect_error<data_error>(
      [] {
        (void)infer_column(texts{"1", "x"}, {.kind = column_kind::numeric});
      },
      {"row 2", "\"x\"", "numeric"});
  expect_error<data_error>(
      [] {
        (void)infer_column(texts{"2020-01-01", "soon"}, {.kind = column_kind::datetime});
      },
      {"row 2", "\"soon\"", "datetime"});
}

TEST(inference, is_the_same_however_the_cells_are_divided) {
  const texts cells = {"01/02/2020", "", "25/12/2020", "03/04/2021", "", "01/01/1999", "07/08/2022"};
  const cell_reading whole = reading_of(cells);
  for (std::size_t cut = 0; cut <= cells.size(); ++cut) {
    column_evidence first;
    column_evidence second;
    for (std::size_t row = 0; row < cells.size(); ++row) {
      column_evidence& part = row < cut ? first : second;
      cells[row].empty() ? part.add_missing({}) : part.add(cells[row], row);
    }
    second.merge(first);
    const cell_reading merged = second.decide();
    EXPECT_EQ(merged.form, whole.form);
    EXPECT_EQ(merged.why.reason, whole.why.reason);
    EXPECT_EQ(merged.why.confidence, whole.why.confidence);
  }
}

TEST(inference, knows_dates_of_mails_and_names_of_zones) {
  const auto kind = [](std::initializer_list<std::string_view> cells) {
    return infer_column(std::vector<std::string_view>(cells)).kind;
  };
  EXPECT_EQ(kind({"Thu, 03 Jan 2019 10:00:00 +0000", "Fri, 04 Jan 2019 11:30:05 +0000"}), column_kind::datetime);
  EXPECT_EQ(kind({"Thu, 3 Jan 2019 10:00:00 GMT", "Fri, 4 Jan 2019 11:30:05 GMT"}), column_kind::datetime);
  EXPECT_EQ(kind({"03 Jan 2019 10:00:00 -0500", "04 Jan 2019 10:00:00 -0500"}), column_kind::datetime);
  for (const char* zone : {" UTC", " GMT", "Z", " CET", " PST"}) {
    const std::string cell = std::string("2019-01-03 10:00:00").append(zone);
    EXPECT_EQ(infer_column(std::vector<std::string_view>{cell}).kind, column_kind::datetime) << zone;
  }
  EXPECT_EQ(kind({"2019-01-03 10:00:00 UTC", "2019-01-03 10:00:00 GMT"}), column_kind::text) << "two forms";
  EXPECT_EQ(kind({"Fri, 03 Jan 2019 10:00:00 +0000"}), column_kind::text) << "it was a Thursday";
}

TEST(inference, says_where_offsets_differ) {
  const column_inference one =
      infer_column(std::vector<std::string_view>{"2019-01-03T10:00:00+01:00", "2019-07-03T10:00:00+01:00"});
  EXPECT_EQ(one.remark, "");
  const column_inference several = infer_column(std::vector<std::string_view>{
      "2019-01-03T10:00:00+01:00", "2019-07-03T10:00:00+02:00", "2019-08-03T10:00:00+02:00"});
  EXPECT_EQ(several.kind, column_kind::datetime);
  EXPECT_EQ(several.rewritten, 1U);
  for (const std::string_view word :
       {"+01:00 in 1 cell,", "+02:00 in 2 cells", "come back as the same moments with +02:00"})
    EXPECT_NE(several.remark.find(word), std::string::npos) << several.remark;
}

}  // namespace
}  // namespace standin
