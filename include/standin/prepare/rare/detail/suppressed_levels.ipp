// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/rare/suppressed_levels.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/detail/clear_missing.hpp>
#include <standin/prepare/detail/level_counts.hpp>
#include <standin/prepare/rare/detail/columns_of_levels.hpp>
#include <standin/prepare/rare/suppressed_levels.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// Categories, with the word for those that are not kept.
STANDIN_LAZY [[nodiscard]] inline column suppress_categories(const column_view& cells, const column& stored,
                                                             const std::vector<std::string>& kept,
                                                             const std::string& word) {
  std::map<std::string, std::uint32_t> code_of;
  for (const std::string& level : kept) code_of.emplace(level, static_cast<std::uint32_t>(code_of.size()));
  std::vector<std::string> levels = kept;
  const auto [other, added] = code_of.emplace(word, static_cast<std::uint32_t>(code_of.size()));
  if (added) levels.push_back(word);
  return recode_levels(cells, stored, code_of, std::make_shared<const std::vector<std::string>>(std::move(levels)),
                       other->second);
}

/// Texts, with the word for those that are not kept.
STANDIN_LAZY [[nodiscard]] inline column suppress_texts(const column_view& cells, const column& stored,
                                                        const std::vector<std::string>& kept, const std::string& word) {
  const std::set<std::string> known(kept.begin(), kept.end());
  std::vector<std::string> texts(cells.rows);
  for (std::size_t row = 0; row < cells.rows; ++row) {
    if (cells.missing(row)) continue;
    texts[row] = std::string(cells.text(row));
    if (!known.contains(texts[row])) texts[row] = word;
  }
  return column(std::move(texts), stored.present());
}

/// Numbers, missing where they are not kept.
STANDIN_LAZY [[nodiscard]] inline column suppress_numbers(const column_view& cells, column stored,
                                                          const std::vector<std::string>& kept) {
  const std::set<std::string> known(kept.begin(), kept.end());
  for (std::size_t row = 0; row < cells.rows; ++row) {
    if (cells.missing(row) || known.contains(level_of(cells, row))) continue;
    if (stored.present().empty()) stored.present() = validity(cells.rows);
    stored.present().set(row, false);
  }
  clear_missing(stored, 0, cells.rows);
  return stored;
}

}  // namespace detail

STANDIN_LAZY_INLINE fitted_suppression::fitted_suppression(column_layout layout, std::string word,
                                                           std::vector<kept_levels> columns)
    : layout_(std::move(layout)), word_(std::move(word)) {
  bool fits = layout_.replaced().size() == columns.size() && !word_.empty();
  for (const replaced_column& each : layout_.replaced())
    fits = fits && each.free.size() == 1 && each.free[0] == each.spec && detail::can_be_levels(each.spec.kind);
  if (!fits) throw format_error("rare levels", "the parts don't fit together", "fit again, or get the original file");
  columns_ = std::make_shared<const std::vector<kept_levels>>(std::move(columns));
}

STANDIN_LAZY_INLINE table fitted_suppression::apply(table t) const {
  std::vector<column> free;
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const std::size_t at = layout_.replaced()[k].at;
    const std::vector<std::string>& kept = (*columns_)[k].levels;
    const column_view cells = t.column(at);
    switch (cells.kind) {
      case column_kind::categorical:
        free.push_back(detail::suppress_categories(cells, t.stored(at), kept, word_));
        break;
      case column_kind::text: free.push_back(detail::suppress_texts(cells, t.stored(at), kept, word_)); break;
      default: free.push_back(detail::suppress_numbers(cells, t.stored(at), kept)); break;
    }
  }
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE std::string suppressed_levels::name() const {
  return concatenate(quoted(word), " for rare levels", columns.empty() ? "" : " of ", join(columns));
}

STANDIN_LAZY_INLINE fitted_suppression suppressed_levels::fit(const table_view& data) const {
  if (word.empty()) throw invalid_option("rare levels", "the word that stands for them is empty", "give one");
  const table_schema& schema = data.schema();
  const auto has_levels = [](column_kind kind) { return detail::can_be_levels(kind); };
  const std::vector<std::size_t> places =
      detail::columns_of_levels(columns, data, has_levels, "name columns of categories, texts or numbers");
  std::vector<replaced_column> replaced;
  std::vector<kept_levels> learned;
  for (const std::size_t at : places) {
    kept_levels kept;
    for (detail::level_count& each : detail::count_levels(data.column(at))) {
      if (each.cells < fewer_than) {
        ++kept.rare;
        kept.cells += each.cells;
      } else {
        kept.levels.push_back(std::move(each.level));
      }
    }
    if (kept.rare == 0) continue;
    replaced.push_back({.at = at, .spec = schema[at], .free = {schema[at]}});
    learned.push_back(std::move(kept));
  }
  return {column_layout(schema.size(), std::move(replaced)), word, std::move(learned)};
}

}  // namespace standin::inline v0_1::prepare
