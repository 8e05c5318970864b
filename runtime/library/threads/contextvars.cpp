// _contextvars.
//
// A context holds a dict from variables to values. copy_context() lets both contexts share the dict and marks both; the
// context in which a variable is set first takes a copy of its own. So copying is cheap, which every task of an event
// loop does, and setting copies at most once. Only the thread that has entered a context sets variables in it. Other
// threads may read the context meanwhile: they use the dict, which allows that.
#include "runtime/library/threads/contextvars.h"

#include "runtime/library/parts/thread_values.h"
#include "runtime/object/address.h"
#include "runtime/object/native.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

struct Context : Object {
  Slot vars;                     // dict; never empty
  Slot previous;                 // the context to go back to, while entered; or empty
  Slot own;                      // see context_var_set_own(); or empty
  gc::Atomic<bool> vars_shared;  // other contexts have the same dict
  gc::Atomic<u32> entered;       // 1 while a thread has entered the context; only one may
};
struct ContextVar : Object {
  Slot name;
  Slot fallback;  // the default; or empty
};
struct Token : Object {
  Slot context, var;
  Slot old_value;  // empty: the variable had none
  gc::Atomic<bool> used;
};

// Made with the module, immortal.
Type* g_context_type = nullptr;
Type* g_var_type = nullptr;
Type* g_token_type = nullptr;
Type* g_missing_type = nullptr;
Value g_missing;

Context* as_context(Value v) { return v.as<Context>(); }
ContextVar* as_var(Value v) { return v.as<ContextVar>(); }
Token* as_token(Value v) { return v.as<Token>(); }

// ---- contexts

Ref new_context(Thread& t, Ref vars, bool shared) {
  Ref context = vars ? allocate_instance(t, g_context_type) : Ref();
  if (!context) return Ref();
  init_field(as_context(context)->vars, std::move(vars));
  as_context(context)->vars_shared.store(shared, gc::relaxed);
  return context;
}

Ref vars_of(Thread& t, Value context) { return load_field(t, context.object(), as_context(context)->vars); }

// The thread's current context, made if there is none yet. Borrowed.
Value current_context(Thread& t) {
  if (!context_object(t)) context_object(t) = make_context(t).release();
  return context_object(t);
}

// The current context's dict, of its own, to set variables in.
Ref own_vars(Thread& t, Value context) {
  Ref vars = vars_of(t, context);
  if (!as_context(context)->vars_shared.load(gc::relaxed)) return vars;
  vars = dict_copy(t, as_dict(vars));
  if (!vars) return Ref();
  store_field(t, context.object(), as_context(context)->vars, Ref::share(t, vars));
  as_context(context)->vars_shared.store(false, gc::relaxed);
  return vars;
}

bool require_var(Thread& t, Value key) {
  return is_context_var(key) || raise_type_error(t, "a ContextVar key was expected, got %R", key);
}

Ref context_create(Thread& t, Type*, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "Context() does not accept any arguments");
  return make_context(t);
}

Ref context_getitem(Thread& t, Value self, Value key) {
  if (!require_var(t, key)) return Ref();
  Ref vars = vars_of(t, self), value = dict_get_py(t, as_dict(vars), key);
  return value || error_pending(t) ? std::move(value) : Ref(raise_key_error(t, key));
}

int context_contains(Thread& t, Value self, Value key) {
  if (!require_var(t, key)) return -1;
  Ref vars = vars_of(t, self);
  return dict_contains_py(t, as_dict(vars), key);
}

Ref context_get(Thread& t, Value self, Value key, Value fallback) {
  if (!require_var(t, key)) return Ref();
  Ref vars = vars_of(t, self), value = dict_get_py(t, as_dict(vars), key);
  return value || error_pending(t) ? std::move(value) : Ref::share(t, fallback);
}

i64 context_len(Thread& t, Value self) {
  Ref vars = vars_of(t, self);
  return static_cast<i64>(as_dict(vars)->size());
}

// Iterates over the variables that the context holds now.
// lint: name: a list of exactly that type gives its own iterator
Ref iterate_list(Thread& t, Ref list) { return list ? iter_py(t, list) : Ref(); }
Ref context_iter(Thread& t, Value self) {
  Ref vars = vars_of(t, self);
  return iterate_list(t, dict_keys_list(t, as_dict(vars)));
}
Ref context_values(Thread& t, Value self) {
  Ref vars = vars_of(t, self);
  return iterate_list(t, dict_values_list(t, as_dict(vars)));
}
Ref context_items(Thread& t, Value self) {
  Ref vars = vars_of(t, self);
  return iterate_list(t, dict_items_list(t, as_dict(vars)));
}

