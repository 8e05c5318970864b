// Which places that threads share an instruction is about to read and write: for the watchers of tinypy-t-studio
// (races.h, schedule.h). A place is a global, an attribute, a variable of an enclosing function, an item, a key, or a
// container, an iterator or a text file as a whole.
//
// The handlers know nothing of this. find_accesses() looks at the instruction and its operands before the handler runs.
// What a native function does to a container follows from its name (native_changes.h). Objects that only their
// thread can reach, those that are not published, have no places.
#pragma once

#include <vector>

#include "interp/vm/observe/watch.h"

namespace vm {

// kUpdate: one operation of a built-in that reads and writes the place at once, as dict.setdefault() does. The kinds
// from kItemRead on concern a container as a whole: an item is read or written; the length or the order of items, or
// all contents are read; items come or go at the end or by key; all items may move or go. kAdvance: a generator or
// another iterator goes on, or a text file does.
enum class AccessKind : u8 {
  kRead,
  kWrite,
  kUpdate,
  kItemRead,
  kItemWrite,
  kLength,
  kContents,
  kGrow,
  kRearrange,
  kAdvance
};
inline constexpr u32 kAccessKinds = static_cast<u32>(AccessKind::kAdvance) + 1;
enum class PlaceKind : u8 { kGlobal, kAttribute, kVariable, kItem, kKey, kMember, kWhole };

struct Access {
  Object* object;  // borrowed from the instruction's operands
  u64 key;         // of the place within the object; 0: the container as a whole
  Value name;      // of a global, an attribute, a variable; the key or index; else, or through a view, empty. Borrowed
  Value written;   // by kWrite: what is stored, borrowed; else empty
  AccessKind kind;
  PlaceKind place;
};

struct Accesses {
  static constexpr u32 kMost = 4;
  Access at[kMost];
  u32 count = 0;
  std::vector<Access> elements;  // of the slices of an instruction (elements.h)
  bool empty() const { return count == 0 && elements.empty(); }
};

// Which instructions may access a place.
Look may_access(Op op);
// Finds the places of the instruction before `pc`, which is about to run in frame r. Runs no Python code, sets no
// error.
void find_accesses(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k, Accesses* found);

// The key of an attribute's place (Access::key).
u64 key_of_name(Value name);

// True for the kinds of access that change something.
inline bool changes(AccessKind kind) {
  return kind == AccessKind::kWrite || kind == AccessKind::kUpdate || kind == AccessKind::kItemWrite ||
         kind >= AccessKind::kGrow;
}
// True if the order of two accesses of the same place matters. Two changes that are each one operation of a built-in
// matter only if `strict`.
constexpr bool order_matters(AccessKind a, AccessKind b, bool strict) {
  using enum AccessKind;
  constexpr auto bit = [](AccessKind kind) { return 1u << static_cast<u32>(kind); };
  constexpr u32 kOthers[] = {
      bit(kWrite) | bit(kUpdate),                                        // of kRead
      bit(kRead) | bit(kWrite) | bit(kUpdate),                           // of kWrite
      bit(kRead) | bit(kWrite),                                          // of kUpdate
      bit(kRearrange),                                                   // of kItemRead
      bit(kContents) | bit(kRearrange),                                  // of kItemWrite
      bit(kGrow) | bit(kRearrange),                                      // of kLength
      bit(kItemWrite) | bit(kGrow) | bit(kRearrange),                    // of kContents
      bit(kLength) | bit(kContents),                                     // of kGrow
      bit(kItemRead) | bit(kItemWrite) | bit(kLength) | bit(kContents),  // of kRearrange
      bit(kAdvance),                                                     // of kAdvance
  };
  if (kOthers[static_cast<u32>(a)] & bit(b)) return true;
  auto at_once = [](AccessKind kind) { return kind == kUpdate || kind == kGrow || kind == kRearrange; };
  return strict && at_once(a) && at_once(b);
}
// True if whoever conflicts with the older access conflicts with the newer one as well.
constexpr bool covers(AccessKind newer, AccessKind older) {
  for (u32 other = 0; other < kAccessKinds; ++other) {
    auto kind = static_cast<AccessKind>(other);
    for (bool strict : {false, true}) {
      if (order_matters(older, kind, strict) && !order_matters(newer, kind, strict)) return false;
    }
  }
  return true;
}

}  // namespace vm
