// SPDX-License-Identifier: MIT
/// \file
/// The correlation of two hidden normal variables behind columns of which only steps are seen.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// A column as steps of a standard normal variable Z: the k-th of its values, in order, is seen where
/// `cuts[k] < Z <= cuts[k + 1]`, and stands for the mean of Z there, `scores[k]`.
///
/// A column of n different numbers is the limit of n small steps.
struct latent_steps {
  std::vector<double> cuts;    ///< one more than steps, from -infinity to infinity, ascending
  std::vector<double> scores;  ///< E[Z | step], ascending
  double variance = 0.0;       ///< of the scores under their probabilities, in [0, 1]

  /// `E[s(Z) He_k(Z)] / sqrt(k!)` for k = 0 … 40, where s(Z) is the score of the step that Z lies in.
  std::vector<double> coefficients;
};

/// \param counts  rows of each value, in order; values without rows make empty steps. At least one is not 0
/// Costs O(values).
STANDIN_LAZY [[nodiscard]] latent_steps make_latent_steps(std::span<const double> counts);

/// The covariance of the scores of two columns whose hidden variables have correlation rho.
///
/// By the Hermite series g(rho) = sum c_k d_k rho^k; for few steps and |rho| beyond 0.8, where the series converges
/// slowly, by integrating the bivariate normal density over its correlation.
/// Source: Mehler's formula and Plackett's identity; Sheppard (1899), Plackett, Biometrika 41 (1954).
STANDIN_LAZY [[nodiscard]] double score_covariance(const latent_steps& a, const latent_steps& b, double rho);

/// The correlation of the hidden variables of two columns whose scores have that covariance: undoes the attenuation.
/// In [-1, 1]; -1 or 1 for a covariance that no correlation gives, 0 where one column is constant.
STANDIN_LAZY [[nodiscard]] double latent_correlation(const latent_steps& a, const latent_steps& b, double covariance);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/latent_correlation.ipp>
#endif
