// SPDX-License-Identifier: MIT
#include <core/extreme_numbers.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/record.hpp>

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace standin_test {

enum class colour : std::uint8_t { red = 1, green = 2, blue = 7 };

using standin_day = std::chrono::sys_days;
using standin_hours = std::chrono::sys_time<std::chrono::hours>;
using standin_ms = std::chrono::sys_time<std::chrono::milliseconds>;

struct passenger {
  double income = 0;
  float share = 0;
  std::int32_t age = 0;
  std::int64_t id = 0;
  bool active = false;
  std::string city{};
  std::string note{};
  colour favourite = colour::red;
  std::int8_t children = 0;
  std::uint64_t visits = 0;
  std::uint16_t zip = 0;
  std::int64_t seen = 0;
  standin_day born{};
  standin_ms login{};
  standin_hours shift{};
  std::optional<double> height{};
  std::optional<std::int32_t> shoe{};
  std::optional<std::string> nick{};
  std::optional<bool> vip{};
  std::optional<colour> second{};
  std::optional<standin_day> died{};

  bool operator==(const passenger&) const = default;
};

struct reading {
  double value;
  char code;  // not described
};

#pragma pack(push, 1)
struct packed_reading {
  std::uint8_t flags;
  double value;
  std::int16_t level;
  colour shade;
  std::uint32_t count;
};
#pragma pack(pop)

struct base {
  double x = 0;
};
struct derived : base {
  std::string name{};
};

}  // namespace standin_test

template <>
struct standin::enum_traits<standin_test::colour> {
  static constexpr std::array levels{std::pair{standin_test::colour::red, "red"},
                                     std::pair{standin_test::colour::green, "green"},
                                     std::pair{standin_test::colour::blue, "blue"}};
};

template <>
struct standin::record_traits<standin_test::passenger> {
  using p = standin_test::passenger;
  static constexpr auto fields =
      std::tuple{standin::field("income", &p::income),
                 standin::field("share", &p::share),
                 standin::field("age", &p::age),
                 standin::field("id", &p::id),
                 standin::field("active", &p::active),
                 standin::field("city", &p::city),
                 standin::field("note", &p::note, column_kind::text),
                 standin::field("favourite", &p::favourite),
                 standin::field("children", &p::children),
                 standin::field("visits", &p::visits),
                 standin::field("zip", &p::zip, column_kind::categorical),
                 standin::field("seen", &p::seen, column_kind::datetime, time_unit::millisecond),
                 standin::field("born", &p::born),
                 standin::field("login", &p::login),
                 standin::field("shift", &p::shift),
                 standin::field("height", &p::height),
                 standin::field("shoe", &p::shoe),
                 standin::field("nick", &p::nick, column_kind::text),
                 standin::field("vip", &p::vip),
                 standin::field("second", &p::second),
                 standin::field("died", &p::died)};
};

template <>
struct standin::record_traits<standin_test::reading> {
  static constexpr auto fields = std::tuple{standin::field("value", &standin_test::reading::value)};
};

template <>
struct standin::record_traits<standin_test::packed_reading> {
  using r = standin_test::packed_reading;
  static constexpr auto fields = std::tuple{standin::field("flags", &r::flags), standin::field("value", &r::value),
                                            standin::field("level", &r::level), standin::field("count", &r::count),
                                            standin::field("shade", &r::shade)};
};

template <>
struct standin::record_traits<standin_test::derived> {
  static constexpr auto fields =
      std::tuple{standin::field("x", &standin_test::derived::x), standin::field("name", &standin_test::derived::name)};
};

