// Changes of classes: attributes, bases, MROs and the lists of subclasses.
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots.h"
#include "runtime/object/subclasses.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

// ---- subclasses

namespace {

void add_subclass(Type* base, Type* type) {
  ASSERT(g_type_mutex.is_mine());
  if (!base->subclasses) base->subclasses = new SubclassList;
  base->subclasses->add(type);
}

void remove_subclass(Type* base, Type* type) {
  ASSERT(g_type_mutex.is_mine());
  if (base->subclasses) base->subclasses->remove(type);
}

template <class F>
void for_each_base(Type* type, F f) {
  Value bases = type->bases.get_shared();
  if (!bases) return;
  const Tuple& items = *as_tuple(bases);
  for (u64 i = 0; i < items.length; ++i) f(items[i].as<Type>());
}

// An mro() of a metaclass may put classes into an MRO that are no bases. This has, for each such class, those whose MRO
// it is in: its changes concern them, too. Null until there is one. Under g_type_mutex.
using Dependents = std::unordered_map<Type*, std::vector<Type*>>;
Dependents* g_dependents;

// Each once, however many ways lead to it.
void collect_bases(Type* type, std::unordered_set<Type*>& bases) {
  if (!bases.insert(type).second) return;
  for_each_base(type, [&](Type* base) { collect_bases(base, bases); });
}

void forget_dependent(Type* type) {
  ASSERT(g_type_mutex.is_mine());
  if (!g_dependents) return;
  for (auto& [foreign, dependents] : *g_dependents) std::erase(dependents, type);
  std::erase_if(*g_dependents, [](const auto& entry) { return entry.second.empty(); });
}

// Enters the class anew with those classes of its MRO that it does not derive from.
void note_dependent(Type* type) {
  forget_dependent(type);
  if (type_of(static_cast<Object*>(type)) == kTypeType) return;  // its MRO has bases only
  std::unordered_set<Type*> bases;
  collect_bases(type, bases);
  const Tuple& order = *as_tuple(type->mro.get());
  for (u64 i = 0; i < order.length; ++i) {
    auto* member = order[i].as<Type>();
    if (bases.contains(member)) continue;
    if (!g_dependents) g_dependents = new Dependents;
    (*g_dependents)[member].push_back(type);
  }
}

}  // namespace

void register_subclass(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  for_each_base(type, [type](Type* base) { add_subclass(base, type); });
  note_dependent(type);
}

void unregister_subclass(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  for_each_base(type, [type](Type* base) { remove_subclass(base, type); });
  forget_dependent(type);
}

void condemn_class(Object* object, bool condemned) {
  ASSERT(gc::world_stopped());
  if (type_of(object)->layout != TypeId::kType) return;
  auto* type = static_cast<Type*>(object);
  type->flags.change(kTypeCondemned, condemned ? kTypeCondemned : 0);
}

gc::Atomic<u64> g_classes_visited{0};

namespace {

// Appends the class and what its changes concern. A class may depend on one that derives from it, hence the set.
void collect_concerned(Type* type, std::unordered_set<Type*>& seen, std::vector<Type*>& found) {
  if (!seen.insert(type).second) return;
  found.push_back(type);
  if (type->subclasses) type->subclasses->for_each([&](Type* subclass) { collect_concerned(subclass, seen, found); });
  auto foreign = g_dependents->find(type);
  if (foreign == g_dependents->end()) return;
  for (Type* dependent : foreign->second) collect_concerned(dependent, seen, found);
}

}  // namespace

void for_each_derived(Type* type, void (*f)(Type*, void*), void* argument) {
  ASSERT(g_type_mutex.is_mine() || gc::world_stopped() || gc::thread_count() <= 1);
  if (g_dependents && !g_dependents->empty()) [[unlikely]] {
    std::unordered_set<Type*> seen;
    std::vector<Type*> found;
    collect_concerned(type, seen, found);
    gc::add_unshared(g_classes_visited, u64{found.size()});
    for (Type* concerned : found) f(concerned, argument);
    return;
  }
  gc::add_unshared(g_classes_visited, u64{1});
  f(type, argument);
  if (type->subclasses) type->subclasses->for_each([=](Type* subclass) { for_each_derived(subclass, f, argument); });
}

void publish_classes(Thread& t) {
  for_each_derived(kObjectType, [](Type* type, void* thread) { gc::publish(*static_cast<Thread*>(thread), type); }, &t);
}

