// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/split.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/split.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/shuffle.hpp>
#include <standin/random/stream.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Rows numbered by the value of a cell, in order of first appearance; the missing ones are a value as well.
struct row_groups {
  std::vector<std::uint32_t> of_row;
  std::vector<std::size_t> rows;  ///< in each group
};

STANDIN_LAZY [[nodiscard]] STANDIN_INLINE row_groups group_rows(const column_view& column) {
  row_groups groups;
  groups.of_row.reserve(column.rows);
  std::unordered_map<std::uint64_t, std::uint32_t> group_of_number;
  std::unordered_map<std::string_view, std::uint32_t> group_of_text;
  constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t missing = none;
  const auto group = [&](std::uint32_t& known) {
    if (known == none) {
      known = static_cast<std::uint32_t>(groups.rows.size());
      groups.rows.push_back(0);
    }
    ++groups.rows[known];
    groups.of_row.push_back(known);
  };
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    for (std::size_t row = 0; row < cells.rows(); ++row) {
      if (cells.missing(row)) {
        group(missing);
      } else if constexpr (std::is_same_v<value, std::string_view>) {
        group(group_of_text.emplace(cells[row], none).first->second);
      } else if constexpr (std::is_floating_point_v<value>) {
        const double number = static_cast<double>(cells[row]) + 0.0;  // -0 becomes 0
        group(group_of_number.emplace(std::bit_cast<std::uint64_t>(number), none).first->second);
      } else {
        group(group_of_number.emplace(static_cast<std::uint64_t>(cells[row]), none).first->second);
      }
    }
  });
  return groups;
}

/// Which sums of some of the sizes there are, and which sizes make one up.
template <int = 0>
class subset_sums {
 public:
  explicit subset_sums(std::vector<std::size_t> sizes) : sizes_(std::move(sizes)) {
    for (const std::size_t size : sizes_) total_ += size;
    words_ = total_ / 64 + 1;
    reached_.resize((sizes_.size() + 1) * words_);
    reached_[0] = 1;
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
      const std::uint64_t* before = &reached_[i * words_];
      std::uint64_t* after = &reached_[(i + 1) * words_];
      const std::size_t by_words = sizes_[i] / 64;
      const std::size_t by_bits = sizes_[i] % 64;
      for (std::size_t w = 0; w < words_; ++w) {
        std::uint64_t shifted = w < by_words ? 0 : before[w - by_words] << by_bits;
        if (by_bits > 0 && w > by_words) shifted |= before[w - by_words - 1] >> (64 - by_bits);
        after[w] = before[w] | shifted;
      }
    }
  }

  [[nodiscard]] std::size_t total() const noexcept { return total_; }
  [[nodiscard]] bool reaches(std::size_t sum) const noexcept { return reaches(sizes_.size(), sum); }

  /// Changes `taken` so that the sizes taken have this sum, which must be reached; the later ones only where they must.
  void take(std::size_t sum, std::vector<char>& taken) const {
    for (std::size_t i = sizes_.size(); i-- > 0;) {
      const bool can_leave = reaches(i, sum);
      const bool can_take = sum >= sizes_[i] && reaches(i, sum - sizes_[i]);
      taken[i] = static_cast<char>(can_take && (taken[i] != 0 || !can_leave));
      if (taken[i] != 0) sum -= sizes_[i];
    }
  }

 private:
  [[nodiscard]] bool reaches(std::size_t first, std::size_t sum) const noexcept {
    return sum <= total_ && ((reached_[first * words_ + sum / 64] >> (sum % 64)) & 1U) != 0;
  }

  std::vector<std::size_t> sizes_;
  std::size_t total_ = 0;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> reached_;  ///< for each number of sizes, one bit a sum that the first so many can make
};

/// Chooses whole groups whose rows are as near to `wanted` as may be, without leaving a side empty.
STANDIN_LAZY [[nodiscard]] STANDIN_INLINE std::vector<char> choose_groups(const std::vector<std::size_t>& rows,
                                                                          std::size_t wanted,
                                                                          const std::vector<std::size_t>& order) {
  std::vector<char> chosen(rows.size());
  std::vector<std::size_t> taken;
  std::vector<std::size_t> left;
  std::size_t sum = 0;
  std::size_t all = 0;
  for (const std::size_t g : order) {
    all += rows[g];
    const bool fits = sum + rows[g] <= wanted;
    chosen[g] = static_cast<char>(fits);
    if (fits) sum += rows[g];
    (fits ? taken : left).push_back(g);
  }
  if (sum == wanted && sum > 0 && sum < all) return chosen;

  // The groups nearest to the line, from both of its sides, may change sides: as many as keep the sums affordable.
  constexpr std::size_t most_bits = std::size_t{1} << 28;
  std::reverse(taken.begin(), taken.end());
  std::vector<std::size_t> open;
  std::size_t open_rows = 0;
  const auto consider = [&](const std::vector<std::size_t>& from, std::size_t i) {
    if (i >= from.size()) return;
    const std::size_t size = rows[from[i]];
    if (i > 0 && size + open_rows >= most_bits / (open.size() + 1)) return;
    open.push_back(from[i]);
    open_rows += size;
  };
  for (std::size_t i = 0; i < std::max(taken.size(), left.size()); ++i) {
    consider(left, i);
    consider(taken, i);
  }

  std::vector<std::size_t> sizes;
  std::vector<char> open_chosen;
  std::size_t fixed = sum;
  for (const std::size_t g : open) {
    sizes.push_back(rows[g]);
    open_chosen.push_back(chosen[g]);
    if (chosen[g] != 0) fixed -= rows[g];
  }
  const subset_sums<> sums(std::move(sizes));
  const auto possible = [&](std::size_t total) {
    return total >= fixed && total > 0 && total < all && sums.reaches(total - fixed);
  };
  for (std::size_t off = 0; off <= all; ++off) {
    const bool below = off <= wanted && possible(wanted - off);
    if (!below && !possible(wanted + off)) continue;
    sums.take((below ? wanted - off : wanted + off) - fixed, open_chosen);
    break;
  }
  for (std::size_t i = 0; i < open.size(); ++i) chosen[open[i]] = open_chosen[i];
  return chosen;
}

