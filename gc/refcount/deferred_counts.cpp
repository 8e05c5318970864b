// The table of differences: open addressing with linear probing. Entries are never deleted one by one; settling empties
// the whole table. The table grows from 16 over 64 to 512 entries; a full table of that size is settled.
#include "gc/refcount/deferred_counts.h"

#include <cstring>

#include "gc/base/accelerators.h"
#include "gc/base/studio.h"
#include "gc/refcount/address_hash.h"
#include "gc/refcount/refcount.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/tally.h"
#include "gc/threads/hooks.h"

namespace gc {

namespace {

// A thread's first table is a small node of the object heap, on the page of the thread's other first nodes, because
// idle threads never need a larger one.
constexpr u32 kFirstLog2Size = 4, kSecondLog2Size = 6, kLog2Size = 9;

struct Entry {
  Object* object;
  i64 difference;  // does not wrap
};

// A table; Thread::deferred_counts. An entry that is all zero is empty.
struct Table {
  u32 log2_size;
  u32 used;
  Entry entries[];

  u32 size() const { return 1u << log2_size; }
  bool full() const { return used == size() / 4 * 3; }
  static size_t bytes(u32 log2_size) { return sizeof(Table) + (size_t{1} << log2_size) * sizeof(Entry); }
};

// The index of the object's entry if no other entry is in the way.
u32 home_of(const Table& table, const Object* object) {
  return static_cast<u32>(address_hash(object) >> (64 - table.log2_size));
}

Entry& entry_of(Table& table, const Object* object) {
  u32 i = home_of(table, object);
  while (table.entries[i].object && table.entries[i].object != object) i = (i + 1) % table.size();
  return table.entries[i];
}

void free_table(Thread& thread, Table* table) {
  if (table->log2_size == kFirstLog2Size) {
    node_free(thread, table);
  } else {
    raw_free(table);
  }
}

// Makes the thread's first table, or the next larger one with the entries of `old`.
TINYPY_COLD Table* larger_table(Thread& thread, Table* old) {
  u32 log2_size = kFirstLog2Size;
  auto* table = static_cast<Table*>(old ? nullptr : node_alloc(thread, Table::bytes(log2_size)));
  if (!table) {
    log2_size = !old || old->log2_size == kFirstLog2Size ? kSecondLog2Size : kLog2Size;
    table = static_cast<Table*>(vital_alloc(Table::bytes(log2_size)));
  }
  std::memset(static_cast<void*>(table), 0, Table::bytes(log2_size));
  table->log2_size = log2_size;
  if (old) {
    for (u32 i = 0; i < old->size(); ++i) {
      if (old->entries[i].object) entry_of(*table, old->entries[i].object) = old->entries[i];
    }
    table->used = old->used;
    free_table(thread, old);
  }
  thread.deferred_counts = table;
  return table;
}

TINYPY_COLD TINYPY_RARE Table* make_room(Thread& thread, Table* table) {
  if (!table || table->log2_size < kLog2Size) return larger_table(thread, table);
  settle_deferred_counts(thread);
  return table;
}

// Counts in the object's word; the accelerator is off.
TINYPY_COLD TINYPY_RARE void count_at_once(Object* object, i64 difference) {
  ++t_shared_writes.counts;
  add_shared(object, difference);
}

[[gnu::noinline]] TINYPY_RARE void count_anywhere(Thread& thread, Object* object, i64 difference) {
  auto* table = static_cast<Table*>(thread.deferred_counts);
  if (!table) [[unlikely]] {
    if (!enabled(Accelerator::deferred_counts)) return count_at_once(object, difference);
    table = make_room(thread, table);
  }
  Entry* entry = &entry_of(*table, object);
  if (!entry->object) {
    if (table->full()) {
      table = make_room(thread, table);
      entry = &entry_of(*table, object);
    }
    entry->object = object;
    ++table->used;
  }
  entry->difference += difference;
}

}  // namespace

// The common case is here and makes no call, so that the function needs no stack frame; count_anywhere() does the rest.
void count_later(Thread& thread, Object* object, i64 difference) {
  observe(difference < 0 ? ObjectEvent::decref_deferred : ObjectEvent::incref_deferred, object,
          static_cast<u64>(difference < 0 ? -difference : difference));
  auto* table = static_cast<Table*>(thread.deferred_counts);
  Entry* entry = table ? &table->entries[home_of(*table, object)] : nullptr;
  if (!entry || entry->object != object) [[unlikely]]
    return count_anywhere(thread, object, difference);
  entry->difference += difference;
}

void settle_deferred_counts(Thread& thread) {
  auto* table = static_cast<Table*>(thread.deferred_counts);
  if (!table || table->used == 0) return;
  for (u32 i = 0; i < table->size(); ++i) {
    Entry& entry = table->entries[i];
    if (entry.difference != 0) {
      observe(ObjectEvent::settled_deferred, entry.object);
      add_shared(entry.object, entry.difference);
    }
    entry = {nullptr, 0};
  }
  table->used = 0;
}

void end_deferred_counts(Thread& thread) {
  settle_deferred_counts(thread);
  if (thread.deferred_counts) free_table(thread, static_cast<Table*>(thread.deferred_counts));
  thread.deferred_counts = nullptr;
}

}  // namespace gc
