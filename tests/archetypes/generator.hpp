// SPDX-License-Identifier: MIT
/// \file
/// The least that a generator and a fitted model can be, and types that fall short of them by one row of the concepts'
/// tables each.
#pragma once

#include <standin/generators/generator.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace standin::archetypes {

/// Something that a `table_schema` can be made of.
struct single_column {
  operator table_schema() const { return {{"x"}}; }  // NOLINT(google-explicit-constructor)
};

/// Nothing but what the table asks for: no default constructor, no report, no fingerprint.
class minimal_model {
 public:
  explicit minimal_model(double value) : value_(value) {}
  single_column schema() const { return {}; }
  table sample(std::size_t rows, const sample_options&) const {
    return {{{"x"}}, {column(std::vector<double>(rows, value_))}};
  }

 private:
  double value_;
};

struct some_name {
  operator std::string() const { return "minimal"; }  // NOLINT(google-explicit-constructor)
};

class minimal_generator {
 public:
  struct own_tag : generator_tag {};
  using generator_concept = own_tag;

  explicit minimal_generator(double value) : value_(value) {}
  some_name name() const { return {}; }
  minimal_model fit(const table_view&, const fit_options&) const { return minimal_model(value_); }

 private:
  double value_;
};

struct model_without_schema {
  table sample(std::size_t rows, const sample_options& options) const;
};

struct model_without_sample {
  table_schema schema() const;
};

struct model_without_options {
  table_schema schema() const;
  table sample(std::size_t rows) const;
};

struct model_whose_sample_changes_it {
  table_schema schema() const;
  table sample(std::size_t rows, const sample_options& options);
};

struct model_of_views {
  table_schema schema() const;
  table_view sample(std::size_t rows, const sample_options& options) const;
};

struct model_that_cannot_be_copied {
  model_that_cannot_be_copied(const model_that_cannot_be_copied&) = delete;
  table_schema schema() const;
  table sample(std::size_t rows, const sample_options& options) const;
};

struct generator_without_tag {
  std::string name() const;
  minimal_model fit(const table_view& data, const fit_options& options) const;
};

struct generator_with_foreign_tag {
  struct another_tag {};
  using generator_concept = another_tag;
  std::string name() const;
  minimal_model fit(const table_view& data, const fit_options& options) const;
};

struct generator_without_name {
  using generator_concept = generator_tag;
  minimal_model fit(const table_view& data, const fit_options& options) const;
};

struct generator_without_fit {
  using generator_concept = generator_tag;
  std::string name() const;
};

struct generator_whose_fit_changes_it {
  using generator_concept = generator_tag;
  std::string name() const;
  minimal_model fit(const table_view& data, const fit_options& options);
};

struct generator_of_no_model {
  using generator_concept = generator_tag;
  std::string name() const;
  model_without_sample fit(const table_view& data, const fit_options& options) const;
};

struct generator_that_cannot_be_copied {
  using generator_concept = generator_tag;
  generator_that_cannot_be_copied(const generator_that_cannot_be_copied&) = delete;
  std::string name() const;
  minimal_model fit(const table_view& data, const fit_options& options) const;
};

}  // namespace standin::archetypes
