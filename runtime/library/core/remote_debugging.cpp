// _remote_debugging: what the library's `asyncio` imports to list the tasks of other processes. Looking into another
// process would need to know how its objects lie in memory, from outside; this is refused.
#include "runtime/object/native.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

constexpr StructSequenceField kFrameFields[] = {{"filename", "the file of the code"},
                                                {"location", "lines and columns, or None"},
                                                {"funcname", "the name of the function"},
                                                {"opcode", "the instruction, or None"},
                                                {nullptr, nullptr}};

Type* g_frame_info;  // made once; native types are immortal

Ref remote_unwinder(Thread& t, Value, Value, Value, Value, Value) {
  return raise(t, kRuntimeErrorType, "tinypy cannot look into another process");
}

constexpr MethodDef kFunctions[] = {
    {"RemoteUnwinder", remote_unwinder, "(pid, *, all_threads=False, only_active_thread=False, mode=0, debug=False)",
     "Refuses to look into another process: RuntimeError."},
    {}};

bool init(Thread& t, Value module) {
  if (!g_frame_info) {
    g_frame_info =
        make_struct_sequence(t, "_remote_debugging.FrameInfo", "Where a frame of another process is.", kFrameFields, 4);
  }
  return g_frame_info && module_add(t, module, "FrameInfo", Ref::share(t, g_frame_info));
}

}  // namespace

extern const ModuleDef kUnderRemoteDebuggingModule = {.name = "_remote_debugging",
                                                      .doc = "Frames of other processes, which cannot be had.",
                                                      .methods = kFunctions,
                                                      .init = init};

}  // namespace rt
