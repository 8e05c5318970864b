// Conversions between decimals and other types.
#include <algorithm>
#include <cmath>

#include "runtime/library/decimal/decimal_text.h"
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/num/float_text.h"
#include "runtime/num/int_text.h"
#include "runtime/text/case.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

Value g_decimal_tuple;  // the class DecimalTuple

// ---- from text

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }

// The str's text with all digits and spaces as ASCII. If `lenient`, spaces around it and underscores are removed. The
// view borrows from the str, or from `storage`; if storage->ok() is false, memory ran out.
std::string_view ascii_of(Value str, bool lenient, text::ByteBuilder* storage) {
  text::StrView view = str_view(str);
  std::string_view text;
  if (view.ascii) {
    text = as_str(str)->ascii_view();
  } else {
    char* to = reinterpret_cast<char*>(storage->extend(view.length));
    if (!to) return {};
    text::to_ascii_decimal(view, to);
    text = storage->text();
  }
  if (!lenient) return text;
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  if (text.find('_') == std::string_view::npos) return text;
  if (view.ascii) {
    storage->append(text);
    if (!storage->ok()) return {};
    text = storage->text();
  }
  char* begin = reinterpret_cast<char*>(storage->data()) + (text.data() - storage->text().data());
  return {begin, static_cast<size_t>(std::remove(begin, begin + text.size(), '_') - begin)};
}

// Parses ASCII text to a number that fits `s`.
void parse_into(Number& r, std::string_view text, const Settings& s, u32* status) {
  parse(r, text, status);
  bool long_payload = r.kind >= Kind::kQuiet && r.digits > s.prec - s.clamp;
  if (long_payload) return r.set_nan(kConversionSyntax, status);
  finalize(r, s, status);
}

// Makes a result that is not exact an invalid operation.
void require_exact(Number& r, u32* status) {
  if (*status & (kInexact | kRounded | kClamped)) r.set_nan(kInvalidOperation, status);
  *status &= kErrors;
}

// ---- from tuples

// The tuple itself, or a list's present items as a tuple; no method of a subclass is called.
Ref tuple_of(Thread& t, Value v, Type* error, const char* message) {
  if (is_tuple(v)) return Ref::share(t, v);
  if (is_list(v)) return list_to_tuple(t, v);
  return raise(t, error, "%s", message);
}

// lint: name: the items are ints, whose value is read without a call
bool append_coefficient(Thread& t, Value v, bool infinite, text::ByteBuilder* out) {
  constexpr const char* kMessage = "coefficient must be a tuple of digits";
  Ref digits = tuple_of(t, v, kValueErrorType, kMessage);
  if (!digits) return false;
  const Tuple* tuple = as_tuple(digits);
  for (u64 i = 0; i < tuple->length; ++i) {
    i64 digit;
    if (!is_int((*tuple)[i])) return raise_value_error(t, kMessage);
    if (!to_i64_py(t, (*tuple)[i], &digit)) return false;
    if (digit < 0 || digit > 9) return raise_value_error(t, kMessage);
    if (!infinite) out->append(static_cast<u8>('0' + digit));
  }
  return true;
}

// Writes the tuple (sign, digits, exponent) as text.
// lint: name: the items are ints, whose value is read without a call
bool text_of_tuple(Thread& t, Value v, text::ByteBuilder* out) {
  Ref triple = tuple_of(t, v, kTypeErrorType, "argument must be a tuple or list");
  if (!triple) return false;
  const Tuple* tuple = as_tuple(triple);
  if (tuple->length != 3) return raise_value_error(t, "argument must be a sequence of length 3");
  i64 sign, exponent = 0;
  if (!is_int((*tuple)[0])) return raise_value_error(t, "sign must be an integer with the value 0 or 1");
  if (!to_i64_py(t, (*tuple)[0], &sign)) return false;
  if (sign != 0 && sign != 1) return raise_value_error(t, "sign must be an integer with the value 0 or 1");
  if (sign) out->append('-');
  Value last = (*tuple)[2];
  size_t start = out->size();
  if (is_str(last)) {
    if (str_equal_ascii(last, "F")) out->append("Inf");
    else if (str_equal_ascii(last, "n")) out->append("NaN");
    else if (str_equal_ascii(last, "N")) out->append("sNaN");
    else return raise_value_error(t, "string argument in the third position must be 'F', 'n' or 'N'");
  } else if (!is_int(last)) {
    return raise_value_error(t, "exponent must be an integer");
  } else if (!int_fits_i64(last, &exponent)) {
    return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
  }
  bool special = out->size() != start;
  if (!append_coefficient(t, (*tuple)[1], special && out->text()[start] == 'I', out)) return false;
  if (special) return true;
  if (out->size() == start) out->append('0');
  out->append('E');
  char number[24];
  out->append(number, num::write_int64(exponent, number));
  return true;
}

void set_int(Number& r, Value v) {
  u64 scratch;
  BigView n = big_view(v, &scratch);
  r.set(n.negative, 0, BigBuf::copy_of(n.magnitude()));
}

}  // namespace

