// Operators of Python classes: `__add__` of the left operand, `__radd__` of the right one, in the order that the data
// model prescribes.
#include <array>
#include <utility>

#include "runtime/object/ops.h"
#include "runtime/object/slots_generic.h"

namespace rt::generic {

namespace {

struct BinaryNames {
  N left, right, inplace;
};
constexpr BinaryNames kBinaryNames[] = {
    {N::__add__, N::__radd__, N::__iadd__},
    {N::__sub__, N::__rsub__, N::__isub__},
    {N::__mul__, N::__rmul__, N::__imul__},
    {N::__matmul__, N::__rmatmul__, N::__imatmul__},
    {N::__truediv__, N::__rtruediv__, N::__itruediv__},
    {N::__floordiv__, N::__rfloordiv__, N::__ifloordiv__},
    {N::__mod__, N::__rmod__, N::__imod__},
    {N::__divmod__, N::__rdivmod__, N::kCount},
    {N::__pow__, N::__rpow__, N::__ipow__},
    {N::__lshift__, N::__rlshift__, N::__ilshift__},
    {N::__rshift__, N::__rrshift__, N::__irshift__},
    {N::__and__, N::__rand__, N::__iand__},
    {N::__xor__, N::__rxor__, N::__ixor__},
    {N::__or__, N::__ror__, N::__ior__},
};
constexpr N kUnaryNames[] = {N::__neg__, N::__pos__, N::__invert__, N::__abs__};
constexpr int kBinaryCount = static_cast<int>(BinaryOp::kCount);
constexpr int kUnaryCount = static_cast<int>(UnaryOp::kCount);

// Calls the method; kNotImplemented if the class has no such method.
Ref call_maybe_py(Thread& t, Value self, N id, Value other) {
  bool found;
  Ref result = call_special_py(t, self, id, &other, 1, &found);
  return found || error_pending(t) ? std::move(result) : Ref::immediate(kNotImplemented);
}

// True if b's class has another method for the reflected operator than a's class. Only then b goes first.
bool reflected_differs(Value a, Value b, N id) {
  Value of_b = type_lookup(type_of(b), name(id));
  return of_b && of_b != type_lookup(type_of(a), name(id));
}

template <int Op>
Ref binary_slot(Thread& t, Value a, Value b) {
  constexpr BinaryNames names = kBinaryNames[Op];
  Type *left = type_of(a), *right = type_of(b);
  Ref (*own)(Thread&, Value, Value) = binary_slot<Op>;  // g++ does not compare with the name
  bool try_right = left != right && right->slots.binary[Op] == own;
  if (left->slots.binary[Op] == own) {
    if (try_right && is_subtype(right, left) && reflected_differs(a, b, names.right)) {
      Ref result = call_maybe_py(t, b, names.right, a);
      if (result.get() != kNotImplemented) return result;
      try_right = false;
    }
    Ref result = call_maybe_py(t, a, names.left, b);
    if (result.get() != kNotImplemented || left == right) return result;
  }
  return try_right ? call_maybe_py(t, b, names.right, a) : Ref::immediate(kNotImplemented);
}

template <int Op>
Ref inplace_slot(Thread& t, Value a, Value b) {
  return call_special_py(t, a, kBinaryNames[Op].inplace, &b, 1);
}

template <int Op>
Ref unary_slot(Thread& t, Value self) {
  return call_special_py(t, self, kUnaryNames[Op]);
}

template <int... Op>
constexpr auto binary_table(std::integer_sequence<int, Op...>) {
  return std::array<Ref (*)(Thread&, Value, Value), sizeof...(Op)>{binary_slot<Op>...};
}
template <int... Op>
constexpr auto inplace_table(std::integer_sequence<int, Op...>) {
  return std::array<Ref (*)(Thread&, Value, Value), sizeof...(Op)>{inplace_slot<Op>...};
}
template <int... Op>
constexpr auto unary_table(std::integer_sequence<int, Op...>) {
  return std::array<Ref (*)(Thread&, Value), sizeof...(Op)>{unary_slot<Op>...};
}
constexpr auto kBinarySlots = binary_table(std::make_integer_sequence<int, kBinaryCount>());
constexpr auto kInplaceSlots = inplace_table(std::make_integer_sequence<int, kBinaryCount>());
constexpr auto kUnarySlots = unary_table(std::make_integer_sequence<int, kUnaryCount>());

}  // namespace

SlotFn binary(BinaryOp op) { return reinterpret_cast<SlotFn>(kBinarySlots[static_cast<int>(op)]); }
SlotFn inplace(BinaryOp op) { return reinterpret_cast<SlotFn>(kInplaceSlots[static_cast<int>(op)]); }
SlotFn unary(UnaryOp op) { return reinterpret_cast<SlotFn>(kUnarySlots[static_cast<int>(op)]); }

// pow(a, b, modulus): first the left operand's __pow__, then the right operand's __rpow__, both with the modulus.
Ref power(Thread& t, Value a, Value b, Value modulus) {
  bool found;
  if (type_of(a)->slots.power == power) {
    Value args[] = {b, modulus};
    Ref result = call_special_py(t, a, N::__pow__, args, 2, &found);
    if (error_pending(t) || (found && result.get() != kNotImplemented)) return result;
  }
  if (type_of(b) != type_of(a) && type_of(b)->slots.power == power) {
    Value args[] = {a, modulus};
    Ref result = call_special_py(t, b, N::__rpow__, args, 2, &found);
    if (found || error_pending(t)) return result;
  }
  return Ref::immediate(kNotImplemented);
}

}  // namespace rt::generic
