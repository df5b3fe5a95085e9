// SPDX-License-Identifier: MIT
/// \file
/// Each column's own distribution, tied together by hidden normal variables.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/generators/copula/association_kept.hpp>
#include <standin/generators/copula/gaussian_dependence.hpp>
#include <standin/generators/copula/latent_table.hpp>
#include <standin/generators/copula/step_marginal.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/marginal.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// A table has more prepared columns than a generator's `max_columns`.
class too_many_columns : public invalid_option {
  using invalid_option::invalid_option;
};

namespace detail {

/// \param cost  of the dependence; 0 where it isn't known
/// \throws too_many_columns  with the estimate
STANDIN_LAZY [[noreturn]] void refuse_columns(std::size_t rows, std::size_t columns, std::size_t most,
                                              fit_estimate cost);

}  // namespace detail

/// What `copula` knows of a table: one distribution a column, and how the hidden variables depend on each other.
template <class Numbers, class Dependence>
class copula_model {
 public:
  using column = std::variant<Numbers, step_marginal>;

  /// \param association_kept  one for each column, or none
  copula_model(std::vector<column> columns, Dependence dependence, std::vector<double> association_kept = {})
      : columns_(std::move(columns)),
        dependence_(std::move(dependence)),
        association_kept_(std::move(association_kept)) {}

  /// One for each plain column: of numbers, or of levels in their order.
  [[nodiscard]] const std::vector<column>& columns() const noexcept { return columns_; }
  [[nodiscard]] const Dependence& dependence() const noexcept { return dependence_; }
  /// For each plain column the share of its association with others that the order of its levels keeps, NaN where there
  /// is none to say; empty where it is not known. Rows don't depend on it.
  [[nodiscard]] std::span<const double> association_kept() const noexcept { return association_kept_; }

  /// For each plain column the number of its levels, 0 for numbers.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const column& c : columns_) {
      const auto* codes = std::get_if<step_marginal>(&c);
      levels.push_back(codes == nullptr ? 0 : codes->levels());
    }
    return levels;
  }

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
    sample_through(dependence_, out, from, first_row);
  }

  /// Rows whose hidden variables are filled by a dependence of your choice: this model's, or that under a condition.
  void sample_through(const auto& hidden_variables, plain_rows& out, random::source from,
                      std::uint64_t first_row) const {
    const auto fill = [&](std::span<double> hidden, std::uint64_t row) { hidden_variables.fill(hidden, from, row); };
    sample_from(fill, out, from, first_row);
  }

  /// The same under a condition; it refers to this model.
  /// \throws data_error  when the condition has probability 0
  [[nodiscard]] auto given(const plain_condition& condition) const
    requires cumulative_marginal<Numbers> && conditionable_dependence<Dependence>
  {
    std::vector<hidden_restriction> wanted;
    std::vector<std::pair<std::size_t, double>> lone;
    for (const plain_restriction& side : condition.columns) {
      const column& of = columns_[side.column];
      if (const auto* codes = std::get_if<step_marginal>(&of)) {
        wanted.push_back({side.column, codes->hidden_values_of(side.codes)});
      } else if (const auto& numbers = std::get<Numbers>(of); const auto number = lone_number(numbers, side.numbers)) {
        const double hidden = random::normal_quantile(numbers.cdf(*number));
        wanted.push_back({side.column, number_set({{hidden, hidden}})});
        lone.emplace_back(side.column, *number);
      } else {
        wanted.push_back({side.column, hidden_values(probability_window(numbers, side.numbers))});
      }
      if (wanted.back().allowed.empty()) detail::fail_on_impossible();
    }
    return conditioned{*this, dependence_.given(std::move(wanted)), std::move(lone)};
  }

  void parameters(auto&& visitor) const {
    for (const column& c : columns_) std::visit([&](const auto& of) { of.parameters(visitor); }, c);
    dependence_.parameters(visitor);
  }

 private:
  template <class Hidden>
  struct conditioned {
    const copula_model& model;
    Hidden hidden;
    std::vector<std::pair<std::size_t, double>> lone;  ///< columns and the numbers they are to have, to the last digit

    void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
      model.sample_through(hidden, out, from, first_row);
      for (const auto& [column, number] : lone)
        std::fill(out.numbers[column].begin(), out.numbers[column].end(), number);
    }
    [[nodiscard]] bool exact() const noexcept { return hidden.exact(); }
    [[nodiscard]] proposal_tally tally() const noexcept {
      if constexpr (requires { hidden.tally(); }) return hidden.tally();
      return {};
    }
  };
  template <class Hidden>
  conditioned(const copula_model&, Hidden, std::vector<std::pair<std::size_t, double>>) -> conditioned<Hidden>;

  [[nodiscard]] static number_set hidden_values(const probability_window& window) {
    std::vector<interval<double>> parts;
    for (const probability_window::part& p : window.parts())
      parts.push_back({random::normal_quantile(p.from), random::normal_quantile(p.to)});
    return number_set(parts);
  }

  void sample_from(function_ref<void(std::span<double>, std::uint64_t)> fill_hidden, plain_rows& out,
                   random::source from, std::uint64_t first_row) const {
    constexpr std::size_t block = 64;
    std::vector<double> hidden(columns_.size() * block);
    for (std::size_t first = 0; first < out.rows; first += block) {
      fill_hidden(hidden, first_row + first);
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::span<const double> z = std::span<const double>(hidden).subspan(c * block, block);
        if (const auto* codes = std::get_if<step_marginal>(&columns_[c])) {
          for (std::size_t i = 0; i < block; ++i)
            out.codes[c][first + i] = codes->level_at(z[i], from, first_row + first + i, c);
        } else {
          const auto& numbers = std::get<Numbers>(columns_[c]);
          for (std::size_t i = 0; i < block; ++i)
            out.numbers[c][first + i] = numbers.quantile(random::normal_cdf(z[i]));
        }
      }
    }
  }

  std::vector<column> columns_;
  Dependence dependence_;
  std::vector<double> association_kept_;
};

