// binascii: hexadecimal, base64, uuencoding, quoted-printable, and checksums.
#include <array>
#include <string_view>

#include <zlib.h>

#include "runtime/modules/formats/binascii.h"
#include "runtime/modules/parts/module_parts.h"
#include "runtime/text/ascii.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::binascii {

Value g_error;  // binascii.Error and Incomplete; made with the module
Value g_incomplete;

Error raise_binascii(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Ref message = format_message_v(t, format, arguments);
  va_end(arguments);
  return message ? raise_value(t, g_error.as<Type>(), message) : Error();
}

Ref finish(Thread& t, const text::ByteBuilder& out) {
  if (!out.ok()) return raise_memory_error(t);
  return make_bytes(t, out.text());
}

// The argument of the a2b_* functions: bytes-like, or a str of ASCII.
AsciiArg::AsciiArg(Thread& t, Value v) : t_(t) {
  if (is_str(v)) {
    if (as_str(v)->ascii) {
      data_ = as_str(v)->data();
      size_ = as_str(v)->length;
    } else {
      raise_value_error(t, "string argument should contain only ASCII characters");
    }
  } else if (!type_of(v)->slots.get_buffer) {
    raise_type_error(t, "argument should be bytes, buffer or ASCII string, not '%T'", v);
  } else if (get_buffer_py(t, v, &buffer_, false)) {
    data_ = buffer_.data ? static_cast<const u8*>(buffer_.data) : reinterpret_cast<const u8*>("");
    size_ = static_cast<size_t>(buffer_.bytes);
  }
}
AsciiArg::~AsciiArg() {
  if (buffer_.owner) release_buffer(t_, &buffer_);
}

