// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/replaced_personal.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/column_role.hpp>
#include <standin/data/datetime.hpp>
#include <standin/prepare/roles/replaced_personal.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail::replacing {

/// One column on its way to a provider.
struct field {
  std::size_t at = 0;
  std::optional<personal_kind> kind{};
  std::vector<std::string> texts{};  ///< all different
  bool unique = false;
  std::optional<std::uint32_t> person{};
};

STANDIN_LAZY [[nodiscard]] inline bool of_a_person(const std::optional<personal_kind>& kind) noexcept {
  return kind == personal_kind::given_name || kind == personal_kind::family_name || kind == personal_kind::full_name ||
         kind == personal_kind::email;
}

/// Whole numbers of as many digits as those of the column, some of them alike.
STANDIN_LAZY [[nodiscard]] inline provided_texts numbers_like(const std::vector<std::string>& texts) {
  std::size_t digits = 1;
  for (const std::string& text : texts)
    digits = std::max(digits, static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
                                                                     [](char c) { return c >= '0' && c <= '9'; })));
  std::string mask = "[1-9]";
  if (digits > 1) mask += concatenate("9{", to_text(std::min<std::size_t>(digits, 15) - 1), "}");
  return {"pattern", pattern_provider(mask), repetition::by_chance, texts.size()};
}

/// Numbers written like those of the social security in the United States, which look like telephone numbers: none that
/// was issued begins with 9 and has 00 in the middle, neither there nor as a tax number.
inline constexpr std::string_view mask_of_no_insured_person = "\\999-00-9999";

/// Any moments of the years that the column's lie in, on full days, hours or minutes where all of them are.
/// \param ticks  the column's, as texts
STANDIN_LAZY [[nodiscard]] inline number_keys moments_like(const std::vector<std::string>& ticks, time_unit unit) {
  constexpr std::int64_t far = std::int64_t{1} << 62;
  const std::int64_t second = unit == time_unit::day ? 1 : ticks_per_second(unit);
  const std::int64_t day = unit == time_unit::day ? 1 : 86400 * second;
  std::int64_t low = far;
  std::int64_t high = -far;
  std::array<std::int64_t, 4> steps{day, 3600 * second, 60 * second, second};
  std::size_t coarsest = 0;
  for (const std::string& text : ticks) {
    std::int64_t at = 0;
    std::from_chars(text.data(), text.data() + text.size(), at);
    low = std::min(low, at);
    high = std::max(high, at);
    while (coarsest < steps.size() && unit != time_unit::day && at % steps[coarsest] != 0) ++coarsest;
  }
  const std::int64_t step = unit == time_unit::day ? 1 : coarsest < steps.size() ? steps[coarsest] : 1;
  const auto start_of = [](std::int64_t year) { return days_from_civil(year, 1, 1); };
  const auto year_of = [&](std::int64_t at) {
    constexpr std::int64_t no_calendar = 4'000'000'000;  // days
    return civil_from_days(std::clamp(at / day - (at % day < 0 ? 1 : 0), -no_calendar, no_calendar)).year;
  };
  const std::int64_t most = (far - 1) / day;  // days that fit
  const std::int64_t begin = std::clamp(start_of(year_of(low)), -most, most) * day;
  const std::int64_t end = std::clamp(start_of(year_of(high) + 1), -most, most) * day;
  return {.order = key_order::drawn,
          .first = std::clamp(std::min(begin, low), -far, far),
          .gap = step * 1024,
          .numbers = std::max<std::uint64_t>(static_cast<std::uint64_t>((end - begin) / step), 1),
          .largest = far};
}

STANDIN_LAZY [[nodiscard]] inline issuer issuer_of(const field& of, std::uint64_t values, bool unique,
                                                   column_kind stored, time_unit unit) {
  const std::vector<std::string_view> views(of.texts.begin(), of.texts.end());
  const repetition repeats = unique ? repetition::late : repetition::by_chance;
  if (of.kind) {
    const bool numbers = of.kind == personal_kind::phone || of.kind == personal_kind::card_number;
    const bool names = of.kind == personal_kind::full_name;
    text_style style;
    if (stored == column_kind::text || stored == column_kind::categorical)
      style = learn_text_style(views, names, numbers);
    if (of.kind == personal_kind::phone && style.digits == "999-99-9999")
      return provided_texts("pattern", pattern_provider(mask_of_no_insured_person), repeats, values);
    return provided_texts(std::string(name_of(*of.kind)), {}, repeats, values, std::move(style), of.person);
  }
  if (stored == column_kind::datetime) return moments_like(of.texts, unit);
  if (stored == column_kind::numeric) return numbers_like(of.texts);
  made_up_texts made = learn_made_up_texts(views);
  return made;
}

}  // namespace detail::replacing

STANDIN_LAZY_INLINE std::string replaced_personal::name() const {
  std::vector<std::string_view> names;
  for (const personal_column& each : columns) names.push_back(each.name);
  return "replaced personal " + join(names);
}

STANDIN_LAZY_INLINE fitted_issue replaced_personal::fit(const table_view& data) const {
  std::vector<std::string> names;
  for (const personal_column& each : columns) names.push_back(each.name);
  std::vector<detail::replacing::field> fields;
  std::array<std::uint32_t, all_personal_kinds.size()> persons{};
  for (const std::size_t at : detail::places_of(names, data)) {
    const column_spec& spec = data.schema()[at];
    if (!can_have(spec.kind, column_role::personal))
      throw schema_error(concatenate("column ", quoted(spec.name)),
                         concatenate("a ", name_of(spec.kind), " column can't be personal"), "give it another role");
    detail::replacing::field one{.at = at};
    for (const personal_column& each : columns)
      if (each.name == spec.name) one.kind = each.kind;
    one.texts = detail::distinct_texts(data.column(at), spec.name);
    if (one.texts.empty()) one.texts.emplace_back("1");
    std::size_t present = 0;
    for (std::size_t row = 0; row < data.rows(); ++row) present += data.column(at).missing(row) ? 0U : 1U;
    one.unique = one.texts.size() == present;
    if (detail::replacing::of_a_person(one.kind)) one.person = persons[static_cast<std::size_t>(*one.kind)]++;
    fields.push_back(std::move(one));
  }
  std::vector<detail::planned_issue> planned;
  for (const detail::replacing::field& one : fields) {
    std::uint64_t values = one.texts.size();
    bool unique = one.unique;
    for (const detail::replacing::field& other : fields) {  // columns of one person share which one it is
      if (!one.person || other.person != one.person) continue;
      values = std::max<std::uint64_t>(values, other.texts.size());
      unique = unique || other.unique;
    }
    planned.push_back({one.at, detail::replacing::issuer_of(one, values, unique, data.schema()[one.at].kind,
                                                            data.schema()[one.at].unit)});
  }
  return detail::issue_columns(data, std::move(planned));
}

}  // namespace standin::inline v0_1::prepare
