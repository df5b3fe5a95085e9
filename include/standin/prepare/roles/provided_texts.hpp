// SPDX-License-Identifier: MIT
/// \file
/// Texts of a provider for the rows of a column: keys of a pattern, names, addresses.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/detail/visit_whole.hpp>
#include <standin/prepare/roles/text_style.hpp>
#include <standin/providers/any_provider.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

/// How often a column's values come again.
enum class repetition : std::uint8_t {
  never,     ///< more rows than values are refused
  late,      ///< no two alike while there are values, then they begin again
  by_chance  ///< drawn from so many different values
};

/// Which value of a provider a row gets: depends on the source and the row's number alone.
struct provided_texts {
  /// \param pattern  where there is one, the provider is it; otherwise the provider is known by its name
  /// \param beyond   other texts than those of the pattern, for rows that find none there; for texts that never repeat
  STANDIN_LAZY provided_texts(std::string name, std::optional<pattern_provider> pattern, repetition repeats,
                              std::uint64_t values, text_style style = {}, std::optional<std::uint32_t> person = {},
                              std::optional<pattern_provider> beyond = {});

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::optional<pattern_provider>& pattern() const noexcept { return pattern_; }
  [[nodiscard]] const std::optional<pattern_provider>& beyond() const noexcept { return beyond_; }
  [[nodiscard]] repetition repeats() const noexcept { return repeats_; }
  /// How many rows get values of which no two are alike, unless they are drawn by chance.
  [[nodiscard]] std::uint64_t capacity() const noexcept { return capacity_; }
  /// `by_chance`: how many different ones are drawn from.
  [[nodiscard]] std::uint64_t values() const noexcept { return values_; }
  [[nodiscard]] const text_style& style() const noexcept { return style_; }
  /// Columns of one person agree: name, e-mail address. The same number in a row is the same person.
  [[nodiscard]] const std::optional<std::uint32_t>& person() const noexcept { return person_; }

  /// The texts of consecutive rows.
  /// \param from    the same for columns of one person
  /// \param column  for the message
  /// \throws data_error  when values never repeat and there are fewer than rows; the sentence says how many
  STANDIN_LAZY [[nodiscard]] std::vector<std::string> issue(random::source from, std::uint64_t first_row,
                                                            std::size_t rows, std::string_view column) const;

  void parameters(auto&& number, auto&& text) const {
    text(std::string_view(name_));
    if (pattern_) {
      text(std::string_view(pattern_->pattern().mask()));
      for (const length_count& each : pattern_->lengths()) {
        number(static_cast<double>(each.length));
        number(static_cast<double>(each.texts));
      }
      number(pattern_->luhn() ? 1.0 : 0.0);
    }
    number(static_cast<double>(repeats_));
    detail::visit_whole(number, static_cast<std::int64_t>(values_));
    style_.parameters(number, text);
    number(person_ ? static_cast<double>(*person_) : -1.0);
    if (beyond_) text(std::string_view(beyond_->pattern().mask()));
  }

 private:
  STANDIN_LAZY [[nodiscard]] std::string at(std::uint64_t index) const;
  STANDIN_LAZY [[nodiscard]] std::string at_beyond(random::source from, std::uint64_t place) const;

  std::string name_;
  std::optional<pattern_provider> pattern_;
  std::optional<pattern_provider> beyond_;
  any_provider provider_;
  std::uint64_t within_;    ///< of them, those that `provider_` has
  std::uint64_t capacity_;  ///< of indices that rows are given
  repetition repeats_;
  std::uint64_t values_;
  text_style style_;
  std::optional<std::uint32_t> person_;
};

/// The mask for keys that keep to none: two capitals and eight digits.
inline constexpr std::string_view mask_of_any_key = "AA99999999";

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/provided_texts.ipp>
#endif
