// What the native part of asyncio takes from the library's Python part: names, exceptions, functions. Nothing is
// imported before it is needed, since the package imports this module while it is being imported itself.
#include "gc/refcount/publish.h"
#include "interp/library/asyncio/future.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

Names g_text;

static Value immortal(Ref object) {
  if (!object) return Value();
  gc::make_immortal(object.object());
  return object.release();
}

bool make_names(Thread& t) {
#define X(n) g_text.n = rt::intern(t, #n).release();
  ASYNCIO_NAMES(X)
#undef X
  g_text.with_context = immortal(rt::make_tuple(t, g_text.context));
  g_text.with_message = immortal(rt::make_tuple(t, g_text.msg));
  return !t.error;
}

// The two classes, which live as long as the program. Filled once.
static Slot g_errors[2];
enum : u32 { kCancelled, kInvalidState };

static bool import_errors_py(Thread& t) {
  Ref module = rt::import_module_py(t, "asyncio.exceptions");
  Ref cancelled = module ? rt::getattr_py(t, module, "CancelledError") : Ref();
  Ref invalid = cancelled ? rt::getattr_py(t, module, "InvalidStateError") : Ref();
  if (!invalid) return false;
  if (!rt::is_exception_type(cancelled) || !rt::is_exception_type(invalid))
    return rt::raise_type_error(t, "asyncio.exceptions has no exception classes");
  gc::publish(t, cancelled.object());
  gc::publish(t, invalid.object());
  if (g_errors[kInvalidState].compare_exchange(Value(), invalid)) (void)invalid.release();
  if (!g_errors[kCancelled].compare_exchange(Value(), cancelled)) return true;
  (void)cancelled.release();
  gc::add_root_tracer([](gc::Visitor& visitor) {
    for (const Slot& slot : g_errors) rt::trace_slot(visitor, slot);
  });
  return true;
}

static Type* error_class_py(Thread& t, u32 which) {
  if (!g_errors[which].get_shared() && !import_errors_py(t)) return nullptr;
  return g_errors[which].get_shared().as<Type>();
}

Type* cancelled_error_py(Thread& t) { return error_class_py(t, kCancelled); }
Type* invalid_state_error_py(Thread& t) { return error_class_py(t, kInvalidState); }

bool is_cancelled_error_py(Thread& t, Value exception) {
  Type* type = cancelled_error_py(t);
  if (!type) rt::clear_error(t);
  return type && rt::is_instance(exception, type);
}

Error raise_invalid_state_py(Thread& t, const char* message) {
  if (Type* type = invalid_state_error_py(t)) rt::raise(t, type, "%s", message);
  return {};
}

Ref call_library_py(Thread& t, const char* module, const char* function, const CallArgs& args) {
  Ref from = rt::import_module_py(t, module);
  Ref callee = from ? rt::getattr_py(t, from, function) : Ref();
  return callee ? rt::call_py(t, callee, args) : Ref();
}

}  // namespace vm::aio
