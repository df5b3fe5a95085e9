// SPDX-License-Identifier: MIT
/// \file
/// The least that a generator's core and its model can be, and types that fall short of them by one row of the
/// concepts' tables each.
#pragma once

#include <standin/generators/core.hpp>

#include <cstddef>
#include <cstdint>

namespace standin::archetypes {

/// Nothing but what the table asks for: no default constructor, no comparison, no layout, no conditions.
class minimal_core_model {
 public:
  explicit minimal_core_model(double start) : start_(start) {}

  void sample_into(plain_rows& out, random::source, std::uint64_t row) const {
    for (std::size_t c = 0; c < out.numbers.size(); ++c) {
      for (std::size_t i = 0; i < out.numbers[c].size(); ++i) out.numbers[c][i] = start_ + static_cast<double>(row + i);
      for (std::size_t i = 0; i < out.codes[c].size(); ++i) out.codes[c][i] = 0;
    }
  }

  template <class Visitor>
  void parameters(Visitor& visit) const {
    visit(start_);
  }

 private:
  double start_;
};

class minimal_core {
 public:
  explicit minimal_core(double start) : start_(start) {}
  minimal_core_model fit(const plain_table&, fit_context&) const { return minimal_core_model(start_); }

 private:
  double start_;
};

/// The same of a core that loads columns when it looks at them.
class minimal_core_by_columns {
 public:
  explicit minimal_core_by_columns(double start) : start_(start) {}
  minimal_core_model fit(const plain_columns&, fit_context&) const { return minimal_core_model(start_); }

 private:
  double start_;
};

struct core_model_without_sample_into {
  void parameters(auto& visit) const { visit(1.0); }
};

struct core_model_whose_sample_into_is_not_const {
  void sample_into(plain_rows& out, random::source from, std::uint64_t row);
  void parameters(auto& visit) const { visit(1.0); }
};

struct core_model_that_ignores_the_row {
  void sample_into(plain_rows& out, random::source from) const;
  void parameters(auto& visit) const { visit(1.0); }
};

struct core_model_without_parameters {
  void sample_into(plain_rows& out, random::source from, std::uint64_t row) const;
};

struct core_model_that_visits_text {
  void sample_into(plain_rows& out, random::source from, std::uint64_t row) const;
  void parameters(void (*visit)(const char*)) const;
};

struct core_model_that_cannot_be_copied {
  core_model_that_cannot_be_copied(const core_model_that_cannot_be_copied&) = delete;
  void sample_into(plain_rows& out, random::source from, std::uint64_t row) const;
  void parameters(auto& visit) const { visit(1.0); }
};

template <class Model>
struct core_of {
  Model fit(const plain_table& plain, fit_context& context) const;
};

struct core_without_fit {};

struct core_whose_fit_changes_it {
  minimal_core_model fit(const plain_table& plain, fit_context& context);
};

struct core_without_context {
  minimal_core_model fit(const plain_table& plain) const;
};

struct core_that_cannot_be_copied {
  core_that_cannot_be_copied(const core_that_cannot_be_copied&) = delete;
  minimal_core_model fit(const plain_table& plain, fit_context& context) const;
};

}  // namespace standin::archetypes
