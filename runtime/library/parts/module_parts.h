// Parts for native modules that define types: making the types, lifetimes of structs that are a header and some slots,
// constructor arguments.
#pragma once

#include "gc/refcount/object_lock.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

// Makes the type if `type` is null, and enters it into the module's namespace under the type's own name. The type is
// immortal, so `type` borrows it for ever. False: an error is pending.
bool add_native_type(Thread& t, Value module, Type*& type, const TypeSpec& spec, Type* base = nullptr);

// Makes a module whose dotted name begins with that of `module`, enters it into sys.modules, and as `attribute` into
// `module`. False: an error is pending.
bool add_submodule(Thread& t, Value module, const char* attribute, const ModuleDef& def);

// Adds the functions of a table to the module, for modules whose functions are in several tables. `name` is the
// module's. False: an error is pending.
bool add_module_functions(Thread& t, Value module, const char* name, const MethodDef* table);

// Adds a class attribute while the type is being made. The value may be empty: an error is pending.
inline bool set_constant(Thread& t, Type* type, const char* name, Ref value) {
  return value && dict_set_cstr(t, type->dict, name, std::move(value));
}

// The class's name without its module, as reprs show it (messages show native types with the module). Borrowed from the
// class; a program that renames the class frees the name.
const char* short_type_name(const Type* type);
inline const char* short_type_name(Value v) { return short_type_name(type_of(v)); }

// Trace and dispose for a struct that owns exactly the slots in kMembers.
template <class T, Slot T::*... kMembers>
struct SlotsOf {
  static void trace(Object* object, gc::Visitor& visitor) {
    trace_attributes(object, visitor);
    (trace_slot(visitor, static_cast<T*>(object)->*kMembers), ...);
  }
  static void dispose(gc::Thread& thread, Object* object) {
    Thread& t = static_cast<Thread&>(thread);
    dispose_attributes(t, object);
    (clear_slot(t, static_cast<T*>(object)->*kMembers), ...);
  }
  static constexpr gc::Lifetime kLifetime = {trace, nullptr, nullptr, dispose};
};

// Checks the keywords of a constructor of `base` that knows none. Keywords are an error, unless a subclass's __init__
// takes them. True: TypeError is pending.
inline bool refuses_keywords(Thread& t, const char* function, Type* type, const Type* base, const CallArgs& args) {
  if (!args.keywords() || type->slots.init != base->slots.init) return false;
  raise_type_error(t, "%s() takes no keyword arguments", function);
  return true;
}
// bind_arguments for constructors with positional parameters only; subclasses may add keywords. `out` borrows from
// `args`. False: an error is pending.
inline bool bind_positional(Thread& t, const char* function, const Signature& signature, Type* type, const Type* base,
                            const CallArgs& args, Value* out) {
  if (refuses_keywords(t, function, type, base, args)) return false;
  return bind_arguments(t, function, signature, CallArgs{args.values, args.positional, Value()}, out);
}

// The tuple's items as a plain array, borrowed: valid while the tuple lives.
inline const Value* items_of(const Tuple* tuple) { return reinterpret_cast<const Value*>(tuple->items); }
inline const Value* items_of(Value tuple) { return items_of(as_tuple(tuple)); }

// Converts an int argument that is a count or an index. False: an error is pending.
inline bool size_argument_py(Thread& t, Value v, i64* out) { return index_i64_py(t, v, out, kOverflowErrorType); }

// `class[...]` of generic classes.
inline Ref class_getitem(Thread& t, Value cls, Value arguments) { return make_generic_alias_py(t, cls, arguments); }
inline constexpr MethodDef kClassGetitemMethod = {"__class_getitem__", class_getitem, "@classmethod (type, object, /)",
                                                  kClassGetitemDoc};

}  // namespace rt
