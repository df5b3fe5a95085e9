// SPDX-License-Identifier: MIT
/// \file
/// Columns sampled one by one: the baseline that every other generator has to beat.
#pragma once

#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/generators/marginal.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

template <class Numbers>
class conditioned_independent_model;

/// What `independent` knows of a table: one distribution a column.
///
/// \tparam Numbers  a fitted marginal, for columns of numbers
template <class Numbers>
class independent_model {
 public:
  using column = std::variant<Numbers, level_marginal>;

  explicit independent_model(std::vector<column> columns) : columns_(std::move(columns)) {}

  /// One for each plain column: of numbers, or of levels.
  [[nodiscard]] const std::vector<column>& columns() const noexcept { return columns_; }

  /// For each plain column the number of its levels, 0 for numbers.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const column& c : columns_) {
      const auto* codes = std::get_if<level_marginal>(&c);
      levels.push_back(codes == nullptr ? 0 : static_cast<std::uint32_t>(codes->counts().size()));
    }
    return levels;
  }

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
    std::array<std::vector<std::uint64_t>, 4> words;  // four columns share a block of random words
    for (std::size_t group = 0; 4 * group < columns_.size(); ++group) {
      const std::size_t members = std::min<std::size_t>(4, columns_.size() - 4 * group);
      std::array<std::span<std::uint64_t>, 4> wanted{};
      for (std::size_t m = 0; m < members; ++m) {
        words[m].resize(out.rows);
        wanted[m] = words[m];
      }
      random::fill_words4(from, random::purpose::sample, first_row, group, wanted);
      for (std::size_t m = 0; m < members; ++m) fill(columns_[4 * group + m], words[m], out, 4 * group + m);
    }
  }

  /// The same under a condition; it refers to this model.
  /// \throws data_error  when the condition has probability 0
  [[nodiscard]] conditioned_independent_model<Numbers> given(const plain_condition& condition) const
    requires cumulative_marginal<Numbers>
  {
    return {*this, condition};
  }

  void parameters(auto&& visitor) const {
    for (const column& c : columns_) std::visit([&](const auto& of) { of.parameters(visitor); }, c);
  }

 private:
  static void fill(const column& of, std::span<const std::uint64_t> words, plain_rows& out, std::size_t c) {
    if (const auto* levels = std::get_if<level_marginal>(&of)) {
      for (std::size_t row = 0; row < words.size(); ++row) out.codes[c][row] = (*levels)(words[row]);
    } else {
      const auto& numbers = std::get<Numbers>(of);
      for (std::size_t row = 0; row < words.size(); ++row)
        out.numbers[c][row] = numbers.quantile(random::to_open_uniform(words[row]));
    }
  }

  std::vector<column> columns_;
};

/// `independent_model` under a condition: each restricted column by what is left of its own distribution, exactly.
template <class Numbers>
class conditioned_independent_model {
 public:
  static constexpr bool one_by_one = true;

  /// \throws data_error  when the condition has probability 0
  conditioned_independent_model(const independent_model<Numbers>& model, const plain_condition& condition)
      : model_(model),
        windows_(model.columns().size()),
        levels_(model.columns().size()),
        lone_(model.columns().size()) {
    for (const plain_restriction& side : condition.columns) {
      const auto& column = model.columns()[side.column];
      if (const auto* numbers = std::get_if<Numbers>(&column)) {
        lone_[side.column] = lone_number(*numbers, side.numbers);
        if (lone_[side.column]) continue;
        windows_[side.column] = probability_window(*numbers, side.numbers);
        if (!(windows_[side.column].mass() > 0.0)) detail::fail_on_impossible();
      } else {
        levels_[side.column] = std::get<level_marginal>(column).given(side.codes);
      }
    }
  }

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
    model_.sample_into(out, from, first_row);
    std::vector<std::uint64_t> words(out.rows);
    for (std::size_t c = 0; c < windows_.size(); ++c) {
      if (lone_[c]) std::fill(out.numbers[c].begin(), out.numbers[c].end(), *lone_[c]);
      if (windows_[c].whole() && !levels_[c]) continue;
      random::fill_words(from, random::purpose::sample, first_row, c, words);
      if (levels_[c]) {
        for (std::size_t row = 0; row < words.size(); ++row) out.codes[c][row] = (*levels_[c])(words[row]);
      } else {
        const Numbers& numbers = std::get<Numbers>(model_.columns()[c]);
        for (std::size_t row = 0; row < words.size(); ++row)
          out.numbers[c][row] = numbers.quantile(windows_[c](random::to_open_uniform(words[row])));
      }
    }
  }

 private:
  const independent_model<Numbers>& model_;
  std::vector<probability_window> windows_;
  std::vector<std::optional<level_marginal>> levels_;
  std::vector<std::optional<double>> lone_;  ///< numbers that are asked for to the last digit
};

/// A core whose columns do not know of each other.
template <class Marginal>
struct independent_core {
  Marginal marginal{};

  using model = independent_model<fitted_marginal_t<Marginal>>;

  [[nodiscard]] model fit(const plain_columns& plain, fit_context& context) const {
    std::vector<std::optional<typename model::column>> fitted(plain.size());
    progress_meter meter(context.progress, "fit", plain.size());
    parallel_for(context.executor, plain.size(), 1, [&](std::size_t c, std::size_t) {
      plain_cells room;
      fitted[c].emplace(fit_column(plain.load(c, room), plain.rows()));
      meter.advance(1);
    });
    std::vector<typename model::column> columns;
    columns.reserve(fitted.size());
    for (std::size_t c = 0; c < fitted.size(); ++c) {
      columns.push_back(*std::move(fitted[c]));
      if (const auto* numbers = std::get_if<fitted_marginal_t<Marginal>>(&columns.back()))
        detail::add_remark(*numbers, plain[c].name, context.report.warnings);
    }
    return model(std::move(columns));
  }

 private:
  [[nodiscard]] typename model::column fit_column(const plain_column& from, std::size_t rows) const {
    if (!from.numeric()) return level_marginal(from, rows);
    std::vector<double> room;
    return marginal.fit(present_numbers(from, rows, room));
  }
};

/// Fits each column's distribution and forgets how columns depend on each other, but for which cells are missing
/// together.
///
/// Fit costs O(n log n) a column, in parallel over columns; sampling O(1) a cell.
/// \tparam Marginal  how one column of numbers is modelled, see `marginal_policy`
template <class Marginal = empirical_marginal>
struct independent {
  static_assert(
      marginal_policy<Marginal>,
      "standin: the Marginal of independent must model standin::marginal_policy, which needs fit(values) and, "
      "of its result, quantile(u) and parameters(visitor); see docs/concepts/marginal_policy.md");

  using generator_concept = generator_tag;

  Marginal marginal{};

  /// "independent", and the marginal's label where it has one.
  [[nodiscard]] std::string name() const {
    return std::string(detail::name_with_label<fitted_marginal_t<Marginal>>("independent").view());
  }

  [[nodiscard]] auto fit(const table_view& data, const fit_options& options = {}) const
      -> prepared_model<independent_model<fitted_marginal_t<Marginal>>> {
    return fit_prepared(independent_core<Marginal>{marginal}, data, options);
  }
};

static_assert(generator<independent<>>);

}  // namespace standin::inline v0_1
