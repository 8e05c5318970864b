// Type parameters of generic aliases and unions: collecting them, and putting arguments in their place (PEP 484, 585,
// 646).
#pragma once

namespace rt {

// The distinct parameters in `args` (a tuple), in order of appearance: tuple.
Ref collect_parameters_py(Thread& t, Value args);
// `args` with `parameters` replaced by `item` (one argument, or a tuple of them): tuple. `self` is shown in errors.
Ref substitute_parameters_py(Thread& t, Value self, Value args, Value parameters, Value item);
// Text of one argument in a repr: qualified name of a class, `...`, or repr. Nested lists are shown as lists.
Ref type_argument_repr_py(Thread& t, Value argument);

}  // namespace rt
