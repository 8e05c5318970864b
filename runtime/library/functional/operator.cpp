// _operator: the operators as functions.
#include "runtime/library/functional/operator.h"

#include "runtime/library/parts/module_parts.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

template <CompareOp kOp>
Ref compare(Thread& t, Value a, Value b) {
  return compare_py(t, a, b, kOp);
}
template <UnaryOp kOp>
Ref unary(Thread& t, Value a) {
  return unary_op_py(t, kOp, a);
}
template <BinaryOp kOp>
Ref binary(Thread& t, Value a, Value b) {
  return binary_op_py(t, kOp, a, b);
}
template <BinaryOp kOp>
Ref inplace(Thread& t, Value a, Value b) {
  return inplace_op_py(t, kOp, a, b);
}

Ref answer(int truth) { return truth < 0 ? Ref() : bool_ref(truth != 0); }

Ref truth(Thread& t, Value a) { return answer(truth_py(t, a)); }
Ref op_not(Thread& t, Value a) {
  int truth = truth_py(t, a);
  return truth < 0 ? Ref() : bool_ref(truth == 0);
}
Ref is(Thread&, Value a, Value b) { return bool_ref(is_same(a, b)); }
Ref is_not(Thread&, Value a, Value b) { return bool_ref(!is_same(a, b)); }
Ref is_none(Thread&, Value a) { return bool_ref(a == kNone); }
Ref is_not_none(Thread&, Value a) { return bool_ref(a != kNone); }
Ref index(Thread& t, Value a) { return index_py(t, a); }
Ref power(Thread& t, Value a, Value b) { return power_py(t, a, b, kNone); }

// ---- sequences

bool is_sequence(Value v) {
  const Slots& slots = type_of(v)->slots;
  return slots.concat || slots.repeat ||
         ((type_of(v)->flags & kTypeHeap) && slots.getitem && !has_layout(v, TypeId::kDict));
}

Ref concat(Thread& t, Value a, Value b) {
  if (auto f = type_of(a)->slots.concat) {
    Ref r = f(t, a, b);
    if (r.get() != kNotImplemented) return r;
  }
  if (is_sequence(a) && is_sequence(b)) return binary_op_py(t, BinaryOp::kAdd, a, b);
  return raise_type_error(t, "'%T' object can't be concatenated", a);
}
Ref inplace_concat(Thread& t, Value a, Value b) {
  if (auto f = type_of(a)->slots.inplace_concat) {
    Ref r = f(t, a, b);
    if (r.get() != kNotImplemented) return r;
  } else if (type_of(a)->slots.concat) {
    return concat(t, a, b);
  }
  if (is_sequence(a) && is_sequence(b)) return inplace_op_py(t, BinaryOp::kAdd, a, b);
  return raise_type_error(t, "'%T' object can't be concatenated", a);
}

Ref contains(Thread& t, Value a, Value b) { return answer(contains_py(t, a, b)); }
Ref getitem(Thread& t, Value a, Value key) { return getitem_py(t, a, key); }
Ref setitem(Thread& t, Value a, Value key, Value value) { return setitem_py(t, a, key, value) ? none() : Ref(); }
Ref delitem(Thread& t, Value a, Value key) { return setitem_py(t, a, key, Value()) ? none() : Ref(); }

Ref search_iter_py(Thread& t, Value v) { return iter_or_py(t, v, "argument of type '%T' is not iterable"); }

Ref count_of(Thread& t, Value a, Value wanted) {
  i64 count = 0;
  Ref items = search_iter_py(t, a);
  bool ok = items && for_each_next_py(t, items, [&](Thread& t2, Value item) {
              int equal = equal_py(t2, item, wanted);
              count += equal > 0;
              return equal >= 0;
            });
  return ok ? make_int(t, count) : Ref();
}

