// abs, bin, chr, divmod, hex, oct, ord, pow, round, sum.
#include <cmath>
#include <cstdio>

#include "runtime/modules/core/builtins.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::builtins {

Ref abs(Thread& t, Value x) { return unary_op_py(t, UnaryOp::kAbs, x); }
Ref divmod(Thread& t, Value x, Value y) { return binary_op_py(t, BinaryOp::kDivmod, x, y); }
Ref pow(Thread& t, Value base, Value exp, Value mod) { return power_py(t, base, exp, mod); }

namespace {

// The number's text: sign, prefix, digits in `base`.
Ref prefixed_py(Thread& t, Value number, int base, const char* prefix) {
  Ref n = index_py(t, number);
  Ref digits = n ? int_to_str(t, n, base) : Ref();
  if (!digits) return Ref();
  std::string_view text = as_str(digits)->ascii_view();
  text::UcsBuilder out(text.size() + 2);
  if (text[0] == '-') out.append('-');
  out.append_ascii(prefix);
  out.append_ascii(text.substr(text[0] == '-'));
  if (!out.ok()) return raise_memory_error(t);
  return make_str(t, out.view());
}

}  // namespace

Ref bin(Thread& t, Value number) { return prefixed_py(t, number, 2, "0b"); }
Ref oct(Thread& t, Value number) { return prefixed_py(t, number, 8, "0o"); }
Ref hex(Thread& t, Value number) { return prefixed_py(t, number, 16, "0x"); }

Ref chr(Thread& t, Value i) {
  i64 code = i.small();
  if (!i.is_small_int() && !index_i64_py(t, i, &code, nullptr)) return Ref();
  if (code < 0 || code > static_cast<i64>(text::kMaxCodePoint))
    return raise_value_error(t, "chr() arg not in range(0x110000)");
  return make_char(t, static_cast<u32>(code));
}

namespace {

Ref ord_slow(Thread& t, Value c) {
  u64 length;
  if (is_str(c)) {
    length = as_str(c)->length;
    if (length == 1) return make_int(t, as_str(c)->at(0));
  } else if (is_bytes(c)) {
    length = c.as<Bytes>()->length;
    if (length == 1) return make_int(t, c.as<Bytes>()->data()[0]);
  } else if (is_bytearray(c)) {
    BufferView view(t, c);
    if (!view) return Ref();
    length = view.size();
    if (length == 1) return make_int(t, view.data()[0]);
  } else {
    return raise_type_error(t, "ord() expected string of length 1, but %T found", c);
  }
  return raise_type_error(t, "ord() expected a character, but string of length %zu found", length);
}

}  // namespace

Ref ord(Thread& t, Value c) {
  if (is_exact_str(c) && as_str(c)->length == 1) [[likely]]
    return Ref::immediate(Value::small_int(as_str(c)->at(0)));
  return ord_slow(t, c);
}

Ref round(Thread& t, Value number, Value ndigits) {
  bool self_first;
  Ref method = special_method_py(t, number, name(N::__round__), &self_first);
  if (!method) {
    if (error_pending(t)) return Ref();
    return raise_type_error(t, "type %T doesn't define __round__ method", number);
  }
  if (ndigits == kNone) return self_first ? call_py(t, method, number) : call_py(t, method);
  return self_first ? call_py(t, method, number, ndigits) : call_py(t, method, ndigits);
}

// ---- sum

namespace {

// The sum starts with machine ints, continues with doubles when a float comes, and with the operator + after any other
// value. Floats are added with Neumaier's compensation ("Rundungsfehleranalyse einiger Verfahren zur Summation
// endlicher Summen", 1974).
class Sum {
 public:
  Sum(Thread& t, Value start) : t_(t) {
    if (start.is_small_int()) {
      mode_ = kInts;
      int_ = start.small();
    } else if (is_exact_float(start)) {
      mode_ = kFloats;
      float_ = float_value(start);
    } else {
      any_ = Ref::share(t, start);
    }
  }

  bool add_py(Value item) {
    if (mode_ == kInts && add_int(item)) return true;
    if (mode_ == kFloats && add_float(item)) return true;
    return add_any_py(item);
  }
  Ref result() {
    if (mode_ == kInts) return make_int(t_, int_);
    if (mode_ == kFloats) return make_float(t_, total());
    return std::move(any_);
  }

 private:
  enum Mode { kInts, kFloats, kAny };

  bool add_int(Value item) {
    i64 n, sum;
    if (item.is_small_int()) {
      n = item.small();
    } else if (item == kTrue || item == kFalse) {
      n = item == kTrue;
    } else {
      return false;
    }
    if (__builtin_add_overflow(int_, n, &sum)) return false;
    int_ = sum;
    return true;
  }
  bool add_float(Value item) {
    if (is_exact_float(item)) {
      compensated_add(float_value(item));
    } else if (item.is_small_int()) {
      float_ += static_cast<double>(item.small());
    } else {
      return false;
    }
    return true;
  }
  void compensated_add(double x) {
    double sum = float_ + x;
    lost_ += std::fabs(float_) >= std::fabs(x) ? (float_ - sum) + x : (x - sum) + float_;
    float_ = sum;
  }
  double total() const { return lost_ != 0 && std::isfinite(lost_) ? float_ + lost_ : float_; }

  bool add_any_py(Value item) {
    bool were_ints = mode_ == kInts;
    if (mode_ != kAny) any_ = result();
    if (!any_) return false;
    mode_ = kAny;
    any_ = binary_op_py(t_, BinaryOp::kAdd, any_, item);
    if (!any_) return false;
    if (were_ints && is_exact_float(any_)) {
      mode_ = kFloats;
      float_ = float_value(any_);
    }
    return true;
  }

  Thread& t_;
  Mode mode_ = kAny;
  i64 int_ = 0;
  double float_ = 0, lost_ = 0;
  Ref any_;
};

bool check_start(Thread& t, Value start) {
  if (is_str(start)) return raise_type_error(t, "sum() can't sum strings [use ''.join(seq) instead]");
  if (is_bytes(start)) return raise_type_error(t, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (is_bytearray(start)) return raise_type_error(t, "sum() can't sum bytearray [use b''.join(seq) instead]");
  return true;
}

}  // namespace

Ref sum(Thread& t, Value iterable, Value start) {
  if (!check_start(t, start)) return Ref();
  Sum total(t, start);
  bool ok = for_each_py(t, iterable, [&](Thread&, Value item) { return total.add_py(item); });
  return ok ? total.result() : Ref();
}

}  // namespace rt::builtins
