// Modules _multibytecodec, _codecs_cn, _codecs_hk, _codecs_iso2022, _codecs_jp, _codecs_kr and _codecs_tw: conversion
// by iconv. multibyte.h describes how states are kept between calls.
#include <cerrno>
#include <cstring>
#include <string>

#include "runtime/modules/codecs/multibyte.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str_builder.h"

namespace rt::multibyte {

namespace {

constexpr Encoding kEncodings[] = {
    {"_codecs_cn", "gb2312", "EUC-CN", false, 0xa1},
    {"_codecs_cn", "gbk", "GBK", false, 0x81},
    {"_codecs_cn", "gb18030", "GB18030", false},
    {"_codecs_hk", "big5hkscs", "BIG5-HKSCS", false},
    {"_codecs_iso2022", "iso2022_jp", "ISO-2022-JP", true},
    {"_codecs_iso2022", "iso2022_jp_2", "ISO-2022-JP-2", true},
    {"_codecs_iso2022", "iso2022_jp_3", "ISO-2022-JP-3", true},
    {"_codecs_iso2022", "iso2022_jp_2004", "ISO-2022-JP-3", true},
    {"_codecs_iso2022", "iso2022_kr", "ISO-2022-KR", true},
    {"_codecs_jp", "shift_jis", "SJIS", false, 0, false, false, U'\xa5', U'\u203e'},
    {"_codecs_jp", "cp932", "CP932", false, 0, false, true},
    {"_codecs_jp", "euc_jp", "EUC-JP", false, 0xa1, true},
    {"_codecs_jp", "euc_jisx0213", "EUC-JISX0213", false, 0xa1, true},
    {"_codecs_jp", "euc_jis_2004", "EUC-JISX0213", false, 0xa1, true},
    {"_codecs_jp", "shift_jisx0213", "SHIFT_JISX0213", false},
    {"_codecs_jp", "shift_jis_2004", "SHIFT_JISX0213", false},
    {"_codecs_kr", "euc_kr", "EUC-KR", false, 0xa1},
    {"_codecs_kr", "cp949", "UHC", false, 0x81},
    {"_codecs_kr", "johab", "JOHAB", false, 0x84, false, false, U'\u20a9'},
    {"_codecs_tw", "big5", "BIG5", false, 0x81},
    {"_codecs_tw", "cp950", "CP950", false, 0x81},
};

Type* g_codec_type;

constexpr char kIllegal[] = "illegal multibyte sequence";
constexpr char kIncomplete[] = "incomplete multibyte sequence";

enum class Outcome { kDone, kIllegal, kIncomplete };

// A converter of iconv for one direction, from its initial state.
class Converter {
 public:
  Converter(const char* to, const char* from) : cd_(iconv_open(to, from)) {}
  ~Converter() {
    if (ok()) iconv_close(cd_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool ok() const { return cd_ != reinterpret_cast<iconv_t>(-1); }

  // Converts [*in, end) up to the first error; put(bytes, size) takes the output.
  template <class Put>
  Outcome run(const char** in, const char* end, Put&& put) {
    char buffer[512];
    for (;;) {
      char *from = const_cast<char*>(*in), *to = buffer;
      size_t left = static_cast<size_t>(end - from), room = sizeof buffer;
      size_t result = iconv(cd_, &from, &left, &to, &room);
      int reason = errno;
      *in = from;
      put(buffer, sizeof buffer - room);
      if (result != static_cast<size_t>(-1)) return Outcome::kDone;
      if (reason == E2BIG) continue;
      return reason == EINVAL ? Outcome::kIncomplete : Outcome::kIllegal;
    }
  }
  // Puts the characters that iconv holds back, and the sequence that leads to the initial state.
  template <class Put>
  void finish(Put&& put) {
    char buffer[64];
    char* to = buffer;
    size_t room = sizeof buffer;
    iconv(cd_, nullptr, nullptr, &to, &room);
    put(buffer, sizeof buffer - room);
  }

 private:
  iconv_t cd_;
};

bool raise_unavailable(Thread& t, const Encoding& encoding) {
  return raise(t, kLookupErrorType, "the C library has no converter for '%s'", encoding.name);
}

// ---- decoding

// The shift sequences of the C library's converters: a designation of a character set to G0, G1 or G2, or a change
// between G0 and G1.
struct ShiftSequence {
  std::string_view text;
  char part;  // the part of the state that it sets; a later sequence for the same part replaces it
};
constexpr ShiftSequence kShiftSequences[] = {
    {"\x1b(B", '0'},  {"\x1b(J", '0'},  {"\x1b(I", '0'},  {"\x1b$@", '0'},  {"\x1b$A", '0'},  {"\x1b$B", '0'},
    {"\x1b$(C", '0'}, {"\x1b$(D", '0'}, {"\x1b$(O", '0'}, {"\x1b$(P", '0'}, {"\x1b$(Q", '0'}, {"\x1b$)C", '1'},
    {"\x1b.A", '2'},  {"\x1b.F", '2'},  {"\x0e", 's'},    {"\x0f", 's'},
};

// The shift sequence at the start of `text`; null: there is none.
const ShiftSequence* shift_sequence(std::string_view text) {
  if (text[0] != '\x1b' && text[0] != '\x0e' && text[0] != '\x0f') return nullptr;
  for (const ShiftSequence& s : kShiftSequences) {
    if (text.starts_with(s.text)) return &s;
  }
  return nullptr;
}

void put_over(FewBytes& state, const ShiftSequence& sequence) {
  FewBytes changed;
  for (std::string_view left = state.view(); !left.empty();) {
    const ShiftSequence* old = shift_sequence(left);
    if (old && old->part != sequence.part) changed.append(old->text);
    left.remove_prefix(old ? old->text.size() : 1);
  }
  if (changed.append(sequence.text)) state = changed;  // every encoding's parts fit
}

// Single bytes that are characters in Windows' code page 932 but not in iconv, and their characters.
constexpr struct {
  u8 byte;
  char32_t character;
} kWindowsBytes[] = {{0x80, 0x80}, {0xa0, 0xf8f0}, {0xfd, 0xf8f1}, {0xfe, 0xf8f2}, {0xff, 0xf8f3}};

// The number of bytes before a byte that begins no character: iconv would pass 0x80 to 0x9f as control characters.
size_t before_stray_byte(const Encoding& encoding, const char* bytes, size_t size) {
  if (!encoding.first_lead) return size;
  for (size_t i = 0; i < size;) {
    u8 byte = static_cast<u8>(bytes[i]);
    if (byte < 0x80) {
      ++i;
    } else if (encoding.single_shifts && (byte == 0x8e || byte == 0x8f)) {
      i += byte == 0x8e ? 2 : 3;
    } else if (byte < encoding.first_lead) {
      return i;
    } else {
      i += 2;
    }
  }
  return size;
}

class Decoder {
 public:
  Decoder(const Encoding& encoding, text::UcsBuilder& out)
      : encoding_(encoding), converter_("UCS-4LE", encoding.charset), out_(out) {}
  bool ok() const { return converter_.ok(); }

  void restore(std::string_view shift) {
    const char* in = shift.data();
    converter_.run(&in, in + shift.size(), [](const char*, size_t) {});
  }

  text::DecodeResult run(const char* bytes, size_t size, bool final) {
    const char* in = bytes;
    auto put = [&](const char* units, size_t n) { append(units, n); };
    size_t sound = before_stray_byte(encoding_, bytes, size);
    Outcome outcome = converter_.run(&in, bytes + sound, put);
    while (outcome == Outcome::kIllegal && append_windows_byte(static_cast<u8>(*in))) {
      ++in;
      outcome = converter_.run(&in, bytes + sound, put);
    }
    if (sound < size) outcome = Outcome::kIllegal;
    if (outcome == Outcome::kDone && final) converter_.finish(put);
    text::DecodeResult result;
    result.consumed = static_cast<size_t>(in - bytes);
    // Whether a first byte is invalid, only the byte behind it tells; at the end of the input it counts as incomplete.
    bool last = encoding_.first_lead && result.consumed + 1 == size && static_cast<u8>(*in) >= 0x80;
    if (outcome == Outcome::kIllegal && last) outcome = Outcome::kIncomplete;
    if (outcome == Outcome::kDone || (outcome == Outcome::kIncomplete && !final)) return result;
    result.error_start = result.consumed;
    result.error_end = outcome == Outcome::kIncomplete ? size : result.consumed + 1;
    result.reason = outcome == Outcome::kIncomplete ? kIncomplete : kIllegal;
    return result;
  }

 private:
  bool append_windows_byte(u8 byte) {
    if (!encoding_.windows_bytes) return false;
    for (auto& known : kWindowsBytes) {
      if (known.byte != byte) continue;
      out_.append(known.character);
      return true;
    }
    return false;
  }
  void append(const char* units, size_t bytes) {
    for (size_t i = 0; i + 4 <= bytes; i += 4) {
      char32_t c;
      std::memcpy(&c, units + i, 4);
      out_.append(c == encoding_.backslash ? U'\\' : c == encoding_.tilde ? U'~' : c);
    }
  }

  const Encoding& encoding_;
  Converter converter_;
  text::UcsBuilder& out_;
};

}  // namespace

void remember_shifts(FewBytes& state, std::string_view text) {
  while (!text.empty()) {
    const ShiftSequence* sequence = shift_sequence(text);
    if (sequence) put_over(state, *sequence);
    text.remove_prefix(sequence ? sequence->text.size() : 1);
  }
}

bool decode_py(Thread& t, const Encoding& encoding, std::string_view input, Value object, const char* errors,
               bool final, DecoderState& state, text::UcsBuilder& out) {
  Decoder decoder(encoding, out);
  if (!decoder.ok()) return raise_unavailable(t, encoding);
  decoder.restore(state.shift.view());
  text::ByteBuilder joined;
  if (!state.pending.empty()) {
    joined.reserve(state.pending.view().size() + input.size());
    joined.append(state.pending.view());
    joined.append(input);
    if (!joined.ok()) return raise_memory_error(t);
    input = joined.text();
    object = Value();
  }
  FewBytes shift = state.shift, pending;
  // decoder.run() stops at every error; replacing the bytes is the error handler's part.
  bool strict = !errors || std::strcmp(errors, "strict") == 0;
  Ref shown;
  for (size_t at = 0;;) {
    text::DecodeResult result = decoder.run(input.data() + at, input.size() - at, final);
    if (!out.ok()) return raise_memory_error(t);
    // Bytes that an error handler replaced are no part of the state.
    if (encoding.shifts) remember_shifts(shift, input.substr(at, result.consumed));
    if (!result.failed()) {
      if (!pending.append(input.substr(at + result.consumed)))
        return bool(raise(t, kUnicodeErrorType, "pending buffer overflow"));
      state = final ? DecoderState{} : DecoderState{pending, shift};
      return true;
    }
    if (!shown) shown = object && is_bytes(object) ? Ref::share(t, object) : make_bytes(t, input);
    if (!shown) return false;
    u64 start = at + result.error_start, end = at + result.error_end;
    if (strict) return raise_decode_error(t, encoding.name, shown, start, end, result.reason);
    Replacement replacement;
    if (!handle_decode_error_py(t, errors, encoding.name, shown, start, end, result.reason, &replacement)) return false;
    out.append(str_view(replacement.text));
    at = replacement.position;
    if (!is_same(replacement.object, shown)) {
      shown = std::move(replacement.object);
      input = shown.as<Bytes>()->view();
    }
  }
}

// ---- encoding

namespace {

class Encoder {
 public:
  Encoder(Thread& t, const Encoding& encoding, text::ByteBuilder& out)
      : t_(t), encoding_(encoding), converter_(encoding.charset, "UCS-4LE"), out_(out) {}
  bool ok() const { return converter_.ok(); }

