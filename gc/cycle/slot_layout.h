// Where the objects of a shape hold their references, so that marking can read the commonest kinds by itself, without a
// call into the runtime for each object. Lifetime::trace says the same of every kind, and all others ask that.
#pragma once

#include "gc/refcount/header.h"

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

struct SlotLayout {
  enum Kind : u16 {
    kTraced,   // ask Lifetime::trace
    kNothing,  // no references
    kInline,   // `count` slots, `begin` words behind the beginning. But if the word at `null_if_all` is not null, ask
               // `trace`
    kCounted,  // CountedSlots
    kBlock,    // SlotsInBlock
    kTable,    // SlotsInTable
  };
  Kind kind = kTraced;
  u16 begin = 0, count = 0;
  u16 null_if_all = 0;  // in words; 0: there is none
};

}  // namespace gc
