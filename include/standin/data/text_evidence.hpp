// SPDX-License-Identifier: MIT
/// \file
/// How the cells of a column are written: counts that tell the form which gives most of them back.
#pragma once

#include <standin/config.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/schema.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {
struct scanned_number;
}

/// Counts how the numbers of a column are written.
class number_evidence {
 public:
  /// Whether some notation may give an exponent to a number that is written without: those need `add`.
  [[nodiscard]] static bool is_extreme(double number) noexcept {
    const double size = number < 0 ? -number : number;
    if (size < 0.001) return size > 0;
    // With fewer zeros at the end the text with exponent is no shorter.
    if (size < 1e5) return false;
    return size >= 1e15 || static_cast<std::int64_t>(size) % 10'000 == 0;
  }

  /// A number without exponent that is not extreme, and the zeros at the end of its decimals apart the shortest text of
  /// its value.
  void add_plain(std::size_t decimals, bool padded) noexcept {
    const std::size_t d = decimals < slots ? decimals : slots - 1;
    ++(padded ? padded_ : plain_)[d];
  }
  /// Of such a number below 1, whether its point comes first.
  void add_below_one(bool bare_point) noexcept { ++(bare_point ? bare_points_ : leading_zeros_); }
  /// Whatever `scan_number` took for a number.
  STANDIN_LAZY void add(std::string_view text, const detail::scanned_number& number, char decimal_mark);

  STANDIN_LAZY void merge(const number_evidence& other) noexcept;

  /// Numbers that no notation gives back.
  [[nodiscard]] std::uint64_t odd() const noexcept { return odd_; }

  /// Sets decimals, notation and leading zero; gives the number of cells that come back as another text.
  STANDIN_LAZY std::size_t decide(text_form& form) const noexcept;

 private:
  static constexpr std::size_t slots = 24;
  static constexpr std::size_t notations = 3;  ///< all but fixed

  std::array<std::uint64_t, slots> padded_{};        ///< by decimals: the last one is 0
  std::array<std::uint64_t, slots> plain_{};         ///< by decimals: the others
  std::array<std::uint64_t, notations> kept_{};      ///< cells with exponent that the notation gives back
  std::array<std::uint64_t, slots> mantissa_{};      ///< by decimals: cells that an exponent after so many gives back
  std::array<std::uint64_t, notations> switched_{};  ///< cells without, to which it would give one
  std::uint64_t with_exponent_ = 0;
  std::uint64_t bare_points_ = 0;    ///< ".5"
  std::uint64_t leading_zeros_ = 0;  ///< "0.5"
  std::uint64_t odd_ = 0;
};

/// Keeps the date-time patterns that read every cell.
class datetime_evidence {
 public:
  /// A moment in the unit of the first pattern that is left; nothing when none is.
  STANDIN_LAZY std::optional<datetime_format::moment> add(std::string_view text);
  /// Keeps what both have.
  STANDIN_LAZY void merge(const datetime_evidence& other);

  /// The patterns that are left, and no cell counted.
  [[nodiscard]] datetime_evidence without_counts() const {
    datetime_evidence same = *this;
    same.utc_offsets_.clear();
    return same;
  }

  /// The first pattern that is left, null when none is, or no cell was seen.
  STANDIN_LAZY [[nodiscard]] const datetime_format* pattern() const;

  /// Sets pattern and offset; gives the number of cells that come back as another text. Only where there is a pattern.
  STANDIN_LAZY std::size_t decide(text_form& form) const;
  /// Says how cells come back where they have several offsets from UTC; empty where they have one.
  STANDIN_LAZY [[nodiscard]] std::string remark(const text_form& form) const;
  /// Another pattern that is left and means another date; null when there is none.
  STANDIN_LAZY [[nodiscard]] const datetime_format* other_reading() const;

 private:
  bool began_ = false;
  std::vector<std::uint16_t> left_;                         ///< of the known patterns, ascending
  std::vector<std::pair<int, std::uint64_t>> utc_offsets_;  ///< with the number of cells
};

/// Counts what stands for missing cells.
class missing_evidence {
 public:
  void add(std::string_view text) {
    if (text.empty()) {
      ++empty_;
    } else {
      add_word(text);
    }
  }
  STANDIN_LAZY void merge(const missing_evidence& other);

  STANDIN_LAZY [[nodiscard]] std::uint64_t cells() const noexcept;
  /// Sets what stands for a missing cell: the most frequent text. Gives the number of cells that have another one.
  STANDIN_LAZY std::size_t decide(text_form& form) const;

 private:
  STANDIN_LAZY void add_word(std::string_view text, std::uint64_t times = 1);

  std::uint64_t empty_ = 0;
  std::vector<std::pair<std::string, std::uint64_t>> words_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/text_evidence.ipp>
#endif
