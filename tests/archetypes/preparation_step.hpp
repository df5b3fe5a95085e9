// SPDX-License-Identifier: MIT
/// \file
/// The least that a preparation step can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/prepare/step.hpp>

#include <string>
#include <utility>

namespace standin::archetypes {

/// Nothing but what the tables ask for: the step and what it learned can't be default-constructed, nothing can be
/// compared, and the name is no `std::string` but converts to one.
class minimal_step {
 public:
  using step_concept = prepare::step_tag;

  class fitted {
   public:
    explicit fitted(double seen) : seen_(seen) {}
    [[nodiscard]] table apply(table t) const { return t; }
    [[nodiscard]] table restore(table t, const prepare::restore_context&) const { return t; }
    [[nodiscard]] prepare::pulled_box pull(const prepare::cell_box& box) const { return {box, true}; }
    void parameters(auto&& number, auto&& text) const {
      number(seen_);
      text("rows");
    }

   private:
    double seen_;
  };

  explicit minimal_step(int) {}
  [[nodiscard]] const char* name() const { return "minimal"; }
  [[nodiscard]] fitted fit(const table_view& data) const { return fitted(static_cast<double>(data.rows())); }
};

struct step_without_tag {
  [[nodiscard]] std::string name() const;
  [[nodiscard]] minimal_step::fitted fit(const table_view& data) const;
};

struct step_without_name {
  using step_concept = prepare::step_tag;
  [[nodiscard]] minimal_step::fitted fit(const table_view& data) const;
};

struct step_without_fit {
  using step_concept = prepare::step_tag;
  [[nodiscard]] std::string name() const;
};

struct fitted_without_apply {
  [[nodiscard]] table restore(table t, const prepare::restore_context& c) const;
  [[nodiscard]] prepare::pulled_box pull(const prepare::cell_box& box) const;
  void parameters(auto&& number, auto&& text) const;
};

struct fitted_without_restore {
  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] prepare::pulled_box pull(const prepare::cell_box& box) const;
  void parameters(auto&& number, auto&& text) const;
};

struct fitted_without_pull {
  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const prepare::restore_context& c) const;
  void parameters(auto&& number, auto&& text) const;
};

struct fitted_without_parameters {
  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const prepare::restore_context& c) const;
  [[nodiscard]] prepare::pulled_box pull(const prepare::cell_box& box) const;
};

template <class Fitted>
struct step_that_learns {
  using step_concept = prepare::step_tag;
  [[nodiscard]] std::string name() const;
  [[nodiscard]] Fitted fit(const table_view& data) const;
};

}  // namespace standin::archetypes
