// SPDX-License-Identifier: MIT
/// \file
/// What kind of column a list of texts is: decided on all cells, never on the column's name.
#pragma once

#include <standin/config.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/text_evidence.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Why a column has its kind.
struct column_inference {
  column_kind kind = column_kind::text;
  std::string reason{};     ///< "whole numbers", "3 distinct texts in 891 cells"
  double confidence = 0.0;  ///< (n + 1) / (n + 2) after n cells that all fit; half of it where two readings fit
  /// Cells that come back as another text of the same value: "1.50" among "1.5". Reading a file looks at numbers of
  /// more than 15 digits in each sixteenth row only, until one of them is such a cell, unless texts are to be kept.
  std::size_t rewritten = 0;
  std::string remark{};  ///< what to look after, said of the column: "has date-times with several offsets …"
};

/// What inference may be told.
struct inference_options {
  char decimal_mark = '.';
  std::optional<column_kind> kind{};  ///< the kind, when somebody knows it
};

/// What the texts of a column hold, before anybody asks what they mean.
enum class cell_storage : std::uint8_t { whole, decimal, boolean, datetime, string };

/// How to read and to write the cells of a column.
struct cell_reading {
  cell_storage storage = cell_storage::string;
  text_form form{};
  time_unit unit = time_unit::second;
  column_inference why{};  ///< for strings without its kind, see `infer_strings`
};

/// All that the cells of a column say about its kind. Parts of a column are looked at apart and merged, in any order.
///
/// | the present cells are                                           | kind                |
/// |-----------------------------------------------------------------|---------------------|
/// | numbers                                                         | numeric             |
/// | true and false, True and False, or TRUE and FALSE               | boolean             |
/// | date-times of one pattern, ISO 8601 or one of the usual others  | date-time           |
/// | anything else, at most half of them distinct                    | categorical         |
/// | anything else                                                   | text                |
///
/// Not numbers, since they wouldn't come back: leading zeros ("007"), plus signs, whole numbers beyond 2^53, and what
/// is not finite. A column without any value is text. In the first three kinds the usual words for no value, such as
/// "NaN", "NA", "NULL", "None", "?" and "-", are missing cells; among other texts they are texts like any.
class column_evidence {
 public:
  explicit column_evidence(inference_options options = {}) : options_(options) {}

  /// \param row  for naming a cell that speaks against a kind
  STANDIN_LAZY void add(std::string_view text, std::size_t row);
  /// A cell that holds nothing, and what stands for that.
  void add_missing(std::string_view text) { missing_.add(text); }

  STANDIN_LAZY void merge(const column_evidence& other);

  [[nodiscard]] std::uint64_t present() const noexcept { return present_; }
  /// Present cells that say something about the kind.
  [[nodiscard]] std::uint64_t telling() const noexcept { return present_ - null_words_.cells(); }

  /// How to read the cells.
  /// \throws data_error  when the kind was given and a cell can't be of it; the sentence shows the cell
  STANDIN_LAZY [[nodiscard]] cell_reading decide() const;

  /// The date-time patterns that read every cell.
  [[nodiscard]] const datetime_evidence& datetimes() const noexcept { return datetimes_; }

  /// The row of the first cell that can't be of the kind that was given.
  STANDIN_LAZY [[nodiscard]] std::optional<std::size_t> first_against() const;

 private:
  /// The first cell of some sort.
  struct sighting {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    std::size_t row = nowhere;
    std::string text{};
    STANDIN_LAZY void see(std::string_view cell, std::size_t at);
    [[nodiscard]] bool any() const noexcept { return row != nowhere; }
    /// "numbers, but for "x" in row 3"
    STANDIN_LAZY [[nodiscard]] std::string words(std::string_view before) const;
  };

  STANDIN_LAZY void add_number(std::string_view text, std::size_t row);
  STANDIN_LAZY [[nodiscard]] cell_reading read_as(column_kind kind) const;
  STANDIN_LAZY [[nodiscard]] cell_reading read_numbers() const;
  STANDIN_LAZY [[nodiscard]] cell_reading read_datetimes() const;
  STANDIN_LAZY [[nodiscard]] cell_reading read_booleans() const;
  STANDIN_LAZY [[nodiscard]] cell_reading read_strings(std::string reason) const;
  STANDIN_LAZY [[nodiscard]] std::size_t decide_missing(text_form& form) const;
  STANDIN_LAZY [[nodiscard]] double confidence() const noexcept;
  STANDIN_LAZY [[nodiscard]] const sighting* against(column_kind kind) const;

  inference_options options_;
  std::uint64_t present_ = 0;
  missing_evidence missing_{};
  missing_evidence null_words_{};  ///< say nothing about the kind
  number_evidence number_forms_{};
  std::uint64_t numbers_ = 0;
  std::uint64_t whole_ = 0;                     ///< of them, whole numbers, also such as 1e+05
  std::array<std::uint64_t, 6> truth_words_{};  ///< false, true, False, True, FALSE, TRUE
  datetime_evidence datetimes_{};
  sighting not_number_{};
  sighting odd_number_{};    ///< "007", "+1", "1."
  sighting large_number_{};  ///< whole, beyond 2^53
  sighting infinite_{};      ///< beyond the range of a double
  sighting not_date_{};
  sighting not_truth_{};
};

/// The kind of a column of strings, from how many of its present cells are distinct.
STANDIN_LAZY [[nodiscard]] column_inference infer_strings(const cell_reading& reading, std::size_t distinct,
                                                          std::size_t present,
                                                          std::optional<column_kind> given = std::nullopt);

/// The kind of a column of texts; empty ones are missing. Costs O(cells log cells).
/// \throws data_error  when the kind was given and a cell can't be of it
STANDIN_LAZY [[nodiscard]] column_inference infer_column(std::span<const std::string_view> cells,
                                                         inference_options options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/inference.ipp>
#endif