namespace {

// Writes up to `capacity` living subclasses to `out`, counted. Returns the length of the list of subclasses.
u32 snapshot_subclasses(Thread& t, Type* type, Value* out, u32 capacity) {
  gc::MutexGuard guard(g_type_mutex);
  if (!type->subclasses) return 0;
  u32 count = 0;
  type->subclasses->for_each([&](Type* subclass) {
    if (count < capacity && !(subclass->flags & kTypeCondemned) && gc::try_incref(t, subclass)) out[count++] = subclass;
  });
  return type->subclasses->size();
}

}  // namespace

Ref subclass_list(Thread& t, Type* type) {
  Ref list = make_list(t);
  if (!list) return Ref();
  u32 capacity = snapshot_subclasses(t, type, nullptr, 0) + 8;  // other threads may add subclasses in between
  auto* found = static_cast<Value*>(gc::raw_calloc(capacity * sizeof(Value)));
  if (!found) return raise_memory_error(t);
  snapshot_subclasses(t, type, found, capacity);
  bool ok = true;
  for (u32 i = 0; i < capacity && found[i]; ++i) ok = list_append(t, as_list(list), Ref::steal(found[i])) && ok;
  gc::raw_free(found);
  return ok ? std::move(list) : Ref();
}

// ---- attributes

namespace {

// Admits one writer of class attributes at a time. Lock order: this mutex, then g_type_mutex, then the locks of dicts.
gc::Mutex g_class_write_mutex;

bool check_mutable(Thread& t, Type* type, Value key) {
  if (!(type->flags & kTypeImmutableFlag)) return true;
  return raise_type_error(t, "cannot set '%S' attribute of immutable type '%N'", key, type);
}

bool is_dunder(Value key) {
  text::StrView view = str_view(key);
  return view.length > 4 && as_str(key)->at(0) == '_' && as_str(key)->at(1) == '_';
}

// Calls change() with the world stopped if the class is published: other threads read flags, base and slots of a class
// by plain loads.
template <class F>
void while_nobody_looks(Thread& t, Type* type, F change) {
  if (!gc::kFreeThreaded || !type->published()) return change();
  gc::StopTheWorld pause(t, "class changed");
  change();
}

void refresh_abstract_py(Thread& t, Type* type, Value value) {
  int abstract = value ? truth_py(t, value) : 0;
  if (abstract < 0) clear_error(t);
  type->flags.change(kTypeAbstract, abstract == 1 ? kTypeAbstract : 0);
}

}  // namespace

// `old` holds the replaced value until no record shows it any more. g_class_write_mutex covers the whole store: a
// second writer in between could release the value that records still show.
bool type_set_attribute_py(Thread& t, Type* type, Value key, Value value) {
  if (!check_mutable(t, type, key)) return false;
  Ref interned = is_interned(key) ? Ref::share(t, key) : intern(t, Ref::share(t, key));
  if (!interned) return false;
  Ref old;
  bool slots_hidden;
  {
    gc::MutexGuard one_writer(g_class_write_mutex);
    old = Ref::share(t, dict_peek(t, type->dict, interned));
    if (value) before_store(t, type, value);
    slots_hidden = begin_class_store(t, type, interned, value);
    bool done = value ? class_dict_store(t, type->dict, interned, Ref::share(t, value))
                      : class_dict_delete(t, type->dict, interned);
    end_class_store(t, done);
    if (value && !done) return false;
  }
  if (slots_hidden) renumber_shapes(t, type);
  if (!value && !old) return raise_attribute_error(t, type, interned);
  if (!is_dunder(interned)) return true;
  if (interned.get() == name(N::__abstractmethods__)) refresh_abstract_py(t, type, value);
  if (!leaves_slots_alone(old, value)) update_slots(t, type, interned);
  return true;
}

void set_recorded_part(Thread& t, Object* part_of, Slot& slot, Value value) {
  bool seen = slot.get_shared() || (gc::kFreeThreaded && part_of->published());
  if (!seen) return store_field(t, part_of, slot, Ref::share(t, value));
  Ref old;
  bool slots_hidden;
  {
    gc::MutexGuard one_writer(g_class_write_mutex);
    bool shared = gc::kFreeThreaded && part_of->published();
    Value v = Ref::share(t, value).release();
    old = Ref::steal(shared ? exchange_shared(t, slot, v) : slot.exchange(v));  // dropped without the mutex
    slots_hidden = old && refresh_records(t, kObjectType, Value());
  }
  if (slots_hidden) renumber_shapes(t, kObjectType);
}

