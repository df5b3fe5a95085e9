// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/missing_patterns.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/sort_places.hpp>
#include <standin/prepare/missing_patterns.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// Numbers patterns, bits over the holes in words, in the order in which they are first seen.
template <int = 0>
class pattern_numbers {
 public:
  explicit pattern_numbers(std::size_t words) : words_(words), slots_(64, none) {}

  [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
  [[nodiscard]] std::size_t count(std::size_t number) const noexcept { return counts_[number]; }
  [[nodiscard]] std::span<const std::uint64_t> pattern(std::size_t number) const noexcept {
    return {keys_.data() + number * words_, words_};
  }

  /// Counts a pattern.
  std::uint32_t add(std::span<const std::uint64_t> key) {
    if (counts_.empty() || !std::equal(key.begin(), key.end(), pattern(last_).begin())) last_ = number_of(key);
    ++counts_[last_];
    return last_;
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  [[nodiscard]] std::size_t slot_of(std::span<const std::uint64_t> key) const noexcept {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : key) hash = random::mix(hash + word);
    std::size_t slot = static_cast<std::size_t>(hash) % slots_.size();
    while (slots_[slot] != none && !std::equal(key.begin(), key.end(), pattern(slots_[slot]).begin()))
      slot = slot + 1 == slots_.size() ? 0 : slot + 1;
    return slot;
  }

  std::uint32_t number_of(std::span<const std::uint64_t> key) {
    if (2 * counts_.size() >= slots_.size()) {
      slots_.assign(2 * slots_.size(), none);
      for (std::size_t number = 0; number < counts_.size(); ++number)
        slots_[slot_of(pattern(number))] = static_cast<std::uint32_t>(number);
    }
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot == none) {
      slot = static_cast<std::uint32_t>(counts_.size());
      keys_.insert(keys_.end(), key.begin(), key.end());
      counts_.push_back(0);
    }
    return slot;
  }

  std::size_t words_;
  std::vector<std::uint64_t> keys_;   ///< `words_` a pattern
  std::vector<std::size_t> counts_;   ///< rows of each
  std::vector<std::uint32_t> slots_;  ///< an open hash table of their numbers
  std::uint32_t last_ = 0;
};

/// Two levels a column: for patterns too many to tell apart.
STANDIN_LAZY [[nodiscard]] inline learned_patterns one_helper_a_column(std::size_t rows,
                                                                       std::span<const validity> present,
                                                                       std::vector<std::size_t> holes) {
  learned_patterns learned;
  for (const std::size_t hole : holes) {
    std::vector<std::uint32_t>& codes = learned.codes.emplace_back(rows);
    for (std::size_t row = 0; row < rows; ++row) codes[row] = present[hole].test(row) ? 1 : 0;
  }
  learned.patterns = missing_patterns(present.size(), std::move(holes), {}, {});
  return learned;
}

}  // namespace detail

STANDIN_LAZY_INLINE missing_patterns::missing_patterns(std::size_t columns, std::vector<std::size_t> holes,
                                                       std::vector<validity> patterns, std::vector<double> other_rates)
    : holes_(std::move(holes)), patterns_(std::move(patterns)), other_rates_(std::move(other_rates)) {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("missing patterns", found, "fit again, or get the original file");
  };
  for (std::size_t k = 0; k < holes_.size(); ++k)
    require(holes_[k] < columns && (k == 0 || holes_[k - 1] < holes_[k]),
            "the columns with holes are not columns in ascending order");
  require(patterns_.size() <= max_patterns, "there are more than 256 patterns");
  require(patterns_.empty() || !holes_.empty(), "there are patterns, but no columns with holes");
  for (const validity& pattern : patterns_)
    require(pattern.rows() == holes_.size(), "a pattern doesn't speak of each column with holes");
  require(other_rates_.empty() || (other_rates_.size() == holes_.size() && !patterns_.empty()),
          "the rates of other patterns don't fit the columns with holes");
  for (const double rate : other_rates_) require(rate >= 0.0 && rate <= 1.0, "a rate is not in [0, 1]");
}

STANDIN_LAZY_INLINE std::size_t missing_patterns::helpers() const noexcept {
  if (holes_.empty()) return 0;
  return patterns_.empty() ? holes_.size() : 1;
}

STANDIN_LAZY_INLINE std::uint32_t missing_patterns::levels() const noexcept {
  if (patterns_.empty()) return 2;
  return static_cast<std::uint32_t>(patterns_.size() + (other_rates_.empty() ? 0 : 1));
}

