// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/alignment.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/name_words.hpp>
#include <standin/data/number_text.hpp>
#include <standin/data/roles.hpp>
#include <standin/data/table.hpp>
#include <standin/evaluation/alignment.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_LAZY inline bool names_column(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

STANDIN_LAZY inline char lower_case(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

STANDIN_LAZY inline bool same_but_for_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

/// What the roles of the columns make of them.
STANDIN_LAZY inline column_use use_of(const inferred_role& role, const column_spec& spec, const column_view& column) {
  constexpr std::size_t few = 20;  // cells, which may be all different by chance
  if (spec.role == column_role::ignored) return column_use::ignored;
  std::size_t present = 0;
  for (std::size_t row = 0; row < column.rows && present <= few; ++row) present += column.missing(row) ? 0U : 1U;
  const bool told = spec.role.has_value();
  if (!told && spec.kind == column_kind::text && present == 0 && column.rows > 0) return column_use::empty;
  if (told || present > few) {
    const bool key = role.role == column_role::key || role.role == column_role::personal;
    // Numbers that happen to be all different are compared, unless their name says identifier too.
    if (key && (told || spec.kind != column_kind::numeric || role.role == column_role::personal ||
                name_words(spec.name).issued()))
      return column_use::identifier;
    if (role.role == column_role::text) return column_use::free_text;
  }
  return spec.kind == column_kind::text ? column_use::free_text : column_use::compared;
}

/// Reads columns of one table as the kinds of another, and keeps what it had to make.
template <int = 0>
class column_reader {
 public:
  /// \param whose  "the synthetic table", "the holdout"
  column_reader(const column_spec& real, const column_view& real_cells, const column_spec& other,
                const column_view& cells, std::string_view whose)
      : real_(real), real_cells_(real_cells), other_(other), cells_(cells), whose_(whose) {}

  /// The cells as the real column's kind, which is another one.
  [[nodiscard]] column read() const {
    switch (real_.kind) {
      case column_kind::numeric: return as_numbers();
      case column_kind::boolean: return as_booleans();
      case column_kind::categorical: return as_levels();
      case column_kind::datetime:
      case column_kind::text: break;
    }
    refuse("", 0);
  }

 private:
  [[noreturn]] void refuse(std::string_view cell, std::size_t row) const {
    std::string found = "it is " + std::string(name_of(real_.kind)) + " in the real table and " +
                        std::string(name_of(other_.kind)) + " in " + std::string(whose_);
    if (!cell.empty()) found += ", where row " + to_text(row + 1) + " is " + quoted(cell);
    throw schema_error("column " + quoted(real_.name), found, "read all tables with the schema of the real one");
  }

  [[nodiscard]] std::string cell_text(std::size_t row) const {
    if (cells_.kind == column_kind::boolean) return cells_.number(row) != 0.0 ? other_.form.yes : other_.form.no;
    if (cells_.kind == column_kind::categorical || cells_.kind == column_kind::text)
      return std::string(cells_.text(row));
    return to_text(cells_.number(row));
  }

  [[nodiscard]] column as_numbers() const {
    if (other_.kind == column_kind::datetime) refuse("", 0);
    std::vector<double> numbers(cells_.rows, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t row = 0; row < cells_.rows; ++row) {
      if (cells_.missing(row)) continue;
      if (other_.kind == column_kind::boolean) {
        numbers[row] = cells_.number(row);
        continue;
      }
      const std::optional<double> number = parse_number(cells_.text(row));
      if (!number) refuse(cells_.text(row), row);
      numbers[row] = *number;
    }
    return column(std::move(numbers));
  }

  [[nodiscard]] column as_booleans() const {
    if (other_.kind == column_kind::datetime) refuse("", 0);
    std::vector<std::uint8_t> bytes(cells_.rows, 0);
    validity present(cells_.rows);
    for (std::size_t row = 0; row < cells_.rows; ++row) {
      if (cells_.missing(row)) {
        present.set(row, false);
        continue;
      }
      const std::string cell = cell_text(row);
      const bool yes =
          cell == "1" || cell == real_.form.yes || cell == other_.form.yes || same_but_for_case(cell, "true");
      const bool no =
          cell == "0" || cell == real_.form.no || cell == other_.form.no || same_but_for_case(cell, "false");
      if (yes == no) refuse(cell, row);
      bytes[row] = yes ? 1 : 0;
    }
    return column::booleans(std::move(bytes), std::move(present));
  }

  [[nodiscard]] column as_levels() const {
    if (other_.kind == column_kind::datetime) refuse("", 0);
    std::vector<std::pair<double, std::string_view>> numbers;  // of the real levels that are numbers
    const std::span<const std::string> levels = real_cells_.levels;
    const bool coded = real_cells_.kind == column_kind::numeric;  // and said to be a category
    for (const std::string& level : real_cells_.levels)
      if (const std::optional<double> number = parse_number(level)) numbers.emplace_back(*number, level);
    std::sort(numbers.begin(), numbers.end());
    std::vector<std::string> texts(cells_.rows);
    validity present(cells_.rows);
    for (std::size_t row = 0; row < cells_.rows; ++row) {
      if (cells_.missing(row)) {
        present.set(row, false);
        continue;
      }
      texts[row] = cell_text(row);
      if (coded) {
        if (const std::optional<double> number = parse_number(texts[row])) texts[row] = to_text(*number);
        continue;
      }
      if (other_.kind == column_kind::boolean && std::find(levels.begin(), levels.end(), texts[row]) == levels.end()) {
        const auto spelt = std::find_if(levels.begin(), levels.end(), [&](const std::string& level) {
          return same_but_for_case(level, cells_.number(row) != 0.0 ? "true" : "false");
        });
        if (spelt != levels.end()) texts[row] = *spelt;
      }
      if (other_.kind == column_kind::numeric && real_cells_.kind != column_kind::text) {
        if (numbers.empty()) refuse(texts[row], row);
        const double number = cells_.number(row);
        const auto at = std::lower_bound(numbers.begin(), numbers.end(), number,
                                         [](const auto& level, double x) { return level.first < x; });
        if (at != numbers.end() && at->first == number) texts[row] = std::string(at->second);
      }
    }
    std::vector<std::string> occurring;
    for (std::size_t row = 0; row < texts.size(); ++row)
      if (present.test(row)) occurring.push_back(texts[row]);
    std::sort(occurring.begin(), occurring.end());
    occurring.erase(std::unique(occurring.begin(), occurring.end()), occurring.end());
    std::vector<std::uint32_t> codes(texts.size(), 0);
    for (std::size_t row = 0; row < texts.size(); ++row)
      if (present.test(row))
        codes[row] = static_cast<std::uint32_t>(std::lower_bound(occurring.begin(), occurring.end(), texts[row]) -
                                                occurring.begin());
    return column::categorical(codes, std::move(occurring), std::move(present));
  }

  const column_spec& real_;
  const column_view& real_cells_;
  const column_spec& other_;
  const column_view& cells_;
  std::string_view whose_;
};

/// Ticks of the finer unit in one of the coarser.
STANDIN_LAZY inline std::int64_t ticks_in(time_unit coarse, time_unit fine) noexcept {
  std::int64_t factor = 1;
  for (time_unit unit = coarse; unit != fine; unit = static_cast<time_unit>(static_cast<int>(unit) + 1))
    factor *= unit == time_unit::day ? 86'400 : 1'000;
  return factor;
}

/// One table while it is brought into line with the real one.
struct aligned_table {
  std::string_view whose;  ///< "the synthetic table"
  table_view given;
  std::vector<column_spec> specs{};
  std::vector<column_view> views{};
  std::shared_ptr<std::vector<std::unique_ptr<column>>> made = std::make_shared<std::vector<std::unique_ptr<column>>>();

  void put(std::size_t i, column cells) {
    made->push_back(std::make_unique<column>(std::move(cells)));
    views[i] = made->back()->view(specs[i].kind);
  }

  [[nodiscard]] table_view view() const {
    struct kept {
      table_view given;
      std::shared_ptr<const void> made;
    };
    return {given.rows(), table_schema(specs), views, std::make_shared<const kept>(kept{given, made})};
  }
};

STANDIN_LAZY inline void check_columns(const table_schema& real, const table_schema& other, std::string_view whose,
                                       const column_choice& choice) {
  const auto lacks = [&choice](const table_schema& has, const table_schema& may_lack) {
    std::vector<std::string> names;
    for (const column_spec& spec : has)
      if (!names_column(choice.ignore, spec.name) && !may_lack.find(spec.name)) names.push_back(quoted(spec.name));
    return names;
  };
  const std::vector<std::string> absent = lacks(real, other);
  const std::vector<std::string> extra = lacks(other, real);
  const auto columns = [](const std::vector<std::string>& names) {
    constexpr std::size_t shown = 12;
    std::vector<std::string> some(names.begin(),
                                  names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
    if (names.size() > shown) some.emplace_back("…");
    return (names.size() == 1 ? "column " : "columns ") + join(some);
  };
  if (!absent.empty())
    throw schema_error("evaluation",
                       concatenate(whose, " lacks ", columns(absent),
                                   extra.empty() ? std::string() : ", and has " + columns(extra) + " instead"),
                       absent.size() == 1 ? "add it, or ignore it" : "add them, or ignore them");
  if (!extra.empty())
    throw schema_error("evaluation", concatenate(whose, " has ", columns(extra), ", which the real table lacks"),
                       extra.size() == 1 ? "remove it, or ignore it" : "remove them, or ignore them");
}

STANDIN_LAZY inline bool same_order(const table_schema& real, const table_schema& other) {
  std::size_t last = 0;
  for (const column_spec& spec : real) {
    const auto at = other.find(spec.name);
    if (!at) continue;
    if (*at < last) return false;
    last = *at;
  }
  return true;
}

/// The kind that a column is compared as.
STANDIN_LAZY inline column_kind kind_of(const column_spec& spec, const column_choice& choice) {
  const bool said = spec.role == column_role::category || names_column(choice.categories, spec.name);
  const bool can = spec.kind == column_kind::numeric || spec.kind == column_kind::text;
  return said && can ? column_kind::categorical : spec.kind;
}

STANDIN_LAZY inline std::vector<compared_column> uses_of(const table_view& real, const column_choice& choice) {
  for (const auto* names : {&choice.keep, &choice.categories})
    for (const std::string& name : *names)
      if (!real.schema().find(name))
        throw invalid_option(names == &choice.keep ? "evaluation_options::keep" : "evaluation_options::categories",
                             "there is no column " + quoted(name), "name a column");
  role_options roles_told;
  for (const column_spec& spec : real.schema())
    if (spec.role) roles_told.given.emplace_back(spec.name, *spec.role);
  const role_assignment roles = infer_roles(real, roles_told);
  std::vector<compared_column> uses;
  for (std::size_t i = 0; i < real.schema().size(); ++i) {
    const column_spec& spec = real.schema()[i];
    compared_column column{.name = spec.name, .kind = kind_of(spec, choice)};
    const bool words = spec.kind == column_kind::text && column.kind == column_kind::categorical;  // as somebody said
    const bool kept = names_column(choice.keep, spec.name) || words;
    if (names_column(choice.ignore, spec.name)) {
      column.use = column_use::ignored;
    } else if (!kept) {
      column.use = use_of(roles.columns[i], spec, real.column(i));
    } else if (column.kind == column_kind::text) {
      throw invalid_option("evaluation_options::keep",
                           "column " + quoted(spec.name) + " is text, which no metric compares",
                           "make it categorical, or list it in evaluation_options::categories");
    }
    uses.push_back(std::move(column));
  }
  return uses;
}

/// Brings a date-time column of all tables to the finest unit that one of them has.
STANDIN_LAZY inline void align_units(std::vector<aligned_table>& tables, std::size_t i,
                                     std::vector<std::string>& notes) {
  time_unit finest = time_unit::day;
  for (const aligned_table& t : tables) finest = std::max(finest, t.specs[i].unit);
  for (aligned_table& t : tables) {
    const std::int64_t factor = ticks_in(t.specs[i].unit, finest);
    if (factor == 1) continue;
    const column_view cells = t.views[i];
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() / factor;
    std::vector<std::int64_t> ticks(cells.rows, 0);
    validity present(cells.rows);
    for (std::size_t row = 0; row < cells.rows; ++row) {
      if (cells.missing(row)) {
        present.set(row, false);
        continue;
      }
      ticks[row] = cells.cell<std::int64_t>(row);
      if (ticks[row] > most || ticks[row] < -most)
        throw schema_error(
            "column " + quoted(t.specs[i].name),
            "its date-times in " + std::string(t.whose) + " do not fit in the finer unit of another table",
            "give all tables the same unit");
      ticks[row] *= factor;
    }
    t.specs[i].unit = finest;
    t.put(i, column(std::move(ticks), std::move(present)));
    notes.push_back("Column " + quoted(t.specs[i].name) + " has a coarser unit of time in " + std::string(t.whose) +
                    " than elsewhere; it was compared in the finer one.");
  }
}

}  // namespace detail

STANDIN_LAZY_INLINE aligned_tables align(const comparison& tables, const column_choice& choice) {
  const table_schema& real = tables.train.schema();
  for (const std::string& name : choice.ignore)
    if (!real.find(name) && !tables.synthetic.schema().find(name) &&
        !(tables.holdout && tables.holdout->schema().find(name)))
      throw invalid_option("evaluation_options::ignore", "no table has a column " + quoted(name), "name a column");
  aligned_tables result{.tables = tables, .columns = detail::uses_of(tables.train, choice), .notes = {}};

  std::vector<detail::aligned_table> all;
  all.push_back({.whose = "the real table", .given = tables.train});
  if (tables.holdout) all.push_back({.whose = "the holdout", .given = *tables.holdout});
  all.push_back({.whose = "the synthetic table", .given = tables.synthetic});
  for (detail::aligned_table& t : all) {
    const table_schema& schema = t.given.schema();
    detail::check_columns(real, schema, t.whose, choice);
    if (!detail::same_order(real, schema))
      result.notes.push_back("The columns of " + std::string(t.whose) +
                             " stand in another order than the real table's; they were matched by name.");
    for (std::size_t i = 0; i < real.size(); ++i) {
      if (result.columns[i].use != column_use::compared) continue;
      const std::size_t at = *schema.find(real[i].name);
      const column_view& cells = t.given.column(at);
      t.specs.push_back(schema[at]);
      t.views.push_back(cells);
      column_spec wanted = real[i];
      wanted.kind = result.columns[i].kind;
      if (cells.kind == wanted.kind && wanted.kind == real[i].kind) continue;
      column read = detail::column_reader(wanted, tables.train.column(i), schema[at], cells, t.whose).read();
      t.specs.back().kind = wanted.kind;
      t.put(t.specs.size() - 1, std::move(read));
      if (wanted.kind != real[i].kind) continue;
      result.notes.push_back("Column " + quoted(real[i].name) + " is " + std::string(name_of(schema[at].kind)) +
                             " in " + std::string(t.whose) + " and was compared as " +
                             std::string(name_of(real[i].kind)) + ", which it is in the real one.");
    }
  }
  for (std::size_t i = 0; i < all.front().specs.size(); ++i)
    if (all.front().specs[i].kind == column_kind::datetime) detail::align_units(all, i, result.notes);

  result.tables.train = all.front().view();
  if (tables.holdout) result.tables.holdout = all[1].view();
  result.tables.synthetic = all.back().view();

  if (tables.target) {
    if (!real.find(*tables.target))
      throw invalid_option("target", "there is no column " + quoted(*tables.target), "name a column of the real table");
    if (!result.tables.train.schema().find(*tables.target))
      throw invalid_option("target", "column " + quoted(*tables.target) + " takes no part",
                           "keep the column, or choose another one");
  }
  return result;
}

}  // namespace standin::inline v0_1
