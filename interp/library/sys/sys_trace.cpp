// sys.settrace, sys.setprofile and their relatives: the arguments are checked here, the work is done in vm/tracing.cpp.
#include "interp/library/sys/sys_trace.h"

#include "interp/vm/observe/tracing.h"
#include "runtime/object/audit.h"

namespace vm {

static Value none_is_empty(Value v) { return rt::is_same(v, rt::kNone) ? Value() : v; }

static Ref set_hook(Thread& t, u32 tool, Value function) {
  set_thread_hook(t, tool, none_is_empty(function));
  return rt::none();
}
static Ref get_hook(Thread& t, u32 tool) {
  Value function = thread_hook(t, tool);
  return function ? Ref::share(t, function) : rt::none();
}
static Ref set_everywhere(Thread& t, u32 tool, Value function) {
  set_hook_of_all_threads(t, tool, none_is_empty(function));
  return rt::none();
}

Ref sys_settrace(Thread& t, Value function) {
  return rt::audit_py(t, "sys.settrace") ? set_hook(t, kTraceTool, function) : Ref();
}
Ref sys_gettrace(Thread& t) { return get_hook(t, kTraceTool); }
Ref sys_setprofile(Thread& t, Value function) {
  return rt::audit_py(t, "sys.setprofile") ? set_hook(t, kProfileTool, function) : Ref();
}
Ref sys_getprofile(Thread& t) { return get_hook(t, kProfileTool); }
Ref sys_settraceallthreads(Thread& t, Value function) { return set_everywhere(t, kTraceTool, function); }
Ref sys_setprofileallthreads(Thread& t, Value function) { return set_everywhere(t, kProfileTool, function); }

Ref sys_call_tracing(Thread& t, Value function, Value arguments) {
  if (!rt::is_tuple(arguments))
    return rt::raise_type_error(t, "call_tracing() argument 2 must be tuple, not %A", arguments);
  return call_tracing_py(t, function, arguments);
}

}  // namespace vm