void set_double(Number& r, double d) {
  bool negative = std::signbit(d);
  if (std::isnan(d)) {
    r.set_infinite(false);
    r.kind = Kind::kQuiet;
    return;
  }
  if (std::isinf(d)) return r.set_infinite(negative);
  if (d == 0) return r.set(negative, 0, 0);
  int exponent;
  u64 mantissa = static_cast<u64>(std::ldexp(std::frexp(std::fabs(d), &exponent), 53));
  exponent -= 53;
  int zeros = __builtin_ctzll(mantissa);
  mantissa >>= zeros;
  exponent += zeros;
  BigBuf n = num::from_uint64(mantissa);
  if (exponent >= 0) return r.set(negative, 0, num::shift_left(n, static_cast<u64>(exponent)));
  // m / 2^k = m * 5^k / 10^k
  u64 five = 5;
  r.set(negative, exponent, num::mul(n, num::pow(BigView{&five, 1, false}, static_cast<u64>(-exponent))));
}

Ref from_float(Thread& t, Value v) {
  Number r;
  if (is_int(v)) set_int(r, v);
  else if (is_float(v)) set_double(r, float_value(v));
  else return raise_type_error(t, "argument must be int or float");
  return make_decimal(t, r);
}

namespace {

// Converts a value that is no text: an int, a float, or nothing (zero). False: an error is pending.
bool take_number(Thread& t, Value v, Context* context, Number* r) {
  if (!v) {
    r->set(false, 0, 0);
  } else if (is_int(v)) {
    set_int(*r, v);
  } else if (is_float(v)) {
    if (!add_conditions(t, context, kFloatOperation)) return false;
    set_double(*r, float_value(v));
  } else {
    return raise_type_error(t, "conversion from %s to Decimal is not supported", type_name(v));
  }
  return r->coefficient.ok() || raise_memory_error(t);
}

// The text of a str, or of a tuple or list. *handled false: `v` is none of them. False: an error is pending.
bool take_text(Thread& t, Value v, bool lenient, text::ByteBuilder* storage, std::string_view* out, bool* handled) {
  *handled = true;
  if (v && is_str(v)) {
    *out = ascii_of(v, lenient, storage);
    return storage->ok() || raise_memory_error(t);
  }
  *handled = v && (is_tuple(v) || is_list(v));
  if (*handled && !text_of_tuple(t, v, storage)) return false;
  *out = storage->text();
  return storage->ok() || raise_memory_error(t);
}

}  // namespace

Ref convert_exactly(Thread& t, Type* type, Value v, Context* context) {
  if (v && is_decimal(v)) {
    if (type == g_decimal_type && is_exact_decimal(v)) return Ref::share(t, v);
    return make_decimal(t, view_of(v), type);
  }
  text::ByteBuilder storage;
  std::string_view text;
  bool is_text;
  if (!take_text(t, v, true, &storage, &text, &is_text)) return Ref();
  Number r;
  if (!is_text) return take_number(t, v, context, &r) ? make_decimal(t, r, type) : Ref();
  u32 status = 0;
  auto parse_exactly = [&] {
    parse_into(r, text, kMaxSettings, &status);
    require_exact(r, &status);
  };
  return compute(t, static_cast<i64>(text.size()), {v, context}, parse_exactly,
                 [&] { return status && !add_conditions(t, context, status) ? Ref() : make_decimal(t, r, type); });
}

Ref convert_rounded(Thread& t, Value v, Context* context) {
  Number r;
  u32 status = 0;
  Settings s = context->settings();
  text::ByteBuilder storage;
  std::string_view text;
  bool is_text;
  if (v && is_decimal(v)) {
    r.copy(view_of(v));
    if (r.kind >= Kind::kQuiet && r.digits > s.prec - s.clamp) r.set_nan(kConversionSyntax, &status);
    else finalize(r, s, &status);
    return finish(t, context, status, r);
  }
  if (!take_text(t, v, false, &storage, &text, &is_text)) return Ref();
  if (is_text) {
    return compute(
        t, static_cast<i64>(text.size()), {v, context}, [&] { parse_into(r, text, s, &status); },
        [&] { return finish(t, context, status, r); });
  }
  if (!take_number(t, v, context, &r)) return Ref();
  finalize(r, s, &status);
  return finish(t, context, status, r);
}

// ---- to numbers

Ref to_int_py(Thread& t, Value self, Rounding rounding) {
  View v = view_of(self);
  if (v.is_nan()) return raise_value_error(t, "cannot convert NaN to integer");
  if (v.is_infinite()) return raise_overflow_error(t, "cannot convert Infinity to integer");
  BigBuf n;
  i64 size = v.exp > 0 && !v.is_zero() ? v.digits + v.exp : v.digits;
  return compute(
      t, size, {self}, [&] { n = to_integer(v, rounding); },
      [&]() -> Ref {
        if (!n.ok()) return raise_no_result(t);
        n.normalize(v.negative);
        return make_int(t, std::move(n));
      });
}

