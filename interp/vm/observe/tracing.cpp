// sys.settrace and sys.setprofile as two tools of the observer (kTraceTool, kProfileTool): each thread's own function
// is installed here, and events are translated to "call", "line", "return", "exception", "opcode", "c_call", ...
#include "interp/vm/observe/tracing.h"

#include "gc/refcount/publish.h"
#include "gc/threads/registry.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/observe/monitoring.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace vm {

// ---- installing

static gc::Atomic<u32> g_hooked_threads[2];  // with a profile function, with a trace function
static gc::Atomic<bool> g_opcode_events{false};

static Value& hook_of(ThreadInstrument& in, u32 tool) { return tool == kTraceTool ? in.trace : in.profile; }
static gc::Atomic<u32>& hooked_threads(u32 tool) { return g_hooked_threads[tool - kProfileTool]; }

static u32 events_of_tool(u32 tool) {
  if (hooked_threads(tool).load(gc::relaxed) == 0) return 0;
  u32 events = bit_of(Event::kPyStart) | bit_of(Event::kPyResume) | bit_of(Event::kPyThrow) | bit_of(Event::kPyReturn) |
               bit_of(Event::kPyYield) | bit_of(Event::kPyUnwind);
  if (tool == kProfileTool) return events | bit_of(Event::kCall);
  events |= bit_of(Event::kRaise) | bit_of(Event::kStopIteration) | bit_of(Event::kLine);
  return g_opcode_events.load(gc::relaxed) ? events | bit_of(Event::kInstruction) : events;
}

// Replaces the function of a thread and returns the old one, owned. The thread is the calling one, or the world is
// stopped.
static Value exchange_hook(Thread& t, u32 tool, Value function) {
  ThreadInstrument& in = thread_data(t).instrument;
  Value old = std::exchange(hook_of(in, tool), function);
  if (bool(old) != bool(function)) hooked_threads(tool).fetch_add(function ? 1 : ~0u, gc::relaxed);
  in.tools = static_cast<u8>(function ? in.tools | 1u << tool : in.tools & ~(1u << tool));
  return old;
}

void set_thread_hook(Thread& t, u32 tool, Value function) {
  if (!function && !thread_hook(t, tool)) return;
  Value old = exchange_hook(t, tool, Ref::share(t, function).release());
  renew_tool_events(t, tool, events_of_tool);
  rt::decref(t, old);
}

Value thread_hook(const Thread& t, u32 tool) {
  ThreadData* data = find_thread_data(t);
  return data ? hook_of(data->instrument, tool) : Value();
}

void set_hook_of_all_threads(Thread& t, u32 tool, Value function) {
  struct Change {
    Thread& t;
    u32 tool;
    Value function;
    std::vector<Value> old;
  } change{t, tool, function, {}};
  {
    gc::StopTheWorld pause(t, "a trace function for all threads");
    if (gc::kFreeThreaded && function.is_pointer()) gc::publish(t, function.object());
    gc::for_each_thread(
        [](gc::Thread& other, void* p) {
          auto& c = *static_cast<Change*>(p);
          auto& its = static_cast<Thread&>(other);
          if (c.function && !its.frame) return;  // the thread may be ending; nobody would release the function
          Value old = exchange_hook(its, c.tool, Ref::share(c.t, c.function).release());
          // The old function may be private to the other thread, and this thread now owns the reference.
          if (gc::kFreeThreaded && old.is_pointer()) gc::publish(c.t, old.object());
          c.old.push_back(old);
        },
        &change);
  }
  renew_tool_events(t, tool, events_of_tool);
  for (Value v : change.old) rt::decref(t, v);
}

static gc::Atomic<Value> g_of_new_threads;  // dict with the profile function of new threads, if there is one; made once
static gc::Atomic<bool> g_new_threads_have_hook{false};  // relaxed: whether it is worth while to look
static bool g_names_threads = false;                     // set before the second thread starts

static constexpr const char* kProfileHook = "profile";

bool make_hook_of_new_threads(Thread& t) {
  if (g_of_new_threads.load(gc::relaxed)) return true;
  Ref dict = rt::make_dict(t);
  if (!dict) return false;
  if (gc::kFreeThreaded) gc::publish(t, dict.object());
  g_of_new_threads.store(dict.release(), gc::release);
  gc::add_root_tracer([](gc::Visitor& visitor) { rt::trace_value(visitor, g_of_new_threads.load(gc::relaxed)); });
  return true;
}

bool set_profile_hook_of_new_threads(Thread& t, Value function) {
  Value dict = g_of_new_threads.load(gc::acquire);
  if (!rt::dict_set_cstr(t, rt::as_dict(dict), kProfileHook, function ? Ref::share(t, function) : rt::none()))
    return false;
  g_new_threads_have_hook.store(bool(function), gc::relaxed);
  return true;
}

void name_started_threads() { g_names_threads = true; }

void thread_runs_py(Thread& t, Value function) {
  if (g_names_threads) rt::remember_name_py(t, function);
  if (!g_new_threads_have_hook.load(gc::relaxed) || thread_hook(t, kProfileTool)) return;
  Ref hook = rt::dict_get_cstr(t, rt::as_dict(g_of_new_threads.load(gc::acquire)), kProfileHook);
  if (hook && hook.get() != rt::kNone) set_thread_hook(t, kProfileTool, hook);
  rt::clear_error(t);
}