  void restore(u32 last) {
    if (last) convert(last, [](const char*, size_t) {});
  }
  template <class Put>
  bool convert(u32 c, Put&& put) {
    const char* in = reinterpret_cast<const char*>(&c);
    return converter_.run(&in, in + sizeof c, put) == Outcome::kDone;
  }
  bool put(u32 c) {
    if (c == U'\\') c = encoding_.backslash;
    if (c == U'~') c = encoding_.tilde;
    bool sound = true;
    bool known = convert(c, [&](const char* bytes, size_t n) {
      if (encoding_.first_lead && n == 1 && static_cast<u8>(*bytes) >= 0x80) {
        sound = false;
      } else {
        out_.append(bytes, n);
      }
    });
    return (known && sound) || (encoding_.windows_bytes && append_windows_character(c));
  }
  void finish() {
    converter_.finish([&](const char* bytes, size_t n) { out_.append(bytes, n); });
  }

  // Calls the error handler for the character at *at, and continues at the position that it returns.
  bool replace_py(Value str, const char* errors, u64* at) {
    if (!errors || std::strcmp(errors, "strict") == 0)
      return raise_encode_error(t_, encoding_.name, str, *at, *at + 1, kIllegal);
    Replacement replacement;
    if (!handle_encode_error_py(t_, errors, encoding_.name, str, *at, *at + 1, kIllegal, &replacement)) return false;
    if (is_bytes(replacement.text)) {
      out_.append(replacement.text.as<Bytes>()->view());
    } else {
      for (u64 i = 0; i < as_str(replacement.text)->length; ++i) {
        if (!put(as_str(replacement.text)->at(i)))
          return raise_encode_error(t_, encoding_.name, str, *at, *at + 1, kIllegal);
      }
    }
    *at = replacement.position;
    return true;
  }

