// SPDX-License-Identifier: MIT
/// \file
/// Loops and sums over fixed chunks of rows, whose results do not depend on the number of threads.
#pragma once

#include <standin/parallel/executor.hpp>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// [0, n) cut into chunks of `grain`, the last one shorter. A grain of 0 counts as 1.
struct chunks {
  std::size_t n;
  std::size_t grain;

  constexpr chunks(std::size_t rows, std::size_t size) noexcept : n(rows), grain(size == 0 ? 1 : size) {}

  [[nodiscard]] constexpr std::size_t count() const noexcept { return n / grain + (n % grain == 0 ? 0 : 1); }
  [[nodiscard]] constexpr std::size_t begin(std::size_t i) const noexcept { return i * grain; }
  [[nodiscard]] constexpr std::size_t end(std::size_t i) const noexcept {
    return n - begin(i) < grain ? n : begin(i) + grain;
  }
};

/// Folds the results of chunks in the order of the chunks, each as soon as all before it are there.
template <class T, class Combine>
class ordered_fold {
 public:
  ordered_fold(std::size_t count, T identity, Combine& combine)
      : count_(count), slots_(std::make_unique<slot[]>(count)), total_(std::move(identity)), combine_(combine) {}

  /// Who finds another thread folding leaves its part to that thread, to the next one, or to `take`.
  void put(std::size_t i, T&& part) {
    slots_[i].part.emplace(std::move(part));
    slots_[i].ready.store(true, std::memory_order_release);
    if (folding_.exchange(true, std::memory_order_acquire)) return;
    fold();
    folding_.store(false, std::memory_order_release);
  }

  /// After the last `put`.
  [[nodiscard]] T take() {
    fold();
    return std::move(total_);
  }

 private:
  struct slot {
    std::optional<T> part;
    std::atomic<bool> ready{false};
  };

  void fold() {
    for (; next_ < count_ && slots_[next_].ready.load(std::memory_order_acquire); ++next_) {
      total_ = combine_(std::move(total_), std::move(*slots_[next_].part));
      slots_[next_].part.reset();
    }
  }

  std::size_t count_;
  std::unique_ptr<slot[]> slots_;
  T total_;
  Combine& combine_;
  std::size_t next_ = 0;  ///< first chunk that is not folded yet, touched by the folding thread only
  std::atomic<bool> folding_{false};
};

}  // namespace detail

/// Calls `f(begin, end)` for chunks of [0, n), each of `grain` rows but the last.
///
/// The chunks depend on `n` and `grain` only, never on the executor, so a body that writes to its own rows gives the
/// same result on any number of threads. A grain of 0 counts as 1.
/// \throws  what `f` throws on the first chunk that fails
template <class Function>
void parallel_for(executor_ref on, std::size_t n, std::size_t grain, Function&& f) {
  static_assert(std::invocable<Function&, std::size_t, std::size_t>,
                "standin: the body of parallel_for must be callable as f(begin, end) with two std::size_t");
  const detail::chunks chunks(n, grain);
  auto task = [&](std::size_t i) { static_cast<void>(f(chunks.begin(i), chunks.end(i))); };
  on.run(chunks.count(), task);
}

/// Folds `map(begin, end)` over chunks of [0, n), each of `grain` rows but the last, in the order of the chunks:
/// `combine(… combine(combine(identity, map(0, grain)), map(grain, 2 * grain)) …)`.
///
/// Same bits on any number of threads, also where `combine` is not associative, as the sum of floating-point numbers.
/// Results of chunks are folded as soon as their turn comes, by one thread at a time; few wait at any moment.
/// \param map      gives a T, called from several threads at once
/// \param combine  gives a T from two, may take them by `T&&` and reuse them
/// \throws  what `map` throws on the first chunk that fails, or what `combine` throws
template <class T, class Map, class Combine>
[[nodiscard]] T parallel_reduce(executor_ref on, std::size_t n, std::size_t grain, T identity, Map&& map,
                                Combine&& combine) {
  static_assert(std::is_invocable_r_v<T, Map&, std::size_t, std::size_t>,
                "standin: the map of parallel_reduce must be callable as map(begin, end) and give what identity is");
  static_assert(std::is_invocable_r_v<T, Combine&, T, T>,
                "standin: combine of parallel_reduce must be callable with two results of map and give a third");
  const detail::chunks chunks(n, grain);
  const std::size_t count = chunks.count();
  if (count <= 1 || on.concurrency() == 1) {
    T total = std::move(identity);
    for (std::size_t i = 0; i < count; ++i) total = combine(std::move(total), T(map(chunks.begin(i), chunks.end(i))));
    return total;
  }
  detail::ordered_fold<T, std::remove_reference_t<Combine>> fold(count, std::move(identity), combine);
  auto task = [&](std::size_t i) { fold.put(i, T(map(chunks.begin(i), chunks.end(i)))); };
  on.run(count, task);
  return fold.take();
}

}  // namespace standin::inline v0_1
