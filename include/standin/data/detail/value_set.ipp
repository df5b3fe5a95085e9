// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/value_set.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/detail/condition_text.hpp>
#include <standin/data/value_set.hpp>

#include <vector>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE value_set value_set::nothing(column_kind kind) {
  switch (kind) {
    case column_kind::numeric: break;
    case column_kind::datetime: return value_set(tick_set{});
    case column_kind::boolean: return value_set(boolean_set{});
    case column_kind::categorical:
    case column_kind::text: return value_set(text_set{});
  }
  return value_set(number_set{});
}

STANDIN_LAZY_INLINE value_set value_set::everything(column_kind kind) {
  return ~nothing(kind);
}

STANDIN_LAZY_INLINE value_set value_set::present(column_kind kind) {
  value_set set = everything(kind);
  set.missing_ = false;
  return set;
}

STANDIN_LAZY_INLINE value_set value_set::only_missing(column_kind kind) {
  value_set set = nothing(kind);
  set.missing_ = true;
  return set;
}

STANDIN_LAZY_INLINE bool value_set::fits(column_kind kind) const noexcept {
  return of_ == nothing(kind).of_;
}

STANDIN_LAZY_INLINE value_set value_set::combine(const value_set& other, bool both) const {
  if (of_ != other.of_)
    throw invalid_option("value_set", "values of different kinds are put together", "use the sets of one column");
  value_set out;
  out.of_ = of_;
  out.missing_ = both ? missing_ && other.missing_ : missing_ || other.missing_;
  switch (of_) {
    case values::numbers: out.numbers_ = both ? numbers_ & other.numbers_ : numbers_ | other.numbers_; break;
    case values::ticks: out.ticks_ = both ? ticks_ & other.ticks_ : ticks_ | other.ticks_; break;
    case values::texts: out.texts_ = both ? texts_ & other.texts_ : texts_ | other.texts_; break;
    case values::booleans: out.booleans_ = both ? booleans_ & other.booleans_ : booleans_ | other.booleans_; break;
  }
  return out;
}

STANDIN_LAZY_INLINE void value_set::complement() {
  missing_ = !missing_;
  switch (of_) {
    case values::numbers: numbers_ = ~numbers_; break;
    case values::ticks: ticks_ = ~ticks_; break;
    case values::texts: texts_ = ~std::move(texts_); break;
    case values::booleans: booleans_ = ~booleans_; break;
  }
}

namespace detail {

/// Writes what is allowed of a column as comparisons with it, joined by "or".
template <int = 0>
class set_writer {
 public:
  set_writer(std::string_view column, time_unit unit) : unit_(unit) { append_name(name_, column); }

  void write(const value_set& set) {
    switch (set.of()) {
      case value_set::values::numbers: write_intervals(set.numbers()); break;
      case value_set::values::ticks: write_intervals(set.ticks()); break;
      case value_set::values::texts: write_texts(set.texts()); break;
      case value_set::values::booleans: write_truths(set.booleans()); break;
    }
  }

  void write_missing(bool missing) { next() += name_ + (missing ? " is missing" : " is not missing"); }

  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  void write_truths(boolean_set set) {
    if (!set.empty()) next() += name_ + (set.yes ? " == true" : " == false");
  }

  void write_texts(const text_set& set) {
    std::vector<std::string> texts;
    for (const std::string& name : set.names()) append_text(texts.emplace_back(), name);
    if (!set.empty()) write_list(texts, set.complemented());
  }

  template <class Number>
  void write_intervals(const interval_set<Number>& set) {
    const interval_set<Number> rest = ~set;
    const bool all_but_points =
        std::all_of(rest.intervals().begin(), rest.intervals().end(), [](const interval<Number>& part) {
          return part.point() && part.lower != interval_set<Number>::least &&
                 part.upper != interval_set<Number>::greatest;
        });
    std::vector<std::string> points;
    for (const interval<Number>& part : (all_but_points ? rest : set).intervals())
      if (part.point()) points.push_back(text_of(part.lower));
    if (!points.empty()) write_list(points, all_but_points);
    if (all_but_points) return;
    for (const interval<Number>& part : set.intervals()) {
      if (part.point()) continue;
      const bool from = part.lower_open || part.lower != interval_set<Number>::least;
      const bool to = part.upper_open || part.upper != interval_set<Number>::greatest;
      std::string& out = next();
      if (from) out += name_ + (part.lower_open ? " > " : " >= ") + text_of(part.lower);
      if (from && to) out += " and ";
      if (to) out += name_ + (part.upper_open ? " < " : " <= ") + text_of(part.upper);
    }
  }

  std::string& next() {
    if (!out_.empty()) out_ += " or ";
    return out_;
  }

  void write_list(const std::vector<std::string>& items, bool all_but) {
    if (items.size() == 1) {
      next() += name_ + (all_but ? " != " : " == ") + items.front();
    } else {
      next() += name_ + (all_but ? " not in {" : " in {") + join(items) + "}";
    }
  }

  [[nodiscard]] static std::string text_of(double number) { return to_text(number); }
  [[nodiscard]] std::string text_of(std::int64_t ticks) const {
    std::string text = "\"";
    datetime_format(iso_pattern(unit_)).append(text, ticks, unit_);
    return text += unit_ == time_unit::day ? "\"" : "Z\"";
  }

  std::string name_;
  std::string out_;
  time_unit unit_;
};

}  // namespace detail

STANDIN_LAZY_INLINE std::string value_set::describe(std::string_view column, time_unit unit) const {
  if (is_everything()) return "true";
  if (empty()) return "false";
  detail::set_writer writer(column, unit);
  const value_set absent = ~*this;
  if (allows_values() && (missing_ || absent.allows_values())) writer.write(*this);
  if (missing_ || !absent.allows_values()) writer.write_missing(missing_);
  return std::move(writer).text();
}

}  // namespace standin::inline v0_1
