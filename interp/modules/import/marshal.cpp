// Module marshal: values in CPython's marshal format (version 2: no back references). A code object is stored inside it
// as an image of tinypy's cache format (compile/image.h).
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/vm/frame.h"
#include "runtime/object/audit.h"
#include "runtime/object/names.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

namespace {

// ---- writing

struct Writer {
  Thread& t;
  bool allow_code = true;
  rt::text::ByteBuilder out;

  void byte(char c) { out.append(static_cast<u8>(c)); }
  void u32le(u64 n) {
    for (int i = 0; i < 4; ++i) out.append(static_cast<u8>(n >> (8 * i)));
  }
  // Writes a size. A size that does not fit 31 bits is an error.
  bool size(u64 n) {
    if (n > INT32_MAX) return rt::raise_value_error(t, "unmarshallable object");
    u32le(n);
    return true;
  }
  bool text(char tag, std::string_view s) {
    byte(tag);
    if (!size(s.size())) return false;
    out.append(s);
    return out.ok() || rt::raise_memory_error(t);
  }
  bool fail() { return rt::raise_value_error(t, "unmarshallable object"); }
};

bool write_value(Writer& w, Value v);

// Magnitude in 15-bit digits, the count negative for negative numbers.
bool write_long(Writer& w, Value v) {
  u64 scratch;
  rt::num::BigView n = rt::big_view(v, &scratch);
  size_t bits = rt::num::bit_length(n), digits = (bits + 14) / 15;
  if (digits > INT32_MAX) return w.fail();
  w.byte('l');
  w.u32le(static_cast<u64>(n.negative ? -static_cast<i64>(digits) : static_cast<i64>(digits)));
  w.out.reserve(digits * 2);
  if (!w.out.ok()) return rt::raise_memory_error(w.t);
  for (size_t i = 0; i < digits; ++i) {
    size_t bit = i * 15, limb = bit / 64, shift = bit % 64;
    u64 d = n.limbs[limb] >> shift;
    if (shift > 49 && limb + 1 < static_cast<size_t>(n.size)) d |= n.limbs[limb + 1] << (64 - shift);
    d &= 0x7fff;
    w.byte(static_cast<char>(d));
    w.byte(static_cast<char>(d >> 8));
  }
  return true;
}

void write_double(Writer& w, double d) {
  char bytes[8];
  memcpy(bytes, &d, 8);
  w.out.append(bytes, 8);
}

bool write_items(Writer& w, char tag, Value list) {
  w.byte(tag);
  auto* l = rt::as_list(list);
  if (!w.size(l->size())) return false;
  for (u64 i = 0; i < l->size(); ++i) {
    if (!write_value(w, (*l)[i])) return false;
  }
  return true;
}

bool write_dict(Writer& w, char tag, Value v) {
  w.byte(tag);
  u64 position = 0;
  Ref key, value;
  while (rt::dict_next(w.t, rt::as_dict(v), &position, &key, &value)) {
    if (!write_value(w, key) || !write_value(w, value)) return false;
  }
  w.byte('0');
  return true;
}

// Other objects with bytes are written as bytes.
bool write_buffer(Writer& w, Value v) {
  if (!rt::type_of(v)->slots.get_buffer) return w.fail();
  rt::BufferView view(w.t, v);
  return view && w.text('s', {reinterpret_cast<const char*>(view.data()), view.size()});
}

// lint: name: only objects of native types are written, by their own methods
bool write_object(Writer& w, Value v) {
  if (rt::is_exact_str(v)) {
    rt::Utf8 text(w.t, v);
    if (text.ok()) return w.text('u', text.view());
    if (!rt::error_is(w.t, rt::kUnicodeErrorType)) return false;
    rt::clear_error(w.t);
    Ref bytes = rt::call_method_py(w.t, v, Ref(rt::intern(w.t, "encode")), Ref(rt::make_str(w.t, "utf-8")),
                                   Ref(rt::make_str(w.t, "surrogatepass")));
    return bytes && w.text('u', bytes.as<rt::Bytes>()->view());
  }
  switch (static_cast<TypeId>(v.object()->shape_id())) {
    case TypeId::kInt: return write_long(w, v);
    case TypeId::kFloat:
      w.byte('g');
      write_double(w, rt::float_value(v));
      return true;
    case TypeId::kComplex:
      w.byte('y');
      write_double(w, v.as<rt::Complex>()->real);
      write_double(w, v.as<rt::Complex>()->imag);
      return true;
    case TypeId::kBytes: return w.text('s', v.as<rt::Bytes>()->view());
    case TypeId::kTuple:
    case TypeId::kList:
    case TypeId::kSet:
    case TypeId::kFrozenSet: {
      TypeId id = static_cast<TypeId>(v.object()->shape_id());
      Ref list = rt::to_list_py(w.t, v);
      char tag = id == TypeId::kTuple ? '(' : id == TypeId::kList ? '[' : id == TypeId::kSet ? '<' : '>';
      return list && write_items(w, tag, list);
    }
    case TypeId::kDict: return write_dict(w, '{', v);
    case TypeId::kFrozenDict: return write_dict(w, '}', v);
    case TypeId::kSlice: {
      auto* slice = v.as<rt::SliceObject>();
      w.byte(':');
      return write_value(w, slice->start.get()) && write_value(w, slice->stop.get()) &&
             write_value(w, slice->step.get());
    }
    case TypeId::kCode: {
      if (!w.allow_code) return rt::raise_value_error(w.t, "marshalling code objects is disallowed");
      Ref image = comp::code_to_bytes(w.t, v.as<Code>());
      return image && w.text('c', image.as<rt::Bytes>()->view());
    }
    default: return write_buffer(w, v);
  }
}

bool write_value(Writer& w, Value v) {
  rt::NativeDepth depth(w.t, " while marshalling");
  if (!depth) return false;
  v = v.stripped();
  if (v == rt::kNone) w.byte('N');
  else if (v == rt::kTrue) w.byte('T');
  else if (v == rt::kFalse) w.byte('F');
  else if (v == rt::kEllipsis) w.byte('.');
  else if (v == Value(rt::kStopIterationType)) w.byte('S');
  else if (v.is_small_int()) {
    i64 n = v.small();
    if (n != static_cast<i32>(n)) return write_long(w, v);
    w.byte('i');
    w.u32le(static_cast<u64>(n));
  } else if (rt::is_exact_float(v)) {
    w.byte('g');
    write_double(w, rt::float_value(v));
  } else if (v.is_pointer()) {
    return write_object(w, v);
  } else {
    return w.fail();
  }
  return true;
}

Ref dumps_py(Thread& t, Value v, Value allow_code) {
  int allowed = rt::truth_py(t, allow_code);
  if (allowed < 0) return Ref();
  Writer w{t, allowed > 0};
  if (!write_value(w, v)) return Ref();
  return w.out.ok() ? rt::make_bytes(t, w.out.text()) : rt::raise_memory_error(t);
}

// ---- reading

struct Reader {
  Thread& t;
  const char* p;
  const char* end;
  Ref references;  // list: objects marked for back references
  bool allow_code = true;

