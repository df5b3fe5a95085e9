// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/csv_writer.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/csv_writer.hpp>
#include <standin/io/detail/csv_row_text.hpp>
#include <standin/io/output_stream.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

class csv_writer::implementation {
 public:
  implementation(std::string_view path, table_schema schema, const csv_write_options& options)
      : schema_(std::move(schema)), options_(options), out_(path), rows_a_piece_(rows_a_piece(schema_.size())) {
    const csv_dialect& dialect = options_.dialect;
    line_first_ = !dialect.ends_with_line;
    if (begins_with_mark(dialect)) pending_ = "\xEF\xBB\xBF";
    if (!dialect.header) return;
    pending_ += detail::csv_header(schema_, dialect);
    if (!line_first_) pending_ += detail::text_of(dialect.lines);
  }

  void append(const table_view& rows) {
    if (closed_) throw io_error(out_.name(), "it is closed already", "append before closing");
    if (!same_columns(schema_, rows.schema()))
      throw schema_error(out_.name(), "the rows to be written have other columns than the file",
                         "append tables of one schema");
    const detail::csv_row_text text(rows, schema_, options_.dialect);
    progress_meter meter(options_.progress, standin::detail::phrase({"write ", out_.name()}), rows.rows());
    const std::size_t at_once = 2 * options_.executor.concurrency();
    std::vector<piece> pieces;
    std::size_t row = 0;
    while (row < rows.rows()) {
      pieces.clear();
      const std::size_t from = row;
      while (row < rows.rows() && pieces.size() < at_once) {
        const std::size_t room = rows_a_piece_ - (rows_ + row) % rows_a_piece_;
        const std::size_t end = row + std::min(room, rows.rows() - row);
        pieces.push_back({.begin = row, .end = end, .full = end - row == room});
        row = end;
      }
      pieces.front().text = std::exchange(pending_, {});
      options_.executor.run(pieces.size(), [&](std::size_t i) {
        piece& one = pieces[i];
        const bool first = rows_ + one.begin == 0;
        if (first) text.append_first(one.text, line_first_, options_.dialect.header);
        text.append(one.text, one.begin + (first ? 1 : 0), one.end, line_first_);
        if (one.full) one.text = packed(std::move(one.text));
      });
      for (piece& one : pieces) {
        if (one.full) {
          write(one.text, rows_ + one.end);
        } else {
          pending_ = std::move(one.text);
        }
      }
      meter.advance(row - from);
    }
    rows_ += rows.rows();
  }

  void close() {
    if (std::exchange(closed_, true)) return;
    if (!pending_.empty()) write(packed(std::exchange(pending_, {})), rows_);
    try {
      out_.close();
    } catch (const io_error& why) {
      throw io_error(why.where(), standin::detail::phrase({why.found(), ", and its last rows may be lost"}),
                     why.remedy());
    }
  }

 private:
  struct piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool full = false;
    std::string text{};
  };

  /// Nobody reads UTF-16 without a mark who isn't told.
  [[nodiscard]] static bool begins_with_mark(const csv_dialect& dialect) noexcept {
    return dialect.encoding == text_encoding::utf8 ? dialect.byte_order_mark
                                                   : dialect.encoding != text_encoding::windows_1252;
  }

  /// About a quarter of a million cells, which are one or two megabytes.
  [[nodiscard]] static std::size_t rows_a_piece(std::size_t columns) {
    constexpr std::size_t cells = std::size_t{1} << 18;
    return std::max<std::size_t>(1, cells / std::max<std::size_t>(1, columns));
  }

  /// The bytes of the file for a text in UTF-8.
  [[nodiscard]] std::string packed(std::string text) const {
    if (options_.dialect.encoding != text_encoding::utf8) {
      std::string encoded;
      if (const auto strange = append_from_utf8(encoded, text, options_.dialect.encoding)) {
        const std::size_t end = std::min(text.size(), *strange + 4);
        throw data_error(
            out_.name(),
            standin::detail::phrase({"the text has ", quoted(std::string_view(text).substr(*strange, end - *strange)),
                                     ", which can't be written in ", name_of(options_.dialect.encoding)}),
            "write it in utf-8");
      }
      text = std::move(encoded);
    }
    return out_.compressed() ? out_.encode(text) : text;
  }

  void write(std::string_view bytes, std::size_t rows_then) {
    try {
      out_.write(bytes);
      written_ = rows_then;
    } catch (const io_error& why) {
      closed_ = true;
      throw io_error(why.where(), standin::detail::phrase({why.found(), ", after ", to_text(written_), " whole rows"}),
                     why.remedy());
    }
  }

  table_schema schema_;
  csv_write_options options_;
  output_stream out_;
  std::size_t rows_a_piece_;
  bool line_first_ = false;
  std::string pending_{};    ///< rows of a piece that is not full, as text
  std::size_t rows_ = 0;     ///< handed over
  std::size_t written_ = 0;  ///< in the file
  bool closed_ = false;
};

STANDIN_LAZY_INLINE csv_writer::csv_writer(std::string_view path, table_schema schema,
                                           const csv_write_options& options) {
  detail::check(options.dialect);
  implementation_ = std::make_unique<implementation>(path, std::move(schema), options);
}
STANDIN_INLINE csv_writer::csv_writer(csv_writer&&) noexcept = default;
STANDIN_INLINE csv_writer& csv_writer::operator=(csv_writer&&) noexcept = default;

STANDIN_INLINE csv_writer::~csv_writer() {
  if (implementation_ == nullptr) return;
  try {
    implementation_->close();
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): who wants to know calls close()
  }
}

STANDIN_LAZY_INLINE void csv_writer::append(const table_view& rows) {
  implementation_->append(rows);
}
STANDIN_LAZY_INLINE void csv_writer::close() {
  implementation_->close();
}

STANDIN_LAZY_INLINE void write_csv(const table_view& data, std::string_view path, const csv_write_options& options) {
  csv_writer writer(path, data.schema(), options);
  writer.append(data);
  writer.close();
}

STANDIN_LAZY_INLINE std::string to_csv_text(const table_view& data, const csv_dialect& dialect) {
  detail::check(dialect);
  std::string text;
  const bool line_first = !dialect.ends_with_line;
  if (dialect.header) {
    text = detail::csv_header(data.schema(), dialect);
    if (!line_first || data.rows() == 0) text += line_first ? std::string_view() : detail::text_of(dialect.lines);
  }
  const detail::csv_row_text rows(data, data.schema(), dialect);
  if (data.rows() == 0) return text;
  rows.append_first(text, line_first, dialect.header);
  rows.append(text, 1, data.rows(), line_first);
  return text;
}

}  // namespace standin::inline v0_1::io
