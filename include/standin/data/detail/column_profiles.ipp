// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/column_profiles.hpp.
#pragma once

#include <standin/data/datetime.hpp>
#include <standin/data/detail/column_profiles.hpp>
#include <standin/data/detail/decimal_grid.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/number_text.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

namespace describing {

/// The fewest decimals that 99.9 % of the values do with, and the step between the values where all of them do.
inline void learn_decimals(number_profile& out, const std::vector<value_count>& values, std::size_t rows, bool single) {
  const decimal_fit fit = fit_decimals(
      values.size(), rows, [&values](std::size_t i) { return values[i].value; },
      [&values](std::size_t i) { return values[i].rows; }, single ? element_type::float32 : element_type::float64);
  out.decimals = fit.decimals;
  if (!fit.all) return;
  const double scale = exact_powers_of_ten[fit.decimals];
  out.step = common_step(values.size(), [&values, scale](std::size_t i) {
    return static_cast<std::int64_t>(std::nearbyint(values[i].value * scale));
  });
}

[[nodiscard]] inline number_profile describe_numbers(const column_scan& scan, bool single) {
  number_profile out{.whole = scan.whole};
  std::vector<value_count> finite;
  std::size_t rows = 0;
  for (const value_count& one : scan.values) {
    if (!std::isfinite(one.value)) {
      out.infinite += one.rows;
      continue;
    }
    finite.push_back(one);
    rows += one.rows;
    if (one.value == 0.0) out.zeros += one.rows;
    if (one.value < 0.0) out.negative += one.rows;
  }
  if (finite.empty()) return out;
  const auto n = static_cast<double>(rows);
  out.min = finite.front().value;
  out.max = finite.back().value;
  out.lower_quartile = quantile_of(finite, rows, 0.25);
  out.median = quantile_of(finite, rows, 0.5);
  out.upper_quartile = quantile_of(finite, rows, 0.75);
  // Around the median, so that large numbers that differ little keep their digits.
  double sum = 0.0;
  for (const value_count& one : finite) sum += static_cast<double>(one.rows) * (one.value - out.median);
  out.mean = out.median + sum / n;
  double squares = 0.0;
  for (const value_count& one : finite) {
    const double distance = one.value - out.mean;
    squares += static_cast<double>(one.rows) * distance * distance;
  }
  if (rows > 1) out.deviation = std::sqrt(squares / (n - 1.0));
  learn_decimals(out, finite, rows, single);
  out.discrete = is_discrete(finite.size(), rows, scan.whole);
  const std::vector<bool> atoms = find_atoms(finite);
  for (std::size_t i = 0; i < finite.size(); ++i)
    if (atoms[i]) out.atoms.push_back(finite[i]);
  std::stable_sort(out.atoms.begin(), out.atoms.end(),
                   [](const value_count& a, const value_count& b) { return a.rows > b.rows; });
  const double scale = exact_powers_of_ten[std::max(out.decimals, 0)];
  const bool from_zero = std::fmod(std::nearbyint(out.min * scale), static_cast<double>(out.step)) == 0.0;
  if (finite.size() > 20 && out.decimals >= 0 && from_zero) out.heaps = find_heaps(finite, out.decimals, out.step);
  return out;
}

[[nodiscard]] inline datetime_profile describe_datetimes(const column_scan& scan, time_unit unit) {
  datetime_profile out{.min = scan.ticks.front().ticks, .max = scan.ticks.back().ticks};
  std::size_t up_to = 0;
  std::size_t midnights = 0;
  const std::int64_t day = unit == time_unit::day ? 1 : 86'400 * ticks_per_second(unit);
  for (const tick_count& one : scan.ticks) {
    if (2 * up_to < scan.present) out.median = one.ticks;
    up_to += one.rows;
    if (one.ticks % day == 0) midnights += one.rows;
  }
  out.at_midnight = static_cast<double>(midnights) / static_cast<double>(scan.present);
  return out;
}

[[nodiscard]] inline text_profile describe_texts(const column_scan& scan) {
  text_profile out{.shortest = scan.texts.front().text.size()};
  std::size_t rows = 0;
  double length = 0.0;
  double words = 0.0;
  for (const text_count& one : scan.texts) {
    out.shortest = std::min(out.shortest, one.text.size());
    out.longest = std::max(out.longest, one.text.size());
    const auto weight = static_cast<double>(one.rows);
    rows += one.rows;
    length += weight * static_cast<double>(one.text.size());
    bool inside = false;
    for (const char c : one.text) {
      if (c != ' ' && !inside) words += weight;
      inside = c != ' ';
    }
  }
  out.mean_length = length / static_cast<double>(rows);
  out.mean_words = words / static_cast<double>(rows);
  // A mask of a few levels, or of many forms, would say nothing.
  if (scan.distinct < 20) return out;
  const std::optional<learned_pattern> learned = pattern_of(scan);
  if (!learned || 10 * learned->fitting < 9 * learned->texts) return out;
  out.mask = learned->pattern.mask();
  out.mask_share = static_cast<double>(learned->fitting) / static_cast<double>(learned->texts);
  out.luhn = learned->luhn && learned->fits_all();
  return out;
}

/// What of a column's values is kept.
struct level_choice {
  std::size_t most = 10;       ///< so many, the most frequent ones
  std::size_t least_rows = 2;  ///< that so many rows have
};

/// The most frequent of `all`, as text; equally frequent ones in the order of `before`.
template <class Count, class Before, class Text>
[[nodiscard]] std::vector<level_count> most_frequent(const std::vector<Count>& all, level_choice choice, Before before,
                                                     Text text_of) {
  std::vector<const Count*> ranked;
  for (const Count& one : all)
    if (one.rows >= choice.least_rows) ranked.push_back(&one);
  const std::size_t kept = std::min(choice.most, ranked.size());
  std::partial_sort(
      ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end(),
      [&](const Count* a, const Count* b) { return a->rows != b->rows ? a->rows > b->rows : before(*a, *b); });
  std::vector<level_count> levels;
  for (std::size_t i = 0; i < kept; ++i) levels.push_back({text_of(*ranked[i]), ranked[i]->rows});
  return levels;
}

[[nodiscard]] inline std::vector<level_count> levels_of(const column_spec& spec, const column_scan& scan,
                                                        level_choice choice) {
  if (!scan.texts.empty())
    return most_frequent(
        scan.texts, choice, [](const text_count& a, const text_count& b) { return a.text < b.text; },
        [](const text_count& one) { return std::string(one.text); });
  if (!scan.ticks.empty()) {
    const datetime_format format(spec.form.datetime.empty() ? iso_pattern(spec.unit)
                                                            : std::string_view(spec.form.datetime));
    return most_frequent(
        scan.ticks, choice, [](const tick_count& a, const tick_count& b) { return a.ticks < b.ticks; },
        [&](const tick_count& one) {
          std::string text;
          format.append(text, one.ticks, spec.unit, spec.form.utc_offset);
          return text;
        });
  }
  return most_frequent(
      scan.values, choice, [](const value_count& a, const value_count& b) { return a.value < b.value; },
      [&](const value_count& one) {
        if (spec.kind == column_kind::boolean) return one.value != 0.0 ? spec.form.yes : spec.form.no;
        std::string text;
        append_number(text, one.value, spec.form);
        return text;
      });
}

}  // namespace describing

