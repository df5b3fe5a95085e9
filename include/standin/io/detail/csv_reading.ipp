// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_reading.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_hints.hpp>
#include <standin/io/detail/csv_names.hpp>
#include <standin/io/detail/csv_reading.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io::detail {

using standin::detail::phrase;

/// What keeps a column of texts from being numbers, where it is little. Ends at the first cell too many.
STANDIN_LAZY [[nodiscard]] inline std::optional<texts_among_numbers> find_odd_texts(const column& texts,
                                                                                    const column_spec& spec,
                                                                                    char decimal_mark) {
  if (spec.kind != column_kind::categorical && spec.kind != column_kind::text) return std::nullopt;
  constexpr std::size_t measured = 20;  // different numbers, above which they are no codes
  enum class sort : std::uint8_t { number, code, other };
  const auto beyond = [decimal_mark](std::string_view text) {  // more than a number can hold
    standin::detail::scanned_number number;
    if (standin::detail::scan_number(text.data(), text.size(), decimal_mark, number)) return number.is_infinite;
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    constexpr std::array<std::string_view, 7> words = {"inf", "Inf", "INF", "infinity", "Infinity", "INFINITY", "∞"};
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  const auto sort_of = [decimal_mark](std::string_view text) {
    standin::detail::scanned_number number;
    if (!standin::detail::scan_number(text.data(), text.size(), decimal_mark, number) || number.is_infinite)
      return sort::other;
    return number.odd || number.is_large ? sort::code : sort::number;
  };
  const column_view cells = texts.view(spec.kind);
  std::vector<sort> levels;
  bool only_beyond = false;  // whatever is no number is too large for one
  if (spec.kind == column_kind::categorical) {
    for (const std::string& level : cells.levels) {
      levels.push_back(sort_of(level));
      only_beyond = only_beyond || beyond(level);
    }
    for (std::size_t k = 0; k < levels.size(); ++k)
      only_beyond = only_beyond && (levels[k] == sort::number || beyond(cells.levels[k]));
    if (cells.levels.size() <= measured + 1 && !only_beyond) return std::nullopt;
  }
  texts_among_numbers found{.column = spec.name};
  for (std::size_t row = 0; row < cells.rows; ++row) {
    if (cells.missing(row)) continue;
    const std::string_view text = cells.text(row);
    const sort of = levels.empty() ? sort_of(text) : levels[cells.code(row)];
    if (of == sort::code) return std::nullopt;
    if (of == sort::number) {
      ++found.numbers;
      continue;
    }
    if (found.cells == 0) {
      found.text = std::string(text);
      found.row = row;
    }
    found.alike = found.alike && text == found.text;
    ++found.cells;
    if (levels.empty() && found.cells == 1) only_beyond = beyond(text);
    if (levels.empty()) only_beyond = only_beyond && beyond(text);
    if (!found.alike && !only_beyond && 100 * found.cells > cells.rows) return std::nullopt;
  }
  if (found.cells == 0 || found.numbers == 0) return std::nullopt;
  if (!only_beyond && found.numbers <= measured) return std::nullopt;
  return found;
}

/// Whether all texts of a column are numbers with a decimal comma, and not all of them may be thousands as well.
STANDIN_LAZY [[nodiscard]] inline bool has_decimal_commas(const column& texts, const column_spec& spec) {
  if (spec.kind != column_kind::categorical && spec.kind != column_kind::text) return false;
  const column_view cells = texts.view(spec.kind);
  bool fraction = false;
  const auto is_number = [&fraction](std::string_view text) {
    standin::detail::scanned_number number;
    if (!standin::detail::scan_number(text.data(), text.size(), ',', number)) return false;
    const std::size_t comma = text.find(',');
    fraction = fraction || (comma != std::string_view::npos && text.size() - comma != 4);
    return !number.odd || comma != std::string_view::npos;
  };
  if (spec.kind == column_kind::categorical)
    return std::all_of(cells.levels.begin(), cells.levels.end(), is_number) && fraction;
  for (std::size_t row = 0; row < cells.rows; ++row)
    if (!cells.missing(row) && !is_number(cells.text(row))) return false;
  return fraction;
}

STANDIN_LAZY_INLINE csv_reading::csv_reading(csv_blocks blocks, const csv_read_options& options)
    : blocks_(std::move(blocks)),
      options_(options),
      rules_(blocks_.syntax().delimiter, options.decimal_mark, options.null_strings) {
  std::vector<std::string> names = blocks_.first_row();
  if (!options_.header)
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = phrase({"column_", to_text(i + 1)});
  make_unique(names, notes_);
  const std::vector<std::optional<column_kind>> kinds = kinds_of(names, options_, blocks_.name());
  for (std::size_t i = 0; i < names.size(); ++i)
    columns_.push_back(std::make_unique<csv_column>(names[i], kinds[i], options_.decimal_mark, options_.keep_texts));
  finished_in_.resize(columns_.size());
  blank_lines_.resize(blocks_.blocks().size());
  faults_.resize(blocks_.blocks().size());
}

STANDIN_LAZY_INLINE table csv_reading::read() {
  if (!blocks_.blocks().empty()) {
    csv_workers<> workers(columns_);
    read_sample(workers);
    std::size_t bytes = 0;
    for (const csv_block& block : blocks_.blocks()) bytes += block.size;
    progress_meter meter(options_.progress, phrase({"read ", blocks_.name()}), bytes);
    for (bool again = true; again;) {
      const bool first = pieces_.empty();
      pieces_.emplace_back(blocks_.blocks().size());
      options_.executor.run(blocks_.blocks().size(), [&](std::size_t i) {
        csv_worker& worker = workers.take();
        read_block(i, worker);
        workers.release(worker);
        meter.advance(first ? blocks_.blocks()[i].size : 0);
      });
      again = false;
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::vector<csv_findings> found = workers.take_findings(i);
        again = next_plan(i, found) || again;
        workers.put_findings(i, std::move(found));
      }
    }
    return finish(&workers);
  }
  return finish(nullptr);
}

