// int: representation, making, conversion, comparison and text of values.
#include "runtime/types/numbers/int.h"

#include <cmath>
#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/num/hash.h"
#include "runtime/num/int_text.h"
#include "runtime/object/special_result.h"
#include "runtime/object/warn.h"
#include "runtime/text/case.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int_parts.h"
#include "runtime/types/numbers/long_work.h"
#include "runtime/types/text/str.h"

namespace rt {

constinit gc::Atomic<i32> g_int_max_str_digits{kDefaultMaxStrDigits};

namespace {

constexpr u32 kIntHeader = sizeof(Object) + sizeof(i64);

Int* new_int(Thread& t, size_t limbs) {
  return allocate_exact<Int>(t, TypeId::kInt, kIntHeader + limbs * sizeof(u64), false);
}

void fill_int(Int* n, num::BigView view) {
  n->size = view.negative ? -static_cast<i64>(view.size) : static_cast<i64>(view.size);
  std::memcpy(n->limbs, view.limbs, view.size * sizeof(u64));
}

// An Int of one limb, whose value does not fit into the word.
Ref make_one_limb(Thread& t, u64 magnitude, bool negative) {
  Int* n = new_int(t, 1);
  if (!n) return Ref();
  n->size = negative ? -1 : 1;
  n->limbs[0] = magnitude;
  return Ref::steal(n);
}

bool view_fits_small(num::BigView view, i64* out) {
  std::optional<i64> n = num::to_int64(view);
  if (!n || !Value::fits_small(*n)) return false;
  *out = *n;
  return true;
}

}  // namespace

// ---- making

Ref make_int_slow(Thread& t, i64 n) {
  return make_one_limb(t, n < 0 ? 0 - static_cast<u64>(n) : static_cast<u64>(n), n < 0);
}

Ref make_uint(Thread& t, u64 n) {
  if (n <= static_cast<u64>(Value::kMaxSmall)) return Ref::immediate(Value::small_int(static_cast<i64>(n)));
  return make_one_limb(t, n, false);
}

Ref make_int(Thread& t, num::BigBuf&& n) {
  if (!n.ok()) return raise_no_result(t);
  i64 small;
  if (view_fits_small(n, &small)) return Ref::immediate(Value::small_int(small));
  Int* result = new_int(t, n.size());
  if (!result) return Ref();
  fill_int(result, n);
  return Ref::steal(result);
}

Ref int_from_double(Thread& t, double d) {
  if (std::isnan(d)) return raise_value_error(t, "cannot convert float NaN to integer");
  if (std::isinf(d)) return raise_overflow_error(t, "cannot convert float infinity to integer");
  if (std::fabs(d) < 0x1p61) return Ref::immediate(Value::small_int(static_cast<i64>(d)));
  return make_int(t, num::from_double(d));
}

// ---- tests and views

bool is_int(Value v) { return v.is_small_int() || v == kTrue || v == kFalse || has_layout(v, TypeId::kInt); }

num::BigView big_view(Value v, u64* scratch) {
  if (v.is_pointer()) {
    const Int* n = v.as<Int>();
    return {n->limbs, static_cast<size_t>(n->size < 0 ? -n->size : n->size), n->size < 0};
  }
  i64 n = v.is_small_int() ? v.small() : v == kTrue;
  *scratch = n < 0 ? 0 - static_cast<u64>(n) : static_cast<u64>(n);
  return {scratch, n != 0, n < 0};
}

bool int_fits_i64(Value v, i64* out) {
  if (v.is_small_int()) {
    *out = v.small();
    return true;
  }
  std::optional<i64> n = num::to_int64(IntOperand(v));
  if (n) *out = *n;
  return n.has_value();
}

Ref exact_int(Thread& t, Value v) {
  if (is_exact_int(v)) return Ref::share(t, v);
  if (!v.is_pointer()) return Ref::immediate(Value::small_int(v == kTrue));
  return make_int(t, num::BigBuf::copy_of(IntOperand(v)));
}

int int_compare(Value a, Value b) {
  if (Value::both_small(a, b)) return a.small() < b.small() ? -1 : a.small() > b.small();
  ShortInt x, y;
  if (is_exact_int(a) && is_exact_int(b) && read_short(a, &x) && read_short(b, &y)) return compare_short(x, y);
  return num::compare(IntOperand(a), IntOperand(b));
}

bool int_hash(Value v, i64* out) {
  *out = v.is_small_int() ? num::hash_int64(v.small()) : num::hash_big(IntOperand(v));
  return true;
}

// ---- conversion to machine ints

bool to_i64_py(Thread& t, Value v, i64* out) {
  if (v.is_small_int()) {
    *out = v.small();
    return true;
  }
  Ref n = index_py(t, v);
  if (!n) return false;
  return int_fits_i64(n, out) || raise_overflow_error(t, "Python int too large to convert to C long");
}

bool to_u64_py(Thread& t, Value v, u64* out) {
  Ref n = index_py(t, v);
  if (!n) return false;
  IntOperand operand(n);
  if (operand.view.negative) return raise_overflow_error(t, "can't convert negative value to unsigned int");
  std::optional<u64> u = num::to_uint64(operand);
  if (!u) return raise_overflow_error(t, "Python int too large to convert to C unsigned long");
  *out = *u;
  return true;
}

static bool fits_i32(Value v, i32* out) {
  if (!v.is_small_int() || v.small() != static_cast<i32>(v.small())) return false;
  *out = static_cast<i32>(v.small());
  return true;
}

bool to_i32_py(Thread& t, Value v, i32* out) {
  if (fits_i32(v, out)) [[likely]]
    return true;
  Ref n = index_py(t, v);
  if (!n) return false;
  i64 wide;
  if (!int_fits_i64(n, &wide) || wide > INT32_MAX || wide < INT32_MIN)
    return raise_overflow_error(t, "Python int too large to convert to C int");
  *out = static_cast<i32>(wide);
  return true;
}

bool to_i32_by_format_py(Thread& t, Value v, i32* out) {
  if (fits_i32(v, out)) [[likely]]
    return true;
  i64 wide;
  if (!to_i64_py(t, v, &wide)) return false;
  if (wide > INT32_MAX) return raise_overflow_error(t, "signed integer is greater than maximum");
  if (wide < INT32_MIN) return raise_overflow_error(t, "signed integer is less than minimum");
  *out = static_cast<i32>(wide);
  return true;
}

// ---- text

namespace {

// Numbers of more digits are parsed beside other threads.
constexpr size_t kManyDigits = kLongLimbs * 8;

// int(text, base). The caller holds the text; `source` is the object that error messages show: the str or bytes object
// with the text.
Ref parse_text(Thread& t, std::string_view text, int base, Value source) {
  i32 limit = g_int_max_str_digits.load(gc::relaxed);
  num::ParsedInt n;
  if (text.size() > kManyDigits) {
    LongWork work(t, {source});
    n = num::parse_int(text, base, static_cast<size_t>(limit));
  } else {
    n = num::parse_int(text, base, static_cast<size_t>(limit));
  }
  if (n.status != num::IntParseStatus::kOk && t.error) return Ref();  // a signal handler has ended it
  switch (n.status) {
    case num::IntParseStatus::kOk: return n.is_small ? make_int(t, n.small) : make_int(t, std::move(n.big));
    case num::IntParseStatus::kBadBase: return raise_value_error(t, "int() base must be >= 2 and <= 36, or 0");
    case num::IntParseStatus::kTooManyDigits:
      return raise_value_error(t,
                               "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; use "
                               "sys.set_int_max_str_digits() to increase the limit",
                               limit, n.digits);
    case num::IntParseStatus::kNoMemory: return raise_memory_error(t);
    default: return raise_value_error(t, "invalid literal for int() with base %d: %.200R", base, source);
  }
}

Ref raise_too_long(Thread& t, i32 limit) {
  return raise_value_error(
      t,
      "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to "
      "increase the limit",
      limit);
}

size_t write_digits(Thread& t, Value v, int base, char* digits) {
  IntOperand operand(v);
  if (operand.view.size <= kLongLimbs) return num::write_big(operand, base, digits);
  LongWork work(t, {v});
  return num::write_big(operand, base, digits);
}

Ref big_to_str(Thread& t, Value v, int base) {
  IntOperand operand(v);
  num::BigView view = operand;
  i32 limit = (base & (base - 1)) == 0 ? 0 : g_int_max_str_digits.load(gc::relaxed);
  if (limit > 0 && num::surely_exceeds_decimal_digits(view, static_cast<size_t>(limit)))
    return raise_too_long(t, limit);
  size_t bound = num::big_text_bound(view, base);
  auto* digits = static_cast<char*>(gc::raw_alloc(bound));
  size_t n = digits ? write_digits(t, v, base, digits) : 0;
  Ref text;
  if (n == 0) raise_no_result(t);
  else if (limit > 0 && n - view.negative > static_cast<size_t>(limit)) raise_too_long(t, limit);
  else text = make_str_ascii(t, {digits, n});
  gc::raw_free(digits);
  return text;
}

}  // namespace

// lint: name: borrow: signal handlers run while long texts are parsed
Ref int_from_text(Thread& t, Value str, int base) {
  text::StrView view = str_view(str);
  if (view.ascii) return parse_text(t, as_str(str)->ascii_view(), base, str);
  auto* ascii = static_cast<char*>(gc::raw_alloc(view.length));
  if (!ascii) return raise_memory_error(t);
  text::to_ascii_decimal(view, ascii);
  Ref n = parse_text(t, {ascii, view.length}, base, str);
  gc::raw_free(ascii);
  return n;
}

// lint: name: borrow: signal handlers run while long numbers are written
Ref int_to_str(Thread& t, Value v, int base) {
  i64 small;
  if (!int_fits_i64(v, &small)) return big_to_str(t, v, base);
  char digits[num::kMaxInt64Text];
  size_t n = base == 10 ? num::write_int64(small, digits) : num::write_int64_base(small, base, digits);
  return make_str_ascii(t, {digits, n});
}

Ref int_repr(Thread& t, Value self) { return int_to_str(t, self, 10); }

// ---- construction

namespace {

Error raise_not_convertible(Thread& t, Value v) {
  return raise_type_error(t, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

Ref from_buffer_text_py(Thread& t, Value v, int base) {
  SteadyBytes text(t, v);
  if (!text) return forget_error(t) ? raise_not_convertible(t, v) : Error();
  Ref bytes =
      is_exact(v, TypeId::kBytes) ? text.bytes() : make_bytes(t, text.view());  // messages show an exact bytes object
  return bytes ? parse_text(t, text.view(), base, bytes) : Ref();
}

Ref call_int_py(Thread& t, Value v) {
  Ref n = type_of(v)->slots.to_int(t, v);
  if (!n || is_exact_int(n)) return n;
  if (!is_int(n)) return refuse_result(t, v, n, kIntResult);
  return warn_of_subclass_py(t, v, n, kIntResult) ? exact_int(t, n) : Ref();
}

}  // namespace

Ref int_from_value_py(Thread& t, Value v) {
  if (is_exact_int(v)) return Ref::share(t, v);
  const Slots& s = type_of(v)->slots;
  if (s.to_int) return call_int_py(t, v);
  if (s.index) return index_py(t, v);
  if (is_str(v)) return int_from_text(t, v, 10);
  if (s.get_buffer) return from_buffer_text_py(t, v, 10);
  return raise_not_convertible(t, v);
}

namespace {

Ref value_with_base_py(Thread& t, Value v, Value base_value) {
  i64 base;
  if (!index_i64_py(t, base_value, &base, nullptr)) return Ref();
  if ((base != 0 && base < 2) || base > 36) return raise_value_error(t, "int() base must be >= 2 and <= 36, or 0");
  if (is_str(v)) return int_from_text(t, v, static_cast<int>(base));
  if (is_bytes(v) || is_bytearray(v)) return from_buffer_text_py(t, v, static_cast<int>(base));
  return raise_type_error(t, "int() can't convert non-string with explicit base");
}

Ref value_from_args_py(Thread& t, const CallArgs& args) {
  if (!args.names && args.positional == 1) return int_from_value_py(t, args[0]);
  static constexpr Signature kSignature = parse_signature("(x=<none>, /, base=<none>)");
  Value bound[2];
  if (!args.names && args.positional > 2)
    return raise_type_error(t, "int expected at most 2 arguments, got %d", static_cast<int>(args.positional));
  if (!bind_arguments(t, "int", kSignature, args, bound)) return Ref();
  if (bound[1]) {
    if (!bound[0]) return raise_type_error(t, "int() missing string argument");
    return value_with_base_py(t, bound[0], bound[1]);
  }
  return bound[0] ? int_from_value_py(t, bound[0]) : Ref::immediate(Value::small_int(0));
}

Ref int_create(Thread& t, Type* type, const CallArgs& args) {
  Ref value = value_from_args_py(t, args);
  if (!value || type == kIntType) return value;
  IntOperand operand(value);
  Ref instance = allocate_instance(t, type, operand.view.size);
  if (instance) fill_int(instance.as<Int>(), operand);
  return instance;
}

Ref int_compare_slot(Thread&, Value a, Value b, CompareOp op) {
  if (!is_int(a) || !is_int(b)) return Ref::immediate(kNotImplemented);
  int c = int_compare(a, b);
  switch (op) {
    case CompareOp::kLt: return bool_ref(c < 0);
    case CompareOp::kLe: return bool_ref(c <= 0);
    case CompareOp::kEq: return bool_ref(c == 0);
    case CompareOp::kNe: return bool_ref(c != 0);
    case CompareOp::kGt: return bool_ref(c > 0);
    default: return bool_ref(c >= 0);
  }
}

bool int_hash_slot(Thread&, Value self, i64* out) { return int_hash(self, out); }
int int_truth(Thread&, Value self) { return !is_zero_int(self); }

Ref int_to_float(Thread& t, Value self) {
  std::optional<double> d = num::to_double(IntOperand(self));
  if (!d) return raise_overflow_error(t, "int too large to convert to float");
  return make_float(t, *d);
}

constexpr Slots kIntSlots = [] {
  Slots s{};
  s.repr = int_repr;
  s.hash = int_hash_slot;
  s.compare = int_compare_slot;
  s.truth = int_truth;
  s.index = exact_int;
  s.to_int = exact_int;
  s.to_float = int_to_float;
  s.create = int_create;
  fill_int_operators(s);
  return s;
}();

}  // namespace

const TypeSpec kIntSpec = {.id = TypeId::kInt,
                           .name = "int",
                           .size = kIntHeader,
                           .item_size = sizeof(u64),
                           .flags = kTypeSubclassable | kTypeVarSized,
                           .doc =
                               "int([x]) -> integer\n"
                               "int(x, base=10) -> integer\n\n"
                               "Convert a number or string to an integer, or return 0 if no arguments are given.",
                           .slots = kIntSlots,
                           .methods = kIntMethods,
                           .getset = kIntGetSet};

}  // namespace rt
