// The type `function`: making functions, waking their code, attributes, FunctionType().
#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/frame/function_code.h"
#include "runtime/object/audit.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Error;
using rt::TypeId;

static Ref docstring_of(Thread& t, const Code* code) {
  Value doc = code->docstring.get_shared();
  return doc ? Ref::share(t, doc) : rt::none();
}

// What a function takes from its globals when it is made. Both may be empty.
struct FromGlobals {
  Ref module, builtins;
};

// The cache word in the code object: the keys version of the globals, and the entries of both names, which must exist.
//   version 32 bits | __name__ 16 bits | __builtins__ 16 bits
static bool take_cached(Thread& t, const Code* code, rt::Dict* globals, FromGlobals* out) {
  u64 cache = code->globals_cache.load(gc::relaxed), version = cache >> 32;
  if (!version) return false;
  out->module = rt::dict_cached(t, globals, version, static_cast<i64>(cache >> 16 & 0xffff));
  out->builtins = rt::dict_cached(t, globals, version, static_cast<i64>(cache & 0xffff));
  return out->module && out->builtins;
}

static void remember_entries(Thread& t, Code* code, rt::Dict* globals) {
  u64 version, same_version;
  i64 module = rt::dict_find_str(t, globals, rt::name(rt::N::__name__), &version);
  i64 builtins = rt::dict_find_str(t, globals, rt::name(rt::N::__builtins__), &same_version);
  auto fits = [](i64 entry) { return entry >= 0 && entry <= 0xffff; };
  if (version == same_version && version <= UINT32_MAX && fits(module) && fits(builtins))
    code->globals_cache.store(version << 32 | static_cast<u64>(module << 16 | builtins), gc::relaxed);
}

static FromGlobals take_from_globals(Thread& t, Code* code, rt::Dict* globals) {
  FromGlobals out;
  if (take_cached(t, code, globals, &out)) return out;
  out.module = rt::dict_get_str(t, globals, rt::name(rt::N::__name__));
  out.builtins = rt::dict_get_str(t, globals, rt::name(rt::N::__builtins__));
  // A function of a module or a class is made once.
  if ((code->flags & comp::kNested) && rt::is_exact_dict(Value(globals))) remember_entries(t, code, globals);
  return out;
}

// ---- making functions

Ref make_function(Thread& t, Code* code, rt::Dict* globals) {
  auto [module, builtins] = take_from_globals(t, code, globals);
  if (!builtins || !rt::is_dict(builtins)) [[unlikely]] {
    builtins = builtins_dict_of(t, builtins);
    if (!builtins) return Ref();
  }
  auto* f = static_cast<Function*>(gc::allocate(t, sizeof(Function), static_cast<u32>(TypeId::kFunction), true));
  if (!f) return rt::raise_memory_error(t);
  gc::incref(t, globals);
  gc::incref(t, code);
  f->globals = globals;
  f->code = code;
  f->made_generators.store(false, gc::relaxed);
  for (Slot* s : {&f->closure, &f->defaults, &f->keyword_defaults, &f->doc, &f->dict, &f->annotations, &f->annotate,
                  &f->type_params, &f->module}) {
    s->set(Value());
  }
  rt::init_field(f->name, Ref::share(t, code->name.get()));
  rt::init_field(f->qualname, Ref::share(t, code->qualname.get()));
  if (!comp::is_asleep(code)) rt::init_field(f->doc, docstring_of(t, code));
  if (module) rt::init_field(f->module, std::move(module));
  f->builtins = rt::as_dict(builtins.release());
  function_changed(f);
  return Ref::steal(Value(f));
}

void function_changed(Function* f) {
  Code* code = f->code;
  if (comp::is_asleep(code))
    return f->simple_args.store(kAsleep, gc::release);  // another thread may be about to wake it: nothing more is read
  constexpr u32 kBinding = comp::kVarArgs | comp::kVarKeywords | comp::kNamespace;
  f->constants = code->constants;
  f->entry = code->words;
  f->locals = code->locals;
  f->frame_size = code->frame_size + kSlack;
  f->simple_args.store((code->flags & kBinding) || code->keyword_only ? kNotSimple : code->positional, gc::release);
}

