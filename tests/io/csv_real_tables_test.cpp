// SPDX-License-Identifier: MIT
#include <io/temporary_file.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/input_stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace standin {
namespace {

std::vector<std::string> real_tables() {
  const char* const folder = std::getenv("STANDIN_DATA");
  std::vector<std::string> paths;
  if (folder == nullptr) return paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().string().ends_with(".csv.gz")) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string bytes_of(const std::string& path) {
  io::input_stream file(path);
  std::string bytes;
  std::string piece(1 << 16, '\0');
  while (const std::size_t more = file.read(piece.data(), piece.size())) bytes.append(piece, 0, more);
  return bytes;
}

#define STANDIN_NEEDS_DATA() \
  if (real_tables().empty()) GTEST_SKIP() << "set STANDIN_DATA to the folder with the real tables"

TEST(real_tables, come_back_byte_for_byte) {
  STANDIN_NEEDS_DATA();
  for (const std::string& path : real_tables()) {
    io::csv_report report;
    const table read = io::read_csv(path, {}, &report);
    const temporary_file copy;
    io::write_csv(read, copy.path(), {.dialect = report.dialect});
    EXPECT_TRUE(copy.contents() == bytes_of(path)) << path;
    for (std::size_t i = 0; i < report.columns.size(); ++i)
      EXPECT_EQ(report.columns[i].rewritten, 0U) << path << " " << read.schema()[i].name;
  }
}

std::string kinds_of(std::string_view file, const io::csv_read_options& options = {}) {
  const table read = io::read_csv(std::string(std::getenv("STANDIN_DATA")) + "/" + std::string(file), options);
  std::string kinds;
  for (const column_spec& spec : read.schema()) kinds += name_of(spec.kind).front();
  return kinds;
}

// Kinds as the folder's README names them: n numeric, c categorical, t text, d date-time.
TEST(real_tables, have_the_kinds_that_a_person_gives_them) {
  STANDIN_NEEDS_DATA();
  EXPECT_EQ(kinds_of("adult.csv.gz"), "ncncncccccnnncc");
  EXPECT_EQ(kinds_of("titanic.csv.gz"), "nnntcnnntntc");
  EXPECT_EQ(kinds_of("airbnb_nyc.csv.gz"), "cccnnndnnnn");
  EXPECT_EQ(kinds_of("credit_default.csv.gz"), std::string(24, 'n'));
  EXPECT_EQ(kinds_of("california_housing.csv.gz"), "nnnnnnnnnc");
  EXPECT_EQ(kinds_of("berka/loan.csv.gz"), "nndnnnc");
  EXPECT_EQ(kinds_of("berka/district.csv.gz"), "ntcnnnnnnnnnnnnn");  // "?" among numbers, twice
  EXPECT_EQ(kinds_of("baseball/players.csv.gz"), "tcddctnncc");
  EXPECT_EQ(kinds_of("world/city.csv.gz"), "ntccn");
}

TEST(real_tables, keep_what_looks_like_missing_and_is_not) {
  STANDIN_NEEDS_DATA();
  const std::string folder = std::getenv("STANDIN_DATA");
  const auto count = [](const column_view& cells, std::string_view text) {
    std::size_t n = 0;
    for (std::size_t row = 0; row < cells.rows; ++row) n += cells.text(row) == text ? 1U : 0U;
    return n;
  };
  // The figures are those of the folder's README.
  const table adult = io::read_csv(folder + "/adult.csv.gz");
  EXPECT_EQ(count(adult.column("workclass"), "?"), 2799U);
  const table batting = io::read_csv(folder + "/baseball/batting.csv.gz");
  EXPECT_EQ(count(batting.column("league"), "NA"), 738U);
  std::size_t missing = 0;
  for (std::size_t row = 0; row < batting.rows(); ++row) missing += batting.column("CS").missing(row) ? 1U : 0U;
  EXPECT_EQ(missing, 23541U);
}

}  // namespace
}  // namespace standin
