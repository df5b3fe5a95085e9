// SPDX-License-Identifier: MIT
/// \file
/// The `preparation_step` concept: a way of writing a table differently that can always be undone.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>
#include <standin/data/value_set.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Which cells are allowed in each column of a table, all columns together.
using cell_box = std::vector<value_set>;

/// A box seen from the other side of a step.
struct pulled_box {
  cell_box box;
  bool exact = true;  ///< otherwise it holds all the rows wanted and more, which the shell weeds out
  /// Why no row can be made, where that is seen: the column, what is asked of it, and what it can hold. Empty where
  /// `rules` tells it.
  std::optional<std::string> impossible{};
};

/// What a step keeps in each row, in words.
struct told_rules {
  std::vector<std::string> rules{};  ///< as in "low <= high": those that speak of the columns that a box restricts
  bool forbid = false;               ///< they, and the values that columns can have, forbid all rows of the box
  bool always = false;               ///< they do so whatever values columns have
  /// What the only column that the box restricts keeps to, where that is why: "high >= 10 and high <= 90".
  std::optional<std::string> holds{};
};

/// Whose random numbers a step draws, and for which rows, when rows come back.
struct restore_context {
  random::source source;        ///< of this step of this model
  std::uint64_t first_row = 0;  ///< the number of the table's row 0 in the endless table
};

/// Says that a type means to be a preparation step: `using step_concept = step_tag;`.
struct step_tag {};

namespace detail {

inline void visit_no_number(double) {}
inline void visit_no_text(std::string_view) {}

}  // namespace detail

/// What a step learned of a table.
///
/// | expression                   | result       | semantics                                                    |
/// |------------------------------|--------------|--------------------------------------------------------------|
/// | `s.apply(t)`                 | `table`      | `t` in the free form; columns of others are as they were     |
/// | `s.restore(t, c)`            | `table`      | the way back, of any table in the free form                  |
/// | `s.pull(box)`                | `pulled_box` | the cells of the free form that may give a row in `box`      |
/// | `s.parameters(number, text)` |              | visits all that it knows, in a fixed order                   |
/// | `s.require_rows(i, n)`       |              | optional: throws where it can't make rows i … i + n - 1      |
/// | `s.keeps(t)`                 | `bool`       | optional: whether each row of `t` is one that it may restore |
/// | `s.rules(schema, box)`       | `told_rules` | optional: what it keeps of a table of that schema, for errors  |
///
/// What the step promises holds in each restored row, whatever the free form's cells are. `s.restore(s.apply(t), c)`
/// gives `t` back, for the table that it was fitted to, up to what the step issues anew. Rows are restored one by one:
/// what a row becomes depends on its cells, its number and the source alone.
template <class S>
concept fitted_step = std::copyable<S> && requires(const S& s, table t, const restore_context& c, const cell_box& box) {
  { s.apply(std::move(t)) } -> std::same_as<table>;
  { s.restore(std::move(t), c) } -> std::same_as<table>;
  { s.pull(box) } -> std::same_as<pulled_box>;
  s.parameters(detail::visit_no_number, detail::visit_no_text);
};

/// A way of writing a table differently, so that what must hold in each row holds by construction.
///
/// | expression         | result          | semantics                                                               |
/// |--------------------|-----------------|-------------------------------------------------------------------------|
/// | `S::step_concept`  | a type          | `step_tag`, or derived from it                                          |
/// | `s.name()`         | `std::string`   | what it does and to which columns, for reports and errors               |
/// | `s.fit(view)`      | a `fitted_step` | never changes `s`; throws as said below                                 |
/// | `s.learns()`       | names           | optional: a `std::vector<std::string>` of columns whose values it keeps |
///
/// `fit` throws `schema_error` when a column is not there or of the wrong kind, and `data_error` that lists rows which
/// break the rule.
template <class S>
concept preparation_step = std::copyable<S> && std::derived_from<typename S::step_concept, step_tag> &&
                           requires(const S& s, const table_view& data) {
                             { s.name() } -> std::convertible_to<std::string>;
                             { s.fit(data) } -> fitted_step;
                           };