Ref index_of(Thread& t, Value a, Value wanted) {
  i64 position = -1;
  bool found = false;
  Ref items = search_iter_py(t, a);
  bool ok = items && for_each_next_py(t, items, [&](Thread& t2, Value item) {
              ++position;
              int equal = equal_py(t2, item, wanted);
              found = equal > 0;
              return equal == 0;
            });
  if (!ok) return Ref();
  return found ? make_int(t, position) : Ref(raise_value_error(t, "sequence.index(x): x not in sequence"));
}

Ref length_hint(Thread& t, Value a, Value fallback) {
  i64 n = 0;
  if (fallback) {
    if (!is_int(fallback)) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", fallback);
    if (!size_argument_py(t, fallback, &n)) return Ref();
  }
  n = length_hint_py(t, a, n);
  return n == -1 && error_pending(t) ? Ref() : make_int(t, n);
}

Ref call(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "call expected at least 1 argument, got 0");
  return call_py(t, args[0], CallArgs{args.values + 1, args.positional - 1, args.names});
}

// ---- constant time comparison

// Compares all bytes, wherever the first difference is: the time depends only on the length of `b`.
bool same_bytes(const u8* a, size_t a_size, const u8* b, size_t b_size) {
  volatile u8 difference = a_size == b_size ? 0 : 1;
  const u8* left = a_size == b_size ? a : b;
  for (size_t i = 0; i < b_size; ++i) difference = difference | (left[i] ^ b[i]);
  return difference == 0;
}

}  // namespace

