// Constant folding, with CPython's limits: an expression of literals is computed by the compiler, unless the result is
// large or computing it fails.
#include "interp/compile/lower.h"
#include "interp/compile/passes.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using namespace syn;
using rt::BinaryOp;
using rt::TypeId;

namespace {

constexpr i64 kMaxIntBits = 128;
constexpr i64 kMaxCollection = 256;
constexpr i64 kMaxText = 4096;

// Bits of an int's magnitude; -1: not an int.
i64 int_bits(Value v) {
  if (v == rt::kTrue || v == rt::kFalse) return 1;
  if (!rt::is_exact_int(v)) return -1;
  u64 scratch;
  rt::num::BigView big = rt::big_view(v, &scratch);
  if (big.size == 0) return 0;
  return static_cast<i64>(big.size) * 64 - __builtin_clzll(big.limbs[big.size - 1]);
}

// Items of a str, bytes or tuple; -1: none of these.
i64 text_length(Value v) {
  if (is_exact(v, TypeId::kStr)) return static_cast<i64>(rt::as_str(v)->length);
  if (is_exact(v, TypeId::kBytes)) return static_cast<i64>(v.as<rt::Bytes>()->length);
  return -1;
}

bool repeat_is_small(Value sequence, Value count) {
  i64 n;
  if (!rt::is_exact_int(count)) return true;
  if (!rt::int_fits_i64(count, &n)) return false;
  if (is_exact(sequence, TypeId::kTuple)) {
    i64 size = static_cast<i64>(rt::as_tuple(sequence)->length);
    return size == 0 || n <= 0 || n <= kMaxCollection / size;
  }
  i64 size = text_length(sequence);
  return size <= 0 || n <= 0 || n <= kMaxText / size;
}

bool result_is_small(Operator op, Value a, Value b) {
  i64 bits_a = int_bits(a), bits_b = int_bits(b), n;
  switch (op) {
    case Operator::Mult:
      if (bits_a >= 0 && bits_b >= 0) return bits_a + bits_b <= kMaxIntBits;
      return repeat_is_small(a, b) && repeat_is_small(b, a);
    case Operator::LShift:
      if (bits_a < 0 || bits_b < 0) return true;
      return rt::int_fits_i64(b, &n) && n <= kMaxIntBits && bits_a + n <= kMaxIntBits;
    case Operator::Pow:
      if (bits_a < 0 || bits_b < 0) return true;
      if (!rt::int_fits_i64(b, &n)) return false;
      return n <= 0 || bits_a == 0 || n <= kMaxIntBits / bits_a;
    case Operator::Mod:  // formatting is left to run time
      return text_length(a) < 0;
    default: return true;
  }
}

BinaryOp runtime_op(Operator op) {
  switch (op) {
    case Operator::Add: return BinaryOp::kAdd;
    case Operator::Sub: return BinaryOp::kSub;
    case Operator::Mult: return BinaryOp::kMul;
    case Operator::MatMult: return BinaryOp::kMatMul;
    case Operator::Div: return BinaryOp::kTrueDiv;
    case Operator::Mod: return BinaryOp::kMod;
    case Operator::Pow: return BinaryOp::kPow;
    case Operator::LShift: return BinaryOp::kLshift;
    case Operator::RShift: return BinaryOp::kRshift;
    case Operator::BitOr: return BinaryOp::kOr;
    case Operator::BitXor: return BinaryOp::kXor;
    case Operator::BitAnd: return BinaryOp::kAnd;
    case Operator::FloorDiv: return BinaryOp::kFloorDiv;
  }
  return BinaryOp::kAdd;
}

}  // namespace

Ref Lowering::fold(const Expr* e) {
  switch (e->kind) {
    case Kind::Constant: {
      Ref value = literal_value(t_, as<Constant>(e)->value);
      if (!value) fail_pending();
      return value;
    }
    case Kind::Name:
      if (as<Name>(e)->id->text == "__debug__") return rt::bool_ref(options_.optimize == 0);
      return Ref();
    case Kind::BinOp: break;
    case Kind::UnaryOp: break;
    case Kind::Tuple: break;
    default: return Ref();
  }
  if (failed_ || not_constant_.count(e) || !runs(Pass::folding)) return Ref();
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth) return fail_pending(), Ref();
  Ref value = e->kind == Kind::BinOp     ? fold_binary(as<BinOp>(e))
              : e->kind == Kind::UnaryOp ? fold_unary(as<UnaryOp>(e))
                                         : fold_tuple(as<Tuple>(e)->elts);
  if (!value) not_constant_.insert(e);
  return value;
}

// lint: name: constants are of native types, whose own methods do it
Ref Lowering::fold_binary(const BinOp* e) {
  Ref right = fold(e->right);
  if (!right) return Ref();
  Ref left = fold(e->left);
  if (!left || !result_is_small(e->op, left, right)) return Ref();
  Ref result = rt::binary_op_py(t_, runtime_op(e->op), left, right);
  if (!result) rt::clear_error(t_);  // it will be raised when the code runs
  if (text_length(result) > kMaxText) return Ref();
  return result;
}

// lint: name: constants are of native types, whose own methods do it
Ref Lowering::fold_unary(const UnaryOp* e) {
  Ref value = fold(e->operand);
  if (!value) return Ref();
  if (e->op == UnaryOperator::Not) {
    int truth = rt::truth_py(t_, value);
    return truth < 0 ? (rt::clear_error(t_), Ref()) : rt::bool_ref(!truth);
  }
  if (e->op == UnaryOperator::Invert && (value == rt::kTrue || value == rt::kFalse)) return Ref();
  rt::UnaryOp op = e->op == UnaryOperator::Invert ? rt::UnaryOp::kInvert
                   : e->op == UnaryOperator::UAdd ? rt::UnaryOp::kPos
                                                  : rt::UnaryOp::kNeg;
  Ref result = rt::unary_op_py(t_, op, value);
  if (!result) rt::clear_error(t_);
  return result;
}

Ref Lowering::fold_tuple(Span<Expr*> elements) {
  std::vector<Ref> items;
  items.reserve(elements.size());
  for (const Expr* e : elements) {
    Ref item = fold(e);
    if (!item) return Ref();
    items.push_back(std::move(item));
  }
  Ref tuple =
      elements.empty() ? Ref::share(rt::empty_tuple()) : rt::make_tuple_stealing(t_, items.data(), items.size());
  if (!tuple) fail_pending();
  return tuple;
}

// lint: name: constants are of native types, whose own methods do it
Ref Lowering::fold_elements(const Expr* e) {
  if (e->kind == Kind::List) return fold_tuple(as<List>(e)->elts);
  if (e->kind == Kind::Tuple || e->kind == Kind::Constant) return fold(e);
  if (e->kind != Kind::Set) return Ref();
  Ref items = fold_tuple(as<Set>(e)->elts);
  if (!items) return Ref();
  Ref set = rt::make_frozenset_py(t_, items);
  if (!set) rt::clear_error(t_);
  return set;
}

// lint: name: constants are of native types, whose own methods do it
int Lowering::constant_truth(const Expr* e) {
  if (failed_) return -1;
  if (e->kind == Kind::Name
          ? as<Name>(e)->id->text != "__debug__"
          : e->kind != Kind::Constant && e->kind != Kind::UnaryOp && e->kind != Kind::BinOp && e->kind != Kind::Tuple)
    return -1;
  Ref value = fold(e);
  if (!value) return -1;
  int truth = rt::truth_py(t_, value);
  if (truth < 0) rt::clear_error(t_);
  return truth;
}

}  // namespace comp