STANDIN_LAZY_INLINE void csv_reading::report(csv_report& to) const {
  to.dialect = blocks_.dialect();
  to.columns = reasons_;
  to.notes = notes_;
  to.nearly_numbers.clear();
  for (const std::optional<texts_among_numbers>& one : odd_texts_)
    if (one) to.nearly_numbers.push_back(*one);
  to.blank_lines = blocks_.blank_lines();
  for (const std::size_t lines : blank_lines_) to.blank_lines += lines;
  to.bad_row_count = 0;
  to.bad_rows.clear();
  constexpr std::size_t shown = 1000;
  std::vector<std::size_t> first_lines;
  csv_scratch scratch;
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    to.bad_row_count += faults_[i].size();
    if (faults_[i].empty() || to.bad_rows.size() == shown) continue;
    if (first_lines.empty()) first_lines = blocks_.first_lines();
    const std::string_view text = blocks_.load(blocks_.blocks()[i], scratch);
    for (const csv_fault& fault : faults_[i])
      if (to.bad_rows.size() < shown)
        to.bad_rows.push_back({first_lines[i] + blocks_.count_lines(text.substr(0, fault.begin)), reason_of(fault)});
  }
}

STANDIN_LAZY_INLINE std::string_view csv_reading::load(const csv_block& block, csv_worker& worker) const {
  const std::string_view text = blocks_.load(block, worker.scratch);
  worker.cells.columns = columns_.size();
  find_cells(text, blocks_.syntax(), block.rows, block.has_nul || block.bad_text, worker.cells);
  if (block.bad_text)
    for (csv_fault& fault : worker.cells.faults)
      if (fault.cells == 0 && fault.found == 0) fault.found = block.has_nul ? '?' : 'u';
  if (worker.cells.rows + worker.cells.faults.size() != block.rows)
    throw io_error(blocks_.name(), "it changed while it was read", "read it when nobody writes to it");
  return text;
}

STANDIN_LAZY_INLINE void csv_reading::read_block(std::size_t i, csv_worker& worker) {
  const csv_block& block = blocks_.blocks()[i];
  const std::string_view text = load(block, worker);
  if (!worker.cells.faults.empty() && options_.on_bad_rows == bad_rows::refuse) refuse(i, worker.cells.faults.front());
  pieces_.back()[i] = {block.first_row, worker.cells.rows, worker.number};
  blank_lines_[i] = worker.cells.blank_lines;
  faults_[i] = worker.cells.faults;
  for (std::size_t c = 0; c < columns_.size(); ++c)
    columns_[c]->read({text.data(), {worker.cells.column(c), worker.cells.rows}, block.first_row}, rules_,
                      worker.findings[c]);
}

