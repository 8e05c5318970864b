// The specifications (TypeSpec) of the built-in types, one for each row TYPE of object/types.def. Each is defined in
// the file of its type.
#pragma once

#include "runtime/object/type.h"

namespace rt {

#define TYPE(id, name, base) extern const TypeSpec k##id##Spec;
#define INTERPRETER_TYPE(id, name, base)
#include "runtime/object/types.def"
#undef TYPE

// Completes every built-in type in the order of types.def; start-up only, one thread. The interpreter has defined its
// types before (define_type()).
void init_all_types(Thread& t);

}  // namespace rt