namespace {

// Converts numbers for which one operation on two exact doubles gives the correctly rounded result. False: `v` is none.
bool quick_double(const View& v, double* out) {
  static constexpr double kTenPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                          1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (!v.is_finite() || v.coefficient.size > 1 || v.exp < -22 || v.exp > 22) return false;
  u64 n = v.coefficient.size ? v.coefficient.limbs[0] : 0;
  if (n > u64{1} << 53) return false;
  double d = static_cast<double>(n);
  d = v.exp < 0 ? d / kTenPowers[-v.exp] : d * kTenPowers[v.exp];
  *out = v.negative ? -d : d;
  return true;
}

}  // namespace

Ref to_float(Thread& t, Value self) {
  View v = view_of(self);
  double d;
  if (quick_double(v, &d)) return make_float(t, d);
  if (v.is_signaling()) return raise_value_error(t, "cannot convert signaling NaN to float");
  if (v.is_nan()) return make_float(t, std::copysign(NAN, v.negative ? -1.0 : 1.0));
  if (v.is_infinite()) return make_float(t, v.negative ? -INFINITY : INFINITY);
  text::ByteBuilder text;
  if (!append_number(text, v, Notation::kScientific, true)) return raise_memory_error(t);
  bool no_memory = false;
  return make_float(t, *num::parse_float(text.text(), &no_memory));  // there are no underscores
}

Ref as_integer_ratio(Thread& t, Value self) {
  View v = view_of(self);
  if (v.is_nan()) return raise_value_error(t, "cannot convert NaN to integer ratio");
  if (v.is_infinite()) return raise_overflow_error(t, "cannot convert Infinity to integer ratio");
  i64 exp = v.is_zero() ? 0 : v.exp;
  BigBuf numerator, denominator = num::from_uint64(1);
  auto reduce = [&] {
    if (exp >= 0) {
      numerator = shift_left(v.coefficient, exp);
      return;
    }
    PowerOfTen ten(-exp);
    if (!ten.ok()) {
      numerator = BigBuf::failure();
      return;
    }
    BigBuf common = num::gcd(v.coefficient, ten);
    numerator = num::floor_div(v.coefficient, common);
    denominator = num::floor_div(ten, common);
  };
  return compute(t, v.digits + (exp < 0 ? -exp : exp), {self}, reduce, [&]() -> Ref {
    if (!numerator.ok() || !denominator.ok()) return raise_no_result(t);
    numerator.normalize(v.negative);
    Ref n = make_int(t, std::move(numerator)), d = n ? make_int(t, std::move(denominator)) : Ref();
    return d ? make_tuple(t, n, d) : Ref();
  });
}

Ref as_tuple_py(Thread& t, Value self) {
  View v = view_of(self);
  text::ByteBuilder digits;
  View integer = {Kind::kFinite, false, 0, v.digits, v.coefficient};
  if (v.is_infinite()) digits.append('0');
  else if ((v.is_finite() || v.coefficient.size) && !append_number(digits, integer, Notation::kFixed, true))
    return raise_memory_error(t);
  Ref coefficient = make_tuple_uninitialised(t, digits.size());
  if (!coefficient) return Ref();
  for (size_t i = 0; i < digits.size(); ++i)
    init_field(as_tuple(coefficient)->items[i], Ref::immediate(Value::small_int(digits.data()[i] - '0')));
  Ref exponent = v.is_infinite() ? make_str_ascii(t, "F")
                 : v.is_nan()    ? make_str_ascii(t, v.is_signaling() ? "N" : "n")
                                 : make_int(t, v.exp);
  return exponent ? call_py(t, g_decimal_tuple, Value::small_int(v.negative), coefficient, exponent) : Ref();
}

// ---- to text

Ref to_text(Thread& t, const View& v, bool engineering, bool capitals) {
  text::ByteBuilder text;
  bool fits = append_number(text, v, engineering ? Notation::kEngineering : Notation::kScientific, capitals);
  return fits ? make_str_ascii(t, text.text()) : Ref(raise_memory_error(t));
}

namespace {

// The number's text between `start` and `end`, with the capitals of the current context.
Ref text_of(Thread& t, Value self, std::string_view start, std::string_view end) {
  Context* context = current_context(t);
  if (!context) return Ref();
  View v = view_of(self);
  bool capitals = context->capitals.load(gc::relaxed);
  text::ByteBuilder text;
  bool fits = false;
  auto write = [&] {
    text.append(start);
    fits = append_number(text, v, Notation::kScientific, capitals);
    text.append(end);
  };
  return compute(t, v.digits, {self}, write,
                 [&] { return fits && text.ok() ? make_str_ascii(t, text.text()) : Ref(raise_no_result(t)); });
}

}  // namespace

Ref decimal_str(Thread& t, Value self) { return text_of(t, self, "", ""); }
Ref decimal_repr(Thread& t, Value self) { return text_of(t, self, "Decimal('", "')"); }

}  // namespace rt::decimals
