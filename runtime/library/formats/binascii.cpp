// binascii: hexadecimal, uuencoding, checksums, and the table of the module's functions.
#include <optional>
#include <string_view>

#include <zlib.h>

#include "runtime/library/formats/binascii.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/ascii.h"
#include "runtime/types/bytes/lent_bytes.h"
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
AsciiArg::AsciiArg(Thread& t, Value v) {
  if (is_str(v)) {
    if (as_str(v)->ascii) {
      data_ = as_str(v)->data();
      size_ = as_str(v)->length;
    } else {
      raise_value_error(t, "string argument should contain only ASCII characters");
    }
  } else if (!type_of(v)->slots.get_buffer) {
    raise_type_error(t, "argument should be bytes, buffer or ASCII string, not '%T'", v);
  } else {
    bytes_.emplace(t, v);
    data_ = bytes_->data();
    size_ = bytes_->size();
  }
}

bool ByteSet::add(Thread& t, Value bytes) {
  if (!bytes) return true;
  ByteView view(t, bytes);
  if (!view) return false;
  for (size_t i = 0; i < view.size(); ++i) has_[view.data()[i]] = true;
  return true;
}

bool wrap_width_py(Thread& t, Value wrapcol, size_t unit, size_t* width) {
  Ref n = index_py(t, wrapcol);
  if (!n || !check_not_negative(t, n)) return false;
  u64 scratch;
  std::optional<u64> wanted = num::to_uint64(big_view(n, &scratch));
  if (!wanted) return raise_overflow_error(t, "Python int too large for C size_t");
  *width = *wanted == 0 ? 0 : *wanted < unit ? unit : *wanted / unit * unit;
  return true;
}

namespace {

// ---- hexadecimal

Ref hexlify(Thread& t, Value data, Value sep, Value bytes_per_sep) {
  ByteView view(t, data);
  Ref text = view ? bytes_hex_py(t, view.data(), view.size(), sep, bytes_per_sep) : Ref();
  return text ? make_bytes(t, as_str(text)->ascii_view()) : Ref();
}

Ref unhexlify(Thread& t, Value text, Value ignorechars) {
  AsciiArg in(t, text);
  ByteSet ignored;
  if (!in || !ignored.add(t, ignorechars)) return Ref();
  bool reads_first = library_minor() >= 15;  // then a wrong digit counts before their number
  const char* odd = reads_first ? "Odd number of hexadecimal digits" : "Odd-length string";
  if (!reads_first && !ignorechars && in.size() % 2) return raise_binascii(t, odd);
  text::ByteBuilder out(in.size() / 2);
  int high = -1;
  for (size_t i = 0; i < in.size(); ++i) {
    int digit = text::hex_digit(in.data()[i]);
    if (digit < 0) {
      if (ignored.has(in.data()[i])) continue;
      return raise_binascii(t, "Non-hexadecimal digit found");
    }
    if (!poll_at_py(t, i)) return Ref();
    if (high >= 0) out.append(static_cast<u8>(high << 4 | digit));
    high = high >= 0 ? -1 : digit;
  }
  if (high >= 0) return raise_binascii(t, odd);
  return finish(t, out);
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
  if (in.size() == 0 && library_minor() >= 15) return raise_binascii(t, "Missing length byte");
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
    if (!poll_at_py(t, at)) return Ref();
  }
  return finish(t, out);
}

// ---- checksums

Ref crc32_py(Thread& t, Value data, Value start) {
  LentBytes in(t, data);
  u32 first;
  if (!in || !bits_argument_py(t, start, &first)) return Ref();
  uLong crc = first;
  if (in.size() < 5 * 1024) return make_uint(t, ::crc32_z(crc, in.data(), in.size()));
  const u8* bytes = in.data();  // they stay in place, so a detached thread may read them
  size_t size = in.size();
  {
    gc::Detached scope(t);
    crc = ::crc32_z(crc, bytes, size);
  }
  return make_uint(t, crc);
}

