// weakref.proxy: forwards all operations to its referent, and raises ReferenceError when the referent is dead.
#include "runtime/object/address.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/weakref.h"

namespace rt {

namespace {

// The referent of a proxy; empty: ReferenceError. Other values are returned as they are.
Ref unwrap(Thread& t, Value v) {
  if (!is_weak_proxy(v)) return Ref::share(t, v);
  Ref referent = weakref_referent(t, v);
  return referent.get() == kNone ? Ref(raise(t, kReferenceErrorType, "weakly-referenced object no longer exists"))
                                 : std::move(referent);
}

Ref proxy_repr(Thread& t, Value self) {
  Ref referent = weakref_referent(t, self);
  if (referent.get() == kNone) return format_message(t, "<weakproxy at %s; dead>", Address(self).text);
  return format_message(t, "<weakproxy at %s; to '%T' at %s>", Address(self).text, referent.get(),
                        Address(referent).text);
}

Ref proxy_str(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? str_py(t, object) : Ref();
}
Ref proxy_call(Thread& t, Value self, const CallArgs& args) {
  Ref object = unwrap(t, self);
  return object ? call_py(t, object, args) : Ref();
}
Ref proxy_getattr(Thread& t, Value self, Value attribute) {
  Ref object = unwrap(t, self);
  return object ? getattr_py(t, object, attribute) : Ref();
}
bool proxy_setattr(Thread& t, Value self, Value attribute, Value value) {
  Ref object = unwrap(t, self);
  return object && setattr_py(t, object, attribute, value);
}
Ref proxy_compare(Thread& t, Value a, Value b, CompareOp op) {
  Ref x = unwrap(t, a), y = x ? unwrap(t, b) : Ref();
  return y ? compare_py(t, x, y, op) : Ref();
}
Ref proxy_iter(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? iter_py(t, object) : Ref();
}
Ref proxy_next(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  if (!object) return Ref();
  if (!type_of(object)->slots.next)
    return raise_type_error(t, "Weakref proxy referenced a non-iterator '%T' object", object.get());
  return next_py(t, object);
}
i64 proxy_len(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? len_py(t, object) : -1;
}
Ref proxy_getitem(Thread& t, Value self, Value key) {
  Ref object = unwrap(t, self);
  return object ? getitem_py(t, object, key) : Ref();
}
bool proxy_setitem(Thread& t, Value self, Value key, Value value) {
  Ref object = unwrap(t, self);
  return object && setitem_py(t, object, key, value);
}
int proxy_contains(Thread& t, Value self, Value item) {
  Ref object = unwrap(t, self);
  return object ? contains_py(t, object, item) : -1;
}
int proxy_truth(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? truth_py(t, object) : -1;
}
Ref proxy_index(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? index_py(t, object) : Ref();
}
// int(proxy), float(proxy): the built-in class converts the referent.
Ref proxy_int(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? call_py(t, kIntType, object) : Ref();
}
Ref proxy_float(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? call_py(t, kFloatType, object) : Ref();
}

template <BinaryOp kOp>
Ref proxy_binary_py(Thread& t, Value a, Value b) {
  Ref x = unwrap(t, a), y = x ? unwrap(t, b) : Ref();
  return y ? binary_op_py(t, kOp, x, y) : Ref();
}
template <BinaryOp kOp>
Ref proxy_inplace_py(Thread& t, Value a, Value b) {
  Ref x = unwrap(t, a), y = x ? unwrap(t, b) : Ref();
  return y ? inplace_op_py(t, kOp, x, y) : Ref();
}
template <UnaryOp kOp>
Ref proxy_unary(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? unary_op_py(t, kOp, object) : Ref();
}
Ref proxy_power(Thread& t, Value a, Value b, Value modulus) {
  Ref x = unwrap(t, a), y = x ? unwrap(t, b) : Ref(), m = y ? unwrap(t, modulus) : Ref();
  return m ? power_py(t, x, y, m) : Ref();
}

Ref proxy_bytes(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? call_method_py(t, object, name(N::__bytes__)) : Ref();
}
Ref proxy_reversed(Thread& t, Value self) {
  Ref object = unwrap(t, self);
  return object ? call_method_py(t, object, name(N::__reversed__)) : Ref();
}

constexpr MethodDef kMethods[] = {
    {"__bytes__", proxy_bytes, "(self, /)"}, {"__reversed__", proxy_reversed, "(self, /)"}, {}};

template <int... kOps>
constexpr void set_operators(Slots& s, std::integer_sequence<int, kOps...>) {
  ((s.binary[kOps] = proxy_binary_py<static_cast<BinaryOp>(kOps)>), ...);
  ((s.inplace[kOps] = proxy_inplace_py<static_cast<BinaryOp>(kOps)>), ...);
}

// There is no hash slot: a proxy compares as its referent does, which may die, so its hash could not stay the same.
constexpr Slots make_slots(bool callable) {
  Slots s{};
  s.repr = proxy_repr;
  s.str = proxy_str;
  if (callable) s.call = proxy_call;
  s.getattr = proxy_getattr;
  s.setattr = proxy_setattr;
  s.compare = proxy_compare;
  s.iter = proxy_iter;
  s.next = proxy_next;
  s.len = proxy_len;
  s.getitem = proxy_getitem;
  s.setitem = proxy_setitem;
  s.contains = proxy_contains;
  s.truth = proxy_truth;
  s.index = proxy_index;
  s.to_int = proxy_int;
  s.to_float = proxy_float;
  s.power = proxy_power;
  set_operators(s, std::make_integer_sequence<int, static_cast<int>(BinaryOp::kCount)>());
  s.inplace[static_cast<int>(BinaryOp::kDivmod)] = nullptr;  // divmod has no in-place form
  s.unary[static_cast<int>(UnaryOp::kNeg)] = proxy_unary<UnaryOp::kNeg>;
  s.unary[static_cast<int>(UnaryOp::kPos)] = proxy_unary<UnaryOp::kPos>;
  s.unary[static_cast<int>(UnaryOp::kInvert)] = proxy_unary<UnaryOp::kInvert>;
  s.unary[static_cast<int>(UnaryOp::kAbs)] = proxy_unary<UnaryOp::kAbs>;
  return s;
}

}  // namespace

Ref make_weak_proxy(Thread& t, Value object, Value callback) {
  return make_weak(t, is_callable(object) ? TypeId::kWeakCallableProxy : TypeId::kWeakProxy, object, callback);
}

const TypeSpec kWeakProxySpec = {
    .id = TypeId::kWeakProxy,
    .name = "weakref.ProxyType",
    .size = sizeof(WeakRef),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = kWeakRefLifetime,
    .slots = make_slots(false),
    .methods = kMethods,
};

const TypeSpec kWeakCallableProxySpec = {
    .id = TypeId::kWeakCallableProxy,
    .name = "weakref.CallableProxyType",
    .size = sizeof(WeakRef),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = kWeakRefLifetime,
    .slots = make_slots(true),
    .methods = kMethods,
};

}  // namespace rt
