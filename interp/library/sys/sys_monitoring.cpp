// The module sys.monitoring (PEP 669): checks arguments and keeps the names of tools. The work is done in
// vm/monitoring.cpp.
#include <cstdio>

#include "interp/library/sys/sys_trace.h"
#include "interp/vm/observe/monitoring.h"
#include "runtime/object/audit.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr u32 kAllEvents = (1u << kEventCount) - 1;
constexpr u32 kLocalEvents = (1u << kLocalEventCount) - 1;
constexpr u32 kCallResults = bit_of(Event::kCReturn) | bit_of(Event::kCRaise);

// Names of the tools in use; changed with the world stopped.
Value g_names[kUserTools];

bool tool_of_py(Thread& t, Value id, u32* tool) {
  i64 n;
  if (!rt::to_i64_py(t, id, &n)) return false;
  if (n < 0 || n >= kUserTools)
    return rt::raise_value_error(t, "invalid tool %lld (must be between 0 and 5)", static_cast<long long>(n));
  *tool = static_cast<u32>(n);
  return true;
}

Ref name_of(Thread& t, u32 tool) {
  gc::StopTheWorld pause(t, "name of a monitoring tool");
  return g_names[tool] ? Ref::share(t, g_names[tool]) : Ref();
}

// Sets the name of a tool that has none, or removes it (empty `name`). False: the tool has a name already.
bool put_name(Thread& t, u32 tool, Value name) {
  Ref old;
  {
    gc::StopTheWorld pause(t, "name of a monitoring tool");
    if (name && g_names[tool]) return false;
    if (name && gc::kFreeThreaded) gc::publish(t, name.object());
    old = Ref::steal(std::exchange(g_names[tool], Ref::share(t, name).release()));
  }
  return true;
}

bool used_tool_py(Thread& t, Value id, u32* tool) {
  if (!tool_of_py(t, id, tool)) return false;
  return name_of(t, *tool) || rt::raise_value_error(t, "tool %d is not in use", static_cast<int>(*tool));
}

Ref use_tool_id(Thread& t, Value id, Value name) {
  u32 tool;
  if (!tool_of_py(t, id, &tool)) return Ref();
  if (!rt::is_str(name)) return rt::raise_value_error(t, "tool name must be a str");
  if (!put_name(t, tool, name)) return rt::raise_value_error(t, "tool %d is already in use", static_cast<int>(tool));
  return rt::none();
}

Ref clear_tool_id(Thread& t, Value id) {
  u32 tool;
  if (!tool_of_py(t, id, &tool)) return Ref();
  if (name_of(t, tool)) clear_tool(t, tool);
  return rt::none();
}

Ref free_tool_id(Thread& t, Value id) {
  u32 tool;
  if (!tool_of_py(t, id, &tool)) return Ref();
  clear_tool(t, tool);
  put_name(t, tool, Value());
  return rt::none();
}

Ref get_tool(Thread& t, Value id) {
  u32 tool;
  if (!tool_of_py(t, id, &tool)) return Ref();
  Ref name = name_of(t, tool);
  return name ? std::move(name) : rt::none();
}

Ref register_callback(Thread& t, Value id, Value event, Value function) {
  u32 tool;
  i64 n;
  if (!tool_of_py(t, id, &tool) || !rt::to_i64_py(t, event, &n)) return Ref();
  if (n <= 0 || __builtin_popcountll(static_cast<u64>(n)) != 1)
    return rt::raise_value_error(t, "The callback can only be set for one event at a time");
  if (!rt::audit_py(t, "sys.monitoring.register_callback", function)) return Ref();
  u32 index = static_cast<u32>(__builtin_ctzll(static_cast<u64>(n)));
  if (index >= kEventCount) return rt::raise_value_error(t, "invalid event %lld", static_cast<long long>(n));
  return register_tool_callback(t, tool, static_cast<Event>(index), function);
}

bool invalid_set(Thread& t, const char* what, i64 n) {
  char text[32];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(n));
  return rt::raise_value_error(t, "invalid %sevent set 0x%s", what, text);
}

bool event_set_py(Thread& t, Value set, u32 allowed, const char* what, u32* events) {
  i64 n;
  if (!rt::to_i64_py(t, set, &n)) return false;
  if (n < 0 || (n & ~i64{kAllEvents})) return invalid_set(t, "", n);
  u32 mask = static_cast<u32>(n);  // lint: narrow: it has no bits but those of kAllEvents
  if ((mask & kCallResults) &&
      (mask & (kCallResults | bit_of(Event::kCall))) != (kCallResults | bit_of(Event::kCall))) {
    return rt::raise_value_error(t, "cannot set C_RETURN or C_RAISE events independently");
  }
  mask &= ~kCallResults;
  if (mask & bit_of(Event::kBranch))
    mask = (mask & ~bit_of(Event::kBranch)) | bit_of(Event::kBranchLeft) | bit_of(Event::kBranchRight);
  if (mask & ~allowed) return invalid_set(t, what, n);
  *events = mask;
  return true;
}

Ref get_events(Thread& t, Value id) {
  u32 tool;
  return tool_of_py(t, id, &tool) ? rt::make_int(t, tool_events(tool)) : Ref();
}

