// The specifications (TypeSpec) of all built-in types, one for each row of object/types.def. Each is defined in the
// file of its type.
#pragma once

#include "runtime/object/type.h"

namespace rt {

#define TYPE(id, name, base) extern const TypeSpec k##id##Spec;
#include "runtime/object/types.def"
#undef TYPE

// Completes every built-in type in the order of types.def; start-up only, one thread.
void init_all_types(Thread& t);

}  // namespace rt
