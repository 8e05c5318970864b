// Type parameters, type aliases and Generic: the classes that PEP 695 syntax makes. They are native, so that running
// the syntax needs no import. Empty or false: an error is pending, unless said otherwise.
#pragma once

#include "runtime/library/parts/module_parts.h"

namespace rt {

enum class ParameterKind : u8 { kTypeVar, kParamSpec, kTypeVarTuple };

// The parts of a parameter, borrowed. A part that is evaluated lazily is a function without parameters, or empty.
// `evaluate_constraints` returns a tuple.
struct ParameterParts {
  Value name, evaluate_bound, evaluate_constraints, evaluate_default;
};
// Makes the parameter of `def f[T: bound = default]`. This and the next two functions make the types at the first use.
Ref make_type_parameter_py(Thread& t, ParameterKind kind, const ParameterParts& parts);
// Makes the alias of `type name[params] = ...`. `type_params` is a tuple or None.
Ref make_type_alias_py(Thread& t, Value name, Value type_params, Value evaluate);
// Makes Generic[params], as a base class.
Ref make_generic_base_py(Thread& t, Value type_params);

// ---- for the files of this module

bool is_type_var_tuple(Value v);
bool is_type_parameter(Value v);
bool type_parameter_has_default(Thread& t, Value parameter);
// Calls typing.<name>(args...): a part of typing that is written in Python.
Ref call_typing_py(Thread& t, const char* name, const CallArgs& args);
// The tuple, with each TypeVarTuple replaced by its Unpack.
Ref unpack_type_var_tuples_py(Thread& t, Value type_params);
// `a | b` of typing objects.
Ref typing_union_py(Thread& t, Value a, Value b);
// Reads a field that is evaluated lazily: the first call runs `evaluate`. Empty, without error: there is neither value
// nor function.
Ref lazy_field_py(Thread& t, Object* object, Slot& value, const Slot& evaluate);
// What the attributes evaluate_bound, evaluate_value and their relatives give: the function in the field `evaluate`;
// without it a function that returns `value`; None if `value` is empty, too.
Ref evaluator(Thread& t, Object* object, const Slot& evaluate, Ref value);
// Sets __module__ of a new object to the module of the calling code.
bool set_caller_module_py(Thread& t, Value object);

bool init_type_parameters(Thread& t, Value module);  // typing_parameters.cpp
bool init_type_alias(Thread& t, Value module);       // typing_alias.cpp
void init_evaluators(Thread& t);                     // typing_evaluator.cpp

}  // namespace rt
