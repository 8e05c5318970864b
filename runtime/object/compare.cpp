// Comparison, truth and hashing of any value.
#include "runtime/num/hash.h"
#include "runtime/object/ops.h"
#include "runtime/object/ordering.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr CompareOp reflected(CompareOp op) {
  switch (op) {
    case CompareOp::kLt: return CompareOp::kGt;
    case CompareOp::kLe: return CompareOp::kGe;
    case CompareOp::kGt: return CompareOp::kLt;
    case CompareOp::kGe: return CompareOp::kLe;
    default: return op;
  }
}

// The result (1 or 0) for two small ints, floats or exact strs; -1 for all other operands.
int fast_compare(Value a, Value b, CompareOp op) {
  if (Value::both_small(a, b)) return ordered(a.small(), b.small(), op);
  if (a.is_inline_float() && b.is_inline_float()) return ordered(a.inline_float(), b.inline_float(), op);
  if (is_exact_str(a) && is_exact_str(b)) {
    if (op == CompareOp::kEq) return str_equal(a, b);
    if (op == CompareOp::kNe) return !str_equal(a, b);
    return ordered(str_compare(a, b), 0, op);
  }
  return -1;
}

Ref dispatch(Thread& t, Value a, Value b, CompareOp op) {
  // A comparison may assign the operands' __class__, and the former classes may die. So everything needed is read from
  // them before the first call.
  Type* ta = type_of(a);
  Type* tb = type_of(b);
  auto left = ta->slots.compare, right = tb->slots.compare;
  bool reflected_first = ta != tb && right && is_subtype(tb, ta);
  if (reflected_first) {
    Ref r = right(t, b, a, reflected(op));
    if (r.get() != kNotImplemented) return r;
  }
  if (left) {
    Ref r = left(t, a, b, op);
    if (r.get() != kNotImplemented) return r;
  }
  if (!reflected_first && right) return right(t, b, a, reflected(op));
  return Ref::immediate(kNotImplemented);
}

}  // namespace

namespace {

// The comparison of operands for which fast_compare() has no result.
Ref compare_slow_py(Thread& t, Value a, Value b, CompareOp op) {
  constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
  NativeDepth depth(t, " in comparison");
  if (!depth) return Ref();
  Ref r = dispatch(t, a, b, op);
  if (r.get() != kNotImplemented) [[likely]]
    return r;
  if (op == CompareOp::kEq) return bool_ref(is_same(a, b));
  if (op == CompareOp::kNe) return bool_ref(!is_same(a, b));
  return raise_type_error(t, "'%s' not supported between instances of '%T' and '%T'", kSymbols[static_cast<int>(op)], a,
                          b);
}

}  // namespace

Ref compare_py(Thread& t, Value a, Value b, CompareOp op) {
  assert_may_run_python(t);
  int fast = fast_compare(a, b, op);
  return fast >= 0 ? bool_ref(fast) : compare_slow_py(t, a, b, op);
}

int compare_bool_py(Thread& t, Value a, Value b, CompareOp op) {
  if (is_same(a, b)) {
    if (op == CompareOp::kEq) return 1;
    if (op == CompareOp::kNe) return 0;
  }
  int fast = fast_compare(a, b, op);
  if (fast >= 0) return fast;
  if ((op == CompareOp::kEq || op == CompareOp::kNe) && equal_by_identity(a, b)) return op == CompareOp::kNe;
  Ref r = compare_slow_py(t, a, b, op);
  return r ? truth_py(t, r) : -1;
}

int equal_slow_py(Thread& t, Value a, Value b) {
  assert_may_run_python(t);
  if (is_same(a, b)) return 1;
  if (is_exact_str(a) && is_exact_str(b)) return str_equal(a, b);
  if (is_exact_tuple(a) && is_exact_tuple(b)) {
    NativeDepth depth(t, " in comparison");
    return depth ? tuple_equal_py(t, as_tuple(a), as_tuple(b)) : -1;
  }
  return compare_bool_py(t, a, b, CompareOp::kEq);
}

int truth_py(Thread& t, Value v) {
  assert_may_run_python(t);
  if (v == kTrue) return 1;
  if (v == kFalse || v == kNone) return 0;
  if (v.is_small_int()) return v.small() != 0;
  const Slots& s = type_of(v)->slots;
  if (s.truth) return s.truth(t, v);
  if (s.len) {
    i64 n = s.len(t, v);
    return n < 0 ? -1 : n != 0;
  }
  return 1;
}

bool hash_py(Thread& t, Value v, i64* out) {
  assert_may_run_python(t);
  if (is_exact_str(v)) {
    *out = str_hash(v);
    return true;
  }
  if (v.is_small_int()) {
    *out = num::hash_int64(v.small());
    return true;
  }
  const char* what = is_exact_tuple(v)  ? " while hashing a tuple"
                     : is_frozendict(v) ? " while hashing a frozendict"
                                        : " while hashing an object";
  NativeDepth depth(t, what);
  if (!depth) [[unlikely]]
    return false;
  if (is_exact_tuple(v)) return tuple_hash_py(t, as_tuple(v), out);
  auto hash = type_of(v)->slots.hash;
  if (!hash) return raise_type_error(t, "unhashable type: '%T'", v);
  return hash(t, v, out);
}

}  // namespace rt
