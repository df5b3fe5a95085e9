// SPDX-License-Identifier: MIT
/// \file
/// The `dataset` concept: anything whose columns can be looked at.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/detail/dataset_near_miss.hpp>
#include <standin/data/schema.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

class table_view;

/// Teaches the library a type that you do not own. Specialise it with three static functions, `rows(const D&)`,
/// `schema(const D&)` and `column(const D&, std::size_t)`; or with one, `view(const D&)`, which gives a `table_view`
/// that keeps what it had to copy.
template <class D>
struct dataset_traits;

namespace detail {

template <class D>
concept dataset_by_members = has_rows<D> && has_schema<D> && has_column<D>;

template <class D>
concept dataset_by_traits = requires(const D& d, std::size_t i) {
  { dataset_traits<D>::rows(d) } -> std::convertible_to<std::size_t>;
  { dataset_traits<D>::schema(d) } -> std::convertible_to<table_schema>;
  { dataset_traits<D>::column(d, i) } -> std::convertible_to<column_view>;
};

template <class D>
concept dataset_by_view = requires(const D& d) {
  { dataset_traits<D>::view(d) } -> std::same_as<table_view>;
};

}  // namespace detail

/// Tabular data that can be read.
///
/// | expression         | result                   | semantics                                            |
/// |--------------------|--------------------------|------------------------------------------------------|
/// | `d.rows()`         | `std::size_t`            | number of rows, O(1)                                 |
/// | `d.schema()`       | `table_schema`           | one description a column, in column order            |
/// | `d.column(i)`      | `column_view`            | valid while `d` lives and is not changed, O(1)       |
///
/// The same expressions as static functions of `dataset_traits<D>` do for types that you do not own.
/// Reading from several threads at once must be safe.
template <class D>
concept dataset = detail::dataset_by_members<D> || detail::dataset_by_traits<D> || detail::dataset_by_view<D>;

/// A look at a dataset: what every generator and every metric takes.
///
/// It refers to a named dataset and takes over a temporary one, as `std::views::all` does, so it never dangles by
/// itself. Each dataset converts to it: templates end here, and the numerics behind are compiled once. A copy is cheap.
class table_view {
 public:
  table_view() : schema_(std::make_shared<const table_schema>()) {}

  template <class D>
    requires(!std::derived_from<std::remove_cvref_t<D>, table_view>) && dataset<std::remove_cvref_t<D>>
  table_view(D&& data) {  // NOLINT(google-explicit-constructor): a dataset is a table_view
    using kind = std::remove_cvref_t<D>;
    if constexpr (std::is_lvalue_reference_v<D>) {
      look_at<kind>(data);
    } else {
      const auto kept = std::make_shared<const kind>(std::forward<D>(data));
      look_at<kind>(*kept);
      keep(kept);
    }
  }

  /// What is nearly a dataset is told what it lacks.
  template <class D>
    requires(!std::derived_from<std::remove_cvref_t<D>, table_view>) &&
            (!dataset<std::remove_cvref_t<D>>) && detail::near_dataset<std::remove_cvref_t<D>>
  table_view(D&&) {  // NOLINT(google-explicit-constructor): as above
    detail::explain_near_dataset<std::remove_cvref_t<D>>();
  }

  /// Puts a view together from its columns; `kept` is kept alive with it.
  /// \throws schema_error  when the numbers of columns differ, a column doesn't have `rows` rows, or its elements can't
  ///                       be what its kind says
  table_view(std::size_t rows, table_schema schema, std::vector<column_view> columns,
             std::shared_ptr<const void> kept = nullptr);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const table_schema& schema() const noexcept { return *schema_; }
  [[nodiscard]] const column_view& column(std::size_t i) const noexcept { return columns_[i]; }
  [[nodiscard]] const column_view& column(std::string_view name) const { return columns_[schema_->index_of(name)]; }

  /// The same columns with other rows: row i of the result is row `rows[i]` of this view. Rows may repeat.
  /// \throws data_error  when a row is not there
  STANDIN_LAZY [[nodiscard]] table_view select_rows(std::span<const std::size_t> rows) const;
  STANDIN_LAZY [[nodiscard]] table_view select_rows(std::initializer_list<std::size_t> rows) const {
    return select_rows(std::span(rows.begin(), rows.size()));
  }

  /// The same rows with other columns, named in the order wanted.
  /// \throws schema_error  when a column is not there, or named twice
  STANDIN_LAZY [[nodiscard]] table_view select_columns(std::span<const std::string_view> names) const;
  STANDIN_LAZY [[nodiscard]] table_view select_columns(std::initializer_list<std::string_view> names) const {
    return select_columns(std::span(names.begin(), names.size()));
  }

 private:
  template <class D>
  void look_at(const D& data) {
    if constexpr (detail::dataset_by_members<D>) {
      fill(data.rows(), data.schema(), [&](std::size_t i) { return data.column(i); });
    } else if constexpr (detail::dataset_by_traits<D>) {
      using traits = dataset_traits<D>;
      fill(traits::rows(data), traits::schema(data), [&](std::size_t i) { return traits::column(data, i); });
    } else {
      *this = dataset_traits<D>::view(data);
    }
  }

  void fill(std::size_t rows, table_schema schema, auto&& column_of) {
    std::vector<column_view> columns;
    columns.reserve(schema.size());
    for (std::size_t i = 0; i < schema.size(); ++i) columns.push_back(column_of(i));
    *this = table_view(rows, std::move(schema), std::move(columns));
  }

  void keep(std::shared_ptr<const void> more);

  std::size_t rows_ = 0;
  std::shared_ptr<const table_schema> schema_;
  std::vector<column_view> columns_;
  std::vector<std::shared_ptr<const void>> kept_;  ///< datasets that came as temporaries, copies, row indices
};

static_assert(dataset<table_view>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/dataset.ipp>
#endif
