// The operations on tables of counts that are not inlined.
#include "gc/refcount/count_table.h"

#include <bit>
#include <cstring>
#include <utility>

#include "gc/heap/heap.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/valid.h"

namespace gc {
namespace {

constexpr u32 kFirstLog2Size = 5, kGrowth = 2;

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
  CountTable* next = log2_size <= CountTable::kLargestLog2Size ? new_table(thread, log2_size) : nullptr;
  if (!next) return false;
  for (u32 i = 0; i < table->size(); ++i) {
    const CountTable::Entry& entry = table->entries[i];
    if (entry.count == 0) continue;
    CountTable::Entry& place = next->find(entry.object);
    next->take(place, entry.object);
    place.count = entry.count;
  }
  free_count_table(thread, std::exchange(table, next));
  ASSERT_SLOW(count_table_is_valid(table));
  return true;
}

u64 settle_counts(CountTable* table, ObjectEvent event) {
  ASSERT_SLOW(count_table_is_valid(table));
  if (!table || table->used == 0) return 0;
  u64 objects = 0;
  for (u32 word = 0; word * 64 < table->size(); ++word) {
    for (u64 left = std::exchange(table->taken[word], 0); left != 0; left &= left - 1) {
      auto entry = std::exchange(table->entries[word * 64 + static_cast<u32>(std::countr_zero(left))], {});
      if (entry.count == 0) continue;
      observe(event, entry.object);  // before the count: the object lives
      // Relaxed: whoever settles releases afterwards, by an announcement or a pause.
      add_shared(entry.object, entry.count);
      ++objects;
    }
  }
  table->used = 0;
  return objects;
}

}  // namespace gc
