// The types set and frozenset: their slots and methods.
#include "gc/refcount/object_lock.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

u64 size_of(Value set) { return as_set(set)->used.load(gc::acquire); }
Type* base_type(Value set) { return is_set(set) ? kSetType : kFrozenSetType; }
Ref copy_of(Thread& t, Value set) { return copy_set(t, base_type(set), as_set(set)); }

// ---- construction

Ref set_create(Thread& t, Type* type, const CallArgs&) { return make_set_of_type(t, type); }

bool set_init(Thread& t, Value self, const CallArgs& args) {
  Value iterable;
  // False if the __init__ of a subclass calls this function.
  bool strict = type_of(self)->slots.init == kSetType->slots.init;
  if (!optional_argument(t, "set", args, strict, &iterable, type_name(self))) return false;
  if (size_of(self)) set_clear(t, as_set(self));
  return !iterable || set_update_py(t, as_set(self), iterable);
}

Ref frozenset_create(Thread& t, Type* type, const CallArgs& args) {
  Value iterable;
  bool strict = type == kFrozenSetType || type->slots.init == kFrozenSetType->slots.init;
  if (!optional_argument(t, "frozenset", args, strict, &iterable, type_name(type))) return Ref();
  if (type == kFrozenSetType) return make_frozenset_py(t, iterable);
  Ref self = make_set_of_type(t, type);
  return self && (!iterable || set_update_py(t, as_set(self), iterable)) ? std::move(self) : Ref();
}

// ---- protocols

Ref set_repr(Thread& t, Value self) {
  bool plain = type_of(self) == kSetType;
  ReprScope scope(t, self);
  if (scope.recursive()) return format_message(t, "%T(...)", self);
  Ref items = set_items_list(t, as_set(self));  // a snapshot, because reprs may change the set
  if (!items) return Ref();
  if (as_list(items)->size() == 0) return format_message(t, "%T()", self);
  text::UcsBuilder out;
  out.append('{');
  for (u64 i = 0; i < as_list(items)->size(); ++i) {
    if (i) out.append_ascii(", ");
    if (!append_repr_py(t, out, (*as_list(items))[i])) return Ref();
  }
  out.append('}');
  Ref text = finish_text(t, out);
  return plain || !text ? std::move(text) : format_message(t, "%T(%S)", self, text.get());
}

i64 set_len(Thread&, Value self) { return static_cast<i64>(size_of(self)); }
Ref set_iter(Thread& t, Value self) { return make_set_iterator(t, self); }
int set_contains(Thread& t, Value self, Value item) { return set_contains_py(t, as_set(self), item); }

bool frozenset_hash(Thread& t, Value self, i64* out) {
  Set* set = as_set(self);
  *out = set->hash.load(gc::relaxed);
  if (*out) return true;
  num::FrozensetHash hash;
  SetWalk walk(t, set);
  while (walk.next_py()) hash.add(walk.hash);
  if (walk.failed) return false;
  *out = hash.finish();
  set->hash.store(*out, gc::relaxed);  // all threads compute the same hash
  return true;
}

int is_subset_py(Thread& t, Value a, Value b) {
  return size_of(a) <= size_of(b) ? set_compare_items_py(t, a, b, true) : 0;
}

int is_equal_py(Thread& t, Value a, Value b) {
  if (size_of(a) != size_of(b)) return 0;
  i64 x = as_set(a)->hash.load(gc::relaxed), y = as_set(b)->hash.load(gc::relaxed);
  return x && y && x != y ? 0 : is_subset_py(t, a, b);
}

Ref set_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_any_set(b)) return Ref::immediate(kNotImplemented);
  int result;
  switch (op) {
    case CompareOp::kEq: result = is_equal_py(t, a, b); break;
    case CompareOp::kNe: result = is_equal_py(t, a, b); break;
    case CompareOp::kLe: result = is_subset_py(t, a, b); break;
    case CompareOp::kGe: result = is_subset_py(t, b, a); break;
    case CompareOp::kLt: result = size_of(a) < size_of(b) ? is_subset_py(t, a, b) : 0; break;
    default: result = size_of(b) < size_of(a) ? is_subset_py(t, b, a) : 0; break;
  }
  if (result < 0) return Ref();
  return bool_ref(op == CompareOp::kNe ? !result : result);
}

// ---- algebra: a new set of the first operand's kind

