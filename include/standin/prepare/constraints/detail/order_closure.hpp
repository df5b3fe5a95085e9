// SPDX-License-Identifier: MIT
/// \file
/// What follows from comparisons of columns.
#pragma once

#include <standin/config.hpp>
#include <standin/data/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::prepare {
struct ordering;
}

namespace standin::inline v0_1::prepare::detail {

/// Which columns lie below which, with all that follows.
class order_closure {
 public:
  enum class relation : std::uint8_t { none, at_most, less };

  /// \throws invalid_option  when there are too many columns, or their order is a circle
  order_closure(const ordering& wanted, const table_schema& schema);

  [[nodiscard]] const std::vector<std::size_t>& at() const noexcept { return at_; }
  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  [[nodiscard]] relation below(std::size_t i, std::size_t j) const noexcept { return below_[i * n_ + j]; }
  [[nodiscard]] std::size_t index(std::size_t at) const noexcept {
    return static_cast<std::size_t>(std::find(at_.begin(), at_.end(), at) - at_.begin());
  }

 private:
  static constexpr std::size_t most_columns = 100;
  std::vector<std::size_t> at_;
  std::size_t n_ = 0;
  std::vector<relation> below_;
};

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/order_closure.ipp>
#endif
