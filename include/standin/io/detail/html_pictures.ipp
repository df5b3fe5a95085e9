// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/html_pictures.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/io/detail/html_pictures.hpp>
#include <standin/io/detail/html_text.hpp>
#include <standin/io/detail/text_layout.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace standin::inline v0_1::io::detail {

/// A number on an axis: 1,500, 20k, 1.5M.
inline std::string axis_number(double value) {
  const double size = std::abs(value);
  if (size < 1e4)
    return size >= 1e3 ? (value < 0 ? "−" : "") + grouped(static_cast<std::size_t>(std::llround(size)))
                       : (value < 0 ? "−" : "") + to_text(std::round(size * 1e6) / 1e6);
  constexpr std::pair<double, std::string_view> units[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
  if (size >= 1e15) return shown_number(value);
  for (const auto& [unit, letter] : units)
    if (size >= unit)
      return concatenate(value < 0 ? "−" : "", to_text(std::round(size / unit * 100.0) / 100.0), letter);
  return shown_number(value);
}

inline std::string svg_text(double x, double y, std::string_view anchor, std::string_view text,
                            std::string_view look = {}) {
  return concatenate("<text x=\"", pixels(x), "\" y=\"", pixels(y), "\"",
                     anchor.empty() ? std::string() : concatenate(" text-anchor=\"", anchor, "\""),
                     look.empty() ? std::string() : concatenate(" class=\"", look, "\""), ">", escape_html(text),
                     "</text>");
}

/// A histogram while it is drawn.
class histogram {
 public:
  explicit histogram(const column_distribution& of) : of_(of) {
    low_ = of_.place(of_.edges.front());
    high_ = of_.place(of_.edges.back());
    for (std::size_t bin = 0; bin < of_.real.size(); ++bin) {
      const double span = of_.place(of_.edges[bin + 1]) - of_.place(of_.edges[bin]);
      real_.push_back(of_.real[bin] / span);
      synthetic_.push_back(of_.synthetic[bin] / span);
    }
    // A spike would leave no room for the rest: it is cut off, and its share stands beside it.
    std::vector<double> heights;
    for (std::size_t bin = 0; bin < real_.size(); ++bin) heights.push_back(std::max(real_[bin], synthetic_[bin]));
    std::sort(heights.rbegin(), heights.rend());
    top_ = heights.front();
    for (std::size_t spikes = 1; spikes <= 2 && spikes < heights.size(); ++spikes)
      if (heights[spikes] > 0.0 && heights[spikes - 1] > 4.0 * heights[spikes]) top_ = 1.5 * heights[spikes];
  }

  [[nodiscard]] std::string draw() const {
    std::string svg = concatenate("<svg viewBox=\"0 0 ", pixels(width),
                                  " 128\" role=\"img\" aria-label=\"real and synthetic distribution\">");
    svg += concatenate("<path class=\"r\" d=\"M0 ", pixels(floor), outline(real_), "V", pixels(floor), "Z\"/>");
    svg += concatenate("<path class=\"axis\" d=\"M0 ", pixels(floor), "H", pixels(width), "\"/>");
    svg += concatenate("<path class=\"s\" d=\"M0 ", pixels(floor), outline(synthetic_), "V", pixels(floor), "\"/>");
    svg += spikes() + ticks();
    return svg + "</svg>";
  }

 private:
  static constexpr double width = 320.0;
  static constexpr double floor = 108.0;
  static constexpr double ceiling = 12.0;

  [[nodiscard]] double x_of(double value) const { return (of_.place(value) - low_) / (high_ - low_) * width; }
  [[nodiscard]] double y_of(double height) const {
    return floor - (floor - ceiling) * std::min(1.0, top_ > 0.0 ? height / top_ : 0.0);
  }

  [[nodiscard]] std::string outline(const std::vector<double>& heights) const {
    std::string path;
    for (std::size_t bin = 0; bin < heights.size(); ++bin)
      path += concatenate("V", pixels(y_of(heights[bin])), "H", pixels(x_of(of_.edges[bin + 1])));
    return path;
  }

  [[nodiscard]] std::string spikes() const {
    std::string svg;
    double y = ceiling + 2.0;
    for (std::size_t bin = 0; bin < real_.size(); ++bin) {
      if (std::max(real_[bin], synthetic_[bin]) <= top_) continue;
      const double left = x_of(of_.edges[bin]);
      const double right = x_of(of_.edges[bin + 1]);
      svg += concatenate("<path class=\"cut\" d=\"M", pixels(left - 3), " ", pixels(ceiling + 13), "L",
                         pixels(right + 3), " ", pixels(ceiling + 8), "\"/>");
      const bool at_end = right > width * 0.6;
      svg +=
          svg_text(at_end ? left - 5 : right + 5, y, at_end ? "end" : "",
                   concatenate(percent(of_.real[bin]), " real, ", percent(of_.synthetic[bin]), " synthetic"), "halo");
      y += 12.0;
    }
    return svg;
  }

  [[nodiscard]] std::vector<std::pair<double, std::string>> marks() const {
    std::vector<std::pair<double, std::string>> found;
    const double low = of_.edges.front();
    const double high = of_.edges.back();
    if (of_.kind == column_kind::datetime) {
      const double per_day =
          of_.unit == time_unit::day ? 1.0 : 86'400.0 * static_cast<double>(ticks_per_second(of_.unit));
      const double days = (high - low) / per_day;
      const std::size_t shown = days > 1500.0 ? 4 : days > 120.0 ? 7 : days > 3.0 ? 10 : 16;
      for (const double part : {0.0, 0.5, 1.0}) {
        const double at = low + part * (high - low);
        std::string text;
        if (std::abs(at) < 9e18)
          datetime_format(iso_pattern(of_.unit)).append(text, static_cast<std::int64_t>(at), of_.unit);
        found.emplace_back(at, text.substr(0, shown));
      }
      return found;
    }
    if (of_.scale == distribution_scale::logarithmic) {
      for (int power = 18; power >= 0; --power)
        if (const double value = -of_.log_unit * std::pow(10.0, power); value >= low && value <= high)
          found.emplace_back(value, axis_number(value));
      if (low <= 0.0 && high >= 0.0) found.emplace_back(0.0, "0");
      for (int power = 0; power <= 18; ++power)
        if (const double value = of_.log_unit * std::pow(10.0, power); value >= low && value <= high)
          found.emplace_back(value, axis_number(value));
      return found;
    }
    const double rough = (high - low) / 5.0;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double factor : {5.0, 2.5, 2.0, 1.0})
      if (factor * power >= rough) step = factor * power;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high * (1.0 + 1e-12) + 1e-300 && found.size() < 12; ++k)
      found.emplace_back(k * step, axis_number(k * step));
    return found;
  }

  [[nodiscard]] std::string ticks() const {
    std::string svg;
    double taken = -100.0;  // where the last label ends
    for (const auto& [value, text] : marks()) {
      const double x = x_of(value);
      const double wide = 6.2 * static_cast<double>(places_of(text));
      const double begin = std::clamp(x - 0.5 * wide, 0.0, width - wide);
      svg += concatenate("<path class=\"axis\" d=\"M", pixels(x), " ", pixels(floor), "v4\"/>");
      if (begin < taken + 8.0) continue;
      svg += svg_text(begin + 0.5 * wide, floor + 16.0, "middle", text);
      taken = begin + wide;
    }
    return svg;
  }

  const column_distribution& of_;
  double low_ = 0.0;
  double high_ = 0.0;
  double top_ = 0.0;
  std::vector<double> real_{};
  std::vector<double> synthetic_{};
};

