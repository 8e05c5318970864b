// Methods of bytes and bytearray for case, padding, tables and text, and the method table of bytes.
#include "runtime/types/bytes/bytes_methods.h"

#include <array>
#include <cstring>

#include "runtime/object/long_loops.h"
#include "runtime/text/ascii.h"
#include "runtime/text/case.h"
#include "runtime/text/strip.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace bytes_methods {

// ---- case

namespace {

using Mapping = void (*)(const u8*, size_t, u8*);
Ref mapped(Thread& t, Value self, Mapping mapping) {
  ByteView view(t, self);
  u8* out;
  Ref result = view ? make_like_uninitialised(t, self, view.size(), &out) : Ref();
  BesideOthers scope(t, view.size(), {self, result});
  if (result) mapping(view.data(), view.size(), out);
  return result;
}

using Question = bool (*)(const u8*, size_t);
Ref answer(Thread& t, Value self, Question question) {
  ByteView view(t, self);
  if (!view) return Ref();
  BesideOthers scope(t, view.size(), {self});
  return bool_ref(question(view.data(), view.size()));
}

bool all_ascii(const u8* data, size_t size) { return text::is_ascii(data, size); }

}  // namespace

Ref capitalize(Thread& t, Value self) { return mapped(t, self, text::ascii_capitalize); }
Ref lower(Thread& t, Value self) { return mapped(t, self, text::ascii_lower); }
Ref swapcase(Thread& t, Value self) { return mapped(t, self, text::ascii_swapcase); }
Ref title(Thread& t, Value self) { return mapped(t, self, text::ascii_title); }
Ref upper(Thread& t, Value self) { return mapped(t, self, text::ascii_upper); }
Ref isalnum(Thread& t, Value self) { return answer(t, self, text::ascii_all_alnum); }
Ref isalpha(Thread& t, Value self) { return answer(t, self, text::ascii_all_alpha); }
Ref isascii(Thread& t, Value self) { return answer(t, self, all_ascii); }
Ref isdigit(Thread& t, Value self) { return answer(t, self, text::ascii_all_digit); }
Ref islower(Thread& t, Value self) { return answer(t, self, text::ascii_all_lower); }
Ref isspace(Thread& t, Value self) { return answer(t, self, text::ascii_all_space); }
Ref istitle(Thread& t, Value self) { return answer(t, self, text::ascii_all_title); }
Ref isupper(Thread& t, Value self) { return answer(t, self, text::ascii_all_upper); }

// ---- padding

namespace {

// Reads the fill character, one byte; a blank if left out. False: TypeError.
bool fill_py(Thread& t, const char* function, Value v, u8* out) {
  *out = ' ';
  if (!v) return true;
  if (is_bytes(v) && v.as<Bytes>()->length == 1) {
    *out = v.as<Bytes>()->data()[0];
    return true;
  }
  if (is_bytearray(v) && v.as<ByteArray>()->length.load(gc::acquire) == 1) {
    ByteView view(t, v);
    *out = view.data()[0];
    return bool(view);
  }
  return raise_type_error(t, "%s() argument 2 must be a byte string of length 1, not %A", function, v);
}

Ref padded(Thread& t, Value self, size_t left, size_t right, u8 fill) {
  ByteView view(t, self);
  if (!view) return Ref();
  if (!left && !right && is_exact(self, TypeId::kBytes)) return Ref::share(t, self);
  u8* out;
  Ref result = make_like_uninitialised(t, self, left + view.size() + right, &out);
  if (!result) return Ref();
  std::memset(out, fill, left);
  std::memcpy(out + left, view.data(), view.size());
  std::memset(out + left + view.size(), fill, right);
  return result;
}

// Computes the number of fill bytes for a field of `width`. False: an error is pending.
bool margin_py(Thread& t, Value self, Value width_value, size_t* length, size_t* width, size_t* margin) {
  i64 n;
  if (!index_i64_py(t, width_value, &n, kOverflowErrorType)) return false;
  i64 len = len_py(t, self);
  *length = static_cast<size_t>(len);
  *width = n < 0 ? 0 : static_cast<size_t>(n);
  *margin = n > len ? static_cast<size_t>(n - len) : 0;
  return len >= 0;
}

}  // namespace

