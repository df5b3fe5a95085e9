// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/role_inference.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/data/detail/name_words.hpp>
#include <standin/data/detail/role_inference.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace standin::inline v0_1::detail {

namespace role_rules {

/// Independent signs of the same thing: what they leave open is multiplied.
class evidence {
 public:
  evidence& add(double strength) noexcept {
    open_ *= 1.0 - std::clamp(strength, 0.0, 0.99);
    return *this;
  }
  [[nodiscard]] double sum() const noexcept { return 1.0 - open_; }

 private:
  double open_ = 1.0;
};

/// How sure n cells without exception make.
STANDIN_LAZY [[nodiscard]] inline double after(std::size_t cells) noexcept {
  const auto n = static_cast<double>(cells);
  return (n + 1.0) / (n + 2.0);
}

STANDIN_LAZY [[nodiscard]] inline std::string counted(std::size_t n, std::string_view one, std::string_view more) {
  return concatenate(to_text(n), " ", n == 1 ? one : more);
}

STANDIN_LAZY [[nodiscard]] inline std::string percentage(double share) {
  return concatenate(to_text(static_cast<int>(std::floor(100.0 * share))), " %");
}

inline constexpr std::string_view name_agrees = "; its name agrees";

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

STANDIN_LAZY inline void infer_numeric(inferred_role& out, const column_scan& scan) {
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

/// What the cells of a column of texts have in common: counts first, then shares of the present ones.
struct text_facts {
  std::array<double, all_personal_kinds.size()> forms{};
  double plain_phone = 0.0;  ///< 7 to 15 digits and nothing but separators
  double shaped_many = 0.0;  ///< shaped like names, two words or more
  double shaped_few = 0.0;   ///< shaped like names, one or two words
  double titled = 0.0;
  double given = 0.0;
  double family = 0.0;
  double blank = 0.0;   ///< with a blank inside
  double digits = 0.0;  ///< with a digit
  double words = 0.0;   ///< on average
  std::size_t longest = 0;

  STANDIN_LAZY void add(std::string_view text, double weight);
  STANDIN_LAZY void divide_by(double rows) noexcept;
};

STANDIN_LAZY_INLINE void text_facts::add(std::string_view text, double weight) {
  if (const std::optional<personal_kind> form = personal_form(text)) forms[static_cast<std::size_t>(*form)] += weight;
  std::size_t number_of_digits = 0;
  bool others = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++number_of_digits;
    } else if (std::string_view(" -./()+").find(c) == std::string_view::npos) {
      others = true;
    }
  }
  if (!others && number_of_digits >= 7 && number_of_digits <= 15) plain_phone += weight;
  if (number_of_digits > 0) digits += weight;
  if (text.find(' ') != std::string_view::npos) blank += weight;
  const auto blanks = static_cast<double>(std::count(text.begin(), text.end(), ' '));
  words += weight * (blanks + 1.0);
  longest = std::max(longest, text.size());
  const name_evidence name = look_for_name(text);
  if (!name.shaped) return;
  if (name.words >= 2) shaped_many += weight;
  if (name.words <= 2) shaped_few += weight;
  if (name.titled) titled += weight;
  if (name.given) given += weight;
  if (name.family) family += weight;
}

STANDIN_LAZY_INLINE void text_facts::divide_by(double rows) noexcept {
  for (double& form : forms) form /= rows;
  for (double* const share :
       {&plain_phone, &shaped_many, &shaped_few, &titled, &given, &family, &blank, &digits, &words})
    *share /= rows;
}

STANDIN_LAZY [[nodiscard]] inline text_facts facts_of(const column_scan& scan) {
  text_facts facts;
  double rows = 0.0;
  for (const text_count& one : scan.texts) {
    facts.add(one.text, static_cast<double>(one.rows));
    rows += static_cast<double>(one.rows);
  }
  facts.divide_by(rows);
  return facts;
}

