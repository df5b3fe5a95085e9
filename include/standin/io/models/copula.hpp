// SPDX-License-Identifier: MIT
/// \file
/// Model files of `copula`.
#pragma once

#include <standin/generators/copula/copula.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/models/marginals.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::io {

/// Counts of the levels, and each one's step.
template <>
struct model_traits<step_marginal> {
  static constexpr std::string_view name = "steps";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const step_marginal& marginal) {
    return {{"counts", model_traits<level_marginal>::write(marginal.frequencies())},
            {"steps", marginal.order().steps},
            {"step_of", marginal.order().step_of}};
  }

  [[nodiscard]] static step_marginal read(const json_reader& from) {
    level_order order{.step_of = {}, .steps = from["steps"].integer<std::uint32_t>()};
    for (const json_reader& step : from["step_of"].elements()) order.step_of.push_back(step.integer<std::uint32_t>());
    return step_marginal(model_traits<level_marginal>::read(from["counts"]), std::move(order));
  }
};

/// The correlations below the diagonal, column after column.
template <>
struct model_traits<gaussian_dependence::fitted> {
  static constexpr std::string_view name = "gaussian";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const gaussian_dependence::fitted& dependence) {
    const numeric::matrix& correlation = dependence.correlation();
    json below = json::array();
    for (std::size_t j = 0; j < correlation.columns(); ++j)
      for (std::size_t i = j + 1; i < correlation.rows(); ++i) below.push_back(correlation(i, j));
    return {{"columns", correlation.columns()}, {"below", std::move(below)}};
  }

  [[nodiscard]] static gaussian_dependence::fitted read(const json_reader& from) {
    const auto width = from["columns"].integer<std::uint32_t>();
    const std::vector<json_reader> below = from["below"].elements();
    if (below.size() != std::size_t{width} * (width - (width == 0 ? 0 : 1)) / 2)
      from["below"].fail("one correlation a pair of columns is expected");
    numeric::matrix correlation(width, width);
    std::size_t next = 0;
    for (std::size_t j = 0; j < width; ++j) {
      correlation(j, j) = 1.0;
      for (std::size_t i = j + 1; i < width; ++i) correlation(i, j) = correlation(j, i) = below[next++].number();
    }
    return gaussian_dependence::fitted(std::move(correlation));
  }
};

/// Columns, dependence, and for each column the share of its association that is kept, null where there is none to say.
template <storable_model Numbers, storable_model Dependence>
struct model_traits<copula_model<Numbers, Dependence>> {
  static constexpr auto named = standin::detail::name_with_label<Numbers>("copula");
  static constexpr std::string_view name = named.view();
  static constexpr int version = 1;

  [[nodiscard]] static json write(const copula_model<Numbers, Dependence>& model) {
    json content{{"columns", write_marginals(model.columns())},
                 {std::string(model_traits<Dependence>::name), model_traits<Dependence>::write(model.dependence())}};
    if (!model.association_kept().empty()) {
      json kept = json::array();
      for (const double share : model.association_kept()) kept.push_back(std::isnan(share) ? json() : json(share));
      content["association_kept"] = std::move(kept);
    }
    return content;
  }

  [[nodiscard]] static copula_model<Numbers, Dependence> read(const json_reader& from) {
    auto columns = read_marginals<Numbers, step_marginal>(from["columns"]);
    std::vector<double> kept;
    if (from.has("association_kept"))  // files of the first versions don't say it
      for (const json_reader& share : from["association_kept"].elements()) {
        kept.push_back(share.is_null() ? std::numeric_limits<double>::quiet_NaN() : share.number());
        if (kept.back() < 0.0 || kept.back() > 1.0) share.fail("a share from 0 to 1 is expected");
      }
    if (!kept.empty() && kept.size() != columns.size()) from["association_kept"].fail("one share a column is expected");
    return copula_model<Numbers, Dependence>(
        std::move(columns), model_traits<Dependence>::read(from[model_traits<Dependence>::name]), std::move(kept));
  }
};

}  // namespace standin::inline v0_1::io