Ref context_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool answerable = is_context(a) && is_context(b) && (op == CompareOp::kEq || op == CompareOp::kNe);
  if (!answerable) return Ref::immediate(kNotImplemented);
  Ref x = vars_of(t, a), y = vars_of(t, b);
  return compare_py(t, x, y, op);
}

Ref context_run(Thread& t, const CallArgs& args) {
  if (args.positional < 2) return raise_type_error(t, "run() missing 1 required positional argument");
  return run_in_context_py(t, args[0], args[1], CallArgs{args.values + 2, args.positional - 2, args.names});
}

// ---- variables

Ref var_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(name, /, *, default=<unset>)");
  Value bound[2];
  if (!bind_arguments(t, "ContextVar", kSignature, args, bound)) return Ref();
  if (!is_str(bound[0])) return raise_type_error(t, "context variable name must be a str");
  if (i64 hash; !hash_py(t, bound[0], &hash)) return Ref();  // CPython hashes the variable by its name
  return make_context_var(t, bound[0], bound[1]);
}

Ref var_get(Thread& t, Value self, Value fallback) {
  Ref value = context_var_find(t, self, fallback);
  return value || error_pending(t) ? std::move(value) : Ref(raise_value(t, kLookupErrorType, self));
}

// Forgets what is remembered of the current context's variables: it may no longer hold.
void forget_values(Thread& t) { decimal_context_memo(t) = Value(); }

Ref var_reset(Thread& t, Value self, Value token) { return context_var_reset(t, self, token) ? none() : Ref(); }

Ref var_name(Thread& t, Value self) { return load_field(t, self.object(), as_var(self)->name); }

Ref var_repr(Thread& t, Value self) {
  Ref text = var_name(t, self), fallback = load_field(t, self.object(), as_var(self)->fallback);
  if (!fallback) return format_message(t, "<ContextVar name=%R at %s>", text.get(), Address(self).text);
  return format_message(t, "<ContextVar name=%R default=%R at %s>", text.get(), fallback.get(), Address(self).text);
}

// ---- tokens

Ref token_old_value(Thread& t, Value self) {
  Ref old = load_field(t, self.object(), as_token(self)->old_value);
  return old ? std::move(old) : Ref::share(t, g_missing);
}
Ref token_var(Thread& t, Value self) { return load_field(t, self.object(), as_token(self)->var); }
Ref token_repr(Thread& t, Value self) {
  const char* used = as_token(self)->used.load(gc::relaxed) ? " used" : "";
  return format_message(t, "<Token%s var=%R at %s>", used, as_token(self)->var.get(), Address(self).text);
}
Ref token_enter(Thread& t, Value self) { return Ref::share(t, self); }
Ref token_exit(Thread& t, Value self, Value, Value, Value) {
  Ref var = token_var(t, self);
  return var_reset(t, var, self);
}
Ref token_create(Thread& t, Type*, const CallArgs&) {
  return raise(t, kRuntimeErrorType, "Tokens can only be created by ContextVars");
}
Ref missing_repr(Thread& t, Value) { return make_str_ascii(t, "<Token.MISSING>"); }

// ---- types

// Clears only the fields that change after creation. Every cycle passes through one of them or through the dict, so
// that is enough to break it, and methods find the other fields still set.
void context_clear(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<Context*>(object)->previous);
  clear_slot(static_cast<Thread&>(t), static_cast<Context*>(object)->own);
}

template <class T, Slot T::*... kSlotsOf>
struct Holds {
  static void trace(Object* object, gc::Visitor& visitor) {
    (trace_slot(visitor, static_cast<T*>(object)->*kSlotsOf), ...);
  }
  static void dispose(gc::Thread& t, Object* object) {
    (clear_slot(static_cast<Thread&>(t), static_cast<T*>(object)->*kSlotsOf), ...);
  }
  static constexpr gc::Lifetime lifetime(void (*clear)(gc::Thread&, Object*) = nullptr) {
    return {trace, clear, nullptr, dispose};
  }
};

