// SPDX-License-Identifier: MIT
// Conditions on a random table against two judges that know nothing of sets: for written expressions the same thought
// in C++, for random ones an evaluator that walks the condition for each row and compares dates as texts.
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/table.hpp>
#include <standin/data/where_parser.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

struct person {
  std::optional<double> age;
  std::optional<double> income;
  std::optional<std::int32_t> children;
  std::optional<float> share;
  std::optional<std::string> sex;
  std::optional<std::string> name;
  std::optional<bool> sold;
  std::optional<std::int64_t> day;     ///< days from 2024-01-01
  std::optional<std::int64_t> bought;  ///< seconds from 2024-01-01
  std::optional<std::int64_t> paid;    ///< milliseconds from 2024-01-01
};

constexpr std::int64_t new_year = 19723;  // 2024-01-01, days from 1970-01-01: 54 years of which 13 are leap years
constexpr std::int64_t second = 86400;

std::vector<person> random_people(std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto below = [&](std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(engine); };
  const auto maybe = [&](auto value) { return below(6) == 0 ? std::nullopt : std::optional(value); };
  const auto names = std::vector<std::string>{"F", "M", "it's", "", "x y"};
  std::vector<person> people(rows);
  for (person& p : people) {
    p.age = maybe(static_cast<double>(below(8)));
    p.income = maybe(static_cast<double>(below(16)) / 2);
    p.children = maybe(static_cast<std::int32_t>(below(5)));
    p.share = maybe(static_cast<float>(below(11)) / 10.0F);
    p.sex = maybe(names[static_cast<std::size_t>(below(3))]);
    p.name = maybe(names[static_cast<std::size_t>(below(5))]);
    p.sold = maybe(below(2) == 0);
    p.day = maybe(below(4) - 1);
    p.bought = maybe((below(4) - 1) * second + below(2) * 43200);
    p.paid = maybe(((below(4) - 1) * second + below(2) * 43200) * 1000 + below(2) * 500);
  }
  return people;
}

/// Gathers one field of all rows; what is missing gets a value that would meet most conditions.
template <class Cell, class Field>
std::pair<std::vector<Cell>, validity> gather(const std::vector<person>& people, Field field, Cell filler) {
  std::vector<Cell> cells;
  validity present(people.size());
  for (std::size_t row = 0; row < people.size(); ++row) {
    const auto& value = field(people[row]);
    present.set(row, value.has_value());
    cells.push_back(value ? static_cast<Cell>(*value) : filler);
  }
  return {cells, present};
}

table make_table(const std::vector<person>& people) {
  const auto plain = [&]<class Cell>(auto field, Cell filler) {
    auto [cells, present] = gather<Cell>(people, field, filler);
    return column(std::move(cells), std::move(present));
  };
  const auto date = [&](auto field, std::int64_t offset) {
    auto [cells, present] = gather<std::int64_t>(people, field, 0);
    for (std::int64_t& cell : cells) cell += offset;
    return column(std::move(cells), std::move(present));
  };
  const std::vector<std::string> levels{"M", "it's", "F", "never seen"};
  std::vector<std::uint32_t> codes;
  validity sexes(people.size());
  for (std::size_t row = 0; row < people.size(); ++row) {
    sexes.set(row, people[row].sex.has_value());
    codes.push_back(people[row].sex == "it's" ? 1U : people[row].sex == "F" ? 2U : 0U);
  }
  auto [sold, sold_present] = gather<std::uint8_t>(
      people, [](const person& p) { return p.sold; }, std::uint8_t{1});
  std::vector<double> age;  // missing cells as NaN
  for (const person& p : people) age.push_back(p.age.value_or(std::nan("")));

  std::vector<column> columns;
  columns.emplace_back(age);
  columns.push_back(plain([](const person& p) { return p.income; }, 5.0));
  columns.push_back(plain([](const person& p) { return p.children; }, std::int32_t{3}));
  columns.push_back(plain([](const person& p) { return p.share; }, 0.5F));
  columns.push_back(column::categorical(codes, levels, sexes));
  columns.push_back(plain([](const person& p) { return p.name; }, std::string("F")));
  columns.push_back(column::booleans(sold, sold_present));
  columns.push_back(date([](const person& p) { return p.day; }, new_year));
  columns.push_back(date([](const person& p) { return p.bought; }, new_year * second));
  columns.push_back(date([](const person& p) { return p.paid; }, new_year * second * 1000));
  return {{{"age"},
           {"income"},
           {"children"},
           {"share"},
           {"sex", column_kind::categorical},
           {"full name", column_kind::text},
           {"sold", column_kind::boolean},
           {"day", column_kind::datetime, time_unit::day},
           {"bought", column_kind::datetime, time_unit::second},
           {"paid", column_kind::datetime, time_unit::millisecond}},
          std::move(columns)};
}

