// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace standin {
namespace {

TEST(error, says_where_what_and_what_would_do_in_one_sentence) {
  const data_error e("people.csv, line 3", "found \"x\" in a column of numbers", "declare the column as text");
  EXPECT_STREQ(e.what(), "standin: people.csv, line 3: found \"x\" in a column of numbers; declare the column as text");
  EXPECT_EQ(e.where(), "people.csv, line 3");
  EXPECT_EQ(e.found(), "found \"x\" in a column of numbers");
  EXPECT_EQ(e.remedy(), "declare the column as text");
}

TEST(error, ends_after_what_was_found_when_there_is_no_remedy) {
  const io_error e("out.csv", "the disk is full");
  EXPECT_STREQ(e.what(), "standin: out.csv: the disk is full");
  EXPECT_EQ(e.found(), "the disk is full");
  EXPECT_EQ(e.remedy(), "");
}

TEST(error, keeps_its_parts_when_copied_and_when_caught_by_its_base) {
  const error copy = [] {
    const schema_error original("column age", "missing", "add it");
    return error(original);
  }();
  EXPECT_EQ(copy.where(), "column age");
  EXPECT_EQ(copy.remedy(), "add it");
  try {
    throw numeric_error("fit", "no convergence");
  } catch (const std::runtime_error& e) {
    EXPECT_STREQ(e.what(), "standin: fit: no convergence");
  }
}

TEST(error, has_leaves_that_do_not_catch_each_other) {
  const auto caught_as_data_error = [](auto thrown) {
    try {
      throw thrown;
    } catch (const data_error&) {
      return true;
    } catch (const error&) {
      return false;
    }
  };
  EXPECT_TRUE(caught_as_data_error(data_error("a", "b")));
  EXPECT_FALSE(caught_as_data_error(schema_error("a", "b")));
  EXPECT_FALSE(caught_as_data_error(invalid_option("a", "b")));
  EXPECT_FALSE(caught_as_data_error(numeric_error("a", "b")));
  EXPECT_FALSE(caught_as_data_error(io_error("a", "b")));
  EXPECT_FALSE(caught_as_data_error(format_error("a", "b")));
  EXPECT_FALSE(caught_as_data_error(cancelled("a", "b")));
}

// An exception whose copy throws ends the program.
static_assert(std::is_nothrow_copy_constructible_v<error>);

}  // namespace
}  // namespace standin
