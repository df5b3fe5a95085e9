// SPDX-License-Identifier: MIT
/// \file
/// What trees sum up: gradients as integers, or counts of classes.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/detail/tree_growth.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/stats/principal_axis.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Sums of gradients and hessians: two words a bin, the second with the hessian above 28 bits of count.
class gradient_statistics {
 public:
  using word = std::uint64_t;
  struct row_value {
    std::uint64_t gradient;  ///< two's complement
    std::uint64_t hessian_and_count;
  };
  struct node {
    double gradient;
    double hessian;
    double score;
    double mean_hessian;
  };

  static constexpr unsigned count_bits = 28;
  static constexpr std::uint64_t count_mask = (std::uint64_t{1} << count_bits) - 1;

  gradient_statistics(const gradient_target& target, std::span<const std::uint32_t> rows, const tree_options& options)
      : target_(target), l2_(options.l2), min_hessian_(options.min_hessian) {
    double most_gradient = 0.0;
    double most_hessian = target.hessian.empty() ? 1.0 : 0.0;
    bool finite = true;
    for (const std::uint32_t row : rows) {
      const double g = std::abs(target.gradient[row]);
      finite = finite && g <= 1e300;
      most_gradient = std::max(most_gradient, g);
    }
    if (!target.hessian.empty()) {
      for (const std::uint32_t row : rows) {
        const double h = target.hessian[row];
        finite = finite && h >= 0.0 && h <= 1e300;
        most_hessian = std::max(most_hessian, h);
      }
    }
    if (!finite) {
      throw numeric_error("tree", "derivatives of the loss that are not finite, or hessians below 0",
                          "look for infinite targets or weights");
    }
    const double n = static_cast<double>(std::max<std::size_t>(rows.size(), 1));
    gradient_unit_ = unit(most_gradient * n, 62);
    hessian_unit_ = unit(most_hessian * n, 35);
  }

  [[nodiscard]] static constexpr std::size_t words() noexcept { return 2; }

  [[nodiscard]] std::vector<row_value> values(std::span<const std::uint32_t> rows) const {
    const double per_gradient = 1.0 / gradient_unit_;
    const double per_hessian = 1.0 / hessian_unit_;
    constexpr double half = 0.5;  // rounds what is never below 0, without a call
    std::vector<row_value> out(rows.size());
    if (target_.hessian.empty()) {
      const std::uint64_t one = (static_cast<std::uint64_t>(per_hessian) << count_bits) | 1U;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        out[i] = {static_cast<std::uint64_t>(static_cast<std::int64_t>(target_.gradient[rows[i]] * per_gradient)), one};
      }
    } else {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto h =
            static_cast<std::uint64_t>(static_cast<std::int64_t>(target_.hessian[rows[i]] * per_hessian + half));
        out[i] = {static_cast<std::uint64_t>(static_cast<std::int64_t>(target_.gradient[rows[i]] * per_gradient)),
                  (h << count_bits) | 1U};
      }
    }
    return out;
  }

  static void add(word* sums, std::size_t code, const row_value& value) noexcept {
    word* bin = sums + 2 * code;
    bin[0] += value.gradient;
    bin[1] += value.hessian_and_count;
  }

  [[nodiscard]] static std::size_t count(const word* bin) noexcept { return bin[1] & count_mask; }

  [[nodiscard]] node begin_node(const word* total, std::size_t rows) const noexcept {
    const double g = gradient(total);
    const double h = hessian(total);
    return {g, h, score(g, h), h / static_cast<double>(rows)};
  }

  [[nodiscard]] static double noise(const node& of) noexcept { return 1e-12 * of.score; }

  bool gain(const node& of, const word* left, double& worth) const noexcept {
    const double g = gradient(left);
    const double h = hessian(left);
    const double other = of.hessian - h;
    if (h < min_hessian_ || other < min_hessian_) return false;
    worth = score(g, h) + score(of.gradient - g, other) - of.score;
    return true;
  }

  void keys(const node& of, const word* sums, std::span<const std::uint8_t> codes, double smoothing,
            std::array<double, 256>& out) const noexcept {
    const double more = smoothing * of.mean_hessian;
    for (const std::uint8_t c : codes) {
      const double h = hessian(sums + std::size_t{2} * c) + more;
      out[c] = h > 0.0 ? gradient(sums + std::size_t{2} * c) / h : 0.0;
    }
  }

  [[nodiscard]] std::vector<double> leaf_values(std::span<const std::uint32_t> begin,
                                                std::span<const row_value> values) const {
    std::vector<double> out;
    out.reserve(begin.size() - 1);
    for (std::size_t leaf = 0; leaf + 1 < begin.size(); ++leaf) {
      std::array<word, 2> total{};
      for (std::size_t i = begin[leaf]; i < begin[leaf + 1]; ++i) {
        total[0] += values[i].gradient;
        total[1] += values[i].hessian_and_count;
      }
      const double h = hessian(total.data()) + l2_;
      out.push_back(h > 0.0 ? -gradient(total.data()) / h : 0.0);
    }
    return out;
  }

 private:
  /// The power of two of which `most` is at most 2^bits.
  [[nodiscard]] static double unit(double most, int bits) noexcept {
    if (!(most > 0.0)) return 1.0;
    int exponent = 0;
    static_cast<void>(std::frexp(most, &exponent));
    return std::ldexp(1.0, std::clamp(exponent - bits, -1000, 1000));
  }

  [[nodiscard]] double gradient(const word* bin) const noexcept {
    return static_cast<double>(static_cast<std::int64_t>(bin[0])) * gradient_unit_;
  }
  [[nodiscard]] double hessian(const word* bin) const noexcept {
    return static_cast<double>(static_cast<std::int64_t>(bin[1] >> count_bits)) * hessian_unit_;
  }
  [[nodiscard]] double score(double g, double h) const noexcept {
    const double with = h + l2_;
    return with > 0.0 ? g * g / with : 0.0;
  }

  gradient_target target_;
  double l2_;
  double min_hessian_;
  double gradient_unit_ = 1.0;
  double hessian_unit_ = 1.0;
};

