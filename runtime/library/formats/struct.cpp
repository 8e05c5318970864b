// _struct: packing values into bytes and back, by a format.
//
// A format is compiled once into a list of fields with offsets. A Struct object keeps the list; the module's functions
// keep Struct objects in a small cache by format.
#include <bit>
#include <cmath>
#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/library/formats/struct.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::structs {

Type* g_struct_type;  // both types are made with the module, before any use, and stay
Type* g_iterator_type;
Value g_error;  // struct.error; immortal

namespace {

Error raise_struct(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Ref message = format_message_v(t, format, arguments);
  va_end(arguments);
  return message ? raise_value(t, g_error.as<Type>(), message) : Error();
}

// ---- formats

struct Mode {
  bool little = true, native = true;  // native: the machine's sizes and alignment
};

// The size of an item; 0: the mode has no such code.
u32 item_size(char code, const Mode& mode) {
  switch (code) {
    case 'x':
    case 's':
    case 'p': return 1;
    case 'n':
    case 'N':
    case 'P': return mode.native ? 8 : 0;
    case 'l':
    case 'L': return mode.native ? 8 : 4;
    default: return native_item_size(code);
  }
}

// The native code of an item of this size.
char native_code(char code, i64 size) {
  if (size == 4 && code == 'l') return 'i';
  if (size == 4 && code == 'L') return 'I';
  return code;
}

Mode mode_of(std::string_view& format) {
  Mode mode;
  if (format.empty()) return mode;
  switch (format[0]) {
    case '@': break;
    case '=':
    case '<': mode.native = false; break;
    case '>':
    case '!': mode = {false, false}; break;
    default: return mode;
  }
  format.remove_prefix(1);
  return mode;
}

class Compiler {
 public:
  Compiler(Thread& t, std::string_view format, Layout* out) : t_(t), rest_(format), out_(out) {}

  bool run() {
    mode_ = mode_of(rest_);
    out_->native = mode_.native;
    for (size_t i = 0; i < rest_.size();) {
      char c = rest_[i++];
      if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
      i64 count = 1;
      if (c >= '0' && c <= '9') {
        count = c - '0';
        for (; i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9'; ++i) {
          if (count > (INT64_MAX - 9) / 10) return too_long();
          count = count * 10 + (rest_[i] - '0');
        }
        if (i == rest_.size()) return raise_struct(t_, "repeat count given without format specifier");
        c = rest_[i++];
      }
      if (c == 0) return raise_struct(t_, "embedded null character");
      if (c == 'Z' && i < rest_.size()) {  // "Zf" and "Zd"
        c = native_code_of(rest_.substr(i - 1, 2));
        ++i;
      }
      if (!add(c, count)) return false;
    }
    return true;
  }

 private:
  bool too_long() { return raise_struct(t_, "total struct size too long"); }

  bool add(char code, i64 count) {
    i64 size = item_size(code, mode_);
    if (!size) return raise_struct(t_, "bad char in struct format");
    i64 alignment = size / native_item_parts(code);
    i64 total;
    if (mode_.native) {
      if (__builtin_add_overflow(out_->size, alignment - 1, &total)) return too_long();
      out_->size = total / alignment * alignment;
    }
    if (__builtin_mul_overflow(size, count, &total) || __builtin_add_overflow(total, out_->size, &total))
      return too_long();
    bool swapped = mode_.little != (std::endian::native == std::endian::little);
    Field field{code, native_code(code, size), swapped, static_cast<u32>(size), out_->size, count};
    bool text = code == 's' || code == 'p';
    if (text) {
      out_->values += 1;
    } else if (code != 'x') {
      out_->values += count;
    }
    out_->size = total;
    if (code == 'x' || (count == 0 && !text)) return true;
    return out_->fields.push(field) || bool(raise_memory_error(t_));
  }