inline std::string draw_bars(const column_distribution& of) {
  constexpr std::size_t most = 8;
  constexpr double row = 19.0;
  constexpr double left = 112.0;
  constexpr double wide = 112.0;
  // Bars beyond the most join the rest.
  struct bar {
    std::string name;
    double real = 0.0;
    double synthetic = 0.0;
    bool rest = false;
  };
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < of.levels.size(); ++k) chosen.push_back(k);
  if (chosen.size() > most) {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](std::size_t a, std::size_t b) { return of.real[a] > of.real[b]; });
    chosen.resize(most);
    std::sort(chosen.begin(), chosen.end());
  }
  std::vector<bar> bars;
  for (const std::size_t k : chosen)
    bars.push_back({cut_middle(shown_text(of.levels[k]), 18), of.real[k], of.synthetic[k]});
  if (const std::size_t others = of.rest + of.levels.size() - chosen.size(); others > 0) {
    bar rest{.name = concatenate(grouped(others), others == 1 ? " other" : " others"), .rest = true};
    for (std::size_t k = 0; k < of.real.size(); ++k) {
      if (std::find(chosen.begin(), chosen.end(), k) != chosen.end()) continue;
      rest.real += of.real[k];
      rest.synthetic += of.synthetic[k];
    }
    bars.push_back(std::move(rest));
  }
  double longest = 0.0;
  for (const bar& one : bars)
    if (!one.rest) longest = std::max({longest, one.real, one.synthetic});
  const double height = 16.0 + row * static_cast<double>(bars.size());
  std::string svg = concatenate("<svg viewBox=\"0 0 320 ", pixels(height),
                                "\" role=\"img\" aria-label=\"real and synthetic shares\">");
  svg += svg_text(274, 10, "end", "real") + svg_text(320, 10, "end", "synth.");
  double y = 16.0;
  for (const bar& one : bars) {
    const double real = longest > 0.0 ? std::min(1.0, one.real / longest) * wide : 0.0;
    const double synthetic = longest > 0.0 ? std::min(1.0, one.synthetic / longest) * wide : 0.0;
    svg += svg_text(0, y + 12.0, "", one.name, one.rest ? "" : "ink");
    svg += concatenate("<rect class=\"r\" x=\"", pixels(left), "\" y=\"", pixels(y + 2.5), "\" width=\"", pixels(real),
                       "\" height=\"12\"/><path class=\"s\" d=\"M", pixels(left), " ", pixels(y + 2.5), "h",
                       pixels(synthetic), "v12H", pixels(left), "\"/>");
    if (std::max(one.real, one.synthetic) > longest)  // the rest may be more than all that have names
      svg += concatenate("<path class=\"cut\" d=\"M", pixels(left + wide - 16.0), " ", pixels(y + 17.0), "l6 -17\"/>");
    svg += svg_text(274, y + 12.0, "end", percent(one.real)) + svg_text(320, y + 12.0, "end", percent(one.synthetic));
    y += row;
  }
  return svg + "</svg>";
}

