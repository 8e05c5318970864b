// The object that `lazy import` binds a name to (PEP 810). Reading the name calls resolve_lazy_import_py, which imports
// the module and puts the result into the name's place.
#include "interp/vm/lazy_import.h"

#include "runtime/modules/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// All fields never change.
struct LazyImport : Object {
  Slot name, from, globals;
  i32 level;
};

Ref lazy_repr(Thread& t, Value self) {
  auto* lazy = self.as<LazyImport>();
  if (rt::is_str(lazy->from.get()))
    return rt::format_message(t, "<lazy_import '%S.%S'>", lazy->name.get(), lazy->from.get());
  return rt::format_message(t, "<lazy_import '%S'>", lazy->name.get());
}

Ref import_now_py(Thread& t, LazyImport* lazy) {
  Ref import = rt::dict_get_str(t, rt::builtins_dict(), rt::name(rt::N::__import__));
  if (!import) return t.error ? Ref() : rt::raise(t, rt::kImportErrorType, "__import__ not found");
  bool from = rt::is_str(lazy->from.get());
  Ref names = from ? rt::make_tuple(t, lazy->from.get()) : rt::none();
  if (!names) return Ref();
  Value args[] = {lazy->name.get(), lazy->globals.get(), lazy->globals.get(), names, Value::small_int(lazy->level)};
  Ref module = rt::call_py(t, import, CallArgs{args, 5, Value()});
  return module && from ? Ref::steal(import_from_py(t, module, lazy->from.get())) : std::move(module);
}

Ref lazy_resolve(Thread& t, Value self) { return import_now_py(t, self.as<LazyImport>()); }

constexpr rt::MethodDef kMethods[] = {
    {"resolve", lazy_resolve, "(self, /)", "Import now and return what the name stands for."}, {}};
constexpr rt::TypeSpec kSpec = {
    .name = "types.LazyImportType",
    .size = sizeof(LazyImport),
    .flags = rt::kTypeTraced | rt::kTypeDisallowNew,
    .doc = "What a lazy import binds its name to until the name is read.",
    .lifetime = rt::SlotsOf<LazyImport, &LazyImport::name, &LazyImport::from, &LazyImport::globals>::kLifetime,
    .slots = {.repr = lazy_repr},
    .methods = kMethods,
};

rt::Type* lazy_type(Thread& t) {
  rt::Type* type = rt::g_lazy_import_type.load(gc::acquire);
  if (type) return type;
  rt::Type* made = rt::make_native_type(t, kSpec);  // several threads may make one: the first is kept
  rt::g_resolve_lazy_import_py.store(resolve_lazy_import_py, gc::relaxed);
  if (!rt::g_lazy_import_type.compare_exchange_strong(type, made, gc::acq_rel, gc::acquire)) return type;
  gc::add_root_tracer([](gc::Visitor& visitor) { visitor(rt::g_lazy_import_type.load(gc::relaxed)); });
  return made;
}

}  // namespace

Ref make_lazy_import(Thread& t, rt::Dict* globals, Value name, Value from, i32 level) {
  Ref self = rt::allocate_instance(t, lazy_type(t));
  if (!self) return Ref();
  auto* lazy = self.as<LazyImport>();
  rt::init_field(lazy->name, Ref::share(t, name));
  rt::init_field(lazy->from, Ref::share(t, from));
  rt::init_field(lazy->globals, Ref::share(t, Value(globals)));
  lazy->level = level;
  return self;
}

Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable) {
  Ref held = Ref::share(t, lazy);
  Ref v = import_now_py(t, held.as<LazyImport>());
  if (!v || !rt::setitem_py(t, space, variable, v)) return Ref();
  return v;
}

}  // namespace vm
