// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/detail/model_checksum.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/parallel/thread_pool.hpp>

#include "data/expect_error.hpp"
#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace standin::io {
namespace {

using test::bytes_of;
using test::mixed_table;
using model_t = fitted_t<independent<>>;

/// A generator whose model knows nothing; in files it is "nothing" of version 3.
struct nothing_core {
  struct model {
    void sample_into(plain_rows&, random::source, std::uint64_t) const {}
    void parameters(auto&&) const {}
    [[nodiscard]] std::vector<std::uint32_t> layout() const { return {0}; }
  };
  [[nodiscard]] model fit(const plain_table&, fit_context&) const { return {}; }
};

struct nothing {
  using generator_concept = generator_tag;
  [[nodiscard]] std::string name() const { return "nothing"; }
  [[nodiscard]] prepared_model<nothing_core::model> fit(const table_view& data, const fit_options& options = {}) const {
    return fit_prepared(nothing_core{}, data, options);
  }
};

}  // namespace

template <>
struct model_traits<nothing_core::model> {
  static constexpr std::string_view name = "nothing";
  static constexpr int version = 3;
  static json write(const nothing_core::model&) { return json::object(); }
  static nothing_core::model read(const json_reader&) { return {}; }
};

namespace {

constexpr json_form forms[] = {json_form::text, json_form::cbor};

model_t fitted_model() {
  return independent<>{}.fit(mixed_table(1000));
}

void refused(const std::string& bytes, std::initializer_list<std::string_view> words,
             json_form form = json_form::text) {
  expect_error<format_error>([&] { (void)read_model_bytes<model_t>(bytes, form, "my.file"); }, words);
}

/// The model's file as JSON, changed, and with the checksum made right again, so that only `read` can object.
std::string changed(const model_t& model, const std::function<void(json& content)>& change) {
  json document = json::parse(write_model_bytes(model));
  change(document["content"]);
  document["checksum"] = detail::hexadecimal(detail::checksum_of(document["content"]));
  return document.dump();
}

class folder {
 public:
  folder() : path_(std::filesystem::temp_directory_path() / ("standin_model_file_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
  ~folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

TEST(model_file, brings_back_the_model_in_both_forms) {
  const model_t model = fitted_model();
  for (const json_form form : forms) {
    const std::string bytes = write_model_bytes(model, form);
    const model_t back = read_model_bytes<model_t>(bytes, form);
    EXPECT_EQ(back.schema(), model.schema());
    EXPECT_EQ(back.fingerprint(), model.fingerprint());
    EXPECT_TRUE(write_model_bytes(back, form) == bytes);
    EXPECT_TRUE(bytes_of(back.sample(5000, {.seed = 2})) == bytes_of(model.sample(5000, {.seed = 2})));
  }
  EXPECT_LT(write_model_bytes(model, json_form::cbor).size(), write_model_bytes(model).size());
}

TEST(model_file, is_the_same_for_any_number_of_threads) {
  const table data = mixed_table(3000);
  thread_pool two(2);
  thread_pool five(5);
  for (const json_form form : forms) {
    const std::string bytes = write_model_bytes(independent<>{}.fit(data), form);
    EXPECT_TRUE(write_model_bytes(independent<>{}.fit(data, {.executor = two}), form) == bytes);
    EXPECT_TRUE(write_model_bytes(independent<>{}.fit(data, {.executor = five}), form) == bytes);
  }
}

TEST(model_file, keeps_how_cells_are_written) {
  text_form form{.min_decimals = 2,
                 .max_decimals = 3,
                 .missing = "NA",
                 .no = "N",
                 .yes = "Y",
                 .datetime = "%d/%m/%Y",
                 .utc_offset = -90,
                 .notation = number_notation::shorter,
                 .decimal_mark = ',',
                 .leading_zero = false,
                 .quoted = true,
                 .quoted_missing = true};
  const table data(
      {{"x", column_kind::numeric, time_unit::day, form},
       {"flag", column_kind::boolean, time_unit::second, form},
       {"at", column_kind::datetime, time_unit::nanosecond, form}},
      {column(std::vector<double>{1, 2}), column::booleans({0, 1}), column(std::vector<std::int64_t>{5, 6})});
  const model_t model = independent<>{}.fit(data);
  for (const json_form f : forms)
    EXPECT_EQ(read_model_bytes<model_t>(write_model_bytes(model, f), f).schema(), data.schema());
}

TEST(model_file, keeps_columns_of_every_sort) {
  const validity none(3, false);
  const table data(
      {{"a", column_kind::text}, {"b", column_kind::boolean}, {"c", column_kind::categorical}, {"d"}, {"e"}},
      {column(std::vector<std::string>(3), none), column::booleans({0, 0, 0}, none),
       column::categorical({0, 0, 0}, std::vector<std::string>{"x"}, none), column(std::vector<float>(3), none),
       column(std::vector<std::int64_t>{1'700'000'000'123'456'789, 0, 5})});
  const model_t model = independent<>{}.fit(data);
  const model_t back = read_model_bytes<model_t>(write_model_bytes(model));
  EXPECT_TRUE(bytes_of(back.sample(100)) == bytes_of(model.sample(100)));
}

TEST(model_file, is_refused_when_it_is_cut_off_anywhere) {
  const model_t model = independent<>{}.fit(mixed_table(40));
  for (const json_form form : forms) {
    const std::string bytes = write_model_bytes(model, form);
    ASSERT_NO_THROW((void)read_model_bytes<model_t>(bytes, form));
    const std::size_t last = form == json_form::text ? bytes.size() - 1 : bytes.size();  // without the last line's end
    for (std::size_t length = 0; length < last; ++length)
      ASSERT_THROW((void)read_model_bytes<model_t>(std::string_view(bytes).substr(0, length), form), format_error)
          << length;
  }
}

TEST(model_file, is_refused_when_something_was_added) {
  const model_t model = fitted_model();
  refused(write_model_bytes(model) + "x", {"not valid JSON"});
  refused(write_model_bytes(model) + "{}", {"not valid JSON"});
  refused(write_model_bytes(model, json_form::cbor) + '\0', {"something follows"}, json_form::cbor);
  json document = json::parse(write_model_bytes(model));
  document["more"] = 1;
  refused(document.dump(), {"other members"});
  document.erase("more");
  document["content"]["core"]["more"] = 1;
  refused(document.dump(), {"changed or damaged"});
}

// Each byte of a small file turned into another one: refused, or, where nothing is lost by it, the same model and CSV.
TEST(model_file, is_refused_when_a_byte_was_changed) {
  const model_t model = independent<>{}.fit(table(
      {{"x"}, {"c", column_kind::categorical}},
      {column(std::vector<double>{1, 2, 3.5}), column::categorical({0, 1, 0}, std::vector<std::string>{"a", "b"})}));
  for (const json_form form : forms) {
    const std::string bytes = write_model_bytes(model, form, csv_dialect{});
    for (std::size_t i = 0; i < bytes.size(); ++i)
      for (const int flip : {1, 2, 16, 128}) {
        std::string other = bytes;
        other[i] = static_cast<char>(other[i] ^ flip);
        try {
          model_header header;
          const model_t read = read_model_bytes<model_t>(other, form, "my.file", &header);
          EXPECT_TRUE(write_model_bytes(read, form, header.csv) == bytes)
              << i << ": " << other.substr(i < 10 ? 0 : i - 10, 20);
        } catch (const format_error&) {
        }
      }
  }
}

TEST(model_file, is_refused_when_it_is_something_else) {
  refused("", {"my.file", "not valid JSON"});
  refused("id,name\n1,a\n", {"not valid JSON"});
  refused("[]", {"holds no model"});
  refused("{}", {"holds no model"});
  refused("null", {"holds no model"});
  refused(R"({"format": "other", "format_version": 1})", {"holds no model"});
  refused(R"({"format": 5, "format_version": 1})", {"my.file/format", "a text"});
  refused(R"({"format": "standin model", "format_version": 1})", {"there is no \"model\""});
  refused(std::string(10'000, '['), {"nested"});
  refused(std::string(10'000, '\x81'), {"nested"}, json_form::cbor);
  const model_t model = fitted_model();
  refused(write_model_bytes(model, json_form::cbor), {"not valid JSON"});
  refused(write_model_bytes(model), {"not valid CBOR"}, json_form::cbor);
}

TEST(model_file, is_refused_in_another_version) {
  const model_t model = fitted_model();
  json document = json::parse(write_model_bytes(model));
  document["format_version"] = 2;
  refused(document.dump(), {"format version 2", "reads version 1", "fit again"});
  document["format_version"] = 1;
  document["model_version"] = 9;
  refused(document.dump(), {"\"independent\"", "version 9", "reads version 1"});
  document["model_version"] = "1";
  refused(document.dump(), {"model_version", "whole number"});
}

TEST(model_file, is_refused_when_it_holds_another_model) {
  const table data({{"x"}}, {column(std::vector<double>{1, 2})});
  const std::string other = write_model_bytes(nothing{}.fit(data));
  refused(other, {"\"nothing\"", "models known here: independent"});
  json document = json::parse(write_model_bytes(fitted_model()));
  document["model"] = "a name\n of no good " + std::string(1000, 'x');
  refused(document.dump(), {"a model named \"a name\\n"});
}

TEST(model_file, is_refused_when_a_number_was_changed) {
  const model_t model = fitted_model();
  json document = json::parse(write_model_bytes(model));
  document["content"]["preparation"]["codecs"][0]["upper"] = 1e9;
  refused(document.dump(), {"changed or damaged"});
  // Even with a checksum that fits: the model's fingerprint is that of another model.
  const char* words = "does not match its fingerprint";
  refused(changed(model, [](json& c) { c["preparation"]["codecs"][0]["upper"] = 1e9; }), {words});
  refused(changed(model, [](json& c) { c["preparation"]["codecs"][2]["lower"] = 17; }), {words});
  const char* other_columns = "the steps don't lead to the columns that were prepared";
  refused(changed(model, [](json& c) { c["preparation"]["schema"][0]["name"] = "other"; }), {other_columns});
  refused(changed(model, [](json& c) { c["preparation"]["schema"][3]["unit"] = "second"; }), {other_columns});
  const char* other_form = "it is not what the steps make of the columns that were prepared";
  refused(changed(model, [](json& c) { c["preparation"]["schema"][0]["form"] = {{"max_decimals", 1}}; }), {other_form});
  refused(changed(model, [](json& c) { c["preparation"]["codecs"][6]["levels"][0] = "pink"; }), {words});
  refused(changed(model, [](json& c) { c["preparation"]["codecs"][3]["step"] = 14; }), {words});
  refused(changed(model, [](json& c) { c["core"]["columns"][6]["levels"][0] = 1; }), {words});
  refused(changed(model, [](json& c) { c["core"]["columns"][0]["empirical"][0][0] = 0.25; }), {words});
  json wrong = json::parse(write_model_bytes(model));
  wrong["fingerprint"] = "g";
  refused(wrong.dump(), {"hexadecimal"});
  wrong["fingerprint"] = "";
  refused(wrong.dump(), {"hexadecimal"});
  wrong["fingerprint"] = "11112222333344445";
  refused(wrong.dump(), {"hexadecimal"});
}

TEST(model_file, is_refused_when_its_parts_make_no_model) {
  const model_t model = fitted_model();
  const auto expect = [&](const std::function<void(json&)>& change, std::initializer_list<std::string_view> words) {
    refused(changed(model, change), words);
  };
  // Core and table that do not fit each other.
  expect([](json& c) { c["core"]["columns"].erase(0); }, {"does not fit the columns"});
  expect([](json& c) { c["core"]["columns"].push_back(c["core"]["columns"][0]); }, {"does not fit the columns"});
  expect([](json& c) { c["core"]["columns"][6]["levels"].push_back(5); }, {"does not fit the columns"});
  expect([](json& c) { std::swap(c["core"]["columns"][0], c["core"]["columns"][6]); }, {"does not fit the columns"});
  expect([](json& c) { c["core"] = json::object(); }, {"my.file/content/core", "there is no \"columns\""});
  expect(
      [](json& c) {
        c["core"]["columns"][0] = {{"gauss", 1}};
      },
      {"my.file/content/core/columns/0", "\"empirical\""});
  // Distributions that are none.
  expect(
      [](json& c) {
        c["core"]["columns"][6]["levels"] = {0, 0, 0};
      },
      {"columns/6/levels", "no level was ever seen"});
  expect([](json& c) { c["core"]["columns"][6]["levels"] = json::array(); }, {"no level was ever seen"});
  expect([](json& c) { c["core"]["columns"][6]["levels"][1] = -1; }, {"columns/6/levels/1", "whole number"});
  expect([](json& c) { c["core"]["columns"][6]["levels"][1] = 18'446'744'073'709'551'615U; },
         {"columns/6/levels/1", "counted"});
  expect([](json& c) { c["core"]["columns"][6]["levels"][1] = 0.5; }, {"columns/6/levels/1", "whole number"});
  expect([](json& c) { c["core"]["columns"][0]["empirical"] = json::array(); }, {"no pieces"});
  expect([](json& c) { c["core"]["columns"][0]["empirical"][0] = {1, 2}; }, {"columns/0/empirical/0", "three numbers"});
  expect([](json& c) { c["core"]["columns"][0]["empirical"][0][1] = "1"; }, {"empirical/0/1", "finite number"});
  expect([](json& c) { c["core"]["columns"][0]["empirical"].back()[0] = 0.9999; }, {"probabilities"});
  // Tables that are none.
  expect([](json& c) { c["preparation"]["schema"] = json::array(); }, {"columns"});
  expect([](json& c) { c["preparation"]["schema"][1]["name"] = c["preparation"]["schema"][0]["name"]; },
         {"both named \"income\""});
  expect([](json& c) { c["preparation"]["schema"][1]["kind"] = "colour"; },
         {"schema/1/kind", "\"colour\" is not known"});
  expect([](json& c) { c["preparation"]["schema"][3].erase("unit"); }, {"schema/3", "\"unit\""});
  expect(
      [](json& c) {
        c["preparation"]["schema"][3]["form"] = {{"datetime", "%Q"}};
      },
      {"schema/3/form/datetime", "%Q"});
  expect([](json& c) { c["preparation"]["schema"][0]["form"] = {{"min_decimals", 2'000'000'000}}; }, {"0 to 400"});
  expect([](json& c) { c["preparation"]["schema"][0]["form"] = {{"max_decimals", -2}}; }, {"-1 to 400"});
  expect([](json& c) { c["preparation"]["schema"][0]["form"] = {{"decimal_mark", ""}}; }, {"single character"});
  expect([](json& c) { c["preparation"]["schema"][0]["form"] = {{"notation", "roman"}}; }, {"\"roman\" is not known"});
  expect([](json& c) { c["preparation"]["codecs"].erase(0); }, {"described once"});
  expect([](json& c) { c["preparation"]["codecs"][0]["codec"] = "words"; },
         {"codecs/0/codec", "\"words\" is not known"});
  expect([](json& c) { c["preparation"]["codecs"][0]["element"] = "string"; }, {"\"income\"", "elements"});
  expect(
      [](json& c) {
        c["preparation"]["codecs"][0]["element"] = "int32", c["preparation"]["codecs"][0]["upper"] = 1e10;
      },
      {"\"income\"", "bounds"});
  expect([](json& c) { c["preparation"]["codecs"][1]["step"] = 0; }, {"\"price\"", "grid"});
  expect([](json& c) { c["preparation"]["codecs"][1]["decimals"] = -1; }, {"codecs/1/decimals"});
  expect([](json& c) { c["preparation"]["codecs"][6]["levels"] = json::array(); }, {"\"colour\"", "no levels"});
  expect([](json& c) { c["preparation"]["missing"]["holes"][0] = 99; }, {"not columns"});
  expect([](json& c) { c["preparation"]["missing"]["holes"] = {1, 3, 9}; }, {"pattern"});
  expect([](json& c) { c["preparation"]["missing"]["patterns"][0] = "10"; }, {"pattern"});
  expect([](json& c) { c["preparation"]["missing"]["patterns"][0] = "12x"; }, {"patterns/0", "0 and 1"});
  expect([](json& c) { c["preparation"]["missing"]["other_rates"] = {2.0, 0.0, 0.0}; }, {"[0, 1]"});
  expect([](json& c) { c.erase("preparation"); }, {"my.file/content", "\"preparation\""});
}

TEST(model_file, is_not_written_with_names_that_json_can_not_hold) {
  const auto model = independent<>{}.fit(table({{"x\xff"}}, {column(std::vector<double>{1, 2})}));
  expect_error<format_error>([&] { (void)write_model_bytes(model); }, {"UTF-8", "CBOR"});
  EXPECT_EQ(read_model_bytes<model_t>(write_model_bytes(model, json_form::cbor), json_form::cbor).schema(),
            model.schema());
  const auto levels = independent<>{}.fit(
      table({{"x", column_kind::categorical}}, {column::categorical({0, 1}, std::vector<std::string>{"a", "\xc3"})}));
  expect_error<format_error>([&] { (void)write_model_bytes(levels); }, {"UTF-8"});
}

TEST(model_file, keeps_what_the_csv_file_looked_like) {
  const model_t model = fitted_model();
  const csv_dialect dialects[] = {{},
                                  {.delimiter = ';', .lines = line_end::crlf, .encoding = text_encoding::windows_1252},
                                  {.delimiter = '\t', .encoding = text_encoding::utf16_le, .byte_order_mark = true},
                                  {.delimiter = '|',
                                   .lines = line_end::cr,
                                   .encoding = text_encoding::utf16_be,
                                   .byte_order_mark = true,
                                   .header = false,
                                   .quoted_header = true,
                                   .ends_with_line = false}};
  for (const json_form form : forms)
    for (const csv_dialect& dialect : dialects) {
      model_header header;
      const std::string bytes = write_model_bytes(model, form, dialect);
      const model_t back = read_model_bytes<model_t>(bytes, form, "my.file", &header);
      EXPECT_EQ(header.csv, dialect);
      EXPECT_EQ(header.model, "independent");
      EXPECT_EQ(back.fingerprint(), model.fingerprint());
      EXPECT_TRUE(write_model_bytes(back, form, header.csv) == bytes);
    }
  for (const char delimiter : {'"', '\n', '\r', '\0', '\xe9'})
    expect_error<invalid_option>(
        [&] { (void)write_model_bytes(model, json_form::text, csv_dialect{.delimiter = delimiter}); }, {"not ASCII"});
}

TEST(model_file, need_not_say_what_a_csv_file_looked_like) {
  const model_t model = fitted_model();
  model_header header{.csv = csv_dialect{}};
  const std::string bytes = write_model_bytes(model);
  EXPECT_EQ(bytes.find("delimiter"), std::string::npos);
  (void)read_model_bytes<model_t>(bytes, json_form::text, "my.file", &header);
  EXPECT_EQ(header.csv, std::nullopt);
  EXPECT_EQ(header.fingerprint, model.fingerprint());
}

TEST(model_file, is_refused_when_no_csv_file_looks_so) {
  const json good = json::parse(write_model_bytes(fitted_model(), json_form::text, csv_dialect{.delimiter = ';'}));
  const auto expect = [&](const std::function<void(json&)>& change, std::initializer_list<std::string_view> words) {
    json document = good;
    change(document["csv"]);
    refused(document.dump(), {"changed or damaged"});
    document["checksum"] = detail::hexadecimal(detail::checksum_of(document["content"], &document["csv"]));
    refused(document.dump(), words);
  };
  for (const char* delimiter : {"", ";;", "\"", "\n", "\r", "\xc3\xa9"})
    expect([&](json& csv) { csv["delimiter"] = delimiter; }, {"my.file/csv/delimiter", "a single ASCII character"});
  expect([](json& csv) { csv["delimiter"] = std::string(1, '\0'); }, {"a single ASCII character"});
  expect([](json& csv) { csv["delimiter"] = 59; }, {"my.file/csv/delimiter", "a text"});
  expect([](json& csv) { csv["encoding"] = "klingon"; }, {"my.file/csv/encoding", "\"klingon\" is not known"});
  expect([](json& csv) { csv["lines"] = "none"; }, {"my.file/csv/lines", "\"none\" is not known"});
  for (const char* flag : {"byte_order_mark", "header", "quoted_header", "ends_with_line"})
    expect([&](json& csv) { csv[flag] = 1; }, {"my.file/csv/", flag});
  for (const auto& [key, value] : good["csv"].items())
    expect([&key](json& csv) { csv.erase(key); }, {"my.file/csv", "there is no"});
  expect([](json& csv) { csv = nullptr; }, {"my.file/csv"});
  expect([](json& csv) { csv = json::array({";"}); }, {"my.file/csv"});
}

/// Every number and every text in a document.
void collect(const json& value, std::set<double>& numbers, std::set<std::string>& texts) {
  if (value.is_number()) numbers.insert(value.get<double>());
  if (value.is_string()) texts.insert(value.get<std::string>());
  if (value.is_structured())
    for (const auto& [key, member] : value.items()) {
      texts.insert(key);
      collect(member, numbers, texts);
    }
}

// 15 digits, all different: an account number that must stay out of the file however it is stored, apart from the
// bounds.
TEST(model_file, holds_no_cell_of_columns_that_are_nearly_all_different) {
  constexpr std::size_t rows = 3000;
  std::vector<std::int64_t> whole;
  std::vector<double> real;
  std::vector<std::string> names;
  std::vector<std::uint32_t> codes;
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draw({.seed = 17}, random::purpose::noise, row);
    whole.push_back(100'000'000'000'000 + static_cast<std::int64_t>(draw() % 900'000'000'000'000));
    real.push_back(static_cast<double>(whole.back()));
    names.push_back(std::to_string(whole.back()));
    codes.push_back(static_cast<std::uint32_t>(row));
  }
  const std::vector<column> stored{column(whole), column(real), column(names), column::categorical(codes, names)};
  const std::vector<column_kind> kinds{column_kind::numeric, column_kind::numeric, column_kind::text,
                                       column_kind::categorical};
  for (std::size_t i = 0; i < stored.size(); ++i)
    for (const std::size_t repeats : {0U, 250U})  // all different, and 92 % different
      for (const bool dates : {false, true}) {
        if (dates && i != 0) continue;
        std::vector<std::size_t> chosen(rows);
        for (std::size_t row = 0; row < rows; ++row) chosen[row] = row < rows - repeats ? row : 0;
        const table all({{"account", dates ? column_kind::datetime : kinds[i]}}, {stored[i]});
        const model_t model = independent<>{}.fit(table_view(all).select_rows(chosen));
        const std::set<std::size_t> seen(chosen.begin(), chosen.end());
        std::set<double> cells;
        std::set<std::string> cell_texts;
        for (const std::size_t row : seen) cells.insert(real[row]), cell_texts.insert(names[row]);
        for (const json_form form : forms) {
          const std::string bytes = write_model_bytes(model, form);
          std::set<double> numbers;
          std::set<std::string> texts;
          collect(parse_json(bytes, form, ""), numbers, texts);
          for (const double number : numbers)
            EXPECT_TRUE(!cells.contains(number) || number == *cells.begin() || number == *cells.rbegin() ||
                        (repeats > 0 && number == real[0]))  // that 250 rows share, a spike
                << number;
          for (const std::string& text : texts)
            for (const std::size_t row : seen) ASSERT_EQ(text.find(names[row]), std::string::npos) << text;
          for (const std::size_t row : seen) ASSERT_TRUE(i < 2 || bytes.find(names[row]) == std::string::npos) << row;
        }
      }
}

// The other half of the cells say "ok", so that the texts are hardly a half of all.
TEST(model_file, holds_no_text_that_stands_beside_a_frequent_word) {
  std::vector<std::string> memo;
  for (int i = 0; i < 400; ++i) memo.push_back(i % 2 == 0 ? "ok" : "ask Ilse at ilse" + std::to_string(i) + "@web.de");
  const table data({{"memo", column_kind::text}}, {column(memo)});
  EXPECT_EQ(write_model_bytes(independent<>{}.fit(data)).find("@web.de"), std::string::npos);
  const auto told = independent<>{}.fit(data, {.roles = {{"memo", column_role::category}}});
  EXPECT_NE(write_model_bytes(told).find("ilse7@web.de"), std::string::npos) << "whoever asks for levels gets them";
}

TEST(model_file, is_written_to_disk_and_read_again) {
  const folder here;
  const model_t model = fitted_model();
  for (const char* name : {"model.json", "model.cbor", "model"}) {
    write_model(model, here / name);
    EXPECT_EQ(read_model<model_t>(here / name).fingerprint(), model.fingerprint());
    EXPECT_FALSE(std::filesystem::exists(here / name + ".part"));
  }
  EXPECT_LT(std::filesystem::file_size(here / "model.cbor"), std::filesystem::file_size(here / "model.json"));
  expect_error<format_error>(
      [&] {
        std::filesystem::copy_file(here / "model.cbor", here / "x.json");
        (void)read_model<model_t>(here / "x.json");
      },
      {here / "x.json", "not valid JSON"});
}

TEST(model_file, says_which_file_can_not_be_read_or_written) {
  const folder here;
  const model_t model = fitted_model();
  expect_error<io_error>([&] { (void)read_model<model_t>(here / "gone.json"); }, {here / "gone.json", "no such file"});
  expect_error<io_error>([&] { (void)read_model<model_t>(here / ""); }, {"directory"});
  expect_error<io_error>([&] { write_model(model, here / "no/such/folder.json"); }, {"no/such/folder.json"});
  std::filesystem::create_directory(here / "folder.json");
  expect_error<io_error>([&] { write_model(model, here / "folder.json"); }, {"folder.json"});
}

TEST(model_file, replaces_a_file_only_when_the_new_one_is_whole) {
  const folder here;
  const std::string path = here / "model.json";
  std::ofstream(path) << "before";
  const auto odd = independent<>{}.fit(table({{"x\xff"}}, {column(std::vector<double>{1, 2})}));
  EXPECT_THROW(write_model(odd, path), format_error);
  std::string kept;
  std::ifstream(path) >> kept;
  EXPECT_EQ(kept, "before");
  write_model(fitted_model(), path);
  EXPECT_EQ(read_model<model_t>(path).fingerprint(), fitted_model().fingerprint());
}

// /dev/full takes no byte; a link or a device is written to, never replaced.
TEST(model_file, writes_to_links_and_devices_and_does_not_replace_them) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const folder here;
  expect_error<io_error>([&] { write_model(fitted_model(), "/dev/full"); }, {"/dev/full"});
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
  std::filesystem::create_symlink("target.json", here / "link.json");
  write_model(fitted_model(), here / "link.json");
  EXPECT_TRUE(std::filesystem::is_symlink(here / "link.json"));
  EXPECT_EQ(read_model<model_t>(here / "target.json").fingerprint(), fitted_model().fingerprint());
}

TEST(model_file, finds_the_model_through_a_registry) {
  const folder here;
  const registry known{nothing{}, independent<>{}};
  const any_model model = known.find("independent").fit(mixed_table(200));
  for (const char* name : {"model.json", "model.cbor"}) {
    write_model(known, model, here / name, csv_dialect{.delimiter = '|'});
    model_header header;
    const any_model back = read_model(known, here / name, &header);
    EXPECT_EQ(header.csv, csv_dialect{.delimiter = '|'});
    ASSERT_NE(back.target<model_t>(), nullptr);
    EXPECT_TRUE(bytes_of(back.sample(100)) == bytes_of(model.sample(100)));
  }
  const table data({{"x"}}, {column(std::vector<double>{1, 2})});
  const any_model other = nothing{}.fit(data);
  EXPECT_NE(read_model_bytes(known, write_model_bytes(known, other)).target<fitted_t<nothing>>(), nullptr);
  const registry small{nothing{}};
  expect_error<invalid_option>([&] { write_model(small, model, here / "x.json"); },
                               {"not of a generator in the registry"});
  EXPECT_FALSE(std::filesystem::exists(here / "x.json"));
  expect_error<format_error>([&] { (void)read_model(small, here / "model.json"); },
                             {"model.json", "\"independent\"", "models known here: nothing"});
}

/// A model whose traits write what can't be read again.
struct careless {
  json content;
};

}  // namespace

template <>
struct model_traits<careless> {
  static constexpr std::string_view name = "careless";
  static constexpr int version = 1;
  static json write(const careless& model) { return model.content; }
  static careless read(const json_reader&) { return {}; }
};

namespace {

TEST(model_file, is_not_written_when_it_could_not_be_read) {
  EXPECT_NO_THROW((void)write_model_bytes(careless{{1.5, "a"}}));
  for (const json_form form : forms) {
    expect_error<format_error>([&] { (void)write_model_bytes(careless{{std::nan("")}}, form); }, {"not finite"});
    json deep = 1;
    for (int i = 0; i < 40; ++i) deep = json::array({deep});
    expect_error<format_error>([&] { (void)write_model_bytes(careless{deep}, form); }, {"nested too deeply"});
    json limit = 1;
    for (int i = 0; i < 31; ++i) limit = json::array({limit});
    EXPECT_NO_THROW((void)read_model_bytes<careless>(write_model_bytes(careless{limit}, form), form));
  }
}

}  // namespace
}  // namespace standin::io
