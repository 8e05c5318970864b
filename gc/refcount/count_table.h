// A thread's table of counts that are not yet in the objects: object -> count. deferred_counts.h and held_counts.h say
// what is counted there, and when the counts are written. Open addressing with linear probing, by the object's address:
//
//   home(X)
//   v
//   | X, 2 | Y, 1 | Z, 0 | empty | ...        a search for Y begins at Y's home and ends at Y or at an empty entry
//
// The first table of a thread has 32 entries and is a small node of the object heap. Each next one is four times as
// large, up to 512 entries. By the thread itself, or with the world stopped.
#pragma once

#include "gc/base/studio.h"
#include "gc/refcount/address_hash.h"

namespace gc {

struct CountTable {
  static constexpr u32 kLargestLog2Size = 9;
  struct Entry {
    Object* object;  // null: the entry is empty
    i64 count;       // does not wrap
  };

  u32 log2_size;
  u32 limit;                                 // of `used`
  u32 used;                                  // entries that are not empty
  u64 taken[(1u << kLargestLog2Size) / 64];  // a bit for each of them: an announcement looks at no other entry
  Entry entries[];

  u32 size() const { return 1u << log2_size; }
  u32 after(u32 i) const { return (i + 1) & (size() - 1); }
  u32 before(u32 i) const { return (i - 1) & (size() - 1); }

  // The object's entry if no other one is in the way.
  Entry& home(const Object* object) { return entries[home_index(object)]; }
  // The object's entry, or the empty one where it belongs.
  Entry& find(const Object* object) {
    u32 i = home_index(object);
    while (entries[i].object && entries[i].object != object) i = after(i);
    return entries[i];
  }
  // The entry is empty before.
  void take(Entry& entry, Object* object) {
    u32 i = static_cast<u32>(&entry - entries);
    entry.object = object;
    taken[i / 64] |= u64{1} << i % 64;
    ++used;
  }
  void vacate(u32 i) {
    entries[i].object = nullptr;
    taken[i / 64] &= ~(u64{1} << i % 64);
    --used;
  }

 private:
  u32 home_index(const Object* object) const { return static_cast<u32>(address_hash(object) >> (64 - log2_size)); }
};

// A thread's first table. Null: no memory.
CountTable* new_count_table(Thread& thread);
void free_count_table(Thread& thread, CountTable* table);
// Replaces a full table by one with its counts that are not 0, which is larger if these are many. False: there is no
// memory, or the table has the greatest size; nothing has changed.
bool make_room(Thread& thread, CountTable*& table);
// Adds all counts to the objects and empties the table, which may be null. Returns how many objects that were. `event`:
// what the studio is told.
u64 settle_counts(CountTable* table, ObjectEvent event);

// The object's entry, made if there is none yet. kSettle empties the thread's table when there is no more room.
template <void (*kSettle)(Thread&)>
inline CountTable::Entry& entry_for(Thread& thread, CountTable*& table, Object* object) {
  CountTable::Entry* entry = &table->find(object);
  if (!entry->object) {
    if (table->used == table->limit) {
      if (!make_room(thread, table)) kSettle(thread);
      entry = &table->find(object);
    }
    table->take(*entry, object);
  }
  return *entry;
}

}  // namespace gc
