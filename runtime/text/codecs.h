// The built-in encodings ASCII, Latin-1, UTF-16 and UTF-32. Results and errors follow the protocol of utf8.h.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/utf8.h"

namespace rt::text {

DecodeResult decode_ascii(const u8* bytes, std::size_t size, ErrorPolicy policy, UcsBuilder& out);
DecodeResult decode_latin1(const u8* bytes, std::size_t size, UcsBuilder& out);
EncodeResult encode_ascii(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out);
EncodeResult encode_latin1(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out);

// kDetect: a byte order mark decides and is dropped; without one the order is little endian, the native one.
enum class Endian : u8 { kLittle, kBig, kDetect };
// If `endian` is kDetect and the input has at least one unit, `endian` is set to the detected order. Incremental
// decoders pass it on with the next chunk.
DecodeResult decode_utf16(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out);
DecodeResult decode_utf32(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out);
// These write no byte order mark: the caller writes it for "utf-16" and "utf-32". kDetect means little endian.
EncodeResult encode_utf16(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out);
EncodeResult encode_utf32(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out);

}  // namespace rt::text