Ref set_events(Thread& t, Value id, Value set) {
  u32 tool, events;
  if (!tool_of_py(t, id, &tool) || !event_set_py(t, set, kAllEvents, "", &events) || !used_tool_py(t, id, &tool))
    return Ref();
  set_tool_events(t, tool, events);
  return rt::none();
}

bool code_argument(Thread& t, Value v) {
  if (!rt::is_exact(v, rt::TypeId::kCode)) return rt::raise_type_error(t, "code must be a code object");
  return comp::wake(t, comp::as_code(v));
}

Ref get_local_events(Thread& t, Value id, Value code) {
  u32 tool;
  if (!code_argument(t, code) || !tool_of_py(t, id, &tool)) return Ref();
  return rt::make_int(t, local_events(tool, comp::as_code(code)));
}

Ref monitoring_set_local_events(Thread& t, Value id, Value code, Value set) {
  u32 tool, events;
  if (!code_argument(t, code) || !used_tool_py(t, id, &tool)) return Ref();
  if (!event_set_py(t, set, kLocalEvents, "local ", &events)) return Ref();
  return set_local_events(t, tool, comp::as_code(code), events) ? rt::none() : Ref();
}

Ref monitoring_restart_events(Thread& t) {
  restart_events(t);
  return rt::none();
}

// sys.monitoring._all_events(): for each event the tools that want it everywhere. For tests.
Ref all_events(Thread& t) {
  Ref dict = rt::make_dict(t);
  for (u32 e = 0; dict && e < kEventCount; ++e) {
    i64 tools = 0;
    for (u32 tool = 0; tool < kUserTools; ++tool) tools |= i64{(tool_events(tool) >> e) & 1} << tool;
    if (tools && !rt::dict_set_cstr(t, rt::as_dict(dict), event_name(static_cast<Event>(e)), rt::make_int(t, tools)))
      return Ref();
  }
  return dict;
}

constexpr rt::MethodDef kMonitoringMethods[] = {
    {"use_tool_id", use_tool_id, "(tool_id, name, /)", "Claim a tool id."},
    {"clear_tool_id", clear_tool_id, "(tool_id, /)", "Give up all events and callbacks of a tool."},
    {"free_tool_id", free_tool_id, "(tool_id, /)", "Give a tool id back."},
    {"get_tool", get_tool, "(tool_id, /)", "Name of the tool that uses an id, or None."},
    {"register_callback", register_callback, "(tool_id, event, func, /)",
     "Set a tool's callback for one event; return the one before."},
    {"get_events", get_events, "(tool_id, /)", "Events that a tool receives from all code."},
    {"set_events", set_events, "(tool_id, event_set, /)", "Set the events that a tool receives from all code."},
    {"get_local_events", get_local_events, "(tool_id, code, /)", "Events that a tool receives from one code object."},
    {"set_local_events", monitoring_set_local_events, "(tool_id, code, event_set, /)",
     "Set the events that a tool receives from one code object."},
    {"restart_events", monitoring_restart_events, "()", "Enable all events again that callbacks have disabled."},
    {"_all_events", all_events, "()", "Events that tools receive from all code, with the tools as bits."},
    {},
};

// lint: name: a new SimpleNamespace sets its attributes itself
bool add_events(Thread& t, Value module) {
  Ref space = rt::call_py(t, Value(rt::kSimpleNamespaceType));
  auto add = [&](const char* name, u32 value) {
    Ref key = rt::intern(t, std::string_view(name));
    Ref number = rt::make_int(t, value);
    return key && number && rt::setattr_py(t, space, key, number);
  };
  if (!space || !add("NO_EVENTS", 0)) return false;
  for (u32 e = 0; e < kEventCount; ++e) {
    if (!add(event_name(static_cast<Event>(e)), 1u << e)) return false;
  }
  return rt::module_add(t, module, "events", std::move(space));
}

// lint: name: object() is native
bool add_markers(Thread& t, Value module) {
  Ref disable = rt::call_py(t, Value(rt::kObjectType)),
      missing = disable ? rt::call_py(t, Value(rt::kObjectType)) : Ref();
  if (!missing) return false;
  for (Ref* marker : {&disable, &missing}) gc::make_immortal(marker->object());
  set_monitoring_markers(disable, missing);
  return rt::module_add(t, module, "DISABLE", std::move(disable)) &&
         rt::module_add(t, module, "MISSING", std::move(missing));
}

bool init_monitoring(Thread& t, Value module) {
  constexpr struct {
    const char* name;
    i64 id;
  } kTools[] = {{"DEBUGGER_ID", 0}, {"COVERAGE_ID", 1}, {"PROFILER_ID", 2}, {"OPTIMIZER_ID", 5}};
  for (const auto& tool : kTools) {
    if (!rt::module_add(t, module, tool.name, rt::make_int(t, tool.id))) return false;
  }
  gc::add_root_tracer([](gc::Visitor& visitor) {
    for (Value name : g_names) rt::trace_value(visitor, name);
  });
  return add_events(t, module) && add_markers(t, module);
}

const rt::ModuleDef kMonitoringModule = {"sys.monitoring",
                                         "Events of running code for debuggers, profilers and coverage tools.",
                                         kMonitoringMethods, init_monitoring};

}  // namespace

bool init_sys_monitoring(Thread& t, Value sys) {
  return rt::module_add(t, sys, "monitoring", rt::create_native_module(t, &kMonitoringModule));
}

}  // namespace vm
