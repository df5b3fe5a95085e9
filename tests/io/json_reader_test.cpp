// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/io/json_reader.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace standin::io {
namespace {

using namespace std::string_literals;

json parse(std::string_view text, json_form form = json_form::text) {
  return parse_json(text, form, "file");
}

void refused(std::string_view bytes, json_form form, std::initializer_list<std::string_view> words) {
  expect_error<format_error>([&] { (void)parse_json(bytes, form, "file"); }, words);
}

std::string cbor(const json& value) {
  std::string bytes;
  json::to_cbor(value, bytes);
  return bytes;
}

TEST(parse_json, takes_what_json_can_say_in_both_forms) {
  const json all = {
      {"text", "\u00e4\n\""}, {"number", -1.5e300}, {"whole", -7},       {"large", 18'446'744'073'709'551'615U},
      {"yes", true},          {"none", nullptr},    {"array", {1, {2}}}, {"object", json::object()}};
  EXPECT_EQ(parse(all.dump()), all);
  EXPECT_EQ(parse(all.dump(2)), all);
  EXPECT_EQ(parse(cbor(all), json_form::cbor), all);
}

TEST(parse_json, refuses_what_is_no_json) {
  for (const std::string_view text : {"", " ", "{", "[1,]", "{\"a\":}", "nul", "[1] 2", "{} {}", "[1e999]", "\xff",
                                      "\"\xc3\"", "[\"a]", "// a\n1", "'a'", "[01]", "NaN"})
    refused(text, json_form::text, {"file: it is not valid JSON"});
}

TEST(parse_json, refuses_what_is_no_cbor) {
  const std::vector<std::pair<std::string, const char*>> cases{
      {"", "too early"},
      {"\x83\x01", "too early"},                               // an array of 3 with 1
      {"\x01\x02", "something follows"},                       // two items
      {"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", "too early"},   // an array of 2^64 - 1
      {"\xbb\x80\x00\x00\x00\x00\x00\x00\x00"s, "too early"},  // an object of 2^63 members, twice as many items
      {"\x7b\x7f\xff\xff\xff\xff\xff\xff\xff", "too early"},   // a text of 2^63 - 1 bytes
      {"\x9a\x00\x10"s, "too early"},                          // a length that is cut off
      {"\x9f\x01\xff", "a length is not given"},               // an endless array
      {"\x7f\x61"
       "a\xff",
       "a length is not given"},                              // an endless text
      {"\xc1\x01", "tags or bytes"},                          // a tag
      {"\x41\x01", "tags or bytes"},                          // a byte string
      {"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", "too small"},  // -2^64
      {"\x1c", "a length is not given"},                      // reserved
      {"\xf7", "not valid CBOR"},                             // undefined
      {"\xa1\x01\x02", "not valid CBOR"},                     // a key that is no text
  };
  for (const auto& [bytes, words] : cases) refused(bytes, json_form::cbor, {"file", words});
}

// 10 000 levels would take a megabyte of stack in a parser that calls itself, ten million more than any stack has.
TEST(parse_json, refuses_what_is_nested_too_deeply) {
  for (const std::size_t depth : {33U, 10'000U, 10'000'000U}) {
    refused(std::string(depth, '['), json_form::text, {"nested more than 32"});
    refused(std::string(depth, '[') + std::string(depth, ']'), json_form::text, {"nested more than 32"});
    refused(std::string(depth, '\x81') + "\x01", json_form::cbor, {"nested more than 32"});
    refused(std::string(depth, '\x7f'), json_form::cbor, {"a length is not given"});
    refused(std::string(depth, '\xc1'), json_form::cbor, {"tags"});
  }
  std::string objects;
  std::string packed;
  for (int i = 0; i < 10'000; ++i)
    objects += "{\"a\":", packed +=
                          "\xa1\x61"
                          "a";
  refused(objects, json_form::text, {"nested more than 32"});
  refused(packed + "\x01", json_form::cbor, {"nested more than 32"});

  const std::string fine = std::string(32, '[') + std::string(32, ']');
  EXPECT_EQ(parse(fine).dump(), fine);
  EXPECT_EQ(parse(std::string(31, '\x81') + "\x80", json_form::cbor).dump(), fine);
  EXPECT_NO_THROW((void)parse("[\"" + std::string(1000, '[') + "\\\"[[\"]")) << "brackets in texts don't count";
  EXPECT_NO_THROW((void)parse("[" + std::string(1000, ' ') + "[],[],[],{}]"));
}

TEST(parse_json, refuses_more_bytes_than_allowed) {
  expect_error<format_error>([] { (void)parse_json("[1,2,3]", json_form::text, "file", {.bytes = 6}); },
                             {"file", "more than 6 bytes"});
  EXPECT_NO_THROW((void)parse_json("[1,2,3]", json_form::text, "file", {.bytes = 7}));
}

TEST(json_reader, reads_values_of_each_type) {
  const json document = parse(R"({"a": [1, 2.5, -3], "b": {"c": "text", "d": true}, "e": 18446744073709551615})");
  const json_reader root(document, "file");
  EXPECT_EQ(root["a"].numbers(), (std::vector<double>{1, 2.5, -3}));
  EXPECT_EQ(root["a"].elements()[2].integer<int>(), -3);
  EXPECT_EQ(root["a"].elements()[1].number(), 2.5);
  EXPECT_EQ(root["b"]["c"].text(), "text");
  EXPECT_TRUE(root["b"]["d"].boolean());
  EXPECT_TRUE(root.has("b") && !root.has("c") && !root["a"].has("b"));
  EXPECT_EQ(root["e"].integer<std::uint64_t>(), 18'446'744'073'709'551'615U);
}

TEST(json_reader, names_the_way_to_what_does_not_fit) {
  const json document = parse(R"({"a": [{"b": [0, null]}], "t": "x", "big": 1e308})");
  const json_reader root(document, "dir/file.json");
  const auto fails = [](auto&& action, std::string_view where, std::string_view found) {
    expect_error<format_error>(action, {where, found, "a file that this library wrote"});
  };
  const json_reader element = root["a"].elements()[0];  // a copy outlives what it came from
  fails([&] { (void)element["b"].numbers(); }, "dir/file.json/a/0/b/1:", "finite number");
  fails([&] { (void)element["b"].elements()[1].number(); }, "dir/file.json/a/0/b/1:", "number is expected");
  fails([&] { (void)element["c"]; }, "dir/file.json/a/0:", "there is no \"c\"");
  fails([&] { (void)root["t"]["c"]; }, "dir/file.json/t:", "an object");
  fails([&] { (void)root["t"].elements(); }, "dir/file.json/t:", "an array");
  fails([&] { (void)root["t"].numbers(); }, "dir/file.json/t:", "an array");
  fails([&] { (void)root["t"].number(); }, "dir/file.json/t:", "a number");
  fails([&] { (void)root["t"].boolean(); }, "dir/file.json/t:", "true or false");
  fails([&] { (void)root["a"].text(); }, "dir/file.json/a:", "a text");
  fails([&] { (void)root["big"].integer<int>(); }, "dir/file.json/big:", "a whole number");
}

TEST(json_reader, takes_whole_numbers_that_fit) {
  const json document = parse("[-129, -128, 127, 128, 255, 256, -1, 9223372036854775808, 1.0]");
  const std::vector<json_reader> n = json_reader(document, "f").elements();
  EXPECT_EQ(n[1].integer<std::int8_t>(), -128);
  EXPECT_EQ(n[2].integer<std::int8_t>(), 127);
  EXPECT_EQ(n[4].integer<std::uint8_t>(), 255);
  EXPECT_EQ(n[7].integer<std::uint64_t>(), 9'223'372'036'854'775'808U);
  EXPECT_EQ(n[2].integer<int>(127, 127), 127);
  for (const std::size_t i : {0U, 3U}) EXPECT_THROW((void)n[i].integer<std::int8_t>(), format_error) << i;
  for (const std::size_t i : {5U, 6U}) EXPECT_THROW((void)n[i].integer<std::uint8_t>(), format_error) << i;
  EXPECT_THROW((void)n[6].integer<std::uint64_t>(), format_error);
  EXPECT_THROW((void)n[7].integer<std::int64_t>(), format_error);
  EXPECT_THROW((void)n[8].integer<int>(), format_error);
  expect_error<format_error>([&] { (void)n[2].integer<int>(-5, 126); }, {"f/2", "from -5 to 126"});
}

}  // namespace
}  // namespace standin::io