  Thread& t_;
  std::string_view rest_;
  Layout* out_;
  Mode mode_;
};

// ---- items

// Copies an item, and turns the bytes of each of its parts round if the format wants that.
void copy_item(u8* to, const u8* from, const Field& field) {
  if (!field.swapped) {
    switch (field.size) {  // known sizes need no call
      case 1: *to = *from; return;
      case 2: std::memcpy(to, from, 2); return;
      case 4: std::memcpy(to, from, 4); return;
      case 8: std::memcpy(to, from, 8); return;
      default: std::memcpy(to, from, field.size); return;
    }
  }
  u32 part = field.size / native_item_parts(field.code);
  for (u32 at = 0; at < field.size; at += part) {
    for (u32 i = 0; i < part; ++i) to[at + i] = from[at + part - 1 - i];
  }
}

bool raise_range(Thread& t, const Field& field) {
  static constexpr std::string_view kSigned = "bhilqn";
  bool is_signed = kSigned.find(field.code) != kSigned.npos;
  u64 bits = field.size * 8;
  if (is_signed) {
    i64 least = static_cast<i64>(~u64{0} << (bits - 1));
    return raise_struct(t, "'%c' format requires %lld <= number <= %lld", field.code, static_cast<long long>(least),
                        static_cast<long long>(~least));
  }
  return raise_struct(t, "'%c' format requires 0 <= number <= %llu", field.code,
                      static_cast<unsigned long long>(~u64{0} >> (64 - bits)));
}

bool is_float_code(char code) { return code == 'e' || code == 'f' || code == 'd'; }

bool is_complex_code(char code) { return code == 'F' || code == 'D'; }

bool raise_wrong_type(Thread& t, const Field& field) {
  if (field.code == 'c') return raise_struct(t, "char format requires a bytes object of length 1");
  if (is_float_code(field.code)) return raise_struct(t, "required argument is not a float");
  if (is_complex_code(field.code)) return raise_struct(t, "required argument is not a complex");
  return raise_struct(t, "required argument is not an integer");
}

bool raise_out_of_range(Thread& t, const Field& field, Value v) {
  if (field.code == 'c') return raise_wrong_type(t, field);
  if (field.code == 'P' || (is_float_code(field.code) && is_int(v))) return raise_struct(t, "int too large to convert");
  if (is_float_code(field.code))
    return raise(t, kOverflowErrorType, "float too large to pack with %c format", field.code);
  return raise_range(t, field);
}

// A finite number that overflows is an error in a standard float. In a native one it becomes infinite up to 3.14.
bool float_overflowed_py(Thread& t, Value v, const u8* item) {
  float packed;
  double d;
  std::memcpy(&packed, item, sizeof packed);
  return std::isinf(packed) && to_double_py(t, v, &d) && std::isfinite(d);
}

// The same of a part of a complex number. CPython checks them only in the other order of bytes than the processor's.
bool complex_overflowed_py(Thread& t, Value v, const u8* item) {
  float parts[2];
  ComplexNumber z;
  std::memcpy(parts, item, sizeof parts);
  if (!std::isinf(parts[0]) && !std::isinf(parts[1])) return false;
  return to_complex_py(t, v, &z) &&
         ((std::isinf(parts[0]) && std::isfinite(z.real)) || (std::isinf(parts[1]) && std::isfinite(z.imag)));
}

bool pack_item_py(Thread& t, const Layout& layout, const Field& field, Value v, u8* to) {
  u8 item[kMaxNativeItem];
  switch (pack_native_item_py(t, field.native, v, item)) {
    case Packed::kOk: break;
    case Packed::kWrongType: return raise_wrong_type(t, field);
    case Packed::kOutOfRange: return raise_out_of_range(t, field, v);
    default:
      if (!is_float_code(field.code) && !is_complex_code(field.code)) return false;
      return forget_error(t) && raise_wrong_type(t, field);
  }
  bool checks_float = !layout.native || library_minor() >= 15;
  if (field.code == 'f' && checks_float && float_overflowed_py(t, v, item)) return raise_out_of_range(t, field, v);
  if (field.code == 'F' && field.swapped && complex_overflowed_py(t, v, item))
    return raise(t, kOverflowErrorType, "float too large to pack with f format");
  copy_item(to, item, field);
  return true;
}

bool pack_text(Thread& t, const Field& field, Value v, u8* to) {
  if (!is_bytes(v) && !is_bytearray(v)) return raise_struct(t, "argument for '%c' must be a bytes object", field.code);
  ByteView view(t, v);
  if (!view) return false;
  size_t room = static_cast<size_t>(field.count), n = view.size();
  if (field.code == 'p') {
    if (room == 0) return true;
    if (n > room - 1) n = room - 1;
    *to++ = static_cast<u8>(n > 255 ? 255 : n);
  } else if (n > room) {
    n = room;
  }
  if (n) std::memcpy(to, view.data(), n);
  return true;
}

Ref unpack_text(Thread& t, const Field& field, const u8* from) {
  size_t n = static_cast<size_t>(field.count);
  if (field.code == 'p') {
    size_t room = n ? n - 1 : 0;
    n = n ? *from++ : 0;
    if (n > room) n = room;
  }
  return make_bytes(t, {reinterpret_cast<const char*>(from), n});
}

Ref unpack_item(Thread& t, const Field& field, const u8* from) {
  u8 item[kMaxNativeItem];
  copy_item(item, from, field);
  return unpack_native_item(t, field.native, item);
}

}  // namespace

