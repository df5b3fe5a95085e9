// SPDX-License-Identifier: MIT
/// \file
/// A rule for rows that no step can build in: rows that break it are made again.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {
class condition;
}

namespace standin::inline v0_1::prepare {

/// What each row must meet: a condition, or any function of a row. A copy is cheap.
///
///     row_rule(where("age") >= 18 || where("status") == "child")
///     row_rule("weekdays only", [](const table_view& t, std::size_t row) { return t.column("day").number(row) < 5; })
///
/// A function is called from several threads at once, for rows of any table with the columns that the model makes; it
/// must give the same answer for the same cells. Model files keep conditions, and know nothing of functions.
class row_rule {
 public:
  /// For programs that include data/conditions.hpp: those that have no conditions don't pay for them.
  template <std::same_as<condition> Condition>
  explicit row_rule(Condition wanted) : rule_(std::make_shared<const held_condition<Condition>>(std::move(wanted))) {}

  /// \param name  for messages
  template <class Predicate>
    requires std::is_invocable_r_v<bool, const Predicate&, const table_view&, std::size_t>
  row_rule(std::string name, Predicate holds)
      : rule_(std::make_shared<const held_function<Predicate>>(std::move(name), std::move(holds))) {}

  /// The name, or the condition as `parse_condition` reads it.
  /// \throws schema_error  when the condition doesn't fit the columns
  [[nodiscard]] std::string describe(const table_schema& schema) const { return rule_->describe(schema); }

  /// Whether it is a function, which files know nothing of.
  [[nodiscard]] bool is_function() const noexcept { return rule_->is_function(); }

  /// The rows that break it, ascending.
  /// \throws schema_error  when the condition doesn't fit the columns
  [[nodiscard]] std::vector<std::size_t> broken_rows(const table_view& rows) const { return rule_->broken_rows(rows); }

 private:
  struct base {
    base() = default;
    base(const base&) = delete;
    base& operator=(const base&) = delete;
    virtual ~base() = default;
    [[nodiscard]] virtual std::string describe(const table_schema& schema) const = 0;
    [[nodiscard]] virtual bool is_function() const noexcept = 0;
    [[nodiscard]] virtual std::vector<std::size_t> broken_rows(const table_view& rows) const = 0;
  };

  template <class Condition>
  struct held_condition final : base {
    static_assert(
        requires(const Condition& wanted, const table_view& rows) { matching_rows(wanted, rows); },
        "standin: conditions are a header of their own; #include <standin/data/conditions.hpp>");
    explicit held_condition(Condition c) : wanted(std::move(c)) {}
    [[nodiscard]] std::string describe(const table_schema& schema) const override {
      return describe_condition(wanted, schema);
    }
    [[nodiscard]] bool is_function() const noexcept override { return false; }
    [[nodiscard]] std::vector<std::size_t> broken_rows(const table_view& rows) const override {
      const std::vector<std::size_t> met = matching_rows(wanted, rows);
      std::vector<std::size_t> broken;
      broken.reserve(rows.rows() - met.size());
      std::size_t next = 0;
      for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (next < met.size() && met[next] == row)
          ++next;
        else
          broken.push_back(row);
      }
      return broken;
    }
    Condition wanted;
  };

  template <class Predicate>
  struct held_function final : base {
    held_function(std::string n, Predicate p) : name(std::move(n)), holds(std::move(p)) {}
    [[nodiscard]] std::string describe(const table_schema&) const override { return name; }
    [[nodiscard]] bool is_function() const noexcept override { return true; }
    [[nodiscard]] std::vector<std::size_t> broken_rows(const table_view& rows) const override {
      std::vector<std::size_t> broken;
      for (std::size_t row = 0; row < rows.rows(); ++row)
        if (!holds(rows, row)) broken.push_back(row);
      return broken;
    }
    std::string name;
    Predicate holds;
  };

  std::shared_ptr<const base> rule_;
};

/// \throws data_error  when rows break a rule: it says how many, and lists the first
STANDIN_LAZY void require_rules(const std::vector<row_rule>& rules, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/row_rule.ipp>
#endif
