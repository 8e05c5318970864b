// Writes values in marshal's format. An object that has been written before is written as a reference, from version 3
// on: so the items of a loop are written once.
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/library/import/marshal.h"
#include "interp/vm/frame.h"
#include "runtime/library/pickle/pickle_memo.h"
#include "runtime/num/float_text.h"
#include "runtime/object/names.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

namespace {

constexpr u8 kReferable = 0x80;  // in a tag: later references may name this object by its number

class Writer {
 public:
  Writer(Thread& t, int version, bool allow_code) : t_(t), version_(version), allow_code_(allow_code) {}
  ~Writer() { written_.clear(t_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool value_py(Value v);
  Ref bytes() { return out_.ok() ? rt::make_bytes(t_, out_.text()) : rt::raise_memory_error(t_); }

 private:
  // An immutable object whose parts are being written. A reference to it could not be read.
  struct Open {
    Value object;
    const Open* outer;
  };

  void byte(char c) { out_.append(static_cast<u8>(c)); }
  // The tag of the current object.
  void tag(char c) { out_.append(static_cast<u8>(static_cast<u8>(c) | flag_)); }
  void u32le(u64 n) {
    for (int i = 0; i < 4; ++i) out_.append(static_cast<u8>(n >> (8 * i)));
  }
  bool fail() { return rt::raise_value_error(t_, "unmarshallable object"); }
  bool size(u64 n);
  bool bytes_of(char c, std::string_view s);
  void number(double d);

  bool reference(Value v, bool* done);
  bool small_value(Value v);
  bool object_py(Value v);
  bool long_int(Value v);
  bool text_py(Value v);
  bool sequence_py(Value v, char c);
  bool set_py(Value v, char c);
  bool dict_py(Value v, char c);
  bool frozendict_py(Value v);
  bool slice_py(Value v);
  bool code(Value v);
  bool buffer_py(Value v);

  Thread& t_;
  int version_;
  bool allow_code_;
  int depth_ = 0;
  u8 flag_ = 0;
  const Open* open_ = nullptr;
  rt::pickle::Memo written_;
  rt::text::ByteBuilder out_;
};

// A size that does not fit 31 bits is an error.
bool Writer::size(u64 n) {
  if (n > INT32_MAX) return fail();
  u32le(n);
  return true;
}

bool Writer::bytes_of(char c, std::string_view s) {
  tag(c);
  if (!size(s.size())) return false;
  out_.append(s);
  return out_.ok() || rt::raise_memory_error(t_);
}

void Writer::number(double d) {
  if (version_ > 1) return out_.append(&d, sizeof(d));
  rt::text::ByteBuilder text;
  rt::num::append_float(text, d, {.type = 'g', .precision = 17});
  byte(static_cast<char>(text.text().size()));
  out_.append(text.text());
}

// Writes a reference if the object has been written before, and sets *done. Otherwise the object gets a number.
bool Writer::reference(Value v, bool* done) {
  flag_ = 0;
  *done = false;
  if (version_ < 3) return true;
  i64 index = written_.find(v);
  if (index < 0) {
    flag_ = kReferable;
    return written_.add(t_, nullptr, v, written_.size());
  }
  for (const Open* o = open_; o; o = o->outer) {
    if (o->object == v) return rt::raise_value_error(t_, "cannot marshal recursion %T objects", v);
  }
  byte('r');
  u32le(static_cast<u64>(index));
  return *done = true;
}

// Magnitude in 15-bit digits, the count negative for negative numbers.
bool Writer::long_int(Value v) {
  u64 scratch;
  rt::num::BigView n = rt::big_view(v, &scratch);
  size_t bits = rt::num::bit_length(n), digits = (bits + 14) / 15;
  if (digits > INT32_MAX) return fail();
  tag('l');
  u32le(static_cast<u64>(n.negative ? -static_cast<i64>(digits) : static_cast<i64>(digits)));
  out_.reserve(digits * 2);
  if (!out_.ok()) return rt::raise_memory_error(t_);
  for (size_t i = 0; i < digits; ++i) {
    size_t bit = i * 15, limb = bit / 64, shift = bit % 64;
    u64 d = n.limbs[limb] >> shift;
    if (shift > 49 && limb + 1 < static_cast<size_t>(n.size)) d |= n.limbs[limb + 1] << (64 - shift);
    d &= 0x7fff;
    byte(static_cast<char>(d));
    byte(static_cast<char>(d >> 8));
  }
  return true;
}

// lint: name: a str's own method
bool Writer::text_py(Value v) {
  bool interned = version_ >= 3 && rt::is_interned(v);
  rt::Utf8 text(t_, v);
  if (!text.ok()) {
    if (!rt::error_is(t_, rt::kUnicodeErrorType)) return false;
    rt::clear_error(t_);
    Ref bytes = rt::call_method_py(t_, v, Ref(rt::intern(t_, "encode")), Ref(rt::make_str(t_, "utf-8")),
                                   Ref(rt::make_str(t_, "surrogatepass")));
    return bytes && bytes_of(interned ? 't' : 'u', bytes.as<rt::Bytes>()->view());
  }
  bool ascii = version_ >= 4 && text.view().size() == rt::as_str(v)->length;
  if (!ascii) return bytes_of(interned ? 't' : 'u', text.view());
  if (text.view().size() > UINT8_MAX) return bytes_of(interned ? 'A' : 'a', text.view());
  tag(interned ? 'Z' : 'z');
  byte(static_cast<char>(text.view().size()));
  out_.append(text.view());
  return true;
}

bool Writer::sequence_py(Value v, char c) {
  Ref list = rt::to_list_py(t_, v);
  if (!list) return false;
  u64 n = rt::as_list(list)->size();
  bool small = c == '(' && version_ >= 4 && n <= UINT8_MAX;
  tag(small ? ')' : c);
  if (small) byte(static_cast<char>(n));
  else if (!size(n)) return false;
  for (u64 i = 0; i < n; ++i) {
    if (!value_py((*rt::as_list(list))[i])) return false;
  }
  return true;
}

// The items of a set are written in the order of their bytes, which does not depend on hashes.
bool Writer::set_py(Value v, char c) {
  auto changed = [&](u64 n) { return rt::as_set(v)->used.load(gc::relaxed) != n; };
  Ref list = rt::set_items_list(t_, rt::as_set(v));
  if (!list) return false;
  u64 n = rt::as_list(list)->size();
  tag(c);
  if (!size(n)) return false;
  Ref order = rt::make_list(t_, n);  // pairs of the bytes of an item and its index
  for (u64 i = 0; order && i < n; ++i) {
    Writer alone(t_, version_, allow_code_);
    alone.depth_ = depth_;
    Ref bytes = alone.value_py((*rt::as_list(list))[i]) ? alone.bytes() : Ref();
    Ref pair = bytes ? rt::make_tuple(t_, bytes, Value::small_int(static_cast<i64>(i))) : Ref();
    if (!pair || !rt::list_append(t_, rt::as_list(order), std::move(pair))) return false;
    if (changed(n)) return rt::raise(t_, rt::kRuntimeErrorType, "set changed size during iteration");
  }
  if (!order || !rt::list_sort_py(t_, rt::as_list(order), rt::kNone, false)) return false;
  for (u64 i = 0; i < n; ++i) {
    Value index = (*rt::as_tuple((*rt::as_list(order))[i]))[1];
    if (!value_py((*rt::as_list(list))[static_cast<u64>(index.small())])) return false;
  }
  return true;
}

bool Writer::dict_py(Value v, char c) {
  tag(c);
  u64 position = 0;
  Ref key, value;
  while (rt::dict_next(t_, rt::as_dict(v), &position, &key, &value)) {
    if (!value_py(key) || !value_py(value)) return false;
  }
  byte('0');
  return true;
}

bool Writer::frozendict_py(Value v) {
  if (version_ < 6) return fail();
  Open open{v, open_};
  open_ = &open;
  bool ok = dict_py(v, '}');
  open_ = open.outer;
  return ok;
}

bool Writer::slice_py(Value v) {
  if (version_ < 5) return fail();
  auto* slice = v.as<rt::SliceObject>();
  Open open{v, open_};
  open_ = &open;
  tag(':');
  bool ok = value_py(slice->start.get()) && value_py(slice->stop.get()) && value_py(slice->step.get());
  open_ = open.outer;
  return ok;
}

bool Writer::code(Value v) {
  if (!allow_code_) return rt::raise_value_error(t_, "marshalling code objects is disallowed");
  Ref image = comp::code_to_bytes(t_, v.as<Code>());
  return image && bytes_of('c', image.as<rt::Bytes>()->view());
}

// Other objects with bytes are written as bytes.
bool Writer::buffer_py(Value v) {
  if (!rt::type_of(v)->slots.get_buffer) return fail();
  rt::ByteView view(t_, v);
  return view && bytes_of('s', view.view());
}

bool Writer::object_py(Value v) {
  bool done;
  if (!reference(v, &done)) return false;
  if (done) return true;
  if (rt::is_exact_str(v)) return text_py(v);
  switch (static_cast<TypeId>(v.object()->shape_id())) {
    case TypeId::kInt: return long_int(v);
    case TypeId::kFloat:
      tag(version_ > 1 ? 'g' : 'f');
      number(rt::float_value(v));
      return true;
    case TypeId::kComplex:
      tag(version_ > 1 ? 'y' : 'x');
      number(v.as<rt::Complex>()->real);
      number(v.as<rt::Complex>()->imag);
      return true;
    case TypeId::kBytes: return bytes_of('s', v.as<rt::Bytes>()->view());
    case TypeId::kTuple: return sequence_py(v, '(');
    case TypeId::kList: return sequence_py(v, '[');
    case TypeId::kSet: return set_py(v, '<');
    case TypeId::kFrozenSet: return set_py(v, '>');
    case TypeId::kDict: return dict_py(v, '{');
    case TypeId::kFrozenDict: return frozendict_py(v);
    case TypeId::kSlice: return slice_py(v);
    case TypeId::kCode: return code(v);
    default: return buffer_py(v);
  }
}

// Writes what no reference can mean. False without error: it is something else.
bool Writer::small_value(Value v) {
  flag_ = 0;
  if (v == rt::kNone) byte('N');
  else if (v == rt::kTrue) byte('T');
  else if (v == rt::kFalse) byte('F');
  else if (v == rt::kEllipsis) byte('.');
  else if (v == Value(rt::kStopIterationType)) byte('S');
  else if (v.is_small_int()) {
    i64 n = v.small();
    if (n != static_cast<i32>(n)) return long_int(v);
    byte('i');
    u32le(static_cast<u64>(n));
  } else if (!v.is_pointer() && rt::is_exact_float(v)) {
    byte(version_ > 1 ? 'g' : 'f');
    number(rt::float_value(v));
  } else {
    return false;
  }
  return true;
}

bool Writer::value_py(Value v) {
  rt::NativeDepth native(t_, " while marshalling");
  if (!native || !rt::poll_py(t_)) return false;
  if (depth_ >= kMarshalDepth) return rt::raise_value_error(t_, "object too deeply nested to marshal");
  v = v.stripped();
  if (small_value(v)) return true;
  if (!v.is_pointer()) return fail();
  ++depth_;
  bool ok = object_py(v);
  --depth_;
  return ok;
}

}  // namespace

Ref marshal_to_bytes_py(Thread& t, Value v, int version, bool allow_code) {
  Writer writer(t, version, allow_code);
  return writer.value_py(v) ? writer.bytes() : Ref();
}

}  // namespace vm
