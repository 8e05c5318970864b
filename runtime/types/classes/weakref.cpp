// The type weakref.ref, and the code that references and proxies share.
#include "runtime/types/classes/weakref.h"

#include <algorithm>

#include "gc/refcount/hooks.h"
#include "runtime/object/address.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ordering.h"
#include "runtime/object/unraisable.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

WeakRef* as_weakref(Value v) { return v.as<WeakRef>(); }

bool has_callback(Value callback) { return callback && callback != kNone; }

bool check_referable(Thread& t, Value object) {
  if (object.is_pointer() && (type_of(object)->flags & kTypeHasWeakrefs)) return true;
  return raise_type_error(t, "cannot create weak reference to '%T' object", object);
}

void init_entry(Thread& t, WeakRef* ref, Value callback) {
  init_field(ref->callback, has_callback(callback) ? Ref::share(t, callback) : Ref());
  ref->hash.store(WeakRef::kNoHash, gc::relaxed);
  ref->entry.held = gc::WeakEntry::held_by(ref, has_callback(callback));
}

// ---- callbacks

void call_back_py(gc::Thread& thread, Object* holder) {
  auto& t = static_cast<Thread&>(thread);
  Ref self = Ref::steal(holder);
  Ref callback = Ref::steal(static_cast<WeakRef*>(holder)->callback.exchange(Value()));
  if (!callback) return;
  Ref pending = take_error(t);
  if (!call_py(t, callback, self)) write_unraisable_while_py(t, "calling weakref callback", callback);
  if (pending) restore_error(t, std::move(pending));
}

// ---- slots

Ref ref_create(Thread& t, Type* type, const CallArgs& args) {
  u32 n = args.positional;
  if (type == kWeakRefType && args.keywords()) return raise_type_error(t, "ref() takes no keyword arguments");
  if (n < 1) return raise_type_error(t, "__new__ expected at least 1 argument, got 0");
  if (n > 2) return raise_type_error(t, "__new__ expected at most 2 arguments, got %d", static_cast<int>(n));
  Value callback = n == 2 ? args[1] : Value();
  if (type == kWeakRefType) return make_weak(t, TypeId::kWeakRef, args[0], callback);
  if (!check_referable(t, args[0])) return Ref();
  Ref ref = allocate_instance(t, type);
  if (!ref) return ref;
  init_entry(t, as_weakref(ref), callback);
  bool added = gc::weakref_add(t, args[0].object(), &as_weakref(ref)->entry) == gc::WeakAdded::kYes;
  return added ? std::move(ref) : Ref(raise_memory_error(t));
}

bool ref_init(Thread& t, Value, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "ref() takes no keyword arguments");
  if (args.positional >= 1 && args.positional <= 2) return true;
  return raise_type_error(t, "__init__ expected at %s, got %d",
                          args.positional ? "most 2 arguments" : "least 1 argument", static_cast<int>(args.positional));
}

Ref ref_call(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "weakref() takes no keyword arguments");
  if (args.positional)
    return raise_type_error(t, "weakref expected 0 arguments, got %d", static_cast<int>(args.positional));
  return weakref_referent(t, self);
}

bool ref_hash(Thread& t, Value self, i64* out) {
  *out = as_weakref(self)->hash.load(gc::relaxed);
  if (*out != WeakRef::kNoHash) return true;
  Ref referent = weakref_referent(t, self);
  if (referent.get() == kNone) return raise_type_error(t, "weak object has gone away");
  if (!hash_py(t, referent, out)) return false;
  as_weakref(self)->hash.store(*out, gc::relaxed);
  return true;
}

// Compares the referents while both are alive; afterwards the references are compared by identity.
Ref ref_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool answerable = is_weakref(a) && is_weakref(b) && (op == CompareOp::kEq || op == CompareOp::kNe);
  if (!answerable) return Ref::immediate(kNotImplemented);
  Ref x = weakref_referent(t, a), y = weakref_referent(t, b);
  if (x.get() == kNone || y.get() == kNone) return bool_ref(is_same(a, b) == (op == CompareOp::kEq));
  if (equal_by_identity(x, y)) return bool_ref(is_same(x, y) == (op == CompareOp::kEq));
  return compare_py(t, x, y, op);
}

Ref ref_repr(Thread& t, Value self) {
  Ref referent = weakref_referent(t, self);
  if (referent.get() == kNone) return format_message(t, "<weakref at %s; dead>", Address(self).text);
  // Looked up as a special method: the referent's own attributes and a __getattr__ are not asked.
  bool self_first;
  Ref text = special_method_py(t, referent, name(N::__name__), &self_first);
  if (!text && error_pending(t)) return Ref();
  if (!text || !is_str(text)) {
    return format_message(t, "<weakref at %s; to '%T' at %s>", Address(self).text, referent.get(),
                          Address(referent).text);
  }
  return format_message(t, "<weakref at %s; to '%T' at %s (%S)>", Address(self).text, referent.get(),
                        Address(referent).text, text.get());
}

Ref get_callback(Thread& t, Value self) {
  if (weakref_is_dead(self)) return none();
  Ref callback = load_field(t, self.object(), as_weakref(self)->callback);
  return callback ? std::move(callback) : none();
}

