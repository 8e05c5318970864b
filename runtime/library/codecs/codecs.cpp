// Module _codecs: the registry of codecs, and the functions on which the library's package `encodings` builds.
#include "runtime/library/codecs/codecs.h"

#include "runtime/object/native.h"

namespace rt {

namespace codecs {

bool check_str(Thread& t, const char* function, Value v) {
  return is_str(v) || raise_type_error(t, "%s() argument 1 must be str, not %A", function, v);
}

namespace {

// ---- the registry

Ref register_(Thread& t, Value search_function) { return codec_register_py(t, search_function) ? none() : Ref(); }
Ref unregister(Thread& t, Value search_function) { return codec_unregister(t, search_function) ? none() : Ref(); }

Ref lookup(Thread& t, Value encoding) {
  CodecArgument name(t, "lookup", "encoding", encoding);
  return name.ok() ? codec_lookup_py(t, name.c_str()) : Ref();
}

Ref forget_codec(Thread& t, Value encoding) {
  CodecArgument name(t, "_forget_codec", "encoding", encoding);
  return name.ok() && codec_forget(t, name.c_str()) ? none() : Ref();
}

Ref encode(Thread& t, Value object, Value encoding, Value errors) {
  CodecArgument name(t, "encode", "encoding", encoding), handler(t, "encode", "errors", errors);
  return name.ok() && handler.ok() ? codec_encode_py(t, object, name.c_str(), handler.c_str()) : Ref();
}
Ref decode(Thread& t, Value object, Value encoding, Value errors) {
  CodecArgument name(t, "decode", "encoding", encoding), handler(t, "decode", "errors", errors);
  return name.ok() && handler.ok() ? codec_decode_py(t, object, name.c_str(), handler.c_str()) : Ref();
}

Ref register_error(Thread& t, Value errors, Value handler) {
  if (!CodecArgument(t, "register_error", "errors", errors).ok()) return Ref();
  return register_error_handler(t, errors, handler) ? none() : Ref();
}
Ref unregister_error(Thread& t, Value errors) {
  if (!CodecArgument(t, "_unregister_error", "errors", errors).ok()) return Ref();
  int removed = unregister_error_handler(t, errors);
  return removed < 0 ? Ref() : bool_ref(removed == 1);
}
Ref lookup_error(Thread& t, Value name) {
  CodecArgument handler(t, "lookup_error", "name", name);
  return handler.ok() ? lookup_error_handler(t, handler.c_str()) : Ref();
}

// ---- native codecs

const char* encoder_name(NativeCodec codec) {
  static constexpr const char* kNames[] = {"",
                                           "utf_8_encode",
                                           "ascii_encode",
                                           "latin_1_encode",
                                           "utf_16_encode",
                                           "utf_16_le_encode",
                                           "utf_16_be_encode",
                                           "utf_32_encode",
                                           "utf_32_le_encode",
                                           "utf_32_be_encode"};
  return kNames[static_cast<int>(codec)];
}

Ref encode_checked_py(Thread& t, NativeCodec codec, Value str, Value errors) {
  const char* function = encoder_name(codec);
  if (!check_str(t, function, str)) return Ref();
  ErrorsArgument handler(t, function, errors);
  if (!handler.ok()) return Ref();
  return with_length(t, encode_native_py(t, codec, str, handler.c_str()), static_cast<i64>(as_str(str)->length));
}

template <NativeCodec kCodec>
Ref encoder(Thread& t, Value str, Value errors) {
  return encode_checked_py(t, kCodec, str, errors);
}

// The codec for a byte order: < 0 little-endian, > 0 big-endian, 0 with a mark.
NativeCodec ordered(NativeCodec marked, i64 byteorder) {
  return static_cast<NativeCodec>(static_cast<u8>(marked) + (byteorder < 0 ? 1 : byteorder > 0 ? 2 : 0));
}

template <NativeCodec kMarked>
Ref ordered_encoder(Thread& t, Value str, Value errors, Value byteorder) {
  i32 order;
  if (!to_i32_py(t, byteorder, &order)) return Ref();
  return encode_checked_py(t, ordered(kMarked, order), str, errors);
}

// Decodes a bytes-like object; *consumed is the number of bytes decoded.
Ref decode_checked_py(Thread& t, NativeCodec codec, Value data, Value errors, bool final, i64* consumed) {
  SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  ErrorsArgument handler(t, "decode", errors);
  if (!handler.ok()) return Ref();
  return decode_partial_py(t, codec, bytes.view(), handler.c_str(), bytes.object(), final, consumed);
}

template <NativeCodec kCodec>
Ref decoder(Thread& t, Value data, Value errors) {
  i64 consumed = 0;
  Ref text = decode_checked_py(t, kCodec, data, errors, true, &consumed);
  return with_length(t, text, consumed);
}

template <NativeCodec kCodec>
Ref partial_decoder(Thread& t, Value data, Value errors, Value final) {
  int is_final = truth_py(t, final);
  if (is_final < 0) return Ref();
  i64 consumed = 0;
  Ref text = decode_checked_py(t, kCodec, data, errors, is_final != 0, &consumed);
  return with_length(t, text, consumed);
}

// -1 or 1 for a byte order mark in front of the data; 0: there is none.
int mark_in(std::string_view bytes, NativeCodec marked) {
  using namespace std::string_view_literals;
  if (marked == NativeCodec::kUtf16)
    return bytes.starts_with("\xff\xfe"sv) ? -1 : bytes.starts_with("\xfe\xff"sv) ? 1 : 0;
  return bytes.starts_with("\xff\xfe\0\0"sv) ? -1 : bytes.starts_with("\0\0\xfe\xff"sv) ? 1 : 0;
}

template <NativeCodec kMarked>
Ref ex_decoder(Thread& t, Value data, Value errors, Value byteorder, Value final) {
  i32 order;
  int is_final = truth_py(t, final);
  if (is_final < 0 || !to_i32_py(t, byteorder, &order)) return Ref();
  i64 consumed = 0;
  Ref text = decode_checked_py(t, ordered(kMarked, order), data, errors, is_final != 0, &consumed);
  if (!text) return Ref();
  if (order == 0) {
    BufferView view(t, data);
    if (!view) return Ref();
    order = mark_in({reinterpret_cast<const char*>(view.data()), view.size()}, kMarked);
  }
  return make_tuple(t, text, Value::small_int(consumed), Value::small_int(order));
}

Ref readbuffer_encode(Thread& t, Value data, Value errors) {
  ErrorsArgument handler(t, "readbuffer_encode", errors);
  if (!handler.ok()) return Ref();
  TextOrBytes bytes(t, data);
  if (!bytes.ok()) return Ref();
  return with_length(t, make_bytes(t, bytes.view()), static_cast<i64>(bytes.view().size()));
}

Ref normalize_encoding(Thread& t, Value encoding) {
  if (!is_str(encoding))
    return raise_type_error(t, "_normalize_encoding() argument 'encoding' must be str, not %A", encoding);
  Utf8 name(t, encoding);
  if (!name.ok()) return Ref();
  text::ByteBuilder out;
  append_normalized_encoding(name.view(), out, false);
  return out.ok() ? make_str(t, out.text()) : raise_memory_error(t);
}

constexpr const char* kEncodeSignature = "(str, errors=None, /)";
constexpr const char* kDecodeSignature = "(data, errors=None, /)";
constexpr const char* kPartialSignature = "(data, errors=None, final=False, /)";

constexpr MethodDef kFunctions[] = {
    {"register", register_, "(search_function, /)", "Register a codec search function."},
    {"unregister", unregister, "(search_function, /)", "Forget a search function, and all codecs found so far."},
    {"lookup", lookup, "(encoding, /)", "The CodecInfo of an encoding."},
    {"_normalize_encoding", normalize_encoding, "(encoding)",
     "The name with one underscore for each run of characters that are neither letters, digits nor dots."},
    {"_forget_codec", forget_codec, "(encoding, /)", "Purge the named codec from the internal codec lookup cache."},
    {"encode", encode, "(obj, encoding='utf-8', errors='strict')", "Encode an object with a codec, by default UTF-8."},
    {"decode", decode, "(obj, encoding='utf-8', errors='strict')", "Decode an object with a codec, by default UTF-8."},
    {"register_error", register_error, "(errors, handler, /)", "Give an error handler a name."},
    {"_unregister_error", unregister_error, "(errors, /)",
     "Un-register the specified error handler for the error handling `errors`."},
    {"lookup_error", lookup_error, "(name, /)", "The error handler of this name."},
    {"utf_8_encode", encoder<NativeCodec::kUtf8>, kEncodeSignature, nullptr},
    {"utf_8_decode", partial_decoder<NativeCodec::kUtf8>, kPartialSignature, nullptr},
    {"utf_7_encode", utf_7_encode, kEncodeSignature, nullptr},
    {"utf_7_decode", utf_7_decode, kPartialSignature, nullptr},
    {"ascii_encode", encoder<NativeCodec::kAscii>, kEncodeSignature, nullptr},
    {"ascii_decode", decoder<NativeCodec::kAscii>, kDecodeSignature, nullptr},
    {"latin_1_encode", encoder<NativeCodec::kLatin1>, kEncodeSignature, nullptr},
    {"latin_1_decode", decoder<NativeCodec::kLatin1>, kDecodeSignature, nullptr},
    {"utf_16_encode", ordered_encoder<NativeCodec::kUtf16>, "(str, errors=None, byteorder=0, /)", nullptr},
    {"utf_16_le_encode", encoder<NativeCodec::kUtf16Le>, kEncodeSignature, nullptr},
    {"utf_16_be_encode", encoder<NativeCodec::kUtf16Be>, kEncodeSignature, nullptr},
    {"utf_16_decode", partial_decoder<NativeCodec::kUtf16>, kPartialSignature, nullptr},
    {"utf_16_le_decode", partial_decoder<NativeCodec::kUtf16Le>, kPartialSignature, nullptr},
    {"utf_16_be_decode", partial_decoder<NativeCodec::kUtf16Be>, kPartialSignature, nullptr},
    {"utf_16_ex_decode", ex_decoder<NativeCodec::kUtf16>, "(data, errors=None, byteorder=0, final=False, /)", nullptr},
    {"utf_32_encode", ordered_encoder<NativeCodec::kUtf32>, "(str, errors=None, byteorder=0, /)", nullptr},
    {"utf_32_le_encode", encoder<NativeCodec::kUtf32Le>, kEncodeSignature, nullptr},
    {"utf_32_be_encode", encoder<NativeCodec::kUtf32Be>, kEncodeSignature, nullptr},
    {"utf_32_decode", partial_decoder<NativeCodec::kUtf32>, kPartialSignature, nullptr},
    {"utf_32_le_decode", partial_decoder<NativeCodec::kUtf32Le>, kPartialSignature, nullptr},
    {"utf_32_be_decode", partial_decoder<NativeCodec::kUtf32Be>, kPartialSignature, nullptr},
    {"utf_32_ex_decode", ex_decoder<NativeCodec::kUtf32>, "(data, errors=None, byteorder=0, final=False, /)", nullptr},
    {"unicode_escape_encode", unicode_escape_encode, kEncodeSignature, nullptr},
    {"unicode_escape_decode", unicode_escape_decode, "(data, errors=None, final=True, /)", nullptr},
    {"raw_unicode_escape_encode", raw_unicode_escape_encode, kEncodeSignature, nullptr},
    {"raw_unicode_escape_decode", raw_unicode_escape_decode, "(data, errors=None, final=True, /)", nullptr},
    {"escape_encode", escape_encode, kDecodeSignature, nullptr},
    {"escape_decode", escape_decode, kDecodeSignature, nullptr},
    {"charmap_build", charmap_build, "(map, /)", nullptr},
    {"charmap_encode", charmap_encode, "(str, errors=None, mapping=None, /)", nullptr},
    {"charmap_decode", charmap_decode, "(data, errors=None, mapping=None, /)", nullptr},
    {"readbuffer_encode", readbuffer_encode, kDecodeSignature, nullptr},
    {},
};

}  // namespace
}  // namespace codecs

extern const ModuleDef kUnderCodecsModule = {.name = "_codecs", .methods = codecs::kFunctions};

}  // namespace rt