STANDIN_INLINE column_profile describe_column(const column_spec& spec, const column_view& column,
                                              const column_scan& scan, const inferred_role& role, std::size_t levels) {
  column_profile out{.name = spec.name,
                     .kind = spec.kind,
                     .unit = spec.unit,
                     .role = role,
                     .rows = scan.rows,
                     .missing = scan.missing(),
                     .distinct = scan.distinct};
  if (scan.present == 0) return out;
  if (spec.kind == column_kind::numeric)
    out.numbers = describing::describe_numbers(scan, column.element == element_type::float32);
  if (spec.kind == column_kind::datetime) out.datetimes = describing::describe_datetimes(scan, spec.unit);
  if (!scan.texts.empty()) out.texts = describing::describe_texts(scan);
  // What leads to persons, or was written by one, isn't told.
  if (role.role != column_role::personal && role.role != column_role::key && role.role != column_role::text)
    out.levels = describing::levels_of(spec, scan, {levels, role.role == column_role::category ? std::size_t{1} : 2});
  return out;
}

STANDIN_INLINE double probability_of_repetition(const column_scan& scan) {
  if (scan.rows == 0) return 1.0;
  const auto n = static_cast<double>(scan.rows);
  const auto square = [n](std::size_t rows) { return static_cast<double>(rows) / n * (static_cast<double>(rows) / n); };
  double sum = square(scan.missing());
  for (const value_count& one : scan.values) sum += square(one.rows);
  for (const tick_count& one : scan.ticks) sum += square(one.rows);
  for (const text_count& one : scan.texts) sum += square(one.rows);
  return sum;
}

}  // namespace standin::inline v0_1::detail
