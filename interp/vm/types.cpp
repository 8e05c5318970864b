// The table is types.def itself.
#include "interp/vm/types.h"

#include "interp/vm/import/lazy_import.h"
#include "runtime/object/class.h"

namespace rt {

// Each is defined in the file of its type.
#define TYPE(id, name, base)
#define INTERPRETER_TYPE(id, name, base) extern const TypeSpec k##id##Spec;
#include "runtime/object/types.def"
#undef TYPE

}  // namespace rt

namespace vm {

void define_types() {
#define TYPE(id, name, base)
#define INTERPRETER_TYPE(id, name, base) rt::define_type(rt::TypeId::k##id, rt::k##id##Spec);
#include "runtime/object/types.def"
#undef TYPE
  define_generator_types();
  rt::g_resolve_lazy_import_py = resolve_lazy_attribute_py;
}

}  // namespace vm
