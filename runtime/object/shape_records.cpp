// Memoised attribute look-ups: one record for each shape and name (AttrRecord in shape.h).
//
// Readers walk the chains of a table without a lock. Records are made, changed and killed under g_type_mutex; no Python
// code runs there, and values are not counted. Three rules make that safe:
//   - Class dicts are read by dict_peek(), which borrows the value.
//   - A thread that changes a class attribute holds the old value until no record shows it any more.
//   - A store shows in the records before it shows in the class's dict (begin_class_store). So a thread that has seen
//     the new value in the dict never finds the old value through a look-up on the class.
#include <algorithm>
#include <bit>
#include <vector>

#include "gc/heap/vital.h"
#include "gc/refcount/qsbr.h"
#include "runtime/object/class.h"
#include "runtime/object/member_slot.h"
#include "runtime/object/ops.h"
#include "runtime/object/recorded_names.h"
#include "runtime/object/shape_parts.h"
#include "runtime/object/subclasses.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref module_getattr_py(Thread& t, Value module, Value name);

namespace {

u32 chain_index(Value name, u32 mask) {
  return static_cast<u32>((name.bits() >> 4) * 0x9E3779B97F4A7C15ull >> 40) & mask;
}

// ---- classification: the kind of a look-up's result

struct Found {
  AttrKind kind = AttrKind::kMissing;
  u32 offset = 0;
  Value value, raw;
};

// True if the slot of a __slots__ member may be read directly in instances of `type`: the type's layout must extend the
// layout of the class with the __slots__. In subclasses of str and tuple the members have no fixed offset.
bool member_fits(MemberDescriptor* member, const Type* type) {
  return !member->def && !has_trailing_members(type->layout) && is_subtype(type, member->cls());
}

// See becomes_descriptor().
void note_in_records(Type* kind) {
  if ((kind->flags & (kTypeHeap | kTypeInRecords)) == kTypeHeap) kind->flags |= kTypeInRecords;
}

Found classify(const Type* type, Value raw) {
  Found found;
  found.raw = found.value = raw;
  if (!raw) return found;
  Type* kind = type_of(raw);
  note_in_records(kind);
  if (kind->flags & kTypeMethodLike) {
    found.kind = AttrKind::kMethod;
  } else if (kind == kStaticMethodType) {
    found.kind = AttrKind::kClassValue;
    found.value = raw.as<WrappedCallable>()->callable.get_shared();
    if (!found.value) found = {AttrKind::kDescriptor, 0, raw, raw};
  } else if (!kind->slots.get) {
    found.kind = AttrKind::kClassValue;
  } else if (!kind->slots.set) {
    found.kind = AttrKind::kDescriptor;
  } else if (kind == kMemberDescriptorType && member_fits(raw.as<MemberDescriptor>(), type)) {
    found.kind = AttrKind::kMember;
    found.offset = raw.as<MemberDescriptor>()->offset;
  } else {
    found.kind = AttrKind::kDataDescriptor;
  }
  return found;
}

// Classifies the result of `C.name` for a class attribute `raw` of C, which binds without an instance.
Found through_class(const Type* cls, Value raw) {
  Found found = classify(cls, raw);
  switch (found.kind) {
    case AttrKind::kMethod:
    case AttrKind::kMember: found.kind = AttrKind::kClassValue; break;
    case AttrKind::kDataDescriptor:
    case AttrKind::kDescriptor: {
      Type* kind = type_of(raw);
      bool itself = kind == kPropertyType || kind == kGetSetDescriptorType || kind == kMemberDescriptorType;
      found.kind = itself ? AttrKind::kClassValue : AttrKind::kGeneric;
      if (kind != kClassMethodType) break;
      Value callable = raw.as<WrappedCallable>()->callable.get_shared();
      if (!callable || !(type_of(callable)->flags & kTypeMethodLike)) break;
      found.kind = AttrKind::kMethod;
      found.value = callable;
      break;
    }
    default: break;
  }
  return found;
}

// A store of a class attribute that is not in the class's dict yet; empty value: a deletion. Under g_type_mutex.
struct ClassStore {
  Type* type;
  Value name, value;
};
ClassStore g_store;  // one suffices: g_class_write_mutex of type_attributes.cpp admits one writer at a time

// As lookup_in_mro(), but sees the pending store `store` as if it were done. Null or without type: none is pending.
Value look_up(Thread& t, const Type* type, Value name, const ClassStore* store) {
  if (!store || !store->type || store->name != name) return lookup_in_mro(t, type, name);
  Value mro = type->mro.get_shared();
  for (u64 i = 0; mro && i < as_tuple(mro)->length; ++i) {
    Type* cls = (*as_tuple(mro))[i].as<Type>();
    Value found = cls == store->type ? store->value : cls->dict ? dict_peek(t, cls->dict, name) : Value();
    if (found) return found;
  }
  return Value();
}

bool has_own_getattribute(const Type* type) {
  auto get = type->slots.getattr;
  return get && get != generic_getattr_py && get != type_getattr_py && get != module_getattr_py;
}

void set_record(AttrRecord* out, AttrKind kind, AttrKind fallback, const Found& found) {
  out->kind = kind;
  out->fallback = fallback;
  out->offset = found.offset;
  out->value.set(found.value);
  out->raw.set(found.raw);
}

void resolve_on_class_object(Thread& t, Shape* shape, Value name, const Found& meta, const ClassStore* store,
                             AttrRecord* out) {
  auto* cls = static_cast<Type*>(shape->subject);
  Value raw = is_data(meta.kind) ? Value() : look_up(t, cls, name, store);
  if (!raw) return set_record(out, meta.kind, meta.kind, meta);
  Found own = through_class(cls, raw);
  set_record(out, own.kind, own.kind, own);
}

void resolve_on_instance(Shape* shape, Value name, const Found& found, AttrRecord* out) {
  if (is_data(found.kind)) return set_record(out, found.kind, found.kind, found);
  if (shape->dict_mode) return set_record(out, AttrKind::kDictMode, found.kind, found);
  if (shape->layout == TypeId::kModule) return set_record(out, AttrKind::kModule, found.kind, found);
  i32 index = shape_slot(shape, name);
  if (index < 0) return set_record(out, found.kind, found.kind, found);
  Found slot = found;
  u32 n = static_cast<u32>(index);
  bool in_object = n < shape->inline_capacity;
  slot.offset = in_object ? shape->slots_offset + n * 8 : n;
  set_record(out, in_object ? AttrKind::kSlot : AttrKind::kExtraSlot, found.kind, slot);
}

void resolve(Thread& t, Shape* shape, Value name, const ClassStore* store, AttrRecord* out) {
  Type* type = type_of(shape);
  Found found = classify(type, look_up(t, type, name, store));
  if (has_own_getattribute(type)) return set_record(out, AttrKind::kGeneric, found.kind, found);
  if (shape->subject && shape->layout == TypeId::kType)
    return resolve_on_class_object(t, shape, name, found, store, out);
  resolve_on_instance(shape, name, found, out);
}

// ---- tables of records

AttrRecord* find_record(RecordTable* table, Value name) {
  if (!table) return nullptr;
  auto* record = table->chains[chain_index(name, table->mask)].load(gc::acquire);
  for (; record; record = record->next.load(gc::acquire)) {
    if (record->name == name && record->shape.load(gc::acquire) != 0) return record;
  }
  return nullptr;
}

void push(RecordTable* table, AttrRecord* record) {
  ASSERT(g_type_mutex.is_mine());
  auto& chain = table->chains[chain_index(record->name, table->mask)];
  record->next.store(chain.load(gc::relaxed), gc::release);
  chain.store(record, gc::release);  // pairs with find_record
  ++table->count;
}

RecordTable* make_table(u32 size) {
  auto* table = static_cast<RecordTable*>(gc::vital_alloc(sizeof(RecordTable) + size * sizeof(void*)));
  table->mask = size - 1;
  return table;
}

u32 living_records(const RecordTable* table) {
  u32 living = 0;
  for (u32 i = 0; table && i <= table->mask; ++i) {
    for (auto* record = table->chains[i].load(gc::relaxed); record; record = record->next.load(gc::relaxed)) {
      living += record->shape.load(gc::relaxed) != 0;
    }
  }
  return living;
}

// Moves the living records to a new table. A record's `next` changes while readers may follow the old table's chains,
// so a reader may miss a record; it then searches again under the mutex.
RecordTable* grow(Thread& t, Shape* shape) {
  ASSERT(g_type_mutex.is_mine());
  RecordTable* old = shape->records.load(gc::relaxed);
  RecordTable* table = make_table(std::max(8u, std::bit_ceil(2 * living_records(old))));
  for (u32 i = 0; old && i <= old->mask; ++i) {
    AttrRecord* next;
    for (auto* record = old->chains[i].load(gc::relaxed); record; record = next) {
      next = record->next.load(gc::relaxed);
      if (record->shape.load(gc::relaxed) != 0) push(table, record);
    }
  }
  shape->records.store(table, gc::release);
  if (old) gc::retire_raw(t, old, sizeof(RecordTable) + (old->mask + 1) * sizeof(void*));
  return table;
}

bool is_same_kind(const AttrRecord& a, const AttrRecord& b) {
  return a.kind == b.kind && a.fallback == b.fallback && a.offset == b.offset;
}

// A dead record with the same kind, fallback and offset; the values may differ. Reviving it saves memory if a class is
// changed back and forth.
AttrRecord* find_dead(RecordTable* table, Value name, const AttrRecord& like) {
  if (!table) return nullptr;
  auto* record = table->chains[chain_index(name, table->mask)].load(gc::relaxed);
  for (; record; record = record->next.load(gc::relaxed)) {
    if (record->name == name && record->shape.load(gc::relaxed) == 0 && is_same_kind(*record, like)) return record;
  }
  return nullptr;
}

AttrRecord* new_record(Thread& t, Shape* shape, Value name, const AttrRecord& like) {
  auto* record = static_cast<AttrRecord*>(gc::vital_alloc(sizeof(AttrRecord)));
  record->name = Ref::share(t, name).release();
  record->kind = like.kind;
  record->fallback = like.fallback;
  record->offset = like.offset;
  RecordTable* table = shape->records.load(gc::relaxed);
  if (!table || table->count > table->mask) table = grow(t, shape);
  push(table, record);
  return record;
}

// ---- which classes the records of a shape depend on

void note_name(Type* type, Value name) {
  ASSERT(g_type_mutex.is_mine());
  if (type->flags & kTypeImmutableFlag) return;  // its attributes never change
  if (!type->recorded) type->recorded = new RecordedNames;
  type->recorded->add(name);
}

void note_name_in_bases(const Type* type, Value name) {
  Value mro = type->mro.get_shared();
  for (u64 i = 0; mro && i < as_tuple(mro)->length; ++i) {
    auto* base = (*as_tuple(mro))[i].as<Type>();
    if (base != type) note_name(base, name);
  }
}

// A look-up on a class object depends on its own MRO, too, not only on that of its metaclass.
void note_record(const Shape* shape, Value name) {
  Type* type = type_of(shape);
  if (has_subjects(type)) note_name(type, name);
  note_name_in_bases(type, name);
  if (shape->subject && shape->layout == TypeId::kType) note_name_in_bases(static_cast<Type*>(shape->subject), name);
}

AttrRecord* add_record(Thread& t, Shape* shape, Value name) {
  ASSERT(g_type_mutex.is_mine());
  AttrRecord found = {};
  resolve(t, shape, name, &g_store, &found);
  AttrRecord* record = find_dead(shape->records.load(gc::relaxed), name, found);
  if (!record) record = new_record(t, shape, name, found);
  record->value.set_shared(found.value.get());
  record->raw.set_shared(found.raw.get());
  record->shape.store(shape->id, gc::release);  // pairs with readers that find the record here or in an inline cache
  note_record(shape, name);
  return record;
}

TINYPY_COLD AttrRecord* find_attribute_slow(Thread& t, Shape* shape, Value name) {
  gc::MutexGuard guard(g_type_mutex);
  if (auto* record = find_record(shape->records.load(gc::relaxed), name)) return record;
  return add_record(t, shape, name);
}

// ---- invalidation (g_type_mutex is held)

// An entry in a module's dict counts as a slot of the module.
bool is_slot(AttrKind kind) {
  return kind == AttrKind::kSlot || kind == AttrKind::kExtraSlot || kind == AttrKind::kMember ||
         kind == AttrKind::kModule;
}

// The effect of a change of the class on a record that refers to a slot of instances.
struct Refreshed {
  bool ended = false;   // the record is dead, although the name still refers to the slot
  bool hidden = false;  // reads or stores of the name no longer go to the slot
};
// Gives a record that has been killed what its look-up finds now, and life if `revives`, if that is of the same kind.
// One that stays dead gets it, too, because a reader may have found it alive a moment ago.
Refreshed refresh(Thread& t, Shape* shape, AttrRecord* record, bool revives) {
  ASSERT(g_type_mutex.is_mine() && record->shape.load(gc::relaxed) == 0);
  AttrRecord fresh = {};
  resolve(t, shape, record->name, &g_store, &fresh);
  bool holds = is_same_kind(fresh, *record);
  if (holds) {
    record->raw.set_shared(fresh.raw.get());
    record->value.set_shared(fresh.value.get());
    if (revives) record->shape.store(shape->id, gc::release);  // pairs with readers of the record
  }
  if (!is_slot(record->kind)) return {};
  bool same_kind = fresh.kind == record->kind;
  return {.ended = !holds && same_kind, .hidden = !same_kind || takes_stores(fresh)};
}

// What happens to records whose look-up still has a result of the same kind.
enum class Keep {
  kAll,    // they show the new value, and inline caches stay valid
  kSlots,  // those that refer to slots do; the others die, so that the next store of the name need not look at them
};

// One change of a class. First all records that it concerns are killed, then each is brought back to life with the new
// value. So a thread that has seen the new value in one of them sees the old one in none: while any record shows the
// old value, none shows the new one, and who finds a dead record waits for g_type_mutex.
struct Invalidation {
  bool slot_hidden = false;  // a name no longer refers to the slot it referred to
  bool slot_left = false;    // a record of a slot lives
};

struct Killed {
  Shape* shape;
  AttrRecord* record;
};
// Those of the change that is under way; empty else. Kept from change to change, so that few stores allocate, and for
// ever, because daemon threads may outlive static objects.
auto& g_killed = *new std::vector<Killed>;

void kill_in_shape(Shape* shape, Value name) {
  RecordTable* table = shape->records.load(gc::relaxed);
  if (!table) return;
  auto kill = [&](AttrRecord* record) {
    record->shape.store(0, gc::release);
    g_killed.push_back({shape, record});
  };
  if (name) {
    if (auto* record = find_record(table, name)) kill(record);
    return;
  }
  for (u32 i = 0; i <= table->mask; ++i) {
    for (auto* record = table->chains[i].load(gc::relaxed); record; record = record->next.load(gc::relaxed)) {
      if (record->shape.load(gc::relaxed) != 0) kill(record);
    }
  }
}

void kill_in_type(Type* type, void* name) {
  for (Shape* shape = type->shapes; shape; shape = shape->next_of_type)
    kill_in_shape(shape, *static_cast<Value*>(name));
  kill_in_shape(rt::shape_of(type), *static_cast<Value*>(name));
}

// Revives the killed records from `first` on, but before `end`. Inline caches of slots test the shape id only; they
// learn of a change because renumber_shapes() follows, and that needs a living record to detect the change. So if a
// record stays dead but the name still refers to the slot, a new record is made at once.
void revive(Thread& t, Invalidation& what, size_t first, size_t end, Keep keep) {
  for (size_t i = first; i < end; ++i) {
    auto [shape, record] = g_killed[i];
    bool slot = is_slot(record->kind);
    Refreshed now = refresh(t, shape, record, slot || keep == Keep::kAll);
    what.slot_left |= slot;
    what.slot_hidden |= now.hidden;
    if (now.ended) add_record(t, shape, record->name);
  }
}

void end_change() {
  constexpr size_t kKept = 1024;
  g_killed.clear();
  if (g_killed.capacity() > kKept) g_killed.shrink_to_fit();
}

// Counts down by the shapes of the class and of all classes derived from it, until `left` is 0.
void count_shapes(const Type* type, u32& left) {
  for (Shape* shape = type->shapes; shape && left; shape = shape->next_of_type) --left;
  if (left) --left;  // its own shape
  if (left && type->subclasses) type->subclasses->for_each([&](Type* subclass) { count_shapes(subclass, left); });
}

// The records of the class itself and of its instances, which are few.
void kill_own(Type* type, Value name) {
  for (Shape* shape = has_subjects(type) ? nullptr : type->shapes; shape; shape = shape->next_of_type)
    kill_in_shape(shape, name);
  kill_in_shape(rt::shape_of(type), name);
}

// The records of `name` on the class and everything derived from it. True: renumber_shapes() must follow.
bool invalidate_name(Thread& t, Type* type, Value name) {
  ASSERT(g_type_mutex.is_mine() && g_killed.empty());
  constexpr u32 kFewShapes = 32;
  kill_own(type, name);
  size_t own = g_killed.size();
  bool recorded = type->recorded && type->recorded->has(name);
  u32 left = kFewShapes;
  if (recorded) {
    count_shapes(type, left);
    for_each_derived(type, kill_in_type, &name);
  }
  Invalidation what;
  revive(t, what, 0, own, Keep::kAll);
  revive(t, what, own, g_killed.size(), left ? Keep::kAll : Keep::kSlots);
  end_change();
  if (left == 0 && !what.slot_left) type->recorded->remove(name);
  return what.slot_hidden;
}

}  // namespace

