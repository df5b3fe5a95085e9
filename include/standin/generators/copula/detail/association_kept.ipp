// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/copula/association_kept.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/generators/copula/association_kept.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/latent_association.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace standin::inline v0_1 {

namespace detail {

/// V² of two nominal columns, or η² of numbers by the levels of one, whose hidden variables have that correlation.
STANDIN_LAZY [[nodiscard]] inline double passed_on(const latent_column& first, const latent_column& second,
                                                   bool numbers, double rho) {
  const stats::latent_steps& a = first.law;
  const stats::latent_steps& b = second.law;
  constexpr std::size_t few = 64;
  if (numbers && b.scores.size() > few) return rho * rho * a.variance * b.variance;  // as of continuous numbers
  const auto occurring = [](const stats::latent_steps& of) {
    std::size_t count = 0;
    for (std::size_t k = 0; k < of.scores.size(); ++k) count += of.cuts[k] < of.cuts[k + 1] ? 1U : 0U;
    return count;
  };
  const std::size_t least = std::min(occurring(a), occurring(b));
  if (least < 2) return 0.0;
  if (!numbers) {
    const bool turned = a.scores.size() < b.scores.size();
    const std::vector<double> joint =
        turned ? stats::joint_step_probabilities(b, a, rho) : stats::joint_step_probabilities(a, b, rho);
    return stats::phi_squared(joint, turned ? a.scores.size() : b.scores.size()) / static_cast<double>(least - 1);
  }
  const std::vector<double> joint = stats::joint_step_probabilities(a, b, rho);
  double explained = 0.0;
  for (std::size_t i = 0; i < a.scores.size(); ++i) {
    double share = 0.0;
    double sum = 0.0;
    for (std::size_t j = 0; j < b.scores.size(); ++j) {
      const double p = joint[i * b.scores.size() + j];
      share += p;
      if (p > 0.0) sum += p * b.scores[j];
    }
    if (share > 0.0) explained += sum * sum / share;
  }
  return explained / b.variance;
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<association_share> association_kept(const latent_table& latent,
                                                                    std::span<const level_association> seen,
                                                                    const numeric::matrix& correlation,
                                                                    executor_ref executor) {
  constexpr double next_to_none = 0.01;
  constexpr std::size_t most_partners = 16;
  const std::size_t width = latent.columns.size();
  std::vector<std::vector<std::uint32_t>> pairs_of(width);  // of columns with three levels or more, strongest first
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (!(seen[k].strength >= next_to_none)) continue;
    for (const std::size_t c : {seen[k].first, seen[k].second})
      if ((c == seen[k].first || !seen[k].numbers) && latent.columns[c].law.scores.size() > 2)
        pairs_of[c].push_back(static_cast<std::uint32_t>(k));
  }
  std::vector<std::uint8_t> wanted(seen.size(), 0);
  for (std::vector<std::uint32_t>& pairs : pairs_of) {
    std::stable_sort(pairs.begin(), pairs.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return seen[a].strength > seen[b].strength; });
    if (pairs.size() > most_partners) pairs.resize(most_partners);
    for (const std::uint32_t k : pairs) wanted[k] = 1;
  }
  std::vector<double> kept(seen.size(), 0.0);
  parallel_for(executor, seen.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      if (wanted[k] == 0) continue;
      const level_association& pair = seen[k];
      kept[k] = std::min(pair.strength, detail::passed_on(latent.columns[pair.first], latent.columns[pair.second],
                                                          pair.numbers, correlation(pair.first, pair.second)));
    }
  });
  std::vector<association_share> shares(width);
  for (std::size_t c = 0; c < width; ++c) {
    double all = 0.0;
    double left = 0.0;
    double most_lost = -1.0;
    for (const std::uint32_t k : pairs_of[c]) {
      all += seen[k].strength;
      left += kept[k];
      if (const double lost = seen[k].strength - kept[k]; lost > most_lost) {
        most_lost = lost;
        shares[c].worst = seen[k].first == c ? seen[k].second : seen[k].first;
      }
    }
    if (all > 0.0) shares[c].kept = left / all;
  }
  return shares;
}

STANDIN_LAZY_INLINE void report_associations(const plain_columns& plain, std::span<const association_share> shares,
                                             fit_report& report) {
  std::vector<column_association> low;
  for (std::size_t c = 0; c < shares.size(); ++c) {
    if (std::isnan(shares[c].kept)) continue;
    report.associations.push_back(
        {std::string(plain[c].name), shares[c].kept, std::string(plain[shares[c].worst].name)});
    if (shares[c].kept < 0.5) low.push_back(report.associations.back());
  }
  if (low.empty()) return;
  std::stable_sort(low.begin(), low.end(),
                   [](const column_association& a, const column_association& b) { return a.kept < b.kept; });
  constexpr std::size_t shown = 6;
  std::string list;
  for (std::size_t k = 0; k < std::min(shown, low.size()); ++k)
    list += (k == 0 ? "" : ", ") + quoted(low[k].column) + " (" + percent_rounded_down(low[k].kept) + ", least with " +
            quoted(low[k].worst) + ")";
  if (low.size() > shown) list += " and " + to_text(low.size() - shown) + " more";
  report.warnings.push_back((low.size() == 1 ? std::string("a nominal column keeps less than half of its")
                                             : "nominal columns keep less than half of their") +
                            " association with other columns, since one order of levels holds no more: " + list +
                            "; trees need no order");
}

}  // namespace standin::inline v0_1
