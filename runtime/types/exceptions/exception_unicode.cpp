// UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError: the object that could not be converted, the range
// of the bad part, and the reason.
#include <cstdio>

#include "runtime/object/ops.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

using namespace exceptions;

namespace {

// Checks the arguments of the constructors one by one; messages name an argument by its position.
struct Arguments {
  Thread& t;
  Value self;
  const CallArgs& args;

  bool count(u32 n) {
    if (args.positional == n) return true;
    return raise_type_error(t, "function takes exactly %u arguments (%u given)", n, args.positional);
  }
  bool text(u32 i, u32 field) {
    if (!is_str(args[i])) return raise_type_error(t, "argument %u must be str, not %A", i + 1, args[i]);
    store_exception_field(t, self, field, args[i]);
    return true;
  }
  bool number(u32 i, u32 field) {
    i64 n;
    if (!index_i64_py(t, args[i], &n, kOverflowErrorType)) return false;
    Ref v = make_int(t, n);
    store_exception_field(t, self, field, v);
    return bool(v);
  }
  bool bytes(u32 i, u32 field) {
    if (is_bytes(args[i])) {
      store_exception_field(t, self, field, args[i]);
      return true;
    }
    ByteView view(t, args[i]);
    if (!view) return false;
    Ref copy = make_bytes(t, view.view());
    if (!copy) return false;
    store_exception_field(t, self, field, copy);
    return true;
  }
};

bool decode_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  Arguments a{t, self, args};
  return a.count(5) && a.text(0, field::kUnicodeEncoding) && a.bytes(1, field::kUnicodeObject) &&
         a.number(2, field::kUnicodeStart) && a.number(3, field::kUnicodeEnd) && a.text(4, field::kUnicodeReason);
}
bool encode_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  Arguments a{t, self, args};
  return a.count(5) && a.text(0, field::kUnicodeEncoding) && a.text(1, field::kUnicodeObject) &&
         a.number(2, field::kUnicodeStart) && a.number(3, field::kUnicodeEnd) && a.text(4, field::kUnicodeReason);
}
bool translate_init(Thread& t, Value self, const CallArgs& args) {
  if (!base_init(t, self, args)) return false;
  Arguments a{t, self, args};
  return a.count(4) && a.text(0, field::kUnicodeObject) && a.number(1, field::kUnicodeStart) &&
         a.number(2, field::kUnicodeEnd) && a.text(3, field::kUnicodeReason);
}

// The range [start, end), read from attributes, which scripts may have set to any ints.
struct Range {
  i64 start = 0, end = 0;
  bool is_one_of(u64 length) const { return static_cast<u64>(start) < length && end == start + 1; }
  i64 last() const { return static_cast<i64>(static_cast<u64>(end) - 1); }
};
Range load_range(Thread& t, Value self) {
  Range r;
  Ref start = load_exception_field(t, self, field::kUnicodeStart);
  Ref end = load_exception_field(t, self, field::kUnicodeEnd);
  if (start && is_int(start)) int_fits_i64(start, &r.start);
  if (end && is_int(end)) int_fits_i64(end, &r.end);
  return r;
}

