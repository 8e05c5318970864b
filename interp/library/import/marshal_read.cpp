// Reads values in marshal's format, from memory or from a file. From a file no byte is read that does not belong to the
// value, so it may hold several values and other data between them.
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/library/import/marshal.h"
#include "runtime/num/float_text.h"
#include "runtime/object/names.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// What has been read is of native types, which hash and compare themselves. Python code runs only where a file is read.
class Reader {
 public:
  Reader(Thread& t, const char* begin, const char* end, bool allow_code)
      : t_(t), at_(begin), end_(end), allow_code_(allow_code) {}
  Reader(Thread& t, Value file, bool allow_code) : t_(t), file_(file), allow_code_(allow_code) {}

  Ref value_py() {
    u8 tag;
    return tag_py(&tag) ? value_with_tag_py(tag) : Ref();
  }

 private:
  const char* take_py(u64 n);
  const char* take_from_file_py(u64 n);
  bool byte_py(u8* out);
  bool u32_py(u32* out);
  bool size_py(u64* out, const char* what);
  bool tag_py(u8* out);

  Ref value_with_tag_py(u8 tag);
  Ref tagged_py(char tag, i64 number);
  Ref binary_number_py(char tag);
  Ref long_int_py();
  bool decimal_py(double* out);
  Ref decimal_number_py(bool is_complex);
  Ref bytes_py();
  Ref text_py(char tag);
  Ref code_py();
  Ref tuple_py(char tag, i64 number);
  Ref list_py(i64 number);
  Ref set_py(i64 number);
  Ref frozenset_py();
  Ref dict_py(i64 number);
  Ref frozendict_py();
  Ref slice_py();
  Ref reference_py();

  // An object whose tag says so gets a number. A reference must not name it before it is entered. Lists, dicts, sets
  // and tuples are entered before their items are read, other objects when they are complete. `number` -1: it has none.
  bool reserve(i64* number);
  void enter(i64 number, Value v);

  Thread& t_;
  const char *at_ = nullptr, *end_ = nullptr;
  Value file_;
  Ref chunk_;  // bytes: what has been read of the file last
  bool allow_code_;
  int depth_ = 0;
  Ref objects_;  // list: objects by number; kNotImplemented: not entered
};

// ---- bytes

// The next n bytes, valid until the next call. Null: an error is pending.
const char* Reader::take_py(u64 n) {
  if (file_) return take_from_file_py(n);
  if (static_cast<u64>(end_ - at_) < n) {
    rt::raise(t_, rt::kEOFErrorType, "marshal data too short");
    return nullptr;
  }
  at_ += n;
  return at_ - n;
}

const char* Reader::take_from_file_py(u64 n) {
  Ref size = rt::make_uint(t_, n);
  Ref buffer = size ? rt::call_py(t_, rt::kByteArrayType, size) : Ref();
  Ref count = buffer ? rt::call_method_py(t_, file_, Ref(rt::intern(t_, "readinto")), buffer) : Ref();
  i64 got;
  if (!count || !rt::index_i64_py(t_, count, &got, rt::kValueErrorType)) return nullptr;
  if (got > static_cast<i64>(n)) {
    rt::raise_value_error(t_, "read() returned too much data: %zu bytes requested, %zd returned",
                          static_cast<size_t>(n), static_cast<ssize_t>(got));
    return nullptr;
  }
  rt::SteadyBytes bytes(t_, buffer);
  if (!bytes) return nullptr;
  if (got < static_cast<i64>(n) || bytes.size() < n) {
    rt::raise(t_, rt::kEOFErrorType, "EOF read where not expected");
    return nullptr;
  }
  chunk_ = rt::make_bytes(t_, bytes.view());
  return chunk_ ? chunk_.as<rt::Bytes>()->view().data() : nullptr;
}