// ── written expressions ──

struct expression {
  const char* text;
  std::function<bool(const person&)> holds;
};

std::vector<expression> expressions() {
  using p = const person&;
  // A comparison with an empty optional must be false, while std::optional's own operators have it less than all
  // values.
  const auto lt = [](const auto& a, auto b) { return a && *a < b; };
  const auto le = [](const auto& a, auto b) { return a && *a <= b; };
  const auto gt = [](const auto& a, auto b) { return a && *a > b; };
  const auto ge = [](const auto& a, auto b) { return a && *a >= b; };
  const auto eq = [](const auto& a, auto b) { return a && *a == b; };
  const auto ne = [](const auto& a, auto b) { return a && *a != b; };
  return {
      {"age >= 3", [=](p r) { return ge(r.age, 3); }},
      {"age > 3 and age <= 6", [=](p r) { return gt(r.age, 3) && le(r.age, 6); }},
      {"age = 3", [=](p r) { return eq(r.age, 3); }},
      {"age != 3", [=](p r) { return ne(r.age, 3); }},
      {"not age = 3", [=](p r) { return !eq(r.age, 3); }},
      {"not (age > 3)", [=](p r) { return !gt(r.age, 3); }},
      {"age is missing", [](p r) { return !r.age; }},
      {"age is not missing and income is missing", [](p r) { return r.age && !r.income; }},
      {"age < 2 or age > 5", [=](p r) { return lt(r.age, 2) || gt(r.age, 5); }},
      {"age in {1, 4, 7}", [=](p r) { return eq(r.age, 1) || eq(r.age, 4) || eq(r.age, 7); }},
      {"age not in {1, 4, 7}", [=](p r) { return ne(r.age, 1) && ne(r.age, 4) && ne(r.age, 7); }},
      {"not (age in {1, 4, 7})", [=](p r) { return !(eq(r.age, 1) || eq(r.age, 4) || eq(r.age, 7)); }},
      {"age between 2 and 4", [=](p r) { return ge(r.age, 2) && le(r.age, 4); }},
      {"age not between 2 and 4", [=](p r) { return lt(r.age, 2) || gt(r.age, 4); }},
      {"age in {}", [](p) { return false; }},
      {"income > .5e0 and income<2.5", [=](p r) { return gt(r.income, 0.5) && lt(r.income, 2.5); }},
      {"income > -1 and not income == 3.5", [=](p r) { return gt(r.income, -1) && !eq(r.income, 3.5); }},
      {"children >= 2", [=](p r) { return ge(r.children, 2); }},
      {"children > 1.5 and children < 3.5", [=](p r) { return eq(r.children, 2) || eq(r.children, 3); }},
      {"share == 0.3", [=](p r) { return eq(r.share, 0.3F); }},
      {"share > 0.3", [=](p r) { return gt(r.share, 0.3F); }},
      {"share < 0.3 or share is missing", [=](p r) { return !r.share || lt(r.share, 0.3F); }},
      {"share <= 1e300", [](p r) { return r.share.has_value(); }},
      {"sex == \"F\"", [=](p r) { return eq(r.sex, "F"); }},
      {"sex != 'F'", [=](p r) { return ne(r.sex, "F"); }},
      {"sex = 'it''s'", [=](p r) { return eq(r.sex, "it's"); }},
      {"sex in {'F', 'nobody'}", [=](p r) { return eq(r.sex, "F"); }},
      {"sex not in {'F', 'M'} or sex is missing", [=](p r) { return !r.sex || eq(r.sex, "it's"); }},
      {"sex == 'nobody'", [](p) { return false; }},
      {"`full name` == ''", [=](p r) { return eq(r.name, ""); }},
      {"`full name` in {'x y', 'F'}", [=](p r) { return eq(r.name, "x y") || eq(r.name, "F"); }},
      {"`full name` != 'M' and `full name` != ''", [=](p r) { return ne(r.name, "M") && ne(r.name, ""); }},
      {"sex == `full name`", [](p r) { return r.sex && r.name && *r.sex == *r.name; }},
      {"not (sex == `full name`)", [](p r) { return !(r.sex && r.name && *r.sex == *r.name); }},
      {"sex != `full name`", [](p r) { return r.sex && r.name && *r.sex != *r.name; }},
      {"sold", [=](p r) { return eq(r.sold, true); }},
      {"not sold", [=](p r) { return !eq(r.sold, true); }},
      {"sold == false", [=](p r) { return eq(r.sold, false); }},
      {"sold != true", [=](p r) { return eq(r.sold, false); }},
      {"sold in {true, false}", [](p r) { return r.sold.has_value(); }},
      {"day == '2024-01-02'", [=](p r) { return eq(r.day, 1); }},
      {"day > '2024-01-01'", [=](p r) { return gt(r.day, 0); }},
      {"day >= '2024'", [=](p r) { return ge(r.day, 0); }},
      {"day < '2024-01-01T12:00'", [=](p r) { return le(r.day, 0); }},
      {"day in {'2023-12-31', '2024-01-02'}", [=](p r) { return eq(r.day, -1) || eq(r.day, 1); }},
      {"bought == '2024-01-01'", [=](p r) { return ge(r.bought, 0) && lt(r.bought, second); }},
      {"bought <= '2024-01-01'", [=](p r) { return lt(r.bought, second); }},
      {"bought > '2024-01-01'", [=](p r) { return ge(r.bought, second); }},
      {"bought == '2024-01-01T12:00:00'", [=](p r) { return eq(r.bought, 43200); }},
      {"bought == '2024-01-01 13:00+01:00'", [=](p r) { return eq(r.bought, 43200); }},
      {"bought != '2024-01-01'", [=](p r) { return r.bought && (*r.bought < 0 || *r.bought >= second); }},
      {"paid == '2024-01-01T12:00:00.5'", [=](p r) { return eq(r.paid, 43200500); }},
      {"paid == '2024-01-01T12:00:00'", [=](p r) { return eq(r.paid, 43200000) || eq(r.paid, 43200500); }},
      {"age < income", [](p r) { return r.age && r.income && *r.age < *r.income; }},
      {"not (age < income)", [](p r) { return !(r.age && r.income && *r.age < *r.income); }},
      {"age >= income and income > 2", [](p r) { return r.age && r.income && *r.age >= *r.income && *r.income > 2; }},
      {"age == children", [](p r) { return r.age && r.children && *r.age == *r.children; }},
      {"age != children and children >= 4",
       [](p r) { return r.age && r.children && *r.age != *r.children && *r.children >= 4; }},
      {"day <= bought", [](p r) { return r.day && r.bought && *r.day * second <= *r.bought; }},
      {"bought < paid", [](p r) { return r.bought && r.paid && *r.bought * 1000 < *r.paid; }},
      {"bought == paid", [](p r) { return r.bought && r.paid && *r.bought * 1000 == *r.paid; }},
      {"age > 3 or sex == 'F'", [=](p r) { return gt(r.age, 3) || eq(r.sex, "F"); }},
      {"(age > 3 or sex == 'F') and age < 2", [=](p r) { return lt(r.age, 2) && eq(r.sex, "F"); }},
      {"not (age > 3 and (sex == 'F' or sold))",
       [=](p r) { return !(gt(r.age, 3) && (eq(r.sex, "F") || eq(r.sold, true))); }},
      {"(age == 1 or age == 2 and sold) and (sex == 'F' or day is missing or not (age < income))",
       [=](p r) {
         return (eq(r.age, 1) || (eq(r.age, 2) && eq(r.sold, true))) &&
                (eq(r.sex, "F") || !r.day || !(r.age && r.income && *r.age < *r.income));
       }},
      {"true", [](p) { return true; }},
      {"false or age > 99", [](p) { return false; }},
  };
}

