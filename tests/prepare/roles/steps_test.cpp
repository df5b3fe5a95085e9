// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/personal.hpp>
#include <standin/prepare/roles/issued_keys.hpp>
#include <standin/prepare/roles/replaced_personal.hpp>
#include <standin/prepare/roles/replaced_texts.hpp>
#include <standin/prepare/roles/written_levels.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace standin::prepare {
namespace {

constexpr std::size_t rows = 800;
constexpr restore_context of_customers{.source = {.seed = 8, .domain = 21}, .first_row = 0};

/// Keys as numbers and texts, persons, free texts with holes, and a measure.
table customers() {
  std::vector<std::int64_t> id;
  std::vector<std::string> code, name, email, phone, note;
  std::vector<double> spent, grade;
  validity has_note(rows, true);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string n = std::to_string(i);
    id.push_back(static_cast<std::int64_t>(100'000 + i * 7919 % 700'001));
    code.push_back("K" + std::string(1, static_cast<char>('A' + i % 26)) + "-" + std::to_string(1000 + i * 37 % 8999));
    name.push_back("ROSSI, MARIA" + std::string(1 + i % 3, 'A'));
    email.push_back("maria" + n + "@mail.it");
    phone.push_back("(212) 555-" + std::to_string(2000 + i));
    note.push_back("called on day " + n + " about the order");
    if (i % 5 == 0) {
      has_note.set(i, false);
      note.back().clear();
    }
    spent.push_back(0.25 * static_cast<double>(i % 17));
    grade.push_back(static_cast<double>(i % 3));
  }
  return {{{"id"},
           {"code", column_kind::text},
           {"name", column_kind::text},
           {"email", column_kind::text},
           {"phone", column_kind::text},
           {"note", column_kind::text},
           {"spent"},
           {"grade"}},
          {column(id), column(code), column(name), column(email), column(phone), column(note, has_note), column(spent),
           column(grade)}};
}

void expect_same_cells(const table& a, const table& b, std::string_view name) {
  const column_view one = a.column(name);
  const column_view two = b.column(name);
  ASSERT_EQ(one.element, two.element);
  for (std::size_t row = 0; row < a.rows(); ++row) {
    ASSERT_EQ(one.missing(row), two.missing(row)) << name << ", row " << row;
    ASSERT_TRUE(one.missing(row) || one.number(row) == two.number(row) || one.kind != column_kind::numeric);
    ASSERT_EQ(one.text(row), two.text(row));
  }
}

TEST(issued_keys, come_back_unique_and_of_their_form_beside_columns_as_they_were) {
  const table data = customers();
  const fitted_issue step = issued_keys{{"code", "id"}}.fit(data);
  const table free = step.apply(data);
  EXPECT_EQ(free.schema().size(), data.schema().size() - 2) << "keys without holes leave nothing behind";
  const table back = step.restore(free, of_customers);
  EXPECT_EQ(back.schema(), data.schema());
  for (const char* kept : {"name", "note", "spent"}) expect_same_cells(back, data, kept);
  std::set<std::string> codes;
  std::set<double> ids;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string code(back.column("code").text(row));
    EXPECT_TRUE(code.size() == 7 && code[0] == 'K' && code[2] == '-') << code;
    codes.insert(code);
    const double id = back.column("id").number(row);
    EXPECT_TRUE(id >= 100'000 && id <= 999'999) << id;
    ids.insert(id);
  }
  EXPECT_EQ(codes.size(), rows);
  EXPECT_EQ(ids.size(), rows);
}

TEST(issued_keys, of_a_row_are_the_same_whatever_rows_come_with_it_and_however_often_it_is_drawn) {
  const table data = customers();
  const fitted_issue step = issued_keys{{"code", "id"}}.fit(data);
  const table free = step.apply(data);
  const table all = step.restore(free, of_customers);
  const table one = to_table(table_view(free).select_rows({17}));
  const table alone = step.restore(one, {.source = {.seed = 8, .domain = 999}, .first_row = 17});
  EXPECT_EQ(alone.column("code").text(0), all.column("code").text(17));
  EXPECT_EQ(alone.column("id").number(0), all.column("id").number(17));
  const table other = step.restore(one, {.source = {.seed = 9, .domain = 21}, .first_row = 17});
  EXPECT_NE(other.column("code").text(0), all.column("code").text(17));
}

