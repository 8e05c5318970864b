// The operations on tables of counts that are not inlined.
#include "gc/refcount/count_table.h"

#include <cstring>
#include <utility>

#include "gc/heap/heap.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/valid.h"

namespace gc {
namespace {

constexpr u32 kFirstLog2Size = 5, kGrowth = 2, kLargestLog2Size = 9;

// Null: no memory.
CountTable* new_table(Thread& thread, u32 log2_size) {
  size_t bytes = sizeof(CountTable) + (size_t{1} << log2_size) * sizeof(CountTable::Entry);
  auto* table = static_cast<CountTable*>(log2_size == kFirstLog2Size ? node_alloc(thread, bytes) : raw_alloc(bytes));
  if (!table) return nullptr;
  std::memset(static_cast<void*>(table), 0, bytes);
  table->log2_size = log2_size;
  table->limit = table->size() / 4 * 3;
  return table;
}

bool is_crowded(const CountTable& table) {
  u32 counts = 0;
  for (u32 i = 0; i < table.size(); ++i) counts += table.entries[i].count != 0;
  return counts > table.limit / 2;
}

}  // namespace

CountTable* new_count_table(Thread& thread) { return new_table(thread, kFirstLog2Size); }

void free_count_table(Thread& thread, CountTable* table) {
  if (table->log2_size == kFirstLog2Size) {
    node_free(thread, table);
  } else {
    raw_free(table);
  }
}

TINYPY_COLD bool make_room(Thread& thread, CountTable*& table) {
  ASSERT(table->used == table->limit);
  u32 log2_size = table->log2_size + (is_crowded(*table) ? kGrowth : 0);
  CountTable* next = log2_size <= kLargestLog2Size ? new_table(thread, log2_size) : nullptr;
  if (!next) return false;
  for (u32 i = 0; i < table->size(); ++i) {
    if (table->entries[i].count == 0) continue;
    next->find(table->entries[i].object) = table->entries[i];
    ++next->used;
  }
  free_count_table(thread, std::exchange(table, next));
  ASSERT_SLOW(count_table_is_valid(table));
  return true;
}

u64 settle_counts(CountTable* table, ObjectEvent event) {
  ASSERT_SLOW(count_table_is_valid(table));
  if (!table || table->used == 0) return 0;
  u64 objects = 0;
  for (u32 i = 0; i < table->size(); ++i) {
    CountTable::Entry& entry = table->entries[i];
    if (entry.count != 0) {
      observe(event, entry.object);  // before the count: the object lives
      // Relaxed: whoever settles releases afterwards, by an announcement or a pause.
      add_shared(entry.object, entry.count);
      ++objects;
    }
    entry = {};
  }
  table->used = 0;
  return objects;
}

}  // namespace gc