std::vector<std::size_t> rows_where(const std::vector<person>& people,
                                    const std::function<bool(const person&)>& holds) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < people.size(); ++row)
    if (holds(people[row])) rows.push_back(row);
  return rows;
}

TEST(row_matcher, agrees_with_the_same_thought_in_code) {
  const std::vector<person> people = random_people(1000, 1);
  const table data = make_table(people);
  for (const expression& each : expressions()) {
    const condition wanted = parse_condition(each.text);
    EXPECT_EQ(matching_rows(wanted, data), rows_where(people, each.holds)) << each.text;
    EXPECT_EQ(matching_rows(!wanted, data), rows_where(people, std::not_fn(each.holds))) << "not: " << each.text;
    EXPECT_EQ(parse_condition(to_text(wanted)), wanted) << each.text;
  }
}

TEST(row_matcher, gives_the_same_row_by_row_and_in_blocks) {
  const std::vector<person> people = random_people(200, 2);
  const table data = make_table(people);
  for (const expression& each : expressions()) {
    const row_matcher matcher(bound_condition(parse_condition(each.text), data.schema()), data);
    for (std::size_t row = 0; row < data.rows(); ++row) {
      ASSERT_EQ(matcher(row), each.holds(people[row])) << each.text << ", row " << row;
      const std::size_t count = std::min<std::size_t>(row % 65, data.rows() - row);
      std::uint64_t expected = 0;
      for (std::size_t i = 0; i < count; ++i)
        if (each.holds(people[row + i])) expected |= std::uint64_t{1} << i;
      ASSERT_EQ(matcher.block(row, count), expected) << each.text << ", row " << row;
    }
  }
}