Ref intersection(Thread& t, Value self, Value other) {
  if (is_any_set(other)) return set_intersection_py(t, base_type(self), self, other);
  Ref result = make_set_of_type(t, base_type(self));
  bool ok = result && for_each_py(t, other, [&](Thread& t2, Value item) {
              i64 hash;
              Ref stand_in;
              if (!set_hash_py(t2, &item, false, &hash, &stand_in)) return false;
              int found = set_contains_hashed_py(t2, as_set(self), item, hash);
              return found == 0 || (found > 0 && set_add_hashed_py(t2, as_set(result), item, hash));
            });
  return ok ? std::move(result) : Ref();
}

Ref difference(Thread& t, Value self, Value other) {
  // If `self` is much larger, it is copied and the other's items are removed from the copy.
  bool is_dict = is_exact_dict(other);
  if ((is_dict && size_of(self) / 4 <= as_dict(other)->size()) ||
      (is_any_set(other) && size_of(self) / 4 <= size_of(other)))
    return set_difference_py(t, base_type(self), self, other);
  Ref result = copy_of(t, self);
  return result && set_difference_update_py(t, as_set(result), other) ? std::move(result) : Ref();
}

Ref unite_py(Thread& t, Value self, Value other) {
  u64 more = is_any_set(other) && other.object() != self.object() ? size_of(other) : 0;
  Ref result = copy_set(t, base_type(self), as_set(self), more);
  return result && set_update_py(t, as_set(result), other) ? std::move(result) : Ref();
}

Ref symmetric_difference(Thread& t, Value self, Value other) {
  Ref result = make_set_of_type(t, base_type(self));
  bool ok =
      result && set_update_py(t, as_set(result), other) && set_symmetric_difference_update_py(t, as_set(result), self);
  return ok ? std::move(result) : Ref();
}

template <Ref (*kOperation)(Thread&, Value, Value)>
Ref set_binary(Thread& t, Value a, Value b) {
  return is_any_set(a) && is_any_set(b) ? kOperation(t, a, b) : Ref::immediate(kNotImplemented);
}

bool intersection_update_py(Thread& t, Set* set, Value other) {
  Ref result = intersection(t, set, other);
  if (!result) return false;
  set_swap(t, set, std::move(result));
  return true;
}

template <bool (*kUpdate)(Thread&, Set*, Value)>
Ref set_inplace(Thread& t, Value self, Value other) {
  if (!is_any_set(other)) return Ref::immediate(kNotImplemented);
  return kUpdate(t, as_set(self), other) ? Ref::share(t, self) : Ref();
}

// ---- methods with any number of iterables

// A new set: applies the operation to `self` and each of the others in turn.
template <Ref (*kOperation)(Thread&, Value, Value)>
Ref fold(Thread& t, Value self, Value others) {
  const Tuple& all = *as_tuple(others);
  if (all.length == 0) return copy_set(t, base_type(self), as_set(self));
  Ref result = Ref::share(t, self);
  for (u64 i = 0; result && i < all.length; ++i) result = kOperation(t, result, all[i]);
  return result;
}

template <bool (*kUpdate)(Thread&, Set*, Value)>
Ref update_with_all(Thread& t, Value self, Value others) {
  const Tuple& all = *as_tuple(others);
  for (u64 i = 0; i < all.length; ++i) {
    if (!kUpdate(t, as_set(self), all[i])) return Ref();
  }
  return none();
}

Ref intersection_update_all(Thread& t, Value self, Value others) {
  Ref result = fold<intersection>(t, self, others);
  if (!result) return Ref();
  if (as_tuple(others)->length) set_swap(t, as_set(self), std::move(result));
  return none();
}

Ref symmetric_difference_update(Thread& t, Value self, Value other) {
  return set_symmetric_difference_update_py(t, as_set(self), other) ? none() : Ref();
}

Ref isdisjoint(Thread& t, Value self, Value other) {
  if (is_any_set(other)) {
    bool swap = size_of(other) > size_of(self);
    int disjoint = set_compare_items_py(t, swap ? self : other, swap ? other : self, false);
    return disjoint < 0 ? Ref() : bool_ref(disjoint);
  }
  int found = 0;
  bool ok = for_each_py(t, other, [&](Thread& t2, Value item) {
    i64 hash;
    Ref stand_in;
    found = set_hash_py(t2, &item, false, &hash, &stand_in) ? set_contains_hashed_py(t2, as_set(self), item, hash) : -1;
    return found == 0;
  });
  return ok && found >= 0 ? bool_ref(!found) : Ref();
}

