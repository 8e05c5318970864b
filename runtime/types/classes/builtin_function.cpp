// The type builtin_function_or_method: a native function of a module, or a native method that is bound to its object.
#include "runtime/num/hash.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

const Builtin* as_builtin(Value v) { return v.as<Builtin>(); }

// Not inlined: the frame of a call with few arguments stays small.
[[gnu::noinline]] Ref call_with_many(Thread& t, const Builtin* b, const CallArgs& args) {
  u32 total = args.positional + args.keywords();
  ValueBuffer values(t);
  if (!values.push(Ref::share(t, b->self.get()))) return Ref();
  for (u32 i = 0; i < total; ++i) {
    if (!values.push(Ref::share(t, args[i]))) return Ref();
  }
  return call_method_def(t, *b->def, CallArgs{values.data(), args.positional + 1, args.names});
}

Ref builtin_call(Thread& t, Value self, const CallArgs& args) {
  const Builtin* b = as_builtin(self);
  if (!passes_self(b)) return call_module_function(t, b, args);
  constexpr u32 kMany = 8;
  u32 total = args.positional + args.keywords();
  if (total >= kMany) return call_with_many(t, b, args);
  auto* values = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
  values[0] = b->self.get();
  for (u32 i = 0; i < total; ++i) values[i + 1] = args[i];
  return call_method_def(t, *b->def, CallArgs{values, args.positional + 1, args.names});
}

// A function of a C extension gets its module as self.
bool is_module_function(const Builtin* b) {
  Value self = b->self.get();
  return !self || has_layout(self, TypeId::kModule);
}

Ref builtin_repr(Thread& t, Value self) {
  const Builtin* b = as_builtin(self);
  if (is_module_function(b)) return format_message(t, "<built-in function %s>", b->def->name);
  Value receiver = b->self.get();
  return format_message(t, "<built-in method %s of %T object at %p>", b->def->name, receiver,
                        static_cast<void*>(receiver.object()));
}

bool builtin_hash(Thread&, Value self, i64* out) {
  const Builtin* b = as_builtin(self);
  *out = num::hash_pointer(b->def) ^ num::hash_pointer(reinterpret_cast<void*>(b->self.get().bits()));
  if (*out == -1) *out = -2;
  return true;
}

Ref builtin_compare(Thread&, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_exact(a, TypeId::kBuiltin) ||
      !is_exact(b, TypeId::kBuiltin)) {
    return Ref::immediate(kNotImplemented);
  }
  bool equal = as_builtin(a)->def == as_builtin(b)->def && as_builtin(a)->self.get() == as_builtin(b)->self.get();
  return bool_ref(equal == (op == CompareOp::kEq));
}

Ref get_name(Thread& t, Value self) { return make_str(t, std::string_view(as_builtin(self)->def->name)); }

Ref get_qualname(Thread& t, Value self) {
  const Builtin* b = as_builtin(self);
  if (is_module_function(b)) return get_name(t, self);
  Value receiver = b->self.get();
  Value owner = is_type(receiver) ? receiver : Value(type_of(receiver));
  Ref qualname = getattr_py(t, owner, name(N::__qualname__));
  return qualname ? format_message(t, "%S.%s", qualname.get(), b->def->name) : Ref();
}

Ref get_module(Thread& t, Value self) {
  const Builtin* b = as_builtin(self);
  Value module = b->module.get(), receiver = b->self.get();
  // Since 3.15 a static method tells the module of its class.
  bool is_static = library_minor() >= 15 && b->def->signature.kind == MethodKind::kStatic;
  if (!module && is_static && receiver && is_type(receiver)) module = receiver.as<Type>()->module.get();
  if (b->def->form == MethodDef::kExtension && module)  // may be set at any time
    return load_field(t, self.object(), as_builtin(self)->module);
  return module ? Ref::share(t, module) : none();
}
// Array libraries name the module that users know. The module of the interpreter's own functions is read without a lock
// by calls, so it stays.
bool set_module(Thread& t, Value self, Value v) {
  Builtin* b = self.as<Builtin>();
  if (b->def->form != MethodDef::kExtension)
    return raise(t, kAttributeErrorType, "attribute '__module__' of '%T' objects is not writable", self);
  store_field(t, b, b->module, v ? Ref::share(t, v) : none());
  return true;
}
Ref get_self(Thread& t, Value self) {
  const Builtin* b = as_builtin(self);
  if (Value receiver = b->self.get()) return Ref::share(t, receiver);
  Ref module = b->module.get() ? dict_get_py(t, sys_modules(), b->module.get()) : Ref();
  return module || error_pending(t) ? std::move(module) : none();
}
Ref get_doc(Thread& t, Value self) {
  const char* doc = method_doc(*as_builtin(self)->def);
  return doc ? make_str(t, std::string_view(doc)) : none();
}
Ref get_text_signature(Thread& t, Value self) { return method_text_signature(t, *as_builtin(self)->def); }

Ref builtin_reduce(Thread& t, Value self) {
  const Builtin* b = as_builtin(self);
  if (is_module_function(b)) return get_name(t, self);
  Ref getattr = dict_get_cstr(t, builtins_dict(), "getattr");
  Ref method = get_name(t, self);
  Ref args = method ? make_tuple(t, b->self.get(), method) : Ref();
  return args && getattr ? make_tuple(t, getattr, args) : Ref();
}

void builtin_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<Builtin*>(object)->self);
  trace_slot(visitor, static_cast<Builtin*>(object)->module);
}
void builtin_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<Builtin*>(object)->self);
  clear_slot(static_cast<Thread&>(thread), static_cast<Builtin*>(object)->module);
}

constexpr MethodDef kMethods[] = {{"__reduce__", builtin_reduce, "(self, /)"}, {}};
constexpr GetSetDef kGetSet[] = {{"__name__", get_name, nullptr, nullptr},
                                 {"__qualname__", get_qualname, nullptr, nullptr},
                                 {"__module__", get_module, set_module, nullptr},
                                 {"__self__", get_self, nullptr, nullptr},
                                 {"__doc__", get_doc, nullptr, nullptr},
                                 {"__text_signature__", get_text_signature, nullptr, nullptr},
                                 {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = builtin_repr;
  s.hash = builtin_hash;
  s.call = builtin_call;
  s.compare = builtin_compare;
  return s;
}();

}  // namespace

const TypeSpec kBuiltinSpec = {.id = TypeId::kBuiltin,
                               .name = "builtin_function_or_method",
                               .size = sizeof(Builtin),
                               .flags = kTypeTraced | kTypeHasWeakrefs | kTypeDisallowNew,
                               .lifetime = {builtin_trace, nullptr, nullptr, builtin_dispose},
                               .slots = kSlots,
                               .methods = kMethods,
                               .getset = kGetSet};

}  // namespace rt
