// UTF-8. Runs of ASCII go through vector loops; multi-byte characters are checked and decoded one at a time.
#include "runtime/text/utf8.h"

#include <emmintrin.h>

#include <algorithm>
#include <bit>

#include "runtime/text/error_policy.h"

namespace rt::text {

namespace {

bool is_continuation(u8 byte) { return (byte & 0xC0) == 0x80; }

// The length of the run of ASCII bytes from `at` on.
std::size_t ascii_run(const u8* bytes, std::size_t at, std::size_t size) {
  std::size_t start = at;
  while (at + 64 <= size) {
    const auto* block = reinterpret_cast<const __m128i*>(bytes + at);
    __m128i any = _mm_or_si128(_mm_or_si128(_mm_loadu_si128(block), _mm_loadu_si128(block + 1)),
                               _mm_or_si128(_mm_loadu_si128(block + 2), _mm_loadu_si128(block + 3)));
    if (_mm_movemask_epi8(any) != 0) break;
    at += 64;
  }
  while (at + 16 <= size) {
    int high = _mm_movemask_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at)));
    if (high != 0) return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(high))) - start;
    at += 16;
  }
  while (at < size && bytes[at] < 0x80) ++at;
  return at - start;
}

// The length of the character that a lead byte begins; 0: not a lead byte.
std::size_t announced_length(u8 lead) {
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

// True if `byte` may be the second byte. Its range depends on the lead byte, which excludes overlong forms, surrogates
// and code points beyond U+10FFFF.
bool is_second(u8 lead, u8 byte) {
  switch (lead) {
    case 0xE0: return byte >= 0xA0 && byte <= 0xBF;
    case 0xED: return byte >= 0x80 && byte <= 0x9F;
    case 0xF0: return byte >= 0x90 && byte <= 0xBF;
    case 0xF4: return byte >= 0x80 && byte <= 0x8F;
    default: return is_continuation(byte);
  }
}

// One multi-byte sequence: its length, and the reason if it is invalid.
struct Sequence {
  std::size_t length;  // of the character or of the bad bytes
  const char* reason = nullptr;
  bool incomplete = false;
};

Sequence check_sequence(const u8* p, std::size_t available) {
  std::size_t length = announced_length(p[0]);
  if (length == 0) return {1, "invalid start byte"};
  for (std::size_t i = 1; i < length; ++i) {
    if (i == available) return {available, "unexpected end of data", true};
    bool good = i == 1 ? is_second(p[0], p[1]) : is_continuation(p[i]);
    if (!good) return {i, "invalid continuation byte"};
  }
  return {length};
}

char32_t decode_sequence(const u8* p, std::size_t length) {
  switch (length) {
    case 2: return (char32_t{p[0]} & 0x1F) << 6 | (p[1] & 0x3F);
    case 3: return (char32_t{p[0]} & 0x0F) << 12 | (char32_t{p[1]} & 0x3F) << 6 | (p[2] & 0x3F);
    default:
      return (char32_t{p[0]} & 0x07) << 18 | (char32_t{p[1]} & 0x3F) << 12 | (char32_t{p[2]} & 0x3F) << 6 |
             (p[3] & 0x3F);
  }
}

constexpr char32_t kBoundOfLength[] = {0, 0x7F, 0x7FF, 0xFFFF, 0x10FFFF};

// True if eight ASCII bytes follow: then a vector loop pays. It does not pay for single spaces between the words of
// another script.
bool starts_long_run(const u8* p, std::size_t available) {
  if (available < 8) return false;
  u64 word;
  std::memcpy(&word, p, sizeof word);
  return (word & 0x8080808080808080ULL) == 0;
}

}  // namespace

Utf8Scan utf8_scan(const u8* bytes, std::size_t size) {
  Utf8Scan scan;
  std::size_t at = 0;
  while (true) {
    std::size_t run = ascii_run(bytes, at, size);
    at += run;
    scan.length += run;
    while (at < size) {
      if (bytes[at] < 0x80) {
        if (starts_long_run(bytes + at, size - at)) break;
        ++at;
        ++scan.length;
        continue;
      }
      if (bytes[at] >= 0xC2 && bytes[at] < 0xE0 && at + 1 < size && is_continuation(bytes[at + 1])) {
        scan.mask |= decode_sequence(bytes + at, 2);
        at += 2;
        ++scan.length;
        continue;
      }
      Sequence sequence = check_sequence(bytes + at, size - at);
      if (sequence.reason != nullptr) {
        scan.valid_bytes = at;
        scan.reason = sequence.reason;
        scan.error_end = at + sequence.length;
        scan.incomplete = sequence.incomplete;
        return scan;
      }
      scan.mask |= kBoundOfLength[sequence.length];
      at += sequence.length;
      ++scan.length;
    }
    if (at >= size) break;
  }
  scan.valid_bytes = size;
  return scan;
}

