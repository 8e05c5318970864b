// The totals, under a lock.
#include "gc/cycle/stats.h"

#include <algorithm>

#include "gc/sync/mutex.h"

namespace gc {

namespace {
Mutex g_lock;
GenerationStats g_stats[kGenerations];  // under g_lock

int clamped(int generation) { return std::clamp(generation, 0, kGenerations - 1); }
}  // namespace

void record_collection(int generation, const CollectionResult& result) {
  MutexGuard guard(g_lock);
  GenerationStats& stats = g_stats[clamped(generation)];
  ++stats.collections;
  stats.private_collections += result.is_private;
  stats.collected += result.collected;
  stats.uncollectable += result.uncollectable;
  stats.pause_ns += result.pause_ns;
  stats.stop_ns += result.stop_ns;
  stats.living_ns += result.living_ns;
  stats.candidates += result.live + result.collected;
  stats.max_pause_ns = std::max(stats.max_pause_ns, result.pause_ns);
}

GenerationStats collector_stats(int generation) {
  MutexGuard guard(g_lock);
  return g_stats[clamped(generation)];
}

}  // namespace gc