 private:
  bool append_windows_character(u32 c) {
    for (auto& known : kWindowsBytes) {
      if (known.character != c) continue;
      out_.append(known.byte);
      return true;
    }
    return false;
  }

  Thread& t_;
  const Encoding& encoding_;
  Converter converter_;
  text::ByteBuilder& out_;
};

}  // namespace

bool encode_py(Thread& t, const Encoding& encoding, Value str, const char* errors, bool final, EncoderState& state,
               text::ByteBuilder& out) {
  Encoder encoder(t, encoding, out);
  if (!encoder.ok()) return raise_unavailable(t, encoding);
  encoder.restore(state.last);
  u32 last = state.last;
  for (u64 at = 0; at < as_str(str)->length;) {
    u32 c = as_str(str)->at(at);
    if (encoder.put(c)) {
      last = c;
      ++at;
    } else if (!encoder.replace_py(str, errors, &at)) {
      return false;
    }
  }
  if (final || !encoding.shifts) encoder.finish();
  state.last = final || !encoding.shifts ? 0 : last;
  return out.ok() || raise_memory_error(t);
}

// ---- the codec object

bool is_codec(Value v) { return type_of(v) == g_codec_type; }

namespace {

Ref codec_encode(Thread& t, Value self, Value str, Value errors) {
  if (!is_str(str)) return raise_type_error(t, "couldn't convert the object to str.");
  codecs::ErrorsArgument handler(t, "encode", errors);
  if (!handler.ok()) return Ref();
  text::ByteBuilder out;
  EncoderState state;
  if (!encode_py(t, *self.as<Codec>()->encoding, str, handler.c_str(), true, state, out)) return Ref();
  return codecs::with_length(t, make_bytes(t, out.text()), static_cast<i64>(as_str(str)->length));
}

Ref codec_decode(Thread& t, Value self, Value data, Value errors) {
  codecs::ErrorsArgument handler(t, "decode", errors);
  if (!handler.ok()) return Ref();
  SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  text::UcsBuilder out(bytes.size());
  DecoderState state;
  if (!decode_py(t, *self.as<Codec>()->encoding, bytes.view(), data, handler.c_str(), true, state, out)) return Ref();
  return codecs::with_length(t, finish_str(t, out), static_cast<i64>(bytes.size()));
}

constexpr MethodDef kCodecMethods[] = {
    {"encode", codec_encode, "(self, /, input, errors=None)",
     "The bytes that stand for a str, and how many characters that were."},
    {"decode", codec_decode, "(self, /, input, errors=None)",
     "The str that bytes stand for, and how many bytes that were."},
    {},
};
constexpr TypeSpec kCodecSpec = {.name = "_multibytecodec.MultibyteCodec",
                                 .size = sizeof(Codec),
                                 .flags = kTypeDisallowNew,
                                 .methods = kCodecMethods};

Ref getcodec_py(Thread& t, const char* module, Value encoding) {
  if (!is_str(encoding)) return raise_type_error(t, "encoding name must be a string.");
  if (!g_codec_type && !import_module_py(t, "_multibytecodec")) return Ref();
  for (const Encoding& e : kEncodings) {
    if (std::strcmp(e.module, module) != 0 || !str_equal_ascii(encoding, e.name)) continue;
    Ref codec = allocate_instance(t, g_codec_type);
    if (codec) codec.as<Codec>()->encoding = &e;
    return codec;
  }
  return raise(t, kLookupErrorType, "no such codec is supported.");
}

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_codec_type, kCodecSpec) && add_incremental_types(t, module) &&
         add_stream_types(t, module);
}

}  // namespace
}  // namespace rt::multibyte

