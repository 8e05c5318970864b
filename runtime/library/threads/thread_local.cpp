// threading.local.
//
// Each thread keeps a private dict (Thread::thread_locals) from a local object's key to an entry with the attributes
// that this thread sees. No other thread can reach the dict, so nothing is locked and nothing is published. When a
// local object dies, its entry in the dying thread's dict goes at once. The other threads learn of the death by a
// counter, and sweep their dicts at their next use of any local object, or at their end.
//
// The local object, not the entries, keeps the attributes alive, although the entries hold their counts. Otherwise a
// local object that is among its own attributes would live as long as the thread.
#include <new>

#include "gc/sync/mutex.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

struct LocalEntry;

// Shared by a local object and its entries, and counted by them. It tells the entries that the local object is gone,
// and tells collections which entries there are.
struct Control {
  gc::Atomic<u32> refs{1};
  gc::Atomic<bool> dead{false};
  gc::Mutex mutex;
  LocalEntry* first = nullptr;  // under the mutex, or in a pause
};

void release(Control* control) {
  if (control->refs.fetch_sub(1, gc::acq_rel) == 1) delete control;
}

struct Local : Object {
  Slot args;    // tuple; the arguments that __init__ gets in each thread
  Slot kwargs;  // dict or empty
  i64 key;      // identifies the local object in each thread's dict; never reused
  Control* control;
};

// A thread's attributes of one local object.
struct LocalEntry : Object {
  Slot dict;
  Control* control;   // null: the entry is not complete yet
  LocalEntry* next;   // the next entry of the same local object
  LocalEntry** link;  // the pointer that leads to this entry
};

Type* g_local_type = nullptr;  // made with the module, immortal
Type* g_entry_type = nullptr;
gc::Atomic<i64> g_last_key{0};
gc::Atomic<i64> g_deaths{0};
thread_local i64 t_deaths_swept = 0;

Local* as_local(Value v) { return v.as<Local>(); }

Dict* dict_of_thread(Thread& t) {
  if (!thread_locals(t)) thread_locals(t) = make_dict(t).release();
  return thread_locals(t) ? as_dict(thread_locals(t)) : nullptr;
}

Ref make_entry(Thread& t, Control* control) {
  Ref made = allocate_instance(t, g_entry_type);
  Ref dict = made ? make_dict(t) : Ref();
  if (!dict) return Ref();
  auto* entry = made.as<LocalEntry>();
  init_field(entry->dict, std::move(dict));
  control->refs.fetch_add(1, gc::relaxed);
  gc::MutexGuard guard(control->mutex);
  entry->control = control;
  entry->next = control->first;
  entry->link = &control->first;
  if (entry->next) entry->next->link = &entry->next;
  control->first = entry;
  return made;
}

// Drops the entries that dead local objects have left in this thread's dict.
bool sweep_py(Thread& t, Dict* all) {
  i64 deaths = g_deaths.load(gc::acquire);
  if (deaths == t_deaths_swept) [[likely]]
    return true;
  Ref keys = dict_keys_list(t, all);
  if (!keys) return false;
  for (u64 i = 0; i < as_list(keys)->size(); ++i) {
    Value key = (*as_list(keys))[i];
    Ref entry = dict_get_py(t, all, key);
    if (error_pending(t)) return false;
    if (entry && entry.as<LocalEntry>()->control->dead.load(gc::relaxed) && dict_delete_py(t, all, key) < 0)
      return false;
  }
  t_deaths_swept = deaths;
  return true;
}

// Makes the entry at a thread's first use of a local object: an empty dict, filled by __init__ if the class has one.
Ref create_entry_py(Thread& t, Value self, Dict* all, Value key) {
  Ref entry = make_entry(t, as_local(self)->control);
  if (!entry || !dict_set_py(t, all, key, entry)) return Ref();
  Ref dict = load_field(t, entry.object(), entry.as<LocalEntry>()->dict);
  auto init = type_of(self)->slots.init;
  if (!init || init == kObjectType->slots.init) return dict;
  Ref args = load_field(t, self.object(), as_local(self)->args),
      kwargs = load_field(t, self.object(), as_local(self)->kwargs);
  Ref method = getattr_py(t, self, name(N::__init__));
  if (method && call_with_tuple_py(t, method, args, kwargs)) return dict;
  Ref error = take_error(t);
  dict_delete_py(t, all, key);
  restore_error(t, std::move(error));
  return Ref();
}

// This thread's attributes of `self`.
Ref local_dict_py(Thread& t, Value self) {
  Dict* all = dict_of_thread(t);
  if (!all || !sweep_py(t, all)) return Ref();
  Value key = Value::small_int(as_local(self)->key);
  Ref entry = dict_get_py(t, all, key);
  if (entry) return load_field(t, entry.object(), entry.as<LocalEntry>()->dict);
  if (error_pending(t)) return Ref();
  return create_entry_py(t, self, all, key);
}

bool is_dict_name(Value attribute) { return is_str(attribute) && str_equal_ascii(attribute, "__dict__"); }

