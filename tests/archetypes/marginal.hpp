// SPDX-License-Identifier: MIT
/// \file
/// The least that a marginal policy can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/generators/marginal.hpp>

#include <span>

namespace standin::archetypes {

/// Nothing but what the table asks for: no default constructor, no comparison.
class minimal_marginal {
 public:
  class fitted {
   public:
    explicit fitted(double value) : value_(value) {}
    double quantile(double u) const { return value_ * u; }
    template <class Visitor>
    void parameters(Visitor& visit) const {  // an lvalue is all that it is given
      visit(value_);
    }

   private:
    double value_;
  };

  explicit minimal_marginal(double factor) : factor_(factor) {}
  fitted fit(std::span<const double> values) const { return fitted(factor_ * values.front()); }

 private:
  double factor_;
};

struct marginal_without_fit {};

struct marginal_whose_fit_changes_it {
  minimal_marginal::fitted fit(std::span<const double> values);
};

struct marginal_that_cannot_be_copied {
  marginal_that_cannot_be_copied(const marginal_that_cannot_be_copied&) = delete;
  minimal_marginal::fitted fit(std::span<const double> values) const;
};

struct marginal_without_quantile {
  struct fitted {
    void parameters(auto& visit) const { visit(1.0); }
  };
  fitted fit(std::span<const double> values) const;
};

struct marginal_whose_quantile_is_not_const {
  struct fitted {
    double quantile(double u);
    void parameters(auto& visit) const { visit(1.0); }
  };
  fitted fit(std::span<const double> values) const;
};

struct marginal_of_floats {
  struct fitted {
    float quantile(double u) const;
    void parameters(auto& visit) const { visit(1.0); }
  };
  fitted fit(std::span<const double> values) const;
};

struct marginal_without_parameters {
  struct fitted {
    double quantile(double u) const;
  };
  fitted fit(std::span<const double> values) const;
};

struct marginal_whose_fit_cannot_be_copied {
  struct fitted {
    fitted(const fitted&) = delete;
    double quantile(double u) const;
    void parameters(auto& visit) const { visit(1.0); }
  };
  fitted fit(std::span<const double> values) const;
};

}  // namespace standin::archetypes
