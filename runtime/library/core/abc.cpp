// _abc: the native part of ABCMeta.
//
// The caches of an abstract class hold serial numbers of root shapes. Such a number belongs to one class and is never
// used again. So a cache keeps no class alive and never mistakes a new class for a dead one, and it is an ordinary set
// of ints that is read without a lock.
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// _abc._abc_data, the value of cls._abc_impl.
struct AbcData : Object {
  Slot registry;  // list of weak references to registered classes
  Slot cache;     // set: known subclasses
  Slot negative;  // set: classes known not to be subclasses; replaced when a registration makes it stale
  gc::Atomic<u64> negative_version;
};

Type* g_data_type = nullptr;         // made with the module, immortal
gc::Atomic<u64> g_registrations{1};  // the cache token

AbcData* as_data(Value v) { return v.as<AbcData>(); }

Value cache_key(Value cls) { return Value::small_int(static_cast<i64>(cls.as<Type>()->root_shape->serial)); }

Ref make_data(Thread& t) {
  Ref data = allocate_instance(t, g_data_type);
  Ref registry = data ? make_list(t) : Ref(), cache = registry ? make_set(t) : Ref(),
      negative = cache ? make_set(t) : Ref();
  if (!negative) return Ref();
  init_field(as_data(data)->registry, std::move(registry));
  init_field(as_data(data)->cache, std::move(cache));
  init_field(as_data(data)->negative, std::move(negative));
  return data;
}

Ref data_of_py(Thread& t, Value cls) {
  Ref data = getattr_py(t, cls, name(N::_abc_impl));
  if (!data || type_of(data) == g_data_type) return data;
  return raise_type_error(t, "_abc_impl is set to a wrong type");
}

Ref field(Thread& t, const Ref& data, Slot AbcData::* slot) {
  return load_field(t, data.object(), as_data(data)->*slot);
}

// A cache of this size is dropped: most of its classes may be dead.
constexpr u64 kMostCached = 10'000;

bool is_full(const Ref& cache) { return as_set(cache)->used.load(gc::relaxed) >= kMostCached; }

bool renew(Thread& t, const Ref& data, Slot AbcData::* slot) {
  Ref fresh = make_set(t);
  if (!fresh) return false;
  store_field(t, data.object(), as_data(data)->*slot, std::move(fresh));
  return true;
}

Ref positive_cache(Thread& t, const Ref& data) {
  Ref cache = field(t, data, &AbcData::cache);
  if (!is_full(cache)) return cache;
  return renew(t, data, &AbcData::cache) ? field(t, data, &AbcData::cache) : Ref();
}

// The present negative cache. A result that was found under an older registration goes into an older set, which is no
// longer read.
Ref negative_cache(Thread& t, const Ref& data) {
  u64 now = g_registrations.load(gc::acquire);
  if (as_data(data)->negative_version.load(gc::acquire) == now) {
    Ref cache = field(t, data, &AbcData::negative);
    if (!is_full(cache)) return cache;
  }
  if (!renew(t, data, &AbcData::negative)) return Ref();
  as_data(data)->negative_version.store(now, gc::release);
  return field(t, data, &AbcData::negative);
}

bool cache_add_py(Thread& t, const Ref& set, Value cls) { return set_add_py(t, as_set(set), cache_key(cls)); }

// ---- abstract methods

// Is the attribute abstract? 1 or 0; -1: an error is pending.
int is_abstract_py(Thread& t, Value value) {
  Ref flag = getattr_optional_py(t, value, name(N::__isabstractmethod__));
  return flag ? truth_py(t, flag) : error_pending(t) ? -1 : 0;
}

bool collect_own_py(Thread& t, Value cls, Set* abstracts) {
  Ref items = dict_items_list(t, cls.as<Type>()->dict);
  return items && for_each_py(t, items, [&](Thread&, Value item) {
           int abstract = is_abstract_py(t, (*as_tuple(item))[1]);
           return abstract == 0 || (abstract > 0 && set_add_py(t, abstracts, (*as_tuple(item))[0]));
         });
}

