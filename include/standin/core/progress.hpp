// SPDX-License-Identifier: MIT
/// \file
/// How far a long computation is, and how to stop it.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace standin::inline v0_1 {

/// One report: `done` of `total` units of the stage that is running.
struct progress_event {
  std::string_view stage;  ///< valid during the call only
  std::size_t done;
  std::size_t total;
};

/// Refers to a listener, `bool(const progress_event&)`, which returns false to ask for an early end.
///
/// Does not own the listener, is trivially copyable, and when default-constructed nobody listens.
class progress_ref {
 public:
  constexpr progress_ref() noexcept = default;

  template <class Listener>
    requires(!std::same_as<std::remove_cvref_t<Listener>, progress_ref>)
  progress_ref(Listener&& listener) noexcept {  // NOLINT(google-explicit-constructor): a listener is a progress_ref
    constexpr bool fits = std::is_invocable_r_v<bool, std::remove_reference_t<Listener>&, const progress_event&>;
    static_assert(fits,
                  "standin: a progress listener must be callable as bool(const standin::progress_event&); return true "
                  "to go on, false to stop");
    if constexpr (fits) listener_ = listener;
  }

  /// Whether anybody listens.
  explicit constexpr operator bool() const noexcept { return static_cast<bool>(listener_); }

  /// Tells the listener; true to go on, always so when nobody listens.
  bool operator()(const progress_event& event) const { return !listener_ || listener_(event); }

 private:
  function_ref<bool(const progress_event&)> listener_;
};

/// Counts the units that the tasks of one stage have finished and tells the listener.
///
/// Tasks may call `advance` from any thread. The listener is called by one thread at a time and sees `done` grow, from
/// 0 when the meter is made to `total` when every unit was counted, or the same again where a task only asks; tasks
/// that finish meanwhile don't wait for it, and the next call covers them. Once it has returned false each call of
/// `advance` throws.
class progress_meter {
 public:
  /// \param stage  what is being done, "fit trees"
  /// \param total  units in all; what is counted beyond is not reported
  STANDIN_LAZY progress_meter(progress_ref listener, std::string_view stage, std::size_t total);

  progress_meter(const progress_meter&) = delete;
  progress_meter& operator=(const progress_meter&) = delete;

  /// Counts `by` units as finished; 0 only looks whether the listener has asked to stop.
  /// \throws cancelled  when the listener has asked to stop; whatever the listener itself throws
  STANDIN_LAZY void advance(std::size_t by);

  /// Asks the listener whether to stop, without counting: for tasks that may take long.
  /// \throws as `advance`
  STANDIN_LAZY void ask();

  /// Whether the listener has asked to stop.
  [[nodiscard]] bool stopped() const noexcept { return stopped_.load(std::memory_order_relaxed); }

 private:
  STANDIN_LAZY void tell(bool asking);
  STANDIN_LAZY void heed() const;

  progress_ref listener_;
  std::string stage_;
  std::size_t total_;
  std::size_t told_ = 0;  ///< last `done` that the listener saw, touched by the telling thread only
  std::atomic<std::size_t> done_{0};
  std::atomic<bool> telling_{false};
  std::atomic<bool> stopped_{false};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/core/detail/progress.ipp>
#endif
