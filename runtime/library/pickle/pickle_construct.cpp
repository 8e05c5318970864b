// The pickle machine's instructions that make objects: by name, by calling, by setting state. The pickle is not
// trusted: every value on the stack is checked before its type is assumed.
#include <cstdio>

#include "runtime/library/pickle/pickle_load.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

namespace {

// Replaces a module and name of Python 2 by their present names. False: an error is pending.
bool new_names_py(Thread& t, Ref* module, Ref* name) {
  Ref names = library_object_py(t, "_compat_pickle", "NAME_MAPPING");
  Ref modules = names ? library_object_py(t, "_compat_pickle", "IMPORT_MAPPING") : Ref();
  Ref key = modules ? make_tuple(t, *module, *name) : Ref();
  if (!key || !is_dict(names) || !is_dict(modules)) return false;
  Ref both = dict_get_py(t, as_dict(names), key);
  if (both && is_tuple(both) && as_tuple(both)->length == 2) {
    *module = Ref::share(t, (*as_tuple(both))[0]);
    *name = Ref::share(t, (*as_tuple(both))[1]);
    return true;
  }
  Ref renamed = error_pending(t) ? Ref() : dict_get_py(t, as_dict(modules), *module);
  if (renamed) *module = std::move(renamed);
  return !error_pending(t);
}

}  // namespace

Ref find_global_py(Thread& t, Value module_argument, Value name_argument, int protocol, bool fix_imports) {
  if (!is_str(module_argument) || !is_str(name_argument)) return raise_type_error(t, "module and name must be strings");
  Ref module_name = Ref::share(t, module_argument), dotted = Ref::share(t, name_argument);
  Ref audit = sys_get(t, "audit"), event = audit ? make_str_ascii(t, "pickle.find_class") : Ref();
  if (event && !call_py(t, audit, event, module_name, dotted)) return Ref();
  if (error_pending(t)) return Ref();
  if (protocol < 3 && fix_imports && !new_names_py(t, &module_name, &dotted)) return Ref();
  Ref module = module_named_py(t, module_name);
  if (!module) return Ref();
  bool modern = library_minor() >= 14;
  text::StrView path = str_view(dotted);
  bool has_path = false;
  for (size_t i = 0; i < path.length; ++i) has_path |= path.at(i) == '.';
  if (protocol >= 4 && (has_path || !modern)) {
    Ref found = follow_name_py(t, module, dotted, nullptr);
    if (found || !modern || !error_is(t, kAttributeErrorType)) return found;
    Ref cause = take_error(t);
    raise(t, kAttributeErrorType, "Can't resolve path %R on module %R", dotted.get(), module_name.get());
    return set_context(t, cause);
  }
  if (modern) return getattr_py(t, module, dotted);
  Ref found = getattr_optional_py(t, module, dotted);
  if (!found && !error_pending(t))
    return raise(t, kAttributeErrorType, "Can't get attribute %R on %R", dotted.get(), module.get());
  return found;
}

Ref Loader::find_class_py(Value module, Value name) {
  if (options_.find_class) return call_py(t_, options_.find_class, module, name);
  return find_global_py(t_, module, name, protocol_, options_.fix_imports);
}

// ---- by name

bool Loader::load_global_line_py() {
  std::string_view line;
  if (!in_.line_py(&line)) return false;
  Ref module = decode_utf8(t_, line.data(), line.size());
  if (!module) return false;
  bool named = !line.empty();
  if (!in_.line_py(&line)) return false;
  if (!named || line.empty()) return raise_unpickling(t_, "pickle data was truncated");
  Ref name = decode_utf8(t_, line.data(), line.size());
  return name && push(find_class_py(module, name));
}

bool Loader::load_stack_global_py() {
  if (!have(2)) return false;
  Ref name = stack_.pop(), module = stack_.pop();
  if (!is_exact_str(name) || !is_exact_str(module)) return raise_unpickling(t_, "STACK_GLOBAL requires str");
  return push(find_class_py(module, name));
}