bool Reader::byte_py(u8* out) {
  if (!file_ && at_ == end_) return rt::raise(t_, rt::kEOFErrorType, "EOF read where not expected");
  const char* p = take_py(1);
  if (p) *out = static_cast<u8>(*p);
  return p;
}

bool Reader::u32_py(u32* out) {
  const char* p = take_py(4);
  if (p) memcpy(out, p, 4);
  return p;
}

bool Reader::size_py(u64* out, const char* what) {
  u32 n;
  if (!u32_py(&n)) return false;
  if (n > INT32_MAX) return rt::raise_value_error(t_, "bad marshal data (%s size out of range)", what);
  *out = n;
  return true;
}

bool Reader::tag_py(u8* out) {
  if (byte_py(out)) return true;
  if (!rt::error_is(t_, rt::kEOFErrorType)) return false;
  rt::clear_error(t_);
  return rt::raise(t_, rt::kEOFErrorType, "EOF read where object expected");
}

// ---- numbers by which references name objects

bool Reader::reserve(i64* number) {
  if (!objects_) objects_ = rt::make_list(t_);
  if (!objects_) return false;
  *number = static_cast<i64>(rt::as_list(objects_)->size());
  return rt::list_append(t_, rt::as_list(objects_), Ref::immediate(rt::kNotImplemented));
}

void Reader::enter(i64 number, Value v) {
  if (number >= 0) rt::list_set(t_, rt::as_list(objects_), number, Ref::share(t_, v));
}

Ref Reader::reference_py() {
  u32 index;
  if (!u32_py(&index)) return Ref();
  bool known = objects_ && index < rt::as_list(objects_)->size();
  Value v = known ? (*rt::as_list(objects_))[index] : rt::kNotImplemented;
  if (v == rt::kNotImplemented) return rt::raise_value_error(t_, "bad marshal data (invalid reference)");
  return Ref::share(t_, v);
}

// ---- numbers

// lint: name: an int's own operator
Ref Reader::long_int_py() {
  u32 head;
  if (!u32_py(&head)) return Ref();
  i32 count = static_cast<i32>(head);
  if (count == INT32_MIN) return rt::raise_value_error(t_, "bad marshal data (long size out of range)");
  size_t digits = static_cast<size_t>(count < 0 ? -static_cast<i64>(count) : count);
  const char* p = take_py(digits * 2);
  if (!p) return Ref();
  rt::num::BigBuf n(digits * 15 / rt::num::kLimbBits + 1);
  if (!n.ok()) return rt::raise_memory_error(t_);
  memset(n.limbs(), 0, n.size() * sizeof(rt::num::Limb));
  u64 d = 0;
  for (size_t bit = 0; bit < digits * 15; bit += 15, p += 2) {
    d = static_cast<u8>(p[0]) | static_cast<u64>(static_cast<u8>(p[1])) << 8;
    if (d > 0x7fff) return rt::raise_value_error(t_, "bad marshal data (digit out of range in long)");
    size_t limb = bit / 64, shift = bit % 64;
    n.limbs()[limb] |= d << shift;
    if (shift > 49) n.limbs()[limb + 1] |= d >> (64 - shift);
  }
  if (digits && d == 0) return rt::raise_value_error(t_, "bad marshal data (unnormalized long data)");
  n.normalize(false);
  Ref v = rt::make_int(t_, std::move(n));
  return v && count < 0 ? rt::unary_op_py(t_, rt::UnaryOp::kNeg, v) : std::move(v);
}

// A double as text, as versions 0 and 1 write it.
bool Reader::decimal_py(double* out) {
  u8 n;
  const char* p = byte_py(&n) ? take_py(n) : nullptr;
  if (!p) return false;
  Ref text = rt::decode_utf8(t_, p, n, "replace");
  Ref value = text ? rt::float_from_text(t_, text) : Ref();
  if (value) *out = rt::float_value(value);
  return bool(value);
}

