// The type FrameLocalsProxy (PEP 667): a mapping that reads and writes the variables of a frame through frame_variable
// and set_frame_variable, and keeps other names in the frame's extra_locals.
#include "interp/vm/frame/frame_locals.h"

#include "gc/heap/heap.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::BinaryOp;
using rt::TypeId;

namespace {

struct FrameLocalsProxy : Object {
  Slot frame;
};

Ref frame_of(Thread& t, Value self) { return rt::load_field(t, self.object(), self.as<FrameLocalsProxy>()->frame); }

Ref snapshot(Thread& t, Value self) {
  Ref frame = frame_of(t, self);
  return frame_locals_dict_py(t, frame.as<Frame>());
}

// For a proxy a dict with its contents; any other value is returned as it is.
Ref plain(Thread& t, Value v) { return rt::is_exact(v, TypeId::kFrameLocalsProxy) ? snapshot(t, v) : Ref::share(t, v); }

// The first name of a variable that is_it(name) accepts: 1 accepts, 0 does not, -1 is an error. Empty without an error:
// there is none.
template <class F>
Ref find_name(Thread& t, Frame* frame, F is_it) {
  Ref code = Ref::share(t, Value(code_of_frame(frame)));
  for (Value names : {code.as<Code>()->local_names.get(), code.as<Code>()->free_names.get()}) {
    for (u64 i = 0; i < rt::as_tuple(names)->length; ++i) {
      Value name = (*rt::as_tuple(names))[i];
      int found = is_it(name);
      if (found) return found > 0 ? Ref::share(t, name) : Ref();
    }
  }
  return Ref();
}

// The name of the variable that a key means: a key of another class may be equal to a name and have its hash. A text
// means itself, whether it is a variable or not. Empty without an error: none.
Ref variable_name_py(Thread& t, Frame* frame, Value key) {
  if (rt::is_exact_str(key)) return Ref::share(t, key);
  i64 hash;
  if (!rt::hash_py(t, key, &hash)) return Ref();
  return find_name(t, frame, [&](Value name) { return rt::str_hash(name) == hash ? rt::equal_py(t, key, name) : 0; });
}

bool is_variable(Thread& t, Frame* frame, Value text) {
  return bool(find_name(t, frame, [&](Value name) { return rt::str_equal(name, text) ? 1 : 0; }));
}

// Empty without an error: not there.
Ref find_py(Thread& t, Value self, Value key) {
  Ref frame = frame_of(t, self);
  Ref name = variable_name_py(t, frame.as<Frame>(), key);
  Ref v = name ? frame_variable(t, frame.as<Frame>(), name) : Ref();
  if (v || t.error) return v;
  Ref extra = frame_extra_locals(t, frame.as<Frame>(), false);
  return extra ? rt::dict_get_py(t, extra.as<rt::Dict>(), key) : Ref();
}

// ---- slots

Ref proxy_getitem(Thread& t, Value self, Value key) {
  Ref v = find_py(t, self, key);
  return v || t.error ? std::move(v) : Ref(rt::raise(t, rt::kKeyErrorType, "local variable %R is not defined", key));
}

// Takes a name that is no variable out. Empty without an error: it is not there.
Ref take_extra_py(Thread& t, Value self, Value key) {
  Ref frame = frame_of(t, self);
  Ref name = variable_name_py(t, frame.as<Frame>(), key);
  if (t.error) return Ref();
  if (name && is_variable(t, frame.as<Frame>(), name))
    return rt::raise_value_error(t, "cannot remove local variables from FrameLocalsProxy");
  Ref extra = frame_extra_locals(t, frame.as<Frame>(), false);
  return extra ? rt::dict_pop_py(t, extra.as<rt::Dict>(), key) : Ref();
}

Ref proxy_pop(Thread& t, Value self, Value key, Value fallback) {
  Ref v = take_extra_py(t, self, key);
  if (v || t.error) return v;
  return fallback ? Ref::share(t, fallback) : Ref(rt::raise_key_error(t, key));
}

bool proxy_setitem(Thread& t, Value self, Value key, Value value) {
  if (!value) {
    Ref taken = take_extra_py(t, self, key);
    return taken || (!t.error && rt::raise_key_error(t, key));
  }
  Ref frame = frame_of(t, self);
  Ref name = variable_name_py(t, frame.as<Frame>(), key);
  if (t.error) return false;
  int stored = name ? set_frame_variable(t, frame.as<Frame>(), name, value) : 0;
  if (stored != 0) return stored > 0;
  Ref extra = frame_extra_locals(t, frame.as<Frame>(), true);
  return extra && rt::dict_set_py(t, extra.as<rt::Dict>(), key, value);
}

int proxy_contains(Thread& t, Value self, Value key) {
  Ref v = find_py(t, self, key);
  return t.error ? -1 : bool(v);
}

i64 proxy_len(Thread& t, Value self) {
  Ref dict = snapshot(t, self);
  return dict ? static_cast<i64>(dict.as<rt::Dict>()->size()) : -1;
}

Ref proxy_iter(Thread& t, Value self) {
  Ref dict = snapshot(t, self);
  Ref keys = dict ? rt::to_list_py(t, dict) : Ref();
  return keys ? rt::iter_py(t, keys) : Ref();
}

Ref proxy_repr(Thread& t, Value self) {
  Ref frame = frame_of(t, self);
  rt::ReprScope scope(t, frame);  // all proxies of a frame show the same
  if (scope.recursive()) return rt::make_str(t, "{...}");
  Ref dict = snapshot(t, self);
  return dict ? rt::repr_py(t, dict) : Ref();
}

Ref proxy_compare(Thread& t, Value a, Value b, rt::CompareOp op) {
  if (op != rt::CompareOp::kEq && op != rt::CompareOp::kNe) return Ref::immediate(rt::kNotImplemented);
  Ref left = plain(t, a), right = left ? plain(t, b) : Ref();
  return right ? rt::compare_py(t, left, right, op) : Ref();
}

Ref proxy_or(Thread& t, Value a, Value b) {
  Ref left = plain(t, a), right = left ? plain(t, b) : Ref();
  return right ? rt::binary_op_py(t, BinaryOp::kOr, left, right) : Ref();
}

// Each pair of a mapping or an iterable of pairs, through a dict.
bool update_py(Thread& t, Value self, Value other) {
  Ref pairs = rt::make_dict(t), from = pairs ? plain(t, other) : Ref();
  if (!from || !rt::dict_update_py(t, pairs.as<rt::Dict>(), from)) return false;
  Ref keys = rt::to_list_py(t, pairs);
  for (u64 i = 0; keys && i < rt::as_list(keys)->size(); ++i) {
    Value key = (*rt::as_list(keys))[i];
    Ref value = rt::dict_get_py(t, pairs.as<rt::Dict>(), key);
    if (!value || !proxy_setitem(t, self, key, value)) return false;
  }
  return bool(keys);
}

Ref proxy_ior(Thread& t, Value self, Value other) { return update_py(t, self, other) ? Ref::share(t, self) : Ref(); }

// ---- methods

Ref proxy_update(Thread& t, Value self, Value other) { return update_py(t, self, other) ? rt::none() : Ref(); }

Ref proxy_get(Thread& t, Value self, Value key, Value fallback) {
  Ref v = find_py(t, self, key);
  return v || t.error ? std::move(v) : Ref::share(t, fallback);
}

Ref proxy_setdefault(Thread& t, Value self, Value key, Value fallback) {
  Ref v = find_py(t, self, key);
  if (v || t.error) return v;
  return proxy_setitem(t, self, key, fallback) ? Ref::share(t, fallback) : Ref();
}

Ref list_of_view_py(Thread& t, Value self, rt::N view) {
  Ref dict = snapshot(t, self), items = dict ? rt::call_method_py(t, dict, rt::name(view)) : Ref();
  return items ? rt::to_list_py(t, items) : Ref();
}
Ref proxy_keys(Thread& t, Value self) { return list_of_view_py(t, self, rt::N::keys); }
Ref proxy_values(Thread& t, Value self) { return list_of_view_py(t, self, rt::N::values); }
Ref proxy_items(Thread& t, Value self) { return list_of_view_py(t, self, rt::N::items); }
Ref proxy_copy(Thread& t, Value self) { return snapshot(t, self); }
Ref proxy_reversed(Thread& t, Value self) {
  Ref dict = snapshot(t, self);
  Ref names = dict ? rt::call_method_py(t, dict, rt::name(rt::N::__reversed__)) : Ref();
  return names ? rt::to_list_py(t, names) : Ref();
}

Ref proxy_create(Thread& t, rt::Type*, const CallArgs& args) {
  if (args.keywords()) return rt::raise_type_error(t, "FrameLocalsProxy takes no keyword arguments");
  if (args.positional != 1)
    return rt::raise_type_error(t, "FrameLocalsProxy expected 1 argument, got %d", static_cast<int>(args.positional));
  if (!rt::is_exact(args[0], TypeId::kFrame)) return rt::raise_type_error(t, "expect frame, not %T", args[0]);
  return make_frame_locals_proxy(t, args[0].as<Frame>());
}

constexpr rt::MethodDef kMethods[] = {
    {"keys", proxy_keys, "(self, /)", "The names, in a list."},
    {"values", proxy_values, "(self, /)", "The values, in a list."},
    {"items", proxy_items, "(self, /)", "(name, value) pairs, in a list."},
    {"get", proxy_get, "(self, key, default=None, /)", "The value of a name, or default."},
    {"setdefault", proxy_setdefault, "(self, key, default=None, /)",
     "The value of a name, which is bound to the default first if it is not bound."},
    {"update", proxy_update, "(self, other, /)", "Bind names, from a mapping or pairs."},
    {"pop", proxy_pop, "(self, key, default=<unrepresentable>, /)",
     "Take out a name that is no variable; its value, or the default if it is not there."},
    {"copy", proxy_copy, "(self, /)", "A dict of the names and values as they are now."},
    {"__reversed__", proxy_reversed, "(self, /)", "The names in a list, last one first."},
    {},
};

constexpr rt::Slots kSlots = [] {
  rt::Slots s{};
  s.create = proxy_create;
  s.repr = proxy_repr;
  s.compare = proxy_compare;
  s.len = proxy_len;
  s.getitem = proxy_getitem;
  s.setitem = proxy_setitem;
  s.contains = proxy_contains;
  s.iter = proxy_iter;
  s.binary[static_cast<int>(BinaryOp::kOr)] = proxy_or;
  s.inplace[static_cast<int>(BinaryOp::kOr)] = proxy_ior;
  return s;
}();

void proxy_trace(Object* o, gc::Visitor& visitor) { rt::trace_slot(visitor, static_cast<FrameLocalsProxy*>(o)->frame); }
void proxy_dispose(gc::Thread& t, Object* o) {
  rt::clear_slot(static_cast<Thread&>(t), static_cast<FrameLocalsProxy*>(o)->frame);
}

}  // namespace

Ref make_frame_locals_proxy(Thread& t, Frame* f) {
  auto* proxy = static_cast<FrameLocalsProxy*>(
      gc::allocate(t, sizeof(FrameLocalsProxy), static_cast<u32>(TypeId::kFrameLocalsProxy), true));
  if (!proxy) return rt::raise_memory_error(t);
  rt::init_field(proxy->frame, Ref::share(t, Value(f)));
  return Ref::steal(Value(proxy));
}

}  // namespace vm

namespace rt {

extern const TypeSpec kFrameLocalsProxySpec;
const TypeSpec kFrameLocalsProxySpec = {
    .id = TypeId::kFrameLocalsProxy,
    .name = "FrameLocalsProxy",
    .size = sizeof(vm::FrameLocalsProxy),
    .flags = kTypeTraced | kTypeMappingPattern,
    .doc = "FrameLocalsProxy(frame, /)\n--\n\nThe local variables of a frame, by name.",
    .lifetime = {.trace = vm::proxy_trace, .dispose = vm::proxy_dispose},
    .slots = vm::kSlots,
    .methods = vm::kMethods,
};

}  // namespace rt