namespace detail {

template <class S>
concept has_step_tag = requires { typename S::step_concept; } && std::derived_from<typename S::step_concept, step_tag>;
template <class S>
concept has_step_name = requires(const S& s) {
  { s.name() } -> std::convertible_to<std::string>;
};
template <class S>
concept tells_columns = requires(const S& s) {
  { s.learns() } -> std::same_as<std::vector<std::string>>;
};
template <class S>
concept has_step_fit = requires(const S& s, const table_view& data) { s.fit(data); };
template <class S>
concept has_apply = requires(const S& s, table t) {
  { s.apply(std::move(t)) } -> std::same_as<table>;
};
template <class S>
concept has_restore = requires(const S& s, table t, const restore_context& c) {
  { s.restore(std::move(t), c) } -> std::same_as<table>;
};
template <class S>
concept has_pull = requires(const S& s, const cell_box& box) {
  { s.pull(box) } -> std::same_as<pulled_box>;
};
template <class S>
concept bounds_rows = requires(const S& s, std::uint64_t number) { s.require_rows(number, number); };
template <class S>
concept keeps_promises = requires(const S& s, const table& t) {
  { s.keeps(t) } -> std::same_as<bool>;
};
template <class S>
concept tells_rules = requires(const S& s, const table_schema& schema, const cell_box& box) {
  { s.rules(schema, box) } -> std::same_as<told_rules>;
};
template <class S>
concept has_step_parameters = requires(const S& s) { s.parameters(visit_no_number, visit_no_text); };

/// What means to be a step, or looks like one.
template <class S>
concept near_step = !preparation_step<S> && (has_step_tag<S> || (has_step_name<S> && has_step_fit<S>));

/// Says what a step lacks.
template <class S>
constexpr void explain_near_step() {
  static_assert(std::copyable<S>,
                "standin: a step must model standin::prepare::preparation_step — it can't be copied; see "
                "docs/concepts/preparation_step.md");
  static_assert(has_step_tag<S>,
                "standin: a step must model standin::prepare::preparation_step — it lacks using step_concept = "
                "standin::prepare::step_tag; see docs/concepts/preparation_step.md");
  static_assert(has_step_name<S>,
                "standin: a step must model standin::prepare::preparation_step — it lacks name() const, which gives a "
                "std::string; see docs/concepts/preparation_step.md");
  static_assert(has_step_fit<S>,
                "standin: a step must model standin::prepare::preparation_step — it lacks fit(view) const; see "
                "docs/concepts/preparation_step.md");
  if constexpr (has_step_fit<S>) {
    using fitted = decltype(std::declval<const S&>().fit(std::declval<const table_view&>()));
    static_assert(std::copyable<fitted>,
                  "standin: what a step's fit gives must model standin::prepare::fitted_step — it can't be copied; see "
                  "docs/concepts/preparation_step.md");
    static_assert(has_apply<fitted>,
                  "standin: what a step's fit gives must model standin::prepare::fitted_step — it lacks apply(table) "
                  "const, which gives a table; see docs/concepts/preparation_step.md");
    static_assert(has_restore<fitted>,
                  "standin: what a step's fit gives must model standin::prepare::fitted_step — it lacks restore(table, "
                  "context) const, which gives a table; see docs/concepts/preparation_step.md");
    static_assert(has_pull<fitted>,
                  "standin: what a step's fit gives must model standin::prepare::fitted_step — it lacks pull(box) "
                  "const, which gives a pulled_box; see docs/concepts/preparation_step.md");
    static_assert(has_step_parameters<fitted>,
                  "standin: what a step's fit gives must model standin::prepare::fitted_step — it lacks "
                  "parameters(number, text) const; see docs/concepts/preparation_step.md");
  }
}

}  // namespace detail

/// Any fitted step. Itself a `fitted_step`; a copy is cheap and shares what was learned.
class any_fitted_step {
 public:
  template <class Step>
    requires(!std::same_as<std::remove_cvref_t<Step>, any_fitted_step>) && fitted_step<std::remove_cvref_t<Step>>
  any_fitted_step(Step&& step)  // NOLINT(google-explicit-constructor): a fitted step is an any_fitted_step
      : held_(static_cast<const interface*>(new holder<std::remove_cvref_t<Step>>(std::forward<Step>(step)))) {}

  [[nodiscard]] table apply(table t) const { return held_->apply(std::move(t)); }
  [[nodiscard]] table restore(table t, const restore_context& c) const { return held_->restore(std::move(t), c); }
  [[nodiscard]] pulled_box pull(const cell_box& box) const { return held_->pull(box); }
  void require_rows(std::uint64_t first_row, std::uint64_t rows) const { held_->require_rows(first_row, rows); }
  /// Whether it can tell what it promises of a row; where not, all tables keep it.
  [[nodiscard]] bool promises() const noexcept { return held_->promises(); }
  [[nodiscard]] bool keeps(const table& t) const { return held_->keeps(t); }
  [[nodiscard]] told_rules rules(const table_schema& schema, const cell_box& box) const {
    return held_->rules(schema, box);
  }

  void parameters(auto&& number, auto&& text) const {
    std::vector<parameter> all;
    held_->list(all);
    for (const parameter& p : all) {
      if (p.is_text)
        text(std::string_view(p.text));
      else
        number(p.number);
    }
  }

  /// The step inside when it is a `Step`, otherwise null.
  template <class Step>
  [[nodiscard]] const Step* target() const noexcept {
    return held_->type() == typeid(Step) ? &static_cast<const holder<Step>&>(*held_).step : nullptr;
  }