STANDIN_INLINE std::string draw_distribution(const column_distribution& of) {
  if (of.scale == distribution_scale::levels) return of.real.empty() ? std::string() : draw_bars(of);
  return of.edges.size() < 2 ? std::string() : histogram(of).draw();
}

STANDIN_INLINE std::string draw_figure(double value, double lower, double upper, double ideal, double baseline) {
  if (!std::isfinite(value)) return {};
  double low = value;
  double high = value;
  for (const double known : {lower, upper, ideal, baseline}) {
    if (!std::isfinite(known)) continue;
    low = std::min(low, known);
    high = std::max(high, known);
  }
  const double room = std::max(0.12 * (high - low), 0.004 * std::max(1.0, std::abs(high)));
  low -= room;
  high += room;
  const auto x_of = [&](double at) { return pixels(6.0 + 188.0 * (at - low) / (high - low)); };
  std::string svg = "<svg viewBox=\"0 0 200 18\" aria-hidden=\"true\"><path class=\"axis\" d=\"M0 9H200\"/>";
  if (std::isfinite(lower) && std::isfinite(upper))
    svg += concatenate("<path class=\"span\" d=\"M", x_of(lower), " 6v6m0-3H", x_of(upper), "m0-3v6\"/>");
  if (std::isfinite(ideal)) svg += concatenate("<path class=\"idl\" d=\"M", x_of(ideal), " 2v14\"/>");
  if (std::isfinite(baseline))
    svg += concatenate("<path class=\"hld\" d=\"M", x_of(baseline), " 4.5l4.5 4.5-4.5 4.5-4.5-4.5z\"/>");
  return svg + concatenate("<circle class=\"dot\" cx=\"", x_of(value), "\" cy=\"9\" r=\"4.2\"/></svg>");
}

