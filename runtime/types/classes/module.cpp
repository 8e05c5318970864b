// Module objects. Each has a shape of its own, so that inline caches identify it by its shape id. Its attributes are
// the entries of its dict.
#include "runtime/types/classes/module.h"

#include <cstring>

#include "runtime/object/class.h"
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape_reclaim.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref module_getattr_py(Thread& t, Value module, Value name);

namespace {

Module* as_module(Value v) { return v.as<Module>(); }

// Modules and their dicts are deferred: they live about as long as the program, and each function of a module would
// count the dict.
Ref new_module(Thread& t, Type* type) {
  Object* object = gc::allocate(t, type->base_size, type->root_shape->id, true);
  if (!object) return raise_memory_error(t);
  std::memset(static_cast<void*>(object + 1), 0, type->base_size - sizeof(Object));
  Ref module = Ref::steal(object);
  set_shape(object, make_own_shape(type, object));
  Ref dict = make_dict(t);
  if (!dict) return Ref();
  gc::make_deferred(t, dict.object());
  as_module(module)->dict = dict.release().as<Dict>();
  gc::make_deferred(t, object);
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, object);
  return module;
}

bool describe(Thread& t, Value module, Value module_name, Value doc) {
  Dict* dict = as_module(module)->dict;
  store_field(t, module.object(), as_module(module)->name, Ref::share(t, module_name));
  if (!dict_set_str(t, dict, name(N::__name__), Ref::share(t, module_name))) return false;
  if (!dict_set_str(t, dict, name(N::__doc__), Ref::share(t, doc))) return false;
  for (N id : {N::__package__, N::__loader__, N::__spec__}) {
    if (!dict_set_str(t, dict, name(id), none())) return false;
  }
  return true;
}

Ref module_create(Thread& t, Type* type, const CallArgs&) { return new_module(t, type); }

Ref module_init_method(Thread& t, Value self, Value module_name, Value doc) {
  if (!is_str(module_name)) return raise_type_error(t, "module() argument 'name' must be str, not %A", module_name);
  return describe(t, self, module_name, doc) ? none() : Ref();
}
constexpr MethodDef kInit = {"module", module_init_method, "(self, /, name, doc=None)", nullptr};

bool module_init(Thread& t, Value self, const CallArgs& args) {
  constexpr u32 kMost = 3;
  u32 total = args.positional + args.keywords() + 1;
  if (total > kMost) return raise_type_error(t, "module() takes at most 2 arguments (%d given)", total - 1);
  Value values[kMost] = {self};
  for (u32 i = 1; i < total; ++i) values[i] = args.values[i - 1];
  return bool(call_method_def(t, kInit, CallArgs{values, args.positional + 1, args.names}));
}

// ---- repr

Ref entry(Thread& t, Value module, N id) {
  Ref value = dict_get_str(t, as_module(module)->dict, name(id));
  return value && value.get() != kNone ? std::move(value) : Ref();
}

Ref repr_from_spec_py(Thread& t, Value spec) {
  Ref module_name = getattr_py(t, spec, name(N::name));
  Ref origin = module_name ? getattr_py(t, spec, "origin") : Ref();
  Ref has_location = origin ? getattr_py(t, spec, "has_location") : Ref();
  if (!has_location) return Ref();
  Ref shown = module_name.get() == kNone ? make_str_ascii(t, "?") : std::move(module_name);
  if (!shown) return Ref();
  if (origin.get() != kNone) {
    int located = truth_py(t, has_location);
    if (located < 0) return Ref();
    return located ? format_message(t, "<module %R from %R>", shown.get(), origin.get())
                   : format_message(t, "<module %R (%S)>", shown.get(), origin.get());
  }
  Ref loader = getattr_py(t, spec, "loader");
  if (!loader) return Ref();
  if (loader.get() == kNone) return format_message(t, "<module %R>", shown.get());
  return format_message(t, "<module %R (%R)>", shown.get(), loader.get());
}

Ref module_repr(Thread& t, Value self) {
  if (Ref spec = entry(t, self, N::__spec__); spec) {
    Ref text = repr_from_spec_py(t, spec);
    if (text || !error_is(t, kAttributeErrorType)) return text;
    clear_error(t);
  }
  Ref module_name = entry(t, self, N::__name__);
  if (!module_name) module_name = make_str_ascii(t, "?");
  if (!module_name) return Ref();
  if (Ref file = entry(t, self, N::__file__); file)
    return format_message(t, "<module %R from %R>", module_name.get(), file.get());
  if (Ref loader = entry(t, self, N::__loader__); loader)
    return format_message(t, "<module %R (%R)>", module_name.get(), loader.get());
  return format_message(t, "<module %R>", module_name.get());
}