void escape_char(u32 c, char (&out)[16]) {
  std::snprintf(out, sizeof out, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
}

// str() of an attribute. A script may have set it to anything, whose __str__ may change the exception.
Ref attribute_text_py(Thread& t, Value self, u32 field) {
  Ref v = field_or_none(t, self, field);
  return v ? str_py(t, v) : Ref();
}

// The attribute `object`, which must be bytes or a str. Empty: TypeError is pending.
Ref checked_object(Thread& t, Value self, bool is_bytes_wanted) {
  Ref object = load_exception_field(t, self, field::kUnicodeObject);
  if (!object) return raise_type_error(t, "UnicodeError 'object' attribute is not set");
  if (is_bytes_wanted ? is_bytes(object) : is_str(object)) return object;
  return raise_type_error(t, "UnicodeError 'object' attribute must be a %s", is_bytes_wanted ? "bytes" : "string");
}

// Without an object the exception has not been initialised.
bool is_unset(Thread& t, Value self) { return !load_exception_field(t, self, field::kUnicodeObject); }

Ref decode_str_py(Thread& t, Value self) {
  if (is_unset(t, self)) return Ref::share(t, empty_str());
  Ref reason = attribute_text_py(t, self, field::kUnicodeReason);
  Ref encoding = reason ? attribute_text_py(t, self, field::kUnicodeEncoding) : Ref();
  Ref object = encoding ? checked_object(t, self, true) : Ref();
  if (!object) return Ref();
  Range r = load_range(t, self);
  Bytes* bytes = object.as<Bytes>();
  if (r.is_one_of(bytes->length)) {
    return format_message(t, "'%S' codec can't decode byte 0x%02x in position %lld: %S", encoding.get(),
                          static_cast<unsigned>(bytes->data()[r.start]), r.start, reason.get());
  }
  return format_message(t, "'%S' codec can't decode bytes in position %lld-%lld: %S", encoding.get(), r.start, r.last(),
                        reason.get());
}

// The part of the message that describes the range: "character '\x..' in position 0" or "characters in position 0-1".
Ref describe_characters(Thread& t, Value self, Value object) {
  Range r = load_range(t, self);
  if (r.is_one_of(as_str(object)->length)) {
    char escaped[16];
    escape_char(as_str(object)->at(static_cast<u64>(r.start)), escaped);
    return format_message(t, "character '%s' in position %lld", escaped, r.start);
  }
  return format_message(t, "characters in position %lld-%lld", r.start, r.last());
}

Ref encode_str_py(Thread& t, Value self) {
  if (is_unset(t, self)) return Ref::share(t, empty_str());
  Ref reason = attribute_text_py(t, self, field::kUnicodeReason);
  Ref encoding = reason ? attribute_text_py(t, self, field::kUnicodeEncoding) : Ref();
  Ref object = encoding ? checked_object(t, self, false) : Ref();
  Ref what = object ? describe_characters(t, self, object) : Ref();
  return what ? format_message(t, "'%S' codec can't encode %S: %S", encoding.get(), what.get(), reason.get()) : Ref();
}

Ref translate_str_py(Thread& t, Value self) {
  if (is_unset(t, self)) return Ref::share(t, empty_str());
  Ref reason = attribute_text_py(t, self, field::kUnicodeReason);
  Ref object = reason ? checked_object(t, self, false) : Ref();
  Ref what = object ? describe_characters(t, self, object) : Ref();
  return what ? format_message(t, "can't translate %S: %S", what.get(), reason.get()) : Ref();
}

// ---- attributes

template <u32 kField>
Ref get_position(Thread& t, Value self) {
  return field_or_none(t, self, kField);
}
template <u32 kField>
bool set_position(Thread& t, Value self, Value v) {
  if (!v) return raise_type_error(t, "can't delete numeric/char attribute");
  if (!is_int(v)) return raise_type_error(t, "an integer is required");
  store_exception_field(t, self, kField, v);
  return true;
}
constexpr GetSetDef kPositions[] = {
    {"start", get_position<field::kUnicodeStart>, set_position<field::kUnicodeStart>, "exception start"},
    {"end", get_position<field::kUnicodeEnd>, set_position<field::kUnicodeEnd>, "exception end"},
    {},
};
constexpr MemberDef kUnicodeErrorMembers[] = {field_member("encoding", field::kUnicodeEncoding, "exception encoding"),
                                              field_member("object", field::kUnicodeObject, "exception object"),
                                              field_member("reason", field::kUnicodeReason, "exception reason"),
                                              {}};

constexpr TypeSpec make_spec(TypeId id, const char* name, const char* doc,
                             bool (*init)(Thread&, Value, const CallArgs&), Ref (*str)(Thread&, Value),
                             const MemberDef* members) {
  TypeSpec spec = exception_spec(id, name, TypeId::kUnicodeError, doc);
  spec.slots.str = str;
  spec.slots.create = base_create;
  spec.slots.init = init;
  spec.getset = kPositions;
  spec.members = members;
  return spec;
}

}  // namespace

const TypeSpec kUnicodeDecodeErrorSpec =
    make_spec(TypeId::kUnicodeDecodeError, "UnicodeDecodeError", "Unicode decoding error.", decode_init, decode_str_py,
              kUnicodeErrorMembers);
const TypeSpec kUnicodeEncodeErrorSpec =
    make_spec(TypeId::kUnicodeEncodeError, "UnicodeEncodeError", "Unicode encoding error.", encode_init, encode_str_py,
              kUnicodeErrorMembers);
const TypeSpec kUnicodeTranslateErrorSpec =
    make_spec(TypeId::kUnicodeTranslateError, "UnicodeTranslateError", "Unicode translation error.", translate_init,
              translate_str_py, kUnicodeErrorMembers);  // its encoding is None

}  // namespace rt
