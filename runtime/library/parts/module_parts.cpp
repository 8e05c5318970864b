// Types of native modules: made once, at the first import, then entered into each module object.
#include "runtime/library/parts/module_parts.h"

#include <cstring>

#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

// `type` is a global of the module and is written here without a lock: the import lock serialises imports. The type is
// immortal, because it outlives every module object.
bool add_native_type(Thread& t, Value module, Type*& type, const TypeSpec& spec, Type* base) {
  if (!type) type = make_native_type(t, spec, base);
  const char* full = type_name(type);
  const char* dot = std::strrchr(full, '.');
  return module_add(t, module, dot ? dot + 1 : full, Ref::share(t, type));
}

bool add_module_functions(Thread& t, Value module, const char* name, const MethodDef* table) {
  Ref module_name = intern(t, name);
  for (; module_name && table->name; ++table) {
    Ref function = make_builtin(t, table, Value(), module_name);
    if (!function) return false;
    gc::make_deferred(t, function.object());
    if (!module_add(t, module, table->name, std::move(function))) return false;
  }
  return bool(module_name);
}

const char* short_type_name(const Type* type) {
  const char* full = type_name(type);
  const char* dot = std::strrchr(full, '.');
  return dot ? dot + 1 : full;
}

bool add_submodule(Thread& t, Value module, const char* attribute, const ModuleDef& def) {
  Ref submodule = create_native_module(t, &def);
  return submodule && dict_set_cstr(t, sys_modules(), def.name, Ref::share(t, submodule)) &&
         module_add(t, module, attribute, std::move(submodule));
}

}  // namespace rt
