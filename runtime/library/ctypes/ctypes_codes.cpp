// The simple C types: how their bytes become Python values, and the reverse.
#include <algorithm>
#include <bit>
#include <complex>
#include <cstring>
#include <cwchar>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_objects.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/numbers/float.h"

namespace rt::ctypes {

const char* code_letters() { return library_minor() >= 15 ? "cbBhHiIlLdfuzZqQPOv?g" : "cbBhHiIlLdfuzZqQPXOv?g"; }

namespace {

constexpr Code kCodes[] = {
    {"b", Form::kSigned, 1, false, "b", &ffi_type_sint8},
    {"B", Form::kUnsigned, 1, false, "B", &ffi_type_uint8},
    {"h", Form::kSigned, 2, true, "h", &ffi_type_sint16},
    {"H", Form::kUnsigned, 2, true, "H", &ffi_type_uint16},
    {"i", Form::kSigned, 4, true, "i", &ffi_type_sint32},
    {"I", Form::kUnsigned, 4, true, "I", &ffi_type_uint32},
    {"l", Form::kSigned, 8, true, "q", &ffi_type_sint64},
    {"L", Form::kUnsigned, 8, true, "Q", &ffi_type_uint64},
    {"q", Form::kSigned, 8, true, "q", &ffi_type_sint64},
    {"Q", Form::kUnsigned, 8, true, "Q", &ffi_type_uint64},
    {"?", Form::kBool, 1, false, "?", &ffi_type_uint8},
    {"v", Form::kVariantBool, 2, false, "v", &ffi_type_sint16},
    {"f", Form::kFloat, 4, true, "f", &ffi_type_float},
    {"d", Form::kDouble, 8, true, "d", &ffi_type_double},
    {"g", Form::kLongDouble, 16, false, "g", &ffi_type_longdouble},
    {"c", Form::kChar, 1, false, "c", &ffi_type_sint8},
    {"u", Form::kWideChar, 4, false, "u", &ffi_type_sint32},
    {"z", Form::kCharPointer, 8, false, "z", &ffi_type_pointer},
    {"Z", Form::kWidePointer, 8, false, "Z", &ffi_type_pointer},
    {"P", Form::kPointer, 8, false, "P", &ffi_type_pointer},
    {"O", Form::kObject, 8, false, "O", &ffi_type_pointer},
};
// Complex numbers, which libraries from 3.14 on know; their names changed with 3.15.
constexpr Code kComplexCodes[] = {
    {"E", Form::kComplexFloat, 8, true, "E", &ffi_type_complex_float},
    {"C", Form::kComplexDouble, 16, true, "C", &ffi_type_complex_double},
    {"F", Form::kComplexLongDouble, 32, false, "F", &ffi_type_complex_longdouble},
};
constexpr Code kNewComplexCodes[] = {
    {"Zf", Form::kComplexFloat, 8, true, "Zf", &ffi_type_complex_float},
    {"Zd", Form::kComplexDouble, 16, true, "Zd", &ffi_type_complex_double},
    {"Zg", Form::kComplexLongDouble, 32, false, "Zg", &ffi_type_complex_longdouble},
};

template <size_t n>
const Code* find_in(const Code (&codes)[n], std::string_view name) {
  auto* found = std::find_if(codes, codes + n, [&](const Code& code) { return name == code.name; });
  return found == codes + n ? nullptr : found;
}

// ---- integers

u64 load_integer(const u8* from, u32 size, bool swapped) {
  u64 word = 0;
  read_shared_item(&word, from, size);
  return swapped ? __builtin_bswap64(word) >> (64 - 8 * size) : word;
}
void store_integer(u8* to, u32 size, bool swapped, u64 word) {
  if (swapped) word = __builtin_bswap64(word) >> (64 - 8 * size);
  write_shared_item(to, &word, size);
}

Ref read_integer(Thread& t, const Code& code, bool swapped, const u8* from, Bits bits) {
  u64 word = load_integer(from, code.size, swapped);
  u32 width = bits.width ? bits.width : code.size * 8u, above = 64 - width - bits.offset;
  word <<= above;
  if (code.form == Form::kSigned) return make_int(t, static_cast<i64>(word) >> (64 - width));
  word >>= 64 - width;
  return code.form == Form::kBool || code.form == Form::kVariantBool ? bool_ref(word) : make_uint(t, word);
}

void write_integer(const Code& code, bool swapped, u8* to, u64 number, Bits bits) {
  if (bits.width) {
    u64 mask = (~u64{0} >> (64 - bits.width)) << bits.offset;
    number = (load_integer(to, code.size, swapped) & ~mask) | ((number << bits.offset) & mask);
  }
  store_integer(to, code.size, swapped, number);
}

Ref write_integer_py(Thread& t, const Code& code, bool swapped, u8* to, Value value, Bits bits) {
  if (code.form == Form::kBool || code.form == Form::kVariantBool) {
    int truth = truth_py(t, value);
    if (truth < 0) return Ref();
    // The truth of a VARIANT_BOOL is -1.
    write_integer(code, swapped, to, static_cast<u64>(code.form == Form::kBool ? truth : -truth), bits);
    return none();
  }
  Ref number = index_py(t, value);
  if (!number) return Ref();
  write_integer(code, swapped, to, low_bits(number), bits);
  return none();
}

// ---- floats

template <class F>
F load_float(const u8* from, bool swapped) {
  using Word = std::conditional_t<sizeof(F) == 4, u32, u64>;
  Word word = static_cast<Word>(load_integer(from, sizeof(F), swapped));
  return std::bit_cast<F>(word);
}
template <class F>
void store_float(u8* to, bool swapped, F number) {
  using Word = std::conditional_t<sizeof(F) == 4, u32, u64>;
  store_integer(to, sizeof(F), swapped, std::bit_cast<Word>(number));
}
template <class F>
F load_plain(const u8* from) {
  F number;
  read_shared(&number, from, sizeof number);
  return number;
}
template <class F>
Ref read_complex(Thread& t, const u8* from, bool swapped) {
  return make_complex(t, static_cast<double>(load_float<F>(from, swapped)),
                      static_cast<double>(load_float<F>(from + sizeof(F), swapped)));
}
Ref read_long_complex(Thread& t, const u8* from) {
  auto number = load_plain<std::complex<long double>>(from);
  return make_complex(t, static_cast<double>(number.real()), static_cast<double>(number.imag()));
}

Ref write_float_py(Thread& t, const Code& code, bool swapped, u8* to, Value value) {
  double number;
  if (!to_double_py(t, value, &number)) return Ref();
  if (code.form == Form::kFloat) store_float(to, swapped, static_cast<float>(number));
  else if (code.form == Form::kDouble) store_float(to, swapped, number);
  else {
    alignas(16) u8 bytes[16] = {};
    auto wide = static_cast<long double>(number);
    std::memcpy(bytes, &wide, 10);  // the rest is padding
    write_shared(to, bytes, sizeof bytes);
  }
  return none();
}

template <class F>
Ref write_complex(u8* to, bool swapped, const Complex* number) {
  store_float(to, swapped, static_cast<F>(number->real));
  store_float(to + sizeof(F), swapped, static_cast<F>(number->imag));
  return none();
}
Ref write_complex_py(Thread& t, const Code& code, bool swapped, u8* to, Value value) {
  Ref number = call_py(t, kComplexType, value);
  if (!number) return Ref();
  if (code.form == Form::kComplexFloat) return write_complex<float>(to, swapped, number.as<Complex>());
  if (code.form == Form::kComplexDouble) return write_complex<double>(to, swapped, number.as<Complex>());
  std::complex<long double> parts(number.as<Complex>()->real, number.as<Complex>()->imag);
  write_shared(to, &parts, sizeof parts);
  return none();
}

// ---- characters

// `bytes`: the contents of a bytes or bytearray; else empty.
Error raise_no_char(Thread& t, Value value, const Ref& bytes) {
  constexpr const char* kWanted = "one character bytes, bytearray, or an integer in range(256) expected";
  if (library_minor() < 14) return raise_type_error(t, "one character bytes, bytearray or integer expected");
  if (is_int(value)) return raise_type_error(t, "integer not in range(256)");
  if (!bytes) return raise_type_error(t, "%s, not %T", kWanted, value);
  return raise_type_error(t, "%s, not %T of length %zu", kWanted, value, bytes.as<Bytes>()->length);
}

Ref write_char(Thread& t, u8* to, Value value) {
  i64 number = -1;
  Ref bytes = is_bytes(value) ? Ref::share(t, value) : is_bytearray(value) ? bytearray_snapshot(t, value) : Ref();
  if (error_pending(t)) return Ref();
  if (bytes && bytes.as<Bytes>()->length == 1) number = bytes.as<Bytes>()->data()[0];
  else if (is_int(value) && !int_fits_i64(value, &number)) number = -1;
  if (number < 0 || number > 255) return raise_no_char(t, value, bytes);
  shared_bytes::store_word(to, static_cast<u8>(number));
  return none();
}

Ref write_wide_char(Thread& t, u8* to, Value value) {
  bool later = library_minor() >= 14;
  if (!is_str(value))
    return raise_type_error(
        t,
        later ? "a unicode character expected, not instance of %T" : "unicode string expected instead of %T instance",
        value);
  if (as_str(value)->length != 1)
    return raise_type_error(
        t, later ? "a unicode character expected, not a string of length %zu" : "one character unicode string expected",
        as_str(value)->length);
  u32 character = as_str(value)->at(0);
  write_shared_item(to, &character, sizeof character);
  return none();
}

Ref read_wide_char(Thread& t, const u8* from) { return str_of_wide(t, from, 1); }

// ---- pointers

const u8* load_pointer(const u8* from) { return reinterpret_cast<const u8*>(load_integer(from, 8, false)); }

// A copy of the text that the pointer at an address leads to, in raw memory. It is made while no other thread can
// replace the pointer and release the text.
class CopiedText {
 public:
  CopiedText(const u8* from, Value owner, bool wide) {
    if (owner) {
      gc::MutexGuard guard(pointer_mutex(root_of(owner)));
      copy(from, wide);
    } else {
      copy(from, wide);
    }
  }
  ~CopiedText() { gc::raw_free(text_); }
  CopiedText(const CopiedText&) = delete;
  CopiedText& operator=(const CopiedText&) = delete;
  bool is_null() const { return null_; }
  bool ok() const { return text_; }
  const u8* data() const { return text_; }
  size_t length() const { return length_; }  // in characters