Ref crc_hqx(Thread& t, Value data, Value start) {
  ByteView in(t, data);
  u32 crc;
  if (!in || !bits_argument_py(t, start, &crc)) return Ref();
  crc &= 0xffff;
  for (size_t i = 0; i < in.size(); ++i) {
    if (!poll_at_py(t, i)) return Ref();
    crc ^= static_cast<u32>(in.data()[i]) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 0x8000 ? (crc << 1 ^ 0x1021) & 0xffff : crc << 1;
  }
  return make_uint(t, crc);
}

constexpr MethodDef kMethods[] = {
    {"a2b_ascii85", a2b_ascii85, "(data, /, *, foldspaces=False, adobe=False, ignorechars=b'', canonical=False)",
     "The bytes of Ascii85 text."},
    {"a2b_base32", a2b_base32, "(data, /, *, padded=True, alphabet=BASE32_ALPHABET, ignorechars=b'', canonical=False)",
     "The bytes of base32 text."},
    {"a2b_base64", a2b_base64,
     "(data, /, *, padded=True, alphabet=BASE64_ALPHABET, strict_mode=<unrepresentable>, "
     "ignorechars=<unrepresentable>, canonical=False)",
     "The bytes of base64 text."},
    {"a2b_base85", a2b_base85, "(data, /, *, alphabet=BASE85_ALPHABET, ignorechars=b'', canonical=False)",
     "The bytes of base85 text."},
    {"a2b_hex", unhexlify, "(hexstr, /, *, ignorechars=b'')", "Binary data of hexadecimal representation."},
    {"a2b_qp", a2b_qp, "(data, header=False)", "The bytes of quoted-printable text."},
    {"a2b_uu", a2b_uu, "(data, /)", "The bytes of a line of uuencoded text."},
    {"b2a_ascii85", b2a_ascii85, "(data, /, *, foldspaces=False, adobe=False, wrapcol=0, pad=False)",
     "Ascii85 text of the bytes."},
    {"b2a_base32", b2a_base32, "(data, /, *, padded=True, wrapcol=0, alphabet=BASE32_ALPHABET)",
     "Base32 text of the bytes."},
    {"b2a_base64", b2a_base64, "(data, /, *, padded=True, wrapcol=0, newline=True, alphabet=BASE64_ALPHABET)",
     "Base64-code line of data."},
    {"b2a_base85", b2a_base85, "(data, /, *, pad=False, wrapcol=0, alphabet=BASE85_ALPHABET)",
     "Base85 text of the bytes."},
    {"b2a_hex", hexlify, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data."},
    {"b2a_qp", b2a_qp, "(data, quotetabs=False, istext=True, header=False)", "Quoted-printable text of the bytes."},
    {"b2a_uu", b2a_uu, "(data, /, *, backtick=False)", "Uuencode line of data."},
    {"crc32", crc32_py, "(data, crc=0, /)", "Compute CRC-32 incrementally."},
    {"crc_hqx", crc_hqx, "(data, crc, /)", "Compute CRC-CCITT incrementally."},
    {"hexlify", hexlify, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data."},
    {"unhexlify", unhexlify, "(hexstr, /, *, ignorechars=b'')", "Binary data of hexadecimal representation."},
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

constexpr struct {
  const char* name;
  std::string_view alphabet;
} kAlphabets[] = {
    {"BASE32_ALPHABET", kBase32},
    {"BASE32HEX_ALPHABET", "0123456789ABCDEFGHIJKLMNOPQRSTUV"},
    {"BASE64_ALPHABET", kBase64},
    {"URLSAFE_BASE64_ALPHABET", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"},
    {"UU_ALPHABET", " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"},
    {"CRYPT_ALPHABET", "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    {"BINHEX_ALPHABET", "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"},
    {"BASE85_ALPHABET", kBase85},
    {"ASCII85_ALPHABET", kAscii85},
    {"Z85_ALPHABET", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"},
};

bool init(Thread& t, Value module) {
  for (const auto& [name, alphabet] : kAlphabets) {
    if (!module_add(t, module, name, make_bytes(t, alphabet))) return false;
  }
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
