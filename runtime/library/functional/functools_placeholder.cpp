// functools.Placeholder (3.14): stands in partial() for an argument that a call gives later.
#include "runtime/library/functional/functools.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/text/str.h"

namespace rt::functools {

namespace {

Type* g_type;       // made with the module, and stays
Value g_singleton;  // immortal

Ref create(Thread& t, Type*, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "_PlaceholderType takes no arguments");
  return Ref::share(t, g_singleton);
}
Ref repr(Thread& t, Value) { return make_str_ascii(t, "Placeholder"); }

constexpr MethodDef kMethods[] = {{"__reduce__", repr, "(self, /)"}, {}};
constexpr TypeSpec kSpec = {.name = "functools._PlaceholderType",
                            .size = sizeof(Object),
                            .doc = "The type of Placeholder, which has no other instance.",
                            .slots = {.repr = repr, .create = create},
                            .methods = kMethods};

}  // namespace

bool is_placeholder(Value v) { return v.stripped() == g_singleton; }

bool add_placeholder(Thread& t, Value module) {
  if (!add_native_type(t, module, g_type, kSpec)) return false;
  if (!g_singleton) {
    Ref made = allocate_instance(t, g_type);
    if (!made) return false;
    gc::make_immortal(made.object());
    g_singleton = made.release();
  }
  return module_add(t, module, "Placeholder", Ref::share(t, g_singleton));
}

}  // namespace rt::functools