namespace {

void widen_ascii(const u8* from, std::size_t count, u8* to) { std::memcpy(to, from, count); }

template <typename Unit>
void widen_ascii(const u8* from, std::size_t count, Unit* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
}

template <typename Unit>
std::size_t widen(const u8* bytes, std::size_t size, Unit* out) {
  std::size_t at = 0;
  Unit* start = out;
  while (at < size) {
    if (bytes[at] < 0x80) {
      if (!starts_long_run(bytes + at, size - at)) {
        *out++ = bytes[at++];
        continue;
      }
      std::size_t run = ascii_run(bytes, at, size);
      widen_ascii(bytes + at, run, out);
      at += run;
      out += run;
      continue;
    }
    std::size_t length = announced_length(bytes[at]);
    *out++ = static_cast<Unit>(decode_sequence(bytes + at, length));
    at += length;
  }
  return static_cast<std::size_t>(out - start);
}

}  // namespace

std::size_t utf8_widen(const u8* bytes, std::size_t size, u8 kind, void* out) {
  switch (kind) {
    case 1: return widen(bytes, size, static_cast<u8*>(out));
    case 2: return widen(bytes, size, static_cast<u16*>(out));
    default: return widen(bytes, size, static_cast<char32_t*>(out));
  }
}

char32_t utf8_next(const u8* bytes, std::size_t& at) {
  u8 lead = bytes[at];
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  std::size_t length = announced_length(lead);
  char32_t c = decode_sequence(bytes + at, length);
  at += length;
  return c;
}

// ---- decoding with errors

std::size_t handle_undecodable(const u8* bytes, std::size_t count, ErrorPolicy policy, UcsBuilder& out) {
  switch (policy) {
    case ErrorPolicy::kIgnore: return count;
    case ErrorPolicy::kReplace: out.append(0xFFFD); return count;
    case ErrorPolicy::kBackslashReplace:
      for (std::size_t i = 0; i < count; ++i) {
        handle_unencodable(bytes[i], policy, [&out](char c) { out.append(static_cast<char32_t>(c)); });
      }
      return count;
    case ErrorPolicy::kSurrogateEscape: {
      std::size_t done = 0;
      for (; done < count && bytes[done] >= 0x80; ++done) out.append(0xDC00 + bytes[done]);
      return done;
    }
    default: return 0;
  }
}

namespace {

// True for the three bytes ED A0..BF 80..BF, which encode a surrogate.
bool is_surrogate_sequence(const u8* p, std::size_t available) {
  return available >= 3 && p[0] == 0xED && p[1] >= 0xA0 && p[1] <= 0xBF && is_continuation(p[2]);
}

// True if a chunk ends with the first two bytes of such a sequence: the next chunk may bring the third.
bool is_cut_surrogate(const u8* p, std::size_t available) {
  return available == 2 && p[0] == 0xED && p[1] >= 0xA0 && p[1] <= 0xBF;
}

}  // namespace

DecodeResult decode_utf8(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, UcsBuilder& out) {
  DecodeResult result;
  std::size_t at = 0;
  while (true) {
    Utf8Scan scan = utf8_scan(bytes + at, size - at);
    if (scan.length != 0) {
      void* to = out.extend(scan.length, scan.mask);
      if (to == nullptr) break;
      utf8_widen(bytes + at, scan.valid_bytes, out.kind(), to);
    }
    at += scan.valid_bytes;
    if (scan.valid()) break;
    const u8* bad = bytes + at;
    if (!final && (scan.incomplete || is_cut_surrogate(bad, size - at))) break;
    std::size_t bad_count = scan.error_end - scan.valid_bytes;
    std::size_t handled;
    if (policy == ErrorPolicy::kSurrogatePass) {
      handled = is_surrogate_sequence(bad, size - at) ? 3 : 0;
      if (handled != 0) out.append(decode_sequence(bad, 3));
    } else {
      handled = handle_undecodable(bad, bad_count, policy, out);
    }
    if (handled == 0) {
      result.error_start = at;
      result.error_end = at + bad_count;
      result.reason = scan.reason;
      break;
    }
    at += handled;
  }
  result.consumed = at;
  return result;
}

// ---- encoding

namespace {

std::size_t encoded_length(char32_t c) { return 1u + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000); }