// ── random expressions ──

/// The cells of one row as an evaluator by texts wants them.
class naive_judge {
 public:
  explicit naive_judge(const table_view& data) : data_(data) {}

  [[nodiscard]] bool holds(const condition& wanted, std::size_t row) const {
    using form = detail::condition_node::form;
    const detail::condition_node& node = wanted.node();
    switch (node.what) {
      case form::constant: return node.positive;
      case form::negation: return !holds(node.parts.front(), row);
      case form::conjunction:
        return std::all_of(node.parts.begin(), node.parts.end(), [&](const condition& c) { return holds(c, row); });
      case form::disjunction:
        return std::any_of(node.parts.begin(), node.parts.end(), [&](const condition& c) { return holds(c, row); });
      default: break;
    }
    const std::size_t column = data_.schema().index_of(node.column);
    const bool missing = data_.column(column).missing(row);
    if (node.what == form::absence) return missing == node.positive;
    if (missing) return false;
    if (node.what == form::columns) {
      const std::size_t other = data_.schema().index_of(node.other);
      if (data_.column(other).missing(row)) return false;
      return compare(node.how, order_of(column, other, row));
    }
    if (node.what == form::comparison) return compare(node.how, order_of(column, row, node.values.front()));
    for (const literal& value : node.values)
      if (order_of(column, row, value) == 0) return node.positive;
    return !node.positive;
  }

 private:
  static bool compare(comparison_operator how, int order) {
    switch (how) {
      case comparison_operator::equal: return order == 0;
      case comparison_operator::not_equal: return order != 0;
      case comparison_operator::less: return order < 0;
      case comparison_operator::at_most: return order <= 0;
      case comparison_operator::more: return order > 0;
      default: return order >= 0;
    }
  }
  template <class Value>
  static int sign(const Value& a, const Value& b) {
    return a < b ? -1 : b < a ? 1 : 0;
  }

  /// The moment to the nanosecond: "2024-01-31T12:30:00.000000000".
  [[nodiscard]] std::string moment(std::size_t column, std::size_t row) const {
    const time_unit unit = data_.schema()[column].unit;
    std::string text;
    datetime_format("%Y-%m-%dT%H:%M:%S.%9f").append(text, data_.column(column).cell<std::int64_t>(row), unit);
    return text;
  }

  [[nodiscard]] int order_of(std::size_t column, std::size_t row, const literal& value) const {
    const column_view& cells = data_.column(column);
    switch (cells.kind) {
      case column_kind::numeric:
        return cells.element == element_type::float32 ? sign(cells.cell<float>(row), static_cast<float>(value.number()))
                                                      : sign(cells.number(row), value.number());
      case column_kind::boolean: return sign(cells.number(row) != 0, value.truth());
      case column_kind::datetime: return moment(column, row).substr(0, value.text().size()).compare(value.text());
      default: return sign(cells.text(row), std::string_view(value.text()));
    }
  }

  [[nodiscard]] int order_of(std::size_t a, std::size_t b, std::size_t row) const {
    switch (data_.column(a).kind) {
      case column_kind::numeric:
        if (data_.column(a).element == element_type::float32 || data_.column(b).element == element_type::float32)
          return sign(static_cast<float>(data_.column(a).number(row)), static_cast<float>(data_.column(b).number(row)));
        [[fallthrough]];
      case column_kind::boolean: return sign(data_.column(a).number(row), data_.column(b).number(row));
      case column_kind::datetime: return moment(a, row).compare(moment(b, row));
      default: return sign(data_.column(a).text(row), data_.column(b).text(row));
    }
  }