bool wake_function(Thread& t, Function* f) {
  if (!comp::wake(t, f->code)) return false;
  gc::ObjectLock lock(f);
  // Once awake, it is read without the lock: another thread may have been first.
  if (f->simple_args.load(gc::relaxed) == kAsleep) function_changed(f);
  return true;
}

// ---- lifetime

static void function_trace(Object* o, gc::Visitor& visitor) {
  auto* f = static_cast<Function*>(o);
  visitor(f->globals);
  visitor(f->builtins);
  visitor(f->code);
  for (Slot* s : {&f->closure, &f->defaults, &f->keyword_defaults, &f->name, &f->qualname, &f->module, &f->doc,
                  &f->dict, &f->annotations, &f->annotate, &f->type_params}) {
    rt::trace_slot(visitor, *s);
  }
}

static void function_clear(Thread& t, Object* o) {
  auto* f = static_cast<Function*>(o);
  for (Slot* s : {&f->closure, &f->defaults, &f->keyword_defaults, &f->dict, &f->annotations, &f->annotate}) {
    rt::clear_slot(t, *s);
  }
}

static void function_dispose(Thread& t, Object* o) {
  auto* f = static_cast<Function*>(o);
  function_clear(t, o);
  for (Slot* s : {&f->name, &f->qualname, &f->module, &f->doc, &f->type_params}) rt::clear_slot(t, *s);
  gc::decref(t, f->globals);
  gc::decref(t, f->builtins);
  gc::decref(t, f->code);
}

// ---- attributes

static Function* fn(Value v) { return v.as<Function>(); }

static Ref get_slot(Thread& t, Value self, Slot Function::* slot) {
  Ref v = rt::load_field(t, fn(self), fn(self)->*slot);
  return v ? std::move(v) : rt::none();
}

static bool set_str(Thread& t, Value self, Value value, Slot Function::* slot, const char* what) {
  if (!value || !rt::is_str(value)) return rt::raise_type_error(t, "%s must be set to a string object", what);
  rt::store_field(t, fn(self), fn(self)->*slot, Ref::share(t, value));
  return true;
}

static Ref function_get_name(Thread& t, Value self) { return get_slot(t, self, &Function::name); }
static bool function_set_name(Thread& t, Value self, Value v) {
  return set_str(t, self, v, &Function::name, "__name__");
}
static Ref function_get_qualname(Thread& t, Value self) { return get_slot(t, self, &Function::qualname); }
static bool function_set_qualname(Thread& t, Value self, Value v) {
  return set_str(t, self, v, &Function::qualname, "__qualname__");
}
static Ref function_get_module(Thread& t, Value self) { return get_slot(t, self, &Function::module); }
static bool function_set_module(Thread& t, Value self, Value v) {
  rt::store_field(t, fn(self), fn(self)->module, v ? Ref::share(t, v) : rt::none());
  return true;
}
// __doc__. If the code was asleep when the function was made, the docstring is taken from the code now.
static Ref function_get_doc(Thread& t, Value self) {
  Ref v = rt::load_field(t, fn(self), fn(self)->doc);
  if (v) return v;
  Code* code = fn(self)->code;
  if (!(code->flags & comp::kHasDocstring)) return rt::none();
  return comp::wake(t, code) ? docstring_of(t, code) : Ref();
}
static bool function_set_doc(Thread& t, Value self, Value v) {
  rt::store_field(t, fn(self), fn(self)->doc, v ? Ref::share(t, v) : rt::none());
  return true;
}
// The name of the attribute is for audit hooks.
static Ref code_attribute(Thread& t) { return rt::intern(t, std::string_view("__code__")); }

static Ref function_get_code_py(Thread& t, Value self) {
  if (rt::g_has_audit_hooks.load(gc::relaxed)) {
    Ref name = code_attribute(t);
    if (!name || !rt::audit_py(t, "object.__getattr__", self, name.get())) return Ref();
  }
  return Ref::share(t, Value(fn(self)->code));
}