bool collect_inherited_py(Thread& t, Value cls, Value base, Set* abstracts) {
  Ref names = getattr_optional_py(t, base, name(N::__abstractmethods__));
  if (!names) return !error_pending(t);
  return for_each_py(t, names, [&](Thread&, Value key) {
    Ref value = getattr_optional_py(t, cls, key);
    int abstract = value ? is_abstract_py(t, value) : error_pending(t) ? -1 : 0;
    return abstract == 0 || (abstract > 0 && set_add_py(t, abstracts, key));
  });
}

bool compute_abstract_methods_py(Thread& t, Value cls) {
  Ref abstracts = make_set(t), bases = abstracts ? getattr_py(t, cls, name(N::__bases__)) : Ref();
  if (!bases || !collect_own_py(t, cls, as_set(abstracts))) return false;
  bool ok =
      for_each_py(t, bases, [&](Thread&, Value base) { return collect_inherited_py(t, cls, base, as_set(abstracts)); });
  Ref frozen = ok ? make_frozenset_py(t, abstracts) : Ref();
  return frozen && setattr_py(t, cls, name(N::__abstractmethods__), frozen);
}

// ---- sequence and mapping patterns

constexpr u32 kPatternFlags = kTypeSequencePattern | kTypeMappingPattern;
constexpr i64 kSequenceBit = 1 << 5, kMappingBit = 1 << 6;  // the values in collections.abc