bool takes_stores(const AttrRecord& record) {
  Value raw = record.kind == AttrKind::kMember ? Value() : record.raw.get_shared();
  return raw && type_of(raw)->slots.set;
}

void resolve_attribute(Thread& t, Shape* shape, Value name, AttrRecord* out) { resolve(t, shape, name, nullptr, out); }

AttrRecord* find_attribute(Thread& t, Shape* shape, Value name) {
  ASSERT(is_interned(name));
  if (auto* record = find_record(shape->records.load(gc::acquire), name.stripped())) [[likely]]
    return record;
  return find_attribute_slow(t, shape, name.stripped());
}

bool refresh_records(Thread& t, Type* type, Value name) {
  // Only interned names have records.
  if (name && !is_interned(name)) return false;
  gc::MutexGuard guard(g_type_mutex);
  if (name) return invalidate_name(t, type, name.stripped());
  ASSERT(g_killed.empty());
  Value all;
  for_each_derived(type, kill_in_type, &all);
  Invalidation what;
  revive(t, what, 0, g_killed.size(), Keep::kAll);
  end_change();
  return what.slot_hidden;
}

bool begin_class_store(Thread& t, Type* type, Value name, Value value) {
  gc::MutexGuard guard(g_type_mutex);
  g_store = {type, name.stripped(), value.stripped()};
  return invalidate_name(t, type, g_store.name);
}