constexpr MethodDef kContextMethods[] = {
    {"run", context_run, "(...)(self, callable, /, *args, **kwargs)",
     "Call the first argument with the others in this context."},
    {"copy", copied_context, "(self, /)", "A context with the same variables and values."},
    {"get", context_get, "(self, key, default=None, /)",
     "Return the value of the variable, or the default if it has none in this context."},
    {"keys", context_iter, "(self, /)", "Return the variables of the context."},
    {"values", context_values, "(self, /)", "Return the values of the context's variables."},
    {"items", context_items, "(self, /)", "(variable, value) pairs."},
    {},
};
constexpr MethodDef kVarMethods[] = {
    {"get", var_get, "(self, default=<unset>, /)",
     "Return the variable's value in the current context; else the default given, else the variable's own, else raise "
     "LookupError."},
    {"set", context_var_set, "(self, value, /)",
     "Give the variable a value in the current context; the result undoes this when passed to reset()."},
    {"reset", var_reset, "(self, token, /)", "Undo a set(), given the token it returned."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {},
};
constexpr MethodDef kTokenMethods[] = {
    {"__enter__", token_enter, "(self, /)", "Enter into Token context manager."},
    {"__exit__", token_exit, "(self, type, value, traceback, /)", "Restore the variable."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {}};
constexpr GetSetDef kVarGetSet[] = {{"name", var_name}, {}};
constexpr GetSetDef kTokenGetSet[] = {{"var", token_var}, {"old_value", token_old_value}, {}};

constexpr Slots kContextSlots = [] {
  Slots s{};
  s.create = context_create;
  s.compare = context_compare;
  s.getitem = context_getitem;
  s.contains = context_contains;
  s.len = context_len;
  s.iter = context_iter;
  return s;
}();
constexpr Slots kVarSlots = [] {
  Slots s{};
  s.create = var_create;
  s.repr = var_repr;
  return s;
}();
constexpr Slots kTokenSlots = [] {
  Slots s{};
  s.create = token_create;
  s.repr = token_repr;
  return s;
}();
constexpr Slots kMissingSlots = [] {
  Slots s{};
  s.repr = missing_repr;
  return s;
}();

constexpr TypeSpec kContextSpec = {
    .name = "_contextvars.Context",
    .size = sizeof(Context),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .lifetime = Holds<Context, &Context::previous, &Context::own, &Context::vars>::lifetime(context_clear),
    .slots = kContextSlots,
    .methods = kContextMethods,
};
constexpr TypeSpec kVarSpec = {
    .name = "_contextvars.ContextVar",
    .size = sizeof(ContextVar),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .lifetime = Holds<ContextVar, &ContextVar::name, &ContextVar::fallback>::lifetime(),
    .slots = kVarSlots,
    .methods = kVarMethods,
    .getset = kVarGetSet,
};
constexpr TypeSpec kTokenSpec = {
    .name = "_contextvars.Token",
    .size = sizeof(Token),
    .flags = kTypeTraced,
    .lifetime = Holds<Token, &Token::context, &Token::var, &Token::old_value>::lifetime(),
    .slots = kTokenSlots,
    .methods = kTokenMethods,
    .getset = kTokenGetSet,
};
constexpr TypeSpec kMissingSpec = {
    .name = "Token.MISSING", .size = sizeof(Object), .flags = kTypeDisallowNew, .slots = kMissingSlots};

constexpr MethodDef kMethods[] = {{"copy_context", copy_context, "()", "Return a copy of the current context."}, {}};

bool make_types(Thread& t) {
  g_context_type = make_native_type(t, kContextSpec);
  g_var_type = make_native_type(t, kVarSpec);
  g_missing_type = make_native_type(t, kMissingSpec);
  Ref missing = allocate_instance(t, g_missing_type);
  if (!missing) return false;
  gc::make_immortal(missing.object());
  g_missing = missing.release();
  g_token_type = make_native_type(t, kTokenSpec);
  return dict_set_cstr(t, g_token_type->dict, "MISSING", Ref::share(t, g_missing));
}

bool init(Thread& t, Value module) {
  if (!g_context_type && !make_types(t)) return false;
  return module_add(t, module, "Context", Ref::share(t, g_context_type)) &&
         module_add(t, module, "ContextVar", Ref::share(t, g_var_type)) &&
         module_add(t, module, "Token", Ref::share(t, g_token_type));
}

}  // namespace

// ---- contexts

bool is_context(Value v) { return type_of(v) == g_context_type; }

Ref make_context(Thread& t) { return new_context(t, make_dict(t), false); }

Ref copied_context(Thread& t, Value context) {
  Ref vars = vars_of(t, context);
  if (!is_same(context, context_object(t)))
    // not shared: the thread that has entered it may be setting variables
    return new_context(t, dict_copy(t, as_dict(vars)), false);
  as_context(context)->vars_shared.store(true, gc::relaxed);
  return new_context(t, std::move(vars), true);
}

Ref copy_context(Thread& t) {
  Value context = current_context(t);
  return context ? copied_context(t, context) : Ref();
}

bool enter_context(Thread& t, Value context) {
  u32 expected = 0;
  if (!as_context(context)->entered.compare_exchange_strong(expected, 1, gc::acquire, gc::relaxed)) {
    return raise(t, kRuntimeErrorType, "cannot enter context: %R is already entered", context);
  }
  store_field(t, context.object(), as_context(context)->previous,
              context_object(t) ? Ref::share(t, context_object(t)) : Ref());
  forget_values(t);
  Ref old = Ref::steal(std::exchange(context_object(t), Ref::share(t, context).release()));
  return true;
}

bool leave_context(Thread& t, Value context) {
  if (!as_context(context)->entered.load(gc::relaxed))
    return raise(t, kRuntimeErrorType, "cannot exit context: %R has not been entered", context);
  if (!is_same(context_object(t), context))
    return raise(t, kRuntimeErrorType, "cannot exit context: thread state references a different context object");
  Value previous = as_context(context)->previous.exchange(Value());
  forget_values(t);
  Ref left = Ref::steal(std::exchange(context_object(t), previous));
  as_context(context)->entered.store(0, gc::release);
  return true;
}

// ---- variables

bool is_context_var(Value v) { return type_of(v) == g_var_type; }
bool is_context_token(Value v) { return type_of(v) == g_token_type; }

Ref make_context_var(Thread& t, Value name, Value fallback) {
  Ref var = allocate_instance(t, g_var_type);
  if (!var) return Ref();
  init_field(as_var(var)->name, Ref::share(t, name));
  if (fallback) init_field(as_var(var)->fallback, Ref::share(t, fallback));
  return var;
}
Ref make_context_var(Thread& t, const char* name) {
  Ref text = make_str_ascii(t, name);
  return text ? make_context_var(t, text, Value()) : Ref();
}

// lint: name: the keys are variables, which are compared by identity
Ref context_var_get(Thread& t, Value var) {
  if (!context_object(t)) return Ref();
  Ref vars = vars_of(t, context_object(t));
  return dict_get_py(t, as_dict(vars), var);
}

Ref context_var_find(Thread& t, Value var, Value fallback) {
  Ref value = context_var_get(t, var);
  if (value || error_pending(t)) return value;
  return fallback ? Ref::share(t, fallback) : load_field(t, var.object(), as_var(var)->fallback);
}

Ref context_var_set(Thread& t, Value var, Value value) {
  forget_values(t);
  Value context = current_context(t);
  Ref vars = context ? own_vars(t, context) : Ref();
  Ref token = vars ? allocate_instance(t, g_token_type) : Ref();
  if (!token) return Ref();
  Ref old = dict_get_py(t, as_dict(vars), var);
  if (error_pending(t)) return Ref();
  init_field(as_token(token)->context, Ref::share(t, context));
  init_field(as_token(token)->var, Ref::share(t, var));
  init_field(as_token(token)->old_value, std::move(old));
  return dict_set_py(t, as_dict(vars), var, value) ? std::move(token) : Ref();
}

// lint: name: the keys are variables, which are compared by identity
bool context_var_reset(Thread& t, Value var, Value token) {
  if (!is_context_token(token)) return raise_type_error(t, "expected an instance of Token, got %R", token);
  Token* what = as_token(token);
  if (what->used.load(gc::relaxed)) return raise(t, kRuntimeErrorType, "%R has already been used once", token);
  if (!is_same(what->var.get(), var)) return raise_value_error(t, "%R was created by a different ContextVar", token);
  Value context = current_context(t);
  if (!context) return false;
  if (!is_same(what->context.get(), context))
    return raise_value_error(t, "%R was created in a different Context", token);
  what->used.store(true, gc::relaxed);
  forget_values(t);
  Ref vars = own_vars(t, context);
  if (!vars) return false;
  Value old = what->old_value.get();
  return old ? dict_set_py(t, as_dict(vars), var, old) : dict_delete_py(t, as_dict(vars), var) >= 0;
}

bool context_var_set_own(Thread& t, Value var, Value value) {
  Value context = current_context(t);
  if (!context) return false;
  Ref held = Ref::share(t, context);  // what is replaced may be finalized and enter another context
  store_field(t, held.object(), as_context(held)->own, Ref::share(t, value));
  return bool(context_var_set(t, var, value));
}

bool context_owns(Thread& t, Value value) {
  return context_object(t) && is_same(as_context(context_object(t))->own.get(), value);
}

Ref run_in_context_py(Thread& t, Value context, Value callable, const CallArgs& args) {
  if (!enter_context(t, context)) return Ref();
  Ref result = call_py(t, callable, args);
  Ref error = take_error(t);
  bool left = leave_context(t, context);
  if (error) {
    clear_error(t);
    restore_error(t, std::move(error));
    return Ref();
  }
  return left ? std::move(result) : Ref();
}

extern const ModuleDef kUnderContextvarsModule = {"_contextvars", "Context Variables", kMethods, init};

}  // namespace rt
