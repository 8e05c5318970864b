// The other built-in encodings: ASCII, Latin-1, UTF-16, UTF-32. The protocol is that of utf8.h.
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

// kDetect reads a byte order mark (and drops it), else assumes little endian, the native order.
enum class Endian : u8 { kLittle, kBig, kDetect };
// `endian` is set to the order found when it was kDetect and at least one unit was there: pass it on for
// the next chunk.
DecodeResult decode_utf16(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out);
DecodeResult decode_utf32(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out);
// Write no byte order mark: the caller puts it in front for "utf-16" and "utf-32". kDetect is little endian.
EncodeResult encode_utf16(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out);
EncodeResult encode_utf32(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out);

}  // namespace rt::text
