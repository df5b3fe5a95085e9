// SPDX-License-Identifier: MIT
/// \file
/// The least that metrics can be, and types that fall short of it by one row of a concept's table each.
#pragma once

#include <standin/metrics/metric.hpp>

#include <string>
#include <vector>

namespace standin::archetypes {

/// A name that is no `std::string` but turns into one.
struct short_name {
  operator std::string() const { return "shortest"; }  // NOLINT(google-explicit-constructor)
};

/// Nothing but what the table asks for: no default constructor, no comparison, no context looked at.
class minimal_column_metric {
 public:
  using metric_concept = metric_tag;
  static constexpr better direction = better::smaller;

  explicit minimal_column_metric(double value) : value_(value) {}

  short_name name() const { return {}; }
  bool applies_to(column_kind kind) const { return kind == column_kind::numeric; }
  score compare(const column_view&, const column_view&, const metric_context&) const { return {.value = value_}; }

 private:
  double value_;
};

struct minimal_pair_metric {
  using metric_concept = metric_tag;
  static constexpr better direction = better::nearer_ideal;

  short_name name() const { return {}; }
  bool applies_to(column_kind, column_kind) const { return true; }
  score compare(const column_pair& real, const column_pair&, const metric_context&) const {
    return {.value = static_cast<double>(real.first.rows)};
  }
};

struct minimal_table_metric {
  struct own_tag : metric_tag {};
  using metric_concept = own_tag;
  static inline better direction = better::larger;

  short_name name() const { return {}; }
  std::vector<finding> compare(const comparison& tables) const {
    return {{.metric = "shortest", .result = {.value = static_cast<double>(tables.synthetic.rows())}}};
  }
};

struct metric_without_tag {
  static constexpr better direction = better::larger;
  std::string name() const;
  std::vector<finding> compare(const comparison& tables) const;
};

struct metric_without_name {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::vector<finding> compare(const comparison& tables) const;
};

struct metric_without_direction {
  using metric_concept = metric_tag;
  std::string name() const;
  std::vector<finding> compare(const comparison& tables) const;
};

struct metric_of_boolean_direction {
  using metric_concept = metric_tag;
  static constexpr bool direction = true;
  std::string name() const;
  std::vector<finding> compare(const comparison& tables) const;
};

struct metric_that_cannot_be_copied {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  metric_that_cannot_be_copied(const metric_that_cannot_be_copied&) = delete;
  std::string name() const;
  std::vector<finding> compare(const comparison& tables) const;
};

struct column_metric_without_applies_to {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  score compare(const column_view& real, const column_view& synthetic, const metric_context& context) const;
};

struct column_metric_without_compare {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind kind) const;
};

struct column_metric_without_context {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind kind) const;
  score compare(const column_view& real, const column_view& synthetic) const;
};

struct column_metric_of_a_number {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind kind) const;
  double compare(const column_view& real, const column_view& synthetic, const metric_context& context) const;
};

struct column_metric_that_changes {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind kind) const;
  score compare(const column_view& real, const column_view& synthetic, const metric_context& context);
};

struct pair_metric_without_compare {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind first, column_kind second) const;
};

struct pair_metric_of_columns {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  bool applies_to(column_kind first, column_kind second) const;
  score compare(const column_view& real, const column_view& synthetic, const metric_context& context) const;
};

struct table_metric_of_one_finding {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  std::string name() const;
  finding compare(const comparison& tables) const;
};

}  // namespace standin::archetypes