STANDIN_LAZY [[nodiscard]] inline bool infer_form(inferred_role& out, const column_scan& scan, const text_facts& facts,
                                                  const name_words& name) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < facts.forms.size(); ++i)
    if (facts.forms[i] > facts.forms[best]) best = i;
  const auto kind = static_cast<personal_kind>(best);
  out.personal_share = facts.forms[best];
  const bool chance = kind == personal_kind::card_number && scan.distinct < 10;  // one number in ten passes
  if (facts.forms[best] >= 0.9 && !chance) {
    out.role = column_role::personal;
    out.personal = kind;
    out.reason = concatenate(percentage(facts.forms[best]), " of the cells are ", plural_of(kind));
    out.confidence = facts.forms[best] * after(scan.present);
    return true;
  }
  if (facts.plain_phone >= 0.9 && name.telephone()) {
    out.role = column_role::personal;
    out.personal = personal_kind::phone;
    out.personal_share = facts.plain_phone;
    out.reason = percentage(facts.plain_phone) + " of the cells have 7 to 15 digits, and its name says telephone";
    out.confidence = 0.8 * facts.plain_phone;
    return true;
  }
  return false;
}

STANDIN_LAZY [[nodiscard]] inline bool infer_name(inferred_role& out, const column_scan& scan, const text_facts& facts,
                                                  const name_words& name) {
  if (scan.distinct < 20) return false;
  struct candidate {
    personal_kind kind;
    double share;
    double sum;
    bool hinted;
  };
  const bool hints_whole = name.person();
  const bool hints_given = name.given_name();
  const bool hints_family = name.family_name();
  const double whole = evidence()
                           .add(4.0 * facts.given)
                           .add(1.5 * facts.titled)
                           .add(1.5 * facts.family)
                           .add(hints_whole ? 0.4 : 0.0)
                           .sum();
  const double given = evidence().add(4.0 * facts.given).add(hints_given ? 0.5 : 0.0).sum();
  const double family = evidence().add(4.0 * facts.family).add(hints_family ? 0.5 : 0.0).sum();
  const std::array candidates{
      candidate{personal_kind::full_name, facts.shaped_many >= 0.75 ? facts.shaped_many : 0.0, whole, hints_whole},
      candidate{personal_kind::given_name, facts.shaped_few >= 0.9 ? facts.shaped_few : 0.0, given, hints_given},
      candidate{personal_kind::family_name, facts.shaped_few >= 0.9 ? facts.shaped_few : 0.0, family, hints_family}};
  const candidate* best = nullptr;
  for (const candidate& one : candidates)
    if (one.share > 0.0 && one.sum >= 0.7 && (best == nullptr || one.sum > best->sum)) best = &one;
  if (best == nullptr) return false;
  out.role = column_role::personal;
  out.personal = best->kind;
  out.personal_share = best->share;
  out.confidence = best->sum * best->share;
  out.reason = concatenate(percentage(best->share), " of the cells are shaped like ", plural_of(best->kind));
  if (facts.titled >= 0.2) out.reason += concatenate(", ", percentage(facts.titled), " have a title");
  const double common = best->kind == personal_kind::family_name ? facts.family : facts.given;
  if (common > 0.0) out.reason += concatenate(", ", percentage(common), " have a common one");
  if (best->hinted) out.reason += name_agrees;
  return true;
}

STANDIN_LAZY [[nodiscard]] inline bool infer_text_key(inferred_role& out, const column_scan& scan,
                                                      const text_facts& facts, const name_words& name) {
  if (!scan.unique() || scan.present < 5) return false;
  const std::string alike = concatenate("no two of ", to_text(scan.present), " texts are alike");
  const std::optional<learned_pattern> learned = pattern_of(scan);
  if (learned && learned->fits_all() && facts.blank == 0.0 && (facts.digits >= 0.99 || learned->lengths.size() == 1)) {
    out.role = column_role::key;
    out.reason = concatenate(alike, " and all are of the form ", quoted(learned->pattern.mask()));
    if (name.issued()) out.reason += name_agrees;
    out.confidence = evidence().add(0.85).add(name.issued() ? 0.6 : 0.0).sum() * after(scan.present);
    return true;
  }
  if (name.issued() && facts.blank <= 0.01 && facts.digits >= 0.9 && facts.longest <= 64) {
    out.role = column_role::key;
    out.reason = concatenate(alike, ", they are short codes, and its name says that they are issued");
    out.confidence = 0.7;
    return true;
  }
  return false;
}

