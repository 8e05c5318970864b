// _weakref: the functions of the module. The reference types are in runtime/types.
#include "runtime/types/classes/weakref.h"

#include "runtime/object/native.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

Ref getweakrefcount(Thread& t, Value object) {
  bool has = object.is_pointer() && object.object()->has_flag(gc::kWeakrefs);
  return make_int(t, has ? gc::weakref_count(object.object()) : 0);
}

// Deletes dict[key] if its value is a dead weak reference.
Ref remove_dead_weakref(Thread& t, Value dict, Value key) {
  if (!is_dict(dict)) return raise_type_error(t, "_remove_dead_weakref() argument 1 must be dict, not %A", dict);
  Ref value = dict_get_py(t, as_dict(dict), key);
  if (!value) return error_pending(t) ? Ref() : none();
  if (!is_weakref(value)) return raise_type_error(t, "not a weakref");
  if (!weakref_is_dead(value)) return none();
  return dict_delete_py(t, as_dict(dict), key) < 0 ? Ref() : none();
}

constexpr MethodDef kMethods[] = {
    {"getweakrefcount", getweakrefcount, "(object, /)", "How many weak references to the object there are."},
    {"getweakrefs", weakref_list, "(object, /)", "The weak references to an object."},
    {"proxy", make_weak_proxy, "(object, callback=None, /)",
     "A stand-in for an object that does not keep it alive. The callback is called with the proxy when the object "
     "goes."},
    {"_remove_dead_weakref", remove_dead_weakref, "(dct, key, /)",
     "Take a key out of a dict if its value is a dead weak reference; nobody can come in between."},
    {},
};

bool init(Thread& t, Value module) {
  init_weakrefs();
  return module_add(t, module, "ref", Ref::share(t, kWeakRefType)) &&
         module_add(t, module, "ReferenceType", Ref::share(t, kWeakRefType)) &&
         module_add(t, module, "ProxyType", Ref::share(t, kWeakProxyType)) &&
         module_add(t, module, "CallableProxyType", Ref::share(t, kWeakCallableProxyType));
}

}  // namespace

extern const ModuleDef kUnderWeakrefModule = {"_weakref", "Weak-reference support module.", kMethods, init};

}  // namespace rt
