// Conversion between text and bytes, by the name of an encoding.
//
// The encodings that every program uses are native (NativeCodec, codec_native.cpp). All others go through the registry
// of Python's search functions (codec_registry.cpp). If a part cannot be converted, an error handler decides: the
// kernels of runtime/text apply the common handlers themselves; any other handler is called with the UnicodeError
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
  kUtf16Be,  // kUtf16 and kUtf32 write and read a byte order mark, the others do not
  kUtf32,
  kUtf32Le,
  kUtf32Be,
};
// Appends an encoding's name as the registry stores it: in lower case, with one underscore for each run of characters
// that are neither letters, digits nor dots. `lower` false: letters keep their case. out.ok() tells whether memory
// sufficed.
void append_normalized_encoding(std::string_view name, text::ByteBuilder& out, bool lower = true);
// The native codec for an encoding's name in any spelling ("UTF-8", "latin_1", ...). kNone: the registry decides.
NativeCodec find_native_codec(std::string_view name);
const char* native_codec_name(NativeCodec codec);  // the name in messages: "utf-8", "utf-16-le"

// str -> bytes. `errors`: the name of the error handler; null or "": strict. Empty: an error is pending.
Ref encode_native_py(Thread& t, NativeCodec codec, Value str, const char* errors);
// bytes -> str. `object`: the bytes object that UnicodeDecodeError shows; empty: one is made when needed.
Ref decode_native_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object);
// The same for input that may end inside a character. *consumed: the number of bytes used. If not `final`, an
// incomplete character at the end is not used; the caller passes it again with the next input.
Ref decode_partial_py(Thread& t, NativeCodec codec, std::string_view bytes, const char* errors, Value object,
                      bool final, i64* consumed);

// str.encode(encoding, errors) -> bytes; bytes.decode(encoding, errors) -> str. A null name means the default ("utf-8",
// "strict"). It is an error if a codec of the registry is no text encoding or returns another type.
Ref str_encode_py(Thread& t, Value str, const char* encoding, const char* errors);
Ref decode_bytes_py(Thread& t, Value object, const char* encoding, const char* errors);  // any bytes-like object

// Development mode (-X dev): names of codecs and error handlers are checked even if they are not used. Set at start-up.
extern gc::Atomic<bool> g_check_codec_names;
// In development mode: false, with LookupError, if one of the names is unknown; a null name is not checked. Else true.
bool check_codec_names_py(Thread& t, const char* encoding, const char* errors);

// The argument of `function` that names an encoding or an error handler. If it is left out (empty), c_str() is null.
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

// Raise or make UnicodeEncodeError and UnicodeDecodeError. `object`: the str; `bytes`: the bytes object.
Error raise_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason);
Error raise_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason);
Ref make_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason);
Ref make_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason);

// The kernels' policy for a handler's name. *known false: the kernels do not know the handler, so the policy is
// kStrict, and the handler must be called.
text::ErrorPolicy error_policy(const char* errors, bool encoding, bool* known);

// The result of an error handler: the replacement (a str; in encoding also bytes) and the position in [0, length] where
// the conversion continues. A decoding handler may also replace the input: `object` is the exception's present one.
struct Replacement {
  Ref text;
  Ref object;
  u64 position = 0;
};
// Calls the error handler `errors` for the range of `object` that could not be converted. False: the handler has raised
// an error, or its result is invalid (TypeError, IndexError).
bool handle_encode_error_py(Thread& t, const char* errors, const char* encoding, Value object, u64 start, u64 end,
                            const char* reason, Replacement* out);
bool handle_decode_error_py(Thread& t, const char* errors, const char* encoding, Value bytes, u64 start, u64 end,
                            const char* reason, Replacement* out);

// Calls the error handler `errors` for an exception (empty: an error is pending already). The result is a tuple of two
// items, of which the second one is an int; else TypeError with the text `complaint`.
Ref call_error_handler_py(Thread& t, const char* errors, const Ref& exception, const char* complaint);

// The built-in error handlers; {} ends the table.
extern const MethodDef kErrorHandlers[];

// A loop around a decoding kernel: calls the kernel for the rest of the input, and the error handler for each part that
// the kernel cannot decode. kernel(bytes, size, policy) appends to `out` and returns a text::DecodeResult. False: an
// error is pending.
struct DecodeJob {
  const char* encoding;
  std::string_view bytes;
  const char* errors;
  Value object;  // as for decode_native_py()
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

// codecs.lookup_error(name): the handler. Empty: LookupError.
Ref lookup_error_handler(Thread& t, const char* name);
bool register_error_handler(Thread& t, Value name, Value handler);
int unregister_error_handler(Thread& t, Value name);  // 1 removed, 0 unknown, -1 error (a built-in handler)
// codecs.lookup(name): the CodecInfo tuple of a search function. Empty: LookupError.
Ref codec_lookup_py(Thread& t, std::string_view encoding);
bool codec_register_py(Thread& t, Value search_function);
bool codec_unregister(Thread& t, Value search_function);
bool codec_forget(Thread& t, std::string_view encoding);  // removes the cached result of codec_lookup_py()
// codecs.encode() and codecs.decode(): any codec, any objects.
Ref codec_encode_py(Thread& t, Value object, const char* encoding, const char* errors);
Ref codec_decode_py(Thread& t, Value object, const char* encoding, const char* errors);

}  // namespace rt
