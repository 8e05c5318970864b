#include "runtime/text/codecs.h"

#include "runtime/text/error_policy.h"

namespace rt::text {

// --- ASCII and Latin-1 -----------------------------------------------------------------------------

DecodeResult decode_ascii(const std::uint8_t* bytes, std::size_t size, ErrorPolicy policy, UcsBuilder& out) {
  DecodeResult result;
  std::size_t at = 0;
  while (at < size) {
    std::size_t end = at;
    while (end + 64 <= size && is_ascii(bytes + end, 64)) end += 64;
    while (end < size && bytes[end] < 0x80) ++end;
    out.append_ascii({reinterpret_cast<const char*>(bytes + at), end - at});
    at = end;
    if (at == size) break;
    if (handle_undecodable(bytes + at, 1, policy, out) == 0) {
      result.error_start = at;
      result.error_end = at + 1;
      result.reason = "ordinal not in range(128)";
      break;
    }
    ++at;
  }
  result.consumed = at;
  return result;
}

DecodeResult decode_latin1(const std::uint8_t* bytes, std::size_t size, UcsBuilder& out) {
  out.append_latin1(bytes, size);
  DecodeResult result;
  result.consumed = size;
  return result;
}

namespace {

EncodeResult encode_narrow(const StrView& text, std::size_t from, char32_t limit, const char* reason,
                           ErrorPolicy policy, ByteBuilder& out) {
  auto put = [&out](char c) { out.append(static_cast<std::uint8_t>(c)); };
  for (std::size_t at = from; at < text.length; ++at) {
    char32_t c = text.at(at);
    if (c < limit) {
      out.append(static_cast<std::uint8_t>(c));
    } else if (policy == ErrorPolicy::kSurrogateEscape && c >= 0xDC80 && c <= 0xDCFF) {
      out.append(static_cast<std::uint8_t>(c));
    } else if (!handle_unencodable(c, policy, put)) {
      std::size_t end = at + 1;
      while (end < text.length && text.at(end) >= limit) ++end;
      return {at, end, reason};
    }
  }
  return {};
}

}  // namespace

EncodeResult encode_ascii(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out) {
  if (text.ascii) {
    out.append(text.units1() + from, text.length - from);
    return {};
  }
  return encode_narrow(text, from, 0x80, "ordinal not in range(128)", policy, out);
}

EncodeResult encode_latin1(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out) {
  if (text.kind == 1) {
    out.append(text.units1() + from, text.length - from);
    return {};
  }
  return encode_narrow(text, from, 0x100, "ordinal not in range(256)", policy, out);
}

// --- UTF-16 and UTF-32 decoding --------------------------------------------------------------------

namespace {

char32_t load16(const std::uint8_t* p, bool big) {
  return big ? char32_t{p[0]} << 8 | p[1] : char32_t{p[1]} << 8 | p[0];
}

char32_t load32(const std::uint8_t* p, bool big) {
  return big ? load16(p, true) << 16 | load16(p + 2, true) : load16(p + 2, false) << 16 | load16(p, false);
}

// Reads a byte order mark if the order is still open. Returns the bytes to skip; leaves the order open
// only when there is no whole unit yet.
std::size_t detect_order(const std::uint8_t* bytes, std::size_t size, std::size_t unit, Endian& endian) {
  if (endian != Endian::kDetect || size < unit) return 0;
  auto load = unit == 2 ? load16 : load32;
  if (load(bytes, false) == 0xFEFF) {
    endian = Endian::kLittle;
    return unit;
  }
  if (load(bytes, true) == 0xFEFF) {
    endian = Endian::kBig;
    return unit;
  }
  endian = Endian::kLittle;
  return 0;
}

// What stands at the front of the input: a character of `length` bytes, or an error over them.
struct Unit {
  char32_t c;
  std::size_t length;
  const char* reason = nullptr;
  bool incomplete = false;
};

Unit read_utf16(const std::uint8_t* p, std::size_t available, bool big) {
  if (available < 2) return {0, available, "truncated data", true};
  char32_t c = load16(p, big);
  if (!is_surrogate(c)) return {c, 2};
  if (is_low_surrogate(c)) return {c, 2, "illegal encoding"};
  if (available < 4) return {c, available, "unexpected end of data", true};
  char32_t low = load16(p + 2, big);
  if (!is_low_surrogate(low)) return {c, 2, "illegal UTF-16 surrogate"};
  return {join_surrogates(c, low), 4};
}

Unit read_utf32(const std::uint8_t* p, std::size_t available, bool big) {
  if (available < 4) return {0, available, "truncated data", true};
  char32_t c = load32(p, big);
  if (is_surrogate(c)) return {c, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
  if (c > kMaxCodePoint) return {c, 4, "code point not in range(0x110000)"};
  return {c, 4};
}

template <std::size_t kUnit, typename Read>
DecodeResult decode_wide(const std::uint8_t* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                         UcsBuilder& out, Read read) {
  DecodeResult result;
  std::size_t at = detect_order(bytes, size, kUnit, endian);
  bool big = endian == Endian::kBig;
  while (at < size) {
    Unit unit = read(bytes + at, size - at, big);
    if (unit.reason == nullptr) {
      out.append(unit.c);
      at += unit.length;
      continue;
    }
    if (unit.incomplete && !final) break;
    std::size_t handled;
    if (policy == ErrorPolicy::kSurrogatePass) {
      handled = is_surrogate(unit.c) ? kUnit : 0;
      if (handled != 0) out.append(unit.c);
    } else {
      handled = handle_undecodable(bytes + at, unit.length, policy, out);
    }
    if (handled == 0) {
      result.error_start = at;
      result.error_end = at + unit.length;
      result.reason = unit.reason;
      break;
    }
    at += handled;
  }
  result.consumed = at;
  return result;
}

}  // namespace

DecodeResult decode_utf16(const std::uint8_t* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out) {
  return decode_wide<2>(bytes, size, policy, final, endian, out, read_utf16);
}

DecodeResult decode_utf32(const std::uint8_t* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out) {
  return decode_wide<4>(bytes, size, policy, final, endian, out, read_utf32);
}

// --- UTF-16 and UTF-32 encoding --------------------------------------------------------------------

namespace {

void put16(char32_t unit, bool big, ByteBuilder& out) {
  auto high = static_cast<std::uint8_t>(unit >> 8);
  auto low = static_cast<std::uint8_t>(unit);
  out.append(big ? high : low);
  out.append(big ? low : high);
}

void put_utf16(char32_t c, bool big, ByteBuilder& out) {
  if (c >= 0x10000) {
    put16(0xD800 + ((c - 0x10000) >> 10), big, out);
    c = 0xDC00 + ((c - 0x10000) & 0x3FF);
  }
  put16(c, big, out);
}

void put_utf32(char32_t c, bool big, ByteBuilder& out) {
  put16(big ? c >> 16 : c & 0xFFFF, big, out);
  put16(big ? c & 0xFFFF : c >> 16, big, out);
}

template <typename Put>
EncodeResult encode_wide(const StrView& text, std::size_t from, ErrorPolicy policy, bool big, ByteBuilder& out,
                         Put put) {
  auto put_ascii = [&](char c) { put(static_cast<char32_t>(c), big, out); };
  for (std::size_t at = from; at < text.length; ++at) {
    char32_t c = text.at(at);
    if (!is_surrogate(c) || policy == ErrorPolicy::kSurrogatePass) {
      put(c, big, out);
    } else if (!handle_unencodable(c, policy, put_ascii)) {
      std::size_t end = at + 1;
      while (end < text.length && is_surrogate(text.at(end))) ++end;
      return {at, end, "surrogates not allowed"};
    }
  }
  return {};
}

}  // namespace

EncodeResult encode_utf16(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out) {
  out.reserve((text.length - from) * 2);
  return encode_wide(text, from, policy, endian == Endian::kBig, out, put_utf16);
}

EncodeResult encode_utf32(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out) {
  out.reserve((text.length - from) * 4);
  return encode_wide(text, from, policy, endian == Endian::kBig, out, put_utf32);
}

}  // namespace rt::text
