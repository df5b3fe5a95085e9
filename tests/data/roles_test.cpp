// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/data/roles.hpp>
#include <standin/data/table.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/permutation.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

table numbers(const std::string& name, std::vector<double> cells) {
  return {{{name}}, {column(std::move(cells))}};
}

table whole(const std::string& name, std::vector<std::int64_t> cells) {
  return {{{name}}, {column(std::move(cells))}};
}

/// Texts as text, or as categories where at most half are distinct, as reading a file does.
table texts_table(const std::string& name, std::vector<std::string> cells) {
  return {{{name, column_kind::text}}, {column(std::move(cells))}};
}

inferred_role role_of(const table& one) {
  return infer_roles(one).columns.at(0);
}

column_role role(const table& one) {
  return role_of(one).role;
}

std::vector<std::int64_t> sequence(std::int64_t first, std::size_t n, std::int64_t step = 1) {
  std::vector<std::int64_t> cells;
  for (std::size_t i = 0; i < n; ++i) cells.push_back(first + step * static_cast<std::int64_t>(i));
  return cells;
}

template <class Cell>
std::vector<Cell> shuffled(const std::vector<Cell>& cells) {
  const random::index_permutation order({.seed = 4}, cells.size());
  std::vector<Cell> out;
  for (std::size_t i = 0; i < cells.size(); ++i) out.push_back(cells[order(i)]);
  return out;
}

/// What each of n rows gets from a function of the row's number.
template <class Make>
std::vector<std::string> each(std::size_t n, Make make) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < n; ++i) cells.push_back(make(i));
  return cells;
}

TEST(column_role, has_a_name_that_reads_back) {
  for (const column_role one : all_column_roles) EXPECT_EQ(parse_column_role(name_of(one)), one);
  expect_error<invalid_option>([] { static_cast<void>(parse_column_role("id")); },
                               {"\"id\"", "measure, category, datetime, key, personal, text, ignored"});
}

TEST(infer_roles, takes_numbers_for_measures) {
  random::stream draws({.seed = 1}, random::purpose::sample, 0);
  std::vector<double> heights;
  for (int i = 0; i < 500; ++i) heights.push_back(random::normal(draws, 170.0, 10.0));
  EXPECT_EQ(role(numbers("height", heights)), column_role::measure);
  // No two are alike, but they aren't whole.
  EXPECT_EQ(role(numbers("id", heights)), column_role::measure);
}

