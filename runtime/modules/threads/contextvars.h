// Context variables. A thread's current context is Thread::context.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// contextvars.copy_context().
Ref copy_context(Thread& t);
// Makes `context` the thread's current one. RuntimeError if it is entered already, by any thread.
bool enter_context(Thread& t, Value context);
// Back to the context before. It must be the current one.
bool leave_context(Thread& t, Value context);
bool is_context(Value v);
// A new variable without default, for native modules.
Ref make_context_var(Thread& t, const char* name);
// The variable's value in the thread's current context; empty without error if it has none.
Ref context_var_get(Thread& t, Value var);
bool context_var_set(Thread& t, Value var, Value value);
// context.run(callable, ...): `args` without the context.
Ref run_in_context_py(Thread& t, Value context, Value callable, const CallArgs& args);

}  // namespace rt