void want_opcode_events(Thread& t) {
  if (!g_opcode_events.exchange(true, gc::relaxed)) renew_tool_events(t, kTraceTool, events_of_tool);
}

u32 exchange_observer_depth(Thread& t, u32 depth) { return std::exchange(thread_data(t).instrument.inside, depth); }

Ref call_tracing_py(Thread& t, Value function, Value arguments) {
  u32 inside = exchange_observer_depth(t, 0);
  Ref result = rt::call_with_tuple_py(t, function, arguments, Value());
  exchange_observer_depth(t, inside);
  return result;
}

// ---- telling

static Ref event_name(Thread& t, const char* name) { return rt::intern(t, std::string_view(name)); }

// Calls function(frame, what, argument), without observation.
static Ref call_hook_py(Thread& t, Value function, Value frame, const char* what, Value argument) {
  ThreadInstrument& in = thread_data(t).instrument;
  Ref name = event_name(t, what), held = Ref::share(t, function);
  if (!name) return Ref();
  ++in.inside;
  Ref result = rt::call_py(t, held, frame, name, argument ? argument : rt::kNone);
  --in.inside;
  return result;
}

static const char* trace_name(Event e) {
  switch (e) {
    case Event::kPyStart:
    case Event::kPyResume:
    case Event::kPyThrow: return "call";
    case Event::kPyReturn:
    case Event::kPyYield:
    case Event::kPyUnwind: return "return";
    case Event::kRaise:
    case Event::kStopIteration: return "exception";
    case Event::kInstruction: return "opcode";
    default: return "line";
  }
}

// (type, value, traceback)
static Ref exception_argument(Thread& t, Value exception) {
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  return rt::make_tuple(t, Value(rt::type_of(exception)), exception, traceback ? traceback.get() : rt::kNone);
}

static bool trace_failed(Thread& t, Frame* f) {
  Ref error = rt::take_error(t);
  set_thread_hook(t, kTraceTool, Value());
  rt::store_field(t, f, f->trace, Ref());
  rt::restore_error(t, std::move(error));
  return false;
}

bool tell_tracer_py(Thread& t, Value* r, Event e, Value argument) {
  ThreadInstrument& in = thread_data(t).instrument;
  const char* what = trace_name(e);
  bool call = what[0] == 'c', line = e == Event::kLine;
  if (!in.trace || (!call && !r[kFrameObject])) return true;  // only a frame with an object can have f_trace
  Ref frame = frame_object(t, r);
  if (!frame) return false;
  auto* f = frame.as<Frame>();
  if (line) f->traced_line.store(static_cast<i32>(argument.small()), gc::relaxed);
  if (line && !f->trace_lines.load(gc::relaxed)) return true;
  if (e == Event::kInstruction && !f->trace_opcodes.load(gc::relaxed)) return true;
  Ref function = call ? Ref::share(t, in.trace) : rt::load_field(t, f, f->trace);
  if (!function) return true;
  bool given = e == Event::kPyReturn || e == Event::kPyYield;
  Ref about = what[0] == 'e' ? exception_argument(t, argument) : given ? Ref::share(t, argument) : rt::none();
  if (!about) return false;
  f->event_line.store(line ? static_cast<i32>(argument.small()) : 0, gc::relaxed);
  in.event = e;
  in.told_frame = r;
  Ref result = call_hook_py(t, function, frame, what, about);
  in.told_frame = nullptr;
  f->event_line.store(0, gc::relaxed);
  if (!result) return trace_failed(t, f);
  if (!rt::is_same(result, rt::kNone)) rt::store_field(t, f, f->trace, std::move(result));
  return true;
}

static const char* profile_name(Event e) {
  switch (e) {
    case Event::kCall: return "c_call";
    case Event::kCReturn: return "c_return";
    case Event::kCRaise: return "c_exception";
    default: return trace_name(e);
  }
}

// What a profile function gets as the native function of a call: a method is bound to its object. Empty: an error is
// pending, because the object is not of the method's class.
static Ref native_callee_py(Thread& t, Value callee, Value self) {
  if (rt::is_exact(callee, rt::TypeId::kBuiltin)) return Ref::share(t, callee);
  return rt::type_of(callee)->slots.get(t, callee, self, rt::type_of(self));
}

bool tell_profiler_py(Thread& t, Value* r, Event e, Value argument, Value self) {
  ThreadInstrument& in = thread_data(t).instrument;
  if (!in.profile) return true;
  bool native = e == Event::kCall || e == Event::kCReturn || e == Event::kCRaise;
  bool is_method = native && rt::is_exact(argument, rt::TypeId::kMethodDescriptor);
  if (native && !rt::is_exact(argument, rt::TypeId::kBuiltin) && (!is_method || !self)) return true;
  Ref frame = frame_object(t, r);
  if (!frame) return false;
  bool given = native || e == Event::kPyReturn || e == Event::kPyYield;
  Ref about = native ? native_callee_py(t, argument, self) : Ref::share(t, given ? argument : rt::kNone);
  if (!about) return false;
  if (call_hook_py(t, in.profile, frame, profile_name(e), about)) return true;
  Ref error = rt::take_error(t);
  set_thread_hook(t, kProfileTool, Value());
  rt::restore_error(t, std::move(error));
  return false;
}

}  // namespace vm
