#include "gc/threads/pause_record.h"

#include "gc/base/clock.h"
#include "gc/sync/mutex.h"
#include "gc/threads/registry.h"

namespace gc {

static PauseStats g_stats = {};  // written by the holder of the world under the registry's lock

void PauseRecord::begins(const char* reason) {
  began_ = now_ns();
  reason_ = reason;
  awaited_ = false;
}

void PauseRecord::stopped(const Thread& holder, u32 last) {
  if (tracing()) [[unlikely]]
    trace_stop(holder, last);
  u64 took = static_cast<u64>(now_ns() - began_);
  {
    MutexGuard guard(g_registry_mutex);
    ++g_stats.pauses;
    g_stats.total_stop_ns += took;
    if (took > g_stats.max_stop_ns) {
      g_stats.max_stop_ns = took;
      g_stats.slowest_thread = last;
      g_stats.slowest_reason = reason_;
    }
  }
  stopped_at_ = now_ns();
}

void PauseRecord::ends() {
  u64 took = static_cast<u64>(now_ns() - stopped_at_);
  {
    MutexGuard guard(g_registry_mutex);
    g_stats.total_pause_ns += took;
    if (took > g_stats.max_pause_ns) g_stats.max_pause_ns = took;
  }
  if (tracing()) [[unlikely]]
    trace_pause();
}

void PauseRecord::trace_stop(const Thread& holder, u32 last) {
  u32 late = awaited_ ? last : 0;
  const Site* late_site = nullptr;
  for (Thread* t = first_thread(); t && late; t = t->next) {
    if (t->id == late) late_site = site_of(*t);
  }
  traced_ = {.kind = TraceKind::stop_the_world,
             .begin = began_,
             .number = static_cast<u64>(now_ns() - began_),
             .text = reason_,
             .site = site_of(holder),
             .other = late,
             .other_site = late_site};
}

void PauseRecord::trace_pause() {
  TraceEvent event = traced_;
  if (!event.begin) return;  // the trace has begun in between
  event.end = now_ns();
  trace(event);
  i64 stopped_at = event.begin + static_cast<i64>(event.number);
  trace({.kind = TraceKind::world_stopped, .begin = stopped_at, .end = event.end, .text = event.text});
}

PauseStats pause_stats() {
  MutexGuard guard(g_registry_mutex);
  return g_stats;
}

}  // namespace gc
