// Slot layouts: where the objects of a shape hold their references. Marking and trials use them to read the slots of
// the commonest kinds of objects without a call into the runtime for each object. Lifetime::trace visits the same
// references of any kind; everybody else uses that. The structures here must match the runtime's (list, tuple, dict,
// ...).
#pragma once

#include "gc/heap/lifetime.h"

namespace gc {

// header | count | slots ...
struct CountedSlots : Object {
  Atomic<u64> count;
  Atomic<u64> slots[];
};

// header | count | block -> | anything | slots ...
struct SlotBlock {
  u64 capacity;
  Atomic<u64> slots[];
};
struct SlotsInBlock : Object {
  Atomic<u64> count;
  Atomic<SlotBlock*> block;  // null only if there are none
};

// header | anything | table -> | anything | words of an entry, all slots if there are 2 | ... | entries | anything |
// entry, entry ...
struct SlotTable {
  u16 log2_size, entry_words;
  u32 changes;
  u64 unread[2];
  Atomic<u64> entries, version;
  Atomic<u64> slots[];
};
struct SlotsInTable : Object {
  u64 unread;
  Atomic<SlotTable*> table;
};

// The layout of a shape: its kind, and for kInline where the slots lie.
struct SlotLayout {
  enum Kind : u16 {
    kTraced,   // only Lifetime::trace knows
    kNothing,  // no references
    kInline,   // `count` slots, `begin` words behind the object's address; if the word at `null_if_all` is not null,
               // the object holds more: call Lifetime::trace
    kCounted,  // CountedSlots
    kBlock,    // SlotsInBlock
    kTable,    // SlotsInTable
  };
  Kind kind = kTraced;
  u16 begin = 0, count = 0;
  u16 null_if_all = 0;  // an offset in words; 0: there is no such word
};

}  // namespace gc