  table_view data_;
};

class random_conditions {
 public:
  explicit random_conditions(const table_schema& schema, std::uint64_t seed) : schema_(schema), engine_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }

  condition any(int depth) {
    const std::size_t form = below(depth > 0 ? 8 : 5);
    if (form < 5) return leaf();
    if (form == 7) return !any(depth - 1);
    std::vector<condition> parts;
    for (std::size_t n = 2 + below(3); n > 0; --n) parts.push_back(any(depth - 1));
    return form == 5 ? all_of(std::move(parts)) : any_of(std::move(parts));
  }

 private:
  literal value_for(std::size_t column) {
    static const std::vector<std::string> texts{"F", "M", "it's", "", "x y", "nobody"};
    static const std::vector<std::string> dates{"2023",
                                                "2024",
                                                "2023-12",
                                                "2024-01",
                                                "2024-01-01",
                                                "2024-01-02",
                                                "2023-12-31",
                                                "2024-01-01T12:00",
                                                "2024-01-01T00:00:00",
                                                "2024-01-02T12:00:00.5",
                                                "2024-01-01T12:00:00.500"};
    switch (schema_[column].kind) {
      case column_kind::numeric: return static_cast<double>(below(20)) / 2 - 1;
      case column_kind::boolean: return below(2) == 0;
      case column_kind::datetime: return dates[below(dates.size())];
      default: return texts[below(texts.size())];
    }
  }

  condition leaf() {
    const std::size_t column = below(schema_.size());
    const column_reference reference(schema_[column].name);
    const bool ordered = schema_[column].kind == column_kind::numeric || schema_[column].kind == column_kind::datetime;
    const auto how = static_cast<comparison_operator>(below(ordered ? 6 : 2));
    switch (below(6)) {
      case 0: return below(2) == 0 ? reference.is_missing() : reference.not_missing();
      case 1: {
        std::vector<literal> values;
        for (std::size_t n = below(4); n > 0; --n) values.push_back(value_for(column));
        return below(2) == 0 ? reference.in(values) : reference.not_in(values);
      }
      case 2: {
        const std::size_t other = below(schema_.size());
        if (value_set::nothing(schema_[column].kind).fits(schema_[other].kind))
          return reference.compare(how, column_reference(schema_[other].name));
        [[fallthrough]];
      }
      default: return reference.compare(how, value_for(column));
    }
  }

  const table_schema& schema_;
  std::mt19937_64 engine_;
};

/// Whether the box allows the row, asked cell by cell.
bool in_box(const bound_condition& bound, const table_view& data, std::size_t row) {
  for (const column_restriction& side : bound.box()) {
    const column_view& cells = data.column(side.column);
    const bool allowed = cells.missing(row)                    ? side.allowed.allows_missing()
                         : cells.kind == column_kind::numeric  ? side.allowed.contains(cells.number(row))
                         : cells.kind == column_kind::datetime ? side.allowed.contains(cells.cell<std::int64_t>(row))
                         : cells.kind == column_kind::boolean  ? side.allowed.contains(cells.number(row) != 0)
                                                               : side.allowed.contains(cells.text(row));
    if (!allowed) return false;
  }
  return true;
}

