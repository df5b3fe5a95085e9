// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: a progress listener must be callable as bool(const standin::progress_event&);
// expect: return true to go on, false to stop
#include <standin/core/progress.hpp>

int main() {
#ifdef SHOULD_FAIL
  auto listener = [](const standin::progress_event&) {};
#else
  auto listener = [](const standin::progress_event&) { return true; };
#endif
  const standin::progress_ref tell = listener;
  return tell({"fit", 1, 2}) ? 0 : 1;
}