// object.__getattribute__, with this thread's dict in place of the instance's.
Ref local_getattr_py(Thread& t, Value self, Value attribute) {
  Ref dict = local_dict_py(t, self);
  if (!dict) return Ref();
  if (is_dict_name(attribute)) return dict;
  Ref in_class = hold_type_attribute(t, type_of(self), attribute);
  auto get = in_class ? type_of(in_class)->slots.get : nullptr;
  if (get && type_of(in_class)->slots.set) return get(t, in_class, self, Value(type_of(self)));
  Ref value = dict_get_py(t, as_dict(dict), attribute);
  if (value || error_pending(t)) return value;
  if (get) return get(t, in_class, self, Value(type_of(self)));
  if (in_class) return in_class;
  return raise_attribute_error(t, self, attribute);
}

bool local_setattr_py(Thread& t, Value self, Value attribute, Value value) {
  if (is_dict_name(attribute))
    return raise(t, kAttributeErrorType, "'%T' object attribute '__dict__' is read-only", self);
  Ref dict = local_dict_py(t, self);
  if (!dict) return false;
  Ref in_class = hold_type_attribute(t, type_of(self), attribute);
  if (in_class && type_of(in_class)->slots.set) return type_of(in_class)->slots.set(t, in_class, self, value);
  if (value) return dict_set_py(t, as_dict(dict), attribute, value);
  int deleted = dict_delete_py(t, as_dict(dict), attribute);
  if (deleted == 0) raise_attribute_error(t, self, attribute);
  return deleted > 0;
}

Ref local_create(Thread& t, Type* type, const CallArgs& args) {
  if ((args.positional || args.keywords()) && type->slots.init == kObjectType->slots.init) {
    return raise_type_error(t, "Initialization arguments are not supported");
  }
  Ref tuple = make_tuple(t, args.values, args.positional), kwargs;
  if (!tuple) return Ref();
  if (args.keywords()) {
    kwargs = make_dict(t);
    for (u32 i = 0; kwargs && i < args.keywords(); ++i) {
      if (!dict_set_py(t, as_dict(kwargs), (*as_tuple(args.names))[i], args[args.positional + i])) return Ref();
    }
    if (!kwargs) return Ref();
  }
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  Local* local = as_local(self);
  init_field(local->args, std::move(tuple));
  init_field(local->kwargs, std::move(kwargs));
  local->key = g_last_key.fetch_add(1, gc::relaxed) + 1;
  local->control = new (std::nothrow) Control;
  if (!local->control) return raise_memory_error(t);
  // Only the entry is made here: type.__call__ runs __init__ for the creating thread.
  Dict* all = dict_of_thread(t);
  Ref entry = all ? make_entry(t, local->control) : Ref();
  return entry && dict_set_py(t, all, Value::small_int(local->key), entry) ? std::move(self) : Ref();
}

void local_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  auto* local = static_cast<Local*>(object);
  trace_slot(visitor, local->args);
  trace_slot(visitor, local->kwargs);
  // No lock: either the world has stopped, or the object is private, and its only entry is the owner's.
  for (LocalEntry* entry = visitor.visit_kept && local->control ? local->control->first : nullptr; entry;
       entry = entry->next) {
    visitor.visit_kept(visitor, entry->dict.get().object());
  }
}
void local_clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  clear_slot(t, static_cast<Local*>(object)->args);
  clear_slot(t, static_cast<Local*>(object)->kwargs);
}

void forget_entry_py(Thread& t, i64 key) {
  if (!thread_locals(t)) return;
  Ref pending = take_error(t);
  if (dict_delete_py(t, as_dict(thread_locals(t)), Value::small_int(key)) < 0) clear_error(t);
  if (pending) restore_error(t, std::move(pending));
}

void local_dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* local = static_cast<Local*>(object);
  dispose_attributes(t, object);
  local_clear(thread, object);
  if (!local->control) return;
  local->control->dead.store(true, gc::relaxed);
  g_deaths.fetch_add(1, gc::release);  // pairs with sweep_py
  forget_entry_py(t, local->key);
  release(local->control);
}

void entry_dispose(gc::Thread& thread, Object* object) {
  auto* entry = static_cast<LocalEntry*>(object);
  if (Control* control = entry->control) {
    {
      gc::MutexGuard guard(control->mutex);
      *entry->link = entry->next;
      if (entry->next) entry->next->link = entry->link;
    }
    release(control);
  }
  clear_slot(static_cast<Thread&>(thread), entry->dict);
}

constexpr Slots kLocalSlots = [] {
  Slots s{};
  s.getattr = local_getattr_py;
  s.setattr = local_setattr_py;
  s.create = local_create;
  return s;
}();

constexpr TypeSpec kLocalSpec = {
    .name = "_thread._local",
    .size = sizeof(Local),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs,
    .doc = "_local()\n--\n\nThread-local data",
    .lifetime = {local_trace, local_clear, nullptr, local_dispose},
    .slots = kLocalSlots,
};
constexpr TypeSpec kEntrySpec = {
    .name = "_thread._localdummy",
    .size = sizeof(LocalEntry),
    .flags = kTypeDisallowNew,
    .lifetime = {.dispose = entry_dispose},
};

}  // namespace

bool init_thread_locals(Thread& t, Value module) {
  if (!g_local_type) {
    g_local_type = make_native_type(t, kLocalSpec);
    g_entry_type = make_native_type(t, kEntrySpec);
  }
  return module_add(t, module, "_local", Ref::share(t, g_local_type));
}

}  // namespace rt
