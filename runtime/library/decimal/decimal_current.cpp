// The current context and localcontext(). The decimal context is the value of a context variable; the thread remembers
// it, borrowed, until the variable changes (decimal_context_memo).
//
// A new thread or task runs in a copy of its starter's contextvars.Context and finds the starter's decimal context
// there. That is changed in place, by `prec = 5` or by a flag that an operation raises. So the first use in a
// contextvars.Context replaces a decimal context that belongs to another one by a copy.
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/library/threads/contextvars.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

namespace {

struct ContextManager : Object {
  Slot local, global;
};
Type* g_manager_type;
Value g_variable;

Ref new_current(Thread& t, Value from) {
  Ref context = copy_of_context(t, from);
  if (context) as_context(context)->signals->flags.store(0, gc::relaxed);
  return context;
}

bool set_current(Thread& t, Value context) {
  // decimal_context_memo() is not set here, but by find_current_context(): the replaced context may be finalized in
  // context_var_set_own(), and the finalizer may set yet another context.
  Ref copy = is_template(context) ? new_current(t, context) : Ref::share(t, context);
  return copy && context_var_set_own(t, g_variable, copy);
}

}  // namespace

Context* find_current_context(Thread& t) {
  Ref known = context_var_get(t, g_variable);
  if (!known && error_pending(t)) return nullptr;
  // copy_context() shows the variable to scripts, which may set it to any object.
  if (known && !is_decimal_context(known)) return raise_type_error(t, "argument must be a context");
  if (!known || !context_owns(t, known)) {
    known = new_current(t, known ? known.get() : default_context());
    if (!known || !context_var_set_own(t, g_variable, known)) return nullptr;
  }
  decimal_context_memo(t) = known.get();  // the variable keeps it
  return as_context(known);
}

Context* context_argument(Thread& t, Value v) {
  if (!v || v == kNone) return current_context(t);
  if (is_decimal_context(v)) return as_context(v);
  return raise_type_error(t, "optional argument must be a context");
}

namespace {

Ref getcontext(Thread& t) {
  Context* context = current_context(t);
  return context ? Ref::share(t, context) : Ref();
}
Ref setcontext(Thread& t, Value context) {
  if (!is_decimal_context(context)) return raise_type_error(t, "argument must be a context");
  return set_current(t, context) ? none() : Ref();
}

// ---- localcontext

bool take_keywords_py(Thread& t, Value keywords, ContextArguments* out) {
  const struct {
    const char* name;
    Value* value;
  } kNames[] = {{"prec", &out->prec},   {"rounding", &out->rounding}, {"Emin", &out->emin},
                {"Emax", &out->emax},   {"capitals", &out->capitals}, {"clamp", &out->clamp},
                {"flags", &out->flags}, {"traps", &out->traps}};
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(keywords), &position, &key, &value)) {
    Value* target = nullptr;
    for (const auto& n : kNames) {
      if (str_equal_ascii(key, n.name)) target = n.value;
    }
    if (!target) return raise_type_error(t, "'%S' is an invalid keyword argument for this function", key.get());
    *target = value;  // borrowed: the dict keeps the value
  }
  return true;
}

Ref localcontext_py(Thread& t, Value context, Value keywords) {
  Context* global = current_context(t);
  if (!global) return Ref();
  ContextArguments arguments;
  if (!take_keywords_py(t, keywords, &arguments)) return Ref();
  if (context != kNone && !is_decimal_context(context))
    return raise_type_error(t, "optional argument must be a context");
  Ref outer = Ref::share(t, global), local = copy_of_context(t, context == kNone ? Value(global) : context);
  Ref manager = local && set_context_py(t, local, arguments) ? allocate_instance(t, g_manager_type) : Ref();
  if (!manager) return Ref();
  init_field(manager.as<ContextManager>()->local, std::move(local));
  init_field(manager.as<ContextManager>()->global, std::move(outer));
  return manager;
}

// The slots of a manager never change.
Ref manager_enter(Thread& t, Value self) {
  Value local = self.as<ContextManager>()->local.get();
  return set_current(t, local) ? Ref::share(t, local) : Ref();
}
Ref manager_exit(Thread& t, Value self, Value) {
  return set_current(t, self.as<ContextManager>()->global.get()) ? none() : Ref();
}

constexpr MethodDef kManagerMethods[] = {
    {"__enter__", manager_enter, "(self, /)"}, {"__exit__", manager_exit, "(self, /, *args)"}, {}};
constexpr TypeSpec kManagerSpec = {
    .name = "decimal.ContextManager",
    .size = sizeof(ContextManager),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<ContextManager, &ContextManager::local, &ContextManager::global>::kLifetime,
    .methods = kManagerMethods,
};

void current_trace_roots(gc::Visitor& visitor) { trace_value(visitor, g_variable); }

}  // namespace

extern const MethodDef kFunctions[];
const MethodDef kFunctions[] = {
    {"getcontext", getcontext, "()", "Get the current default context.\n\n"},
    {"setcontext", setcontext, "(context, /)", "Set a new default context.\n\n"},
    {"localcontext", localcontext_py, "(ctx=None, **kwargs)",
     "Return a context manager that will set the default context to a copy of ctx\non entry to the with-statement and "
     "restore the previous default "
     "context when\nexiting the with-statement. If no context is supplied, a copy of the current\ndefault context is "
     "used.\n\n"},
    {},
};

bool add_current_py(Thread& t, Value) {
  if (g_variable) return true;
  Ref contextvars = import_module_py(t, "_contextvars");
  g_manager_type = make_native_type(t, kManagerSpec);
  Ref variable = contextvars ? make_context_var(t, "decimal_context") : Ref();
  if (!variable) return false;
  g_variable = variable.release();
  gc::add_root_tracer(current_trace_roots);
  return true;
}

}  // namespace rt::decimals