bool Loader::load_extension_py(int code_bytes) {
  u64 code;
  if (!take_little_py(code_bytes, &code)) return false;
  if (code == 0 || code > INT32_MAX) return raise_unpickling(t_, "EXT specifies code <= 0");
  Ref key = make_int(t_, static_cast<i64>(code));
  Ref cache = library_object_py(t_, "copyreg", "_extension_cache");
  if (!cache || !is_dict(cache)) return false;
  Ref known = dict_get_py(t_, as_dict(cache), key);
  if (known || error_pending(t_)) return push(std::move(known));
  Ref registry = library_object_py(t_, "copyreg", "_inverted_registry");
  Ref both = registry && is_dict(registry) ? dict_get_py(t_, as_dict(registry), key) : Ref();
  if (!both)
    return !error_pending(t_) &&
           raise_value_error(t_, "unregistered extension code %lld", static_cast<long long>(code));
  if (!is_tuple(both) || as_tuple(both)->length != 2) {
    return raise_value_error(t_, "_inverted_registry[%lld] isn't a 2-tuple of strings", static_cast<long long>(code));
  }
  Ref object = find_class_py((*as_tuple(both))[0], (*as_tuple(both))[1]);
  return object && dict_set_py(t_, as_dict(cache), key, object) && push(std::move(object));
}

// ---- by calling

namespace {

// cls(*args). If there are no arguments and the class has no __getinitargs__, the instance is made without a call of
// __init__, as old-style classes of Python 2 were.
Ref instantiate_py(Thread& t, Value cls, Value args) {
  if (as_tuple(args)->length == 0 && is_type(cls)) {
    Ref name = intern(t, "__getinitargs__"), initial = name ? getattr_optional_py(t, cls, name) : Ref();
    if (error_pending(t)) return Ref();
    if (!initial) {
      Ref maker = getattr_py(t, cls, rt::name(N::__new__));
      return maker ? call_py(t, maker, cls) : Ref();
    }
  }
  return call_with_tuple_py(t, cls, args, Value());
}

// cls.__new__(cls, *args, **keywords)
Ref make_instance_py(Thread& t, Value cls, Value args, Value keywords) {
  if (!is_type(cls)) return raise_unpickling(t, "NEWOBJ class argument must be a type, not %T", cls);
  if (!is_tuple(args)) return raise_unpickling(t, "NEWOBJ expected an arg tuple, got %T", args);
  Type* type = cls.as<Type>();
  if (!type->slots.create || (type->flags & kTypeDisallowNew))
    return raise_unpickling(t, "NEWOBJ class argument '%N' doesn't have __new__", type);
  if (!keywords || as_dict(keywords)->size() == 0) {
    return type->slots.create(t, type, CallArgs{items_of(args), static_cast<u32>(as_tuple(args)->length), Value()});
  }
  Ref maker = getattr_py(t, cls, name(N::__new__)), front = maker ? make_tuple(t, cls) : Ref();
  Ref all = front ? binary_op_py(t, BinaryOp::kAdd, front, args) : Ref();
  return all ? call_with_tuple_py(t, maker, all, keywords) : Ref();
}

}  // namespace

bool Loader::load_inst_py() {
  u64 from;
  if (!unmark(&from)) return false;
  Ref args = make_tuple(t_, stack_.from(from), stack_.size() - from);
  stack_.truncate(t_, from);
  if (!args || !load_global_line_py()) return false;
  Ref cls = stack_.pop();
  return push(instantiate_py(t_, cls, args));
}

bool Loader::load_obj_py() {
  u64 from;
  if (!unmark(&from)) return false;
  if (stack_.size() == from) return underflow();
  Ref cls = Ref::share(t_, stack_[from]), args = make_tuple(t_, stack_.from(from + 1), stack_.size() - from - 1);
  stack_.truncate(t_, from);
  return args && push(instantiate_py(t_, cls, args));
}

bool Loader::load_newobj_py() {
  if (!have(2)) return false;
  Ref args = stack_.pop(), cls = stack_.pop();
  return push(make_instance_py(t_, cls, args, Value()));
}

bool Loader::load_newobj_ex_py() {
  if (!have(3)) return false;
  Ref keywords = stack_.pop(), args = stack_.pop(), cls = stack_.pop();
  if (!is_dict(keywords))
    return raise_unpickling(t_, "NEWOBJ_EX keyword argument must be a dict, not %T", keywords.get());
  return push(make_instance_py(t_, cls, args, keywords));
}

bool Loader::load_reduce_py() {
  if (!have(2)) return false;
  Ref args = stack_.pop(), function = stack_.pop();
  if (!is_tuple(args)) return raise_type_error(t_, "argument list must be a tuple, not %T", args.get());
  return push(call_with_tuple_py(t_, function, args, Value()));
}

// ---- state

