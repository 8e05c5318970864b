// Reports of the blocks of memory that are handed out and taken back, for module _tracemalloc.
//
// Without a tracer, small objects are made and freed as fast as ever. With a tracer, no page is current: each
// allocation of a small block finds Thread::pages empty and takes the slow path, which reports the block. Each page
// counts down from 1, so each free calls page_event(), which reports it as well.
#pragma once

#include <cstddef>

#include "gc/base/atomic.h"

namespace gc {

// The functions run in the middle of an allocation, in any thread, attached or not: they allocate nothing of gc/, touch
// no count, reach no safepoint and take no lock but their own.
struct AllocationTracer {
  void (*made)(const void* block, size_t bytes);
  void (*freed)(const void* block);  // also for blocks that were made earlier, and more than once for some
  void (*before_fork)();
  void (*after_fork)();  // in parent and child
};

// Null: nobody traces. Changes with the world stopped; relaxed.
extern Atomic<const AllocationTracer*> g_allocation_tracer;
inline const AllocationTracer* allocation_tracer() { return g_allocation_tracer.load(relaxed); }

inline void report_made(const void* block, size_t bytes) {
  const AllocationTracer* tracer = allocation_tracer();
  if (tracer && block) [[unlikely]]
    tracer->made(block, bytes);
}
inline void report_freed(const void* block) {
  if (const AllocationTracer* tracer = allocation_tracer()) [[unlikely]]
    tracer->freed(block);
}

// Installs a tracer, or takes it away (null). World stopped; `tracer` stays valid until the next call.
void set_allocation_tracer(const AllocationTracer* tracer);

}  // namespace gc