  Ref too_short() { return rt::raise(t, rt::kEOFErrorType, "marshal data too short"); }
  bool has(size_t n) const { return static_cast<size_t>(end - p) >= n; }
  u32 u32le() {
    u32 n;
    memcpy(&n, p, 4);
    p += 4;
    return n;
  }
};

Ref read_value(Reader& r);

// lint: name: an int's own operator
Ref read_long(Reader& r) {
  if (!r.has(4)) return r.too_short();
  i32 count = static_cast<i32>(r.u32le());
  if (count == INT32_MIN) return rt::raise_value_error(r.t, "bad marshal data (long size out of range)");
  size_t digits = static_cast<size_t>(count < 0 ? -static_cast<i64>(count) : count);
  if (!r.has(digits * 2)) return r.too_short();
  rt::num::BigBuf n(digits * 15 / rt::num::kLimbBits + 1);
  if (!n.ok()) return rt::raise_memory_error(r.t);
  memset(n.limbs(), 0, n.size() * sizeof(rt::num::Limb));
  u64 d = 0;
  for (size_t bit = 0; bit < digits * 15; bit += 15, r.p += 2) {
    d = static_cast<u8>(r.p[0]) | static_cast<u64>(static_cast<u8>(r.p[1])) << 8;
    if (d > 0x7fff) return rt::raise_value_error(r.t, "bad marshal data (digit out of range in long)");
    size_t limb = bit / 64, shift = bit % 64;
    n.limbs()[limb] |= d << shift;
    if (shift > 49) n.limbs()[limb + 1] |= d >> (64 - shift);
  }
  if (digits && d == 0) return rt::raise_value_error(r.t, "bad marshal data (unnormalized long data)");
  n.normalize(false);
  Ref v = rt::make_int(r.t, std::move(n));
  return v && count < 0 ? rt::unary_op_py(r.t, rt::UnaryOp::kNeg, v) : std::move(v);
}

Ref read_text(Reader& r, char tag) {
  size_t n;
  if (tag == 'z' || tag == 'Z') {
    if (!r.has(1)) return r.too_short();
    n = static_cast<u8>(*r.p++);
  } else {
    if (!r.has(4)) return r.too_short();
    n = r.u32le();
  }
  if (!r.has(n)) return r.too_short();
  std::string_view text(r.p, n);
  r.p += n;
  if (tag == 's') return rt::make_bytes(r.t, text);
  if (tag == 'c') {
    if (!r.allow_code) return rt::raise_value_error(r.t, "unmarshalling code objects is disallowed");
    Ref code = comp::code_from_bytes(r.t, text);
    return code || r.t.error
               ? std::move(code)
               : rt::raise_value_error(r.t, "bad marshal data (code that is damaged or of another revision)");
  }
  Ref v = rt::decode_utf8(r.t, text.data(), text.size(), "surrogatepass");
  return v && (tag == 't' || tag == 'A' || tag == 'Z') ? rt::intern(r.t, std::move(v)) : std::move(v);
}

// lint: name: what has been read is of native types, which hash and compare themselves
Ref read_items(Reader& r, char tag) {
  size_t n;
  if (tag == ')') {
    if (!r.has(1)) return r.too_short();
    n = static_cast<u8>(*r.p++);
  } else {
    if (!r.has(4)) return r.too_short();
    n = r.u32le();
  }
  if (!r.has(n)) return r.too_short();
  Ref list = rt::make_list(r.t, n);
  if (!list) return list;
  for (size_t i = 0; i < n; ++i) {
    Ref item = read_value(r);
    if (!item || !rt::list_append(r.t, rt::as_list(list), std::move(item))) return Ref();
  }
  if (tag == '(' || tag == ')') return rt::list_to_tuple(r.t, list);
  if (tag == '[') return list;
  if (tag == '>') return rt::make_frozenset_py(r.t, list);
  Ref set = rt::make_set(r.t);
  return set && rt::set_update_py(r.t, rt::as_set(set), list) ? std::move(set) : Ref();
}

// lint: name: what has been read is of native types, which hash and compare themselves
Ref read_dict(Reader& r) {
  Ref dict = rt::make_dict(r.t);
  while (dict) {
    if (!r.has(1)) return r.too_short();
    if (*r.p == '0') {
      ++r.p;
      return dict;
    }
    Ref key = read_value(r);
    Ref value = key ? read_value(r) : Ref();
    if (!value || !rt::dict_set_py(r.t, rt::as_dict(dict), key, value)) return Ref();
  }
  return dict;
}

Ref read_tagged(Reader& r, char tag) {
  switch (tag) {
    case 'N': return rt::none();
    case 'T': return rt::bool_ref(true);
    case 'F': return rt::bool_ref(false);
    case '.': return Ref::immediate(rt::kEllipsis);
    case 'S': return Ref::share(r.t, Value(rt::kStopIterationType));
    case 'i': return r.has(4) ? rt::make_int(r.t, static_cast<i32>(r.u32le())) : r.too_short();
    case 'l': return read_long(r);
    case 'g':
    case 'y': {
      double d[2] = {0, 0};
      size_t n = tag == 'g' ? 8 : 16;
      if (!r.has(n)) return r.too_short();
      memcpy(d, r.p, n);
      r.p += n;
      return tag == 'g' ? rt::make_float(r.t, d[0]) : rt::make_complex(r.t, d[0], d[1]);
    }
    case 's':
    case 'u':
    case 't':
    case 'a':
    case 'A':
    case 'z':
    case 'Z':
    case 'c': return read_text(r, tag);
    case '(':
    case ')':
    case '[':
    case '<':
    case '>': return read_items(r, tag);
    case '{': return read_dict(r);
    case '}': {
      Ref dict = read_dict(r);
      return dict ? rt::make_frozendict(r.t, rt::kFrozenDictType, rt::as_dict(dict)) : Ref();
    }
    case ':': {
      Ref start = read_value(r), stop = start ? read_value(r) : Ref(), step = stop ? read_value(r) : Ref();
      return step ? rt::make_slice(r.t, start, stop, step) : Ref();
    }
    case 'r': {
      if (!r.has(4)) return r.too_short();
      u32 index = r.u32le();
      Ref v = r.references ? rt::list_get(r.t, rt::as_list(r.references), index) : Ref();
      return v ? std::move(v) : rt::raise_value_error(r.t, "bad marshal data (invalid reference)");
    }
    default: return rt::raise_value_error(r.t, "bad marshal data (unknown type code)");
  }
}

Ref read_value(Reader& r) {
  rt::NativeDepth depth(r.t, " while unmarshalling");
  if (!depth) return Ref();
  if (!r.has(1)) return r.too_short();
  u8 tag = static_cast<u8>(*r.p++);
  bool remember = tag & 0x80;
  i64 index = 0;
  if (remember) {
    if (!r.references) r.references = rt::make_list(r.t);
    if (!r.references) return Ref();
    index = static_cast<i64>(rt::as_list(r.references)->size());
    if (!rt::list_append(r.t, rt::as_list(r.references), rt::none())) return Ref();
  }
  Ref v = read_tagged(r, static_cast<char>(tag & 0x7f));
  if (v && remember) rt::list_set(r.t, rt::as_list(r.references), index, Ref::share(r.t, v));
  return v;
}

Ref marshal_dumps(Thread& t, Value v, Value version, Value allow_code) {
  return rt::audit_py(t, "marshal.dumps", v, version) ? dumps_py(t, v, allow_code) : Ref();
}

Ref load_bytes_py(Thread& t, Value data, Value allow_code) {
  int allowed = rt::truth_py(t, allow_code);
  if (allowed < 0) return Ref();
  rt::SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  Reader r{t, bytes.view().data(), bytes.view().data() + bytes.size(), Ref(), allowed > 0};
  return read_value(r);
}

Ref marshal_loads(Thread& t, Value data, Value allow_code) {
  return rt::audit_py(t, "marshal.loads", data) ? load_bytes_py(t, data, allow_code) : Ref();
}

Ref marshal_dump(Thread& t, Value v, Value file, Value version, Value allow_code) {
  Ref data = marshal_dumps(t, v, version, allow_code);
  return data ? rt::call_method_py(t, file, rt::name(rt::N::write), data) : Ref();
}

Ref marshal_load(Thread& t, Value file, Value allow_code) {
  Ref data = rt::call_method_py(t, file, rt::name(rt::N::read));
  return data && rt::audit_py(t, "marshal.load") ? load_bytes_py(t, data, allow_code) : Ref();
}

constexpr rt::MethodDef kMarshalMethods[] = {
    {"dumps", marshal_dumps, "(value, version=4, /, *, allow_code=True)", "Bytes for a value."},
    {"loads", marshal_loads, "(bytes, /, *, allow_code=True)", "The value of bytes made by dumps()."},
    {"dump", marshal_dump, "(value, file, version=4, /, *, allow_code=True)", "Write a value to a binary file."},
    {"load", marshal_load, "(file, /, *, allow_code=True)", "Read a value from a binary file."},
    {},
};

bool init_marshal(Thread& t, Value module) { return rt::module_add(t, module, "version", rt::make_int(t, 4)); }

}  // namespace

extern const rt::ModuleDef kMarshalModule = {"marshal", "Values as bytes, for caches of compiled code.",
                                             kMarshalMethods, init_marshal};

}  // namespace vm