STANDIN_LAZY_INLINE void csv_reading::read_sample(csv_workers<>& workers) {
  constexpr std::size_t blocks_looked_at = 4;
  constexpr std::size_t rows_looked_at = 256;
  csv_worker& worker = workers.take();
  std::vector<csv_findings> sample;
  for (const auto& one : columns_) sample.push_back(one->findings());
  const std::size_t count = blocks_.blocks().size();
  const std::size_t looks = std::min(count, blocks_looked_at);
  for (std::size_t k = 0; k < looks; ++k) {
    const std::size_t i = looks == 1 ? 0 : k * (count - 1) / (looks - 1);
    const csv_block& block = blocks_.blocks()[i];
    const std::string_view text = load(block, worker);
    const std::size_t rows = std::min(worker.cells.rows, rows_looked_at);
    for (std::size_t c = 0; c < columns_.size(); ++c)
      columns_[c]->collect({text.data(), {worker.cells.column(c), rows}, block.first_row}, rules_, true, sample[c]);
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    columns_[c]->take_sample(sample[c], blocks_.rows());
    worker.findings[c] = columns_[c]->findings();
  }
  workers.release(worker);
}

STANDIN_LAZY_INLINE bool csv_reading::next_plan(std::size_t column, std::vector<csv_findings>& found) {
  if (columns_[column]->plan() == cell_plan::none) return false;
  finished_in_[column] = pieces_.size() - 1;  // unless there is another plan
  if (columns_[column]->plan() != cell_plan::evidence) return columns_[column]->next_plan(found, blocks_.rows());
  std::size_t row = static_cast<std::size_t>(-1);
  for (const csv_findings& one : found) row = std::min(row, one.evidence.first_against().value_or(row));
  try {
    return columns_[column]->next_plan(found, blocks_.rows());
  } catch (const data_error& why) {
    refuse_cell(column, row, why);
  }
}

STANDIN_LAZY_INLINE table csv_reading::finish(csv_workers<>* workers) {
  const std::size_t count = columns_.size();
  if (pieces_.empty()) pieces_.emplace_back();
  std::vector<std::unique_ptr<column>> made(count);
  std::vector<column_spec> specs(count);
  reasons_.resize(count);
  odd_texts_.resize(count);
  std::vector<std::uint8_t> commas(count, 0);
  std::vector<std::string> hints(count);
  options_.executor.run(count, [&](std::size_t i) {
    std::vector<csv_findings> found;
    if (workers != nullptr) {
      found = workers->take_findings(i);
    } else {
      found.push_back(columns_[i]->findings());
      static_cast<void>(columns_[i]->next_plan(found, 0));
    }
    made[i] = std::make_unique<column>(columns_[i]->finish(pieces_[finished_in_[i]], found, specs[i], reasons_[i]));
    odd_texts_[i] = find_odd_texts(*made[i], specs[i], options_.decimal_mark);
    commas[i] = options_.decimal_mark != ',' && blocks_.syntax().delimiter != ',' && !columns_[i]->given() &&
                has_decimal_commas(*made[i], specs[i]);
    if (columns_[i]->given()) return;
    const bool free_comma = options_.decimal_mark != ',' && blocks_.syntax().delimiter != ',';
    hints[i] = hint_at_blanks(*made[i], specs[i], options_.decimal_mark);
    if (hints[i].empty() && commas[i] == 0)
      hints[i] = hint_at_thousands(*made[i], specs[i], options_.decimal_mark, free_comma);
    if (!hints[i].empty()) odd_texts_[i].reset();
    if (hints[i].empty() && !odd_texts_[i]) hints[i] = hint_at_dates(*made[i], specs[i]);
  });
  std::vector<std::string> with_commas;
  for (std::size_t i = 0; i < count; ++i) {
    if (commas[i] != 0) with_commas.push_back(quoted(specs[i].name));
    if (!reasons_[i].remark.empty())
      notes_.push_back(phrase({"column ", quoted(specs[i].name), " ", reasons_[i].remark}));
    if (!hints[i].empty()) notes_.push_back(phrase({"column ", quoted(specs[i].name), " ", hints[i]}));
  }
  if (!with_commas.empty())
    notes_.push_back(phrase({with_commas.size() == 1 ? "column " : "columns ", join(with_commas),
                             with_commas.size() == 1 ? " looks" : " look",
                             " like numbers with a decimal comma, but is taken for texts; say that the decimal mark is "
                             "a comma (--decimal-comma)"}));
  std::vector<column> columns;
  columns.reserve(count);
  for (const std::unique_ptr<column>& one : made) columns.push_back(std::move(*one));
  return {table_schema(std::move(specs)), std::move(columns)};
}

