// The register stack of a thread, and the references in it that the collector sees.
#include <sys/mman.h>

#include "gc/base/reserve.h"
#include "gc/cycle/collector.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/frame/uncounted.h"

namespace vm {

// 64 MiB of address space per thread; pages are touched as the stack grows.
inline constexpr size_t kStackBytes = size_t{64} << 20;
// Room above the limit for the header and arguments of a call that is about to be refused.
inline constexpr size_t kReserve = 4096;

// Stacks of ended threads, which are kept for new threads with their first pages. They hold no reference (rule 2 of
// frame.h), so they need not be cleared.
inline constexpr u32 kMostKept = gc::kShadow ? 4096 : 16;
inline constexpr size_t kKeptBytes = size_t{32} << 10;
static gc::Atomic<Value*> g_kept[kMostKept];

static Value* take_kept() {
  for (auto& kept : g_kept) {
    if (!kept.load(gc::relaxed)) continue;
    if (Value* stack = kept.exchange(nullptr, gc::acquire)) return stack;
  }
  return nullptr;
}

static bool keep(Value* stack) {
  for (auto& kept : g_kept) {
    Value* none = nullptr;
    if (kept.load(gc::relaxed) || !kept.compare_exchange_strong(none, stack, gc::release, gc::relaxed)) continue;
    return true;
  }
  return false;
}

bool allocate_stack(Thread& t) {
  ASSERT(!t.stack && !t.frame);
  t.stack = take_kept();
  if (!t.stack) {
    t.stack = static_cast<Value*>(gc::reserve(kStackBytes));
    if (!t.stack) return false;
    if constexpr (gc::kShadow) shadow_stack_begins(t.stack);
  }
  t.stack_bytes = kStackBytes - kReserve * sizeof(Value);
  t.top = t.stack;
  return true;
}

void free_stack(Thread& t) {
  ASSERT(!t.frame);
  free_thread_data(t);
  if (t.stack) {
    char* bytes = reinterpret_cast<char*>(t.stack);
    madvise(bytes + kKeptBytes, kStackBytes - kKeptBytes, MADV_DONTNEED);
    if (!keep(t.stack) && !gc::kShadow) munmap(bytes, kStackBytes);
  }
  t.stack = t.top = nullptr;
  t.stack_bytes = 0;
}

void trace_thread(gc::Thread& thread, gc::Visitor& visitor) {
  ASSERT(gc::attached_or_stopped(thread));
  auto& t = static_cast<Thread&>(thread);
  const Value* inner = nullptr;
  for (Value* r = t.frame; r; inner = r, r = caller_of(r)) {
    for_each_register_of_frame(r, inner, [&](Value v) { trace_register(visitor, v); });
  }
  trace_thread_data(t, visitor);
  for (Value v : {t.error, t.handled, t.generator_result, t.async_error, t.repr_running}) trace_register(visitor, v);
  for (Value v : t.kept) trace_register(visitor, v);
}

}  // namespace vm
