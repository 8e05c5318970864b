// The list of audit hooks.
#include "runtime/object/audit.h"

#include "gc/refcount/publish.h"
#include "runtime/object/audit_trace.h"
#include "runtime/object/error.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Made with the first hook, published.
gc::Atomic<Object*> g_hooks{nullptr};

List* hooks(Thread& t) {
  if (Object* known = g_hooks.load(gc::acquire)) return static_cast<List*>(known);
  Ref list = make_list(t);
  if (!list) return nullptr;
  if (gc::kFreeThreaded) gc::publish(t, list.object());
  Object* known = nullptr;
  if (!g_hooks.compare_exchange_strong(known, list.object(), gc::acq_rel, gc::acquire))
    return static_cast<List*>(known);
  gc::add_root_tracer([](gc::Visitor& visitor) { visitor(g_hooks.load(gc::relaxed)); });
  return list.release().as<List>();
}

// Has the hook a true attribute __cantrace__? Negative: an error is pending.
int wants_to_be_traced_py(Thread& t, Value hook) {
  Ref name = intern(t, "__cantrace__");
  Ref wish = name ? getattr_optional_py(t, hook, name) : Ref();
  return wish ? truth_py(t, wish) : error_pending(t) ? -1 : 0;
}

// Calls a hook. Observers of the thread see that only if it wants them to.
bool call_hook_py(Thread& t, Value hook, Value event, Value args) {
  u32 depth = g_exchange_observer_depth ? g_exchange_observer_depth(t, 1) : 0;
  int traced = wants_to_be_traced_py(t, hook);
  if (g_exchange_observer_depth) g_exchange_observer_depth(t, traced > 0 ? depth : depth + 1);
  bool ok = traced >= 0 && bool(Ref(call_py(t, hook, event, args)));
  if (g_exchange_observer_depth) g_exchange_observer_depth(t, depth);
  return ok;
}

}  // namespace

u32 (*g_exchange_observer_depth)(Thread& t, u32 depth) = nullptr;

bool call_audit_hooks_py(Thread& t, Value event, Value args) {
  for (i64 i = 0;; ++i) {
    List* list = hooks(t);
    if (!list) return false;
    if (static_cast<u64>(i) >= list->size()) return true;
    Ref hook = list_get(t, list, i);
    if (!hook || !call_hook_py(t, hook, event, args)) return false;
  }
}

bool call_audit_hooks_py(Thread& t, const char* event, const Value* values, u64 n) {
  Ref name = make_str(t, event), args = make_tuple_uninitialised(t, n);
  if (!name || !args) return false;
  for (u64 i = 0; i < n; ++i) init_field(as_tuple(args)->items[i], Ref::share(t, values[i] ? values[i] : kNone));
  return call_audit_hooks_py(t, name, args);
}

bool add_audit_hook_py(Thread& t, Value hook) {
  if (!audit_py(t, "sys.addaudithook")) {
    if (!error_is(t, kExceptionType)) return false;
    clear_error(t);
    return true;
  }
  List* list = hooks(t);
  if (!list || !list_append(t, list, hook)) return false;
  g_has_audit_hooks.store(true, gc::release);
  return true;
}

}  // namespace rt
