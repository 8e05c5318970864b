// repr() and ascii() of text and bytes, and the codecs unicode_escape, raw_unicode_escape and escape. All functions
// append to a builder, whose ok() tells whether memory sufficed.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"
#include "runtime/text/utf8.h"

namespace rt::text {

void append_repr(const StrView& text, UcsBuilder& out);  // repr(str), with the quotes
void append_ascii_repr(const StrView& text, UcsBuilder& out);
// repr(bytes), with the prefix: b'...'. `escapes_single`: single quotes are escaped even within double quotes, as
// CPython does in the repr of a bytearray.
void append_bytes_repr(const u8* bytes, std::size_t size, UcsBuilder& out, bool escapes_single = false);
// Replaces every character above 0x7F by its escape: turns a repr() into an ascii().
void append_non_ascii_escaped(const StrView& text, UcsBuilder& out);

// unicode_escape and raw_unicode_escape, by the protocol of utf8.h. `first_bad_escape` receives the position of the
// first backslash that starts no known escape, or kNotFound. The caller issues a DeprecationWarning or SyntaxWarning
// for it.
DecodeResult decode_unicode_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, UcsBuilder& out,
                                   std::size_t& first_bad_escape);
DecodeResult decode_raw_unicode_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final,
                                       UcsBuilder& out);
void encode_unicode_escape(const StrView& text, ByteBuilder& out);
void encode_raw_unicode_escape(const StrView& text, ByteBuilder& out);

// The escapes of bytes literals (codecs.escape_decode). Errors: "invalid \x escape at position ...",
// "Trailing \ in string".
DecodeResult decode_bytes_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, ByteBuilder& out,
                                 std::size_t& first_bad_escape);

}  // namespace rt::text