namespace standin {
namespace {

using namespace standin_test;
using namespace std::chrono_literals;

static_assert(dataset<std::vector<passenger>>);
static_assert(dataset<std::span<const passenger>>);
static_assert(dataset<std::span<passenger>>);
static_assert(dataset<std::span<const passenger, 3>>);
static_assert(!dataset<std::vector<double>>);
static_assert(!dataset<std::vector<base>>);

passenger ada() {
  passenger p;
  p.income = 1234.5;
  p.share = 0.25F;
  p.age = 36;
  p.id = (std::int64_t{1} << 60) + 1;
  p.active = true;
  p.city = "London";
  p.note = "a note that is too long to lie in the string itself";
  p.favourite = colour::blue;
  p.children = 3;
  p.visits = 1'000'000'000'000;
  p.zip = 10'115;
  p.seen = 1'700'000'000'123;
  p.born = standin_day(std::chrono::year(1815) / 12 / 10);
  p.login = standin_ms(1'234ms);
  p.shift = standin_hours(5h);
  p.height = 1.65;
  p.shoe = 38;
  p.nick = "the countess of Lovelace, Augusta Ada King";
  p.vip = true;
  p.second = colour::green;
  p.died = standin_day(std::chrono::year(1852) / 11 / 27);
  return p;
}

passenger nobody() {
  passenger p;
  p.income = std::numeric_limits<double>::quiet_NaN();
  p.share = std::numeric_limits<float>::quiet_NaN();
  p.city = "Berlin";
  p.zip = 999;
  p.children = -1;
  return p;
}

TEST(records, have_a_column_for_each_field) {
  const std::vector<passenger> people{ada(), nobody()};
  const table_view view = people;
  ASSERT_EQ(view.schema().size(), 21U);
  ASSERT_EQ(view.rows(), 2U);
  const auto kind_of = [&](const char* name) { return view.schema()[view.schema().index_of(name)].kind; };
  EXPECT_EQ(kind_of("income"), column_kind::numeric);
  EXPECT_EQ(kind_of("active"), column_kind::boolean);
  EXPECT_EQ(kind_of("city"), column_kind::categorical);
  EXPECT_EQ(kind_of("note"), column_kind::text);
  EXPECT_EQ(kind_of("favourite"), column_kind::categorical);
  EXPECT_EQ(kind_of("zip"), column_kind::categorical);
  EXPECT_EQ(kind_of("seen"), column_kind::datetime);
  EXPECT_EQ(kind_of("born"), column_kind::datetime);
  EXPECT_EQ(kind_of("second"), column_kind::categorical);

  EXPECT_EQ(view.column("income").number(0), 1234.5);
  EXPECT_TRUE(view.column("income").missing(1));
  EXPECT_TRUE(view.column("share").missing(1));
  EXPECT_EQ(view.column("id").cell<std::int64_t>(0), people[0].id);
  EXPECT_EQ(view.column("active").number(0), 1.0);
  EXPECT_EQ(view.column("note").text(0), people[0].note);
  EXPECT_EQ(view.column("children").number(1), -1.0);
  EXPECT_EQ(view.column("visits").number(0), 1e12);
  EXPECT_EQ(view.column("height").number(0), 1.65);
  EXPECT_EQ(view.column("nick").text(0), *people[0].nick);
  EXPECT_EQ(view.column("vip").number(0), 1.0);
  for (const char* optional : {"height", "shoe", "nick", "vip", "second", "died"}) {
    EXPECT_FALSE(view.column(optional).missing(0)) << optional;
    EXPECT_TRUE(view.column(optional).missing(1)) << optional;
  }
}

TEST(records, are_seen_in_place_where_a_column_view_can) {
  const std::vector<passenger> people{ada(), nobody()};
  const table_view view = people;
  const auto* begin = reinterpret_cast<const std::byte*>(people.data());
  const auto* end = begin + people.size() * sizeof(passenger);
  const auto in_place = [&](const char* name) {
    const column_view& c = view.column(name);
    return c.cells >= begin && c.cells < end && c.stride == static_cast<std::ptrdiff_t>(sizeof(passenger));
  };
  for (const char* name : {"income", "share", "age", "id", "active", "note", "seen", "login"})
    EXPECT_TRUE(in_place(name)) << name;
  EXPECT_EQ(in_place("born"), sizeof(standin_day) == 8) << "a standard library chooses the width of its days";
  for (const char* name :
       {"city", "favourite", "children", "visits", "zip", "shift", "height", "shoe", "nick", "vip", "second", "died"})
    EXPECT_FALSE(in_place(name)) << name;
}

TEST(records, sort_levels_of_strings_and_integers_and_keep_those_of_enumerations) {
  std::vector<passenger> people(4, ada());
  people[1].city = "Aachen";
  people[3].city = "Zürich";
  people[1].zip = 9;
  people[2].zip = 100;
  const table_view view = people;
  const auto levels = [&](const char* name) {
    const auto seen = view.column(name).levels;
    return std::vector<std::string>(seen.begin(), seen.end());
  };
  EXPECT_EQ(levels("city"), (std::vector<std::string>{"Aachen", "London", "Zürich"}));
  EXPECT_EQ(view.column("city").text(3), "Zürich");
  EXPECT_EQ(levels("zip"), (std::vector<std::string>{"9", "100", "10115"})) << "by value, not by digits";
  EXPECT_EQ(levels("favourite"), (std::vector<std::string>{"red", "green", "blue"}));
  EXPECT_EQ(view.column("favourite").code(0), 2U);
}

// Days since 1970-01-01 from Python: (date(1815, 12, 10) - date(1970, 1, 1)).days.
TEST(records, count_ticks_of_time_points) {
  const std::vector<passenger> people{ada()};
  const table_view view = people;
  const auto unit_of = [&](const char* name) { return view.schema()[view.schema().index_of(name)].unit; };
  EXPECT_EQ(view.column("born").number(0), -56270.0);
  EXPECT_EQ(unit_of("born"), time_unit::day);
  EXPECT_EQ(view.column("login").number(0), 1234.0);
  EXPECT_EQ(unit_of("login"), time_unit::millisecond);
  EXPECT_EQ(view.column("shift").number(0), 5 * 3600.0) << "hours are written as seconds";
  EXPECT_EQ(unit_of("shift"), time_unit::second);
  EXPECT_EQ(unit_of("seen"), time_unit::millisecond);
}

TEST(records, come_back_as_they_were) {
  const std::vector<passenger> people{ada(), nobody(), ada()};
  const std::vector<passenger> back = to_records<passenger>(people);
  ASSERT_EQ(back.size(), 3U);
  EXPECT_EQ(back[0], people[0]);
  EXPECT_EQ(back[2], people[2]);
  EXPECT_TRUE(std::isnan(back[1].income));
  EXPECT_TRUE(std::isnan(back[1].share));
  passenger rest = back[1];
  rest.income = people[1].income;
  EXPECT_EQ(rest.height, std::nullopt);
  EXPECT_EQ(rest.city, "Berlin");
  const table owned = to_table(people);
  EXPECT_EQ(to_records<passenger>(owned)[0], people[0]) << "by way of a table that owns its cells";
  EXPECT_EQ(to_records<passenger>(table_view(owned).select_rows({2, 1}))[0], people[2]);
}

TEST(records, may_be_none_at_all) {
  const std::vector<passenger> nobody_at_all;
  const table_view view = nobody_at_all;
  EXPECT_EQ(view.rows(), 0U);
  EXPECT_EQ(view.schema().size(), 21U);
  EXPECT_TRUE(view.column("city").levels.empty());
  EXPECT_TRUE(to_records<passenger>(view).empty());
}

TEST(records, are_kept_when_they_are_temporary) {
  const auto make = [] { return std::vector<passenger>{ada(), nobody()}; };
  const table_view view = make();
  EXPECT_EQ(view.column("note").text(0), ada().note);
  EXPECT_EQ(view.column("income").number(0), 1234.5);
  EXPECT_EQ(view.column("city").text(1), "Berlin");
}

TEST(records, in_a_span_are_only_looked_at) {
  std::vector<passenger> people{ada(), nobody(), ada()};
  const table_view view = std::span<const passenger>(people).subspan(1);
  ASSERT_EQ(view.rows(), 2U);
  EXPECT_EQ(view.column("age").number(1), 36.0);
  people[2].age = 37;
  EXPECT_EQ(view.column("age").number(1), 37.0);
  const table_view writable = std::span<passenger>(people);
  EXPECT_EQ(writable.rows(), 3U);
}

// Run under the undefined-behaviour sanitizer: doubles at addresses that are no multiple of 8.
TEST(records, may_be_packed) {
  const std::vector<packed_reading> readings{{1, 0.5, -2, colour::red, 7}, {2, 1.5, 3, colour::blue, 8}};
  const table_view view = readings;
  EXPECT_EQ(view.column("value").number(1), 1.5);
  EXPECT_EQ(view.column("level").number(0), -2.0);
  EXPECT_EQ(view.column("count").number(0), 7.0);
  EXPECT_EQ(view.column("shade").text(1), "blue");
  const std::vector<packed_reading> back = to_records<packed_reading>(view);
  const double value = back[1].value;
  const std::int16_t level = back[1].level;
  EXPECT_EQ(value, 1.5);
  EXPECT_EQ(level, 3);
}

TEST(records, need_not_describe_every_field_and_may_inherit_some) {
  const std::vector<reading> readings{{.value = 2, .code = 'x'}};
  EXPECT_EQ(table_view(readings).column("value").number(0), 2.0);
  std::vector<derived> two(2);
  two[1].x = 4;
  two[1].name = "b";
  EXPECT_EQ(table_view(two).column("x").number(1), 4.0);
  EXPECT_EQ(to_records<derived>(two)[1].name, "b");
}

TEST(records, name_field_and_row_of_what_a_column_cannot_hold) {
  std::vector<passenger> people(3, ada());
  people[1].favourite = static_cast<colour>(5);
  expect_error<data_error>([&] { table_view view = people; }, {"field \"favourite\", row 1", "value 5", "enum_traits"});
  people[1].favourite = colour::red;
  people[2].visits = std::numeric_limits<std::uint64_t>::max();
  expect_error<data_error>([&] { table_view view = people; }, {"field \"visits\", row 2", "18446744073709551615"});
  people[2].visits = 0;
  people[0].shift = standin_hours::max();
  expect_error<data_error>([&] { table_view view = people; }, {"field \"shift\", row 0", "ticks"});
  people[0].second = static_cast<colour>(0);
  people[0].shift = {};
  expect_error<data_error>([&] { table_view view = people; }, {"field \"second\", row 0"});
}

}  // namespace

// Structs with one field of each type that to_records can refuse.
namespace {

template <class T>
struct one {
  T x{};
};

template <class T>
T only(table_view data) {
  return to_records<one<T>>(data).at(0).x;
}

}  // namespace

template <class T>
struct record_traits<one<T>> {
  static constexpr auto fields = std::tuple{field("x", &one<T>::x)};
};

namespace {

enum class answer { no, yes };

struct postcode {
  std::int32_t zip = 0;
};

struct stamp {
  std::int64_t at = 0;
};

}  // namespace

template <>
struct enum_traits<answer> {
  static constexpr std::pair<answer, std::string_view> levels[] = {{answer::no, "no"}, {answer::yes, "yes"}};
};

template <>
struct record_traits<postcode> {
  static constexpr auto fields = std::tuple{field("zip", &postcode::zip, column_kind::categorical)};
};

template <>
struct record_traits<stamp> {
  static constexpr auto fields = std::tuple{field("at", &stamp::at, column_kind::datetime, time_unit::second)};
};

namespace {

table column_x(column cells, column_kind kind, time_unit unit = time_unit::second) {
  std::vector<column> columns;
  columns.push_back(std::move(cells));
  return {{{.name = "x", .kind = kind, .unit = unit}}, std::move(columns)};
}

table number_x(double x) {
  return column_x(column(std::vector<double>{x}), column_kind::numeric);
}
table integer_x(std::int64_t x) {
  return column_x(column(std::vector<std::int64_t>{x}), column_kind::numeric);
}
table level_x(std::string x) {
  return column_x(column::categorical({1}, std::vector<std::string>{"other", std::move(x)}), column_kind::categorical);
}
table text_x(std::string x) {
  return column_x(column(std::vector<std::string>{std::move(x)}), column_kind::text);
}
table tick_x(std::int64_t x, time_unit unit) {
  return column_x(column(std::vector<std::int64_t>{x}), column_kind::datetime, unit);
}
table missing_x() {
  return column_x(column(std::vector<std::int32_t>{7}, validity(1, false)), column_kind::numeric);
}

TEST(to_records, widens_and_narrows_numbers_that_fit) {
  EXPECT_EQ(only<std::int8_t>(number_x(-128)), -128);
  EXPECT_EQ(only<std::uint8_t>(integer_x(255)), 255);
  EXPECT_EQ(only<std::uint64_t>(integer_x(std::numeric_limits<std::int64_t>::max())), 9'223'372'036'854'775'807U);
  EXPECT_EQ(only<long long>(number_x(-0x1p63)), std::numeric_limits<long long>::min());
  EXPECT_EQ(only<double>(integer_x(std::int64_t{1} << 53)), 0x1p53);
  EXPECT_EQ(only<float>(number_x(0.1)), 0.1F) << "the nearest float";
  EXPECT_EQ(only<float>(number_x(-infinity)), -std::numeric_limits<float>::infinity());
}

TEST(to_records, refuses_numbers_that_do_not_fit) {
  const auto fails = [](auto wanted, const table& data, std::initializer_list<std::string_view> words) {
    expect_error<data_error>([&] { (void)only<decltype(wanted)>(data); }, words);
    expect_error<data_error>([&] { (void)only<decltype(wanted)>(data); }, {"column \"x\", row 0"});
  };
  fails(std::int8_t{}, integer_x(128), {"128 is out of the range"});
  fails(std::uint8_t{}, integer_x(-1), {"-1 is out of the range"});
  fails(std::int64_t{}, number_x(0x1p63), {"out of the range"});
  fails(std::int64_t{}, number_x(infinity), {"inf"});
  fails(std::int32_t{}, number_x(1.5), {"1.5 is not a whole number", "double"});
  fails(double{}, integer_x((std::int64_t{1} << 53) + 1), {"9007199254740993 is beyond 2^53"});
  fails(float{}, number_x(1e300), {"1e+300 is out of the range"});
}

TEST(to_records, puts_missing_cells_only_where_they_can_be) {
  EXPECT_TRUE(std::isnan(only<double>(missing_x())));
  EXPECT_TRUE(std::isnan(only<float>(number_x(nan))));
  EXPECT_EQ(only<std::optional<std::int32_t>>(missing_x()), std::nullopt);
  EXPECT_EQ(only<std::optional<double>>(number_x(nan)), std::nullopt);
  expect_error<data_error>([] { (void)only<std::int32_t>(missing_x()); },
                           {"column \"x\", row 0", "missing", "std::optional"});
  expect_error<data_error>(
      [] { (void)only<bool>(column_x(column::booleans({1}, validity(1, false)), column_kind::boolean)); }, {"missing"});
}

TEST(to_records, takes_names_from_categories_and_texts) {
  EXPECT_EQ(only<std::string>(level_x("a")), "a");
  EXPECT_EQ(only<std::string>(text_x("a")), "a");
  EXPECT_EQ(only<answer>(level_x("yes")), answer::yes);
  EXPECT_EQ(only<answer>(text_x("yes")), answer::yes);
  EXPECT_EQ(only<std::optional<answer>>(text_x("no")), answer::no);
  expect_error<data_error>([] { (void)only<answer>(level_x("maybe")); },
                           {"column \"x\", row 0", "\"maybe\" is none of the enumeration's names"});
  expect_error<data_error>([] { (void)only<answer>(text_x("")); }, {"\"\" is none"});
}

TEST(to_records, reads_integers_out_of_names) {
  const auto zip = [](column cells, column_kind kind) {
    std::vector<column> columns;
    columns.push_back(std::move(cells));
    return to_records<postcode>(table({{"zip", kind}}, std::move(columns))).at(0).zip;
  };
  const auto named = [&](std::string name) {
    return zip(column::categorical({0}, std::vector<std::string>{std::move(name)}), column_kind::categorical);
  };
  EXPECT_EQ(named("10115"), 10'115);
  EXPECT_EQ(zip(column(std::vector<std::string>{"-3"}), column_kind::text), -3);
  EXPECT_EQ(zip(column(std::vector<double>{10'115}), column_kind::numeric), 10'115);
  expect_error<data_error>([&] { (void)named("1a"); }, {"column \"zip\", row 0", "\"1a\" is not a whole number"});
  expect_error<data_error>([&] { (void)named(""); }, {"\"\" is not"});
  expect_error<data_error>([&] { (void)named("2147483648"); }, {"\"2147483648\" is out of the range"});
  expect_error<data_error>([&] { (void)named("99999999999999999999"); }, {"is out of the range"});
}

TEST(to_records, converts_ticks) {
  const auto at = [](std::int64_t ticks, time_unit unit) {
    std::vector<column> columns;
    columns.emplace_back(std::vector<std::int64_t>{ticks});
    return to_records<stamp>(table({{.name = "at", .kind = column_kind::datetime, .unit = unit}}, std::move(columns)))
        .at(0)
        .at;
  };
  EXPECT_EQ(at(-2, time_unit::day), -172'800);
  EXPECT_EQ(at(-5'000, time_unit::millisecond), -5);
  EXPECT_EQ(at(7, time_unit::second), 7);
  expect_error<data_error>([&] { (void)at(1, time_unit::nanosecond); },
                           {"column \"at\", row 0", "time 1 does not fit"});
  expect_error<data_error>([&] { (void)at(std::numeric_limits<std::int64_t>::max(), time_unit::day); },
                           {"does not fit"});
  expect_error<data_error>([&] { (void)at(std::numeric_limits<std::int64_t>::min(), time_unit::day); },
                           {"does not fit"});
  EXPECT_EQ(only<standin_day>(tick_x(172'800, time_unit::second)), standin_day(std::chrono::days(2)));
  EXPECT_EQ(only<standin_hours>(tick_x(1, time_unit::day)), standin_hours(24h));
  expect_error<data_error>([] { (void)only<standin_day>(tick_x(172'801, time_unit::second)); }, {"does not fit"});
}

TEST(to_records, asks_for_the_columns_and_kinds_of_the_fields) {
  expect_error<schema_error>([] { (void)to_records<stamp>(number_x(1)); }, {"no column named \"at\"", "it has x"});
  expect_error<schema_error>([] { (void)only<double>(text_x("1")); }, {"column \"x\" is text, its field is numeric"});
  expect_error<schema_error>([] { (void)only<std::string>(number_x(1)); }, {"is numeric, its field is categorical"});
  expect_error<schema_error>([] { (void)only<bool>(number_x(1)); }, {"is numeric, its field is boolean"});
  expect_error<schema_error>([] { (void)only<standin_day>(integer_x(1)); }, {"is numeric, its field is datetime"});
  expect_error<schema_error>([] { (void)only<answer>(number_x(1)); }, {"is numeric, its field is categorical"});
}

TEST(to_records, leaves_other_columns_alone) {
  const table data{{{"y", column_kind::text}, {"x"}},
                   {column(std::vector<std::string>{"b"}), column(std::vector<double>{3})}};
  EXPECT_EQ(only<double>(data), 3.0);
}

TEST(to_records, reads_other_peoples_unsigned_numbers_and_odd_booleans) {
  const std::array<std::uint8_t, 2> cells{0xFF, 0x02};
  const column_view octet{.element = element_type::uint8,
                          .cells = reinterpret_cast<const std::byte*>(cells.data()),
                          .stride = 1,
                          .rows = 2};
  EXPECT_EQ(only<std::int32_t>(table_view(2, {{"x"}}, {octet})), 255);
  column_view flag = octet;
  flag.kind = column_kind::boolean;
  flag.element = element_type::boolean;
  EXPECT_TRUE(only<bool>(table_view(2, {{"x", column_kind::boolean}}, {flag})));
}

}  // namespace
}  // namespace standin