namespace {

// Sets an attribute as a store into the instance's __dict__ would: no property and no __setattr__ is called. The
// instance keeps its shape instead of getting a dict.
bool set_attribute_py(Thread& t, Value object, Value key, Value value) {
  if (!is_exact_str(key)) return setattr_py(t, object, key, value);
  Ref name = intern(t, Ref::share(t, key));
  return name && instance_set(t, object.object(), name, value);
}

bool update_dict_py(Thread& t, Value object, Value state) {
  Ref dict = getattr_py(t, object, name(N::__dict__));
  if (!dict) return false;
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(state), &position, &key, &value)) {
    if (is_exact_str(key)) {
      key = intern(t, std::move(key));
      if (!key) return false;
    }
    if (!setitem_py(t, dict, key, value)) return false;
  }
  return true;
}

bool all_str_keys(Thread& t, Dict* dict) {
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, dict, &position, &key, &value)) {
    if (!is_exact_str(key)) return false;
  }
  return true;
}

// Is the instance's __dict__ the one that the runtime makes of its attributes?
bool has_ordinary_dict(Value object) {
  if (!object.is_pointer() || !(type_of(object)->flags & kTypeHeap) ||
      !has_own_attributes(rt::shape_of(object.object())))
    return false;
  return type_of(object)->slots.getattr == kObjectType->slots.getattr && !rt::shape_of(object.object())->dict_mode;
}

bool set_state_dict_py(Thread& t, Value object, Value state) {
  if (!is_dict(state)) return raise_unpickling(t, "state is not a dictionary");
  if (!has_ordinary_dict(object) || !all_str_keys(t, as_dict(state))) return update_dict_py(t, object, state);
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(state), &position, &key, &value)) {
    if (!set_attribute_py(t, object, key, value)) return false;
  }
  return true;
}

bool set_slots_py(Thread& t, Value object, Value slots) {
  if (!is_dict(slots)) return raise_unpickling(t, "slot state is not a dictionary");
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(slots), &position, &key, &value)) {
    if (!setattr_py(t, object, key, value)) return false;
  }
  return true;
}

}  // namespace

bool Loader::load_build_py() {
  if (!have(2)) return false;
  Ref state = stack_.pop();
  Value object = stack_[stack_.size() - 1];
  Ref setter = getattr_optional_py(t_, object, name(N::__setstate__));
  if (setter) return bool(call_py(t_, setter, state));
  if (error_pending(t_)) return false;
  if (!is_tuple(state) || as_tuple(state)->length != 2)
    return state.get() == kNone || set_state_dict_py(t_, object, state);
  Value own = (*as_tuple(state))[0], slots = (*as_tuple(state))[1];
  return (own == kNone || set_state_dict_py(t_, object, own)) && (slots == kNone || set_slots_py(t_, object, slots));
}

// ---- persistent ids

bool Loader::push_persistent_py(Value id) {
  if (!options_.persistent_load) {
    return raise_unpickling(t_, kNoPersistentLoad);
  }
  return push(call_py(t_, options_.persistent_load, id));
}

bool Loader::load_persistent_py(bool from_stack) {
  if (from_stack) {
    if (!have(1)) return false;
    Ref id = stack_.pop();
    return push_persistent_py(id);
  }
  std::string_view line;
  if (!in_.line_py(&line)) return false;
  for (char c : line) {
    if (static_cast<u8>(c) >= 0x80) return raise_unpickling(t_, "persistent IDs in protocol 0 must be ASCII strings");
  }
  Ref id = make_str_ascii(t_, line);
  return id && push_persistent_py(id);
}

bool Loader::step_object_py(Op op) {
  switch (op) {
    case Op::kGlobal: return load_global_line_py();
    case Op::kStackGlobal: return load_stack_global_py();
    case Op::kExt1: return load_extension_py(1);
    case Op::kExt2: return load_extension_py(2);
    case Op::kExt4: return load_extension_py(4);
    case Op::kInst: return load_inst_py();
    case Op::kObj: return load_obj_py();
    case Op::kNewObj: return load_newobj_py();
    case Op::kNewObjEx: return load_newobj_ex_py();
    case Op::kReduce: return load_reduce_py();
    case Op::kBuild: return load_build_py();
    case Op::kPersId: return load_persistent_py(false);
    case Op::kBinPersId: return load_persistent_py(true);
    default: break;
  }
  char c = static_cast<char>(op);
  if (c >= 0x20 && c < 0x7f && c != '\'' && c != '\\') return raise_unpickling(t_, "invalid load key, '%c'.", c);
  char text[8];
  std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned>(static_cast<u8>(op)));
  return raise_unpickling(t_, "invalid load key, '%s'.", static_cast<const char*>(text));
}

}  // namespace rt::pickle