 private:
  void copy(const u8* from, bool wide) {
    const u8* text = load_pointer(from);
    null_ = !text;
    if (null_) return;
    length_ =
        wide ? std::wcslen(reinterpret_cast<const wchar_t*>(text)) : std::strlen(reinterpret_cast<const char*>(text));
    size_t bytes = length_ * (wide ? sizeof(wchar_t) : 1);
    text_ = static_cast<u8*>(gc::raw_alloc(bytes + 1));
    if (text_) read_shared(text_, text, bytes);
  }
  bool null_ = false;
  u8* text_ = nullptr;
  size_t length_ = 0;
};

Ref read_text(Thread& t, const u8* from, Value owner, bool wide) {
  CopiedText text(from, owner, wide);
  if (text.is_null()) return none();
  if (!text.ok()) return raise_memory_error(t);
  return wide ? str_of_wide(t, text.data(), text.length()) : make_bytes(t, as_chars(text.data(), text.length()));
}

// None and ints as pointers. Empty without error: `value` is neither.
Ref write_plain_pointer(u8* to, Value value) {
  if (value.stripped() != kNone && !is_int(value)) return Ref();
  store_integer(to, 8, false, value.stripped() == kNone ? 0 : low_bits(value));
  return none();
}
void store_pointer(u8* to, const void* pointer) { store_integer(to, 8, false, reinterpret_cast<u64>(pointer)); }

Ref write_char_pointer(Thread& t, u8* to, Value value) {
  if (Ref done = write_plain_pointer(to, value)) return done;
  if (!is_bytes(value)) return raise_type_error(t, "bytes or integer address expected instead of %T instance", value);
  store_pointer(to, value.as<Bytes>()->data());
  return Ref::share(t, value);
}

Ref write_wide_pointer(Thread& t, u8* to, Value value) {
  if (Ref done = write_plain_pointer(to, value)) return done;
  if (!is_str(value))
    return raise_type_error(t, "unicode string or integer address expected instead of %T instance", value);
  Ref wide = wide_bytes(t, value);
  if (wide) store_pointer(to, wide.as<Bytes>()->data());
  return wide;
}

Ref write_pointer(Thread& t, u8* to, Value value) {
  if (Ref done = write_plain_pointer(to, value)) return done;
  return raise_type_error(t, "cannot be converted to pointer");
}

// ---- objects
//
// The memory of a py_object has the word of a Value, as C code has it. The count that it needs is that of what the root
// keeps.

Ref read_object(Thread& t, const u8* from, Value owner) {
  auto load = [&] { return CWord(load_integer(from, 8, false)); };
  Ref value;
  if (owner) {
    gc::MutexGuard guard(pointer_mutex(root_of(owner)));
    value = share_unless_stray(t, load());
  } else {
    value = share_unless_stray(t, load());
  }
  if (!value && load() != CWord{}) value = share_stray(t, load);
  return value ? std::move(value) : Ref(raise_value_error(t, "PyObject is NULL"));
}

Ref write_object(Thread& t, u8* to, Value value) {
  store_integer(to, 8, false, static_cast<u64>(escaping_word(value)));
  return Ref::share(t, value);
}

}  // namespace

const Code* find_code(std::string_view name) {
  if (const Code* code = find_in(kCodes, name)) return code;
  if (library_minor() >= 15) return find_in(kNewComplexCodes, name);
  return library_minor() == 14 ? find_in(kComplexCodes, name) : nullptr;
}

Ref wide_bytes(Thread& t, Value str) {
  const Str* text = as_str(str);
  Ref bytes = make_bytes_uninitialised(t, (text->length + 1) * sizeof(wchar_t));
  if (!bytes) return Ref();
  auto* wide = reinterpret_cast<u32*>(bytes.as<Bytes>()->data());
  for (u64 i = 0; i < text->length; ++i) wide[i] = text->at(i);
  wide[text->length] = 0;
  return bytes;
}

Ref str_of_wide(Thread& t, const u8* from, u64 length) {
  u32 most = 0;
  for (u64 i = 0; i < length; ++i) most = std::max(most, read_shared_item<u32>(from + i * 4));
  if (most > 0x10ffff) return raise_value_error(t, "character U+%x is not in range [U+0000; U+10ffff]", most);
  text::UcsBuilder out(length);
  for (u64 i = 0; i < length; ++i) {
    u32 character = read_shared_item<u32>(from + i * 4);
    out.append(static_cast<char32_t>(character > 0x10ffff ? 0xfffd : character));  // another thread may have changed it
  }
  return finish_text(t, out);
}

Ref read_code(Thread& t, const Code& code, bool swapped, const u8* from, Value owner, Bits bits) {
  switch (code.form) {
    case Form::kSigned:
    case Form::kUnsigned:
    case Form::kBool:
    case Form::kVariantBool: return read_integer(t, code, swapped, from, bits);
    case Form::kFloat: return make_float(t, static_cast<double>(load_float<float>(from, swapped)));
    case Form::kDouble: return make_float(t, load_float<double>(from, swapped));
    case Form::kLongDouble: return make_float(t, static_cast<double>(load_plain<long double>(from)));
    case Form::kComplexFloat: return read_complex<float>(t, from, swapped);
    case Form::kComplexDouble: return read_complex<double>(t, from, swapped);
    case Form::kComplexLongDouble: return read_long_complex(t, from);
    case Form::kChar: {
      char byte = static_cast<char>(shared_bytes::load_word<u8>(from));
      return make_bytes(t, {&byte, 1});
    }
    case Form::kWideChar: return read_wide_char(t, from);
    case Form::kCharPointer: return read_text(t, from, owner, false);
    case Form::kWidePointer: return read_text(t, from, owner, true);
    case Form::kPointer: {
      u64 address = load_integer(from, 8, false);
      return address ? make_uint(t, address) : none();
    }
    case Form::kObject: return read_object(t, from, owner);
  }
  return Ref();
}

Ref write_code_py(Thread& t, const Code& code, bool swapped, u8* to, Value value, Bits bits) {
  switch (code.form) {
    case Form::kSigned:
    case Form::kUnsigned:
    case Form::kBool:
    case Form::kVariantBool: return write_integer_py(t, code, swapped, to, value, bits);
    case Form::kFloat:
    case Form::kDouble:
    case Form::kLongDouble: return write_float_py(t, code, swapped, to, value);
    case Form::kComplexFloat:
    case Form::kComplexDouble:
    case Form::kComplexLongDouble: return write_complex_py(t, code, swapped, to, value);
    case Form::kChar: return write_char(t, to, value);
    case Form::kWideChar: return write_wide_char(t, to, value);
    case Form::kCharPointer: return write_char_pointer(t, to, value);
    case Form::kWidePointer: return write_wide_pointer(t, to, value);
    case Form::kPointer: return write_pointer(t, to, value);
    case Form::kObject: return write_object(t, to, value);
  }
  return Ref();
}

}  // namespace rt::ctypes
