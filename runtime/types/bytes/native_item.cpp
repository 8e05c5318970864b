// Packing and unpacking of items in native formats, one case for each format code.
#include "runtime/types/bytes/native_item.h"

#include <cmath>
#include <cstring>

#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

template <class T>
Packed store(T value, u8* to) {
  std::memcpy(to, &value, sizeof value);
  return Packed::kOk;
}

Packed int_operand_py(Thread& t, Value v, Ref* out) {
  if (!is_int(v) && !type_of(v)->slots.index) return Packed::kWrongType;
  *out = index_py(t, v);
  return *out ? Packed::kOk : Packed::kError;
}

template <class T>
Packed pack_signed_py(Thread& t, Value v, u8* to) {
  i64 wide;
  if (v.is_small_int()) {
    wide = v.small();
  } else {
    Ref n;
    if (Packed failed = int_operand_py(t, v, &n); failed != Packed::kOk) return failed;
    if (!int_fits_i64(n, &wide)) return Packed::kOutOfRange;
  }
  if (wide != static_cast<T>(wide)) return Packed::kOutOfRange;
  return store(static_cast<T>(wide), to);
}

template <class T>
Packed pack_unsigned_py(Thread& t, Value v, u8* to) {
  if (v.is_small_int()) {
    u64 wide = static_cast<u64>(v.small());
    return v.small() < 0 || wide != static_cast<T>(wide) ? Packed::kOutOfRange : store(static_cast<T>(wide), to);
  }
  Ref n;
  if (Packed failed = int_operand_py(t, v, &n); failed != Packed::kOk) return failed;
  u64 scratch;
  num::BigView view = big_view(n, &scratch);
  std::optional<u64> wide = num::to_uint64(view);
  if (view.negative || !wide || *wide != static_cast<T>(*wide)) return Packed::kOutOfRange;
  return store(static_cast<T>(*wide), to);
}

// Packs an address (format 'P'). As in CPython, negative ints are accepted.
Packed pack_address_py(Thread& t, Value v, u8* to) {
  Ref n;
  if (Packed failed = int_operand_py(t, v, &n); failed != Packed::kOk) return failed;
  u64 scratch;
  num::BigView view = big_view(n, &scratch);
  if (!num::to_uint64(view) && !num::fits_int64(view)) return Packed::kOutOfRange;
  return store(num::to_uint64_wrapping(view), to);
}

bool overflows(double from, double to) { return std::isinf(to) && !std::isinf(from); }

// Packs a float of type T. kChecked: a value that is too large for T is kOutOfRange; else it becomes an infinity.
template <class T, bool kChecked = true>
Packed pack_float_py(Thread& t, Value v, u8* to) {
  double d;
  if (!to_double_py(t, v, &d)) return Packed::kError;
  T value = static_cast<T>(d);
  if (kChecked && overflows(d, static_cast<double>(value))) return Packed::kOutOfRange;
  return store(value, to);
}

template <class T>
Packed pack_complex_py(Thread& t, Value v, u8* to) {
  ComplexNumber z;
  if (!to_complex_py(t, v, &z)) return Packed::kError;
  store(static_cast<T>(z.real), to);
  return store(static_cast<T>(z.imag), to + sizeof(T));
}

Packed pack_char(Value v, u8* to) {
  if (!is_bytes(v)) return Packed::kWrongType;
  if (v.as<Bytes>()->length != 1) return Packed::kOutOfRange;
  *to = v.as<Bytes>()->data()[0];
  return Packed::kOk;
}

Packed pack_bool_py(Thread& t, Value v, u8* to) {
  int truth = truth_py(t, v);
  if (truth < 0) return Packed::kError;
  *to = truth != 0;
  return Packed::kOk;
}

}  // namespace

u32 native_item_size(char code) {
  switch (code) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H':
    case 'e': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd': return 8;
    case 'F': return library_minor() >= 14 ? 8 : 0;
    case 'D': return library_minor() >= 14 ? 16 : 0;
    default: return 0;
  }
}

char native_code_of(std::string_view format) {
  if (format.starts_with('@')) format.remove_prefix(1);
  if (library_minor() >= 15 && (format == "Zf" || format == "Zd")) return format == "Zf" ? 'F' : 'D';
  bool known = format.size() == 1 && native_item_size(format[0]) && format[0] != 'F' && format[0] != 'D';
  return known ? format[0] : 0;
}

template <class T>
static Ref make_complex_of(Thread& t, const u8* from) {
  return make_complex(t, static_cast<double>(read_shared_item<T>(from)),
                      static_cast<double>(read_shared_item<T>(from + sizeof(T))));
}
static Ref make_char(Thread& t, char c) { return make_bytes(t, {&c, 1}); }

Ref unpack_native_item(Thread& t, char code, const u8* from) {
  switch (code) {
    case 'c': return make_char(t, read_shared_item<char>(from));
    case 'b': return make_int(t, read_shared_item<signed char>(from));
    case 'B': return make_int(t, read_shared_item<u8>(from));
    case '?': return bool_ref(read_shared_item<u8>(from) != 0);
    case 'h': return make_int(t, read_shared_item<short>(from));
    case 'H': return make_int(t, read_shared_item<unsigned short>(from));
    case 'i': return make_int(t, read_shared_item<i32>(from));
    case 'I': return make_int(t, read_shared_item<u32>(from));
    case 'l':
    case 'q':
    case 'n': return make_int(t, read_shared_item<i64>(from));
    case 'L':
    case 'Q':
    case 'N':
    case 'P': return make_uint(t, read_shared_item<u64>(from));
    case 'e': return make_float(t, static_cast<double>(read_shared_item<_Float16>(from)));
    case 'f': return make_float(t, static_cast<double>(read_shared_item<float>(from)));
    case 'F': return make_complex_of<float>(t, from);
    case 'D': return make_complex_of<double>(t, from);
    default: return make_float(t, read_shared_item<double>(from));
  }
}

Packed pack_native_item_py(Thread& t, char code, Value v, u8* to) {
  switch (code) {
    case 'c': return pack_char(v, to);
    case '?': return pack_bool_py(t, v, to);
    case 'b': return pack_signed_py<signed char>(t, v, to);
    case 'B': return pack_unsigned_py<u8>(t, v, to);
    case 'h': return pack_signed_py<short>(t, v, to);
    case 'H': return pack_unsigned_py<u16>(t, v, to);
    case 'i': return pack_signed_py<i32>(t, v, to);
    case 'I': return pack_unsigned_py<u32>(t, v, to);
    case 'l':
    case 'q':
    case 'n': return pack_signed_py<i64>(t, v, to);
    case 'L':
    case 'Q':
    case 'N': return pack_unsigned_py<u64>(t, v, to);
    case 'P': return pack_address_py(t, v, to);
    case 'e': return pack_float_py<_Float16>(t, v, to);
    case 'f': return pack_float_py<float, false>(t, v, to);
    case 'F': return pack_complex_py<float>(t, v, to);
    case 'D': return pack_complex_py<double>(t, v, to);
    default: return pack_float_py<double>(t, v, to);
  }
}

}  // namespace rt
