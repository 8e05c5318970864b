// The memory of a thread, which has its record and its register stack; and the references in it that the collector
// sees.
#include <sys/mman.h>

#include <new>

#include "gc/base/reserve.h"
#include "gc/cycle/collector.h"
#include "interp/vm/shadow.h"
#include "interp/vm/thread_data.h"
#include "interp/vm/uncounted.h"

namespace vm {

// 64 MiB of address space per thread; pages are touched as the stack grows. The record comes first: an idle thread
// uses about a fourth of the stack's first page, so that the record costs nothing there.
inline constexpr size_t kStackBytes = size_t{64} << 20;
// Room above the limit for the header and arguments of a call that is about to be refused.
inline constexpr size_t kReserve = 4096;

inline constexpr size_t kRecordBytes = gc::align_up(sizeof(Thread), 64);

// The memory of ended threads, which is kept for new threads with its first pages. The registers hold no reference
// (rule 2 of frame.h), so they need not be cleared.
inline constexpr u32 kMostKept = gc::kShadow ? 4096 : 16;
inline constexpr size_t kKeptBytes = size_t{32} << 10;
static gc::Atomic<char*> g_kept[kMostKept];

static char* take_kept() {
  for (auto& kept : g_kept) {
    if (!kept.load(gc::relaxed)) continue;
    if (char* memory = kept.exchange(nullptr, gc::acquire)) return memory;
  }
  return nullptr;
}

static bool keep(char* memory) {
  for (auto& kept : g_kept) {
    char* none = nullptr;
    if (kept.load(gc::relaxed) || !kept.compare_exchange_strong(none, memory, gc::release, gc::relaxed)) continue;
    return true;
  }
  return false;
}

static Value* registers_in(char* memory) { return reinterpret_cast<Value*>(memory + kRecordBytes); }

// Null: no memory.
static char* take_memory() {
  if (char* kept = take_kept()) return kept;
  auto* memory = static_cast<char*>(gc::reserve(kStackBytes));
  if constexpr (gc::kShadow) {
    if (memory) shadow_stack_begins(registers_in(memory));
  }
  return memory;
}

static void give_stack(Thread& t, char* memory) {
  t.stack = t.top = registers_in(memory);
  t.stack_bytes = kStackBytes - kRecordBytes - kReserve * sizeof(Value);
}

bool allocate_stack(Thread& t) {
  char* memory = take_memory();
  if (memory) give_stack(t, memory);
  return memory != nullptr;
}

Thread* make_thread() {
  char* memory = take_memory();
  if (!memory) return nullptr;
  auto* t = new (memory) Thread;
  give_stack(*t, memory);
  return t;
}

void free_thread(Thread* t) {
  free_thread_data(*t);
  t->~Thread();
  auto* memory = reinterpret_cast<char*>(t);
  madvise(memory + kKeptBytes, kStackBytes - kKeptBytes, MADV_DONTNEED);
  if (!keep(memory) && !gc::kShadow) munmap(memory, kStackBytes);
}

void trace_thread(gc::Thread& thread, gc::Visitor& visitor) {
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
