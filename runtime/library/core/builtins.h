// The parts of module `builtins`. The interpreter adds the functions that need the compiler or frames (exec, eval,
// compile, globals, locals, __import__, __build_class__).
//
// The functions in namespace builtins are called through the module's method table: they may run Python code although
// they have no _py. Empty: an error is pending.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// Is `name` a str? False: TypeError is pending.
bool check_attribute_name(Thread& t, Value name);

namespace builtins {

// builtins_numbers.cpp
Ref abs(Thread& t, Value x);
Ref bin(Thread& t, Value number);
Ref chr(Thread& t, Value i);
Ref divmod(Thread& t, Value x, Value y);
Ref hex(Thread& t, Value number);
Ref oct(Thread& t, Value number);
Ref ord(Thread& t, Value c);
Ref pow(Thread& t, Value base, Value exp, Value mod);
Ref round(Thread& t, Value number, Value ndigits);
Ref sum(Thread& t, Value iterable, Value start);
// builtins_iterables.cpp
Ref aiter(Thread& t, Value async_iterable);
Ref all(Thread& t, Value iterable);
Ref any(Thread& t, Value iterable);
Ref anext(Thread& t, Value async_iterator, Value fallback);
Ref iter(Thread& t, Value object, Value sentinel);
Ref max(Thread& t, const CallArgs& args);
Ref min(Thread& t, const CallArgs& args);
Ref next(Thread& t, Value iterator, Value fallback);
Ref sorted(Thread& t, const CallArgs& args);
// builtins_output.cpp
Ref input(Thread& t, Value prompt);
Ref print(Thread& t, Value args, Value sep, Value end, Value file, Value flush);
// builtins_async.cpp
Ref make_anext_awaitable(Thread& t, Value awaitable, Value fallback);
void init_anext_awaitable(Thread& t);

}  // namespace builtins
}  // namespace rt