// Reads __abc_tpflags__ of the class body: the patterns that instances match. False: an error is pending.
bool take_pattern_flags_py(Thread& t, Value cls) {
  Ref key = intern(t, std::string_view("__abc_tpflags__"));
  Ref value = key ? dict_get_str(t, cls.as<Type>()->dict, key) : Ref();
  if (!value) return !error_pending(t);
  i64 bits;
  if (!is_int(value) || !int_fits_i64(value, &bits)) return true;
  if ((bits & kSequenceBit) && (bits & kMappingBit)) {
    return raise_type_error(t, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
  }
  cls.as<Type>()->flags |=
      (bits & kSequenceBit ? u32{kTypeSequencePattern} : 0) | (bits & kMappingBit ? u32{kTypeMappingPattern} : 0);
  return setattr_py(t, cls, key, Value());
}

void pass_pattern_flags_on(Type* subclass, u32 flags) {
  if (!(flags & kPatternFlags) || !(subclass->flags & kTypeHeap))
    return;  // native types never change: str is no sequence pattern
  gc::MutexGuard guard(g_type_mutex);
  for_each_derived(
      subclass, [](Type* type, void* bits) { type->flags.change(kPatternFlags, *static_cast<u32*>(bits)); }, &flags);
}

// ---- functions

Ref abc_init(Thread& t, Value cls) {
  if (!is_type(cls)) return raise_type_error(t, "_abc_init() argument must be a class");
  if (!compute_abstract_methods_py(t, cls)) return Ref();
  Ref data = make_data(t);
  if (!data || !setattr_py(t, cls, name(N::_abc_impl), data)) return Ref();
  return take_pattern_flags_py(t, cls) ? none() : Ref();
}

Ref abc_register(Thread& t, Value self, Value subclass) {
  if (!is_type(subclass)) return raise_type_error(t, "Can only register classes");
  int already = issubclass_py(t, subclass, self);
  if (already) return already > 0 ? Ref::share(t, subclass) : Ref();
  int cycle = issubclass_py(t, self, subclass);
  if (cycle) return cycle > 0 ? Ref(raise(t, kRuntimeErrorType, "Refusing to create an inheritance cycle")) : Ref();
  Ref data = data_of_py(t, self), weak = data ? make_weakref(t, subclass) : Ref();
  Ref registry = weak ? field(t, data, &AbcData::registry) : Ref();
  if (!registry || !list_append(t, as_list(registry), std::move(weak))) return Ref();
  g_registrations.fetch_add(1, gc::release);
  if (is_type(self)) pass_pattern_flags_on(subclass.as<Type>(), self.as<Type>()->flags & kPatternFlags);
  return Ref::share(t, subclass);
}

// Does `subclass` derive from a registered class? 1 or 0; -1: an error is pending.
int is_registered_py(Thread& t, const Ref& data, Value subclass) {
  Ref registry = field(t, data, &AbcData::registry);
  for (i64 i = 0;; ++i) {
    Ref weak = list_get(t, as_list(registry), i);
    if (!weak) return 0;
    Ref registered = weakref_referent(t, weak);
    if (registered.get() == kNone) continue;
    if (int found = issubclass_py(t, subclass, registered)) return found;
  }
}

int derives_from_subclass_py(Thread& t, Value self, Value subclass) {
  Ref subclasses = call_method_py(t, self, intern(t, std::string_view("__subclasses__")));
  if (!subclasses) return -1;
  if (!is_exact_list(subclasses)) return raise_type_error(t, "__subclasses__() must return a list");
  for (i64 i = 0;; ++i) {
    Ref candidate = list_get(t, as_list(subclasses), i);
    if (!candidate) return 0;
    if (int found = issubclass_py(t, subclass, candidate)) return found;
  }
}

bool in_mro(Value subclass, Value self) {
  Value mro = subclass.as<Type>()->mro.get_shared();
  for (u64 i = 0; mro && i < as_tuple(mro)->length; ++i) {
    if (is_same((*as_tuple(mro))[i], self)) return true;
  }
  return false;
}

// Decides without the caches. 1 or 0; -1: an error is pending.
int decide_py(Thread& t, Value self, Value subclass, const Ref& data) {
  Ref answer = call_method_py(t, self, name(N::__subclasshook__), subclass);
  if (!answer) return -1;
  if (answer.get() == kTrue) return 1;
  if (answer.get() == kFalse) return 0;
  if (answer.get() != kNotImplemented) {
    return raise(t, kAssertionErrorType, "__subclasshook__ must return either False, True, or NotImplemented");
  }
  if (in_mro(subclass, self)) return 1;
  int found = is_registered_py(t, data, subclass);
  return found ? found : derives_from_subclass_py(t, self, subclass);
}

int subclasscheck_py(Thread& t, Value self, Value subclass) {
  if (!is_type(subclass)) return raise_type_error(t, "issubclass() arg 1 must be a class");
  Ref data = data_of_py(t, self);
  if (!data) return -1;
  Ref cache = positive_cache(t, data);
  if (!cache) return -1;
  if (set_contains_py(t, as_set(cache), cache_key(subclass)) == 1) return 1;
  Ref negative = negative_cache(t, data);
  if (!negative) return -1;
  if (set_contains_py(t, as_set(negative), cache_key(subclass)) == 1) return 0;
  int result = decide_py(t, self, subclass, data);
  if (result < 0 || !cache_add_py(t, result ? cache : negative, subclass)) return -1;
  return result;
}

Ref abc_subclasscheck(Thread& t, Value self, Value subclass) {
  int result = subclasscheck_py(t, self, subclass);
  return result < 0 ? Ref() : bool_ref(result);
}

// Calls the class's __subclasscheck__, which may be overridden.
Ref ask_class_py(Thread& t, Value self, Value subclass) {
  return call_method_py(t, self, name(N::__subclasscheck__), subclass);
}

Ref abc_instancecheck(Thread& t, Value self, Value instance) {
  Ref data = data_of_py(t, self), subclass = data ? claimed_class_py(t, instance) : Ref();
  if (!subclass) return Ref();
  Value actual(type_of(instance));
  if (is_type(subclass)) {
    Ref cache = field(t, data, &AbcData::cache);
    if (set_contains_py(t, as_set(cache), cache_key(subclass)) == 1) return bool_ref(true);
    if (is_same(subclass, actual)) {
      Ref negative = negative_cache(t, data);
      if (!negative) return Ref();
      return set_contains_py(t, as_set(negative), cache_key(subclass)) == 1 ? bool_ref(false)
                                                                            : ask_class_py(t, self, subclass);
    }
  }
  Ref result = ask_class_py(t, self, subclass);
  int truth = result ? truth_py(t, result) : -1;
  if (truth != 0) return truth > 0 ? std::move(result) : Ref();
  return ask_class_py(t, self, actual);
}

Ref get_cache_token(Thread& t) { return make_uint(t, g_registrations.load(gc::acquire)); }

// Adds weak references to the living classes whose keys are in a cache. False: an error is pending.
bool add_cached_py(Thread& t, const Ref& cache, const Ref& classes, Set* to) {
  return for_each_py(t, classes, [&](Thread&, Value cls) {
    int known = set_contains_py(t, as_set(cache), cache_key(cls));
    Ref weak = known > 0 ? make_weakref(t, cls) : Ref();
    return known == 0 || (weak && set_add_py(t, to, weak));
  });
}

// A list of all classes, each once, bases first.
Ref all_classes_py(Thread& t) {
  Ref classes = make_list(t), seen = classes ? make_set(t) : Ref();
  if (!seen || !list_append(t, as_list(classes), Value(kObjectType))) return Ref();
  for (i64 i = 0;; ++i) {
    Ref base = list_get(t, as_list(classes), i);
    if (!base) return classes;
    Ref derived = subclass_list(t, base.as<Type>());
    bool ok = derived && for_each_py(t, derived, [&](Thread&, Value cls) {
                int known = set_contains_py(t, as_set(seen), cache_key(cls));
                if (known) return known > 0;
                return set_add_py(t, as_set(seen), cache_key(cls)) && list_append(t, as_list(classes), cls);
              });
    if (!ok) return Ref();
  }
}

Ref get_dump(Thread& t, Value self) {
  Ref data = data_of_py(t, self), classes = data ? all_classes_py(t) : Ref();
  if (!classes) return Ref();
  Ref items[4] = {make_set(t), make_set(t), make_set(t),
                  make_uint(t, as_data(data)->negative_version.load(gc::relaxed))};
  if (!items[1] || !items[2]) return Ref();
  if (!add_cached_py(t, field(t, data, &AbcData::cache), classes, as_set(items[1]))) return Ref();
  if (!add_cached_py(t, field(t, data, &AbcData::negative), classes, as_set(items[2]))) return Ref();
  Ref registry = field(t, data, &AbcData::registry);
  if (!items[0] || !items[3] || !set_update_py(t, as_set(items[0]), registry)) return Ref();
  return make_tuple_stealing(t, items, 4);
}

Ref reset_registry(Thread& t, Value self) {
  Ref data = data_of_py(t, self), list = data ? make_list(t) : Ref();
  if (!list) return Ref();
  store_field(t, data.object(), as_data(data)->registry, std::move(list));
  return none();
}

Ref reset_caches(Thread& t, Value self) {
  Ref data = data_of_py(t, self), cache = data ? make_set(t) : Ref(), negative = cache ? make_set(t) : Ref();
  if (!negative) return Ref();
  store_field(t, data.object(), as_data(data)->cache, std::move(cache));
  store_field(t, data.object(), as_data(data)->negative, std::move(negative));
  return none();
}

constexpr MethodDef kMethods[] = {
    {"get_cache_token", get_cache_token, "()", "A number that grows with each registration, for caches."},
    {"_abc_init", abc_init, "(cls, /)", "Sets up a new abstract class: abstract names, registry, caches."},
    {"_abc_register", abc_register, "(cls, subclass, /)", "Enters a class as a virtual subclass."},
    {"_abc_instancecheck", abc_instancecheck, "(cls, instance, /)", "isinstance() against an abstract class."},
    {"_abc_subclasscheck", abc_subclasscheck, "(cls, subclass, /)", "issubclass() against an abstract class."},
    {"_get_dump", get_dump, "(cls, /)", "Registry, caches and version, for debugging."},
    {"_reset_registry", reset_registry, "(cls, /)", "Empties the registry of a class."},
    {"_reset_caches", reset_caches, "(cls, /)", "Empties both caches of a class."},
    {},
};

// No `clear`: the fields are never empty, not even while a cycle is broken. The containers in them clear themselves,
// which is enough.
void trace(Object* object, gc::Visitor& visitor) {
  auto* data = static_cast<AbcData*>(object);
  for (const Slot* slot : {&data->registry, &data->cache, &data->negative}) trace_slot(visitor, *slot);
}
void dispose(gc::Thread& t, Object* object) {
  auto* data = static_cast<AbcData*>(object);
  for (Slot* slot : {&data->registry, &data->cache, &data->negative}) clear_slot(static_cast<Thread&>(t), *slot);
}

constexpr TypeSpec kDataSpec = {
    .name = "_abc._abc_data",
    .size = sizeof(AbcData),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {trace, nullptr, nullptr, dispose},
};

bool init(Thread& t, Value) {
  if (!g_data_type) g_data_type = make_native_type(t, kDataSpec);
  return true;
}

}  // namespace

extern const ModuleDef kUnderAbcModule = {
    "_abc", "What abc.ABCMeta is made of: registration, caches, and the checks that use them.", kMethods, init};

}  // namespace rt
