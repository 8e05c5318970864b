// The parts of itertools.
//
// Threads that share an iterator may see items skipped or repeated, but no torn state. Positions are relaxed atomics; a
// step that changes several words together holds the object lock.
#pragma once

#include "runtime/library/parts/module_parts.h"
#include "runtime/types/iterators/sequence_iterators.h"

namespace rt {

extern const ModuleDef kItertoolsModule;

}  // namespace rt

namespace rt::itertools {

// Each function enters its file's types into the module. False: an error is pending.
bool add_infinite(Thread& t, Value module);
bool add_selecting(Thread& t, Value module);
bool add_combining(Thread& t, Value module);
bool add_combinatoric(Thread& t, Value module);
bool add_grouping(Thread& t, Value module);
bool add_tee(Thread& t, Value module);

// chain(a, b) and islice(iterable, start, None), for pickled states. Empty: an error is pending.
Ref make_chain(Thread& t, Value a, Value b);
Ref make_islice_from(Thread& t, Value iterable, i64 start);

inline Ref stop() { return Ref::immediate(kStop); }
inline bool is_stop(const Ref& item) { return item.get() == kStop; }
// None in place of an argument that was left out.
inline Value or_none(Value v) { return v ? v : kNone; }

// A number of iterators or pools that no memory holds: it is refused at once, not when the memory is full.
inline constexpr u64 kNeverFits = u64{1} << 40;

// A flag or position that is read and written without order: see the head of this file.
inline i64 get(const gc::Atomic<i64>& word) { return word.load(gc::relaxed); }
inline void put(gc::Atomic<i64>& word, i64 n) { word.store(n, gc::relaxed); }

// Fast path of next() on the iterator in a field of a private object, which needs no count meanwhile: the next item of
// a list or tuple, owned by the caller. Empty: nothing has been done.
inline Value take_from_private(Thread& t, const Object* holder, const Slot& field) {
  if (gc::kFreeThreaded && holder->published()) return Value();
  Value iterator = field.get();
  return iterator ? take_private_item(t, iterator) : Value();
}

inline constexpr const char* kReduceDoc = "Return state information for pickling.";
inline constexpr const char* kSetstateDoc = "Set state information for unpickling.";

// Enters a type of iterators into the module. Since 3.14 they cannot be pickled: then the rows for pickles, with which
// the table of methods begins, are left out. False: an error is pending.
bool add_iterator_type(Thread& t, Value module, Type*& type, const TypeSpec& spec);

// The one argument of a constructor. Null: an error is pending.
inline Value only_argument(Thread& t, const char* function, Type* type, const Type* base, const CallArgs& args) {
  if (refuses_keywords(t, function, type, base, args)) return Value();
  if (args.positional == 1) return args[0];
  return Value(raise_type_error(t, "%s expected 1 argument, got %u", function, args.positional));
}

constexpr Slots iterator_slots(Ref (*create)(Thread&, Type*, const CallArgs&), Ref (*next)(Thread&, Value)) {
  Slots s{};
  s.create = create;
  s.iter = self_iter;
  s.next = next;
  return s;
}

}  // namespace rt::itertools
