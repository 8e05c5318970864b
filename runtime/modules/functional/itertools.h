// The parts of itertools. Iterators that threads share may skip or repeat items; positions are relaxed atomics, steps
// that change several words together hold the object lock.
#pragma once

#include "runtime/modules/parts/module_parts.h"

namespace rt {

extern const ModuleDef kItertoolsModule;

}  // namespace rt

namespace rt::itertools {

// Each enters its file's types into the module.
bool add_infinite(Thread& t, Value module);
bool add_selecting(Thread& t, Value module);
bool add_combining(Thread& t, Value module);
bool add_combinatoric(Thread& t, Value module);
bool add_grouping(Thread& t, Value module);
bool add_tee(Thread& t, Value module);

// chain(a, b) and islice(iterable, start, None), for states that need them.
Ref make_chain(Thread& t, Value a, Value b);
Ref make_islice_from(Thread& t, Value iterable, i64 start);

inline Ref stop() { return Ref::immediate(kStop); }
inline bool is_stop(const Ref& item) { return item.get() == kStop; }
// None for an argument that was left out.
inline Value or_none(Value v) { return v ? v : kNone; }

// More iterators, or pools, than any memory holds: that is said at once, not when all of it is full.
inline constexpr u64 kNeverFits = u64{1} << 40;

// A flag or a position read and written without order: see the head of this file.
inline i64 get(const gc::Atomic<i64>& word) { return word.load(gc::relaxed); }
inline void put(gc::Atomic<i64>& word, i64 n) { word.store(n, gc::relaxed); }

inline constexpr const char* kReduceDoc = "Return state information for pickling.";
inline constexpr const char* kSetstateDoc = "Set state information for unpickling.";

constexpr Slots iterator_slots(Ref (*create)(Thread&, Type*, const CallArgs&), Ref (*next)(Thread&, Value)) {
  Slots s{};
  s.create = create;
  s.iter = self_iter;
  s.next = next;
  return s;
}

}  // namespace rt::itertools
