// types.UnionType, the type of `int | str`. From the library of Python 3.14 on it is typing.Union as well.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct UnionType : Object {
  Slot args, parameters;
  u32 unhashable;  // members that could not be hashed when the union was made; then it has no hash
};
inline bool is_union(Value v) { return has_layout(v, TypeId::kUnionType); }
// The members, a tuple. Borrowed from the union, which never changes.
inline Value members_of_union(Value v) { return v.as<UnionType>()->args.get(); }

// `a | b` for classes and aliases. kNotImplemented: an operand cannot be part of a union.
Ref union_or_py(Thread& t, Value a, Value b);
// Chooses the form of the class that the library expects. Before the built-in types are made.
void define_union_type();

}  // namespace rt
