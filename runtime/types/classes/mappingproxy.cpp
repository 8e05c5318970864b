// mappingproxy: a read-only view of a mapping, for example `C.__dict__`.
#include "runtime/types/classes/mappingproxy.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Value mapping_of(Value proxy) { return proxy.as<MappingProxy>()->mapping.get(); }  // the slot never changes

bool is_mapping(Value v) {
  if (is_list(v) || is_tuple(v)) return false;
  return type_of(v)->slots.getitem != nullptr;
}

Ref proxy_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional != 1 || args.keywords()) {
    if (args.positional == 0) return raise_type_error(t, "mappingproxy() missing required argument 'mapping' (pos 1)");
    return raise_type_error(t, "mappingproxy() takes at most 1 argument (%d given)", args.positional + args.keywords());
  }
  if (!is_mapping(args[0])) return raise_type_error(t, "mappingproxy() argument must be a mapping, not %T", args[0]);
  (void)type;
  return make_mapping_proxy(t, args[0]);
}

Ref proxy_repr(Thread& t, Value self) { return format_message(t, "mappingproxy(%R)", mapping_of(self)); }
Ref proxy_str(Thread& t, Value self) { return str_py(t, mapping_of(self)); }
bool proxy_hash(Thread& t, Value self, i64* out) { return hash_py(t, mapping_of(self), out); }
i64 proxy_len(Thread& t, Value self) { return len_py(t, mapping_of(self)); }
Ref proxy_getitem(Thread& t, Value self, Value key) { return getitem_py(t, mapping_of(self), key); }
int proxy_contains(Thread& t, Value self, Value key) { return contains_py(t, mapping_of(self), key); }
Ref proxy_iter(Thread& t, Value self) { return iter_py(t, mapping_of(self)); }

// The mapping of a proxy as an operand. A method of the other operand could keep and change a dict that it gets, for
// example a class's dict: so it gets a copy, unless the other operand is a dict, too.
Ref operand(Thread& t, Value v, Value other) {
  if (!is_exact(v, TypeId::kMappingProxy)) return Ref::share(t, v);
  Value mapping = mapping_of(v);
  bool is_harmless = is_exact_dict(is_exact(other, TypeId::kMappingProxy) ? mapping_of(other) : other);
  return is_exact_dict(mapping) && !is_harmless ? dict_copy(t, as_dict(mapping)) : Ref::share(t, mapping);
}

Ref proxy_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool is_order = op != CompareOp::kEq && op != CompareOp::kNe;
  if (is_order && library_minor() >= 15) return Ref::immediate(kNotImplemented);
  Ref mapping = operand(t, a, b);
  return mapping ? compare_py(t, mapping, b, op) : Ref();
}

Ref proxy_or(Thread& t, Value a, Value b) {
  NativeDepth depth(t, " in |");
  Ref left = depth ? operand(t, a, b) : Ref(), right = left ? operand(t, b, a) : Ref();
  return right ? binary_op_py(t, BinaryOp::kOr, left, right) : Ref();
}
Ref proxy_ior(Thread& t, Value self, Value) {
  return raise_type_error(t, "'|=' is not supported by %T; use '|' instead", self);
}

Ref proxy_get(Thread& t, Value self, Value key, Value fallback) {
  Value mapping = mapping_of(self);
  if (is_exact_dict(mapping)) {
    Ref found = dict_get_py(t, as_dict(mapping), key);
    return found || error_pending(t) ? std::move(found) : Ref::share(t, fallback);
  }
  Ref get = getattr_py(t, mapping, "get");
  return get ? call_py(t, get, key, fallback) : Ref();
}
Ref proxy_keys(Thread& t, Value self) { return call_method_py(t, mapping_of(self), name(N::keys)); }
Ref proxy_values(Thread& t, Value self) { return call_method_py(t, mapping_of(self), name(N::values)); }
Ref proxy_items(Thread& t, Value self) { return call_method_py(t, mapping_of(self), name(N::items)); }
Ref proxy_copy(Thread& t, Value self) { return call_method_py(t, mapping_of(self), name(N::copy)); }
Ref proxy_reversed(Thread& t, Value self) { return call_method_py(t, mapping_of(self), name(N::__reversed__)); }

constexpr MethodDef kMethods[] = {
    {"get", proxy_get, "(self, key, default=None, /)", "The value of key, or default without such a key."},
    {"keys", proxy_keys, "(self, /)", "A view of the keys; it behaves like a set."},
    {"values", proxy_values, "(self, /)", "A view of the values."},
    {"items", proxy_items, "(self, /)", "A view of the (key, value) pairs; it behaves like a set."},
    {"copy", proxy_copy, "(self, /)", "a shallow copy of D"},
    {"__reversed__", proxy_reversed, "(self, /)", "D.__reversed__() -> reverse iterator"},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {},
};

void trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<MappingProxy*>(object)->mapping); }
void dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<MappingProxy*>(object)->mapping);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = proxy_repr;
  s.str = proxy_str;
  s.hash = proxy_hash;
  s.compare = proxy_compare;
  s.len = proxy_len;
  s.getitem = proxy_getitem;
  s.contains = proxy_contains;
  s.iter = proxy_iter;
  s.create = proxy_create;
  s.binary[static_cast<int>(BinaryOp::kOr)] = proxy_or;
  s.inplace[static_cast<int>(BinaryOp::kOr)] = proxy_ior;
  return s;
}();

}  // namespace

Ref make_mapping_proxy(Thread& t, Value mapping) {
  auto* proxy = allocate_exact<MappingProxy>(t, TypeId::kMappingProxy, sizeof(MappingProxy), true);
  if (!proxy) return Ref();
  init_field(proxy->mapping, Ref::share(t, mapping));
  return Ref::steal(proxy);
}

const TypeSpec kMappingProxySpec = {
    .id = TypeId::kMappingProxy,
    .name = "mappingproxy",
    .size = sizeof(MappingProxy),
    .flags = kTypeTraced | kTypeMappingPattern,
    .doc = "mappingproxy(mapping)\n--\n\nA view of a mapping through which it cannot be changed.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
};

}  // namespace rt