/// Keys of codes: their places along the first principal axis of their deviations, or along the one coordinate that
/// there is.
STANDIN_LAZY inline void place_codes(std::span<const double> deviation, std::span<const double> rows,
                                     std::span<const std::uint8_t> codes, std::array<double, 256>& out) {
  constexpr std::size_t steps = 9;
  const std::vector<double> places =
      stats::principal_places(deviation, rows, stats::widest_coordinate(deviation, rows), steps);
  for (std::size_t i = 0; i < codes.size(); ++i) out[codes[i]] = places[i];
}

/// Counts of classes, a word each.
class class_statistics {
 public:
  using word = std::uint32_t;
  using row_value = std::uint8_t;
  struct node {
    std::vector<word> total;
    double score;
  };

  class_statistics(const class_target& target, std::size_t rows) : target_(target) {
    if (target.count < 2 || target.count > 256) {
      throw invalid_option("tree, count of classes", "found " + std::to_string(target.count), "2 to 256 will do");
    }
    if (!target.weights.empty() && target.weights.size() != target.count) {
      throw invalid_option("tree, weights of classes", "found " + std::to_string(target.weights.size()),
                           "give one for each class");
    }
    if (target.criterion != impurity::entropy || !target.weights.empty()) return;
    constexpr std::size_t most = 1 << 18;  // counts that a table is worth while for
    logs_.resize(std::min(rows, most) + 1, 0.0);
    for (std::size_t n = 2; n < logs_.size(); ++n) logs_[n] = static_cast<double>(n) * std::log(static_cast<double>(n));
  }

  [[nodiscard]] std::size_t words() const noexcept { return target_.count; }

  [[nodiscard]] std::vector<row_value> values(std::span<const std::uint32_t> rows) const {
    std::vector<row_value> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = target_.classes[rows[i]];
    return out;
  }

  void add(word* sums, std::size_t code, row_value value) const noexcept { ++sums[target_.count * code + value]; }

  [[nodiscard]] std::size_t count(const word* bin) const noexcept {
    std::size_t rows = 0;
    for (std::size_t k = 0; k < target_.count; ++k) rows += bin[k];
    return rows;
  }

  [[nodiscard]] node begin_node(const word* total, std::size_t rows) const {
    static_cast<void>(rows);
    node of{{total, total + target_.count}, 0.0};
    of.score = score([&](std::size_t k) { return total[k]; });
    return of;
  }

  [[nodiscard]] static double noise(const node& of) noexcept { return 1e-12 * std::abs(of.score); }

