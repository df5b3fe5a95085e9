// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/bound_given_rows.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

constexpr std::uint64_t endless = std::numeric_limits<std::uint64_t>::max();

const table_schema& schema() {
  static const table_schema columns{{"age"},
                                    {"sex", column_kind::categorical},
                                    {"sold", column_kind::boolean},
                                    {"time", column_kind::datetime, time_unit::second},
                                    {"share"}};
  return columns;
}

/// Four rows of what might have been sampled; the last one is all missing.
table sampled() {
  validity some(4);
  some.set(3, false);
  return {schema(),
          {column(std::vector<double>{30, 31, 30, 0}, some),
           column::categorical({0, 1, 1, 0}, std::vector<std::string>{"F", "M"}, some),
           column::booleans({1, 0, 1, 0}, some), column(std::vector<std::int64_t>{86400, 90000, 172800, 0}, some),
           column(std::vector<float>{0.1F, 0.2F, 0.3F, 0.0F}, some)}};
}

std::vector<bool> met(const given_rows& given, const table_view& rows, std::uint64_t first_row = 0) {
  const given_matcher matcher(bound_given_rows(given, schema()), rows, first_row);
  std::vector<bool> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) out.push_back(matcher(row));
  return out;
}

using flags = std::vector<bool>;

TEST(given_rows, asks_nothing_by_default) {
  const bound_given_rows given(given_rows(), schema());
  EXPECT_TRUE(given.always());
  EXPECT_TRUE(bound_given_rows().always());
  EXPECT_FALSE(given.rows());
  EXPECT_EQ(given.same_until(7), endless);
  EXPECT_TRUE(given.of(1'000'000'000'000).always());
  EXPECT_EQ(met({}, sampled()), (flags{true, true, true, true}));
}

TEST(given_rows, may_be_one_condition_for_all) {
  const given_rows every = where("age") == 30 && where("sold") == true;
  const bound_given_rows given(every, schema());
  EXPECT_FALSE(given.always());
  EXPECT_FALSE(given.rows());
  EXPECT_EQ(given.same_until(0), endless);
  EXPECT_EQ(given.of(5).describe(), "age == 30 and sold == true");
  EXPECT_EQ(met(every, sampled()), (flags{true, false, true, false}));
  EXPECT_EQ(met(every, sampled(), 100), (flags{true, false, true, false}));
}

TEST(given_rows, may_be_conditions_with_counts) {
  const given_rows quotas = std::vector<row_quota>{
      {where("age") == 30, 1}, {where("age") == 99, 0}, {where("sex") == "M", 2}, {where("age").is_missing(), 5}};
  const bound_given_rows given(quotas, schema());
  EXPECT_EQ(given.rows(), 8U);
  EXPECT_EQ(given.same_until(0), 1U);
  EXPECT_EQ(given.same_until(1), 3U);
  EXPECT_EQ(given.same_until(2), 3U);
  EXPECT_EQ(given.same_until(3), 8U);
  EXPECT_EQ(given.of(0).describe(), "age == 30");
  EXPECT_EQ(given.of(1).describe(), "sex == \"M\"");
  EXPECT_EQ(given.of(2).describe(), "sex == \"M\"");
  EXPECT_EQ(given.of(7).describe(), "age is missing");
  EXPECT_EQ(met(quotas, sampled()), (flags{true, true, true, true}));
  EXPECT_EQ(met(quotas, sampled(), 1), (flags{false, true, false, true}));
  expect_error<data_error>([&] { (void)given.of(8); }, {"row 8", "only 8"});
  expect_error<data_error>([&] { (void)met(quotas, sampled(), 5); }, {"up to 9", "only 8"});
}

table seeds() {
  validity ages(4);
  ages.set(2, false);
  validity sexes(4);
  sexes.set(1, false);
  sexes.set(3, false);
  return {{{"sex", column_kind::text}, {"age"}},
          {column(std::vector<std::string>{"F", "", "M", ""}, sexes),
           column(std::vector<std::int64_t>{30, 31, 0, 30}, ages)}};
}

TEST(given_rows, may_be_rows_to_complete) {
  const given_rows partial = rows_to_complete{seeds()};
  const bound_given_rows given(partial, schema());
  EXPECT_EQ(given.rows(), 4U);
  EXPECT_FALSE(given.always());
  EXPECT_EQ(given.same_until(2), 3U);
  EXPECT_EQ(given.of(0).describe(), "age == 30 and sex == \"F\"");
  EXPECT_EQ(given.of(1).describe(), "age == 31 and sex is not missing");
  EXPECT_EQ(given.of(2).describe(), "age is not missing and sex == \"M\"");
  EXPECT_FALSE(given.of(2).has_residual());
  EXPECT_FALSE(given.contradiction());
  EXPECT_EQ(met(partial, sampled()), (flags{true, true, true, false}));
  EXPECT_EQ(met(partial, table_view(sampled()).select_rows({1, 0, 0, 0})), (flags{false, false, false, true}));
  EXPECT_EQ(met(partial, table_view(sampled()).select_rows({1, 2}), 1), (flags{true, true}));
}