STANDIN_LAZY inline void infer_words(inferred_role& out, column_kind kind, const column_scan& scan) {
  const name_words name(out.column);
  const text_facts facts = facts_of(scan);
  if (infer_form(out, scan, facts, name) || infer_name(out, scan, facts, name) ||
      infer_text_key(out, scan, facts, name))
    return;
  out.reason = concatenate(to_text(scan.distinct), " different texts in ", counted(scan.present, "cell", "cells"));
  const bool wordy = scan.distinct > 100 && facts.words >= 5.0;
  const bool few = 2 * scan.distinct <= scan.present || (scan.distinct <= 20 && kind == column_kind::categorical);
  // How far the share is from the half at which category and text meet.
  const double share = static_cast<double>(scan.distinct) / static_cast<double>(scan.present);
  out.confidence = after(scan.present) * std::min(0.5 + std::abs(share - 0.5), 0.99);
  if (few && !wordy) {
    out.role = column_role::category;
    if (name.issued() && scan.distinct > 255) {
      out.reason += ": repeated, so no key, though its name suggests one";
      out.confidence *= 0.7;
    }
    return;
  }
  out.role = column_role::text;
  if (!wordy) return;
  out.reason += concatenate(", ", to_text(static_cast<int>(facts.words)), " words on average");
  out.confidence = 0.9;
}

}  // namespace role_rules

STANDIN_LAZY_INLINE inferred_role infer_role(std::string_view name, column_kind kind, const column_scan& scan) {
  inferred_role out{.column = std::string(name)};
  if (scan.present == 0) {
    out.role = column_role::ignored;
    out.reason = scan.rows == 0 ? "there are no rows" : "no row has a value";
    out.confidence = scan.rows == 0 ? 0.0 : 1.0;
    return out;
  }
  if (kind == column_kind::datetime) {
    out.role = column_role::datetime;
    out.reason = "date-times";
    out.confidence = role_rules::after(scan.present);
    return out;
  }
  if (kind == column_kind::boolean || scan.distinct == 1) {
    out.role = column_role::category;
    out.reason = scan.distinct == 1 ? "one single value" : "two values";
    out.confidence = role_rules::after(scan.present);
    return out;
  }
  if (kind == column_kind::numeric) {
    role_rules::infer_numeric(out, scan);
  } else {
    role_rules::infer_words(out, kind, scan);
  }
  return out;
}

STANDIN_LAZY_INLINE std::optional<learned_pattern> pattern_of(const column_scan& scan) {
  std::vector<std::string_view> texts;
  texts.reserve(scan.texts.size());
  for (const text_count& one : scan.texts) texts.push_back(one.text);
  return learn_pattern(texts);
}

STANDIN_LAZY_INLINE double quantile_of(const std::vector<value_count>& values, std::size_t rows, double p) {
  const double wanted = p * static_cast<double>(rows);
  std::size_t up_to = 0;
  for (const value_count& one : values) {
    up_to += one.rows;
    if (static_cast<double>(up_to) >= wanted) return one.value;
  }
  return values.back().value;
}

STANDIN_LAZY_INLINE std::vector<std::optional<column_role>> given_roles(
    const table_schema& schema, const std::vector<std::pair<std::string, column_role>>& given) {
  std::vector<std::optional<column_role>> roles(schema.size());
  for (const auto& [name, role] : given) {
    const std::size_t column = schema.index_of(name);
    const column_kind kind = schema[column].kind;
    if (!can_have(kind, role)) {
      std::vector<std::string_view> possible;
      for (const column_role other : all_column_roles)
        if (can_have(kind, other)) possible.push_back(name_of(other));
      throw schema_error(concatenate("column ", quoted(name)),
                         concatenate("a ", name_of(kind), " column can't have the role ", name_of(role)),
                         concatenate("choose one of ", standin::join(possible)));
    }
    roles[column] = role;
  }
  return roles;
}

STANDIN_LAZY_INLINE void apply_given(inferred_role& inferred, std::optional<column_role> given) {
  if (!given) return;
  inferred.role = *given;
  inferred.reason = "as told";
  inferred.confidence = 1.0;
  if (*given != column_role::personal) inferred.personal.reset();
}

}  // namespace standin::inline v0_1::detail