 private:
  struct parameter {
    double number = 0.0;
    std::string text{};
    bool is_text = false;
  };

  struct interface {
    interface() = default;
    interface(const interface&) = delete;
    interface& operator=(const interface&) = delete;
    virtual ~interface() = default;
    [[nodiscard]] virtual table apply(table t) const = 0;
    [[nodiscard]] virtual table restore(table t, const restore_context& c) const = 0;
    [[nodiscard]] virtual pulled_box pull(const cell_box& box) const = 0;
    virtual void require_rows(std::uint64_t first_row, std::uint64_t rows) const = 0;
    [[nodiscard]] virtual bool promises() const noexcept = 0;
    [[nodiscard]] virtual bool keeps(const table& t) const = 0;
    [[nodiscard]] virtual told_rules rules(const table_schema& schema, const cell_box& box) const = 0;
    virtual void list(std::vector<parameter>& all) const = 0;
    [[nodiscard]] virtual const std::type_info& type() const noexcept = 0;
  };

  template <class Step>
  struct holder final : interface {
    explicit holder(Step s) : step(std::move(s)) {}
    [[nodiscard]] table apply(table t) const override { return step.apply(std::move(t)); }
    [[nodiscard]] table restore(table t, const restore_context& c) const override {
      return step.restore(std::move(t), c);
    }
    [[nodiscard]] pulled_box pull(const cell_box& box) const override { return step.pull(box); }
    void require_rows(std::uint64_t first_row, std::uint64_t rows) const override {
      if constexpr (detail::bounds_rows<Step>) step.require_rows(first_row, rows);
    }
    [[nodiscard]] bool promises() const noexcept override { return detail::keeps_promises<Step>; }
    [[nodiscard]] bool keeps(const table& t) const override {
      if constexpr (detail::keeps_promises<Step>)
        return step.keeps(t);
      else
        return true;
    }
    [[nodiscard]] told_rules rules(const table_schema& schema, const cell_box& box) const override {
      if constexpr (detail::tells_rules<Step>)
        return step.rules(schema, box);
      else
        return {};
    }
    void list(std::vector<parameter>& all) const override {
      step.parameters([&all](double number) { all.push_back({.number = number}); },
                      [&all](std::string_view text) { all.push_back({.text = std::string(text), .is_text = true}); });
    }
    [[nodiscard]] const std::type_info& type() const noexcept override { return typeid(Step); }

    Step step;
  };

  std::shared_ptr<const interface> held_;  ///< by its base, so that all holders share the code that counts references
};

static_assert(fitted_step<any_fitted_step>);

/// Any preparation step. Itself a `preparation_step`; a copy is cheap and shares the specification.
class any_step {
 public:
  using step_concept = step_tag;

  template <class Step>
    requires(!std::same_as<std::remove_cvref_t<Step>, any_step>) && preparation_step<std::remove_cvref_t<Step>>
  any_step(Step&& step)  // NOLINT(google-explicit-constructor): a step is an any_step
      : held_(static_cast<const interface*>(new holder<std::remove_cvref_t<Step>>(std::forward<Step>(step)))) {}

  /// What is nearly a step is told what it lacks.
  template <class Step>
    requires(!std::same_as<std::remove_cvref_t<Step>, any_step>) && detail::near_step<std::remove_cvref_t<Step>>
  any_step(Step&&) {  // NOLINT(google-explicit-constructor): as above
    detail::explain_near_step<std::remove_cvref_t<Step>>();
  }

  [[nodiscard]] std::string name() const { return held_->name(); }
  [[nodiscard]] any_fitted_step fit(const table_view& data) const { return held_->fit(data); }
  /// The columns whose values it keeps, as far as it tells.
  [[nodiscard]] std::vector<std::string> learns() const { return held_->learns(); }

 private:
  struct interface {
    interface() = default;
    interface(const interface&) = delete;
    interface& operator=(const interface&) = delete;
    virtual ~interface() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual any_fitted_step fit(const table_view& data) const = 0;
    [[nodiscard]] virtual std::vector<std::string> learns() const = 0;
  };

  template <class Step>
  struct holder final : interface {
    explicit holder(Step s) : step(std::move(s)) {}
    [[nodiscard]] std::string name() const override { return step.name(); }
    [[nodiscard]] any_fitted_step fit(const table_view& data) const override { return step.fit(data); }
    [[nodiscard]] std::vector<std::string> learns() const override {
      if constexpr (detail::tells_columns<Step>)
        return step.learns();
      else
        return {};
    }

    Step step;
  };

  std::shared_ptr<const interface> held_;  ///< by its base, so that all holders share the code that counts references
};

static_assert(preparation_step<any_step>);

}  // namespace standin::inline v0_1::prepare
