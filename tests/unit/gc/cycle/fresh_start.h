// For tests of collections.
#pragma once

#include "gc/cycle/collector.h"
#include "tests/unit/gc/heap/toys.h"

namespace toys {

// Turns off automatic collections, collects what earlier tests left.
inline void fresh_start(Thread& thread) {
  use_roots();
  g_settings.enabled.store(false, relaxed);
  g_log = {};
  collect(thread, 2);
  g_log = {};
}

}  // namespace toys
