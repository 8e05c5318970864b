// Parts of the module `builtins`. What needs the compiler or frames (exec, eval, compile, globals, locals, __import__,
// __build_class__) is added by the interpreter.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// The calling Python frame's local names as a dict, for dir() and vars() without argument. Installed by the
// interpreter.
extern Ref (*g_current_locals)(Thread& t);

// Attribute names are str.
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