STANDIN_LAZY_INLINE std::string csv_reading::reason_of(const csv_fault& fault) const {
  if (fault.cells == 0) {
    const text_encoding encoding = blocks_.dialect().encoding;
    const bool wide = encoding == text_encoding::utf16_le || encoding == text_encoding::utf16_be;
    const std::string_view expected = wide ? "UTF-16" : "UTF-8";
    switch (fault.found) {
      case 0: return "there is a NUL byte";
      case 'u': return phrase({"its text is not ", expected});
      case '?': return phrase({"there is a NUL byte, or text that is not ", expected});
      default: return "there is text behind a closing quote";
    }
  }
  return phrase({"it has ", to_text(fault.cells), fault.cells == 1 ? " cell" : " cells",
                 columns_.size() == 1 ? " where there is " : " where there are ", to_text(columns_.size()),
                 columns_.size() == 1 ? " column" : " columns"});
}

STANDIN_LAZY_INLINE std::string csv_reading::words_for(std::size_t column) const {
  return phrase({", column ", to_text(column + 1), " (", columns_[column]->name(), ")"});
}

STANDIN_LAZY_INLINE void csv_reading::refuse(std::size_t block, const csv_fault& fault) const {
  const std::size_t place = fault.cells == 0 ? fault.at : fault.begin;
  std::string where = phrase({blocks_.name(), ", line ", to_text(blocks_.line_at(blocks_.blocks()[block], place))});
  if (fault.cells == 0) {
    csv_scratch scratch;
    const std::string_view text = blocks_.load(blocks_.blocks()[block], scratch);
    std::string row(text.substr(fault.begin, fault.at - fault.begin));
    const std::size_t size = row.size();
    row.append(text_padding, '\0');
    csv_cells found;
    find_cells(std::string_view(row).substr(0, size), blocks_.syntax(), 1, false, found);
    std::size_t column = found.columns;
    if (size == 0 || row[size - 1] == blocks_.syntax().delimiter) column = std::max<std::size_t>(column, 1);
    column = std::clamp<std::size_t>(column, 1, columns_.size());
    where += words_for(column - 1);
  }
  throw format_error(where, reason_of(fault), "mend the row, or skip bad rows");
}

STANDIN_LAZY_INLINE void csv_reading::refuse_cell(std::size_t column, std::size_t row, const data_error& why) const {
  for (std::size_t i = 0; i < blocks_.blocks().size(); ++i) {
    const csv_piece& piece = pieces_.back()[i];
    if (row < piece.first_row || row >= piece.first_row + piece.rows) continue;
    const csv_block& block = blocks_.blocks()[i];
    csv_scratch scratch;
    const std::string_view text = blocks_.load(block, scratch);
    csv_cells cells;
    cells.columns = columns_.size();
    find_cells(text, blocks_.syntax(), block.rows, block.has_nul || block.bad_text, cells);
    const std::size_t place = cells.column(column)[row - block.first_row].begin;
    throw data_error(phrase({blocks_.name(), ", line ", to_text(blocks_.line_at(block, place)), words_for(column)}),
                     why.found(), why.remedy());
  }
  throw data_error(phrase({blocks_.name(), words_for(column)}), why.found(), why.remedy());
}

STANDIN_LAZY_INLINE table read_csv_blocks(csv_blocks blocks, const csv_read_options& options, csv_report* report) {
  csv_reading reading(std::move(blocks), options);
  table read = reading.read();
  if (report != nullptr) reading.report(*report);
  return read;
}

}  // namespace standin::inline v0_1::io::detail