bool compile(Thread& t, std::string_view format, Layout* out) { return Compiler(t, format, out).run(); }

bool pack_py(Thread& t, const Layout& layout, const Value* values, u8* to) {
  std::memset(to, 0, static_cast<size_t>(layout.size));
  for (const Field& field : layout.fields) {
    u8* at = to + field.offset;
    if (field.code == 's' || field.code == 'p') {
      if (!pack_text(t, field, *values++, at)) return false;
      continue;
    }
    for (i64 i = 0; i < field.count; ++i, at += field.size) {
      if (!pack_item_py(t, layout, field, *values++, at)) return false;
    }
  }
  return true;
}

Ref unpack(Thread& t, const Layout& layout, const u8* from) {
  Ref tuple = make_tuple_uninitialised(t, static_cast<u64>(layout.values));
  u64 n = 0;
  for (const Field& field : layout.fields) {
    if (!tuple) return Ref();
    bool text = field.code == 's' || field.code == 'p';
    const u8* at = from + field.offset;
    for (i64 i = 0; i < (text ? 1 : field.count); ++i, at += field.size) {
      Ref item = text ? unpack_text(t, field, at) : unpack_item(t, field, at);
      if (!item) return Ref();
      init_field(as_tuple(tuple)->items[n++], std::move(item));
    }
  }
  return tuple;
}

bool raise_count(Thread& t, const char* function, i64 expected, i64 got) {
  return raise_struct(t, "%s expected %lld items for packing (got %lld)", function, static_cast<long long>(expected),
                      static_cast<long long>(got));
}
bool raise_message(Thread& t, const char* message) { return raise_struct(t, "%s", message); }

bool check_size(Thread& t, const Layout& layout, size_t size) {
  return static_cast<i64>(size) == layout.size ||
         raise_struct(t, "unpack requires a buffer of %lld bytes", static_cast<long long>(layout.size));
}

bool check_multiple(Thread& t, const Layout& layout, size_t size) {
  if (layout.size == 0) return raise_struct(t, "cannot iteratively unpack with a struct of length 0");
  if (static_cast<i64>(size) % layout.size == 0) return true;
  return raise_struct(t, "iterative unpacking requires a buffer of a multiple of %lld bytes",
                      static_cast<long long>(layout.size));
}

// Resolves the offset of packing or unpacking in a buffer of `length` bytes. False: an error is pending.
bool resolve_offset(Thread& t, const Layout& layout, bool packing, i64 offset, i64 length, i64* out) {
  i64 size = layout.size;
  auto ll = [](i64 n) { return static_cast<long long>(n); };
  if (offset < 0) {
    if (offset + size > 0) {
      return packing ? raise_struct(t, "no space to pack %lld bytes at offset %lld", ll(size), ll(offset))
                     : raise_struct(t, "not enough data to unpack %lld bytes at offset %lld", ll(size), ll(offset));
    }
    if (offset + length < 0)
      return raise_struct(t, "offset %lld out of range for %lld-byte buffer", ll(offset), ll(length));
    offset += length;
  }
  *out = offset;
  if (length - offset >= size) return true;
  const char* function = packing ? "pack_into" : "unpack_from";
  return raise_struct(
      t, "%s requires a buffer of at least %llu bytes for %s %lld bytes at offset %lld (actual buffer size is %lld)",
      function, static_cast<unsigned long long>(size) + static_cast<unsigned long long>(offset),
      packing ? "packing" : "unpacking", ll(size), ll(offset), ll(length));
}

}  // namespace rt::structs
