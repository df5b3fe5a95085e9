// SPDX-License-Identifier: MIT
/// \file
/// Repeats a measurement over seeds, for statistical tests.
#pragma once

#include <metrics/make_columns.hpp>
#include <standin/random/distributions.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace standin {

/// Mean and standard error of what was added.
class running_mean {
 public:
  void add(double x) {
    ++n_;
    const double gap = x - mean_;
    mean_ += gap / static_cast<double>(n_);
    squares_ += gap * (x - mean_);
  }
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double error() const {
    return std::sqrt(squares_ / static_cast<double>(n_ - 1) / static_cast<double>(n_));
  }

 private:
  std::size_t n_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};

/// Value and ideal of a score, over seeds 0 … n - 1.
struct over_seeds {
  running_mean value{};
  running_mean ideal{};

  template <class Measure>
  static over_seeds of(std::size_t seeds, Measure measure) {
    over_seeds found;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const score s = measure(seed);
      found.value.add(s.value);
      found.ideal.add(s.ideal);
    }
    return found;
  }
};

/// Bits for one side of one repetition.
inline random::stream bits_of(std::uint64_t seed, std::uint64_t side) {
  return {{seed, 0x7E57}, random::purpose::sample, side};
}

/// `rows` numbers, each by `draw(random::stream&)`.
template <class Draw>
test_column drawn(std::uint64_t seed, std::uint64_t side, std::size_t rows, Draw draw) {
  random::stream bits = bits_of(seed, side);
  std::vector<double> cells(rows);
  for (double& cell : cells) cell = draw(bits);
  return numbers(std::move(cells));
}

/// `rows` levels, each the name that `draw(random::stream&)` gives.
template <class Draw>
test_column drawn_levels(std::uint64_t seed, std::uint64_t side, std::size_t rows, Draw draw) {
  random::stream bits = bits_of(seed, side);
  std::string cells;
  for (std::size_t row = 0; row < rows; ++row) cells += draw(bits);
  return letters(cells);
}

}  // namespace standin
