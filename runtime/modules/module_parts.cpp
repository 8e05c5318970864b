#include "runtime/modules/module_parts.h"

namespace rt {

// Imports are serialised by the import lock, and the types outlive every module object.
bool add_native_type(Thread& t, Value module, Type*& type, const TypeSpec& spec, Type* base) {
  if (!type) type = make_native_type(t, spec, base);
  return module_add(t, module, type_name(type), Ref::share(t, type));
}

}  // namespace rt