// Copies the ASCII characters at the front, in whole blocks, by loops that the compiler vectorises. Returns their
// number.
template <typename Unit>
std::size_t copy_ascii_blocks(const Unit* units, std::size_t count, u8* out) {
  constexpr std::size_t kBlock = 16;
  std::size_t done = 0;
  for (; done + kBlock <= count; done += kBlock) {
    Unit all = 0;
    for (std::size_t i = 0; i < kBlock; ++i) all |= units[done + i];
    if (all >= 0x80) break;
    for (std::size_t i = 0; i < kBlock; ++i) out[done + i] = static_cast<u8>(units[done + i]);
  }
  return done;
}

}  // namespace

std::size_t utf8_put(char32_t c, u8* out) {
  if (c < 0x80) {
    out[0] = static_cast<u8>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<u8>(0xC0 | c >> 6);
    out[1] = static_cast<u8>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<u8>(0xE0 | c >> 12);
    out[1] = static_cast<u8>(0x80 | (c >> 6 & 0x3F));
    out[2] = static_cast<u8>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<u8>(0xF0 | c >> 18);
  out[1] = static_cast<u8>(0x80 | (c >> 12 & 0x3F));
  out[2] = static_cast<u8>(0x80 | (c >> 6 & 0x3F));
  out[3] = static_cast<u8>(0x80 | (c & 0x3F));
  return 4;
}

std::size_t utf8_size(const StrView& text) {
  if (text.ascii) return text.length;
  return with_kind(text, [&](const auto* units) {
    using Unit = std::remove_cvref_t<decltype(*units)>;
    constexpr std::size_t kBlock = 64;  // a sum as wide as a unit suffices: the vectors have no wider lanes
    std::size_t size = 0, i = 0;
    for (; i + kBlock <= text.length; i += kBlock) {
      std::make_unsigned_t<Unit> sum = 0;
      for (std::size_t k = 0; k < kBlock; ++k) sum = static_cast<Unit>(sum + encoded_length(units[i + k]) - 1);
      size += kBlock + sum;
    }
    for (; i < text.length; ++i) size += encoded_length(units[i]);
    return size;
  });
}

std::size_t find_surrogate(const StrView& text) {
  if (text.kind == 1) return kNotFound;
  return with_kind(text, [&](const auto* units) {
    constexpr std::size_t kBlock = 16;
    std::size_t i = 0;
    for (bool found = false; i + kBlock <= text.length; i += kBlock) {
      for (std::size_t k = 0; k < kBlock; ++k) found |= is_surrogate(units[i + k]);
      if (found) break;
    }
    for (; i < text.length; ++i) {
      if (is_surrogate(units[i])) return i;
    }
    return kNotFound;
  });
}

std::size_t utf8_write(const StrView& text, u8* out) {
  if (text.ascii) {
    std::memcpy(out, text.data, text.length);
    return text.length;
  }
  return with_kind(text, [&](const auto* units) {
    u8* at = out;
    constexpr std::size_t kPatience = 16;
    for (std::size_t i = 0; i < text.length;) {
      std::size_t ascii = copy_ascii_blocks(units + i, text.length - i, at);
      i += ascii;
      at += ascii;
      for (std::size_t end = std::min(i + kPatience, text.length); i < end; ++i) at += utf8_put(units[i], at);
    }
    return static_cast<std::size_t>(at - out);
  });
}

namespace {

bool encode_surrogate(char32_t c, ErrorPolicy policy, ByteBuilder& out) {
  if (policy == ErrorPolicy::kSurrogatePass) {
    if (u8* to = out.extend(3)) utf8_put(c, to);
    return true;
  }
  if (policy == ErrorPolicy::kSurrogateEscape) {
    if (c < 0xDC80 || c > 0xDCFF) return false;
    out.append(static_cast<u8>(c));
    return true;
  }
  return handle_unencodable(c, policy, [&out](char ascii) { out.append(static_cast<u8>(ascii)); });
}

}  // namespace

EncodeResult encode_utf8(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out) {
  std::size_t at = from;
  while (at < text.length) {
    StrView rest = text.from(at);
    std::size_t clean = find_surrogate(rest);
    if (clean == kNotFound) clean = rest.length;
    StrView part = rest.sub(0, clean);
    if (u8* to = out.extend(utf8_size(part))) utf8_write(part, to);
    at += clean;
    for (; at < text.length && is_surrogate(text.at(at)); ++at) {
      if (encode_surrogate(text.at(at), policy, out)) continue;
      std::size_t end = at + 1;
      while (end < text.length && is_surrogate(text.at(end))) ++end;
      return {at, end, "surrogates not allowed"};
    }
  }
  return {};
}

}  // namespace rt::text
