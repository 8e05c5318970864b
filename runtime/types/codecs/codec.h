// Turning text into bytes and back, by the name of an encoding.
//
// The encodings that every program uses are handled here directly (NativeCodec); all others go through the registry,
// whose search functions are Python's (codec_registry.cpp). What cannot be converted is dealt with by an error handler:
// those that the kernels of runtime/text know act inside them, any other is called with the UnicodeError
// (codec_errors.cpp).
#pragma once

#include <string>
#include <type_traits>

#include "runtime/object/native.h"
#include "runtime/text/builder.h"
#include "runtime/text/utf8.h"
#include "runtime/types/text/str.h"

namespace rt {

enum class NativeCodec : u8 {
  kNone,
  kUtf8,
  kAscii,
  kLatin1,
  kUtf16,
  kUtf16Le,
  kUtf16Be,  // the first of each three writes and reads a byte order mark
  kUtf32,
  kUtf32Le,
  kUtf32Be,
};
// An encoding's name as the registry keeps it: lower case, and every run of characters that are neither letters, digits
// nor dots is one underscore. The builder knows whether there was memory.
void append_normalized_encoding(std::string_view name, text::ByteBuilder& out);
// The native codec for an encoding's name as users write it ("UTF-8", "latin_1", ...); kNone: ask the registry.
NativeCodec find_native_codec(std::string_view name);
const char* native_codec_name(NativeCodec codec);  // as in messages: "utf-8", "utf-16-le"

// str -> bytes. `errors` null or "": strict.
Ref encode_native_py(Thread& t, NativeCodec codec, Value str, const char* errors);
// bytes -> str. `object`: the bytes object that UnicodeDecodeError shows; empty: one is made when needed.
Ref decode_native_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object);
// The same for input that may end inside a character: *consumed is what was used. Not final: the rest waits for the
// next call.
Ref decode_partial_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object,
                      bool final, i64* consumed);

// str.encode(encoding, errors) -> bytes; bytes.decode(encoding, errors) -> str. Names are null where left out ("utf-8",
// "strict"). A codec of the registry that is no text encoding, or that returns something else, raises.
Ref str_encode_py(Thread& t, Value str, const char* encoding, const char* errors);
Ref decode_bytes_py(Thread& t, Value object, const char* encoding, const char* errors);  // any object with a buffer

// Development mode: names of codecs and error handlers are looked up even where nothing needs them. Set at start-up.
extern gc::Atomic<bool> g_check_codec_names;
// LookupError if one of the names (null: left out) is not known. True at once outside development mode.
bool check_codec_names_py(Thread& t, const char* encoding, const char* errors);

// The name of an encoding or an error handler as an argument of `function`. Left out (empty): c_str() is null.
class CodecArgument {
 public:
  CodecArgument(Thread& t, const char* function, const char* parameter, Value v);
  bool ok() const { return ok_; }  // false: TypeError, or ValueError for a null character
  const char* c_str() const { return given_ ? utf8_.c_str() : nullptr; }

 private:
  bool given_, ok_;
  Utf8 utf8_;
};

// ---- errors

// UnicodeEncodeError / UnicodeDecodeError; `object`: the str / bytes.
Error raise_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason);
Error raise_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason);
Ref make_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason);
Ref make_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason);

// The policy of the kernels for a handler's name; *known is false (and the policy kStrict) for handlers that must be
// called.
text::ErrorPolicy error_policy(const char* errors, bool encoding, bool* known);

// A handler's answer: the replacement (str, or bytes when encoding) and the position to go on from, in 0..length. A
// decoding handler may also have exchanged the input: `object` is what the exception holds now.
struct Replacement {
  Ref text;
  Ref object;
  u64 position = 0;
};
// Calls the handler `errors` for the range of `object` that could not be converted. False: it raised, or answered
// nonsense.
bool handle_encode_error_py(Thread& t, const char* errors, const char* encoding, Value object, u64 start, u64 end,
                            const char* reason, Replacement* out);
bool handle_decode_error_py(Thread& t, const char* errors, const char* encoding, Value bytes, u64 start, u64 end,
                            const char* reason, Replacement* out);

// The handlers that every program has: an entry for each, ended by {}.
extern const MethodDef kErrorHandlers[];

// A loop around a decoding kernel that lets the handler speak for what the kernel cannot decode. kernel(bytes, size,
// policy) appends to `out` and returns text::DecodeResult, for the rest of the input.
struct DecodeJob {
  const char* encoding;
  std::string_view bytes;
  const char* errors;
  Value object;  // as for decode_native_py
};
using DecodeKernel = text::DecodeResult (*)(void* context, const u8* bytes, size_t size, text::ErrorPolicy policy);
bool decode_loop_py(Thread& t, const DecodeJob& job, text::UcsBuilder& out, i64* consumed, DecodeKernel kernel,
                    void* context);
template <class F>
bool decode_loop_py(Thread& t, const DecodeJob& job, text::UcsBuilder& out, i64* consumed, F&& kernel) {
  auto call = [](void* f, const u8* bytes, size_t size, text::ErrorPolicy policy) {
    return (*static_cast<std::remove_reference_t<F>*>(f))(bytes, size, policy);
  };
  return decode_loop_py(t, job, out, consumed, +call, &kernel);
}

// ---- the registry

// codecs.lookup_error(name): the handler. LookupError.
Ref lookup_error_handler(Thread& t, const char* name);
bool register_error_handler(Thread& t, Value name, Value handler);
int unregister_error_handler(Thread& t, Value name);  // 1 removed, 0 unknown, -1 error (one of the program's own)
// codecs.lookup(name): the CodecInfo tuple of a search function. LookupError.
Ref codec_lookup_py(Thread& t, std::string_view encoding);
bool codec_register_py(Thread& t, Value search_function);
bool codec_unregister(Thread& t, Value search_function);
bool codec_forget(Thread& t, std::string_view encoding);  // drops what lookup remembers
// codecs.encode / decode: any codec, any objects.
Ref codec_encode_py(Thread& t, Value object, const char* encoding, const char* errors);
Ref codec_decode_py(Thread& t, Value object, const char* encoding, const char* errors);

}  // namespace rt
