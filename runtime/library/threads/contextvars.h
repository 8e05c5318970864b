// Context variables. A thread's current context is Thread::context. Functions that give a Ref or bool leave an error
// pending if it is empty or false, unless they say otherwise. Those without _py call no Python code, but the finalizer
// of a value that a variable had before may be Python code.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// contextvars.copy_context().
Ref copy_context(Thread& t);
// Makes `context` the thread's current one. RuntimeError if any thread has entered it already.
bool enter_context(Thread& t, Value context);
// Makes the context before `context` the current one. RuntimeError if `context` is not the current one.
bool leave_context(Thread& t, Value context);
bool is_context(Value v);
// An empty context. The functions that make something need the module _contextvars, which somebody has imported.
Ref make_context(Thread& t);
// context.copy().
Ref copied_context(Thread& t, Value context);
bool is_context_var(Value v);
bool is_context_token(Value v);
// A new variable. `name`: str. Empty `fallback`: it has no default.
Ref make_context_var(Thread& t, Value name, Value fallback);
// A new variable without default, for native modules.
Ref make_context_var(Thread& t, const char* name);
// The variable's value in the thread's current context. Empty, without error: it has none.
Ref context_var_get(Thread& t, Value var);
// The same, else `fallback` unless that is empty, else the variable's default. Empty, without error: there is none.
Ref context_var_find(Thread& t, Value var, Value fallback);
// var.set(value): the token.
Ref context_var_set(Thread& t, Value var, Value value);
// var.reset(token).
bool context_var_reset(Thread& t, Value var, Value token);
// Sets the variable, and notes in the current context that the value belongs to this context alone. A copy of the
// context has the same value without that note, so whoever changes values in place can give the copy a value of its
// own. A context has one such note; decimal uses it. context_owns(): the note of the current context is about `value`.
bool context_var_set_own(Thread& t, Value var, Value value);
bool context_owns(Thread& t, Value value);
// context.run(callable, ...). `args` are the arguments without the context.
Ref run_in_context_py(Thread& t, Value context, Value callable, const CallArgs& args);

}  // namespace rt
