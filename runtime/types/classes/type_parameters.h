// Type parameters of generic aliases and unions: collecting them, and substituting arguments for them (PEP 484, 585,
// 646).
#pragma once

namespace rt {

// The distinct parameters in `args` (a tuple), in order of appearance: tuple.
Ref collect_parameters_py(Thread& t, Value args);
// The tuple `args` with `parameters` replaced by `item`, which is one argument or a tuple of them. `self` is the alias
// that error messages show.
Ref substitute_parameters_py(Thread& t, Value self, Value args, Value parameters, Value item);
// The text of one argument in a repr: the qualified name of a class, `...`, or the repr. A nested list is shown as a
// list.
Ref type_argument_repr_py(Thread& t, Value argument);
// The same for what a type parameter or alias stands for: a list is shown by its repr.
Ref type_value_repr_py(Thread& t, Value value);

}  // namespace rt