/// A core that ties marginals together.
template <class Marginal, class Dependence>
struct copula_core {
  Marginal marginal{};
  Dependence dependence{};
  std::size_t sweeps = 6;
  std::size_t max_columns = 1000;

  using model = copula_model<fitted_marginal_t<Marginal>, fitted_dependence_t<Dependence>>;

  [[nodiscard]] model fit(const plain_columns& plain, fit_context& context) const {
    const std::size_t width = plain.size();
    require_columns(plain);
    latent_table latent{.rows = plain.rows(), .columns = std::vector<latent_column>(width)};
    std::vector<std::optional<typename model::column>> fitted(width);
    progress_meter meter(context.progress, "fit", 2 * width);
    parallel_for(context.executor, width, 1, [&](std::size_t c, std::size_t) {
      if (plain[c].numeric()) {
        plain_cells room;
        const plain_column column = plain.load(c, room);
        latent.columns[c] = rank_numbers(column, plain.rows());
        fitted[c].emplace(fit_numbers(column, plain.rows()));
      }
      meter.advance(1);
    });
    const ordered_levels levels = order_levels(plain, latent.columns, sweeps, context.executor);
    parallel_for(context.executor, width, 1, [&](std::size_t c, std::size_t) {
      if (!plain[c].numeric()) {
        plain_cells room;
        const plain_column column = plain.load(c, room);
        latent.columns[c] = rank_codes(column, plain.rows(), levels.orders[c]);
        fitted[c].emplace(step_marginal(level_marginal(column, plain.rows()), levels.orders[c]));
      }
      meter.advance(1);
    });
    std::vector<typename model::column> columns;
    columns.reserve(width);
    for (std::size_t c = 0; c < fitted.size(); ++c) {
      columns.push_back(*std::move(fitted[c]));
      if (const auto* numbers = std::get_if<fitted_marginal_t<Marginal>>(&columns.back()))
        detail::add_remark(*numbers, plain[c].name, context.report.warnings);
    }
    fitted_dependence_t<Dependence> tied = dependence.fit(latent, context);
    std::vector<double> kept;
    if constexpr (requires {
                    { tied.correlation() } -> std::same_as<const numeric::matrix&>;
                  }) {
      const std::vector<association_share> shares =
          association_kept(latent, levels.associations, tied.correlation(), context.executor);
      report_associations(plain, shares, context.report);
      for (const association_share& each : shares) kept.push_back(each.kept);
    }
    return model(std::move(columns), std::move(tied), std::move(kept));
  }

 private:
  void require_columns(const plain_columns& plain) const {
    if (plain.size() <= max_columns) return;
    fit_estimate cost;
    if constexpr (requires {
                    { dependence.estimate(plain.rows(), plain.size()) } -> std::same_as<fit_estimate>;
                  })
      cost = dependence.estimate(plain.rows(), plain.size());
    detail::refuse_columns(plain.rows(), plain.size(), max_columns, cost);
  }

  [[nodiscard]] fitted_marginal_t<Marginal> fit_numbers(const plain_column& from, std::size_t rows) const {
    std::vector<double> room;
    return marginal.fit(present_numbers(from, rows, room));
  }
};

/// A copula: marginals as they are, dependence by hidden variables, one number a pair of columns.
///
/// Numbers keep their spikes and tails, levels their frequencies; nominal levels are put in the order in which they
/// share most with the other columns; what the steps of discrete columns hide of a correlation is undone.
/// Fit costs O(rows columns^2), sampling O(columns^2) a row.
/// Source: Nelsen, "An Introduction to Copulas" (2006); docs/generators/copula.md for the treatment of discrete
/// columns.
/// \tparam Marginal    how one column of numbers is modelled, see `marginal_policy`
/// \tparam Dependence  how the hidden variables depend on each other, see `dependence_policy`
template <class Marginal = empirical_marginal, class Dependence = gaussian_dependence>
struct copula {
  static_assert(marginal_policy<Marginal>,
                "standin: the Marginal of copula must model standin::marginal_policy, which needs fit(values) and, "
                "of its result, quantile(u) and parameters(visitor); see docs/concepts/marginal_policy.md");
  static_assert(dependence_policy<Dependence>,
                "standin: the Dependence of copula must model standin::dependence_policy, which needs "
                "fit(latent, context) and, of its result, fill(out, from, row) and parameters(visitor); "
                "see docs/concepts/dependence_policy.md");

  using generator_concept = generator_tag;

  Marginal marginal{};
  Dependence dependence{};
  std::size_t sweeps = 6;  ///< rounds of ordering the levels of nominal columns; 0 keeps them as they come
  /// More than so many prepared columns are refused, with an estimate of time and memory, which grow with their square.
  std::size_t max_columns = 1000;

  /// "copula", and the marginal's label where it has one.
  [[nodiscard]] std::string name() const {
    return std::string(detail::name_with_label<fitted_marginal_t<Marginal>>("copula").view());
  }

  [[nodiscard]] auto fit(const table_view& data, const fit_options& options = {}) const
      -> prepared_model<copula_model<fitted_marginal_t<Marginal>, fitted_dependence_t<Dependence>>> {
    return fit_prepared(copula_core<Marginal, Dependence>{marginal, dependence, sweeps, max_columns}, data, options);
  }
};

static_assert(generator<copula<>>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/copula.ipp>
#endif
