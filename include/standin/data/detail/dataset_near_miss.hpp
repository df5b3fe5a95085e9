// SPDX-License-Identifier: MIT
/// \file
/// Types that nearly are datasets, and what to tell about each.
#pragma once

#include <standin/data/column_view.hpp>
#include <standin/data/schema.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>

namespace standin::inline v0_1 {

class table_view;

template <class D>
struct dataset_traits;

}  // namespace standin::inline v0_1

namespace standin::inline v0_1::detail {

template <class D>
concept has_rows = requires(const D& d) {
  { d.rows() } -> std::convertible_to<std::size_t>;
};

template <class D>
concept has_schema = requires(const D& d) {
  { d.schema() } -> std::convertible_to<table_schema>;
};

template <class D>
concept has_column = requires(const D& d, std::size_t i) {
  { d.column(i) } -> std::convertible_to<column_view>;
};

template <class D>
concept converts_by_itself = requires(const D& d) { d.operator table_view(); };

/// `dataset_traits` were specialised for it, as far as one sees here.
template <class D>
concept has_traits = requires { sizeof(dataset_traits<D>); };

template <class D>
concept like_members =
    (has_rows<D> && has_schema<D>) || (has_rows<D> && has_column<D>) || (has_schema<D> && has_column<D>);

template <class D>
concept like_matrix = requires(const D& d) {
  typename D::value_type;
  d.size();
  d.shape();
} || requires(const D& d) {
  typename D::Scalar;
  d.rows();
  d.cols();
};

/// A row of structs that are neither containers nor datasets themselves.
template <class D>
concept like_records = std::is_class_v<typename D::value_type> && !has_schema<typename D::value_type> &&
                       !requires { typename D::value_type::value_type; } && requires(const D& d) {
                         { d.data() } -> std::convertible_to<const typename D::value_type*>;
                         d.size();
                       };

/// Near enough to a dataset that somebody means it as one. Types that have a way to a `table_view` of their own are
/// not.
template <class D>
concept near_dataset = std::is_class_v<D> && !converts_by_itself<D> &&
                       (has_traits<D> || like_members<D> || like_matrix<D> || like_records<D>);

/// Fails with a sentence about what is missing. To be called for types that are near a dataset and none.
template <class D>
constexpr void explain_near_dataset() noexcept {
  if constexpr (has_traits<D>) {
    static_assert(!has_traits<D>,
                  "standin: what a table_view looks at must model standin::dataset — its dataset_traits lack rows(d), "
                  "schema(d) or column(d, i), static functions of a const reference, or else view(d), which gives a "
                  "table_view; see docs/concepts/dataset.md");
  } else if constexpr (like_members<D>) {
    static_assert(
        has_rows<D>,
        "standin: what a table_view looks at must model standin::dataset — it lacks rows() const, which gives "
        "a std::size_t; see docs/concepts/dataset.md");
    static_assert(has_schema<D>,
                  "standin: what a table_view looks at must model standin::dataset — it lacks schema() const, which "
                  "gives a standin::table_schema; see docs/concepts/dataset.md");
    static_assert(has_column<D>,
                  "standin: what a table_view looks at must model standin::dataset — it lacks column(i) const, which "
                  "gives a standin::column_view; see docs/concepts/dataset.md");
  } else if constexpr (like_matrix<D>) {
    static_assert(!like_matrix<D>,
                  "standin: this matrix or array is no dataset here: include standin/numeric/eigen_dataset.hpp or "
                  "standin/numeric/xtensor_dataset.hpp before its first use, and give it rank 2 and cells of double, "
                  "float, std::int64_t, std::int32_t or bool; see docs/concepts/dataset.md");
  } else {
    static_assert(
        !like_records<D>,
        "standin: these structs are no dataset here: include standin/data/record.hpp and describe the struct by "
        "standin::record_traits before its first use; see docs/concepts/dataset.md");
  }
}

}  // namespace standin::inline v0_1::detail