Ref compare_digest(Thread& t, Value a, Value b) {
  if (is_str(a) && is_str(b)) {
    auto left = str_view(a), right = str_view(b);
    if (!left.ascii || !right.ascii)
      return raise_type_error(t, "comparing strings with non-ASCII characters is not supported");
    return bool_ref(same_bytes(left.units1(), left.length, right.units1(), right.length));
  }
  if (!type_of(a)->slots.get_buffer && !type_of(b)->slots.get_buffer) {
    return raise_type_error(t, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
  }
  BufferView left(t, a);
  if (!left) return Ref();
  BufferView right(t, b);
  if (!right) return Ref();
  if (left.b.ndim > 1 || right.b.ndim > 1) return raise(t, kBufferErrorType, "Buffer must be single dimension");
  return bool_ref(same_bytes(left.data(), left.size(), right.data(), right.size()));
}

namespace {

constexpr MethodDef kFunctions[] = {
    {"truth", truth, "(a, /)", "bool(a)."},
    {"contains", contains, "(a, b, /)", "b in a: the container comes first."},
    {"indexOf", index_of, "(a, b, /)", "Index of the first item of a that equals b."},
    {"countOf", count_of, "(a, b, /)", "How many items of a equal b."},
    {"is_", is, "(a, b, /)", "Same as a is b."},
    {"is_not", is_not, "(a, b, /)", "a is not b."},
    {"is_none", is_none, "(a, /)", "Same as a is None."},
    {"is_not_none", is_not_none, "(a, /)", "Same as a is not None."},
    {"add", binary<BinaryOp::kAdd>, "(a, b, /)", "Same as a + b."},
    {"sub", binary<BinaryOp::kSub>, "(a, b, /)", "Same as a - b."},
    {"mul", binary<BinaryOp::kMul>, "(a, b, /)", "Same as a * b."},
    {"matmul", binary<BinaryOp::kMatMul>, "(a, b, /)", "Same as a @ b."},
    {"floordiv", binary<BinaryOp::kFloorDiv>, "(a, b, /)", "Same as a // b."},
    {"truediv", binary<BinaryOp::kTrueDiv>, "(a, b, /)", "Same as a / b."},
    {"mod", binary<BinaryOp::kMod>, "(a, b, /)", "Same as a % b."},
    {"pow", power, "(a, b, /)", "Same as a ** b."},
    {"lshift", binary<BinaryOp::kLshift>, "(a, b, /)", "Same as a << b."},
    {"rshift", binary<BinaryOp::kRshift>, "(a, b, /)", "Same as a >> b."},
    {"and_", binary<BinaryOp::kAnd>, "(a, b, /)", "Same as a & b."},
    {"xor", binary<BinaryOp::kXor>, "(a, b, /)", "Same as a ^ b."},
    {"or_", binary<BinaryOp::kOr>, "(a, b, /)", "Same as a | b."},
    {"neg", unary<UnaryOp::kNeg>, "(a, /)", "Same as -a."},
    {"pos", unary<UnaryOp::kPos>, "(a, /)", "Same as +a."},
    {"abs", unary<UnaryOp::kAbs>, "(a, /)", "Same as abs(a)."},
    {"inv", unary<UnaryOp::kInvert>, "(a, /)", "Same as ~a."},
    {"invert", unary<UnaryOp::kInvert>, "(a, /)", "Same as ~a."},
    {"index", index, "(a, /)", "Same as a.__index__()."},
    {"not_", op_not, "(a, /)", "Same as not a."},
    {"iadd", inplace<BinaryOp::kAdd>, "(a, b, /)", "Same as a += b."},
    {"isub", inplace<BinaryOp::kSub>, "(a, b, /)", "Same as a -= b."},
    {"imul", inplace<BinaryOp::kMul>, "(a, b, /)", "Same as a *= b."},
    {"imatmul", inplace<BinaryOp::kMatMul>, "(a, b, /)", "Same as a @= b."},
    {"ifloordiv", inplace<BinaryOp::kFloorDiv>, "(a, b, /)", "Same as a //= b."},
    {"itruediv", inplace<BinaryOp::kTrueDiv>, "(a, b, /)", "Same as a /= b."},
    {"imod", inplace<BinaryOp::kMod>, "(a, b, /)", "Same as a %= b."},
    {"ipow", inplace<BinaryOp::kPow>, "(a, b, /)", "Same as a **= b."},
    {"ilshift", inplace<BinaryOp::kLshift>, "(a, b, /)", "Same as a <<= b."},
    {"irshift", inplace<BinaryOp::kRshift>, "(a, b, /)", "Same as a >>= b."},
    {"iand", inplace<BinaryOp::kAnd>, "(a, b, /)", "Same as a &= b."},
    {"ixor", inplace<BinaryOp::kXor>, "(a, b, /)", "Same as a ^= b."},
    {"ior", inplace<BinaryOp::kOr>, "(a, b, /)", "Same as a |= b."},
    {"concat", concat, "(a, b, /)", "a + b for sequences."},
    {"iconcat", inplace_concat, "(a, b, /)", "a += b for sequences."},
    {"getitem", getitem, "(a, b, /)", "Same as a[b]."},
    {"setitem", setitem, "(a, b, c, /)", "Same as a[b] = c."},
    {"delitem", delitem, "(a, b, /)", "Same as del a[b]."},
    {"lt", compare<CompareOp::kLt>, "(a, b, /)", "Same as a < b."},
    {"le", compare<CompareOp::kLe>, "(a, b, /)", "Same as a <= b."},
    {"eq", compare<CompareOp::kEq>, "(a, b, /)", "Same as a == b."},
    {"ne", compare<CompareOp::kNe>, "(a, b, /)", "Same as a != b."},
    {"gt", compare<CompareOp::kGt>, "(a, b, /)", "Same as a > b."},
    {"ge", compare<CompareOp::kGe>, "(a, b, /)", "Same as a >= b."},
    {"length_hint", length_hint, "(obj, default=0, /)",
     "How many items obj says it will give; the default if it does not know."},
    {"call", call, "(...)(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs)."},
    {"_compare_digest", compare_digest, "(a, b, /)", "Return a == b, taking the same time wherever they differ."},
    {},
};

}  // namespace

const ModuleDef kUnderOperatorModule = {"_operator", "The operators of Python as functions.", kFunctions,
                                        operators::add_getters};

}  // namespace rt
