// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/condition.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/detail/condition_text.hpp>

#include <algorithm>
#include <bit>

namespace standin::inline v0_1 {

STANDIN_INLINE double literal::checked(double number) {
  if (number != number)
    throw invalid_option("condition", "a column is compared with NaN, which equals nothing",
                         "use is_missing() for missing cells");
  return number + 0.0;  // no negative zero
}

STANDIN_INLINE void literal::check_whole(bool negative, std::uint64_t magnitude) {
  constexpr int digits = 53;
  if (magnitude == 0 || 64 - std::countl_zero(magnitude) - std::countr_zero(magnitude) <= digits) return;
  throw invalid_option("condition",
                       "no double holds the integer " + std::string(negative ? "-" : "") + to_text(magnitude),
                       "compare with a number of at most 53 bits; larger ones are identifiers, kept as text");
}

STANDIN_INLINE condition::condition() {
  static const std::shared_ptr<const detail::condition_node> every = std::make_shared<detail::condition_node>();
  node_ = every;
}

STANDIN_INLINE condition::condition(detail::condition_node node)
    : node_(std::make_shared<const detail::condition_node>(std::move(node))) {}

STANDIN_INLINE condition condition::constant(bool holds) {
  if (holds) return {};
  return condition(detail::condition_node{.positive = false});
}

STANDIN_INLINE condition condition::join(bool all, std::vector<condition> parts) {
  using form = detail::condition_node::form;
  constexpr int deepest = 256;
  const form what = all ? form::conjunction : form::disjunction;
  detail::condition_node joined{.what = what};
  int depth = 0;
  for (condition& part : parts) {
    const detail::condition_node& node = part.node();
    if (node.what == form::constant) {
      if (node.positive != all) return part;
    } else if (node.what == what) {
      joined.parts.insert(joined.parts.end(), node.parts.begin(), node.parts.end());
      depth = std::max<int>(depth, node.depth);
    } else {
      depth = std::max<int>(depth, node.depth + 1);
      joined.parts.push_back(std::move(part));
    }
  }
  if (joined.parts.empty()) return constant(all);
  if (joined.parts.size() == 1) return std::move(joined.parts.front());
  if (depth > deepest)
    throw invalid_option("condition", "it nests more than " + to_text(deepest) + " deep",
                         "join conditions side by side, with all_of or any_of");
  joined.depth = static_cast<std::uint16_t>(depth);
  return condition(std::move(joined));
}

STANDIN_INLINE condition condition::negated() const {
  using form = detail::condition_node::form;
  if (node_->what == form::constant) return constant(!node_->positive);
  if (node_->what == form::negation) return node_->parts.front();
  return condition(detail::condition_node{
      .what = form::negation, .depth = static_cast<std::uint16_t>(node_->depth + 1), .parts = {*this}});
}

STANDIN_INLINE bool condition::same(const condition& other) const {
  return node_ == other.node_ || *node_ == *other.node_;
}

STANDIN_INLINE condition column_reference::compare(comparison_operator how, literal with) const {
  detail::condition_node node{.what = detail::condition_node::form::comparison, .how = how, .column = name_};
  node.values.push_back(std::move(with));
  return condition(std::move(node));
}

STANDIN_INLINE condition column_reference::compare(comparison_operator how, const column_reference& with) const {
  return condition(detail::condition_node{
      .what = detail::condition_node::form::columns, .how = how, .column = name_, .other = with.name_});
}

STANDIN_INLINE condition column_reference::between(literal lowest, literal highest) const {
  return compare(comparison_operator::at_least, std::move(lowest)) &&
         compare(comparison_operator::at_most, std::move(highest));
}

STANDIN_INLINE condition column_reference::among(std::vector<literal> values, bool in) const {
  return condition(detail::condition_node{
      .what = detail::condition_node::form::membership, .positive = in, .column = name_, .values = std::move(values)});
}

STANDIN_INLINE condition column_reference::missing(bool is) const {
  return condition(
      detail::condition_node{.what = detail::condition_node::form::absence, .positive = is, .column = name_});
}

namespace detail {

inline void collect_columns(const condition& of, std::vector<std::string>& names) {
  const condition_node& node = of.node();
  if (!node.parts.empty()) {
    for (const condition& part : node.parts) collect_columns(part, names);
  } else if (node.what != condition_node::form::constant) {
    names.push_back(node.column);
    if (node.what == condition_node::form::columns) names.push_back(node.other);
  }
}

[[nodiscard]] inline std::string_view sign_of(comparison_operator how) noexcept {
  switch (how) {
    case comparison_operator::equal: return " == ";
    case comparison_operator::not_equal: return " != ";
    case comparison_operator::less: return " < ";
    case comparison_operator::at_most: return " <= ";
    case comparison_operator::more: return " > ";
    case comparison_operator::at_least: break;
  }
  return " >= ";
}

inline void append_literal(std::string& out, const literal& of) {
  switch (of.what()) {
    case literal::form::number: out += to_text(of.number()); break;
    case literal::form::text: append_text(out, of.text()); break;
    case literal::form::truth: out += of.truth() ? "true" : "false"; break;
  }
}

inline void append_condition(std::string& out, const condition& of) {
  using form = condition_node::form;
  const condition_node& node = of.node();
  switch (node.what) {
    case form::constant: out += node.positive ? "true" : "false"; return;
    case form::conjunction:
    case form::disjunction:
      for (std::size_t i = 0; i < node.parts.size(); ++i) {
        if (i > 0) out += node.what == form::conjunction ? " and " : " or ";
        const bool enclosed = node.what == form::conjunction && node.parts[i].node().what == form::disjunction;
        if (enclosed) out += '(';
        append_condition(out, node.parts[i]);
        if (enclosed) out += ')';
      }
      return;
    case form::negation:
      out += "not (";
      append_condition(out, node.parts.front());
      out += ')';
      return;
    default: break;
  }
  append_name(out, node.column);
  switch (node.what) {
    case form::comparison:
      out += sign_of(node.how);
      append_literal(out, node.values.front());
      return;
    case form::columns:
      out += sign_of(node.how);
      append_name(out, node.other);
      return;
    case form::membership:
      out += node.positive ? " in {" : " not in {";
      for (std::size_t i = 0; i < node.values.size(); ++i) {
        if (i > 0) out += ", ";
        append_literal(out, node.values[i]);
      }
      out += '}';
      return;
    default: out += node.positive ? " is missing" : " is not missing";
  }
}

}  // namespace detail

STANDIN_INLINE std::vector<std::string> columns_of(const condition& of) {
  std::vector<std::string> names;
  detail::collect_columns(of, names);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

STANDIN_INLINE std::string to_text(const condition& of) {
  std::string out;
  detail::append_condition(out, of);
  return out;
}

}  // namespace standin::inline v0_1