static bool function_set_code_py(Thread& t, Value self, Value v) {
  if (!v || !rt::is_exact(v, TypeId::kCode)) return rt::raise_type_error(t, "__code__ must be set to a code object");
  if (rt::g_has_audit_hooks.load(gc::relaxed)) {
    Ref name = code_attribute(t);
    if (!name || !rt::audit_py(t, "object.__setattr__", self, name.get(), v)) return false;
  }
  auto* code = v.as<Code>();
  if (!comp::wake(t, code)) return false;
  Function* f = fn(self);
  u64 free_count = f->closure.get() ? rt::as_tuple(f->closure.get())->length : 0;
  u64 wanted = rt::as_tuple(code->free_names.get())->length;
  if (free_count != wanted) {
    return rt::raise_value_error(t, "%S() requires a code object with %zu free vars, not %zu", f->name.get(),
                                 static_cast<size_t>(free_count), static_cast<size_t>(wanted));
  }
  constexpr u32 kKinds = comp::kGenerator | comp::kCoroutine | comp::kAsyncGenerator;
  bool differs = ((f->code->flags ^ code->flags) & kKinds) != 0 && rt::library_minor() >= 13;
  if (differs && !rt::warn_deprecated_py(t,
                                         "Assigning a code object of non-matching type is deprecated (e.g., from a "
                                         "generator to a plain function)"))
    return false;
  return replace_code(t, f, code);
}

static Ref function_get_defaults(Thread& t, Value self) { return get_slot(t, self, &Function::defaults); }
static bool function_set_defaults(Thread& t, Value self, Value v) {
  if (v && !rt::is_same(v, rt::kNone) && !rt::is_tuple(v)) {
    return rt::raise_type_error(t, "__defaults__ must be set to a tuple object");
  }
  rt::store_field(t, fn(self), fn(self)->defaults, v && !rt::is_same(v, rt::kNone) ? Ref::share(t, v) : Ref());
  return true;
}
static Ref function_get_kwdefaults(Thread& t, Value self) { return get_slot(t, self, &Function::keyword_defaults); }
static bool function_set_kwdefaults(Thread& t, Value self, Value v) {
  if (v && !rt::is_same(v, rt::kNone) && !rt::is_dict(v)) {
    return rt::raise_type_error(t, "__kwdefaults__ must be set to a dict object");
  }
  rt::store_field(t, fn(self), fn(self)->keyword_defaults, v && !rt::is_same(v, rt::kNone) ? Ref::share(t, v) : Ref());
  return true;
}
static Ref function_get_builtins(Thread& t, Value self) { return Ref::share(t, shown_builtins(fn(self)->builtins)); }
static Ref function_get_closure(Thread& t, Value self) { return get_slot(t, self, &Function::closure); }

// A dict attribute that is made at the first read.
static Ref lazy_dict(Thread& t, Function* f, Slot& slot) {
  if (Ref v = rt::load_field(t, f, slot)) return v;
  Ref fresh = rt::make_dict(t);
  return fresh ? rt::fill_field(t, f, slot, std::move(fresh)) : Ref();
}

static bool set_dict_slot(Thread& t, Value self, Value v, Slot Function::* slot, const char* what, bool may_clear) {
  if (!v && may_clear) {
    rt::store_field(t, fn(self), fn(self)->*slot, Ref());
    return true;
  }
  if (!v || !rt::is_dict(v)) return rt::raise_type_error(t, "%s must be set to a dict object", what);
  rt::store_field(t, fn(self), fn(self)->*slot, Ref::share(t, v));
  return true;
}

static Ref function_get_dict(Thread& t, Value self) { return lazy_dict(t, fn(self), fn(self)->dict); }
static bool function_set_dict(Thread& t, Value self, Value v) {
  if (!v) return rt::raise_type_error(t, "cannot delete __dict__");
  if (!rt::is_dict(v)) return rt::raise_type_error(t, "__dict__ must be set to a dictionary, not a '%T'", v);
  rt::replace_dict_at(t, fn(self), fn(self)->dict, Ref::share(t, v));
  return true;
}

