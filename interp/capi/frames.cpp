// The running frame, trace functions, and what frames tell.
#include "interp/capi/methods.h"
#include "interp/vm/frame/frame_locals.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- the running frame: NULL without an error if no Python code runs

static Ref running_frame(Call& call) {
  return rt::g_interpreter.current_frame ? rt::g_interpreter.current_frame(call) : Ref();
}

PyFrameObject* PyEval_GetFrame(void) {
  Call call;
  return reinterpret_cast<PyFrameObject*>(borrowed(running_frame(call)));
}
// Borrowed from the frame, which lives as long as its function runs.
PyObject* PyEval_GetGlobals(void) {
  Call call;
  Ref frame = running_frame(call);
  return frame ? borrowed(rt::getattr_py(call, frame, "f_globals")) : nullptr;
}
// The same; those of the interpreter if no Python code runs.
PyObject* PyEval_GetBuiltins(void) {
  Call call;
  Ref frame = running_frame(call);
  return borrowed(frame ? rt::getattr_py(call, frame, "f_builtins")
                        : rt::getattr_py(call, rt::builtins_module(), "__dict__"));
}

// ---- frames

static Ref frame_attribute_py(Call& call, PyFrameObject* frame, const char* name) {
  bool known = frame && rt::is_exact(value(frame), rt::TypeId::kFrame);
  return known || !call.bad_call() ? rt::getattr_py(call, value(frame), name) : Ref();
}

PyCodeObject* PyFrame_GetCode(PyFrameObject* frame) {
  Call call;
  return reinterpret_cast<PyCodeObject*>(give(frame_attribute_py(call, frame, "f_code")));
}
PyObject* PyFrame_GetLocals(PyFrameObject* frame) {
  Call call;
  return give(frame_attribute_py(call, frame, "f_locals"));
}
PyObject* PyFrame_GetGlobals(PyFrameObject* frame) {
  Call call;
  return give(frame_attribute_py(call, frame, "f_globals"));
}

// NULL without an error: it is the outermost frame.
PyFrameObject* PyFrame_GetBack(PyFrameObject* frame) {
  Call call;
  Ref back = frame_attribute_py(call, frame, "f_back");
  if (back && back.get() == rt::kNone) return nullptr;
  return reinterpret_cast<PyFrameObject*>(give(std::move(back)));
}

PyObject* PyFrame_GetBuiltins(PyFrameObject* frame) {
  Call call;
  return give(frame_attribute_py(call, frame, "f_builtins"));
}

// NULL without an error: it is no generator's frame.
PyObject* PyFrame_GetGenerator(PyFrameObject* frame) {
  Call call;
  Ref generator = frame_attribute_py(call, frame, "f_generator");
  return generator && generator.get() != rt::kNone ? give(std::move(generator)) : nullptr;
}

static int frame_number_py(PyFrameObject* frame, const char* name, int none) {
  Call call;
  Ref number = frame_attribute_py(call, frame, name);
  return number && number.get().is_small_int() ? static_cast<int>(number.get().small()) : none;
}
int PyFrame_GetLineNumber(PyFrameObject* frame) { return frame_number_py(frame, "f_lineno", 0); }
int PyFrame_GetLasti(PyFrameObject* frame) { return frame_number_py(frame, "f_lasti", -1); }

PyObject* PyFrame_GetVar(PyFrameObject* frame, PyObject* name) {
  Call call;
  if (call.lacks(name) || !call.is_one(reinterpret_cast<PyObject*>(frame), rt::TypeId::kFrame)) return nullptr;
  if (!rt::is_str(value(name))) return rt::raise_type_error(call, "name must be str, not %T", value(name));
  Ref found = vm::frame_variable(call, value(frame).as<vm::Frame>(), value(name));
  if (found || rt::error_pending(call)) return give(std::move(found));
  return rt::raise(call, rt::kNameErrorType, "variable %R does not exist", value(name));
}
PyObject* PyFrame_GetVarString(PyFrameObject* frame, const char* name) {
  Call call;
  Ref text = call.text(name);
  return text ? PyFrame_GetVar(frame, word(text.get())) : nullptr;
}

// f_locals of a frame reads and writes its variables, so there is nothing to copy.
int PyFrame_FastToLocalsWithError(PyFrameObject*) { return 0; }
void PyFrame_FastToLocals(PyFrameObject*) {}
void PyFrame_LocalsToFast(PyFrameObject*, int) {}

// ---- trace functions of C

