// SPDX-License-Identifier: MIT
/// \file
/// A rule for rows that no step can build in: rows that break it are made again.
#pragma once

#include <standin/config.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/dataset.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

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
  explicit row_rule(condition wanted) : wanted_(std::move(wanted)) {}

  /// \param name  for messages
  template <class Predicate>
    requires std::is_invocable_r_v<bool, const Predicate&, const table_view&, std::size_t>
  row_rule(std::string name, Predicate holds)
      : name_(std::move(name)), holds_(std::make_shared<const held<Predicate>>(std::move(holds))) {}

  /// The name, or the condition as `parse_condition` reads it.
  /// \throws schema_error  when the condition doesn't fit the columns
  [[nodiscard]] std::string describe(const table_schema& schema) const;

  /// Whether it is a function, which files know nothing of.
  [[nodiscard]] bool is_function() const noexcept { return holds_ != nullptr; }

  /// The rows that break it, ascending.
  /// \throws schema_error  when the condition doesn't fit the columns
  [[nodiscard]] std::vector<std::size_t> broken_rows(const table_view& rows) const;

 private:
  struct base {
    base() = default;
    base(const base&) = delete;
    base& operator=(const base&) = delete;
    virtual ~base() = default;
    [[nodiscard]] virtual bool holds(const table_view& rows, std::size_t row) const = 0;
  };
  template <class Predicate>
  struct held final : base {
    explicit held(Predicate p) : predicate(std::move(p)) {}
    [[nodiscard]] bool holds(const table_view& rows, std::size_t row) const override { return predicate(rows, row); }
    Predicate predicate;
  };

  condition wanted_{};
  std::string name_{};
  std::shared_ptr<const base> holds_{};
};

/// \throws data_error  when rows break a rule: it says how many, and lists the first
void require_rules(const std::vector<row_rule>& rules, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/row_rule.ipp>
#endif
