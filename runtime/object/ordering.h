// What a comparison says of two values of a type that C++ can compare.
#pragma once

#include "runtime/object/type.h"

namespace rt {

template <class T>
constexpr bool ordered(T a, T b, CompareOp op) {
  switch (op) {
    case CompareOp::kLt: return a < b;
    case CompareOp::kLe: return a <= b;
    case CompareOp::kEq: return a == b;
    case CompareOp::kNe: return a != b;
    case CompareOp::kGt: return a > b;
    default: return a >= b;
  }
}

// Neither class says what == means, so that objects equal only themselves.
inline bool equal_by_identity(Value a, Value b) {
  auto compare = kObjectType->slots.compare;
  return a.is_pointer() && b.is_pointer() && type_of(a)->slots.compare == compare &&
         type_of(b)->slots.compare == compare;
}

}  // namespace rt
