// The running loop of each thread, and what is asked of a loop.
#include <unistd.h>

#include "interp/library/asyncio/future.h"
#include "interp/vm/frame/thread_data.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

// Up to 3.11 the library does not reset the loop in the child of a fork; later ones do it themselves.
static bool children_keep_loops() { return rt::library_minor() < 12; }

Ref running_loop(Thread& t) {
  ThreadData* data = find_thread_data(t);
  if (!data || !data->loop.running) return Ref();
  if (children_keep_loops() && data->loop.process != static_cast<u64>(getpid())) return Ref();
  return Ref::share(t, data->loop.running);
}

Ref require_running_loop(Thread& t) {
  Ref loop = running_loop(t);
  return loop ? std::move(loop) : Ref(rt::raise(t, rt::kRuntimeErrorType, "no running event loop"));
}

void set_running_loop(Thread& t, Value loop) {
  LoopState& state = thread_data(t).loop;
  if (children_keep_loops()) state.process = static_cast<u64>(getpid());
  Value old = std::exchange(state.running, rt::is_same(loop, rt::kNone) ? Value() : Ref::share(t, loop).release());
  rt::decref(t, old);
}

Ref current_loop_py(Thread& t) {
  if (Ref loop = running_loop(t)) return loop;
  const char* function = rt::library_minor() >= 14 ? "_get_event_loop_policy" : "get_event_loop_policy";
  Ref policy = call_library_py(t, "asyncio.events", function, CallArgs{nullptr, 0, Value()});
  return policy ? rt::call_method_py(t, policy, rt::intern(t, "get_event_loop")) : Ref();
}

bool call_soon_py(Thread& t, Value loop, Value callback, Value argument, Value context) {
  Value values[] = {loop, callback, argument, context};
  u32 positional = argument ? 3 : 2;
  values[positional] = context;
  return bool(rt::call_method_py(t, g_text.call_soon, CallArgs{values, positional, g_text.with_context}));
}

static Ref report_details(Thread& t, Future* f, const char* role, const char* message, Value exception) {
  Ref details = rt::make_dict(t);
  Ref text = details ? rt::format_message(t, message, rt::short_type_name(Value(f))) : Ref();
  if (!text) return Ref();
  rt::Dict* d = rt::as_dict(details);
  if (!rt::dict_set_cstr(t, d, "message", std::move(text))) return Ref();
  if (exception && !rt::dict_set_cstr(t, d, "exception", Ref::share(t, exception))) return Ref();
  if (!rt::dict_set_cstr(t, d, role, Ref::share(t, Value(f)))) return Ref();
  Ref source = load(t, f, f->source_traceback);
  if (source && !rt::dict_set_cstr(t, d, "source_traceback", std::move(source))) return Ref();
  return details;
}

void report_to_loop_py(Thread& t, Future* f, const char* role, const char* message, Value exception) {
  Ref pending = rt::take_error(t);
  Ref loop = load_or_none(t, f, f->loop);
  Ref details = report_details(t, f, role, message, exception);
  Ref handler = details ? rt::getattr_py(t, loop, g_text.call_exception_handler) : Ref();
  if (!handler || !rt::call_py(t, handler, details))
    rt::write_unraisable_py(t, nullptr, handler ? handler.get() : Value(f));
  if (pending) rt::restore_error(t, std::move(pending));
}

// ---- functions of the module

static Ref get_running_loop_or_none(Thread& t) {
  Ref loop = running_loop(t);
  return loop ? std::move(loop) : rt::none();
}
static Ref set_running_loop_function(Thread& t, Value loop) {
  set_running_loop(t, loop);
  return rt::none();
}

constexpr rt::MethodDef kLoopFunctions[] = {
    {"_get_running_loop", get_running_loop_or_none, "()", "The loop that runs in this thread, or None."},
    {"_set_running_loop", set_running_loop_function, "(loop, /)",
     "Say which loop runs in this thread; None: none does."},
    {"get_running_loop", require_running_loop, "()",
     "The loop that runs in this thread; RuntimeError if there is none."},
    {"get_event_loop", current_loop_py, "()", "The loop that runs in this thread, else that of the policy."},
    {},
};

}  // namespace vm::aio
