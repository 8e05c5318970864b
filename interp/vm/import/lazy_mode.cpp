// Which imports are lazy (PEP 810): sys.set_lazy_imports(), the filter, __lazy_modules__; and which of them wait.
#include "gc/refcount/publish.h"
#include "interp/vm/import/absolute_name.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

gc::Atomic<bool> g_all{false};

// A list of three: the filter; the names of lazy_modules(); a dict of the submodules that wait for their packages: the
// package's name -> set of full names. Made once, published.
enum Part { kFilter, kWaiting, kSubmodules };
gc::Atomic<Object*> g_state{nullptr};

rt::List* state(Thread& t) {
  if (Object* known = g_state.load(gc::acquire)) return static_cast<rt::List*>(known);
  Ref list = rt::make_list(t), waiting = rt::make_set(t), submodules = rt::make_dict(t);
  if (!list || !waiting || !submodules || !rt::list_append(t, rt::as_list(list), rt::none()) ||
      !rt::list_append(t, rt::as_list(list), std::move(waiting)) ||
      !rt::list_append(t, rt::as_list(list), std::move(submodules)))
    return nullptr;
  if (gc::kFreeThreaded) gc::publish(t, list.object());
  Object* known = nullptr;
  if (!g_state.compare_exchange_strong(known, list.object(), gc::acq_rel, gc::acquire))
    return static_cast<rt::List*>(known);
  gc::add_root_tracer([](gc::Visitor& visitor) { visitor(g_state.load(gc::relaxed)); });
  return list.release().as<rt::List>();
}

Ref part(Thread& t, Part which) {
  rt::List* list = state(t);
  return list ? rt::list_get(t, list, which) : Ref();
}

// True unless __spec__._initializing is missing or False. Anything else counts as true, and is not asked.
bool may_be_running_py(Thread& t, Value module) {
  Ref spec = rt::getattr_optional_py(t, module, rt::name(rt::N::__spec__));
  Ref flag = spec ? rt::getattr_optional_py(t, spec, rt::name(rt::N::_initializing)) : Ref();
  if (t.error) rt::clear_error(t);
  return flag && flag.get() != rt::kFalse;
}

// The module in sys.modules that has run completely; empty without error: there is none.
Ref finished_module_py(Thread& t, Value full) {
  Ref module = rt::dict_get_str(t, rt::sys_modules(), full);
  if (!module || module.get() == rt::kNone) return Ref();
  return may_be_running_py(t, module) ? Ref() : std::move(module);
}

bool wait_for_py(Thread& t, Value full) {
  Ref waiting = part(t, kWaiting);
  return waiting && rt::set_add_py(t, rt::as_set(waiting), full);
}

// Notes that `module.name` waits, unless the module is there and has the name. The name may wait for another module.
bool wait_for_attribute_py(Thread& t, Value full, Value name) {
  Ref module = finished_module_py(t, full);
  if (module && rt::has_layout(module, rt::TypeId::kModule)) {
    Ref value = rt::dict_get_str(t, module.as<rt::Module>()->dict, name);
    if (value) return !is_lazy_import(value) || wait_for_py(t, lazy_full_name(value));
    if (t.error) return false;
  }
  Ref dotted = rt::format_message(t, "%S.%S", full, name);
  if (!dotted) return false;
  Ref loaded = finished_module_py(t, dotted);
  return loaded || wait_for_py(t, dotted);
}

// Notes each part of a dotted name as a submodule of the package before it.
bool wait_for_submodules_py(Thread& t, Value full) {
  Ref submodules = part(t, kSubmodules);
  if (!submodules) return false;
  i64 length = static_cast<i64>(rt::as_str(full)->length), dot = -1;
  for (i64 i = 0; i <= length; ++i) {
    if (i < length && rt::as_str(full)->at(static_cast<u64>(i)) != '.') continue;
    Ref package = dot > 0 ? rt::str_substring(t, full, 0, dot) : Ref();
    Ref child = package ? rt::str_substring(t, full, 0, i) : Ref();
    Ref fresh = child ? rt::make_set(t) : Ref();
    Ref children = fresh ? rt::dict_setdefault_py(t, rt::as_dict(submodules), package, fresh) : Ref();
    if (dot > 0 && (!children || !rt::set_add_py(t, rt::as_set(children), child))) return false;
    Ref module = package ? rt::dict_get_str(t, rt::sys_modules(), package) : Ref();
    if (t.error || (module && !add_lazy_submodules_py(t, module, package))) return false;
    dot = i;
  }
  return true;
}

