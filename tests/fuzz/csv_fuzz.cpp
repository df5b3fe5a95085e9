// SPDX-License-Identifier: MIT
/// \file
/// CSV text of any bytes: read in one piece and in many, written, and read again. The first byte chooses options.
#include <standin/core/error.hpp>
#include <standin/io/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace standin;

void demand(bool holds, const char* what, std::string_view a, std::string_view b) {
  if (holds) return;
  std::fprintf(stderr, "%s\n--- a\n%.*s\n--- b\n%.*s\n", what, static_cast<int>(a.size()), a.data(),
               static_cast<int>(b.size()), b.data());
  std::abort();
}

io::csv_read_options options_of(std::uint8_t choice) {
  io::csv_read_options options;
  if ((choice & 1) != 0) options.delimiter = ';';
  if ((choice & 2) != 0) options.header = false;
  if ((choice & 4) != 0) options.null_strings = {"NA", "-1", "?"};
  if ((choice & 8) != 0) options.decimal_mark = ',';
  if ((choice & 16) != 0) options.on_bad_rows = io::bad_rows::skip;
  if ((choice & 32) != 0) options.keep_texts = true;
  if ((choice & 64) != 0)
    options.encoding = (choice & 128) != 0 ? io::text_encoding::utf16_le : io::text_encoding::windows_1252;
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const io::csv_read_options options = options_of(*data);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    io::csv_report report;
    const table whole = io::read_csv_text(text, options, &report);
    io::csv_report in_parts;
    const table parts = io::detail::read_csv_blocks(io::detail::csv_blocks(text, options, 1), options, &in_parts);
    io::csv_dialect plain = report.dialect;
    plain.encoding = io::text_encoding::utf8;
    plain.byte_order_mark = false;
    const std::string once = io::to_csv_text(whole, plain);
    demand(once == io::to_csv_text(parts, plain), "in parts the table is another one", once,
           io::to_csv_text(parts, plain));
    demand(whole.schema() == parts.schema(), "in parts the schema is another one", "", "");
    demand(report.bad_row_count == in_parts.bad_row_count, "in parts other rows are bad", "", "");
    for (std::size_t i = 0; i < report.bad_rows.size(); ++i)
      demand(report.bad_rows[i].line == in_parts.bad_rows[i].line, "in parts a bad row has another line", "", "");

    // As texts, the cells that were read and those that were written are the same.
    bool rewritten = once.empty();
    for (const column_inference& why : report.columns) rewritten = rewritten || why.rewritten > 0;
    if (rewritten) return 0;
    io::csv_read_options first = options;
    for (const column_spec& spec : whole.schema()) first.kinds.emplace_back(spec.name, column_kind::text);
    io::csv_read_options second = first;
    second.delimiter = plain.delimiter;
    second.encoding = io::text_encoding::utf8;
    const table before = io::read_csv_text(text, first);
    const table after = io::read_csv_text(once, second);
    demand(before.rows() == after.rows(), "written the table has other rows", once, "");
    for (std::size_t i = 0; i < before.schema().size(); ++i)
      for (std::size_t row = 0; row < before.rows(); ++row)
        demand(before.column(i).text(row) == after.column(i).text(row), "written a cell has another text",
               before.column(i).text(row), after.column(i).text(row));
  } catch (const error& expected) {
    demand(std::string_view(expected.what()).starts_with("standin: "), "an error without a sentence", expected.what(),
           "");
  }
  return 0;
}