TEST(given_rows, may_leave_what_is_open_to_the_model) {
  const given_rows partial = rows_to_complete{.rows = seeds(), .open = open_cells::free};
  const bound_given_rows given(partial, schema());
  EXPECT_EQ(given.of(1).describe(), "age == 31");
  const table_view last = table_view(sampled()).select_rows({3, 3, 3, 3});
  EXPECT_EQ(met(partial, last), (flags{false, false, false, false}));
  table row_with_age_alone{
      {{"age"}, {"sex", column_kind::categorical}},
      {column(std::vector<double>{31}), column::categorical({0}, std::vector<std::string>{"F"}, validity(1, false))}};
  EXPECT_EQ(met(partial, row_with_age_alone, 1), (flags{true}));
  EXPECT_EQ(met(rows_to_complete{seeds()}, row_with_age_alone, 1), (flags{false}));
}

// The condition of a row, checked the long way, must say the same as the matcher.
TEST(given_rows, agrees_with_the_condition_of_each_row) {
  const table rows = sampled();
  for (const open_cells open : {open_cells::filled, open_cells::free}) {
    const bound_given_rows given(rows_to_complete{seeds(), open}, schema());
    for (std::uint64_t number = 0; number < 4; ++number)
      for (std::size_t row = 0; row < 4; ++row) {
        const table_view one = table_view(rows).select_rows({row});
        EXPECT_EQ(given_matcher(given, one, number)(0), row_matcher(given.of(number), one)(0)) << number << row;
      }
  }
}

TEST(given_rows, compares_each_kind_of_cell) {
  const auto complete = [](column_spec spec, column cells) {
    return given_rows(rows_to_complete{table{{std::move(spec)}, {std::move(cells)}}});
  };
  const auto rows = [](std::initializer_list<std::size_t> chosen) { return table_view(sampled()).select_rows(chosen); };
  EXPECT_EQ(met(complete({"sold", column_kind::boolean}, column::booleans({0, 0})), rows({0, 1})),
            (flags{false, true}));
  EXPECT_EQ(met(complete({"share"}, column(std::vector<double>{0.1, 0.2})), rows({0, 0})), (flags{true, false}));
  EXPECT_EQ(
      met(complete({"sex", column_kind::categorical}, column::categorical({1, 1}, std::vector<std::string>{"x", "M"})),
          rows({0, 1})),
      (flags{false, true}));
  EXPECT_EQ(met(complete({"time", column_kind::datetime, time_unit::second}, column(std::vector<std::int64_t>{90000})),
                rows({1})),
            (flags{true}));
  const given_rows day =
      complete({"time", column_kind::datetime, time_unit::day}, column(std::vector<std::int64_t>{1, 1, 1}));
  EXPECT_EQ(met(day, rows({0, 1, 2})), (flags{true, true, false})) << "a date stands for the whole day";
  EXPECT_EQ(bound_given_rows(day, schema()).of(0).describe(),
            "time >= \"1970-01-02T00:00:00Z\" and time <= \"1970-01-02T23:59:59Z\"");
}

TEST(given_rows, refuses_rows_that_do_not_fit_the_table) {
  const auto bind = [](table rows) { return [rows] { bound_given_rows(rows_to_complete{rows}, schema()); }; };
  expect_error<schema_error>(bind({{{"ages"}}, {column(std::vector<double>{1})}}), {"no column named \"ages\""});
  expect_error<schema_error>(bind({{{"sex"}}, {column(std::vector<double>{1})}}),
                             {"column sex", "numeric", "categorical", "same kinds"});
  expect_error<data_error>(bind({{{"time", column_kind::datetime, time_unit::millisecond}},
                                 {column(std::vector<std::int64_t>{1000, 1500})}}),
                           {"row 2, column time", "1970-01-01T00:00:01.500"});
  EXPECT_NO_THROW(bind({{{"sex"}}, {column(std::vector<double>{std::nan("")})}})()) << "nothing in it has a kind";
}

TEST(given_rows, names_a_condition_that_cannot_be_met) {
  const condition never = where("age") > 3 && where("age") < 2;
  const auto unmet = [](const given_rows& given) { return bound_given_rows(given, schema()).contradiction(); };
  ASSERT_TRUE(unmet(never));
  EXPECT_EQ(unmet(never)->part, "age > 3 and age < 2");
  EXPECT_TRUE(unmet(std::vector<row_quota>{{where("age") > 3, 1}, {never, 2}}));
  EXPECT_FALSE(unmet(std::vector<row_quota>{{where("age") > 3, 1}, {never, 0}})) << "no row has to meet it";
}

}  // namespace
}  // namespace standin
