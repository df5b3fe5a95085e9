// SPDX-License-Identifier: MIT
/// \file
/// The policy slot for the distribution of one column of numbers.
#pragma once

#include <standin/core/text.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// The type that `p.fit(values)` gives.
template <class P>
using fitted_marginal_t = decltype(std::declval<const P&>().fit(std::declval<std::span<const double>>()));

/// How one column of numbers is modelled.
///
/// | expression        | result   | semantics                                                                   |
/// |-------------------|----------|-----------------------------------------------------------------------------|
/// | `p.fit(values)`   | f        | learns from the values that are present, in any order; throws when none is  |
/// | `f.quantile(u)`   | `double` | smallest x with P(X <= x) >= u, for u in (0, 1); finite, non-decreasing     |
/// | `f.parameters(v)` |          | gives each number that the marginal knows to v                              |
template <class P>
concept marginal_policy = std::copyable<P> && requires(const P& p, std::span<const double> values) {
  { p.fit(values) } -> std::copyable;
} && requires(const fitted_marginal_t<P>& f, double u, void (&visitor)(double)) {
  { f.quantile(u) } -> std::same_as<double>;
  f.parameters(visitor);
};

/// A fitted marginal that knows its distribution function too, so that conditions can be kept exactly.
///
/// | expression        | result   | semantics       |
/// |-------------------|----------|-----------------|
/// | `f.cdf(x)`        | `double` | P(X <= x)       |
/// | `f.cdf_below(x)`  | `double` | P(X < x)        |
template <class F>
concept cumulative_marginal = requires(const F& f, double x) {
  { f.cdf(x) } -> std::same_as<double>;
  { f.cdf_below(x) } -> std::same_as<double>;
};

/// A fitted marginal that may have something to say in the fit report.
///
/// | expression    | result        | semantics                          |
/// |---------------|---------------|------------------------------------|
/// | `f.remark()`  | `std::string` | half a sentence; empty for nothing |
template <class F>
concept remarking_marginal = requires(const F& f) {
  { f.remark() } -> std::convertible_to<std::string>;
};

/// A fitted marginal that gives the generators of its policy names of their own: "copula-parametric". The default ones
/// have none.
///
/// | expression | result             | semantics                     |
/// |------------|--------------------|-------------------------------|
/// | `F::label` | `std::string_view` | a constant word: "parametric" |
template <class F>
concept labelled_marginal = requires { std::string_view(F::label); };

namespace detail {

template <class F>
constexpr std::string_view label_of() {
  if constexpr (labelled_marginal<F>) return F::label;
  return {};
}

/// `base`, and a dash and the marginal's label where it has one; a name for a generator and for its model files.
template <class F, std::size_t Size>
struct labelled_name {
  static constexpr std::string_view label = label_of<F>();

  explicit constexpr labelled_name(const char (&base)[Size]) {
    std::copy_n(base, Size - 1, text.begin());
    if (label.empty()) return;
    text[Size - 1] = '-';
    std::copy(label.begin(), label.end(), text.begin() + Size);
  }
  [[nodiscard]] constexpr std::string_view view() const {
    return {text.data(), Size - 1 + (label.empty() ? 0 : 1 + label.size())};
  }

  std::array<char, Size + label.size()> text{};
};

template <class F, std::size_t Size>
[[nodiscard]] constexpr labelled_name<F, Size> name_with_label(const char (&base)[Size]) {
  return labelled_name<F, Size>(base);
}

/// Adds what a column's marginal has to say to the warnings of a fit.
template <class F>
void add_remark(const F& marginal, std::string_view column, std::vector<std::string>& warnings) {
  if constexpr (remarking_marginal<F>) {
    const std::string& remark = marginal.remark();
    if (!remark.empty()) warnings.push_back(concatenate("column ", quoted(column), ": ", remark));
  }
}

}  // namespace detail

}  // namespace standin::inline v0_1