Ref center(Thread& t, Value self, Value width_value, Value fill_value) {
  size_t length, width, margin;
  u8 fill;
  if (!margin_py(t, self, width_value, &length, &width, &margin) || !fill_py(t, "center", fill_value, &fill))
    return Ref();
  size_t left = margin ? text::center_left(length, width) : 0;
  return padded(t, self, left, margin - left, fill);
}
Ref ljust(Thread& t, Value self, Value width_value, Value fill_value) {
  size_t length, width, margin;
  u8 fill;
  if (!margin_py(t, self, width_value, &length, &width, &margin) || !fill_py(t, "ljust", fill_value, &fill))
    return Ref();
  return padded(t, self, 0, margin, fill);
}
Ref rjust(Thread& t, Value self, Value width_value, Value fill_value) {
  size_t length, width, margin;
  u8 fill;
  if (!margin_py(t, self, width_value, &length, &width, &margin) || !fill_py(t, "rjust", fill_value, &fill))
    return Ref();
  return padded(t, self, margin, 0, fill);
}

Ref zfill(Thread& t, Value self, Value width_value) {
  size_t length, width, margin;
  if (!margin_py(t, self, width_value, &length, &width, &margin)) return Ref();
  Ref result = padded(t, self, margin, 0, '0');
  if (!result || margin == 0 || length == 0) return result;
  // A sign moves in front of the zeros.
  u8* out = is_bytearray(result) ? result.as<ByteArray>()->data() : result.as<Bytes>()->data();
  if (out[margin] == '+' || out[margin] == '-') std::swap(out[0], out[margin]);
  return result;
}

Ref expandtabs(Thread& t, Value self, Value tabsize) {
  i32 size;
  if (!to_i32_py(t, tabsize, &size)) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  size_t tab_size = size < 0 ? 0 : static_cast<size_t>(size);
  text::ByteBuilder out(text::expanded_length(text::latin1_view(view.data(), view.size()), tab_size));
  if (!out.ok()) return raise_memory_error(t);
  size_t column = 0;
  for (size_t i = 0; i < view.size(); ++i) {
    if (!view.poll_py(t, i)) return Ref();
    u8 c = view.data()[i];
    if (c != '\t') {
      out.append(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    } else if (tab_size > 0) {
      size_t spaces = tab_size - column % tab_size;
      out.append_repeated(' ', spaces);
      column += spaces;
    }
  }
  if (!out.ok()) return raise_memory_error(t);
  return make_like(t, self, out.text());
}

// ---- tables

Ref translate(Thread& t, Value self, Value table_value, Value dropped_value) {
  u8 table[256];
  bool dropped[256] = {};
  for (int i = 0; i < 256; ++i) table[i] = static_cast<u8>(i);
  if (table_value != kNone) {
    ByteView view(t, table_value);
    if (!view) return Ref();
    if (view.size() != 256) return raise_value_error(t, "translation table must be 256 characters long");
    std::memcpy(table, view.data(), 256);
  }
  if (dropped_value) {
    ByteView view(t, dropped_value);
    if (!view) return Ref();
    for (size_t i = 0; i < view.size(); ++i) dropped[view.data()[i]] = true;
  }
  ByteView view(t, self);
  if (!view) return Ref();
  text::ByteBuilder out;
  u8* to = out.extend(view.size());
  if (!to) return raise_memory_error(t);
  {
    BesideOthers scope(t, view.size(), {self});
    out.truncate(text::translate_bytes(view.data(), view.size(), table, dropped, to));
  }
  return make_like(t, self, out.text());
}

Ref maketrans(Thread& t, Value from, Value to) {
  ByteView a(t, from);
  if (!a) return Ref();
  ByteView b(t, to);
  if (!b) return Ref();
  if (a.size() != b.size()) return raise_value_error(t, "maketrans arguments must have same length");
  Ref table = make_bytes_uninitialised(t, 256);
  if (!table) return Ref();
  u8* out = table.as<Bytes>()->data();
  for (int i = 0; i < 256; ++i) out[i] = static_cast<u8>(i);
  for (size_t i = 0; i < a.size(); ++i) out[a.data()[i]] = b.data()[i];
  return table;
}

// ---- text

Ref decode(Thread& t, Value self, Value encoding, Value errors) {
  CodecArgument encoding_name(t, "decode", "encoding", encoding);
  if (!encoding_name.ok()) return Ref();
  CodecArgument handler(t, "decode", "errors", errors);
  if (!handler.ok()) return Ref();
  return decode_bytes_py(t, self, encoding_name.c_str(), handler.c_str());
}

Ref hex(Thread& t, Value self, Value sep, Value bytes_per_sep) {
  ByteView view(t, self);
  return view ? bytes_hex_py(t, view.data(), view.size(), sep, bytes_per_sep) : Ref();
}

namespace {

bool parse_hex_py(Thread& t, const text::StrView& text, text::ByteBuilder& out) {
  for (size_t i = 0; i < text.length;) {
    char32_t c = text.at(i);
    if (text::is_space_char(c, text::Space::kAscii)) {
      ++i;
      continue;
    }
    int high = text::hex_digit(c);
    int low = high >= 0 && i + 1 < text.length ? text::hex_digit(text.at(i + 1)) : -1;
    if (high < 0 || low < 0) {
      if (high >= 0 && i + 1 == text.length)
        return raise_value_error(t, "fromhex() arg must contain an even number of hexadecimal digits");
      return raise_value_error(t, "non-hexadecimal number found in fromhex() arg at position %zu",
                               high < 0 ? i : i + 1);
    }
    out.append(static_cast<u8>(high << 4 | low));
    i += 2;
    if (!poll_at_py(t, out.size())) return false;
  }
  return out.ok() || bool(raise_memory_error(t));
}

}  // namespace

Ref fromhex(Thread& t, Value type, Value text) {
  text::ByteBuilder out;
  if (is_str(text)) {
    if (!parse_hex_py(t, str_view(text), out)) return Ref();
  } else if (type_of(text)->slots.get_buffer) {
    ByteView view(t, text);
    if (!view || !parse_hex_py(t, view.text(), out)) return Ref();
  } else {
    return raise_type_error(t, "fromhex() argument must be str or bytes-like, not %T", text);
  }
  Type* cls = type.as<Type>();
  if (cls == kByteArrayType) return make_bytearray(t, out.text());
  Ref b = make_bytes(t, out.text());
  return b && cls != kBytesType ? call_py(t, type, b) : std::move(b);
}

namespace {

Ref bytes_getnewargs(Thread& t, Value self) {
  Ref copy = make_bytes(t, self.as<Bytes>()->view());
  return copy ? make_tuple(t, copy) : Ref();
}
Ref bytes_dunder_bytes(Thread& t, Value self) {
  return is_exact(self, TypeId::kBytes) ? Ref::share(t, self) : make_bytes(t, self.as<Bytes>()->view());
}

}  // namespace
}  // namespace bytes_methods

