// abs, bin, chr, divmod, hex, oct, ord, pow, round, sum.
#include <cmath>
#include <cstdio>

#include "runtime/library/core/builtins.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
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

// A sum of doubles with Neumaier's compensation ("Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
// Summen", 1974).
struct CompensatedSum {
  double sum = 0, lost = 0;

  void add(double x) {
    double next = sum + x;
    lost += std::fabs(sum) >= std::fabs(x) ? (sum - next) + x : (x - next) + sum;
    sum = next;
  }
  double total() const { return lost != 0 && std::isfinite(lost) ? sum + lost : sum; }
};

// The sum starts with machine ints, continues with doubles when a float comes and with pairs of doubles when a complex
// number comes, and with the operator + after any other value.
class Sum {
 public:
  Sum(Thread& t, Value start) : t_(t) { begin_with(Ref::share(t, start), kInts); }

  bool add_py(Value item) {
    if (mode_ == kInts     ? add_int(item)
        : mode_ == kFloats ? add_real_py(item)
                           : mode_ == kComplexes && add_complex_py(item))
      return true;
    return add_any_py(item);
  }
  Ref result() {
    if (mode_ == kInts) return make_int(t_, int_);
    if (mode_ == kFloats) return make_float(t_, real_.total());
    if (mode_ == kComplexes) return make_complex(t_, real_.total(), imaginary_.total());
    return std::move(any_);
  }

 private:
  enum Mode { kInts, kFloats, kComplexes, kAny };

  // Before Python 3.14, ints among floats were added without compensation, and complex numbers with the operator.
  static bool compensates_all() { return library_minor() >= 14; }

  // Chooses the mode for a sum so far: `first` or a later one.
  void begin_with(Ref sum, int first) {
    if (first <= kInts && sum.get().is_small_int()) {
      mode_ = kInts;
      int_ = sum.get().small();
    } else if (first <= kFloats && is_exact_float(sum)) {
      mode_ = kFloats;
      real_ = {float_value(sum)};
    } else if (first <= kComplexes && is_exact(sum, TypeId::kComplex) && compensates_all()) {
      mode_ = kComplexes;
      real_ = {sum.as<Complex>()->real};
      imaginary_ = {sum.as<Complex>()->imag};
    } else {
      mode_ = kAny;
      any_ = std::move(sum);
    }
  }

  static bool small_number(Value item, i64* n) {
    if (item.is_small_int()) return *n = item.small(), true;
    return (item == kTrue || item == kFalse) && (*n = item == kTrue, true);
  }
  bool add_int(Value item) {
    i64 n, sum;
    if (!small_number(item, &n) || __builtin_add_overflow(int_, n, &sum)) return false;
    int_ = sum;
    return true;
  }
  bool add_real_py(Value item) {
    i64 n;
    double x;
    if (is_exact_float(item)) return real_.add(float_value(item)), true;
    if (small_number(item, &n)) x = static_cast<double>(n);
    else if (!is_int(item) || !to_double_py(t_, item, &x)) return clear_error(t_), false;  // + raises the OverflowError
    if (compensates_all()) real_.add(x);
    else real_.sum += x;
    return true;
  }
  bool add_complex_py(Value item) {
    if (is_float(item)) return real_.add(float_value(item)), true;
    if (!is_exact(item, TypeId::kComplex)) return add_real_py(item);
    real_.add(item.as<Complex>()->real);
    imaginary_.add(item.as<Complex>()->imag);
    return true;
  }

  // There is no way back to an earlier mode.
  bool add_any_py(Value item) {
    int next = mode_ + 1;
    Ref before = result(), sum = before ? binary_op_py(t_, BinaryOp::kAdd, before, item) : Ref();
    if (!sum) return false;
    begin_with(std::move(sum), next);
    return true;
  }

  Thread& t_;
  Mode mode_ = kAny;
  i64 int_ = 0;
  CompensatedSum real_, imaginary_;
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