Ref as_any_set_py(Thread& t, Value iterable) {
  return is_any_set(iterable) ? Ref::share(t, iterable) : make_set_py(t, iterable);
}

Ref issubset(Thread& t, Value self, Value other) {
  Ref set = as_any_set_py(t, other);
  int result = set ? is_subset_py(t, self, set) : -1;
  return result < 0 ? Ref() : bool_ref(result);
}
Ref issuperset(Thread& t, Value self, Value other) {
  Ref set = as_any_set_py(t, other);
  int result = set ? is_subset_py(t, set, self) : -1;
  return result < 0 ? Ref() : bool_ref(result);
}

Ref add(Thread& t, Value self, Value object) { return set_add_py(t, as_set(self), object) ? none() : Ref(); }

Ref remove(Thread& t, Value self, Value object) {
  int removed = set_discard_py(t, as_set(self), object);
  if (removed > 0) return none();
  return removed < 0 ? Ref() : raise_key_error(t, object);
}

Ref discard(Thread& t, Value self, Value object) {
  return set_discard_py(t, as_set(self), object) >= 0 ? none() : Ref();
}

Ref pop(Thread& t, Value self) {
  Ref item = set_pop(t, as_set(self));
  return item ? std::move(item) : raise(t, kKeyErrorType, "pop from an empty set");
}

Ref clear(Thread& t, Value self) {
  set_clear(t, as_set(self));
  return none();
}

Ref copy(Thread& t, Value self) { return is_exact(self, TypeId::kFrozenSet) ? Ref::share(t, self) : copy_of(t, self); }

Ref set_reduce(Thread& t, Value self) {
  Ref items = to_list_py(t, self);  // calls the __iter__ of a subclass
  Ref args = items ? make_tuple(t, items) : Ref();
  Ref state = args ? call_method_py(t, self, name(N::__getstate__)) : Ref();
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref memory_size(Thread& t, Value self) {
  gc::ObjectLock lock(self.object());
  const SetTable* table = as_set(self)->table.load(gc::relaxed);
  return make_int(t, static_cast<i64>(type_of(self)->base_size + (table ? set_table_bytes(table) : 0)));
}

// ---- lifetime

bool is_exact_any_set(const Object* object) {
  return is_exact(object, TypeId::kSet) || is_exact(object, TypeId::kFrozenSet);
}

void set_trace(Object* object, gc::Visitor& visitor) {
  if (!is_exact_any_set(object)) trace_attributes(object, visitor);
  const SetTable* table = static_cast<Set*>(object)->table.load(gc::acquire);
  if (!table || !table->has_objects.load(gc::relaxed)) return;
  for (u64 i = 0; i <= table->mask; ++i) trace_slot(visitor, table->entries[i].key);
}

void set_clear_lifetime(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  set_clear(t, static_cast<Set*>(object));
  if (!is_exact_any_set(object)) dispose_attributes(t, object);
}

void set_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  Set* set = static_cast<Set*>(object);
  if (!is_exact_any_set(object)) dispose_attributes(t, object);
  release_set_table(t, set, set->table.load(gc::acquire));
}

constexpr const char* kDifferenceDoc = "A set of the items that no other has.";
constexpr const char* kIntersectionDoc = "A set of the items that all others have too.";
constexpr const char* kDisjointDoc = "Do the two have no item in common?";
constexpr const char* kSubsetDoc = "Does the other one have all these items?";
constexpr const char* kSupersetDoc = "Do these include all items of the other one?";
constexpr const char* kSymmetricDoc = "A set of the items that exactly one of the two has.";
constexpr const char* kUnionDoc = "A set of all items of this set and the others.";
constexpr const char* kReduceDoc = "Return state information for pickling.";
constexpr const char* kSizeofDoc = "Bytes that the set takes in memory.";

