// The native encodings, which need no registry: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32. The kernels are in
// runtime/text; this file adds names, error handlers and byte order marks.
#include <string>

#include "runtime/object/long_loops.h"
#include "runtime/text/codecs.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/text/str_builder.h"

namespace rt {

namespace {

using text::ByteBuilder;
using text::DecodeResult;
using text::EncodeResult;
using text::Endian;
using text::ErrorPolicy;
using text::StrView;
using text::UcsBuilder;

struct CodecName {
  const char* name;
  NativeCodec codec;
};
// Normalized names, in lower case with underscores (append_normalized_encoding).
constexpr CodecName kNames[] = {
    {"utf_8", NativeCodec::kUtf8},        {"utf8", NativeCodec::kUtf8},         {"ascii", NativeCodec::kAscii},
    {"us_ascii", NativeCodec::kAscii},    {"latin_1", NativeCodec::kLatin1},    {"latin1", NativeCodec::kLatin1},
    {"iso_8859_1", NativeCodec::kLatin1}, {"iso8859_1", NativeCodec::kLatin1},  {"utf_16", NativeCodec::kUtf16},
    {"utf16", NativeCodec::kUtf16},       {"utf_16_le", NativeCodec::kUtf16Le}, {"utf_16le", NativeCodec::kUtf16Le},
    {"utf_16_be", NativeCodec::kUtf16Be}, {"utf_16be", NativeCodec::kUtf16Be},  {"utf_32", NativeCodec::kUtf32},
    {"utf32", NativeCodec::kUtf32},       {"utf_32_le", NativeCodec::kUtf32Le}, {"utf_32le", NativeCodec::kUtf32Le},
    {"utf_32_be", NativeCodec::kUtf32Be}, {"utf_32be", NativeCodec::kUtf32Be},
};

constexpr const char* kCodecNames[] = {"",          "utf-8",     "ascii",  "latin-1",   "utf-16",
                                       "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};

Endian endian_of(NativeCodec codec) {
  switch (codec) {
    case NativeCodec::kUtf16Le:
    case NativeCodec::kUtf32Le: return Endian::kLittle;
    case NativeCodec::kUtf16Be:
    case NativeCodec::kUtf32Be: return Endian::kBig;
    default: return Endian::kDetect;
  }
}

// The codec with the byte order that was used: error messages contain its name.
NativeCodec with_order(NativeCodec codec, Endian endian) {
  if (codec != NativeCodec::kUtf16 && codec != NativeCodec::kUtf32) return codec;
  return static_cast<NativeCodec>(static_cast<u8>(codec) + (endian == Endian::kBig ? 2 : 1));
}

bool is_utf16(NativeCodec codec) { return codec >= NativeCodec::kUtf16 && codec <= NativeCodec::kUtf16Be; }

EncodeResult encode_with(NativeCodec codec, const StrView& text, size_t from, ErrorPolicy policy, ByteBuilder& out) {
  switch (codec) {
    case NativeCodec::kUtf8: return text::encode_utf8(text, from, policy, out);
    case NativeCodec::kAscii: return text::encode_ascii(text, from, policy, out);
    case NativeCodec::kLatin1: return text::encode_latin1(text, from, policy, out);
    default:
      return is_utf16(codec) ? text::encode_utf16(text, from, policy, endian_of(codec), out)
                             : text::encode_utf32(text, from, policy, endian_of(codec), out);
  }
}

u64 unit_size(NativeCodec codec) { return codec < NativeCodec::kUtf16 ? 1 : is_utf16(codec) ? 2 : 4; }

// Appends a handler's replacement: bytes unchanged, or text, which must be encodable. False: it is not.
bool put_replacement(NativeCodec codec, Value replacement, ByteBuilder& out) {
  if (is_bytes(replacement)) {
    std::string_view bytes = replacement.as<Bytes>()->view();
    if (bytes.size() % unit_size(codec) != 0) return false;
    out.append(bytes);
    return true;
  }
  if (codec != NativeCodec::kLatin1 && !as_str(replacement)->ascii) return false;
  return !encode_with(codec, str_view(replacement), 0, ErrorPolicy::kStrict, out).failed();
}

// True if ASCII text has the same bytes in the encoding: UTF-8, ASCII and Latin-1.
bool ascii_is_identical(NativeCodec codec) { return codec <= NativeCodec::kLatin1; }

}  // namespace

void append_normalized_encoding(std::string_view name, ByteBuilder& out, bool lower) {
  bool gap = false;
  for (char c : name) {
    bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (!kept) {
      gap = true;
      continue;
    }
    if (gap && out.size()) out.append('_');
    gap = false;
    out.append(static_cast<u8>(lower && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
  }
}

NativeCodec find_native_codec(std::string_view name) {
  if (name == "utf-8") return NativeCodec::kUtf8;
  constexpr size_t kLongest = 64;
  if (name.size() > kLongest) return NativeCodec::kNone;
  ByteBuilder normalized;
  append_normalized_encoding(name, normalized);
  for (const CodecName& known : kNames) {
    if (normalized.text() == known.name) return known.codec;
  }
  return NativeCodec::kNone;
}

const char* native_codec_name(NativeCodec codec) { return kCodecNames[static_cast<int>(codec)]; }

// ---- encoding

static EncodeResult encode_beside_others(Thread& t, NativeCodec codec, Value str, size_t from, ErrorPolicy policy,
                                         ByteBuilder& out) {
  BesideOthers scope(t, as_str(str)->length - from, {str});
  return encode_with(codec, str_view(str), from, policy, out);
}

Ref encode_native_py(Thread& t, NativeCodec codec, Value str, const char* errors) {
  Str* s = as_str(str);
  if (s->ascii && ascii_is_identical(codec)) return make_bytes(t, s->ascii_view());
  bool known;
  ErrorPolicy policy = error_policy(errors, true, &known);
  ByteBuilder out(s->length * unit_size(codec) + 4);
  // The byte order mark is the character U+FEFF.
  static constexpr char16_t kMark = 0xFEFF;
  if (codec == NativeCodec::kUtf16 || codec == NativeCodec::kUtf32)
    encode_with(codec, {&kMark, 1, 2, false}, 0, ErrorPolicy::kStrict, out);
  for (size_t at = 0;;) {
    EncodeResult result = encode_beside_others(t, codec, str, at, policy, out);
    if (!out.ok()) return raise_memory_error(t);
    if (!result.failed()) return make_bytes(t, out.text());
    const char* name = native_codec_name(codec);
    if (known) return raise_encode_error(t, name, str, result.error_start, result.error_end, result.reason);
    Replacement replacement;
    if (!handle_encode_error_py(t, errors, name, str, result.error_start, result.error_end, result.reason,
                                &replacement))
      return Ref();
    if (!put_replacement(codec, replacement.text, out)) {
      return raise_encode_error(t, name, str, result.error_start, result.error_end, result.reason);
    }
    at = replacement.position;
  }
}

// ---- decoding

bool decode_loop_py(Thread& t, const DecodeJob& job, UcsBuilder& out, i64* consumed, DecodeKernel kernel,
                    void* context) {
  bool known;
  ErrorPolicy policy = error_policy(job.errors, false, &known);
  std::string_view input = job.bytes;
  Ref object = job.object && is_bytes(job.object) ? Ref::share(t, job.object) : Ref();
  for (size_t at = 0;;) {
    DecodeResult result = kernel(context, reinterpret_cast<const u8*>(input.data()) + at, input.size() - at, policy);
    if (!out.ok()) return raise_memory_error(t);
    if (!result.failed()) {
      *consumed = static_cast<i64>(at + result.consumed);
      return true;
    }
    if (!object) object = make_bytes(t, input);
    if (!object) return false;
    size_t start = at + result.error_start, end = at + result.error_end;
    if (known) return raise_decode_error(t, job.encoding, object, start, end, result.reason);
    Replacement replacement;
    if (!handle_decode_error_py(t, job.errors, job.encoding, object, start, end, result.reason, &replacement))
      return false;
    out.append(str_view(replacement.text));
    at = replacement.position;
    if (!is_same(replacement.object, object)) {
      object = std::move(replacement.object);
      input = object.as<Bytes>()->view();
    }
  }
}

Ref decode_partial_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object,
                      bool final, i64* consumed) {
  UcsBuilder out(bytes.size() / unit_size(codec));
  Endian endian = endian_of(codec);
  DecodeJob job{native_codec_name(codec), bytes, errors, object};
  auto kernel = [&](const u8* data, size_t size, ErrorPolicy policy) -> DecodeResult {
    BesideOthers scope(t, size, {object});
    switch (codec) {
      case NativeCodec::kUtf8: return text::decode_utf8(data, size, policy, final, out);
      case NativeCodec::kAscii: return text::decode_ascii(data, size, policy, out);
      case NativeCodec::kLatin1: return text::decode_latin1(data, size, out);
      default: {
        DecodeResult result = is_utf16(codec) ? text::decode_utf16(data, size, policy, final, endian, out)
                                              : text::decode_utf32(data, size, policy, final, endian, out);
        job.encoding = native_codec_name(with_order(codec, endian));
        return result;
      }
    }
  };
  if (!decode_loop_py(t, job, out, consumed, kernel)) return Ref();
  return finish_str(t, out);
}

Ref decode_native_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object) {
  auto* data = reinterpret_cast<const u8*>(bytes.data());
  if (codec == NativeCodec::kLatin1) return make_str(t, text::latin1_view(data, bytes.size()));
  if (ascii_is_identical(codec) && text::is_ascii(data, bytes.size())) return make_str_ascii(t, bytes);
  if (codec == NativeCodec::kUtf8 && text::utf8_scan(data, bytes.size()).valid()) return make_str(t, bytes);
  i64 consumed;
  return decode_partial_py(t, codec, bytes, errors, object, true, &consumed);
}

}  // namespace rt