TEST(issued_keys, take_categories_holes_and_a_table_of_nothing_else) {
  const table data({{"k", column_kind::categorical}},
                   {column::categorical({0, 1, 2, 3, 4, 0}, {"A1", "B2", "C3", "D4", "E5"}, [] {
                     validity present(6);
                     present.set(5, false);
                     return present;
                   }())});
  const fitted_issue step = issued_keys{{"k"}}.fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  EXPECT_EQ(back.rows(), 6U);
  EXPECT_EQ(back.schema(), data.schema());
  EXPECT_TRUE(back.column(0).missing(5));
  std::set<std::string_view> different;
  for (std::size_t row = 0; row < 5; ++row) different.insert(back.column(0).text(row));
  EXPECT_EQ(different.size(), 5U);
  const table numbers({{"k"}}, {column(std::vector<double>{3, 1, 2})});
  const fitted_issue alone = issued_keys{{"k"}}.fit(numbers);
  EXPECT_EQ(alone.restore(alone.apply(numbers), of_customers).rows(), 3U);
}

/// Keys of texts, learned from a column.
provided_texts keys_like(const std::vector<std::string>& texts) {
  const table data({{"k", column_kind::text}, {"x"}}, {column(texts), column(std::vector<double>(texts.size(), 1.0))});
  return std::get<provided_texts>(issued_keys{{"k"}}.fit(data).columns()[0].source);
}