namespace {

// ---- hexadecimal

Ref hexlify(Thread& t, Value data, Value sep, Value bytes_per_sep) {
  ByteView view(t, data);
  Ref text = view ? bytes_hex_py(t, view.data(), view.size(), sep, bytes_per_sep) : Ref();
  return text ? make_bytes(t, as_str(text)->ascii_view()) : Ref();
}

Ref unhexlify(Thread& t, Value text) {
  AsciiArg in(t, text);
  if (!in) return Ref();
  if (in.size() % 2) return raise_binascii(t, "Odd-length string");
  Ref result = make_bytes_uninitialised(t, in.size() / 2);
  for (size_t i = 0; result && i < in.size(); i += 2) {
    int high = text::hex_digit(in.data()[i]), low = text::hex_digit(in.data()[i + 1]);
    if (high < 0 || low < 0) return raise_binascii(t, "Non-hexadecimal digit found");
    result.as<Bytes>()->data()[i / 2] = static_cast<u8>(high << 4 | low);
  }
  return result;
}

// ---- base64

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::array<u8, 256> kFromBase64 = [] {
  std::array<u8, 256> table{};
  table.fill(255);
  for (u8 i = 0; i < 64; ++i) table[static_cast<u8>(kBase64[i])] = i;
  return table;
}();

Ref b2a_base64(Thread& t, Value data, Value newline) {
  ByteView in(t, data);
  int with_newline = in ? truth_py(t, newline) : -1;
  if (with_newline < 0) return Ref();
  size_t groups = (in.size() + 2) / 3;
  Ref result = make_bytes_uninitialised(t, groups * 4 + static_cast<size_t>(with_newline));
  if (!result) return Ref();
  u8* out = result.as<Bytes>()->data();
  for (size_t i = 0; i < in.size(); i += 3) {
    size_t left = in.size() - i;
    u32 word = static_cast<u32>(in.data()[i]) << 16 | (left > 1 ? in.data()[i + 1] << 8 : 0) |
               (left > 2 ? in.data()[i + 2] : 0);
    *out++ = static_cast<u8>(kBase64[word >> 18]);
    *out++ = static_cast<u8>(kBase64[word >> 12 & 63]);
    *out++ = left > 1 ? static_cast<u8>(kBase64[word >> 6 & 63]) : '=';
    *out++ = left > 2 ? static_cast<u8>(kBase64[word & 63]) : '=';
  }
  if (with_newline) *out = '\n';
  return result;
}

Ref a2b_base64(Thread& t, Value text, Value strict_mode) {
  AsciiArg in(t, text);
  int strict = in ? truth_py(t, strict_mode) : -1;
  if (strict < 0) return Ref();
  if (strict && in.size() && in.data()[0] == '=') return raise_binascii(t, "Leading padding not allowed");
  text::ByteBuilder out(in.size() / 4 * 3 + 3);
  u32 word = 0, quad = 0;
  int pads = 0;
  bool padded = false;
  for (size_t i = 0; i < in.size(); ++i) {
    u8 c = in.data()[i];
    if (c == '=') {
      padded = true;
      if (strict && quad == 0) return raise_binascii(t, "Excess padding not allowed");
      if (quad >= 2 && quad + static_cast<u32>(++pads) >= 4) {
        if (strict && i + 1 < in.size()) return raise_binascii(t, "Excess data after padding");
        return finish(t, out);
      }
      continue;
    }
    u8 digit = kFromBase64[c];
    if (digit == 255) {
      if (strict) return raise_binascii(t, "Only base64 data is allowed");
      continue;
    }
    if (strict && padded) return raise_binascii(t, "Discontinuous padding not allowed");
    pads = 0;
    word = word << 6 | digit;
    if (quad != 0) out.append(static_cast<u8>(word >> (6 - 2 * quad)));
    quad = (quad + 1) % 4;
  }
  if (quad == 0) return finish(t, out);
  if (quad == 1) {
    return raise_binascii(
        t, "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a multiple of 4",
        out.size() / 3 * 4 + 1);
  }
  return raise_binascii(t, "Incorrect padding");
}

// ---- uuencoding

Ref b2a_uu(Thread& t, Value data, Value backtick_value) {
  ByteView in(t, data);
  int backtick = in ? truth_py(t, backtick_value) : -1;
  if (backtick < 0) return Ref();
  if (in.size() > 45) return raise_binascii(t, "At most 45 bytes at once");
  auto encode = [&](u32 n) { return static_cast<u8>(n == 0 && backtick ? '`' : ' ' + n); };
  text::ByteBuilder out;
  out.append(encode(static_cast<u32>(in.size())));
  for (size_t i = 0; i < in.size(); i += 3) {
    u32 word = static_cast<u32>(in.data()[i]) << 16 | (i + 1 < in.size() ? in.data()[i + 1] << 8 : 0) |
               (i + 2 < in.size() ? in.data()[i + 2] : 0);
    for (int shift = 18; shift >= 0; shift -= 6) out.append(encode(word >> shift & 63));
  }
  out.append('\n');
  return finish(t, out);
}

Ref a2b_uu(Thread& t, Value text) {
  AsciiArg in(t, text);
  if (!in) return Ref();
  size_t length = in.size() ? (in.data()[0] - ' ') & 63u : 32u, at = 1;
  text::ByteBuilder out(length);
  u32 word = 0;
  int bits = 0;
  while (out.size() < length) {
    u8 c = at < in.size() ? in.data()[at] : 0;
    ++at;
    u32 digit = 0;
    // a mail program may have cut off spaces at the line's end; they stand for zeros
    if (at <= in.size() && c != '\n' && c != '\r') {
      if (c < ' ' || c > ' ' + 64) return raise_binascii(t, "Illegal char");
      digit = (c - ' ') & 63u;
    }
    word = word << 6 | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.append(static_cast<u8>(word >> bits));
  }
  for (; at < in.size(); ++at) {
    u8 c = in.data()[at];
    if (c != ' ' && c != ' ' + 64 && c != '\n' && c != '\r') return raise_binascii(t, "Trailing garbage");
  }
  return finish(t, out);
}

// ---- checksums

Ref crc32_py(Thread& t, Value data, Value start) {
  ByteView in(t, data);
  Ref n = in ? index_py(t, start) : Ref();
  if (!n) return Ref();
  u64 scratch;
  uLong crc = num::to_uint64_wrapping(big_view(n, &scratch)) & 0xffffffff;
  if (in.size() < 5 * 1024) return make_uint(t, ::crc32_z(crc, in.data(), in.size()));
  const u8* bytes = in.data();  // pinned by `in`, so a detached thread may read them
  size_t size = in.size();
  {
    gc::Detached scope(t);
    crc = ::crc32_z(crc, bytes, size);
  }
  return make_uint(t, crc);
}

Ref crc_hqx(Thread& t, Value data, Value start) {
  ByteView in(t, data);
  Ref n = in ? index_py(t, start) : Ref();
  if (!n) return Ref();
  u64 scratch;
  u32 crc = num::to_uint64_wrapping(big_view(n, &scratch)) & 0xffff;
  for (size_t i = 0; i < in.size(); ++i) {
    crc ^= static_cast<u32>(in.data()[i]) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 0x8000 ? (crc << 1 ^ 0x1021) & 0xffff : crc << 1;
  }
  return make_uint(t, crc);
}

constexpr MethodDef kMethods[] = {
    {"a2b_base64", a2b_base64, "(data, /, *, strict_mode=False)", "The bytes of base64 text."},
    {"a2b_hex", unhexlify, "(hexstr, /)", "Binary data of hexadecimal representation."},
    {"a2b_qp", a2b_qp, "(data, header=False)", "The bytes of quoted-printable text."},
    {"a2b_uu", a2b_uu, "(data, /)", "The bytes of a line of uuencoded text."},
    {"b2a_base64", b2a_base64, "(data, /, *, newline=True)", "Base64-code line of data."},
    {"b2a_hex", hexlify, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data."},
    {"b2a_qp", b2a_qp, "(data, quotetabs=False, istext=True, header=False)", "Quoted-printable text of the bytes."},
    {"b2a_uu", b2a_uu, "(data, /, *, backtick=False)", "Uuencode line of data."},
    {"crc32", crc32_py, "(data, crc=0, /)", "Compute CRC-32 incrementally."},
    {"crc_hqx", crc_hqx, "(data, crc, /)", "Compute CRC-CCITT incrementally."},
    {"hexlify", hexlify, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data."},
    {"unhexlify", unhexlify, "(hexstr, /)", "Binary data of hexadecimal representation."},
    {},
};

// lint: name: type() of a native base and a new namespace runs no hook of a program
Ref make_error_type(Thread& t, const char* class_name, Type* base) {
  Ref name = make_str_ascii(t, class_name), bases = make_tuple(t, base), dict = make_dict(t),
      module = make_str_ascii(t, "binascii");
  if (!name || !bases || !dict || !module || !dict_set_cstr(t, as_dict(dict), "__module__", std::move(module)))
    return Ref();
  Value values[] = {name, bases, dict};
  return call_py(t, kTypeType, CallArgs{values, 3, Value()});
}

void trace_errors(gc::Visitor& visitor) {
  trace_value(visitor, g_error);
  trace_value(visitor, g_incomplete);
}

bool init(Thread& t, Value module) {
  if (!g_error) {
    Ref error = make_error_type(t, "Error", kValueErrorType),
        incomplete = make_error_type(t, "Incomplete", kExceptionType);
    if (!error || !incomplete) return false;
    g_error = error.release();
    g_incomplete = incomplete.release();
    gc::add_root_tracer(trace_errors);
  }
  return module_add(t, module, "Error", Ref::share(t, g_error)) &&
         module_add(t, module, "Incomplete", Ref::share(t, g_incomplete));
}

}  // namespace
}  // namespace rt::binascii

namespace rt {

extern const ModuleDef kBinasciiModule = {.name = "binascii",
                                          .doc = "Bytes as ASCII text and back: base64, hexadecimal and older forms.",
                                          .methods = binascii::kMethods,
                                          .init = binascii::init};

}  // namespace rt