Ref Reader::decimal_number_py(bool is_complex) {
  double real, imag;
  if (!decimal_py(&real)) return Ref();
  if (!is_complex) return rt::make_float(t_, real);
  return decimal_py(&imag) ? rt::make_complex(t_, real, imag) : Ref();
}

// ---- bytes, text, code

Ref Reader::bytes_py() {
  u64 n;
  const char* p = size_py(&n, "bytes object") ? take_py(n) : nullptr;
  return p ? rt::make_bytes(t_, {p, n}) : Ref();
}

Ref Reader::text_py(char tag) {
  u64 n;
  u8 little;
  bool is_short = tag == 'z' || tag == 'Z', interned = tag == 't' || tag == 'A' || tag == 'Z';
  if (is_short ? !byte_py(&little) : !size_py(&n, "string")) return Ref();
  if (is_short) n = little;
  const char* p = take_py(n);
  if (!p) return Ref();
  bool utf8 = tag == 't' || tag == 'u';
  Ref v = utf8 ? rt::decode_utf8(t_, p, n, "surrogatepass") : rt::make_str(t_, rt::text::bytes_view(p, n));
  return v && interned ? rt::intern(t_, std::move(v)) : std::move(v);
}

Ref Reader::code_py() {
  if (!allow_code_) return rt::raise_value_error(t_, "unmarshalling code objects is disallowed");
  u64 n;
  const char* p = size_py(&n, "code") ? take_py(n) : nullptr;
  if (!p) return Ref();
  Ref code = comp::code_from_bytes(t_, {p, n});
  if (code || t_.error) return code;
  return rt::raise_value_error(t_, "bad marshal data (code that is damaged or of another revision)");
}

// ---- containers

// A tuple that references may name exists before its items, and holds None in their places.
Ref Reader::tuple_py(char tag, i64 number) {
  u64 n;
  u8 little;
  if (tag == ')' ? !byte_py(&little) : !size_py(&n, "tuple")) return Ref();
  if (tag == ')') n = little;
  // Each item takes a byte at least: no memory is taken for what the data cannot hold.
  if (!file_ && n > static_cast<u64>(end_ - at_))
    return rt::raise(t_, rt::kEOFErrorType, "EOF read where object expected");
  if (n == 0) return Ref::share(t_, rt::empty_tuple());
  Ref tuple = rt::make_tuple_uninitialised(t_, n);
  if (!tuple) return Ref();
  for (u64 i = 0; i < n; ++i) rt::init_field(rt::as_tuple(tuple)->items[i], rt::none());
  enter(number, tuple);
  for (u64 i = 0; i < n; ++i) {
    Ref item = value_py();
    if (!item) return Ref();
    rt::store_field(t_, tuple.object(), rt::as_tuple(tuple)->items[i], std::move(item));
  }
  return tuple;
}

