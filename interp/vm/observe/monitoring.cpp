// The events that each tool wants. They are summed up for each code object in CodeEvents::wanted; a change raises
// g_wishes_version, and each summary with an older version is computed anew at its next use (refresh_events).
#include "interp/vm/observe/monitoring.h"

#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "interp/compile/decode.h"
#include "interp/vm/frame/thread_data.h"
#include "runtime/types/containers/list.h"

namespace vm {

// ---- wishes

static gc::Atomic<u32> g_events[kToolCount];  // wanted everywhere
// For each tool: code objects with events of their own; never falls below the truth.
static gc::Atomic<u32> g_local_wishes[kToolCount];
static gc::Atomic<u32> g_restarts{0};
static gc::Mutex
    g_mutex;  // guards the summaries of code objects, and g_events of the tools that stand for threads' functions
// Versions of the wishes, under g_mutex: when a tool last ceased to want an event everywhere, and when a tool last gave
// everything up. A code object follows at its next refresh.
static u32 g_given_up[kToolCount][kLocalEventCount], g_cleared[kToolCount];

static bool anything_wanted() {
  u32 any = 0;
  for (u32 tool = 0; tool < kToolCount; ++tool)
    any |= g_events[tool].load(gc::relaxed) | g_local_wishes[tool].load(gc::relaxed);
  return any != 0;
}

static void wishes_changed(Thread& t) {
  g_wishes_version.fetch_add(1,
                             gc::release);  // pairs with the acquire of those who find the summary of another version
  if (anything_wanted() == g_observing.load(gc::relaxed)) return;
  std::vector<Value> noted;
  {
    gc::StopTheWorld pause(t, "observation begins or ends");
    set_observing(anything_wanted());
    if (!g_observing.load(gc::relaxed)) end_observation(t, &noted);
  }
  for (Value v : noted) rt::decref(t, v);
}

static void note_given_up(u32 tool, u32 events) {
  u32 version = g_wishes_version.load(gc::relaxed) + 1;  // at least that of the change, which is still to be counted
  for (u32 e = 0; e < kLocalEventCount; ++e) {
    if (events & (1u << e)) g_given_up[tool][e] = version;
  }
}

void set_tool_events(Thread& t, u32 tool, u32 events) {
  {
    gc::MutexGuard guard(g_mutex);
    note_given_up(tool, g_events[tool].exchange(events, gc::relaxed) & ~events);
  }
  wishes_changed(t);  // even if the events are the same: another thread may have set them and not got to this call yet
}
void renew_tool_events(Thread& t, u32 tool, u32 (*wanted)(u32 tool)) {
  {
    gc::MutexGuard guard(g_mutex);
    g_events[tool].store(wanted(tool), gc::relaxed);
  }
  wishes_changed(t);
}
u32 tool_events(u32 tool) { return g_events[tool].load(gc::relaxed); }

void restart_events(Thread& t) {
  g_restarts.fetch_add(1, gc::relaxed);
  wishes_changed(t);
}

// The event that a tool must want to be told of event e: results of calls are reported to tools that want kCall.
static u32 wanted_bit(Event e) { return bit_of(e == Event::kCReturn || e == Event::kCRaise ? Event::kCall : e); }

// Is it disabled in the whole code object, if it is disabled?
static bool is_event_of_code(Event e) {
  return static_cast<u32>(e) - kInstructionEventCount < kLocalEventCount - kInstructionEventCount;
}

static bool is_disabled(CodeEvents* events, u32 word, Event e, u32 tool) {
  if (is_event_of_code(e)) return events->disabled_here[tool].load(gc::relaxed) & bit_of(e);
  return events->disabled(group_of(e))[word].load(gc::relaxed) & (1u << tool);
}

static u32 events_wanted_here(CodeEvents* events, u32 word, u32 tool) {
  u32 wanted =
      (g_events[tool].load(gc::relaxed) | events->local[tool].load(gc::relaxed)) & possible_events(events, word);
  for (u32 i = 0; i < kInstructionEventCount; ++i) {
    if ((wanted & (1u << i)) && is_disabled(events, word, static_cast<Event>(i), tool)) wanted &= ~(1u << i);
  }
  return wanted;
}

static void sum_up(CodeEvents* events, u32 word) {
  u32 tools = 0;
  for (u32 tool = 0; tool < kToolCount; ++tool) tools |= (events_wanted_here(events, word, tool) ? 1u : 0u) << tool;
  events->wanted()[word].store(static_cast<u8>(tools), gc::relaxed);
}

// ---- the summary of a code object follows the wishes. Under g_mutex.

static void forget_disabled(CodeEvents* events, u32 tool, Event e) {
  if (is_event_of_code(e)) return void(events->disabled_here[tool].fetch_and(~bit_of(e), gc::relaxed));
  for (u32 w = 0; w < events->words; ++w) {
    auto& disabled = events->disabled(group_of(e))[w];
    if (disabled.load(gc::relaxed) && (possible_events(events, w) & bit_of(e)))
      disabled.fetch_and(static_cast<u8>(~(1u << tool)), gc::relaxed);
  }
}

static bool is_newer(u32 version, u32 other) { return static_cast<i32>(version - other) > 0; }

// Drops what the tool has given up since the summary was computed: its events in this code, and each DISABLE of an
// event that it has ceased to want here.
static void follow_tool(CodeEvents* events, u32 tool) {
  u32 version = events->version.load(gc::relaxed);
  if (is_newer(g_cleared[tool], version)) events->local[tool].store(0, gc::relaxed);
  u32 local = events->local[tool].load(gc::relaxed);
  for (u32 e = 0; e < kLocalEventCount; ++e) {
    if (is_newer(g_given_up[tool][e], version) && !(local & (1u << e)))
      forget_disabled(events, tool, static_cast<Event>(e));
  }
}

static void refresh_locked(CodeEvents* events) {
  u32 version = g_wishes_version.load(gc::acquire), restarts = g_restarts.load(gc::relaxed);
  for (u32 tool = 0; tool < kUserTools; ++tool) follow_tool(events, tool);
  if (events->restarts.exchange(restarts, gc::relaxed) != restarts) {
    for (u32 i = 0; i < events->words * CodeEvents::kGroups; ++i) events->disabled(0)[i].store(0, gc::relaxed);
    for (auto& disabled : events->disabled_here) disabled.store(0, gc::relaxed);
  }
  for (u32 w = 0; w < events->words; ++w) {
    if (events->has(w, CodeEvents::kInstruction)) sum_up(events, w);
  }
  events->version.store(version, gc::release);
}

void refresh_events(CodeEvents* events) {
  if (events->version.load(gc::acquire) == g_wishes_version.load(gc::relaxed)) return;
  gc::MutexGuard guard(g_mutex);
  refresh_locked(events);
}

bool set_local_events(Thread& t, u32 tool, Code* code, u32 wanted) {
  CodeEvents* events = events_of(code);
  if (!events) return rt::raise_memory_error(t);
  {
    gc::MutexGuard guard(g_mutex);
    refresh_locked(events);
    u32 before = events->local[tool].exchange(wanted, gc::relaxed);
    if (before == wanted) return true;
    if (bool(before) != bool(wanted)) g_local_wishes[tool].fetch_add(wanted ? 1 : ~0u, gc::relaxed);
    u32 given_up = before & ~wanted & ~g_events[tool].load(gc::relaxed);
    for (u32 e = 0; e < kLocalEventCount; ++e) {
      if (given_up & (1u << e)) forget_disabled(events, tool, static_cast<Event>(e));
    }
  }
  wishes_changed(t);
  return true;
}

u32 local_events(u32 tool, Code* code) {
  auto* events = static_cast<CodeEvents*>(code->events.load(gc::acquire));
  if (!events) return 0;
  refresh_events(events);
  return events->local[tool].load(gc::relaxed);
}

u32 tools_for(Code* code, u32 word, Event e, const ThreadInstrument& instrument) {
  bool local = static_cast<u32>(e) < kLocalEventCount || e == Event::kCReturn || e == Event::kCRaise;
  CodeEvents* events = local ? events_of(code) : nullptr;
  if (events) refresh_events(events);
  u32 tools = 0;
  for (u32 tool = 0; tool < kToolCount; ++tool) {
    u32 wanted = g_events[tool].load(gc::relaxed) | (events ? events->local[tool].load(gc::relaxed) : 0);
    if ((wanted & wanted_bit(e)) && !(events && is_disabled(events, word, e, tool))) tools |= 1u << tool;
  }
  return tools & instrument.tools;
}

static void disable(Code* code, u32 word, Event e, u32 tool) {
  CodeEvents* events = events_of(code);
  if (!events) return;
  gc::MutexGuard guard(g_mutex);
  if (is_event_of_code(e)) {
    events->disabled_here[tool].fetch_or(bit_of(e), gc::relaxed);
    return;
  }
  events->disabled(group_of(e))[word].fetch_or(static_cast<u8>(1u << tool), gc::relaxed);
  sum_up(events, word);
}

// ---- callbacks

static gc::Atomic<Object*> g_callbacks{nullptr};  // list of functions, kEventCount for each tool; made once, published
static Value g_disable, g_missing;

void set_monitoring_markers(Value disable_marker, Value missing) {
  g_disable = disable_marker;
  g_missing = missing;
}

static rt::List* callbacks(Thread& t) {
  if (Object* known = g_callbacks.load(gc::acquire)) return static_cast<rt::List*>(known);
  Ref list = rt::make_list(t, kToolCount * kEventCount);
  for (u32 i = 0; list && i < kToolCount * kEventCount; ++i) {
    if (!rt::list_append(t, rt::as_list(list), rt::none())) return nullptr;
  }
  if (!list) return nullptr;
  if (gc::kFreeThreaded) gc::publish(t, list.object());
  Object* known = nullptr;
  if (!g_callbacks.compare_exchange_strong(known, list.object(), gc::acq_rel, gc::acquire))
    return static_cast<rt::List*>(known);
  gc::add_root_tracer([](gc::Visitor& visitor) { visitor(g_callbacks.load(gc::relaxed)); });
  return list.release().as<rt::List>();
}

static i64 callback_index(u32 tool, Event e) { return static_cast<i64>(tool * kEventCount + static_cast<u32>(e)); }

Ref tool_callback(Thread& t, u32 tool, Event e) {
  rt::List* list = callbacks(t);
  return list ? rt::list_get(t, list, callback_index(tool, e)) : Ref();
}

Ref register_tool_callback(Thread& t, u32 tool, Event e, Value function) {
  Ref before = tool_callback(t, tool, e);
  if (before) rt::list_set(t, callbacks(t), callback_index(tool, e), Ref::share(t, function));
  return before;
}

void clear_tool(Thread& t, u32 tool) {
  {
    gc::MutexGuard guard(g_mutex);
    g_cleared[tool] = g_wishes_version.load(gc::relaxed) + 1;
    g_local_wishes[tool].store(0, gc::relaxed);
    note_given_up(tool, ~0u);
  }
  set_tool_events(t, tool, 0);
  for (u32 e = 0; e < kEventCount; ++e) register_tool_callback(t, tool, static_cast<Event>(e), rt::kNone);
}

const char* event_name(Event e) {
  static constexpr const char* kNames[] = {"PY_START",
                                           "PY_RESUME",
                                           "PY_RETURN",
                                           "PY_YIELD",
                                           "CALL",
                                           "LINE",
                                           "INSTRUCTION",
                                           "JUMP",
                                           "BRANCH_LEFT",
                                           "BRANCH_RIGHT",
                                           "STOP_ITERATION",
                                           "RAISE",
                                           "EXCEPTION_HANDLED",
                                           "PY_UNWIND",
                                           "PY_THROW",
                                           "RERAISE",
                                           "C_RETURN",
                                           "C_RAISE",
                                           "BRANCH"};
  static_assert(sizeof kNames / sizeof *kNames == kEventCount);
  return kNames[static_cast<u32>(e)];
}

// ---- telling

// A callback has returned DISABLE.
static bool disable_py(Thread& t, Code* code, u32 word, Event e, u32 tool, Event registered) {
  if (registered == Event::kBranch) {  // stands for both ways that the branch can go
    disable(code, word, Event::kBranchLeft, tool);
    disable(code, word, Event::kBranchRight, tool);
    return true;
  }
  if (static_cast<u32>(e) < kLocalEventCount) {
    disable(code, word, e, tool);
    return true;
  }
  register_tool_callback(t, tool, registered, rt::kNone);
  return rt::raise_value_error(t, "Cannot disable %s events. Callback removed.", event_name(e));
}

struct EventArguments {
  Value values[4];
  u32 count = 0;
  void add(Value v) { values[count++] = v; }
};

static EventArguments arguments_of(Code* code, u32 word, Event e, Value a, Value b) {
  EventArguments args;
  args.add(Value(code));
  if (e != Event::kLine)
    args.add(Value::small_int(e == Event::kPyStart ? comp::resume_offset(code) : comp::shown_offset(word)));
  if (a) args.add(a);
  bool call = e == Event::kCall || e == Event::kCReturn || e == Event::kCRaise;
  if (call) args.add(b ? b : g_missing);
  return args;
}

static bool tell_tool_py(Thread& t, u32 tool, Event registered, Code* code, u32 word, Event e,
                         const EventArguments& args) {
  ThreadInstrument& in = thread_data(t).instrument;
  Ref function = tool_callback(t, tool, registered);
  if (!function) return false;
  if (rt::is_same(function, rt::kNone)) return true;
  ++in.inside;
  Ref result = rt::call_py(t, function, CallArgs{args.values, args.count, Value()});
  --in.inside;
  if (!result) return false;
  return !rt::is_same(result, g_disable) || disable_py(t, code, word, e, tool, registered);
}

bool tell_tools_py(Thread& t, Code* code, u32 word, Event e, Value a, Value b) {
  ThreadInstrument& in = thread_data(t).instrument;
  EventArguments args = arguments_of(code, word, e, a, b);
  bool branch = e == Event::kBranchLeft || e == Event::kBranchRight;
  for (u32 tool = 0; tool < kUserTools; ++tool) {
    if (!(tools_for(code, word, e, in) & (1u << tool))) continue;
    if (!tell_tool_py(t, tool, e, code, word, e, args)) return false;
    if (branch && !tell_tool_py(t, tool, Event::kBranch, code, word, e, args)) return false;
  }
  return true;
}

}  // namespace vm