// ---- hex, also of memoryview and binascii

namespace {

// Reads the separator of hex(): one ASCII character; 0: none. False: an error is pending.
bool separator_py(Thread& t, Value sep, u8* out) {
  *out = 0;
  if (!sep) return true;
  i64 length = len_py(t, sep);
  if (length < 0) return false;
  if (length != 1) return raise_value_error(t, "sep must be length 1.");
  if (!is_str(sep) && !is_bytes(sep)) return raise_type_error(t, "sep must be str or bytes.");
  u32 c = is_str(sep) ? as_str(sep)->at(0) : sep.as<Bytes>()->data()[0];
  if (c > 127) return raise_value_error(t, "sep must be ASCII.");
  *out = static_cast<u8>(c);
  return true;
}

struct HexPair {
  u8 digits[2];
};
constexpr std::array<HexPair, 256> kHexPairs = [] {
  std::array<HexPair, 256> pairs{};
  for (u32 i = 0; i < 256; ++i) {
    pairs[i] = {{static_cast<u8>(text::kHexDigits[i >> 4]), static_cast<u8>(text::kHexDigits[i & 15])}};
  }
  return pairs;
}();

}  // namespace

Ref bytes_hex_py(Thread& t, const u8* data, u64 length, Value sep, Value bytes_per_sep) {
  u8 separator;
  i64 group = 1;
  if (bytes_per_sep && !to_i64_py(t, bytes_per_sep, &group)) return Ref();
  if (!separator_py(t, sep, &separator)) return Ref();
  bool has_separator = sep && group != 0 && length > 0;
  u64 size = !has_separator ? 0 : group < 0 ? 0 - static_cast<u64>(group) : static_cast<u64>(group);
  if (length > static_cast<u64>(INT64_MAX) / 3) return raise_memory_error(t);
  u64 separators = has_separator ? (length - 1) / size : 0;
  Ref text = make_str_uninitialised(t, length * 2 + separators, 1, true);
  if (!text) return Ref();
  u8* out = as_str(text)->data();
  BesideOthers scope(t, length, {text});
  if (!has_separator) {
    for (u64 i = 0; i < length; ++i) std::memcpy(out + 2 * i, &kHexPairs[data[i]], sizeof(HexPair));
    return text;
  }
  // Groups are counted from the right if the size is positive, from the left if it is negative.
  for (u64 i = 0; i < length; ++i) {
    if (i && (group > 0 ? (length - i) % size == 0 : i % size == 0)) *out++ = separator;
    *out++ = kHexPairs[data[i]].digits[0];
    *out++ = kHexPairs[data[i]].digits[1];
  }
  return text;
}

const MethodDef kBytesMethods[] = {
#include "runtime/types/bytes/bytes_methods.def"
    {"__getnewargs__", bytes_methods::bytes_getnewargs, "(self, /)"},
    {"__bytes__", bytes_methods::bytes_dunder_bytes, "(self, /)", "The same bytes as an exact bytes object."},
    {},
};

}  // namespace rt
