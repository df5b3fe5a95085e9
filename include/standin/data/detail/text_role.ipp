// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/text_role.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/detail/name_words.hpp>
#include <standin/data/detail/personal_inside.hpp>
#include <standin/data/detail/role_evidence.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/detail/text_role.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail::role_rules {

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

/// The texts that nearly every cell has of its own, beside a few frequent ones.
struct own_words {
  std::size_t texts = 0;
  std::size_t cells = 0;
};

/// Leaves out what at least one cell in twenty has: what is said where there is nothing to say. Nothing, where the
/// others repeat.
STANDIN_LAZY [[nodiscard]] inline std::optional<own_words> own_words_of(const column_scan& scan) {
  own_words rest{.texts = scan.distinct, .cells = scan.present};
  for (const text_count& one : scan.texts) {
    if (20 * one.rows < scan.present) continue;
    --rest.texts;
    rest.cells -= one.rows;
  }
  if (rest.texts < 20 || 4 * rest.texts < 3 * rest.cells) return std::nullopt;
  return rest;
}

STANDIN_LAZY [[nodiscard]] inline double words_per_text(const column_scan& scan) {
  std::ptrdiff_t blanks = 0;
  for (const text_count& one : scan.texts) blanks += std::count(one.text.begin(), one.text.end(), ' ');
  return 1.0 + static_cast<double>(blanks) / static_cast<double>(std::max<std::size_t>(scan.texts.size(), 1));
}

/// Texts that are no levels although they repeat: each says something of its own.
STANDIN_LAZY [[nodiscard]] inline bool infer_free_text(inferred_role& out, const column_scan& scan,
                                                       const text_facts& facts) {
  const auto say = [&out](std::string&& why, double confidence) {
    out.role = column_role::text;
    out.reason += why;
    out.confidence = confidence;
    return true;
  };
  if (const auto held = personal_values_in(scan.texts))
    return say(concatenate(", and ", to_text(held->texts), held->texts == 1 ? " of them holds " : " of them hold ",
                           plural_of(held->kind)),
               0.9);
  if (scan.distinct <= 20) return false;
  const double words = std::max(facts.words, words_per_text(scan));
  if (scan.distinct > 100 && words >= 5.0)
    return say(concatenate(", ", to_text(static_cast<int>(words)), " words on average"), 0.9);
  if (2 * scan.distinct > scan.present) return false;
  if (const auto own = own_words_of(scan))
    return say(concatenate(", and but for the frequent ones ", to_text(own->texts), " in ",
                           counted(own->cells, "cell", "cells")),
               0.7);
  return false;
}

STANDIN_LAZY_INLINE void infer_words(inferred_role& out, column_kind kind, const column_scan& scan) {
  const name_words name(out.column);
  const text_facts facts = facts_of(scan);
  if (infer_form(out, scan, facts, name) || infer_name(out, scan, facts, name) ||
      infer_text_key(out, scan, facts, name))
    return;
  out.reason = concatenate(to_text(scan.distinct), scan.distinct == 1 ? " text in " : " different texts in ",
                           counted(scan.present, "cell", "cells"));
  if (infer_free_text(out, scan, facts)) return;
  const bool few = 2 * scan.distinct <= scan.present || (scan.distinct <= 20 && kind == column_kind::categorical);
  // How far the share is from the half at which category and text meet.
  const double share = static_cast<double>(scan.distinct) / static_cast<double>(scan.present);
  out.confidence = after(scan.present) * std::min(0.5 + std::abs(share - 0.5), 0.99);
  out.role = few ? column_role::category : column_role::text;
  if (few && name.issued() && scan.distinct > 255) {
    out.reason += ": repeated, so no key, though its name suggests one";
    out.confidence *= 0.7;
  }
}

}  // namespace standin::inline v0_1::detail::role_rules