// INV-000000 … INV-004999: a million of six digits, then those of seven, and so on.
TEST(issued_keys, keep_their_prefix_and_have_room_for_ten_million_rows) {
  std::vector<std::string> texts;
  for (int i = 0; i < 5'000; ++i) {
    const std::string number = std::to_string(i);
    texts.push_back("INV-" + std::string(6 - number.size(), '0') + number);
  }
  const provided_texts keys = keys_like(texts);
  const std::set<std::string> real(texts.begin(), texts.end());
  EXPECT_EQ(keys.capacity(), 10'000'000'000'000'000U)
      << "all numbers of 6 to 16 digits, without zeros in front from 7 on";
  constexpr std::size_t all = 10'000'000;
  std::vector<bool> seen(all);
  std::size_t again = 0, as_before = 0;
  for (std::size_t first = 0; first < all; first += first == 1'100'000 ? 8'800'000 : 100'000)  // the middle is the same
    for (const std::string& key : keys.issue(of_customers.source, first, 100'000, "k")) {
      ASSERT_TRUE(key.starts_with("INV-") && key.size() == (first < 1'000'000 ? 10U : 11U)) << key << ", " << first;
      const auto number = static_cast<std::size_t>(std::stoull(key.substr(4)));
      again += seen[number] ? 1U : 0U;
      seen[number] = true;
      if (first < 100'000) as_before += real.count(key);
    }
  EXPECT_EQ(again, 0U);
  // 100 000 draws of a million without repetition, 5 000 of them real: 500, five standard deviations are 104.
  EXPECT_NEAR(static_cast<double>(as_before), 500.0, 104.0);
  const std::string alone = keys.issue(of_customers.source, 7'654'321, 1, "k")[0];
  EXPECT_EQ(alone, keys.issue(of_customers.source, 7'654'000, 1'000, "k")[321]);
  expect_error<data_error>([&] { (void)keys.issue(of_customers.source, keys.capacity() - 1, 2, "k"); },
                           {"\"k\"", "room for 10000000000000000 rows"});
}

TEST(issued_keys, keep_an_address_and_letters_beyond_ascii) {
  std::vector<std::string> pages, codes;
  for (int i = 1; i <= 5'000; ++i) pages.push_back("https://ex.com/item/" + std::to_string(i));
  for (int i = 1'000; i < 2'000; ++i) codes.push_back("\u00E4" + std::to_string(i));
  std::set<std::string> seen;
  for (const std::string& page : keys_like(pages).issue(of_customers.source, 0, 200'000, "k")) {
    EXPECT_TRUE(page.starts_with("https://ex.com/item/")) << page;
    seen.insert(page);
  }
  EXPECT_EQ(seen.size(), 200'000U);
  for (const std::string& code : keys_like(codes).issue(of_customers.source, 0, 20'000, "k"))
    EXPECT_TRUE(code.starts_with("\u00E4") && code.size() >= 6) << code;
}

TEST(issued_keys, say_which_column_cannot_be_one) {
  const table data({{"b", column_kind::boolean}, {"x"}}, {column::booleans({0, 1}), column(std::vector<double>{1, 2})});
  expect_error<schema_error>([&] { (void)issued_keys{{"b"}}.fit(data); }, {"\"b\"", "boolean", "key"});
  expect_error<schema_error>([&] { (void)issued_keys{{"c"}}.fit(data); }, {"\"c\""});
  expect_error<invalid_option>([&] { (void)issued_keys{{"x", "x"}}.fit(data); }, {"\"x\"", "twice"});
}

TEST(replaced_personal, gives_each_row_one_person_in_the_style_of_the_column) {
  const table data = customers();
  const fitted_issue step =
      replaced_personal{
          {{"name", personal_kind::full_name}, {"email", personal_kind::email}, {"phone", personal_kind::phone}}}
          .fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  std::set<std::string> emails;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string name(back.column("name").text(row));
    const std::string email(back.column("email").text(row));
    const std::string phone(back.column("phone").text(row));
    const std::size_t comma = name.find(", ");
    ASSERT_NE(comma, std::string::npos) << name;
    std::string family = name.substr(0, comma);
    for (char& c : family) {
      EXPECT_FALSE(c >= 'a' && c <= 'z') << name;
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    EXPECT_NE(email.find("." + family), std::string::npos) << name << " has the address " << email;
    EXPECT_NE(email.find("@example."), std::string::npos) << email;
    EXPECT_TRUE(phone.size() == 14 && phone[0] == '(' && phone.substr(5, 7) == " 555-01") << phone;
    emails.insert(email);
  }
  EXPECT_EQ(emails.size(), rows) << "no two were alike";
}

TEST(replaced_personal, keeps_how_often_values_are_alike) {
  std::vector<std::string> hosts;
  for (std::size_t i = 0; i < 2000; ++i) hosts.push_back("host" + std::to_string(i % 40) + "@mail.it");
  const table data({{"host", column_kind::text}}, {column(hosts)});
  const fitted_issue step = replaced_personal{{{"host", personal_kind::email}}}.fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  std::set<std::string_view> different;
  for (std::size_t row = 0; row < 2000; ++row) different.insert(back.column(0).text(row));
  EXPECT_EQ(different.size(), 40U);  // of 40 values none is missed in 2000 draws, but with probability 40 e^-50
}

TEST(replaced_personal, keeps_numbers_numbers) {
  std::vector<std::int64_t> cards, unknown;
  for (std::int64_t i = 0; i < 100; ++i) {
    cards.push_back(4'556'000'000'000'000 + i);
    unknown.push_back(10'000'000 + i * 7);
  }
  const table data({{"card"}, {"citizen"}}, {column(cards), column(unknown)});
  const fitted_issue step =
      replaced_personal{{{"card", personal_kind::card_number}, {"citizen", std::nullopt}}}.fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  for (std::size_t row = 0; row < 100; ++row) {
    const auto card = back.column("card").cell<std::int64_t>(row);
    EXPECT_EQ(card / 1'000'000'000'000, 9999) << "nobody's range";
    EXPECT_TRUE(luhn_valid(std::to_string(card)));
    const double citizen = back.column("citizen").number(row);
    EXPECT_TRUE(citizen >= 10'000'000 && citizen <= 99'999'999);
  }
}

TEST(replaced_personal, keeps_dates_in_the_years_of_the_column) {
  std::vector<std::int64_t> born, seen;
  for (std::int64_t i = 0; i < 300; ++i) {
    born.push_back(-7'000 + i * 67);                      // 1950-11-02 to 2005-09-07
    seen.push_back((1'600'000'000 / 60 + i * 997) * 60);  // 2020-09-13 to 2021-04-08, full minutes
  }
  const table data({{.name = "born", .kind = column_kind::datetime, .unit = time_unit::day},
                    {.name = "seen", .kind = column_kind::datetime, .unit = time_unit::second}},
                   {column(born), column(seen)});
  const fitted_issue step = replaced_personal{{{"born", std::nullopt}, {"seen", std::nullopt}}}.fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  std::set<std::int64_t> days;
  for (std::size_t row = 0; row < 300; ++row) {
    const auto day = back.column("born").cell<std::int64_t>(row);
    EXPECT_TRUE(day >= days_from_civil(1950, 1, 1) && day < days_from_civil(2006, 1, 1)) << day;
    const auto second = back.column("seen").cell<std::int64_t>(row);
    EXPECT_TRUE(second >= days_from_civil(2020, 1, 1) * 86400 && second < days_from_civil(2022, 1, 1) * 86400);
    EXPECT_EQ(second % 60, 0);
    days.insert(day);
  }
  EXPECT_GT(days.size(), 290U);  // of 20 454 days; 300 draws have 2.2 pairs alike on average
  EXPECT_NO_THROW(step.require_rows(0, 1'000'000'000));
}

TEST(replaced_personal, keeps_the_writing_of_numbers_that_are_no_telephone_numbers) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 200; ++i) numbers.push_back(std::to_string(123 + i) + "-45-" + std::to_string(6789 - i));
  const table data({{"ssn", column_kind::text}}, {column(numbers)});
  const fitted_issue step = replaced_personal{{{"ssn", personal_kind::phone}}}.fit(data);
  const table back = step.restore(step.apply(data), of_customers);
  std::set<std::string_view> different;
  for (std::size_t row = 0; row < 200; ++row) {
    const std::string_view number = back.column(0).text(row);
    EXPECT_TRUE(number.size() == 11 && number[0] == '9' && number.substr(3, 4) == "-00-") << number;
    different.insert(number);
  }
  EXPECT_EQ(different.size(), 200U) << "no two were alike";
}

TEST(replaced_texts, come_back_as_others_with_the_same_holes) {
  const table data = customers();
  const fitted_issue step = replaced_texts{{"note"}}.fit(data);
  const table free = step.apply(data);
  EXPECT_EQ(free.column("note").text(1), "") << "holes are all that is left";
  const table back = step.restore(free, of_customers);
  std::set<std::string_view> real;
  for (std::size_t row = 0; row < rows; ++row) real.insert(data.column("note").text(row));
  for (std::size_t row = 0; row < rows; ++row) {
    ASSERT_EQ(back.column("note").missing(row), row % 5 == 0);
    if (row % 5 == 0) continue;
    EXPECT_EQ(real.count(back.column("note").text(row)), 0U);
    EXPECT_FALSE(back.column("note").text(row).empty());
  }
}

TEST(written_levels, give_the_table_back) {
  table data = customers();
  const fitted_levels step = written_levels{{"grade", "name", "id"}}.fit(data);
  const table free = step.apply(data);
  for (const char* each : {"grade", "name", "id"}) EXPECT_EQ(free.column(each).kind, column_kind::categorical);
  const table back = step.restore(free, of_customers);
  EXPECT_EQ(back.schema(), data.schema());
  for (const column_spec& spec : data.schema()) expect_same_cells(back, data, spec.name);
  const table empty({{"x"}}, {column(std::vector<double>(2), validity(2, false))});
  expect_error<data_error>([&] { (void)written_levels{{"x"}}.fit(empty); }, {"\"x\"", "no value"});
}

TEST(written_levels, translate_conditions_exactly) {
  const table data = customers();
  const fitted_levels step = written_levels{{"grade"}}.fit(data);
  cell_box box;
  for (const column_spec& spec : data.schema()) box.push_back(value_set::everything(spec.kind));
  box[7] = value_set(number_set(std::vector<interval<double>>{{1.0, 9.0}}));
  const pulled_box pulled = step.pull(box);
  EXPECT_TRUE(pulled.exact);
  EXPECT_TRUE(pulled.box[7].contains("1"));
  EXPECT_TRUE(pulled.box[7].contains("2"));
  EXPECT_FALSE(pulled.box[7].contains("0"));
}

TEST(fitted_issue, says_that_nobody_can_ask_for_what_is_issued) {
  const table data = customers();
  const fitted_issue step = issued_keys{{"id", "note"}}.fit(data);
  const auto box_with = [&](std::size_t at, value_set side) {
    cell_box box;
    for (const column_spec& spec : data.schema()) box.push_back(value_set::everything(spec.kind));
    box[at] = std::move(side);
    return box;
  };
  const pulled_box one = step.pull(box_with(0, value_set(number_set(std::vector<interval<double>>{{7.0, 7.0}}))));
  ASSERT_TRUE(one.impossible);
  EXPECT_NE(one.impossible->find("\"id\" is asked for id == 7, but it is issued anew"), std::string::npos)
      << *one.impossible;
  EXPECT_TRUE(step.pull(box_with(0, value_set::only_missing(column_kind::numeric))).impossible);
  EXPECT_FALSE(step.pull(box_with(0, value_set::present(column_kind::numeric))).impossible);
  const pulled_box hole = step.pull(box_with(5, value_set::only_missing(column_kind::text)));
  EXPECT_FALSE(hole.impossible);
  EXPECT_TRUE(hole.exact);
  EXPECT_FALSE(hole.box[4].allows_values());
}

}  // namespace
}  // namespace standin::prepare