// ---- __bases__

namespace {

constinit gc::Atomic<u64> g_order_changes{0};
thread_local u64 t_order_changes = 0;

}  // namespace

OrderWatch::OrderWatch() : all_(g_order_changes.load(gc::acquire)), own_(t_order_changes) {}
bool OrderWatch::holds() const { return g_order_changes.load(gc::relaxed) - all_ == t_order_changes - own_; }
void OrderWatch::count_change() {
  g_order_changes.store(g_order_changes.load(gc::relaxed) + 1, gc::release);
  ++t_order_changes;
}

namespace {

// As is_subtype(), but also follows the chain of `base`: while an mro() method runs, MROs may be out of date.
bool derives_from(const Type* type, const Type* base) {
  if (is_subtype(type, base)) return true;
  for (const Type* b = type; b; b = b->base) {
    if (b == base) return true;
  }
  return false;
}

bool raise_cycle(Thread& t) { return raise_type_error(t, "a __bases__ item causes an inheritance cycle"); }

bool check_bases(Thread& t, Type* type, Value bases) {
  if (type->flags & kTypeImmutableFlag) {
    return raise_type_error(t, "cannot set '__bases__' attribute of immutable type '%N'", type);
  }
  const char* kind = library_minor() >= 15 ? "type" : "immutable type";
  if (!bases) return raise_type_error(t, "cannot delete '__bases__' attribute of %s '%N'", kind, type);
  if (!is_tuple(bases)) return raise_type_error(t, "can only assign tuple to %N.__bases__, not %T", type, bases);
  const Tuple& items = *as_tuple(bases);
  if (items.length == 0) return raise_type_error(t, "can only assign non-empty tuple to %N.__bases__, not ()", type);
  for (u64 i = 0; i < items.length; ++i) {
    if (!is_type(items[i]))
      return raise_type_error(t, "%N.__bases__ must be tuple of classes, not '%T'", type, items[i]);
    if (derives_from(items[i].as<Type>(), type)) return raise_cycle(t);
  }
  return true;
}

// True if CPython's collector tracks the instances. It tracks the instances of all Python classes.
bool is_collected(const Type* type) { return type->flags & (kTypeHeap | kTypeTraced); }

bool check_new_base(Thread& t, Type* type, Type* base) {
  Type* old = type->base;
  if (library_minor() < 15 && is_collected(base) != is_collected(old)) {
    return raise_type_error(t, "__bases__ assignment: '%N' deallocator differs from '%N'", base, old);
  }
  bool same = base->base_size == old->base_size && base->layout == old->layout &&
              base->members_offset == old->members_offset && same_members(base, old);
  // Instances keep their layout: the new base must not need a dict or weak references that they do not have.
  u32 gained = (base->flags & (kTypeHasDict | kTypeHasWeakrefs)) & ~type->flags;
  if (same && !gained) return true;
  return raise_type_error(t, "__bases__ assignment: '%N' object layout differs from '%N'", base, old);
}

// ---- MROs after a change of bases

struct ChangedMro {
  Ref type, mro, before;
};
using ChangedMros = std::vector<ChangedMro>;

// Stores a computed MRO. False: other threads have changed bases or MROs since, and the computation must start again.
bool store_mro(Thread& t, Type* type, Ref mro, const OrderWatch& watch, ChangedMros* changed) {
  before_store(t, type, mro);
  Ref stored = Ref::share(t, mro), before;
  {
    gc::MutexGuard guard(g_type_mutex);
    if (!watch.holds()) return false;
    before = Ref::steal(type->mro.exchange(mro.release()));
    note_dependent(type);
    OrderWatch::count_change();
  }
  changed->push_back({Ref::share(t, type), std::move(stored), std::move(before)});
  return true;
}

bool follow_bases_py(Thread& t, Type* type, ChangedMros* changed) {
  for (bool stored = false; !stored;) {
    OrderWatch watch;
    Ref mro = compute_mro_py(t, type);
    if (!mro) return false;
    stored = store_mro(t, type, std::move(mro), watch, changed);
  }
  Ref subclasses = subclass_list(t, type);
  if (!subclasses) return false;
  for (u64 i = 0; i < as_list(subclasses)->size(); ++i) {
    if (!follow_bases_py(t, (*as_list(subclasses))[i].as<Type>(), changed)) return false;
  }
  return true;
}

void restore_mros(ChangedMros& changed) {
  gc::MutexGuard guard(g_type_mutex);
  for (size_t i = changed.size(); i-- > 0;) {
    ChangedMro& c = changed[i];
    auto* type = c.type.as<Type>();
    if (type->mro.get() != c.mro.get()) continue;  // another thread has changed the MRO since
    c.before = Ref::steal(type->mro.exchange(c.before.release()));
    note_dependent(type);
    OrderWatch::count_change();
  }
}

void refresh_slots(Type* type, void* thread) {
  if (type->flags & kTypeHeap) update_slots_of_new_class(*static_cast<Thread*>(thread), type, true);
}

void refresh_slots_of_subclasses(Thread& t, Type* type) {
  while_nobody_looks(t, type, [&] {
    gc::MutexGuard guard(g_type_mutex);
    for_each_derived(type, refresh_slots, &t);
  });
}

bool is_listed_below(const Type* type, const Type* base) {
  bool found = type == base;
  if (base->subclasses)
    base->subclasses->for_each([&](Type* subclass) { found = found || is_listed_below(type, subclass); });
  return found;
}

// Replaces the bases of the class and returns the former tuple; *base is exchanged with the former layout base. Empty
// with TypeError: since check_bases() another thread has made one of the new bases a subclass of the class.
// The class stays in the subclass lists of its former bases, too, because its MRO and attribute records still depend on
// them; leave_bases() removes it there.
Ref exchange_bases(Thread& t, Type* type, Value bases, Type** base) {
  Ref fresh = Ref::share(t, bases), former;
  before_store(t, type, fresh);
  while_nobody_looks(t, type, [&] {
    gc::MutexGuard guard(g_type_mutex);
    const Tuple& items = *as_tuple(bases);
    for (u64 i = 0; i < items.length; ++i) {
      if (is_listed_below(items[i].as<Type>(), type)) return;
    }
    former = Ref::steal(type->bases.exchange(fresh.release()));
    std::swap(type->base, *base);
    for_each_base(type, [type](Type* listing) {
      remove_subclass(listing, type);
      add_subclass(listing, type);
    });
    OrderWatch::count_change();
  });
  if (!former) raise_cycle(t);
  return former;
}

bool contains(const Tuple& items, Value item) {
  for (u64 i = 0; i < items.length; ++i) {
    if (items[i] == item) return true;
  }
  return false;
}

void leave_bases(Type* type, Value former) {
  gc::MutexGuard guard(g_type_mutex);
  const Tuple& items = *as_tuple(former);
  for (u64 i = 0; i < items.length; ++i) {
    if (!contains(*as_tuple(type->bases.get()), items[i])) remove_subclass(items[i].as<Type>(), type);
  }
}

}  // namespace

