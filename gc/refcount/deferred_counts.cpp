#include "gc/refcount/deferred_counts.h"

#include "gc/refcount/refcount.h"
#include "gc/threads/hooks.h"

namespace gc {

namespace {

constexpr u32 kLog2Size = 9;
constexpr u32 kSize = 1u << kLog2Size;
constexpr u32 kMostUsed = kSize / 4 * 3;

struct Entry {
  Object* object;
  i32 difference;
};

// Open addressing; entries are never deleted one by one. Thread::deferred_counts. All zero is empty.
struct Table {
  u32 used;
  Entry entries[kSize];
};

u32 home_of(const Object* object) {
  return static_cast<u32>((reinterpret_cast<uintptr_t>(object) / alignof(Object) * 0x9E3779B97F4A7C15) >> (64 - kLog2Size));
}

Entry& entry_of(Table& table, Object* object) {
  u32 i = home_of(object);
  while (table.entries[i].object && table.entries[i].object != object) i = (i + 1) % kSize;
  return table.entries[i];
}

TINYPY_COLD Table* make_table(Thread& thread) {
  thread.deferred_counts = raw_calloc(sizeof(Table));
  if (!thread.deferred_counts) fatal("no memory for the counts of deferred objects");
  return static_cast<Table*>(thread.deferred_counts);
}

}  // namespace

void count_later(Thread& thread, Object* object, i32 difference) {
  auto* table = static_cast<Table*>(thread.deferred_counts);
  if (!table) [[unlikely]] table = make_table(thread);
  Entry* entry = &entry_of(*table, object);
  if (!entry->object) {
    if (table->used == kMostUsed) {
      settle_deferred_counts(thread);
      entry = &entry_of(*table, object);
    }
    entry->object = object;
    ++table->used;
  }
  entry->difference += difference;
}

void settle_deferred_counts(Thread& thread) {
  auto* table = static_cast<Table*>(thread.deferred_counts);
  if (!table || table->used == 0) return;
  for (Entry& entry : table->entries) {
    if (entry.difference != 0) entry.object->shared.fetch_add(static_cast<u32>(entry.difference) * kSharedOne, relaxed);
    entry = {nullptr, 0};
  }
  table->used = 0;
}

void end_deferred_counts(Thread& thread) {
  settle_deferred_counts(thread);
  if (thread.deferred_counts) raw_free(thread.deferred_counts);
  thread.deferred_counts = nullptr;
}

}  // namespace gc