STANDIN_LAZY_INLINE std::size_t missing_patterns::helper_of(std::size_t column) const noexcept {
  if (!patterns_.empty()) return 0;
  return static_cast<std::size_t>(std::lower_bound(holes_.begin(), holes_.end(), column) - holes_.begin());
}

STANDIN_LAZY_INLINE void missing_patterns::restore(std::size_t k, std::span<const std::uint32_t> codes,
                                                   random::source from, std::uint64_t first_row, validity& present,
                                                   std::size_t begin) const {
  // Of each code: present, missing, or to be drawn. A code beyond the last one counts as the last.
  enum : std::uint8_t { missing, has_value, other };
  std::vector<std::uint8_t> meaning{missing, has_value};
  if (!patterns_.empty()) {
    meaning.clear();
    for (const validity& pattern : patterns_) meaning.push_back(pattern.test(k) ? has_value : missing);
    if (!other_rates_.empty()) meaning.push_back(other);
  }
  const std::size_t last = meaning.size() - 1;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    std::uint8_t means = meaning[std::min<std::size_t>(codes[i], last)];
    if (means == other) {
      const double draw = random::cell_uniform(from, random::purpose::restore, first_row + i, holes_[k]);
      means = draw < other_rates_[k] ? missing : has_value;
    }
    present.set(begin + i, means == has_value);
  }
}

STANDIN_LAZY_INLINE learned_patterns learn_missing_patterns(std::size_t rows, std::span<const validity> present) {
  std::vector<std::size_t> holes;
  for (std::size_t c = 0; c < present.size(); ++c) {
    if (present[c].empty()) continue;
    const std::size_t values = present[c].count();
    if (values > 0 && values < rows) holes.push_back(c);
  }
  if (holes.empty()) return {};

  std::vector<std::uint64_t> key((holes.size() + 63) / 64);
  detail::pattern_numbers numbers(key.size());
  std::vector<std::uint32_t> number_of(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    std::fill(key.begin(), key.end(), 0);
    for (std::size_t k = 0; k < holes.size(); ++k)
      key[k / 64] |= std::uint64_t{present[holes[k]].test(row)} << (k % 64);
    number_of[row] = numbers.add(key);
    // Each pattern has a row, so these can't leave 99 % of the rows to 256 patterns.
    if (numbers.size() > missing_patterns::max_patterns + rows / 100)
      return detail::one_helper_a_column(rows, present, std::move(holes));
  }

  const auto is_before = [&numbers](std::uint32_t a, std::uint32_t b) {
    if (numbers.count(a) != numbers.count(b)) return numbers.count(a) > numbers.count(b);
    const auto x = numbers.pattern(a);
    const auto y = numbers.pattern(b);
    return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end());
  };
  const std::vector<std::uint32_t> by_frequency = sorted_places(numbers.size(), is_before);
  const std::size_t kept = std::min(by_frequency.size(), missing_patterns::max_patterns);
  std::size_t covered = 0;
  for (std::size_t p = 0; p < kept; ++p) covered += numbers.count(by_frequency[p]);
  if (rows - covered > rows / 100) return detail::one_helper_a_column(rows, present, std::move(holes));

  std::vector<std::uint32_t> code_of(numbers.size(), static_cast<std::uint32_t>(kept));
  std::vector<validity> patterns;
  for (std::size_t p = 0; p < kept; ++p) {
    const std::span<const std::uint64_t> bits = numbers.pattern(by_frequency[p]);
    validity& pattern = patterns.emplace_back(holes.size(), false);
    for (std::size_t k = 0; k < holes.size(); ++k) pattern.set(k, ((bits[k / 64] >> (k % 64)) & 1U) != 0);
    code_of[by_frequency[p]] = static_cast<std::uint32_t>(p);
  }
  std::vector<double> other_rates;
  if (kept < by_frequency.size()) {
    other_rates.assign(holes.size(), 0.0);
    for (std::size_t p = kept; p < by_frequency.size(); ++p) {
      const std::span<const std::uint64_t> bits = numbers.pattern(by_frequency[p]);
      for (std::size_t k = 0; k < holes.size(); ++k)
        if (((bits[k / 64] >> (k % 64)) & 1U) == 0)
          other_rates[k] += static_cast<double>(numbers.count(by_frequency[p]));
    }
    for (double& rate : other_rates) rate /= static_cast<double>(rows - covered);
  }
  for (std::uint32_t& code : number_of) code = code_of[code];

  learned_patterns learned;
  learned.patterns = missing_patterns(present.size(), std::move(holes), std::move(patterns), std::move(other_rates));
  learned.codes.push_back(std::move(number_of));
  return learned;
}

}  // namespace standin::inline v0_1::prepare