bool note_request_py(Thread& t, const ImportRequest& request, Value full) {
  if (request.names == rt::kNone || (rt::is_tuple(request.names) && rt::as_tuple(request.names)->length == 0)) {
    Ref module = finished_module_py(t, full);
    return (module || wait_for_py(t, full)) && wait_for_submodules_py(t, full);
  }
  if (rt::is_str(request.names)) return wait_for_attribute_py(t, full, request.names);
  return rt::for_each_py(t, request.names, [&](Thread& t2, Value name) {
    if (!rt::is_str(name)) return bool(rt::raise_type_error(t2, "Item in ``from list'' must be str, not %T", name));
    return wait_for_attribute_py(t2, full, name);
  });
}

// 1: the filter allows the import to be lazy; 0: it does not; -1: error.
int ask_filter_py(Thread& t, const ImportRequest& request, Value full) {
  Ref filter = lazy_import_filter(t);
  if (!filter) return -1;
  if (filter.get() == rt::kNone) return 1;
  Ref importer = rt::dict_get_str(t, rt::as_dict(request.globals), rt::name(rt::N::__name__));
  if (t.error) return -1;
  Ref answer = rt::call_py(t, filter, importer ? importer.get() : rt::kNone, full, request.names);
  return answer ? rt::truth_py(t, answer) : -1;
}

Ref import_eagerly_py(Thread& t, const ImportRequest& request) {
  Ref import = rt::dict_get_str(t, rt::builtins_dict(), rt::name(rt::N::__import__));
  if (!import) return t.error ? Ref() : rt::raise(t, rt::kImportErrorType, "__import__ not found");
  Value args[] = {request.name, request.globals, request.locals, request.names, Value::small_int(request.level)};
  return rt::call_py(t, import, CallArgs{args, 5, Value()});
}

Ref full_name_py(Thread& t, const ImportRequest& request) {
  return request.level > 0 ? absolute_name_py(t, request.name, request.globals, request.level)
                           : Ref::share(t, request.name);
}

}  // namespace

bool all_imports_are_lazy() { return g_all.load(gc::relaxed); }
void make_all_imports_lazy(bool all) { g_all.store(all, gc::relaxed); }

Ref lazy_import_filter(Thread& t) { return part(t, kFilter); }
bool set_lazy_import_filter(Thread& t, Value filter) {
  rt::List* list = state(t);
  return list && rt::list_set(t, list, kFilter, Ref::share(t, filter));
}

Ref lazy_modules(Thread& t) { return part(t, kWaiting); }

Ref lazy_import_py(Thread& t, const ImportRequest& request) {
  Ref full = full_name_py(t, request);
  int allowed = full ? ask_filter_py(t, request, full) : -1;
  if (allowed <= 0) return allowed < 0 ? Ref() : import_eagerly_py(t, request);
  Ref lazy = make_lazy_import(t, request, full);
  return lazy && note_request_py(t, request, full) ? std::move(lazy) : Ref();
}

int plain_import_is_lazy_py(Thread& t, const ImportRequest& request) {
  if (all_imports_are_lazy()) return 1;
  Ref listed = rt::dict_get_str(t, rt::as_dict(request.globals), rt::name(rt::N::__lazy_modules__));
  if (!listed) return t.error ? -1 : 0;
  Ref full = full_name_py(t, request);
  return full ? rt::contains_py(t, listed, full) : -1;
}

bool add_lazy_submodules_py(Thread& t, Value module, Value full) {
  Ref submodules = part(t, kSubmodules);
  if (!submodules) return false;
  if (!rt::has_layout(module, rt::TypeId::kModule)) return true;
  Ref children = rt::dict_pop_py(t, rt::as_dict(submodules), full);
  if (!children) return !t.error;
  rt::Dict* space = module.as<rt::Module>()->dict;
  i64 start = static_cast<i64>(rt::as_str(full)->length) + 1;
  return rt::for_each_py(t, children, [&](Thread& t2, Value child_full) {
    Ref child = rt::str_substring(t2, child_full, start, static_cast<i64>(rt::as_str(child_full)->length));
    Ref loaded = child ? rt::dict_get_str(t2, rt::sys_modules(), child_full) : Ref();
    if (!child || t2.error) return false;
    if ((loaded && loaded.get() != rt::kNone) || rt::dict_contains_py(t2, space, child) != 0) return !t2.error;
    Ref lazy = make_lazy_submodule(t2, child_full, Value(space));
    return lazy && rt::dict_set_py(t2, space, child, lazy);
  });
}

bool forget_lazy_import_py(Thread& t, Value lazy) {
  Ref waiting = part(t, kWaiting);
  return waiting && rt::set_discard_py(t, rt::as_set(waiting), lazy_full_name(lazy)) >= 0;
}

}  // namespace vm