constexpr MethodDef kSetMethods[] = {
    {"add", add, "(self, object, /)", "Add an item, unless an equal one is there."},
    {"clear", clear, "(self, /)", "Take all items out."},
    {"copy", copy, "(self, /)", "Another set with the same items."},
    {"discard", discard, "(self, object, /)", "Take an item out if it is there."},
    {"difference", fold<difference>, "(self, *others)", kDifferenceDoc},
    {"difference_update", update_with_all<set_difference_update_py>, "(self, *others)",
     "Take out what the others have."},
    {"intersection", fold<intersection>, "(self, *others)", kIntersectionDoc},
    {"intersection_update", intersection_update_all, "(self, *others)", "Keep only what all others have too."},
    {"isdisjoint", isdisjoint, "(self, other, /)", kDisjointDoc},
    {"issubset", issubset, "(self, other, /)", kSubsetDoc},
    {"issuperset", issuperset, "(self, other, /)", kSupersetDoc},
    {"pop", pop, "(self, /)", "Take some item out. KeyError if there is none."},
    {"remove", remove, "(self, object, /)", "Take an item out. KeyError if it is not there."},
    {"symmetric_difference", symmetric_difference, "(self, other, /)", kSymmetricDoc},
    {"symmetric_difference_update", symmetric_difference_update, "(self, other, /)",
     "Keep what exactly one of the two has."},
    {"union", fold<unite_py>, "(self, *others)", kUnionDoc},
    {"update", update_with_all<set_update_py>, "(self, *others)", "Add all items of the others."},
    {"__reduce__", set_reduce, "(self, /)", kReduceDoc},
    {"__sizeof__", memory_size, "(self, /)", kSizeofDoc},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr MethodDef kFrozenSetMethods[] = {
    {"copy", copy, "(self, /)", "Another set with the same items."},
    {"difference", fold<difference>, "(self, *others)", kDifferenceDoc},
    {"intersection", fold<intersection>, "(self, *others)", kIntersectionDoc},
    {"isdisjoint", isdisjoint, "(self, other, /)", kDisjointDoc},
    {"issubset", issubset, "(self, other, /)", kSubsetDoc},
    {"issuperset", issuperset, "(self, other, /)", kSupersetDoc},
    {"symmetric_difference", symmetric_difference, "(self, other, /)", kSymmetricDoc},
    {"union", fold<unite_py>, "(self, *others)", kUnionDoc},
    {"__reduce__", set_reduce, "(self, /)", kReduceDoc},
    {"__sizeof__", memory_size, "(self, /)", kSizeofDoc},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots common_slots() {
  Slots s{};
  s.repr = set_repr;
  s.compare = set_compare;
  s.iter = set_iter;
  s.len = set_len;
  s.contains = set_contains;
  s.binary[static_cast<int>(BinaryOp::kAnd)] = set_binary<intersection>;
  s.binary[static_cast<int>(BinaryOp::kOr)] = set_binary<unite_py>;
  s.binary[static_cast<int>(BinaryOp::kXor)] = set_binary<symmetric_difference>;
  s.binary[static_cast<int>(BinaryOp::kSub)] = set_binary<difference>;
  return s;
}

constexpr Slots kSetSlots = [] {
  Slots s = common_slots();
  s.inplace[static_cast<int>(BinaryOp::kAnd)] = set_inplace<intersection_update_py>;
  s.inplace[static_cast<int>(BinaryOp::kOr)] = set_inplace<set_update_py>;
  s.inplace[static_cast<int>(BinaryOp::kXor)] = set_inplace<set_symmetric_difference_update_py>;
  s.inplace[static_cast<int>(BinaryOp::kSub)] = set_inplace<set_difference_update_py>;
  s.create = set_create;
  s.init = set_init;
  return s;
}();

constexpr Slots kFrozenSetSlots = [] {
  Slots s = common_slots();
  s.hash = frozenset_hash;
  s.create = frozenset_create;
  return s;
}();

constexpr gc::Lifetime kSetLifetime = {.trace = set_trace, .clear = set_clear_lifetime, .dispose = set_dispose};
constexpr u32 kSetFlags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs;

}  // namespace

const TypeSpec kSetSpec = {
    .id = TypeId::kSet,
    .name = "set",
    .size = sizeof(Set),
    .flags = kSetFlags,
    .doc = "set(iterable=(), /)\n--\n\nItems without order or repetition.",
    .lifetime = kSetLifetime,
    .slots = kSetSlots,
    .methods = kSetMethods,
};

const TypeSpec kFrozenSetSpec = {
    .id = TypeId::kFrozenSet,
    .name = "frozenset",
    .size = sizeof(Set),
    .flags = kSetFlags,
    .doc = "frozenset(iterable=(), /)\n--\n\nA set that never changes, so that it can be a key.",
    .lifetime = kSetLifetime,
    .slots = kFrozenSetSlots,
    .methods = kFrozenSetMethods,
};

}  // namespace rt