/// The association of two columns by their places; NaN where there is none.
inline double at_pair(const std::vector<double>& values, std::size_t i, std::size_t j) {
  return values[association_matrix::place(std::min(i, j), std::max(i, j))];
}

STANDIN_INLINE std::vector<std::size_t> order_by_association(const association_matrix& of) {
  const std::size_t n = of.columns.size();
  const auto strength = [&](std::size_t i, std::size_t j) {
    const double value = std::abs(at_pair(of.real, i, j));
    return std::isnan(value) ? 0.0 : value;
  };
  std::vector<std::size_t> order;
  std::vector<bool> taken(n, false);
  while (order.size() < n) {
    // The next column is the one that goes best with the last ones; the first, the one with the most in all.
    std::size_t best = n;
    double most = -1.0;
    for (std::size_t i = 0; i < n; ++i) {
      if (taken[i]) continue;
      double sum = 0.0;
      if (order.empty()) {
        for (std::size_t j = 0; j < n; ++j)
          if (j != i) sum += strength(i, j);
      } else {
        double weight = 1.0;
        for (std::size_t back = 0; back < std::min<std::size_t>(3, order.size()); ++back, weight *= 0.5)
          sum += weight * strength(i, order[order.size() - 1 - back]);
      }
      if (sum > most) {
        most = sum;
        best = i;
      }
    }
    taken[best] = true;
    order.push_back(best);
  }
  return order;
}

STANDIN_INLINE double largest_difference(const association_matrix& of) noexcept {
  double largest = 0.0;
  for (std::size_t k = 0; k < of.real.size(); ++k)
    if (const double gap = std::abs(of.synthetic[k] - of.real[k]); gap > largest) largest = gap;
  for (const double round : {0.1, 0.2, 0.3, 0.5, 0.7, 1.0})
    if (largest <= round) return round;
  return 2.0;
}

