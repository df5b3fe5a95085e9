// SPDX-License-Identifier: MIT
/// \file
/// CSV text cut into blocks of whole rows, which can be read again in any order.
#pragma once

#include <standin/config.hpp>
#include <standin/io/csv_read_options.hpp>
#include <standin/io/detail/csv_text.hpp>
#include <standin/io/input_stream.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// Some rows of the text. All blocks but the last have a multiple of 64 rows, so that tasks keep to different words of
/// validity bits.
struct csv_block {
  std::uint64_t offset = 0;  ///< in the file
  std::size_t size = 0;      ///< bytes in the file
  std::size_t first_row = 0;
  std::size_t rows = 0;  ///< good and bad ones, without blank lines
  bool has_nul = false;
  bool bad_text = false;  ///< some of it is not UTF-8, or not UTF-16
  std::string kept{};     ///< the bytes, where the file can't be read again
};

/// Room for a block's text, reused.
struct csv_scratch {
  std::string bytes{};
  std::string text{};
};

/// The text of a CSV file, read once from begin to end to find its dialect, its header and its blocks.
///
/// A plain file is not kept but read again, block by block; so memory holds the table and a few blocks only, and a file
/// that another program cuts short meanwhile gives an error and not a crash, as a mapped one would.
class csv_blocks {
 public:
  /// \param block_size  bytes that a block has at least, but for the last one
  STANDIN_LAZY csv_blocks(input_stream file, const csv_read_options& options,
                          std::size_t block_size = usual_block_size);
  STANDIN_LAZY csv_blocks(std::string_view text, const csv_read_options& options,
                          std::size_t block_size = usual_block_size);

  /// A block and what is made of its cells fit into a processor's second cache.
  static constexpr std::size_t usual_block_size = std::size_t{1} << 18;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const csv_dialect& dialect() const noexcept { return dialect_; }
  [[nodiscard]] csv_syntax syntax() const noexcept { return syntax_; }
  /// The cells of the first row.
  [[nodiscard]] const std::vector<std::string>& first_row() const noexcept { return first_row_; }
  [[nodiscard]] const std::vector<csv_block>& blocks() const noexcept { return blocks_; }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  /// Leading blank lines, which stand in no block.
  [[nodiscard]] std::size_t blank_lines() const noexcept { return blank_lines_; }

  /// A block's text in UTF-8, with NUL bytes for what is none where bad rows are skipped, with `text_padding` bytes
  /// behind it. Valid while `scratch` is not used again. Safe to call from several threads, each with a scratch of its
  /// own.
  STANDIN_LAZY [[nodiscard]] std::string_view load(const csv_block& block, csv_scratch& scratch) const;

  /// The number, from 1, of the line at a place of a block's text. Costs a look at all the text before.
  STANDIN_LAZY [[nodiscard]] std::size_t line_at(const csv_block& block, std::size_t place) const;
  /// The number of each block's first line. Costs a look at all the text.
  STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> first_lines() const;
  /// Line ends in a text.
  STANDIN_LAZY [[nodiscard]] std::size_t count_lines(std::string_view text) const noexcept;

 private:
  /// Takes the line "sep=;" from the front, which spreadsheets write and read. \returns  the delimiter, or 0
  STANDIN_LAZY char take_separator_line();
  STANDIN_LAZY void read_all(const csv_read_options& options);
  STANDIN_LAZY bool refill();
  STANDIN_LAZY void find_encoding(const csv_read_options& options);
  /// The first row as one syntax reads it.
  struct first_row_reading {
    std::size_t end = 0;
    std::string line{};
    csv_cells found{};
    bool open_quote = false;
  };
  STANDIN_LAZY [[nodiscard]] first_row_reading read_first_row(std::size_t row, csv_syntax syntax);
  /// Looks whether each delimiter has a blank behind it, in the header and in the first row.
  STANDIN_LAZY void find_blanks(std::size_t row, bool header);
  /// Whether each delimiter of some rows has a blank behind it, and no row is a good one without blanks only.
  STANDIN_LAZY [[nodiscard]] bool blanks_hold(std::string_view text, std::size_t rows, bool has_nul);
  /// Goes back to the first row, where blanks turned out to be parts of the cells.
  STANDIN_LAZY void start_again(std::uint64_t first_row_at);
  /// \param said         the delimiter that the first line names
  /// \param with_blanks  whether to look for blanks behind delimiters
  STANDIN_LAZY void find_header(const csv_read_options& options, char said, bool with_blanks);
  /// False where some row lacks the blanks that the first one has behind its delimiters.
  STANDIN_LAZY [[nodiscard]] bool cut_blocks();
  /// What to do about bytes that are no text.
  STANDIN_LAZY void check_text(const csv_read_options& options);
  STANDIN_LAZY void check_characters(std::string_view text);
  STANDIN_LAZY [[nodiscard]] std::string line_words(std::size_t line) const;

  std::string name_;
  std::optional<input_stream> file_;
  std::string_view memory_{};
  std::size_t block_size_;
  bool again_ = false;  ///< whether bytes can be read again from the file
  csv_dialect dialect_{};
  csv_syntax syntax_{};
  std::vector<std::string> first_row_{};
  std::vector<csv_block> blocks_{};
  std::size_t rows_ = 0;
  std::size_t blank_lines_ = 0;
  std::size_t separator_lines_ = 0;  ///< 1 where the first line only names the delimiter
  std::size_t lines_before_ = 0;     ///< lines before the first block

  std::string pending_{};         ///< bytes read from the file that are in no block yet
  std::uint64_t pending_at_ = 0;  ///< the place of the first of them in the file
  bool ended_ = false;
  std::string head_{};                 ///< what stands before the blocks, where it can't be read again
  std::uint64_t replayed_to_ = 0;      ///< from where on bytes are read again; the place of the first one not read yet
  std::uint64_t read_to_ = 0;          ///< up to where
  bool ends_there_ = false;            ///< whether the text ends there
  delimiter_blanks blanks_then_{};     ///< what there is in a text that not all of has blanks
  std::uint64_t good_characters_ = 0;  ///< of more than one byte, in UTF-8
  std::uint64_t bad_bytes_ = 0;        ///< not UTF-8
  std::size_t first_bad_line_ = 0;
  bool bad_header_ = false;
  bool blanks_bad_text_ = false;  ///< bytes that are not UTF-8 become NUL bytes, so that their rows are bad ones
};

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_blocks.ipp>
#include <standin/io/detail/csv_blocks_dialect.ipp>
#endif