  bool gain(const node& of, const word* left, double& worth) const noexcept {
    worth = score([&](std::size_t k) { return left[k]; }) +
            score([&](std::size_t k) { return of.total[k] - left[k]; }) - of.score;
    return true;
  }

  /// The share of the second of two classes, or the place along the first principal component of the class shares.
  void keys(const node& of, const word* sums, std::span<const std::uint8_t> codes, double smoothing,
            std::array<double, 256>& out) const {
    const std::size_t classes = target_.count;
    double all = 0.0;
    for (const word w : of.total) all += w;
    std::vector<double> deviation(codes.size() * classes);
    std::vector<double> rows(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const word* bin = sums + codes[i] * classes;
      rows[i] = static_cast<double>(count(bin));
      for (std::size_t k = 0; k < classes; ++k) {
        // Shrunk towards the node's shares, so that few rows make no extreme.
        deviation[i * classes + k] = (bin[k] - rows[i] * of.total[k] / all) / (rows[i] + smoothing);
      }
    }
    if (classes > 2) return place_codes(deviation, rows, codes, out);
    for (std::size_t i = 0; i < codes.size(); ++i) out[codes[i]] = deviation[2 * i + 1];
  }

  [[nodiscard]] static std::vector<double> leaf_values(std::span<const std::uint32_t> /*begin*/,
                                                       std::span<const row_value> /*values*/) {
    return {};
  }

 private:
  /// What a node with these counts keeps of purity: larger is purer, additive over nodes.
  template <class CountOf>
  [[nodiscard]] double score(CountOf&& count_of) const noexcept {
    if (!target_.weights.empty()) return weighted_score(count_of);
    std::size_t all = 0;
    double sum = 0.0;
    if (target_.criterion == impurity::gini) {
      for (std::size_t k = 0; k < target_.count; ++k) {
        const word n = count_of(k);
        all += n;
        sum += static_cast<double>(n) * static_cast<double>(n);
      }
      return all == 0 ? 0.0 : sum / static_cast<double>(all);
    }
    for (std::size_t k = 0; k < target_.count; ++k) {
      const word n = count_of(k);
      all += n;
      sum += times_log(n);
    }
    return sum - times_log(all);
  }

  /// n log n.
  [[nodiscard]] double times_log(std::size_t n) const noexcept {
    return n < logs_.size() ? logs_[n] : static_cast<double>(n) * std::log(static_cast<double>(n));
  }

  template <class CountOf>
  [[nodiscard]] double weighted_score(CountOf&& count_of) const noexcept {
    double all = 0.0;
    double sum = 0.0;
    for (std::size_t k = 0; k < target_.count; ++k) {
      const double n = static_cast<double>(count_of(k)) * target_.weights[k];
      all += n;
      sum += target_.criterion == impurity::gini ? n * n : n > 0.0 ? n * std::log(n) : 0.0;
    }
    if (!(all > 0.0)) return 0.0;
    return target_.criterion == impurity::gini ? sum / all : sum - all * std::log(all);
  }

  class_target target_;
  std::vector<double> logs_{};  ///< n log n
};

/// Sums of short vectors: eight words of 32 bits a bin, the rows last, which a vector unit adds at once.
class vector_statistics {
 public:
  static constexpr std::size_t lanes = vector_target::most + 1;
  using word = std::int32_t;
  using row_value = std::array<std::int16_t, lanes>;
  static constexpr std::size_t rows_at = vector_target::most;
  using vector = std::array<double, lanes>;
  struct node {
    vector total;
    double score;
  };

  vector_statistics(const vector_target& target, std::span<const std::uint32_t> rows, const tree_options& options)
      : target_(target), l2_(options.l2) {
    if (target.width == 0 || target.width > vector_target::most)
      throw invalid_option("tree, width", "found " + std::to_string(target.width), "1 to 7 will do");
    std::array<std::uint32_t, lanes> largest{};  // bits of numbers above 0 rise with them, and beyond with NaN
    for (const std::uint32_t row : rows)
      for (std::size_t d = 0; d < lanes; ++d)
        largest[d] = std::max(largest[d], std::bit_cast<std::uint32_t>(target.values[row][d]) & 0x7FFFFFFFU);
    const float most = std::bit_cast<float>(*std::max_element(largest.begin(), largest.end()));
    if (!(most <= 1e30F))
      throw numeric_error("tree", "values that are not finite", "look for infinite targets or weights");
    const double room = std::min(32000.0, 0x1p30 / static_cast<double>(std::max<std::size_t>(rows.size(), 1)));
    unit_ = most > 1e-30F ? static_cast<double>(most) / room : 1.0;
  }

