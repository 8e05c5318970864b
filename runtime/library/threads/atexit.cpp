// atexit: the list of registered calls. Functions, comparisons and other threads may register and unregister calls at
// any moment, so each step is one operation of the list and relies on no earlier one. Calls are added at the end: until
// one is removed, it can only move to smaller indices.
#include "runtime/library/threads/atexit.h"

#include "gc/refcount/publish.h"
#include "runtime/object/native.h"
#include "runtime/object/unraisable.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

// The registered calls: a list of (function, args, kwargs or None). The list is made with the module and never
// replaced. It is a root, so the first start of a thread publishes it.
Value g_calls;

void trace_calls(gc::Visitor& visitor) { trace_value(visitor, g_calls); }

List* calls() { return as_list(g_calls); }

Ref keywords_dict_py(Thread& t, const CallArgs& args) {
  if (args.keywords() == 0) return none();
  Ref dict = make_dict(t);
  for (u32 i = 0; dict && i < args.keywords(); ++i) {
    if (!dict_set_py(t, as_dict(dict), (*as_tuple(args.names))[i], args[args.positional + i])) return Ref();
  }
  return dict;
}

Ref register_call(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "register() takes at least 1 argument (0 given)");
  if (!is_callable(args[0])) return raise_type_error(t, "the first argument must be callable");
  Ref positional = make_tuple(t, args.values + 1, args.positional - 1),
      keywords = positional ? keywords_dict_py(t, args) : Ref();
  Ref call = keywords ? make_tuple(t, args[0], positional, keywords) : Ref();
  return call && list_append(t, calls(), std::move(call)) ? Ref::share(t, args[0]) : Ref();
}

// Removes `call`, if it is still there. It was at `index`, and has not been moved beyond that.
void remove(Thread& t, Value call, i64 index) {
  while (index >= 0 && !list_remove_if_at(t, calls(), index, call)) --index;
}

// The loop runs from the end, so it misses no call that moves.
Ref unregister(Thread& t, Value function) {
  for (i64 i = static_cast<i64>(calls()->size()) - 1; i >= 0; --i) {
    Ref call = list_get(t, calls(), i);
    if (!call) continue;  // the list has become shorter
    int equal = equal_py(t, (*as_tuple(call))[0], function);
    if (equal < 0) return Ref();
    if (equal) remove(t, call, i);
  }
  return none();
}

Ref clear(Thread& t) {
  list_clear(t, calls());
  return none();
}

Ref count(Thread& t) { return make_uint(t, calls()->size()); }

Ref run(Thread& t) {
  run_exit_functions_py(t);
  return none();
}

constexpr MethodDef kMethods[] = {
    {"register", register_call, "(...)(func, /, *args, **kwargs)",
     "register(func, *args, **kwargs)\n\nCall func with the arguments when the program ends. Return func."},
    {"unregister", unregister, "(func, /)", "Forget all registered calls of func."},
    {"_clear", clear, "()", "Forget all registered calls."},
    {"_run_exitfuncs", run, "()", "Run all registered calls."},
    {"_ncallbacks", count, "()", "Return the number of registered calls."},
    {},
};

bool init(Thread& t, Value) {
  if (g_calls) return true;
  Ref list = make_list(t);
  if (!list) return false;
  g_calls = list.release();
  gc::add_root_tracer(trace_calls);
  return true;
}

}  // namespace

bool has_exit_functions() { return g_calls && calls()->size() > 0; }

void run_exit_functions_py(Thread& t) {
  if (!has_exit_functions()) return;
  Ref registered = list_to_tuple(t, g_calls);
  if (!registered) return write_unraisable_while_py(t, "copying atexit callbacks", kNone);
  const Tuple& all = *as_tuple(registered);
  for (u64 i = all.length; i-- > 0;) {
    const Tuple& parts = *as_tuple(all[i]);
    if (!call_with_tuple_py(t, parts[0], parts[1], parts[2] == kNone ? Value() : parts[2])) {
      write_unraisable_about_py(t, "Exception ignored in atexit callback", parts[0]);
    }
  }
  list_clear(t, calls());
}

extern const ModuleDef kAtexitModule = {"atexit", "Functions that run when the program ends.", kMethods, init};

}  // namespace rt