namespace {

struct CTracer : rt::Object {
  Py_tracefunc function;
  rt::Slot argument;  // or empty; never changes
};

// Events in the order of PyTrace_CALL and its relatives.
constexpr const char* kEvents[] = {"call",   "exception",   "line",     "return",
                                   "c_call", "c_exception", "c_return", "opcode"};

Ref trace_event(Thread& t, Value self, const rt::CallArgs& args) {
  if (args.positional != 3 || args.keywords() || !rt::is_str(args[1]))
    return rt::raise_type_error(t, "a trace function takes frame, event and argument");
  auto* tracer = self.as<CTracer>();
  for (int event = 0; event < static_cast<int>(std::size(kEvents)); ++event) {
    if (!rt::str_equal_ascii(args[1], kEvents[event])) continue;
    auto* frame = reinterpret_cast<PyFrameObject*>(word(args[0]));
    if (enter(tracer->function, word(tracer->argument.get()), frame, event, word(args[2])) != 0) {
      if (!rt::error_pending(t)) rt::raise(t, rt::kSystemErrorType, "a trace function failed without an exception");
      return Ref();
    }
    return rt::error_pending(t) ? Ref() : Ref::share(t, self);
  }
  return Ref::share(t, self);
}

constexpr rt::TypeSpec kCTracerSpec = {
    .name = "c_tracer",
    .size = sizeof(CTracer),
    .flags = rt::kTypeTraced | rt::kTypeDisallowNew,
    .doc = "A trace function of C code.",
    .lifetime = rt::SlotsOf<CTracer, &CTracer::argument>::kLifetime,
    .slots = {.call = trace_event},
};

// Gives the tracer to `install`, or nothing if there is no function.
void set_tracer(u32 tool, Py_tracefunc function, PyObject* argument, void (*install)(Thread&, u32, Value)) {
  static gc::Atomic<rt::Type*> g_type;
  Call call;
  if (!function) return install(call, tool, Value());
  Ref tracer = rt::allocate_instance(call, type_once(call, g_type, kCTracerSpec));
  if (!tracer) return;
  tracer.as<CTracer>()->function = function;
  rt::init_field(tracer.as<CTracer>()->argument, Ref::share(call, value(argument)));
  install(call, tool, tracer);
}

}  // namespace

void PyEval_SetTrace(Py_tracefunc function, PyObject* argument) {
  set_tracer(vm::kTraceTool, function, argument, vm::set_thread_hook);
}
void PyEval_SetProfile(Py_tracefunc function, PyObject* argument) {
  set_tracer(vm::kProfileTool, function, argument, vm::set_thread_hook);
}
// In all threads that run Python code now.
void PyEval_SetTraceAllThreads(Py_tracefunc function, PyObject* argument) {
  set_tracer(vm::kTraceTool, function, argument, vm::set_hook_of_all_threads);
}
void PyEval_SetProfileAllThreads(Py_tracefunc function, PyObject* argument) {
  set_tracer(vm::kProfileTool, function, argument, vm::set_hook_of_all_threads);
}

// ---- the frames of a thread

// Of the calling thread alone: NULL without an error if it runs no Python code.
PyFrameObject* PyThreadState_GetFrame(PyThreadState*) {
  Call call;
  return reinterpret_cast<PyFrameObject*>(give(running_frame(call)));
}
PyObject* PyEval_GetLocals(void) {
  Call call;
  Ref frame = running_frame(call);
  return frame ? borrowed(vm::given_frame_locals_py(call, frame.as<vm::Frame>())) : nullptr;
}

// New references. Of a function: a dict with what its variables hold now. SystemError if no Python code runs.
PyObject* PyEval_GetFrameLocals(void) {
  Call call;
  Ref frame = running_frame(call);
  if (!frame) return rt::raise(call, rt::kSystemErrorType, "frame does not exist");
  Ref locals = rt::getattr_py(call, frame, "f_locals");
  if (!locals || !rt::has_layout(locals, rt::TypeId::kFrameLocalsProxy)) return give(std::move(locals));
  Ref dict = rt::make_dict(call);
  return dict && PyDict_Update(word(dict), word(locals)) == 0 ? give(std::move(dict)) : nullptr;
}
PyObject* PyEval_GetFrameBuiltins(void) { return Py_XNewRef(PyEval_GetBuiltins()); }
PyObject* PyEval_GetFrameGlobals(void) { return Py_XNewRef(PyEval_GetGlobals()); }
