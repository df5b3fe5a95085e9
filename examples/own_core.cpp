// SPDX-License-Identifier: MIT
//
// A generator of one's own: a core of some thirty lines that knows nothing but numbers and codes. What the shell around
// it adds: any dataset in, missing cells, dates, rounding and bounds, rows by their number on any number of threads,
// tables without end, and, with a few more lines, model files.
#include <standin/data/record.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/model_file.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/alias_table.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A histogram of each column: how often a level occurs, or how many numbers lie in each of some bins of one width.
struct histogram_column {
  std::vector<std::uint64_t> counts;
  bool numeric = false;
  double lower = 0;
  double width = 0;
};

struct histogram_model {
  std::vector<histogram_column> columns;

  void sample_into(standin::plain_rows& out, standin::random::source from, std::uint64_t first_row) const {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const standin::random::alias_table bins(columns[c].counts);
      for (std::size_t i = 0; i < out.rows; ++i) {
        auto draw = standin::random::further(from, standin::random::purpose::sample, first_row + i, c);
        const std::uint32_t bin = bins(draw);
        if (columns[c].numeric)
          out.numbers[c][i] = columns[c].lower + (bin + draw.uniform()) * columns[c].width;
        else
          out.codes[c][i] = bin;
      }
    }
  }

  void parameters(auto&& visitor) const {
    for (const histogram_column& column : columns) {
      for (const std::uint64_t count : column.counts) visitor(static_cast<double>(count));
      for (const double number : {column.numeric ? 1.0 : 0.0, column.lower, column.width}) visitor(number);
    }
  }

  // What follows is for model files only.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const histogram_column& c : columns)
      levels.push_back(c.numeric ? 0 : static_cast<std::uint32_t>(c.counts.size()));
    return levels;
  }
};

struct histogram_core {
  std::uint32_t bins = 10;

  [[nodiscard]] histogram_model fit(const standin::plain_table& plain, standin::fit_context&) const {
    histogram_model model;
    for (const standin::plain_column& column : plain.columns) {
      histogram_column& h = model.columns.emplace_back();
      h.numeric = column.numeric();
      if (h.numeric) {
        const auto [least, most] = std::minmax_element(column.numbers.begin(), column.numbers.end());
        h.lower = *least;
        h.width = (*most - *least) / bins;
      }
      h.counts.resize(h.numeric ? bins : column.levels);
      for (std::size_t row = 0; row < plain.rows; ++row) {
        if (!column.has(row)) continue;
        const double place = h.numeric && h.width > 0 ? (column.numbers[row] - h.lower) / h.width : 0;
        ++h.counts[h.numeric ? std::min(bins - 1, static_cast<std::uint32_t>(place)) : column.codes[row]];
      }
    }
    return model;
  }
};

/// The generator itself: its name and its core.
struct histograms {
  using generator_concept = standin::generator_tag;
  histogram_core core{};

  [[nodiscard]] std::string name() const { return "histograms"; }
  [[nodiscard]] standin::prepared_model<histogram_model> fit(const standin::table_view& data,
                                                             const standin::fit_options& options = {}) const {
    return standin::fit_prepared(core, data, options);
  }
};
static_assert(standin::generator<histograms>);

/// How the core's model is written to files and read back; whatever does not make a model is refused with a sentence.
template <>
struct standin::io::model_traits<histogram_model> {
  static constexpr std::string_view name = "histograms";
  static constexpr int version = 1;

  static json write(const histogram_model& model) {
    json columns = json::array();
    for (const histogram_column& c : model.columns)
      columns.push_back({{"counts", c.counts}, {"numeric", c.numeric}, {"lower", c.lower}, {"width", c.width}});
    return columns;
  }

  static histogram_model read(const json_reader& from) {
    histogram_model model;
    for (const json_reader& column : from.elements()) {
      histogram_column& h = model.columns.emplace_back();
      std::uint64_t rows = 0;
      for (const json_reader& count : column["counts"].elements())
        rows += h.counts.emplace_back(count.integer<std::uint64_t>(0, std::uint64_t{1} << 32));
      if (rows == 0) column["counts"].fail("nothing was ever counted");
      h.numeric = column["numeric"].boolean();
      h.lower = column["lower"].number();
      h.width = column["width"].number();
    }
    return model;
  }
};

struct visit {
  double paid;                      ///< in cents of a currency
  std::optional<std::int32_t> age;  ///< not everybody tells
  std::string city;
  bool member;
};

template <>
struct standin::record_traits<visit> {
  static constexpr auto fields =
      std::tuple{standin::field("paid", &visit::paid), standin::field("age", &visit::age),
                 standin::field("city", &visit::city), standin::field("member", &visit::member)};
};

int main() {
  std::vector<visit> visits;
  for (int i = 0; i < 1000; ++i)
    visits.push_back({.paid = (i * 7919 % 10'000) / 100.0,
                      .age = i % 9 == 0 ? std::nullopt : std::optional(18 + i * 31 % 60),
                      .city = i % 3 == 0 ? "Oslo" : "Rome",
                      .member = i % 5 == 0});

  const auto model = histograms{}.fit(visits, {.seed = 1});
  std::fputs(standin::io::to_csv_text(model.sample(5, {.seed = 7})).c_str(), stdout);

  // A table of any length goes to disk chunk by chunk, on as many threads as there are: the same rows.
  standin::thread_pool pool;
  standin::io::csv_writer file("visits.csv", model.schema());
  standin::sample_in_chunks(model, 100'000, {.seed = 7, .executor = pool}, 10'000,
                            [&](const standin::table& chunk) { file.append(chunk); });
  file.close();

  standin::io::write_model(model, "visits.model.json");
  const auto back = standin::io::read_model<decltype(model)>("visits.model.json");
  const std::string last = standin::io::to_csv_text(model.sample(10, {.seed = 7, .first_row = 99'990}));
  return standin::io::to_csv_text(back.sample(10, {.seed = 7, .first_row = 99'990})) == last ? 0 : 1;
}