Ref Reader::list_py(i64 number) {
  u64 n;
  Ref list = size_py(&n, "list") ? rt::make_list(t_) : Ref();
  if (!list) return Ref();
  enter(number, list);
  for (u64 i = 0; i < n; ++i) {
    Ref item = value_py();
    if (!item || !rt::list_append(t_, rt::as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref Reader::set_py(i64 number) {
  u64 n;
  Ref set = size_py(&n, "set") ? rt::make_set(t_) : Ref();
  if (!set) return Ref();
  enter(number, set);
  for (u64 i = 0; i < n; ++i) {
    Ref item = value_py();
    if (!item || !rt::set_add_py(t_, rt::as_set(set), item)) return Ref();
  }
  return set;
}

Ref Reader::frozenset_py() {
  Ref set = set_py(-1);
  return set ? rt::make_frozenset_py(t_, set) : Ref();
}

Ref Reader::dict_py(i64 number) {
  Ref dict = rt::make_dict(t_);
  if (!dict) return Ref();
  enter(number, dict);
  for (;;) {
    u8 tag;
    if (!tag_py(&tag)) return Ref();
    if (tag == '0') return dict;
    Ref key = value_with_tag_py(tag);
    if (!key || !tag_py(&tag)) return Ref();
    if (tag == '0') return dict;
    Ref value = value_with_tag_py(tag);
    if (!value || !rt::dict_set_py(t_, rt::as_dict(dict), key, value)) return Ref();
  }
}

Ref Reader::frozendict_py() {
  Ref dict = dict_py(-1);
  return dict ? rt::make_frozendict(t_, rt::kFrozenDictType, rt::as_dict(dict)) : Ref();
}

Ref Reader::slice_py() {
  Ref start = value_py(), stop = start ? value_py() : Ref(), step = stop ? value_py() : Ref();
  return step ? rt::make_slice(t_, start, stop, step) : Ref();
}

// ---- values

Ref Reader::binary_number_py(char tag) {
  double d[2];
  const char* p;
  switch (tag) {
    case 'i': p = take_py(4); break;
    case 'y': p = take_py(16); break;
    default: p = take_py(8);
  }
  if (!p) return Ref();
  if (tag == 'i') {
    i32 n;
    memcpy(&n, p, sizeof(n));
    return rt::make_int(t_, n);
  }
  if (tag == 'I') {
    i64 n;
    memcpy(&n, p, sizeof(n));
    return rt::make_int(t_, n);
  }
  memcpy(d, p, tag == 'g' ? 8 : 16);
  return tag == 'g' ? rt::make_float(t_, d[0]) : rt::make_complex(t_, d[0], d[1]);
}

Ref Reader::tagged_py(char tag, i64 number) {
  switch (tag) {
    case 'N': return rt::none();
    case 'T': return rt::bool_ref(true);
    case 'F': return rt::bool_ref(false);
    case '.': return Ref::immediate(rt::kEllipsis);
    case 'S': return Ref::share(t_, Value(rt::kStopIterationType));
    case 'i':
    case 'I':
    case 'g':
    case 'y': return binary_number_py(tag);
    case 'f':
    case 'x': return decimal_number_py(tag == 'x');
    case 'l': return long_int_py();
    case 's': return bytes_py();
    case 'u':
    case 't':
    case 'a':
    case 'A':
    case 'z':
    case 'Z': return text_py(tag);
    case 'c': return code_py();
    case '(':
    case ')': return tuple_py(tag, number);
    case '[': return list_py(number);
    case '<': return set_py(number);
    case '>': return frozenset_py();
    case '{': return dict_py(number);
    case '}': return frozendict_py();
    case ':': return slice_py();
    case 'r': return reference_py();
    default: return rt::raise_value_error(t_, "bad marshal data (unknown type code)");
  }
}

Ref Reader::value_with_tag_py(u8 tag) {
  rt::NativeDepth native(t_, " while unmarshalling");
  if (!native) return Ref();
  if (depth_ >= kMarshalDepth) return rt::raise_value_error(t_, "recursion limit exceeded");
  i64 number = -1;
  if ((tag & 0x80) && !reserve(&number)) return Ref();
  ++depth_;
  Ref v = tagged_py(static_cast<char>(tag & 0x7f), number);
  --depth_;
  if (!v || !rt::poll_py(t_)) return Ref();
  enter(number, v);
  return v;
}

}  // namespace

Ref marshal_from_bytes_py(Thread& t, Value data, bool allow_code) {
  rt::SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  return Reader(t, bytes.view().data(), bytes.view().data() + bytes.size(), allow_code).value_py();
}

Ref marshal_from_file_py(Thread& t, Value file, bool allow_code) {
  // Reading nothing tells whether it is a binary file.
  Ref nothing = rt::call_method_py(t, file, rt::name(rt::N::read), Value::small_int(0));
  if (!nothing) return Ref();
  if (!rt::is_bytes(nothing)) return rt::raise_type_error(t, "file.read() returned not bytes but %T", nothing.get());
  return Reader(t, file, allow_code).value_py();
}

}  // namespace vm