// ---- attributes

Ref get_dict(Thread& t, Value self) { return Ref::share(t, as_module(self)->dict); }

Ref module_dir(Thread& t, Value self) {
  Ref names = getattr_py(t, self, name(N::__dict__));
  if (!names) return Ref();
  if (!is_dict(names)) return raise_type_error(t, "<module>.__dict__ is not a dictionary");
  Ref hook = dict_get_str(t, as_module(self)->dict, name(N::__dir__));
  if (hook) return call_py(t, hook);
  return error_pending(t) ? Ref() : dict_keys_list(t, as_module(self)->dict);
}

Ref get_annotate(Thread& t, Value self) {
  Ref own = dict_get_str(t, as_module(self)->dict, name(N::__annotate__));
  return own || error_pending(t) ? std::move(own) : none();
}
bool set_annotate(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "cannot delete __annotate__ attribute");
  if (value != kNone && !is_callable(value)) return raise_type_error(t, "__annotate__ must be callable or None");
  Dict* dict = as_module(self)->dict;
  if (!dict_set_str(t, dict, name(N::__annotate__), Ref::share(t, value))) return false;
  return value == kNone || dict_delete_str(t, dict, name(N::__annotations__)) >= 0;  // what the old one has made
}

// The module's __annotations__; __annotate__ makes them on the first request.
Ref get_annotations(Thread& t, Value self) {
  Dict* dict = as_module(self)->dict;
  Ref own = dict_get_str(t, dict, name(N::__annotations__));
  if (own || error_pending(t)) return own;
  Ref annotate = get_annotate(t, self);
  if (!annotate) return Ref();
  Ref made = annotate.get() == kNone ? make_dict(t) : call_annotate_py(t, annotate, 1);
  return made ? dict_setdefault_py(t, dict, name(N::__annotations__), made) : Ref();
}
bool set_annotations(Thread& t, Value self, Value value) {
  Dict* dict = as_module(self)->dict;
  if (value) {
    if (!dict_set_str(t, dict, name(N::__annotations__), Ref::share(t, value))) return false;
  } else {
    int deleted = dict_delete_str(t, dict, name(N::__annotations__));
    if (deleted <= 0) return deleted == 0 ? bool(raise_attribute_error(t, self, name(N::__annotations__))) : false;
  }
  return dict_delete_str(t, dict, name(N::__annotate__)) >= 0;  // it would make others
}

constexpr MethodDef kMethods[] = {
    {"__dir__", module_dir, "(self, /)", "__dir__() -> list\nspecialized dir() implementation"}, {}};
constexpr GetSetDef kGetSet[] = {{"__dict__", get_dict},
                                 {"__annotations__", get_annotations, set_annotations},
                                 {"__annotate__", get_annotate, set_annotate},
                                 {}};

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  auto* module = static_cast<Module*>(object);
  trace_attributes(object, visitor);
  trace_slot(visitor, module->name);
  if (module->extension) g_extensions.trace_module(module, visitor);
  if (module->dict) visitor(module->dict);
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* module = static_cast<Module*>(object);
  if (module->extension) g_extensions.dispose_module(t, module);
  dispose_attributes(t, object);
  bury_own_shape(object);
  clear_slot(t, module->name);
  if (module->dict) gc::decref(t, std::exchange(module->dict, nullptr));
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = module_repr;
  s.getattr = module_getattr_py;
  s.create = module_create;
  s.init = module_init;
  return s;
}();

}  // namespace

Ref make_module(Thread& t, Value module_name) {
  Ref module = new_module(t, kModuleType);
  return module && describe(t, module, module_name, kNone) ? std::move(module) : Ref();
}

Ref make_module(Thread& t, const char* module_name) {
  Ref text = intern(t, module_name);
  return text ? make_module(t, text) : Ref();
}

const TypeSpec kModuleSpec = {
    .id = TypeId::kModule,
    .name = "module",
    .size = sizeof(Module),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
    .doc =
        "module(name, doc=None)\n--\n\nCreate a module object.\n\nThe name must be a string; the optional docstring "
        "can have any type.",
    // No clear function: functions may use the dict after the module has died.
    .lifetime = {.trace = trace, .dispose = dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace rt
