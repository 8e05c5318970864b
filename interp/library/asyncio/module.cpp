// _asyncio: the definition of the module. The library imports it in asyncio/events.py, futures.py and tasks.py; the
// version of the library decides which functions it has.
#include "interp/library/asyncio/future.h"
#include "runtime/object/native_modules.h"

namespace vm::aio {

Type* g_future_type = nullptr;
Type* g_task_type = nullptr;

bool add_functions(Thread& t, Value module, const rt::MethodDef* table) {
  return rt::add_module_functions(t, module, "_asyncio", table);
}

namespace {

Ref add_awaiter(Thread& t, Value future, Value waiter) {
  bool known = is_future(future) && is_future(waiter);
  return !known || add_awaiter_py(t, as_future(future), waiter) ? rt::none() : Ref();
}
Ref discard_awaiter(Thread& t, Value future, Value waiter) {
  bool known = is_future(future) && is_future(waiter);
  return !known || discard_awaiter_py(t, as_future(future), waiter) ? rt::none() : Ref();
}
constexpr rt::MethodDef kGraphFunctions[] = {
    {"future_add_to_awaited_by", add_awaiter, "(fut, waiter, /)", "Note that waiter awaits fut."},
    {"future_discard_from_awaited_by", discard_awaiter, "(fut, waiter, /)", "Note that waiter awaits fut no longer."},
    {},
};
// Up to 3.11. The argument is for a warning of Python 3.10.
Ref get_event_loop_of_library(Thread& t, Value stacklevel) {
  (void)stacklevel;
  return current_loop_py(t);
}
constexpr rt::MethodDef kOldFunctions[] = {
    {"_get_event_loop", get_event_loop_of_library, "(stacklevel=3)", "The same as get_event_loop()."}, {}};

bool init(Thread& t, Value module) {
  if (!g_text.with_message) {
    if (!make_names(t)) return false;
    make_iterator_type(t);
    make_call_types(t);
  }
  return add_future_type(t, module) && add_task_type(t, module) && add_functions(t, module, kLoopFunctions) &&
         add_functions(t, module, kCurrentTaskFunctions) && add_functions(t, module, kRegistryFunctions) &&
         make_current_tasks(t, module) && make_registry(t, module) &&
         (!tracks_awaits() || add_functions(t, module, kGraphFunctions)) &&
         (rt::library_minor() >= 12 || add_functions(t, module, kOldFunctions));
}

}  // namespace

}  // namespace vm::aio

namespace vm {

extern const rt::ModuleDef kAsyncioModule;
const rt::ModuleDef kAsyncioModule = {.name = "_asyncio", .doc = "The native part of asyncio.", .init = aio::init};

}  // namespace vm