// SDV takes columns of these names for places on the globe and scatters them over it.
TEST(infer_roles, leaves_coordinates_measures_whatever_their_name) {
  random::stream draws({.seed = 2}, random::purpose::sample, 0);
  std::vector<double> degrees;
  for (int i = 0; i < 2'000; ++i) degrees.push_back(std::round(random::uniform(draws, 32.5, 42.0) * 100.0) / 100.0);
  for (const char* name : {"latitude", "longitude", "Lat", "city", "address", "phone", "ssn"}) {
    const inferred_role found = role_of(numbers(name, degrees));
    EXPECT_EQ(found.role, column_role::measure) << name;
    EXPECT_FALSE(found.personal.has_value()) << name;
  }
}

TEST(infer_roles, takes_issued_numbers_for_keys) {
  EXPECT_EQ(role(whole("PassengerId", sequence(1, 891))), column_role::key);
  EXPECT_EQ(role(whole("n", shuffled(sequence(1, 891)))), column_role::key) << "values alone suffice";
  EXPECT_EQ(role(numbers("id",
                         [] {
                           std::vector<double> ids;
                           for (int i = 0; i < 100; ++i) ids.push_back(1'000.0 + i);
                           return ids;
                         }())),
            column_role::key)
      << "whole numbers stored as broken ones";
  EXPECT_GT(role_of(whole("PassengerId", sequence(1, 891))).confidence, 0.99);
}

TEST(infer_roles, takes_large_random_numbers_for_keys_if_their_name_says_so) {
  random::stream draws({.seed = 3}, random::purpose::sample, 0);
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 1'000; ++i) ids.push_back(random::uniform_integer(draws, 1'000'000'000, 9'999'999'999));
  EXPECT_EQ(role(whole("customer_id", ids)), column_role::key);
  EXPECT_EQ(role(whole("x", ids)), column_role::measure) << "repeats weren't to be expected, so nothing says key";
}

TEST(infer_roles, takes_repeated_numbers_for_no_key_whatever_their_name) {
  std::vector<std::int64_t> ids = sequence(1, 500);
  ids.push_back(77);
  const inferred_role found = role_of(whole("id", ids));
  EXPECT_EQ(found.role, column_role::measure);
  EXPECT_LE(found.confidence, 0.5);
  EXPECT_NE(found.reason.find("repeated, so no key"), std::string::npos) << found.reason;
}

TEST(infer_roles, takes_numbers_with_holes_for_no_key) {
  std::vector<std::int64_t> ids = sequence(1, 500);
  validity present(500);
  present.set(3, false);
  const table holed{{{"id"}}, {column(ids, present)}};
  EXPECT_EQ(role(holed), column_role::measure);
}

// 226 of 239 populations of countries are different; those of towns hardly repeat; years are a measure of time.
TEST(infer_roles, takes_sparse_different_numbers_for_measures) {
  random::stream draws({.seed = 5}, random::purpose::sample, 0);
  std::vector<std::int64_t> populations;
  for (int i = 0; i < 239; ++i)
    populations.push_back(static_cast<std::int64_t>(random::log_normal(draws, 15.0, 2.5)) * 1'000 + i);
  EXPECT_EQ(role(whole("Population", populations)), column_role::measure);
  EXPECT_EQ(role(whole("year", sequence(1871, 149))), column_role::measure);
  EXPECT_EQ(role(whole("x", sequence(-50, 149))), column_role::measure) << "nobody issues negative numbers";
}

TEST(infer_roles, takes_few_different_numbers_for_categories) {
  std::vector<std::int64_t> cells;
  for (int i = 0; i < 400; ++i) cells.push_back(i % 20);
  EXPECT_EQ(role(whole("pclass", cells)), column_role::category);
  for (int i = 0; i < 400; ++i) cells.push_back(i % 21);
  EXPECT_EQ(role(whole("pclass", cells)), column_role::measure) << "21 different ones";
  EXPECT_EQ(role(whole("small", {1, 2, 3, 4, 5, 1, 2, 3})), column_role::measure) << "less than four rows each";
}

TEST(infer_roles, takes_codes_for_categories_if_their_name_says_so) {
  std::vector<std::int64_t> cells;
  for (int i = 0; i < 4'000; ++i) cells.push_back(i % 77 + 1);
  EXPECT_EQ(role(whole("district_id", cells)), column_role::category);
  EXPECT_EQ(role(whole("district", cells)), column_role::measure);
  EXPECT_EQ(role(whole("number_of_districts", cells)), column_role::measure);
}

TEST(infer_roles, finds_personal_values_by_their_form_whatever_the_name) {
  const std::pair<personal_kind, std::vector<std::string>> columns[] = {
      {personal_kind::email, each(50, [](std::size_t i) { return "user" + std::to_string(i) + "@mail.example.com"; })},
      {personal_kind::phone, each(50, [](std::size_t i) { return "+1-212-555-01" + std::to_string(10 + i); })},
      {personal_kind::ipv4, each(50, [](std::size_t i) { return "10.0.0." + std::to_string(i % 25); })},
      {personal_kind::uuid,
       each(50, [](std::size_t i) { return "550e8400-e29b-41d4-a716-4466554400" + std::to_string(10 + i); })},
      {personal_kind::mac, each(50, [](std::size_t i) { return "00:1a:2b:3c:4d:" + std::to_string(10 + i); })},
      {personal_kind::card_number, each(50,
                                        [](std::size_t i) {
                                          const std::string digits = "4111111111111" + std::to_string(10 + i);
                                          return digits + luhn_digit(digits);
                                        })},
      {personal_kind::street_address, each(50, [](std::size_t i) { return std::to_string(i + 1) + " Copper Lane"; })}};
  for (const auto& [kind, cells] : columns) {
    const inferred_role found = role_of(texts_table("x", cells));
    EXPECT_EQ(found.role, column_role::personal) << name_of(kind);
    EXPECT_EQ(found.personal, kind) << name_of(kind);
    EXPECT_EQ(found.personal_share, 1.0);
    EXPECT_NE(found.reason.find(plural_of(kind)), std::string::npos) << found.reason;
  }
}

TEST(infer_roles, tells_card_numbers_from_others_by_their_check_digit) {
  const auto plain = each(50, [](std::size_t i) { return "41111111111112" + std::to_string(10 + i); });
  EXPECT_NE(role(texts_table("card", plain)), column_role::personal) << "one in ten passes by chance";
  std::vector<std::int64_t> cells;
  for (int i = 0; i < 40; ++i) {
    const std::string digits = "4111111111111" + std::to_string(10 + i);
    cells.push_back(std::stoll(digits + luhn_digit(digits)));
  }
  const inferred_role found = role_of(whole("x", cells));
  EXPECT_EQ(found.role, column_role::personal) << "also where they were read as numbers";
  EXPECT_EQ(found.personal, personal_kind::card_number);
}

TEST(infer_roles, takes_plain_digits_for_telephone_numbers_only_if_the_name_says_so) {
  random::stream draws({.seed = 6}, random::purpose::sample, 0);
  std::vector<std::int64_t> cells;
  for (int i = 0; i < 300; ++i) cells.push_back(random::uniform_integer(draws, 2'000'000'000, 9'999'999'999));
  EXPECT_EQ(role_of(whole("mobile_phone", cells)).personal, personal_kind::phone);
  EXPECT_EQ(role(whole("volume", cells)), column_role::measure);
  EXPECT_EQ(role(whole("phone_count", {3, 1, 0, 2, 7, 9, 30, 12, 5, 8})), column_role::measure);
}

TEST(infer_roles, finds_personal_values_among_a_few_others) {
  auto cells = each(100, [](std::size_t i) { return "user" + std::to_string(i) + "@example.com"; });
  for (std::size_t i = 0; i < 9; ++i) cells[i] = "unknown";
  EXPECT_EQ(role(texts_table("x", cells)), column_role::personal);
  for (std::size_t i = 0; i < 30; ++i) cells[i] = "unknown";
  const inferred_role found = role_of(texts_table("x", cells));
  EXPECT_NE(found.role, column_role::personal);
  EXPECT_NEAR(found.personal_share, 0.70, 1e-12) << "but the share is reported";
}

TEST(infer_roles, finds_names_of_persons) {
  const std::vector<std::string> titled = each(60, [](std::size_t i) {
    return "Quux" + std::string(1, static_cast<char>('a' + i % 26)) + ", " + (i % 2 == 0 ? "Mr." : "Mrs.") + " Xyl" +
           std::string(1, static_cast<char>('a' + i / 26));
  });
  EXPECT_EQ(role_of(texts_table("Name", titled)).personal, personal_kind::full_name) << "by their titles";
  const char* given[] = {"John", "Mary", "Wang", "Olu", "Ana", "Kate", "Peter", "Pavel", "Lucia", "Kim"};
  const std::vector<std::string> plain =
      each(60, [&](std::size_t i) { return std::string(given[i % 10]) + " Q" + std::string(1 + i / 10, 'u') + "x"; });
  EXPECT_EQ(role_of(texts_table("x", plain)).personal, personal_kind::full_name) << "by common given names";
}

TEST(infer_roles, finds_given_and_family_names) {
  const char* common[] = {"John", "Mary", "Kate", "Peter"};
  const std::vector<std::string> given = each(200, [&](std::size_t i) {
    return i % 5 == 0 ? std::string(common[i % 4]) : "Abc" + std::string(1 + i % 40, 'd');
  });
  EXPECT_EQ(role_of(texts_table("first_name", given)).personal, personal_kind::given_name);
  const char* family[] = {"Smith", "Garcia", "Chen", "Okafor"};
  const std::vector<std::string> last = each(200, [&](std::size_t i) {
    return i % 5 == 0 ? std::string(family[i % 4]) : "Abc" + std::string(1 + i % 40, 'd');
  });
  EXPECT_EQ(role_of(texts_table("nameLast", last)).personal, personal_kind::family_name);
}

TEST(infer_roles, takes_other_capitalised_words_for_no_names) {
  const std::vector<std::string> towns = each(200, [](std::size_t i) {
    return (i % 3 == 0 ? "San Abc" : "Bcd") + std::string(1 + i % 80, 'e') + (i % 2 == 0 ? "ton" : "");
  });
  for (const char* name : {"Name", "first_name", "customer", "city"})
    EXPECT_NE(role(texts_table(name, towns)), column_role::personal) << name;
}

TEST(infer_roles, takes_different_short_texts_of_one_form_for_keys) {
  const auto code = each(239, [](std::size_t i) {
    return std::string{static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26), 'X'};
  });
  EXPECT_EQ(role(texts_table("Code", code)), column_role::key);
  EXPECT_EQ(role(texts_table("whatever", code)), column_role::key);
  const auto ids = each(300, [](std::size_t i) { return "usr_" + std::to_string(1'000 + i); });
  EXPECT_EQ(role(texts_table("user", ids)), column_role::key);
  auto repeated = ids;
  repeated.push_back(ids.front());
  EXPECT_NE(role(texts_table("id", repeated)), column_role::key);
  EXPECT_NE(role(texts_table("id", {"a", "bcd", "ef"})), column_role::key) << "three rows say little";
}

TEST(infer_roles, takes_different_words_for_text) {
  const auto words =
      each(239, [](std::size_t i) { return "Landof" + std::string(1 + i % 50, 'a') + std::string(i / 50, 'b'); });
  EXPECT_EQ(role(texts_table("Name", words)), column_role::text);
}

TEST(infer_roles, takes_sentences_for_text_also_if_they_repeat) {
  const auto sentences =
      each(1'000, [](std::size_t i) { return "this room is very nice and has view " + std::string(i % 400 + 1, 'x'); });
  EXPECT_EQ(role(texts_table("summary", sentences)), column_role::text);
}

// One cell more than half says "ok", so that by cells alone the others would be levels.
TEST(infer_roles, takes_what_cells_say_of_their_own_for_text_beside_a_frequent_word) {
  const auto beside_ok = [](auto make) {
    return each(600, [&make](std::size_t i) { return i % 2 == 0 || i < 10 ? std::string("ok") : make(i); });
  };
  const auto expect_text = [&](const char* what, auto make, std::string_view why) {
    const inferred_role found = role_of(texts_table("x", beside_ok(make)));
    EXPECT_EQ(found.role, column_role::text) << what;
    EXPECT_NE(found.reason.find(why), std::string::npos) << found.reason;
  };
  const auto n = [](std::size_t i) { return std::to_string(i); };
  expect_text(
      "addresses", [&](auto i) { return "call Svetlana at svetlana" + n(i) + "@x.com"; },
      "296 different texts in 600 cells, and 295 of them hold e-mail addresses");
  expect_text(
      "sentences", [&](auto i) { return "she wants to be asked for offer " + n(i); }, "words on average");
  expect_text(
      "few words", [&](auto i) { return "Svetlana " + n(i); }, "but for the frequent ones 295 in 295 cells");
  EXPECT_EQ(role(texts_table("x", beside_ok([&](auto i) { return "ward " + n(i % 80); }))), column_role::category)
      << "each about seven times";
  EXPECT_EQ(role(texts_table("x", each(600, [&](auto i) { return i < 19 ? "title " + n(i) : n(i % 2); }))),
            column_role::category)
      << "19 rare ones may be levels";
}

TEST(infer_roles, takes_no_text_with_a_personal_value_for_a_level) {
  const auto of_one_cell = [](const std::string& text) {
    return role_of(
        texts_table("x", each(400, [&](std::size_t i) { return i == 7 ? text : "level " + std::to_string(i % 12); })));
  };
  for (const char* text :
       {"mailto:ana@example.com", "(see ana.silva@mail.example.org)", "ask ana@example.com, please",
        "ring +44 20 7946 0958 at noon", "phone:+49-30-1234567", "id 550e8400-e29b-41d4-a716-446655440000.",
        "at 00:1a:2b:3c:4d:5e", "fax 020 (212) 555-0143", "ssn 123-45-6789", "paid by 4111 1111 1111 1111 in May",
        "paid by 4111-1111-1111-1111", "to GB82 WEST 1234 5698 7654 32 today", "from DE89370400440532013000",
        "host 192.168.0.1:8080", "host 2001:db8::8a2e:370:7334"}) {
    const inferred_role found = of_one_cell(text);
    EXPECT_EQ(found.role, column_role::text) << text;
    EXPECT_NE(found.reason.find("1 of them holds"), std::string::npos) << found.reason;
  }
  for (const char* text : {"at 10:30 on 2021-01-05", "paid by 4111 1111 1111 1112", "4-door, 120 kW @ 4000 rpm", "v1.2",
                           "to GB83 WEST 1234 5698 7654 32", "100 000 - 149 999", "@home", "std::vector", "A+12"})
    EXPECT_EQ(of_one_cell(text).role, column_role::category) << text;
  EXPECT_EQ(role(texts_table("x", std::vector<std::string>(50, "ask ana@example.com"))), column_role::text)
      << "one single value";
}

// What many cells have is likelier a code than a person's; of numbers as long as a card's one in ten passes its check.
TEST(infer_roles, takes_codes_that_only_look_like_personal_values_for_levels) {
  const auto n = [](std::size_t i) { return std::to_string(i); };
  EXPECT_EQ(
      role(texts_table("x", each(400, [&](auto i) { return i % 4 == 0 ? "part 12-345-6789" : "part " + n(i % 12); }))),
      column_role::category);
  EXPECT_EQ(role(texts_table("x", each(600, [&](auto i) { return "item " + n(4006381330000 + i % 300 * 7); }))),
            column_role::category);
}

TEST(infer_roles, takes_repeated_texts_for_categories) {
  const table colours{{{"colour", column_kind::categorical}},
                      {column::categorical({0, 1, 0, 1, 1}, std::vector<std::string>{"red", "green"})}};
  EXPECT_EQ(role(colours), column_role::category);
}

TEST(infer_roles, sees_columns_without_values_constants_flags_and_dates) {
  const table mixed{{{"none"},
                     {"one"},
                     {"flag", column_kind::boolean},
                     {.name = "day", .kind = column_kind::datetime, .unit = time_unit::day}},
                    {column(std::vector<double>(3, std::nan(""))), column(std::vector<double>(3, 7.0)),
                     column::booleans({1, 0, 1}), column(std::vector<std::int64_t>{1, 2, 3})}};
  const role_assignment roles = infer_roles(mixed);
  EXPECT_EQ(roles.of("none").role, column_role::ignored);
  EXPECT_EQ(roles.of("none").reason, "no row has a value");
  EXPECT_EQ(roles.of("one").role, column_role::category);
  EXPECT_EQ(roles.of("flag").role, column_role::category);
  EXPECT_EQ(roles.of("day").role, column_role::datetime);
  expect_error<schema_error>([&] { static_cast<void>(roles.of("two")); }, {"\"two\""});
}

TEST(infer_roles, does_with_empty_tables) {
  EXPECT_TRUE(infer_roles(table()).columns.empty());
  EXPECT_EQ(role(numbers("x", {})), column_role::ignored);
  EXPECT_EQ(role_of(numbers("x", {})).confidence, 0.0);
}

TEST(infer_roles, does_with_infinite_and_huge_numbers) {
  const double inf = INFINITY;
  EXPECT_EQ(role(numbers("x", {inf, -inf, 1.0, 2.0, 3.0, 1e300, -1e300})), column_role::measure);
  EXPECT_EQ(role(whole("id", {INT64_MAX, INT64_MIN, 0, 1, 2})), column_role::measure);
}

TEST(infer_roles, does_as_told) {
  const table ids = whole("account", sequence(1, 100));
  const inferred_role told = infer_roles(ids, {.given = {{"account", column_role::measure}}}).columns[0];
  EXPECT_EQ(told.role, column_role::measure);
  EXPECT_EQ(told.reason, "as told");
  EXPECT_EQ(told.confidence, 1.0);
  const auto twice =
      infer_roles(ids, {.given = {{"account", column_role::measure}, {"account", column_role::ignored}}});
  EXPECT_EQ(twice.columns[0].role, column_role::ignored) << "the last one counts";
}

TEST(infer_roles, keeps_the_kind_of_personal_values_that_it_was_told_of) {
  const table mails =
      texts_table("x", each(30, [](std::size_t i) { return "u" + std::to_string(i) + "@example.com"; }));
  const inferred_role told = infer_roles(mails, {.given = {{"x", column_role::personal}}}).columns[0];
  EXPECT_EQ(told.personal, personal_kind::email);
  EXPECT_FALSE(infer_roles(mails, {.given = {{"x", column_role::key}}}).columns[0].personal.has_value());
}

TEST(infer_roles, refuses_what_a_column_cannot_be) {
  const table words = texts_table("note", {"a", "b"});
  expect_error<schema_error>(
      [&] {
        static_cast<void>(infer_roles(words, {.given = {{"note", column_role::measure}}}));
      },
      {"\"note\"", "text column", "measure", "category, key, personal, text, ignored"});
  expect_error<schema_error>(
      [&] {
        static_cast<void>(infer_roles(words, {.given = {{"nope", column_role::key}}}));
      },
      {"nope"});
}

TEST(can_have, agrees_with_what_is_inferred) {
  for (const column_role one : all_column_roles) {
    EXPECT_EQ(can_have(column_kind::numeric, one), one != column_role::datetime && one != column_role::text);
    EXPECT_EQ(can_have(column_kind::text, one), one != column_role::datetime && one != column_role::measure);
    EXPECT_EQ(can_have(column_kind::boolean, one), one == column_role::category || one == column_role::ignored);
    EXPECT_EQ(can_have(column_kind::datetime, one),
              one == column_role::datetime || one == column_role::personal || one == column_role::ignored);
  }
}

TEST(infer_roles, gives_the_same_on_any_number_of_threads) {
  std::vector<column_spec> specs;
  std::vector<column> columns;
  for (int i = 0; i < 12; ++i) {
    specs.push_back({"c" + std::to_string(i)});
    columns.emplace_back(sequence(i, 2'000, i + 1));
  }
  const table wide(table_schema(std::move(specs)), std::move(columns));
  thread_pool pool(3);
  EXPECT_EQ(infer_roles(wide), infer_roles(wide, {.executor = pool}));
}

}  // namespace
}  // namespace standin
