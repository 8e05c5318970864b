// The equations of a table of counts (valid.h).
#include "gc/refcount/valid.h"

#if defined(TINYPY_DEBUG)
namespace gc {

bool count_table_is_valid(const CountTable* table) {
  if (!table) return true;
  u32 used = 0;
  for (u32 i = 0; i < table->size(); ++i) {
    const CountTable::Entry& entry = table->entries[i];
    used += entry.object != nullptr;
    if ((table->taken[i / 64] >> i % 64 & 1) != (entry.object != nullptr)) return false;
    // The search ends at the first entry with the object. So an object that has two is not found at the second one.
    bool right = entry.object ? &const_cast<CountTable*>(table)->find(entry.object) == &entry : entry.count == 0;
    if (!right) return false;
  }
  // A table in which nothing may be noted has limit 0 (held_counts.cpp).
  return used == table->used && (used <= table->limit || table->limit == 0) && table->limit < table->size();
}

}  // namespace gc
#endif