static Ref function_get_annotations(Thread& t, Value self) {
  Function* f = fn(self);
  Ref v = rt::load_field(t, f, f->annotations);
  Ref annotate = v ? Ref() : rt::load_field(t, f, f->annotate);
  if (annotate) {
    v = rt::call_annotate_py(t, annotate, 1);
    return v ? rt::fill_field(t, f, f->annotations, std::move(v)) : std::move(v);
  }
  return lazy_dict(t, f, f->annotations);
}
static bool function_set_annotations(Thread& t, Value self, Value v) {
  if (v && rt::is_same(v, rt::kNone)) v = Value();
  if (!set_dict_slot(t, self, v, &Function::annotations, "__annotations__", true)) return false;
  rt::store_field(t, fn(self), fn(self)->annotate, Ref());
  return true;
}
static Ref function_get_annotate(Thread& t, Value self) {
  Ref v = rt::load_field(t, fn(self), fn(self)->annotate);
  return v ? std::move(v) : rt::none();
}
static bool function_set_annotate(Thread& t, Value self, Value v) {
  if (!v) return rt::raise_type_error(t, "__annotate__ cannot be deleted");
  bool is_none = rt::is_same(v, rt::kNone);
  if (!is_none && !rt::is_callable(v)) return rt::raise_type_error(t, "__annotate__ must be callable or None");
  rt::store_field(t, fn(self), fn(self)->annotate, is_none ? Ref() : Ref::share(t, v));
  if (!is_none) rt::store_field(t, fn(self), fn(self)->annotations, Ref());
  return true;
}
static Ref function_get_type_params(Thread& t, Value self) {
  Ref v = rt::load_field(t, fn(self), fn(self)->type_params);
  return v ? std::move(v) : Ref::steal(rt::empty_tuple());
}
static bool function_set_type_params(Thread& t, Value self, Value v) {
  if (!v || !rt::is_tuple(v)) return rt::raise_type_error(t, "__type_params__ must be set to a tuple");
  rt::store_field(t, fn(self), fn(self)->type_params, Ref::share(t, v));
  return true;
}

constexpr rt::GetSetDef kFunctionGetSet[] = {
    {"__name__", function_get_name, function_set_name},
    {"__qualname__", function_get_qualname, function_set_qualname},
    {"__module__", function_get_module, function_set_module},
    {"__doc__", function_get_doc, function_set_doc},
    {"__code__", function_get_code_py, function_set_code_py},
    {"__defaults__", function_get_defaults, function_set_defaults},
    {"__kwdefaults__", function_get_kwdefaults, function_set_kwdefaults},
    {"__builtins__", function_get_builtins},
    {"__closure__", function_get_closure},
    {"__dict__", function_get_dict, function_set_dict},
    {"__annotations__", function_get_annotations, function_set_annotations},
    {"__annotate__", function_get_annotate, function_set_annotate},
    {"__type_params__", function_get_type_params, function_set_type_params},
    {},
};

// A member, not an attribute with a getter: types.MemberDescriptorType is the type of this very entry.
static_assert(sizeof(rt::Dict*) == sizeof(Slot));
constexpr rt::MemberDef kFunctionMembers[] = {{"__globals__", rt::MemberKind::kSlot, offsetof(Function, globals)}, {}};

// ---- slots

static Ref function_repr(Thread& t, Value self) {
  return rt::format_message(t, "<function %S at %p>", fn(self)->qualname.get(), static_cast<void*>(self.object()));
}

static Ref function_descr_get(Thread& t, Value self, Value instance, Value) {
  if (!instance || rt::is_same(instance, rt::kNone)) return Ref::share(t, self);
  return rt::make_method(t, self, instance);
}

// Attributes that are set on the function itself come from its __dict__.
static Ref function_getattr(Thread& t, Value self, Value name) {
  Function* f = fn(self);
  Ref dict = rt::load_field(t, f, f->dict);
  if (dict) {
    Value on_type = rt::type_lookup(rt::kFunctionType, name);
    if (!on_type) {
      Ref v = rt::dict_get_py(t, rt::as_dict(dict), name);
      if (v || t.error) return v;
    }
  }
  return rt::generic_getattr_py(t, self, name);
}

static bool function_setattr(Thread& t, Value self, Value name, Value value) {
  Value in_class = rt::type_lookup(rt::kFunctionType, name);
  if (in_class && rt::type_of(in_class)->slots.set) return rt::generic_setattr_py(t, self, name, value);
  if (!rt::is_exact_str(name)) return rt::setattr_py(t, self, name, value);  // which comes back with its text
  Ref owned = value ? Ref::share(t, value) : Ref();
  for (;;) {
    Ref dict = function_get_dict(t, self);
    if (!dict) return false;
    bool moved;
    int done = value ? (rt::dict_set_str_at(t, fn(self)->dict, rt::as_dict(dict), name, owned, &moved) ? 1 : -1)
                     : rt::dict_delete_str_at(t, fn(self)->dict, rt::as_dict(dict), name, &moved);
    if (moved) continue;
    return done == 0 ? bool(rt::raise_attribute_error(t, self, name)) : done > 0;
  }
}