namespace rt {

extern const ModuleDef kUnderMultibytecodecModule = {.name = "_multibytecodec",
                                                     .doc = "Classes for encodings with characters of several bytes.",
                                                     .init = multibyte::init};

// One module for each family of encodings; its only function is getcodec().
#define CODEC_FAMILY(NAME, DEF)                                                                                                            \
  static Ref getcodec_##NAME(Thread& t, Value encoding) { return multibyte::getcodec_py(t, "_codecs_" #NAME, encoding); }                  \
  static constexpr MethodDef kMethods_##NAME[] = {{"getcodec", getcodec_##NAME, "(encoding, /)", "The codec of an encoding's name."}, {}}; \
  extern const ModuleDef DEF;                                                                                                              \
  const ModuleDef DEF = {.name = "_codecs_" #NAME, .methods = kMethods_##NAME};
CODEC_FAMILY(cn, kUnderCodecsCnModule)
CODEC_FAMILY(hk, kUnderCodecsHkModule)
CODEC_FAMILY(iso2022, kUnderCodecsIso2022Module)
CODEC_FAMILY(jp, kUnderCodecsJpModule)
CODEC_FAMILY(kr, kUnderCodecsKrModule)
CODEC_FAMILY(tw, kUnderCodecsTwModule)
#undef CODEC_FAMILY

}  // namespace rt
