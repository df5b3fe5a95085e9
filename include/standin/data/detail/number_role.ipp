// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/number_role.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/data/detail/name_words.hpp>
#include <standin/data/detail/number_role.hpp>
#include <standin/data/detail/role_evidence.hpp>
#include <standin/data/detail/role_inference.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail::role_rules {

/// Pairs of equal values to be expected among whole numbers that lie as densely as these, were they drawn by chance.
STANDIN_LAZY [[nodiscard]] inline double expected_repeats(const column_scan& scan) {
  const auto n = static_cast<double>(scan.present);
  const double middle = quantile_of(scan.values, scan.present, 0.75) - quantile_of(scan.values, scan.present, 0.25);
  return n * (n - 1.0) / 2.0 / (2.0 * middle + 1.0);
}

/// Largest distance of the values' distribution from the even one between the smallest and the largest.
STANDIN_LAZY [[nodiscard]] inline double distance_from_even(const column_scan& scan) {
  const double first = scan.values.front().value;
  const double range = scan.values.back().value - first;
  double largest = 0.0;
  std::size_t below = 0;
  for (const value_count& one : scan.values) {
    const double even = (one.value - first) / range;
    const auto n = static_cast<double>(scan.present);
    largest = std::max(largest, std::abs(static_cast<double>(below) / n - even));
    below += one.rows;
    largest = std::max(largest, std::abs(static_cast<double>(below) / n - even));
  }
  return largest;
}

STANDIN_LAZY [[nodiscard]] inline double numeric_key_evidence(const column_scan& scan, const name_words& name,
                                                              double repeats) {
  evidence key;
  key.add(1.0 - std::exp(-repeats));
  const auto digits = [](double value) { return value < 1.0 ? 0.0 : std::floor(std::log10(value)); };
  const double most = digits(scan.values.back().value);
  if (most >= 4.0 && digits(scan.values.front().value) == most) key.add(0.3);
  if (scan.present >= 10 && distance_from_even(scan) < 2.0 / std::sqrt(static_cast<double>(scan.present))) key.add(0.3);
  if (scan.present >= 10 && scan.rising) key.add(0.5);
  if (name.issued()) key.add(0.6);
  const double sum = key.sum();
  return name.measured() ? sum / 2.0 : sum;
}

/// The share of the rows whose number passes a test on its digits.
template <class Test>
[[nodiscard]] double share_of_digits(const column_scan& scan, Test&& test) {
  std::size_t rows = 0;
  for (const value_count& one : scan.values)
    if (one.value >= 0.0 && test(to_text(static_cast<std::int64_t>(one.value)))) rows += one.rows;
  return static_cast<double>(rows) / static_cast<double>(scan.present);
}

STANDIN_LAZY_INLINE void infer_numeric(inferred_role& out, const column_scan& scan) {
  const name_words name(out.column);
  const std::string_view numbers = scan.whole ? "whole numbers" : "numbers";
  if (scan.whole && scan.distinct >= 10 && scan.values.front().value >= 1e12) {
    const double share = share_of_digits(scan, [](const std::string& digits) { return luhn_valid(digits); });
    if (share >= 0.9) {
      out.role = column_role::personal;
      out.personal = personal_kind::card_number;
      out.personal_share = share;
      out.reason = percentage(share) + " of the numbers are payment card numbers by length and check digit";
      out.confidence = share * after(scan.present);
      return;
    }
  }
  if (scan.whole && name.telephone() && 2 * scan.distinct >= scan.present) {
    const double share =
        share_of_digits(scan, [](const std::string& digits) { return digits.size() >= 7 && digits.size() <= 15; });
    if (share >= 0.9) {
      out.role = column_role::personal;
      out.personal = personal_kind::phone;
      out.personal_share = share;
      out.reason = percentage(share) + " of the numbers have 7 to 15 digits, and its name says telephone";
      out.confidence = 0.8 * share;
      return;
    }
  }
  if (scan.whole && scan.unique() && scan.present > 1 && scan.values.front().value >= 0.0) {
    const double repeats = expected_repeats(scan);
    const double sum = numeric_key_evidence(scan, name, repeats);
    if (sum >= 0.8) {
      out.role = column_role::key;
      out.confidence = sum;
      out.reason = concatenate("no two of ", to_text(scan.present), " whole numbers are alike");
      if (repeats >= 1.0)
        out.reason +=
            concatenate(", though about ", to_text(static_cast<std::int64_t>(repeats)), " pairs would be by chance");
      if (name.issued()) out.reason += name_agrees;
      return;
    }
  }
  const std::string different =
      concatenate(to_text(scan.distinct), " different ", numbers, " in ", counted(scan.present, "cell", "cells"));
  if (scan.distinct <= 20 && 4 * scan.distinct <= scan.present) {
    out.role = column_role::category;
    out.reason = different;
    out.confidence = scan.distinct <= 2 ? 0.95 : name.measured() ? 0.5 : 0.7;
    return;
  }
  if (scan.whole && name.any_of({"id", "code", "type", "class", "category"}) && scan.values.front().value >= 0.0 &&
      scan.distinct <= 255 && 20 * scan.distinct <= scan.present) {
    out.role = column_role::category;
    out.reason = different + ", and its name says that they stand for something";
    out.confidence = 0.6;
    return;
  }
  out.role = column_role::measure;
  out.reason = different;
  out.confidence = scan.whole ? 0.9 : 0.99;
  if (scan.whole && name.issued() && !scan.unique()) {
    out.reason += scan.distinct < scan.present ? ": repeated, so no key, though its name suggests one"
                                               : ": none repeated, but cells are missing, so no key";
    out.confidence = 0.5;
  }
}

}  // namespace standin::inline v0_1::detail::role_rules