constexpr GetSetDef kGetSet[] = {{"__callback__", get_callback}, {}};
constexpr MethodDef kMethods[] = {
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"}, {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = ref_repr;
  s.hash = ref_hash;
  s.compare = ref_compare;
  s.call = ref_call;
  s.create = ref_create;
  s.init = ref_init;
  return s;
}();

}  // namespace

// ---- lifetime

namespace weak {

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<WeakRef*>(object)->callback);
}

gc::WeakEntry* entry_of(Object* object) { return &static_cast<WeakRef*>(object)->entry; }

void clear(gc::Thread& t, Object* object) {
  auto* ref = static_cast<WeakRef*>(object);
  gc::weakref_remove(t, &ref->entry);
  clear_slot(static_cast<Thread&>(t), ref->callback);
}

// The entry is removed from the side table first, so that no other thread finds a dead weak reference.
void dispose(gc::Thread& t, Object* object) {
  gc::weakref_remove(t, &static_cast<WeakRef*>(object)->entry);
  dispose_attributes(static_cast<Thread&>(t), object);
  clear_slot(static_cast<Thread&>(t), static_cast<WeakRef*>(object)->callback);
}

}  // namespace weak

Ref make_weak(Thread& t, TypeId id, Value object, Value callback) {
  if (!check_referable(t, object)) return Ref();
  u32 shape = has_callback(callback) ? 0 : static_cast<u32>(id);  // without a callback, references are shared
  Object* found = shape ? gc::weakref_find(t, object.object(), shape) : nullptr;
  if (found) return Ref::steal(found);
  auto* ref = allocate_exact<WeakRef>(t, id, sizeof(WeakRef), true);
  if (!ref) return Ref();
  ref->entry.referent.store(nullptr, gc::relaxed);
  ref->entry.next = ref->entry.previous = nullptr;
  init_entry(t, ref, callback);
  Ref made = Ref::steal(ref);
  switch (gc::weakref_add(t, object.object(), &ref->entry, shape, &found)) {
    case gc::WeakAdded::kYes: return made;
    case gc::WeakAdded::kInstead: return Ref::steal(found);  // another thread has been faster
    default: return raise_memory_error(t);
  }
}

Ref make_weakref(Thread& t, Value object, Value callback) { return make_weak(t, TypeId::kWeakRef, object, callback); }

Ref weakref_referent(Thread& t, Value ref) {
  Object* object = gc::weakref_get(t, &as_weakref(ref)->entry);
  return object ? Ref::steal(object) : none();
}

bool weakref_is_dead(Value ref) { return as_weakref(ref)->entry.referent.load(gc::acquire) == nullptr; }

namespace {

// The holders of the weak references to an object. They are counted under the shard's lock, but stored into the list
// afterwards: nothing may be allocated under that lock.
struct Holders {
  Thread& t;
  Object** items;
  u64 room, count = 0;
  bool complete = true;  // false: other threads have made more references than there is room for

  void take(Object* referent) {
    gc::weakref_each(
        t, referent,
        [](gc::WeakEntry* entry, void* argument) {
          auto* h = static_cast<Holders*>(argument);
          h->complete = h->count < h->room;
          if (h->complete && gc::try_incref_weak(h->t, entry->holder())) h->items[h->count++] = entry->holder();
          return !h->complete;
        },
        this);
  }
  // As in CPython, the shared reference without callback comes first.
  void put_plain_first() {
    Object** end = items + count;
    Object** plain = std::find_if(items, end, [](Object* h) {
      return h->shape_id() == static_cast<u32>(TypeId::kWeakRef) && !static_cast<WeakRef*>(h)->entry.has_callback();
    });
    if (plain != end) std::rotate(items, plain, plain + 1);
  }
};

}  // namespace

Ref weakref_list(Thread& t, Value object) {
  if (!object.is_pointer() || !object.object()->has_flag(gc::kWeakrefs)) return make_list(t);
  for (u64 room = gc::weakref_count(object.object()) + 1;; room *= 2) {
    Ref list = make_list(t, room);
    Holders holders{t, static_cast<Object**>(gc::raw_calloc(room * sizeof(Object*))), room};
    if (!list || !holders.items) {
      gc::raw_free(holders.items);
      return raise_memory_error(t);
    }
    holders.take(object.object());
    if (holders.complete) holders.put_plain_first();
    bool ok = true;
    for (u64 i = 0; i < holders.count; ++i) {
      Ref holder = Ref::steal(holders.items[i]);
      ok = ok && list_append(t, as_list(list), std::move(holder));
    }
    gc::raw_free(holders.items);
    if (!ok) return Ref();
    if (holders.complete) return list;
  }
}

void init_weakrefs() { gc::g_counting_hooks.weakref_callback = call_back_py; }

const TypeSpec kWeakRefSpec = {
    .id = TypeId::kWeakRef,
    .name = "weakref.ReferenceType",
    .size = sizeof(WeakRef),
    .flags = kTypeTraced | kTypeSubclassable,
    .lifetime = kWeakRefLifetime,
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace rt