// ---- FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)

static bool is_given(Value v) { return !rt::is_same(v, rt::kNone); }

// Checks that the closure is a tuple with one cell for each free variable, since handlers read from it without a check.
static bool check_closure(Thread& t, const Code* code, Value closure) {
  u64 wanted = rt::as_tuple(code->free_names.get())->length;
  bool is_tuple = rt::is_tuple(closure);
  if (!is_tuple && is_given(closure)) return rt::raise_type_error(t, "arg 5 (closure) must be None or tuple");
  if (!is_tuple) return !wanted || rt::raise_type_error(t, "arg 5 (closure) must be tuple");
  u64 length = rt::as_tuple(closure)->length;
  if (length != wanted) {
    return rt::raise_value_error(t, "%S requires closure of length %zu, not %zu", code->name.get(),
                                 static_cast<size_t>(wanted), static_cast<size_t>(length));
  }
  for (u64 i = 0; i < length; ++i) {
    Value cell = (*rt::as_tuple(closure))[i];
    if (!rt::is_exact(cell, TypeId::kCell))
      return rt::raise_type_error(t, "arg 5 (closure) expected cell, found %T", cell);
  }
  return true;
}

static bool check_parts(Thread& t, Value code, Value globals, Value name, Value defaults, Value closure,
                        Value keyword_defaults) {
  if (!rt::is_exact(code, TypeId::kCode))
    return rt::raise_type_error(t, "function() argument 'code' must be code, not %A", code);
  if (!rt::is_dict(globals))
    return rt::raise_type_error(t, "function() argument 'globals' must be dict, not %A", globals);
  if (is_given(name) && !rt::is_str(name)) return rt::raise_type_error(t, "arg 3 (name) must be None or string");
  if (is_given(defaults) && !rt::is_tuple(defaults))
    return rt::raise_type_error(t, "arg 4 (defaults) must be None or tuple");
  if (!check_closure(t, code.as<Code>(), closure)) return false;
  return !is_given(keyword_defaults) || rt::is_dict(keyword_defaults) ||
         rt::raise_type_error(t, "arg 6 (kwdefaults) must be None or dict");
}

static Ref function_create(Thread& t, rt::Type*, const CallArgs& args) {
  static constexpr rt::Signature kSignature =
      rt::parse_signature("(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)");
  Value p[6];
  if (!rt::bind_arguments(t, "function", kSignature, args, p)) return Ref();
  auto [code, globals, name, defaults, closure, keyword_defaults] = p;
  if (!check_parts(t, code, globals, name, defaults, closure, keyword_defaults)) return Ref();
  Ref function = make_function(t, code.as<Code>(), rt::as_dict(globals));
  if (!function) return function;
  auto* f = function.as<Function>();
  if (is_given(name)) rt::store_field(t, f, f->name, Ref::share(t, name));
  if (is_given(defaults)) rt::store_field(t, f, f->defaults, Ref::share(t, defaults));
  if (is_given(closure)) rt::store_field(t, f, f->closure, Ref::share(t, closure));
  if (is_given(keyword_defaults)) rt::store_field(t, f, f->keyword_defaults, Ref::share(t, keyword_defaults));
  return function;
}

}  // namespace vm

namespace rt {

extern const TypeSpec kFunctionSpec;
const TypeSpec kFunctionSpec = {
    .id = TypeId::kFunction,
    .name = "function",
    .size = sizeof(vm::Function),
    .flags = kTypeTraced | kTypeMethodLike | kTypeHasWeakrefs,
    .doc =
        "function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)\n--\n\nCreate a function "
        "object.",
    .lifetime = {.trace = vm::function_trace,
                 .clear = [](gc::Thread& t, Object* o) { vm::function_clear(static_cast<Thread&>(t), o); },
                 .finalize = nullptr,
                 .dispose = [](gc::Thread& t, Object* o) { vm::function_dispose(static_cast<Thread&>(t), o); }},
    .slots = {.repr = vm::function_repr,
              .call = vm::call_function_py,
              .getattr = vm::function_getattr,
              .setattr = vm::function_setattr,
              .get = vm::function_descr_get,
              .create = vm::function_create},
    .getset = vm::kFunctionGetSet,
    .members = vm::kFunctionMembers,
};

}  // namespace rt
