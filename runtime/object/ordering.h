// Results of rich comparisons: of values that C++ can compare, and of objects that are equal only to themselves.
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

// True if both classes inherit object's comparison: then `a == b` means `a is b`.
inline bool equal_by_identity(Value a, Value b) {
  auto compare = kObjectType->slots.compare;
  return a.is_pointer() && b.is_pointer() && type_of(a)->slots.compare == compare &&
         type_of(b)->slots.compare == compare;
}

}  // namespace rt
