// SPDX-License-Identifier: MIT
/// \file
/// The bodies of core/progress.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/progress.hpp>
#include <standin/core/text.hpp>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE progress_meter::progress_meter(progress_ref listener, std::string_view stage, std::size_t total)
    : listener_(listener), stage_(stage), total_(total) {
  if (!listener_({stage_, 0, total_})) stopped_.store(true);
}

STANDIN_LAZY_INLINE void progress_meter::advance(std::size_t by) {
  if (!listener_) return;
  if (by > 0 && !stopped()) {
    done_.fetch_add(by);
    tell(false);
  }
  heed();
}

STANDIN_LAZY_INLINE void progress_meter::ask() {
  if (!listener_) return;
  if (!stopped()) tell(true);
  heed();
}

STANDIN_LAZY_INLINE void progress_meter::heed() const {
  if (stopped())
    throw cancelled(stage_, concatenate("stopped after ", to_text(done_.load()), " of ", to_text(total_),
                                        ", as the listener asked"));
}

STANDIN_LAZY_INLINE void progress_meter::tell(bool asking) {
  struct turn {
    std::atomic<bool>& taken;
    ~turn() { taken.store(false); }
  };
  // Whoever finds the turn taken leaves its units to the teller, who looks again after giving the turn back. All
  // operations are sequentially consistent, so one of the two sees the other and no unit stays untold.
  std::size_t done = 0;
  do {
    if (telling_.exchange(true)) return;
    const turn mine{telling_};
    done = done_.load();
    const std::size_t shown = done < total_ ? done : total_;
    if ((shown <= told_ && !asking) || stopped()) continue;
    asking = false;
    told_ = shown;
    if (!listener_({stage_, shown, total_})) stopped_.store(true);
  } while (done_.load() != done);
}

}  // namespace standin::inline v0_1
