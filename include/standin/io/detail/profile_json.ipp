// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/profile_json.hpp.
#pragma once

#include <standin/data/datetime.hpp>
#include <standin/io/profile_json.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::io {

namespace detail {

/// The parts of a profile as JSON.
class profile_json {
 public:
  using json = nlohmann::ordered_json;

  explicit profile_json(const table_profile& of) : of_(of) {}

  [[nodiscard]] json whole() const {
    json columns = json::array();
    for (const column_profile& column : of_.columns) columns.push_back(json_of(column));
    json patterns = json::array();
    for (const missing_pattern& pattern : of_.patterns)
      patterns.push_back({{"missing", names(pattern.columns)}, {"rows", pattern.rows}});
    json keys = json::array();
    for (const std::vector<std::size_t>& key : of_.keys) keys.push_back(names(key));
    json dependencies = json::array();
    for (const functional_dependency& one : of_.dependencies)
      dependencies.push_back({{"from", of_.columns[one.from].name}, {"to", of_.columns[one.to].name}});
    return {{"format", "standin.profile"},
            {"format_version", 1},
            {"rows", of_.rows},
            {"complete_rows", of_.complete_rows},
            {"duplicate_rows", of_.duplicate_rows},
            {"columns", std::move(columns)},
            {"missing_patterns", {{"count", of_.pattern_count}, {"most_frequent", std::move(patterns)}}},
            {"keys", std::move(keys)},
            {"dependencies", {{"complete", of_.dependencies_complete}, {"found", std::move(dependencies)}}}};
  }

 private:
  [[nodiscard]] static json known(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

  [[nodiscard]] json names(const std::vector<std::size_t>& columns) const {
    json all = json::array();
    for (const std::size_t i : columns) all.push_back(of_.columns[i].name);
    return all;
  }

  [[nodiscard]] static json json_of(const inferred_role& role) {
    return {{"name", name_of(role.role)},
            {"reason", role.reason},
            {"confidence", known(role.confidence)},
            {"personal", role.personal ? json(name_of(*role.personal)) : json(nullptr)},
            {"personal_share", known(role.personal_share)}};
  }

  [[nodiscard]] static json json_of(const number_profile& numbers) {
    json atoms = json::array();
    for (const value_count& one : numbers.atoms) atoms.push_back({{"value", known(one.value)}, {"rows", one.rows}});
    json heaps = json::array();
    for (const heap& one : numbers.heaps)
      heaps.push_back({{"step", one.step}, {"share", one.share}, {"expected", one.expected}});
    return {{"min", known(numbers.min)},
            {"max", known(numbers.max)},
            {"mean", known(numbers.mean)},
            {"deviation", known(numbers.deviation)},
            {"lower_quartile", known(numbers.lower_quartile)},
            {"median", known(numbers.median)},
            {"upper_quartile", known(numbers.upper_quartile)},
            {"whole", numbers.whole},
            {"discrete", numbers.discrete},
            {"decimals", numbers.decimals < 0 ? json(nullptr) : json(numbers.decimals)},
            {"step", numbers.step},
            {"zeros", numbers.zeros},
            {"negative", numbers.negative},
            {"infinite", numbers.infinite},
            {"atoms", std::move(atoms)},
            {"heaps", std::move(heaps)}};
  }

  [[nodiscard]] static json json_of(const datetime_profile& datetimes, time_unit unit) {
    const datetime_format format(iso_pattern(unit));
    const auto text = [&](std::int64_t ticks) {
      std::string out;
      format.append(out, ticks, unit);
      return out;
    };
    return {{"min", text(datetimes.min)},
            {"max", text(datetimes.max)},
            {"median", text(datetimes.median)},
            {"at_midnight", known(datetimes.at_midnight)}};
  }

  [[nodiscard]] static json json_of(const text_profile& texts) {
    return {{"shortest", texts.shortest},
            {"longest", texts.longest},
            {"mean_length", known(texts.mean_length)},
            {"mean_words", known(texts.mean_words)},
            {"mask", texts.mask.empty() ? json(nullptr) : json(texts.mask)},
            {"mask_share", known(texts.mask_share)},
            {"luhn", texts.luhn}};
  }

  [[nodiscard]] static json json_of(const column_profile& column) {
    json levels = json::array();
    for (const level_count& one : column.levels) levels.push_back({{"level", one.level}, {"rows", one.rows}});
    json out = {{"name", column.name},
                {"kind", name_of(column.kind)},
                {"role", json_of(column.role)},
                {"missing", column.missing},
                {"missing_share", known(column.missing_share())},
                {"distinct", column.distinct},
                {"constant", column.constant()},
                {"all_missing", column.all_missing()},
                {"levels", std::move(levels)}};
    if (column.numbers) out["numbers"] = json_of(*column.numbers);
    if (column.datetimes) out["datetimes"] = json_of(*column.datetimes, column.unit);
    if (column.texts) out["texts"] = json_of(*column.texts);
    return out;
  }

  const table_profile& of_;
};

}  // namespace detail

STANDIN_INLINE std::string render_json(const table_profile& of, const profile_json_options& options) {
  constexpr auto replace = nlohmann::ordered_json::error_handler_t::replace;
  return detail::profile_json(of).whole().dump(options.indent, ' ', false, replace) + "\n";
}

}  // namespace standin::inline v0_1::io
