// SPDX-License-Identifier: MIT
/// \file
/// CSV files from tables.
#pragma once

#include <standin/config.hpp>
#include <standin/core/progress.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/schema.hpp>
#include <standin/io/csv_dialect.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// How to write a CSV file. How cells look is the business of each column's `text_form`.
struct csv_write_options {
  csv_dialect dialect{};
  executor_ref executor{};
  progress_ref progress{};
};

/// Writes a CSV file piece by piece, in memory that doesn't depend on the number of rows.
///
/// Rows reach the file in whole pieces, whose length depends on the columns only: the file's bytes are the same for any
/// executor and however the rows are handed over, compressed files included. If writing fails or the program is
/// interrupted, the file holds whole rows.
class csv_writer {
 public:
  /// \param path  `-` is standard output; a name that ends in `.gz` gives a compressed file
  /// \throws io_error  when the file can't be opened
  /// \throws invalid_option  when the delimiter is a quote or a line end
  STANDIN_LAZY csv_writer(std::string_view path, table_schema schema, const csv_write_options& options = {});
  csv_writer(csv_writer&&) noexcept;
  csv_writer& operator=(csv_writer&&) noexcept;
  /// Closes without complaint; `close` tells what went wrong.
  ~csv_writer();

  /// Writes rows with the columns of the schema.
  /// \throws schema_error  when the columns have other names or kinds
  /// \throws io_error      when the file can't be written, as on a full disk; the sentence says how many rows it holds
  /// \throws data_error    when a text can't be written in the dialect's encoding
  /// \throws cancelled
  STANDIN_LAZY void append(const table_view& rows);

  /// Writes what is left and closes. \throws as `append`
  STANDIN_LAZY void close();

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

/// Writes a table to a file. \throws as `csv_writer`
STANDIN_LAZY void write_csv(const table_view& data, std::string_view path, const csv_write_options& options = {});

/// A table as CSV text in UTF-8, whatever the dialect's encoding. \throws invalid_option
STANDIN_LAZY [[nodiscard]] std::string to_csv_text(const table_view& data, const csv_dialect& dialect = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_writer.ipp>
#endif
