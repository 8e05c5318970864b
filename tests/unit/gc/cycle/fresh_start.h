// For tests of collections.
#pragma once

#include "gc/cycle/collector.h"
#include "tests/unit/gc/heap/toys.h"

namespace toys {

// Turns off automatic collections, collects what earlier tests left, and gives back what pages of ended threads have
// free.
inline void fresh_start(Thread& thread) {
  use_roots();
  g_settings.enabled.store(false, relaxed);
  g_log = {};
  collect(thread, 2);
  live_blocks(thread);
  g_log = {};
}

}  // namespace toys