bool refresh_mro_py(Thread& t, Type* type) {
  ChangedMros changed;
  return follow_bases_py(t, type, &changed);
}

bool set_bases_py(Thread& t, Type* type, Value bases) {
  if (!check_bases(t, type, bases)) return false;
  Type* base = best_base(t, bases);
  if (!base || !check_new_base(t, type, base)) return false;
  Ref former = exchange_bases(t, type, bases, &base);
  if (!former) return false;
  Slots before = type->slots;
  ChangedMros changed;
  bool ok = follow_bases_py(t, type, &changed);
  Ref error = ok ? Ref() : take_error(t);
  // On failure the former bases come back, unless an mro() method has assigned other bases in the meantime: those stay.
  if (!ok && is_same(type->bases.get(), bases)) {
    Ref refused = exchange_bases(t, type, former, &base);
    if (refused) {
      former = std::move(refused);
      restore_mros(changed);
    } else {
      clear_error(t);
    }
  }
  refresh_slots_of_subclasses(t, type);
  bases_have_changed(t, type);
  if (before.get != type->slots.get || before.set != type->slots.set) becomes_descriptor(t, type);
  renumber_shapes(t, type);
  leave_bases(type, former);
  if (error) restore_error(t, std::move(error));
  return ok;
}

}  // namespace rt