/// How many rows of each stratum go into the first part: largest remainders.
STANDIN_LAZY [[nodiscard]] STANDIN_INLINE std::vector<std::size_t> stratum_quotas(const std::vector<std::size_t>& rows,
                                                                                  double fraction, std::size_t wanted) {
  std::vector<std::size_t> quotas;
  std::vector<std::pair<long long, std::size_t>> remainders;  // in billionths: 2/3 of 5 and of 50 leave the same
  std::size_t sum = 0;
  for (std::size_t s = 0; s < rows.size(); ++s) {
    const double share = static_cast<double>(rows[s]) * fraction;
    quotas.push_back(static_cast<std::size_t>(share));
    remainders.emplace_back(std::llround((share - std::floor(share)) * 1e9), s);
    sum += quotas.back();
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < remainders.size() && sum < wanted; ++i, ++sum) ++quotas[remainders[i].second];
  return quotas;
}

/// For each row whether it goes into the first part.
STANDIN_LAZY [[nodiscard]] STANDIN_INLINE std::vector<char> deal_rows(const table_view& data, double fraction,
                                                                      const split_options& options) {
  if (!(fraction > 0.0 && fraction < 1.0))
    throw invalid_option("split", "the fraction is " + to_text(fraction),
                         "give the share of rows for the first part, between 0 and 1");
  if (options.stratify_by && options.group_by)
    throw invalid_option("split", "both stratify_by and group_by are given", "choose one of them");

  const std::size_t n = data.rows();
  const auto wanted = static_cast<std::size_t>(std::llround(static_cast<double>(n) * fraction));
  const random::source from{options.seed, random::domain("split")};
  std::vector<char> first(n);

  if (options.group_by) {
    const row_groups groups = group_rows(data.column(*options.group_by));
    if (groups.rows.size() == 1)
      throw data_error("split", "all rows have the same value in column " + quoted(*options.group_by),
                       "group by a column that has several");
    const auto chosen = choose_groups(groups.rows, wanted, random::shuffled_indices(from, groups.rows.size()));
    for (std::size_t row = 0; row < n; ++row) first[row] = chosen[groups.of_row[row]];
    return first;
  }

  if (options.stratify_by) {
    constexpr std::size_t most_strata = 100;
    const column_view& column = data.column(*options.stratify_by);
    const row_groups strata = group_rows(column);
    const bool counted = column.kind == column_kind::categorical || column.kind == column_kind::boolean;
    if (!counted && strata.rows.size() > most_strata)
      throw invalid_option("split",
                           "column " + quoted(*options.stratify_by) + " is " + std::string(name_of(column.kind)) +
                               " and has more than " + to_text(most_strata) + " different values",
                           "stratify by a column of few values, or by one with its ranges as categories");
    std::vector<std::size_t> quotas = stratum_quotas(strata.rows, fraction, wanted);
    for (const std::size_t row : random::shuffled_indices(from, n)) {
      std::size_t& quota = quotas[strata.of_row[row]];
      if (quota == 0) continue;
      --quota;
      first[row] = 1;
    }
    return first;
  }

  for (const std::size_t row : random::sample_indices(from, n, wanted)) first[row] = 1;
  return first;
}

}  // namespace detail

STANDIN_LAZY_INLINE view_parts split_view(const table_view& data, double fraction, const split_options& options) {
  const std::vector<char> first = detail::deal_rows(data, fraction, options);
  std::vector<std::size_t> train;
  std::vector<std::size_t> holdout;
  for (std::size_t row = 0; row < first.size(); ++row) (first[row] != 0 ? train : holdout).push_back(row);
  return {data.select_rows(train), data.select_rows(holdout)};
}

STANDIN_LAZY_INLINE table_parts split(const table_view& data, double fraction, const split_options& options) {
  const view_parts parts = split_view(data, fraction, options);
  return {to_table(parts.train), to_table(parts.holdout)};
}

}  // namespace standin::inline v0_1
