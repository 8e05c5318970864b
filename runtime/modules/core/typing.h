// Type parameters, type aliases and Generic: the classes that PEP 695 syntax makes, native so that no import is needed
// to run it.
#pragma once

#include "runtime/modules/parts/module_parts.h"

namespace rt {

enum class ParameterKind : u8 { kTypeVar, kParamSpec, kTypeVarTuple };

// The lazily evaluated parts are functions without parameters, or empty. `evaluate_constraints` gives a tuple.
struct ParameterParts {
  Value name, evaluate_bound, evaluate_constraints, evaluate_default;
};
// What `def f[T: bound = default]` makes. All of these make the types on first use.
Ref make_type_parameter_py(Thread& t, ParameterKind kind, const ParameterParts& parts);
// `type name[params] = ...`: `type_params` is a tuple, or None.
Ref make_type_alias_py(Thread& t, Value name, Value type_params, Value evaluate);
// Generic[params] as a base class.
Ref make_generic_base_py(Thread& t, Value type_params);

// ---- for the files of this module

bool is_type_var_tuple(Value v);
// typing.<name>(args...): the parts of typing that are written in Python.
Ref call_typing_py(Thread& t, const char* name, const CallArgs& args);
// The tuple with each TypeVarTuple replaced by Unpack of it.
Ref unpack_type_var_tuples_py(Thread& t, Value type_params);
// `a | b` of typing objects.
Ref typing_union_py(Thread& t, Value a, Value b);
// Reads a lazily evaluated field: calls `evaluate` once. Empty, no error: neither is there.
Ref lazy_field_py(Thread& t, Object* object, Slot& value, const Slot& evaluate);
// Sets __module__ of a new object from the code that makes it.
bool set_caller_module_py(Thread& t, Value object);

bool init_type_parameters(Thread& t, Value module);  // typing_parameters.cpp
bool init_type_alias(Thread& t, Value module);       // typing_alias.cpp

}  // namespace rt