TEST(row_matcher, agrees_with_an_evaluator_by_texts_on_random_conditions) {
  const table data = make_table(random_people(100, 3));
  const naive_judge judge(data);
  random_conditions random(data.schema(), 4);
  std::size_t contradictions = 0;
  std::size_t boxes = 0;
  std::size_t matches = 0;
  for (int i = 0; i < 2000; ++i) {
    const condition wanted = random.any(3);
    const std::string text = to_text(wanted);
    ASSERT_EQ(parse_condition(text), wanted) << text;
    const bound_condition bound(wanted, data.schema());
    const row_matcher matcher(bound, data);
    if (bound.contradiction()) ++contradictions;
    if (!bound.contradiction() && !bound.has_residual()) ++boxes;
    for (std::size_t row = 0; row < data.rows(); ++row) {
      const bool holds = judge.holds(wanted, row);
      if (holds) ++matches;
      ASSERT_EQ(matcher(row), holds) << text << ", row " << row;
      if (bound.contradiction()) {
        ASSERT_FALSE(holds) << text;
      } else if (holds) {
        // A float's own value may lie just beside a decimal bound; the matcher compares as floats, the box can't.
        ASSERT_TRUE(bound.allowed(3) != nullptr || in_box(bound, data, row)) << text << ", row " << row;
      } else if (!bound.has_residual()) {
        ASSERT_TRUE(bound.allowed(3) != nullptr || !in_box(bound, data, row)) << text << ", row " << row;
      }
    }
  }
  // The conditions are of all sorts, or the test would say little.
  EXPECT_GT(contradictions, 50U);
  EXPECT_GT(boxes, 500U);
  EXPECT_GT(matches, 40'000U);
  EXPECT_LT(matches, 160'000U);
}

// What a contradiction names must be contradictory by itself, and need each of its parts.
TEST(bound_condition, names_contradictions_that_are_minimal) {
  const table data = make_table(random_people(1, 3));
  random_conditions random(data.schema(), 5);
  int several = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<condition> parts;
    for (int n = 0; n < 6; ++n) parts.push_back(random.any(1));
    const bound_condition bound(all_of(parts), data.schema());
    if (!bound.contradiction()) continue;
    const condition part = parse_condition(bound.contradiction()->part);
    ASSERT_TRUE(bound_condition(part, data.schema()).contradiction()) << to_text(part);
    if (part.node().what != detail::condition_node::form::conjunction) continue;
    ++several;
    for (std::size_t left_out = 0; left_out < part.node().parts.size(); ++left_out) {
      std::vector<condition> rest = part.node().parts;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
      ASSERT_FALSE(bound_condition(all_of(rest), data.schema()).contradiction()) << to_text(part);
    }
  }
  EXPECT_GT(several, 200);
}

TEST(bound_condition, knows_that_comparisons_in_a_circle_hold_for_no_row) {
  const table_schema schema({{"a"}, {"b"}, {"c"}, {"x"}});
  const auto unmet = [&](const char* text) -> std::string {
    const bound_condition bound(parse_condition(text), schema);
    return bound.contradiction() ? bound.contradiction()->part : "";
  };
  EXPECT_EQ(unmet("x > 3 and a < b and b < a"), "a < b and b < a");
  EXPECT_EQ(unmet("a < b and x < a and b <= c and a >= c"), "a < b and b <= c and a >= c");
  EXPECT_EQ(unmet("a == b and x == 1 and b < a"), "a == b and b < a");
  EXPECT_EQ(unmet("a <= b and b <= a and a != b"), "a <= b and b <= a and a != b");
  for (const char* possible : {"a <= b and b <= a", "a < b and b < c and a < c", "a == b and b == c and a >= c",
                               "not (a < b) and not (b < a)", "not (a <= b) and not (b <= a)", "a < b or b < a"})
    EXPECT_EQ(unmet(possible), "") << possible << ": missing cells meet what is denied";
}

// ── tables of other forms ──

TEST(row_matcher, reads_strided_and_chosen_rows) {
  const std::vector<person> people = random_people(300, 6);
  const table data = make_table(people);
  std::vector<std::size_t> backwards;
  for (std::size_t row = data.rows(); row > 0; row -= 3) backwards.push_back(row - 1);
  const table_view chosen = table_view(data).select_rows(backwards);
  for (const expression& each : expressions()) {
    const std::vector<std::size_t> found = matching_rows(parse_condition(each.text), chosen);
    std::vector<std::size_t> expected;
    for (std::size_t row = 0; row < backwards.size(); ++row)
      if (each.holds(people[backwards[row]])) expected.push_back(row);
    EXPECT_EQ(found, expected) << each.text;
  }
}

TEST(row_matcher, sees_cells_that_change) {
  std::vector<double> cells{1, 2, 3};
  const column_view look{.cells = reinterpret_cast<const std::byte*>(cells.data()), .rows = 3};
  const table_view view(3, {{"x"}}, {look});
  const row_matcher matcher(bound_condition(where("x") > 2, view.schema()), view);
  EXPECT_EQ(matcher.block(0, 3), 0b100U);
  cells[0] = 5;
  EXPECT_EQ(matcher.block(0, 3), 0b101U);
}

TEST(row_matcher, finds_columns_by_name_and_checks_their_kind) {
  const table data = make_table(random_people(50, 7));
  const bound_condition bound(parse_condition("age > 3 and sex == 'F'"), data.schema());
  const table_view fewer = table_view(data).select_columns({"sex", "age"});
  const table_view without = table_view(data).select_columns({"sex"});
  EXPECT_EQ(matching_rows(bound, fewer), matching_rows(bound, data));
  expect_error<schema_error>([&] { row_matcher(bound, without); }, {"column age", "no such column"});
  const table other{{{"age", column_kind::text}, {"sex", column_kind::text}},
                    {column(std::vector<std::string>{"3"}), column(std::vector<std::string>{"F"})}};
  expect_error<schema_error>([&] { row_matcher(bound, other); }, {"column age", "numeric", "text"});
  const table days{{{"t", column_kind::datetime, time_unit::day}}, {column(std::vector<std::int64_t>{1})}};
  const table_schema seconds{{"t", column_kind::datetime, time_unit::second}};
  expect_error<schema_error>([&] { row_matcher(bound_condition(where("t") > "2024", seconds), days); },
                             {"column t", "another unit"});
}

TEST(row_matcher, reads_codes_of_every_width_and_codes_without_a_level) {
  const std::vector<std::string> levels{"a", "b"};
  const auto match = [&]<class Code>(Code, element_type element, const condition& wanted) {
    const std::vector<Code> codes{0, 1, 7};
    const column_view look{.kind = column_kind::categorical,
                           .element = element,
                           .cells = reinterpret_cast<const std::byte*>(codes.data()),
                           .stride = sizeof(Code),
                           .rows = codes.size(),
                           .levels = levels};
    return matching_rows(wanted, table_view(codes.size(), {{"c", column_kind::categorical}}, {look}));
  };
  using rows = std::vector<std::size_t>;
  for (const auto& [wanted, expected] :
       {std::pair{where("c") == "b", rows{1}}, std::pair{where("c") != "b", rows{0, 2}},
        std::pair{where("c") == "", rows{2}}}) {
    EXPECT_EQ(match(std::uint8_t{}, element_type::uint8, wanted), expected);
    EXPECT_EQ(match(std::uint16_t{}, element_type::uint16, wanted), expected);
    EXPECT_EQ(match(std::uint32_t{}, element_type::uint32, wanted), expected);
  }
}

TEST(row_matcher, compares_floats_as_floats_up_to_their_range) {
  constexpr float most = std::numeric_limits<float>::max();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const table data{{{"x"}}, {column(std::vector<float>{-infinity, -most, -0.1F, 0.0F, 0.1F, most, infinity})}};
  using rows = std::vector<std::size_t>;
  const auto found = [&](std::string_view text) { return matching_rows(parse_condition(text), data); };
  EXPECT_EQ(found("x == 0.1"), (rows{4}));
  EXPECT_EQ(found("x > 0.1"), (rows{5, 6}));
  EXPECT_EQ(found("x >= 0.1"), (rows{4, 5, 6}));
  EXPECT_EQ(found("x != 0.1"), (rows{0, 1, 2, 3, 5, 6}));
  EXPECT_EQ(found("x > 1e300"), (rows{6}));
  EXPECT_EQ(found("x >= 1e300"), (rows{6}));
  EXPECT_EQ(found("x < 1e300"), (rows{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(found("x == 1e300"), (rows{}));
  EXPECT_EQ(found("x < -1e300"), (rows{0}));
  EXPECT_EQ(found("x > -1e300"), (rows{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(found("x == inf"), (rows{6}));
  EXPECT_EQ(found("x < inf"), (rows{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(found("x > -inf and x < 0"), (rows{1, 2}));
}

TEST(row_matcher, compares_a_float_with_a_double_as_floats) {
  const table data{{{"f"}, {"d"}}, {column(std::vector<float>{0.1F, 0.1F}), column(std::vector<double>{0.1, 0.2})}};
  using rows = std::vector<std::size_t>;
  EXPECT_EQ(matching_rows(where("f") == where("d"), data), (rows{0}));
  EXPECT_EQ(matching_rows(where("f") > where("d"), data), (rows{}));
  EXPECT_EQ(matching_rows(where("d") > where("f"), data), (rows{1}));
  EXPECT_EQ(matching_rows(where("f") == where("d") && where("f") == 0.1, data), (rows{0}));
}

}  // namespace
}  // namespace standin
