// bool: two immediates. A subclass of int whose operators &, | and ^ yield bools for bools.
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/all.h"
#include "runtime/types/numbers/int_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

bool is_bool(Value v) { return v == kTrue || v == kFalse; }

Ref bool_repr(Thread& t, Value self) { return make_str_ascii(t, self == kTrue ? "True" : "False"); }

Ref bool_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "bool() takes no keyword arguments");
  if (args.positional > 1) return raise_type_error(t, "bool expected at most 1 argument, got %u", args.positional);
  int truth = args.positional ? truth_py(t, args[0]) : 0;
  return truth < 0 ? Ref() : bool_ref(truth);
}

template <BinaryOp kOp>
Ref bool_operator(Thread& t, Value a, Value b) {
  if (!is_bool(a) || !is_bool(b)) return int_operator<kOp>(t, a, b);
  bool x = a == kTrue, y = b == kTrue;
  return bool_ref(kOp == BinaryOp::kAnd ? x & y : kOp == BinaryOp::kOr ? x | y : x ^ y);
}

Ref bool_invert_py(Thread& t, Value self) {
  if (library_minor() >= 12 &&
      !warn_deprecated_py(
          t,
          "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the "
          "bitwise inversion of the underlying int object and is usually not what you expect from the "
          "negation of a bool. Use the 'not' operator for boolean negation or ~int(x) for the bitwise "
          "inversion of the underlying int.")) {
    return Ref();
  }
  return Ref::immediate(Value::small_int(self == kTrue ? -2 : -1));
}

constexpr Slots kBoolSlots = [] {
  Slots s{};
  s.repr = bool_repr;
  s.create = bool_create;
  s.unary[static_cast<int>(UnaryOp::kInvert)] = bool_invert_py;
  s.binary[static_cast<int>(BinaryOp::kAnd)] = bool_operator<BinaryOp::kAnd>;
  s.binary[static_cast<int>(BinaryOp::kOr)] = bool_operator<BinaryOp::kOr>;
  s.binary[static_cast<int>(BinaryOp::kXor)] = bool_operator<BinaryOp::kXor>;
  return s;
}();

}  // namespace

const TypeSpec kBoolSpec = {
    .id = TypeId::kBool,
    .name = "bool",
    .base = TypeId::kInt,
    .doc =
        "bool(object=False, /)\n--\n\nTrue or False: the truth of the argument.\nThere are no others, and no class can "
        "derive from bool, which itself derives from int.",
    .slots = kBoolSlots};

}  // namespace rt