  [[nodiscard]] static constexpr std::size_t words() noexcept { return lanes; }

  [[nodiscard]] std::vector<row_value> values(std::span<const std::uint32_t> rows) const {
    const auto per_unit = static_cast<float>(1.0 / unit_);
    std::vector<row_value> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const vector_target::value& from = target_.values[rows[i]];
      for (std::size_t d = 0; d < lanes; ++d)
        out[i][d] = static_cast<std::int16_t>(from[d] * per_unit + std::copysign(0.5F, from[d]));
      out[i][rows_at] = 1;
    }
    return out;
  }

  static void add(word* sums, std::size_t code, const row_value& value) noexcept {
    word* bin = sums + lanes * code;
    for (std::size_t d = 0; d < lanes; ++d) bin[d] += value[d];
  }

  [[nodiscard]] static std::size_t count(const word* bin) noexcept { return static_cast<std::size_t>(bin[rows_at]); }

  [[nodiscard]] node begin_node(const word* total, std::size_t /*rows*/) const noexcept {
    node of{{}, 0.0};
    for (std::size_t d = 0; d < lanes; ++d) of.total[d] = total[d];
    of.score = score(of.total);
    return of;
  }

  [[nodiscard]] static double noise(const node& of) noexcept { return 1e-12 * of.score; }

  bool gain(const node& of, const word* left, double& worth) const noexcept {
    vector here;
    vector there;
    for (std::size_t d = 0; d < lanes; ++d) {
      here[d] = left[d];
      there[d] = of.total[d] - here[d];
    }
    worth = score(here) + score(there) - of.score;
    return true;
  }

  void keys(const node& of, const word* sums, std::span<const std::uint8_t> codes, double smoothing,
            std::array<double, 256>& out) const {
    std::vector<double> deviation(codes.size() * vector_target::most);
    std::vector<double> rows(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const word* bin = sums + lanes * codes[i];
      rows[i] = bin[rows_at];
      for (std::size_t d = 0; d < vector_target::most; ++d)
        deviation[i * vector_target::most + d] =
            (bin[d] - rows[i] * of.total[d] / of.total[rows_at]) / (rows[i] + smoothing);
    }
    if (target_.width > 1) return place_codes(deviation, rows, codes, out);
    for (std::size_t i = 0; i < codes.size(); ++i) out[codes[i]] = deviation[i * vector_target::most];
  }

  [[nodiscard]] static std::vector<double> leaf_values(std::span<const std::uint32_t> /*begin*/,
                                                       std::span<const row_value> /*values*/) {
    return {};
  }

 private:
  [[nodiscard]] double score(const vector& sums) const noexcept {
    double squares = 0.0;
    for (std::size_t d = 0; d < vector_target::most; ++d) squares += sums[d] * sums[d];
    const double rows = sums[rows_at] + l2_;
    return rows > 0.0 ? unit_ * unit_ * squares / rows : 0.0;
  }

  vector_target target_;
  double l2_;
  double unit_ = 1.0;
};

}  // namespace detail

STANDIN_LAZY_INLINE grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                         std::span<const std::uint32_t> rows, const gradient_target& target,
                                         const tree_options& options, executor_ref on) {
  const detail::gradient_statistics statistics(target, rows, options);
  return detail::tree_growth<detail::gradient_statistics>(table, columns, rows, statistics, options, on).run();
}

STANDIN_LAZY_INLINE grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                         std::span<const std::uint32_t> rows, const class_target& target,
                                         const tree_options& options, executor_ref on) {
  const detail::class_statistics statistics(target, rows.size());
  return detail::tree_growth<detail::class_statistics>(table, columns, rows, statistics, options, on).run();
}

STANDIN_LAZY_INLINE grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                         std::span<const std::uint32_t> rows, const vector_target& target,
                                         const tree_options& options, executor_ref on) {
  if (target.values.size() != table.rows())
    throw data_error("tree, values", "found another number than rows", "give one vector a row");
  const detail::vector_statistics statistics(target, rows, options);
  return detail::tree_growth<detail::vector_statistics>(table, columns, rows, statistics, options, on).run();
}

}  // namespace standin::inline v0_1
