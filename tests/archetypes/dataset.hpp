// SPDX-License-Identifier: MIT
/// \file
/// The least that a dataset can be, in each of the three ways, and types that fall short of it by one row each.
#pragma once

#include <standin/data/dataset.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace standin::archetypes {

inline constexpr std::array<double, 3> least_cells{1.5, 2.5, 4.0};

[[nodiscard]] inline column_view least_column() {
  return {.cells = reinterpret_cast<const std::byte*>(least_cells.data()), .rows = least_cells.size()};
}

/// Gives what converts to a `T`, once and as a temporary only.
template <class T>
class giver {
 public:
  explicit giver(T value) : value_(std::move(value)) {}
  giver(const giver&) = delete;
  giver& operator=(const giver&) = delete;
  operator T() && { return std::move(value_); }  // NOLINT(google-explicit-constructor): to be converted is its job

 private:
  T value_;
};

/// Nothing but what the table asks for: not copyable, and its results only convert to what is asked.
class minimal_dataset {
 public:
  minimal_dataset() = default;
  minimal_dataset(const minimal_dataset&) = delete;
  minimal_dataset& operator=(const minimal_dataset&) = delete;

  [[nodiscard]] giver<std::size_t> rows() const { return giver<std::size_t>(3); }
  [[nodiscard]] giver<table_schema> schema() const { return giver<table_schema>({{"x"}}); }
  [[nodiscard]] giver<column_view> column(std::size_t) const { return giver<column_view>(least_column()); }
};

/// The same by traits; the type itself shows nothing.
class foreign_dataset {
 public:
  foreign_dataset() = default;
  foreign_dataset(const foreign_dataset&) = delete;
  foreign_dataset& operator=(const foreign_dataset&) = delete;
};

/// Copied when it is looked at.
class copied_dataset {
 public:
  copied_dataset() = default;
  copied_dataset(const copied_dataset&) = delete;
  copied_dataset& operator=(const copied_dataset&) = delete;
};

/// A minimal one that may be a temporary: it can be moved.
struct movable_dataset {
  std::unique_ptr<double> x = std::make_unique<double>(7.5);
  [[nodiscard]] static std::size_t rows() { return 1; }
  [[nodiscard]] static table_schema schema() { return {{"x"}}; }
  [[nodiscard]] column_view column(std::size_t) const {
    return {.cells = reinterpret_cast<const std::byte*>(x.get()), .rows = 1};
  }
};

struct dataset_without_rows {
  [[nodiscard]] table_schema schema() const;
  [[nodiscard]] column_view column(std::size_t) const;
};

struct dataset_without_schema {
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] column_view column(std::size_t) const;
};

struct dataset_without_column {
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] table_schema schema() const;
};

struct dataset_that_changes {
  [[nodiscard]] std::size_t rows();
  [[nodiscard]] table_schema schema() const;
  [[nodiscard]] column_view column(std::size_t) const;
};

struct dataset_of_named_columns {
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] table_schema schema() const;
  [[nodiscard]] column_view column(const char*) const;
};

struct dataset_of_plain_cells {
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] table_schema schema() const;
  [[nodiscard]] std::vector<double> column(std::size_t) const;
};

struct foreign_without_column {};
struct foreign_without_view {};

}  // namespace standin::archetypes

template <>
struct standin::dataset_traits<standin::archetypes::foreign_dataset> {
  using d = archetypes::foreign_dataset;
  static std::size_t rows(const d&) { return 3; }
  static table_schema schema(const d&) { return {{"x"}}; }
  static column_view column(const d&, std::size_t) { return archetypes::least_column(); }
};

template <>
struct standin::dataset_traits<standin::archetypes::copied_dataset> {
  static table_view view(const archetypes::copied_dataset&) {
    const auto cells = std::make_shared<const std::vector<double>>(3, 2.0);
    const column_view column{.cells = reinterpret_cast<const std::byte*>(cells->data()), .rows = 3};
    return {3, {{"x"}}, {column}, cells};
  }
};

template <>
struct standin::dataset_traits<standin::archetypes::foreign_without_column> {
  using d = archetypes::foreign_without_column;
  static std::size_t rows(const d&);
  static table_schema schema(const d&);
};

template <>
struct standin::dataset_traits<standin::archetypes::foreign_without_view> {
  static std::vector<double> view(const archetypes::foreign_without_view&);
};