STANDIN_INLINE std::string draw_map(const association_matrix& of, const std::vector<std::size_t>& order, map_of what) {
  const std::size_t n = order.size();
  const bool numbers = n <= 12;
  const bool names = n <= 16;
  const double cell = numbers ? 30.0 : names ? 22.0 : n <= 30 ? 14.0 : 10.0;
  const double beside = names ? 110.0 : 20.0;
  const double strongest = what == map_of::difference ? largest_difference(of) : 1.0;
  constexpr std::size_t steps = 8;
  std::string empty;
  std::string squares[steps];
  std::string diamonds[steps];
  std::string labels;
  const double half = cell / 2.0;
  for (std::size_t row = 0; row < n; ++row) {
    const double y = cell * static_cast<double>(row);
    for (std::size_t column = 0; column < row; ++column) {
      const double x = cell * static_cast<double>(column);
      const double real = at_pair(of.real, order[row], order[column]);
      const double synthetic = at_pair(of.synthetic, order[row], order[column]);
      double value = what == map_of::real ? real : synthetic;
      if (what == map_of::difference)
        value = std::abs(synthetic - real) * (std::abs(synthetic) < std::abs(real) ? -1.0 : 1.0);
      empty += concatenate("M", pixels(x + 0.5), " ", pixels(y + 0.5), "h", pixels(cell - 1), "v", pixels(cell - 1),
                           "h-", pixels(cell - 1), "z");
      if (std::isnan(value)) continue;
      const double part = std::min(1.0, std::abs(value) / strongest);
      const auto step = static_cast<std::size_t>(std::lround(part * static_cast<double>(steps)));
      if (step > 0 && value > 0.0)
        squares[step - 1] += concatenate("M", pixels(x + 0.5), " ", pixels(y + 0.5), "h", pixels(cell - 1), "v",
                                         pixels(cell - 1), "h-", pixels(cell - 1), "z");
      if (step > 0 && value < 0.0)
        diamonds[step - 1] += concatenate("M", pixels(x + half), " ", pixels(y + 0.5), "l", pixels(half - 0.5), " ",
                                          pixels(half - 0.5), "-", pixels(half - 0.5), " ", pixels(half - 0.5), "-",
                                          pixels(half - 0.5), "-", pixels(half - 0.5), "z");
      if (!numbers || std::abs(value) < 0.005) continue;
      std::string digits = with_decimals(std::abs(value), 2);
      if (digits.starts_with("0")) digits.erase(0, 1);
      labels +=
          svg_text(x + half, y + half + 3.5, "middle", (value < 0.0 ? "−" : "") + digits, part > 0.6 ? "on" : "ink");
    }
    const double label_x = y + 5.0;
    if (names)
      labels += svg_text(label_x, y + half + 3.5, "", cut_middle(shown_text(of.columns[order[row]]), 18), "ink");
    else if (n <= 30 || row % 5 == 4 || row == 0)
      labels += svg_text(label_x, y + half + 3.5, "", to_text(row + 1));
  }
  const double side = cell * static_cast<double>(n);
  std::string svg = concatenate("<svg viewBox=\"0 0 ", pixels(side + beside - cell), " ", pixels(side),
                                "\" role=\"img\" aria-label=\"associations of pairs\" style=\"max-width:",
                                pixels(1.2 * (side + beside - cell)), "px\">");
  svg += concatenate("<path class=\"z\" d=\"", empty, "\"/>");
  for (std::size_t step = 0; step < steps; ++step) {
    const std::string strength = to_text(static_cast<double>(step + 1) / static_cast<double>(steps));
    if (!squares[step].empty())
      svg += concatenate("<path class=\"p\" fill-opacity=\"", strength, "\" d=\"", squares[step], "\"/>");
    if (!diamonds[step].empty())
      svg += concatenate("<path class=\"n\" fill-opacity=\"", strength, "\" d=\"", diamonds[step], "\"/>");
  }
  return svg + labels + "</svg>";
}

STANDIN_INLINE std::string draw_map_key(double strongest, std::string_view squares, std::string_view diamonds) {
  std::string out = "<p class=\"key-line\">";
  for (const bool square : {true, false}) {
    if ((square ? squares : diamonds).empty()) continue;
    out += "<span><svg viewBox=\"0 0 64 14\" style=\"width:64px\" aria-hidden=\"true\">";
    for (int step = 1; step <= 4; ++step) {
      const std::string strength = to_text(0.25 * step);
      const std::string x = pixels(16.0 * (step - 1) + (square ? 1.0 : 8.0));
      out += square ? concatenate("<path class=\"p\" fill-opacity=\"", strength, "\" d=\"M", x, " 0h13v13h-13z\"/>")
                    : concatenate("<path class=\"n\" fill-opacity=\"", strength, "\" d=\"M", x,
                                  " 0l6.5 6.5-6.5 6.5-6.5-6.5z\"/>");
    }
    out += concatenate("</svg>", square ? squares : diamonds, ", up to ", shown_number(strongest), "</span>");
  }
  return out + "</p>";
}

}  // namespace standin::inline v0_1::io::detail
