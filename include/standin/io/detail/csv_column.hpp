// SPDX-License-Identifier: MIT
/// \file
/// One column of a CSV file on its way into a table.
#pragma once

#include <standin/config.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/inference.hpp>
#include <standin/data/table.hpp>
#include <standin/data/text_evidence.hpp>
#include <standin/io/detail/csv_text.hpp>
#include <standin/io/detail/string_dictionary.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// What is known of all columns alike.
class csv_cell_rules {
 public:
  STANDIN_LAZY csv_cell_rules(char delimiter, char decimal_mark, const std::vector<std::string>& null_strings);

  [[nodiscard]] char delimiter() const noexcept { return delimiter_; }
  [[nodiscard]] char decimal_mark() const noexcept { return decimal_mark_; }
  /// Whether some text besides the empty one means missing, and whether one of them reads as a number, as -999 does.
  [[nodiscard]] bool nulls() const noexcept { return !null_strings_.empty(); }
  [[nodiscard]] bool null_numbers() const noexcept { return null_numbers_; }

  /// \param text  not empty
  [[nodiscard]] bool is_null(std::string_view text) const noexcept {
    if (text.size() > longest_null_ || !begins_null_[static_cast<unsigned char>(text.front())]) return false;
    for (const std::string& null : null_strings_)
      if (text == null) return true;
    return false;
  }

 private:
  char delimiter_;
  char decimal_mark_;
  std::vector<std::string> null_strings_;
  std::array<bool, 256> begins_null_{};
  std::size_t longest_null_ = 0;
  bool null_numbers_ = false;
};

/// How a pass over the blocks takes the cells of a column.
enum class cell_plan : std::uint8_t {
  none,      ///< not at all, they are read already
  evidence,  ///< as evidence, to find out how to read them
  whole,
  decimal,
  boolean,
  datetime,
  codes8,  ///< texts as numbers of a dictionary, which has at most 256
  codes16,
  codes32,
  text,  ///< texts as they are, most of them distinct
};

/// What one worker found in the blocks that it read, of one column.
struct csv_findings {
  std::uint64_t present = 0;
  std::uint64_t needless_quotes = 0;  ///< present cells in quotes that need none
  std::uint64_t quoted = 0;           ///< present cells in quotes
  std::uint64_t quoted_missing = 0;
  missing_evidence missing{};
  number_evidence numbers{};
  datetime_evidence datetimes{};
  string_dictionary texts{};
  column_evidence evidence{};
};

/// The cells of some rows of the file.
struct csv_rows {
  const char* text = nullptr;
  std::span<const csv_cell> cells{};
  std::size_t first_row = 0;
};

/// Good rows side by side that one worker has read.
struct csv_piece {
  std::size_t first_row = 0;
  std::size_t rows = 0;
  std::size_t worker = 0;
};

/// One column on its way into a table: what it is taken for, and the cells read so far.
///
/// First a sample says how to read the cells; then every cell is read so, until the first one against it. In that case
/// all cells are looked at for evidence, which decides, and read once more. So the outcome depends on all cells and
/// never on the sample.
class csv_column {
 public:
  /// \param given       the kind, where it is known
  /// \param keep_texts  see `csv_read_options`
  csv_column(std::string name, std::optional<column_kind> given, char decimal_mark, bool keep_texts)
      : name_(std::move(name)), given_(given), decimal_mark_(decimal_mark), keep_texts_(keep_texts) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// Whether the kind was known before.
  [[nodiscard]] bool given() const noexcept { return given_.has_value(); }
  [[nodiscard]] cell_plan plan() const noexcept { return plan_; }

  /// Room for what one worker finds in the cells.
  STANDIN_LAZY [[nodiscard]] csv_findings findings() const;

  /// Looks at the cells only, for evidence; `with_texts` also numbers their texts.
  STANDIN_LAZY void collect(const csv_rows& rows, const csv_cell_rules& rules, bool with_texts,
                            csv_findings& findings) const;

  /// Reads cells as a sample says from now on.
  STANDIN_LAZY void take_sample(const csv_findings& sample, std::size_t rows);
  /// Reads cells as the evidence of all cells says from now on.
  /// \throws data_error  when they can't be of the kind that was given
  STANDIN_LAZY void take_evidence(const column_evidence& evidence, std::size_t rows);

  /// Reads the cells to their rows, or looks at them for evidence, whatever the plan is. Does nothing once a cell was
  /// against the plan. Tasks may call it at once for rows that share no 64 rows.
  STANDIN_LAZY void read(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);

  /// Goes on to the next plan when all blocks are through; false when all cells are read.
  /// \param workers  what each worker found; they start anew where there is another plan
  STANDIN_LAZY [[nodiscard]] bool next_plan(std::span<csv_findings> workers, std::size_t rows);

  /// The finished column, its description and its reasons.
  STANDIN_LAZY [[nodiscard]] column finish(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                           column_spec& spec, column_inference& why);

 private:
  STANDIN_LAZY void plan_for(cell_storage storage, std::size_t rows);
  template <class Read>
  void read_each(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings, Read&& read);
  STANDIN_LAZY void read_whole(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);
  STANDIN_LAZY void read_decimal(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);
  STANDIN_LAZY void read_boolean(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);
  STANDIN_LAZY void read_datetime(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);
  template <class Code>
  void read_codes(std::vector<Code>& codes, const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);
  STANDIN_LAZY void read_text(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings);

  STANDIN_LAZY [[nodiscard]] csv_findings merged(std::span<csv_findings> workers) const;
  STANDIN_LAZY [[nodiscard]] bool sample_holds(std::span<csv_findings> workers) const;
  STANDIN_LAZY void describe(const csv_findings& all);
  /// Says where whole numbers may be dates without marks between their parts.
  STANDIN_LAZY void say_dates(const validity& present);
  STANDIN_LAZY [[nodiscard]] column finish_text(std::size_t present, validity shown);
  STANDIN_LAZY [[nodiscard]] column finish_codes(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                                 std::size_t present, validity shown);
  template <class Code>
  [[nodiscard]] column make_strings(std::vector<Code> codes, std::vector<std::string> levels, validity shown);

  std::string name_;
  std::optional<column_kind> given_;
  char decimal_mark_;
  bool keep_texts_;
  cell_plan plan_ = cell_plan::evidence;
  cell_reading reading_{};
  bool certain_ = false;  ///< whether `reading_` comes from all cells
  std::atomic<bool> against_{false};
  std::optional<datetime_format> format_{};
  datetime_evidence sampled_dates_{};

  validity present_{};
  std::vector<double> decimals_{};
  std::vector<std::int64_t> wholes_{};
  std::vector<std::uint8_t> bytes_{};
  std::vector<std::uint16_t> codes16_{};
  std::vector<std::uint32_t> codes32_{};
  std::vector<std::string> texts_{};
};

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_column.ipp>
#include <standin/io/detail/csv_column_finish.ipp>
#include <standin/io/detail/csv_column_plan.ipp>
#endif
