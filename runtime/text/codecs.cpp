// ASCII, Latin-1, UTF-16 and UTF-32. Long runs of characters without errors go through loops without branches, which
// the compiler vectorises; one character is handled at a time around errors.
#include "runtime/text/codecs.h"

#include <algorithm>
#include <bit>
#include <type_traits>

#include "runtime/text/error_policy.h"

namespace rt::text {

// ---- ASCII and Latin-1

DecodeResult decode_ascii(const u8* bytes, std::size_t size, ErrorPolicy policy, UcsBuilder& out) {
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

DecodeResult decode_latin1(const u8* bytes, std::size_t size, UcsBuilder& out) {
  out.append_latin1(bytes, size);
  DecodeResult result;
  result.consumed = size;
  return result;
}

namespace {

EncodeResult encode_narrow(const StrView& text, std::size_t from, char32_t limit, const char* reason,
                           ErrorPolicy policy, ByteBuilder& out) {
  auto put = [&out](char c) { out.append(static_cast<u8>(c)); };
  for (std::size_t at = from; at < text.length; ++at) {
    char32_t c = text.at(at);
    if (c < limit) {
      out.append(static_cast<u8>(c));
    } else if (policy == ErrorPolicy::kSurrogateEscape && c >= 0xDC80 && c <= 0xDCFF) {
      out.append(static_cast<u8>(c));
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

// ---- UTF-16 and UTF-32 decoding

namespace {

char32_t load16(const u8* p, bool big) { return big ? char32_t{p[0]} << 8 | p[1] : char32_t{p[1]} << 8 | p[0]; }

char32_t load32(const u8* p, bool big) {
  return big ? load16(p, true) << 16 | load16(p + 2, true) : load16(p + 2, false) << 16 | load16(p, false);
}

// Decides an order that is still kDetect by the byte order mark. Returns the number of bytes to skip. The order stays
// kDetect only if there is no whole unit yet.
std::size_t detect_order(const u8* bytes, std::size_t size, std::size_t unit, Endian& endian) {
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

// The first item of the input: a character of `length` bytes, or, with a reason, that many bad bytes. `incomplete`:
// more input might complete the character.
struct Unit {
  char32_t c;
  std::size_t length;
  const char* reason = nullptr;
  bool incomplete = false;
};

Unit read_utf16(const u8* p, std::size_t available, bool big) {
  if (available < 2) return {0, available, "truncated data", true};
  char32_t c = load16(p, big);
  if (!is_surrogate(c)) return {c, 2};
  if (is_low_surrogate(c)) return {c, 2, "illegal encoding"};
  if (available < 4) return {c, available, "unexpected end of data", true};
  char32_t low = load16(p + 2, big);
  if (!is_low_surrogate(low)) return {c, 2, "illegal UTF-16 surrogate"};
  return {join_surrogates(c, low), 4};
}

Unit read_utf32(const u8* p, std::size_t available, bool big) {
  if (available < 4) return {0, available, "truncated data", true};
  char32_t c = load32(p, big);
  if (is_surrogate(c)) return {c, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
  if (c > kMaxCodePoint) return {c, 4, "code point not in range(0x110000)"};
  return {c, 4};
}

// The number of units at the front that are whole characters, that is no surrogates.
std::size_t plain_units16(const u8* p, std::size_t size, bool big, char32_t* mask) {
  std::size_t n = 0;
  for (char32_t c; n < size / 2 && !is_surrogate(c = load16(p + 2 * n, big)); ++n) *mask |= c;
  return n;
}

std::size_t plain_units32(const u8* p, std::size_t size, bool big, char32_t* mask) {
  std::size_t n = 0;
  for (char32_t c; n < size / 4 && (c = load32(p + 4 * n, big)) <= kMaxCodePoint && !is_surrogate(c); ++n) *mask |= c;
  return n;
}

template <std::size_t kUnit>
std::size_t append_plain_units(const u8* p, std::size_t size, bool big, UcsBuilder& out) {
  char32_t mask = 0;
  std::size_t n = kUnit == 2 ? plain_units16(p, size, big, &mask) : plain_units32(p, size, big, &mask);
  void* to = n != 0 ? out.extend(n, std::min(mask, kMaxCodePoint)) : nullptr;
  if (!to) return n * kUnit;
  auto fill = [&](auto* units) {
    for (std::size_t i = 0; i < n; ++i) {
      units[i] = static_cast<std::remove_reference_t<decltype(*units)>>(kUnit == 2 ? load16(p + 2 * i, big)
                                                                                   : load32(p + 4 * i, big));
    }
  };
  if (out.kind() == 1) fill(static_cast<u8*>(to));
  else if (out.kind() == 2) fill(static_cast<u16*>(to));
  else fill(static_cast<char32_t*>(to));
  return n * kUnit;
}

template <std::size_t kUnit, typename Read>
DecodeResult decode_wide(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                         UcsBuilder& out, Read read) {
  DecodeResult result;
  std::size_t at = detect_order(bytes, size, kUnit, endian);
  bool big = endian == Endian::kBig;
  while (at < size) {
    at += append_plain_units<kUnit>(bytes + at, size - at, big, out);
    if (at == size) break;
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

DecodeResult decode_utf16(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out) {
  return decode_wide<2>(bytes, size, policy, final, endian, out, read_utf16);
}

DecodeResult decode_utf32(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, Endian& endian,
                          UcsBuilder& out) {
  return decode_wide<4>(bytes, size, policy, final, endian, out, read_utf32);
}

// ---- UTF-16 and UTF-32 encoding

namespace {

struct Utf16 {
  static constexpr std::size_t kUnit = 2;
  static std::size_t size(const StrView& part) {
    if (part.kind != 4) return part.length * 2;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < part.length; ++i) pairs += part.units4()[i] >= 0x10000;
    return (part.length + pairs) * 2;
  }
  static void put_unit(char32_t unit, bool big, u8* to) {
    auto wanted = static_cast<u16>(unit);
    if (big != (std::endian::native == std::endian::big)) wanted = __builtin_bswap16(wanted);
    std::memcpy(to, &wanted, sizeof wanted);
  }
  static u8* put(char32_t c, bool big, u8* to) {
    if (c < 0x10000) {
      put_unit(c, big, to);
      return to + kUnit;
    }
    put_unit(0xD800 + ((c - 0x10000) >> 10), big, to);
    put_unit(0xDC00 + ((c - 0x10000) & 0x3FF), big, to + kUnit);
    return to + 2 * kUnit;
  }
};

struct Utf32 {
  static constexpr std::size_t kUnit = 4;
  static std::size_t size(const StrView& part) { return part.length * 4; }
  static void put_unit(char32_t c, bool big, u8* to) {
    auto wanted = static_cast<u32>(c);
    if (big != (std::endian::native == std::endian::big)) wanted = __builtin_bswap32(wanted);
    std::memcpy(to, &wanted, sizeof wanted);
  }
  static u8* put(char32_t c, bool big, u8* to) {
    put_unit(c, big, to);
    return to + kUnit;
  }
};

// Writes characters that need one unit each: all in UTF-32, those of kinds 1 and 2 in UTF-16. The loop has neither
// calls nor branches, so that the compiler vectorises it for either byte order.
template <typename Form, bool kBig, typename Unit>
void write_units(const Unit* __restrict units, std::size_t count, u8* __restrict to) {
  for (std::size_t i = 0; i < count; ++i) Form::put_unit(units[i], kBig, to + Form::kUnit * i);
}

template <typename Form, bool kBig>
void write_part(const StrView& part, u8* to) {
  with_kind(part, [&](const auto* units) {
    if constexpr (Form::kUnit == 4 || sizeof *units < 4) {
      write_units<Form, kBig>(units, part.length, to);
    } else {
      for (std::size_t i = 0; i < part.length; ++i) to = Form::put(units[i], kBig, to);
    }
  });
}

template <typename Form>
EncodeResult encode_wide(const StrView& text, std::size_t from, ErrorPolicy policy, bool big, ByteBuilder& out) {
  auto append = [&](const StrView& part) {
    u8* to = out.extend(Form::size(part));
    if (to) big ? write_part<Form, true>(part, to) : write_part<Form, false>(part, to);
  };
  auto put = [&](char32_t c) { append({&c, 1, 4, false}); };
  for (std::size_t at = from; at < text.length;) {
    std::size_t clean = std::min(find_surrogate(text.from(at)), text.length - at);
    append(text.sub(at, clean));
    at += clean;
    for (; at < text.length && is_surrogate(text.at(at)); ++at) {
      char32_t c = text.at(at);
      if (policy == ErrorPolicy::kSurrogatePass) put(c);
      else if (!handle_unencodable(c, policy, [&](char ascii) { put(static_cast<char32_t>(ascii)); }))
        return {at, at + 1, "surrogates not allowed"};
    }
  }
  return {};
}

}  // namespace

EncodeResult encode_utf16(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out) {
  return encode_wide<Utf16>(text, from, policy, endian == Endian::kBig, out);
}

EncodeResult encode_utf32(const StrView& text, std::size_t from, ErrorPolicy policy, Endian endian, ByteBuilder& out) {
  return encode_wide<Utf32>(text, from, policy, endian == Endian::kBig, out);
}

}  // namespace rt::text