void end_class_store(Thread& t, bool done) {
  gc::MutexGuard guard(g_type_mutex);
  ClassStore store = std::exchange(g_store, ClassStore{});
  if (!done) invalidate_name(t, store.type, store.name);
}

namespace {

void note_records(const Shape* shape) {
  RecordTable* table = shape->records.load(gc::relaxed);
  for (u32 i = 0; table && i <= table->mask; ++i) {
    for (auto* record = table->chains[i].load(gc::relaxed); record; record = record->next.load(gc::relaxed)) {
      if (record->shape.load(gc::relaxed) != 0) note_record(shape, record->name);
    }
  }
}

}  // namespace

void note_records_of_type(Type* type) {
  ASSERT(g_type_mutex.is_mine());
  for (Shape* shape = type->shapes; shape; shape = shape->next_of_type) note_records(shape);
  note_records(rt::shape_of(type));
}

namespace {
void kill_all(Shape* shape) {
  ASSERT(g_type_mutex.is_mine());
  RecordTable* table = shape->records.load(gc::relaxed);
  for (u32 i = 0; table && i <= table->mask; ++i) {
    for (auto* record = table->chains[i].load(gc::relaxed); record; record = record->next.load(gc::relaxed)) {
      record->shape.store(0, gc::release);
    }
  }
}
}  // namespace

void kill_records(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  for (Shape* shape = type->shapes; shape; shape = shape->next_of_type) kill_all(shape);
  Shape* own = rt::shape_of(type);
  kill_all(own);
  own->subject = nullptr;
}

void abandon_shape(Shape* shape, Shape* successor) {
  gc::MutexGuard guard(g_type_mutex);
  kill_all(shape);
  shape->subject = nullptr;
  successor->former = shape;
}

void take_over_records(Type* from, Type* to) {
  gc::MutexGuard guard(g_type_mutex);
  if (from->flags & kTypeInRecords) note_in_records(to);
}

}  // namespace rt
