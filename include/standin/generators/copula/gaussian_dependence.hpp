// SPDX-License-Identifier: MIT
/// \file
/// The policy slot for how the hidden variables of a copula depend on each other, and its default.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/copula/conditioned_gaussian.hpp>
#include <standin/generators/copula/latent_table.hpp>
#include <standin/generators/core.hpp>
#include <standin/numeric/linear_algebra.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// The type that `p.fit(latent, context)` gives.
template <class P>
using fitted_dependence_t =
    decltype(std::declval<const P&>().fit(std::declval<const latent_table&>(), std::declval<fit_context&>()));

/// How the hidden variables of a copula depend on each other.
///
/// | expression                | result | semantics |
/// |---------------------------|--------|--------------------------------------------------------------------------------|
/// | `p.fit(latent, context)`  | f      | learns from steps of hidden variables, each standard normal | | `f.fill(out,
/// from, row)`  |        | writes the hidden variables of rows `row … row + 63`, column after column      | |
/// `f.parameters(v)`         |        | gives each number that the dependence knows to v |
///
/// Each hidden variable is standard normal by itself. `row` is a multiple of 64, and row i depends on `from` and i
/// only.
template <class P>
concept dependence_policy =
    std::copyable<P> &&
    requires(const P& p, const latent_table& latent, fit_context& context, fitted_dependence_t<P> f,
             std::span<double> out, random::source from, std::uint64_t row, void (&visitor)(double)) {
      { p.fit(latent, context) } -> std::copyable;
      f.fill(out, from, row);
      f.parameters(visitor);
    };

/// A fitted dependence that can keep hidden variables within intervals.
///
/// | expression          | semantics                                                                              |
/// |---------------------|----------------------------------------------------------------------------------------|
/// | `f.given(wanted)`   | a value with `fill`, as f, and `exact()`; throws `data_error` where it has probability 0 |
template <class F>
concept conditionable_dependence = requires(const F& f, std::vector<hidden_restriction> wanted, std::span<double> out,
                                            random::source from, std::uint64_t row) {
  f.given(wanted).fill(out, from, row);
  { f.given(wanted).exact() } -> std::same_as<bool>;
};

/// One correlation for each pair of columns, as of a multivariate normal distribution.
///
/// Covariances of the scores of steps, each over the rows that have both values; the attenuation by the steps undone;
/// shrunk towards independence, each by as much as its sampling error asks for; repaired where they are no correlation
/// matrix. Costs O(rows columns^2).
/// Source: Paule and Mandel, J. Research NBS 87 (1982), for the variance that the shrinkage takes for granted; Higham,
/// IMA J. Numer. Anal. 22 (2002), for the repair.
struct gaussian_dependence {
  bool shrink = true;

  class fitted;

  STANDIN_LAZY [[nodiscard]] fitted fit(const latent_table& latent, fit_context& context) const;

  /// Within a factor of three or so on a processor of 2020: products of all pairs of columns, a correlation for each
  /// pair, and decompositions of their matrix.
  STANDIN_LAZY [[nodiscard]] static fit_estimate estimate(std::size_t rows, std::size_t columns) noexcept;
};

class gaussian_dependence::fitted {
 public:
  static constexpr std::size_t block = 64;

  /// \throws format_error  when it is no positive definite correlation matrix
  explicit fitted(numeric::matrix correlation);

  [[nodiscard]] const numeric::matrix& correlation() const noexcept { return correlation_; }
  [[nodiscard]] const numeric::matrix& lower() const noexcept { return lower_; }

  /// The same with some variables kept within intervals.
  [[nodiscard]] conditioned_gaussian given(std::vector<hidden_restriction> wanted) const {
    return {correlation_, std::move(wanted)};
  }

  /// \param out  64 numbers for each column
  void fill(std::span<double> out, random::source from, std::uint64_t first_row) const;

  void parameters(auto&& visitor) const {
    for (std::size_t j = 0; j < correlation_.columns(); ++j)
      for (std::size_t i = j + 1; i < correlation_.rows(); ++i) visitor(correlation_(i, j));
  }

 private:
  numeric::matrix correlation_;
  numeric::matrix lower_;  ///< its Cholesky factor
};

static_assert(dependence_policy<gaussian_dependence>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/gaussian_dependence.ipp>
#endif
