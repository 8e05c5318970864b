// Searching. find() chooses the algorithm: memchr for one character, 16 positions at once for short needles in bytes,
// the first character for other short needles, and the two-way algorithm if the needle is long and the simple search
// does not pay.
#include "runtime/text/search.h"

#include <emmintrin.h>

#include <bit>
#include <cstring>

namespace rt::text {

// ---- single characters

namespace {

__m128i load(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }

__m128i broadcast(u16 c) { return _mm_set1_epi16(static_cast<short>(c)); }
__m128i broadcast(char32_t c) { return _mm_set1_epi32(static_cast<int>(c)); }
__m128i equal_lanes(__m128i a, __m128i b, u16) { return _mm_cmpeq_epi16(a, b); }
__m128i equal_lanes(__m128i a, __m128i b, char32_t) { return _mm_cmpeq_epi32(a, b); }

std::size_t find_unit(const u8* units, std::size_t from, std::size_t length, u8 c) {
  const void* hit = std::memchr(units + from, c, length - from);
  return hit == nullptr ? kNotFound : static_cast<std::size_t>(static_cast<const u8*>(hit) - units);
}

template <typename Unit>
std::size_t find_unit(const Unit* units, std::size_t from, std::size_t length, Unit c) {
  constexpr std::size_t kLanes = 16 / sizeof(Unit);
  __m128i wanted = broadcast(c);
  std::size_t i = from;
  for (; i + 2 * kLanes <= length; i += 2 * kLanes) {
    __m128i low = equal_lanes(load(units + i), wanted, c);
    __m128i high = equal_lanes(load(units + i + kLanes), wanted, c);
    if (_mm_movemask_epi8(_mm_or_si128(low, high)) == 0) continue;
    unsigned hits = static_cast<unsigned>(_mm_movemask_epi8(low)) | static_cast<unsigned>(_mm_movemask_epi8(high))
                                                                        << 16;
    return i + static_cast<std::size_t>(std::countr_zero(hits)) / sizeof(Unit);
  }
  for (; i < length; ++i) {
    if (units[i] == c) return i;
  }
  return kNotFound;
}

// The largest character that a unit holds.
template <typename Unit>
constexpr char32_t kUnitMax = sizeof(Unit) == 1   ? 0xFF
                              : sizeof(Unit) == 2 ? 0xFFFF
                                                  : 0xFFFFFFFF;

}  // namespace

std::size_t find_char(const StrView& text, char32_t c, std::size_t from) {
  if (from >= text.length) return kNotFound;
  return with_kind(text, [&]<typename Unit>(const Unit* units) {
    return c > kUnitMax<Unit> ? kNotFound : find_unit(units, from, text.length, static_cast<Unit>(c));
  });
}

std::size_t rfind_char(const StrView& text, char32_t c) {
  if (text.kind == 1) {
    const void* hit = c > 0xFF || text.length == 0 ? nullptr : memrchr(text.data, static_cast<int>(c), text.length);
    return hit == nullptr ? kNotFound : static_cast<std::size_t>(static_cast<const u8*>(hit) - text.units1());
  }
  return with_kind(text, [&](const auto* units) {
    for (std::size_t i = text.length; i != 0; --i) {
      if (units[i - 1] == c) return i - 1;
    }
    return kNotFound;
  });
}

namespace {

// A comparison mask is -1 in matching lanes, so subtracting the masks counts matches in each 8-bit lane. After at most
// 255 rounds, before a lane can overflow, the lanes are summed up.
std::size_t count_bytes(const u8* units, std::size_t length, u8 c) {
  __m128i wanted = _mm_set1_epi8(static_cast<char>(c));
  std::size_t count = 0;
  std::size_t i = 0;
  while (i + 16 <= length) {
    __m128i lanes = _mm_setzero_si128();
    for (int round = 0; round < 255 && i + 16 <= length; ++round, i += 16) {
      lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(load(units + i), wanted));
    }
    __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
    count += static_cast<std::size_t>(_mm_cvtsi128_si64(sums)) +
             static_cast<std::size_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
  }
  for (; i < length; ++i) count += units[i] == c ? 1 : 0;
  return count;
}

}  // namespace

std::size_t count_char(const StrView& text, char32_t c) {
  if (text.kind == 1) return c > 0xFF ? 0 : count_bytes(text.units1(), text.length, static_cast<u8>(c));
  return with_kind(text, [&](const auto* units) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.length; ++i) count += units[i] == c ? 1 : 0;
    return count;
  });
}

// ---- comparison

namespace {

template <typename A, typename B>
bool equal_units(const A* a, const B* b, std::size_t length) {
  if constexpr (sizeof(A) == sizeof(B)) {
    return length == 0 || std::memcmp(a, b, length * sizeof(A)) == 0;
  } else {
    for (std::size_t i = 0; i < length; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }
}

template <typename F>
auto with_kinds(const StrView& a, const StrView& b, F&& f) {
  return with_kind(a, [&](const auto* x) { return with_kind(b, [&](const auto* y) { return f(x, y); }); });
}

}  // namespace

bool equal(const StrView& a, const StrView& b) {
  if (a.length != b.length) return false;
  return with_kinds(a, b, [&](const auto* x, const auto* y) { return equal_units(x, y, a.length); });
}

int compare(const StrView& a, const StrView& b) {
  std::size_t common = a.length < b.length ? a.length : b.length;
  int order = 0;
  if (a.kind == 1 && b.kind == 1) {
    order = common == 0 ? 0 : std::memcmp(a.data, b.data, common);
  } else {
    order = with_kinds(a, b, [&](const auto* x, const auto* y) {
      for (std::size_t i = 0; i < common; ++i) {
        if (x[i] != y[i]) return static_cast<char32_t>(x[i]) < static_cast<char32_t>(y[i]) ? -1 : 1;
      }
      return 0;
    });
  }
  if (order == 0) order = a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

bool starts_with(const StrView& text, const StrView& prefix) {
  return prefix.length <= text.length && equal(text.sub(0, prefix.length), prefix);
}

bool ends_with(const StrView& text, const StrView& suffix) {
  return suffix.length <= text.length && equal(text.from(text.length - suffix.length), suffix);
}

// ---- substrings

namespace {

// Needles up to this length are found by a search for their first character: the worst case is bounded by a constant
// factor. For a longer needle this search gives up when it does not pay, and the two-way algorithm continues.
constexpr std::size_t kShortNeedle = 16;

struct MaximalSuffix {
  std::size_t start;
  std::size_t period;
};

// The lexicographically greatest suffix (`reverse`: by the reverse order of characters) and its period.
template <typename Unit>
MaximalSuffix maximal_suffix(const Unit* needle, std::size_t length, bool reverse) {
  std::size_t best = 0;       // start of the greatest suffix so far
  std::size_t candidate = 1;  // start of the suffix compared with it
  std::size_t offset = 0;
  std::size_t period = 1;
  while (candidate + offset < length) {
    Unit a = needle[candidate + offset];
    Unit b = needle[best + offset];
    if (a == b) {
      if (++offset == period) {
        candidate += period;
        offset = 0;
      }
    } else if ((a < b) != reverse) {
      candidate += offset + 1;
      offset = 0;
      period = candidate - best;
    } else {
      best = candidate++;
      offset = 0;
      period = 1;
    }
  }
  return {best, period};
}

struct Factorization {
  std::size_t critical;
  std::size_t period;
  bool periodic;  // the left part recurs in the right part: the period is that of the whole needle
};

template <typename Unit>
Factorization factorize(const Unit* needle, std::size_t length) {
  MaximalSuffix forward = maximal_suffix(needle, length, false);
  MaximalSuffix backward = maximal_suffix(needle, length, true);
  MaximalSuffix chosen = forward.start > backward.start ? forward : backward;
  bool periodic = chosen.start + chosen.period <= length && equal_units(needle, needle + chosen.period, chosen.start);
  if (periodic) return {chosen.start, chosen.period, true};
  std::size_t right = length - chosen.start;
  return {chosen.start, (chosen.start > right ? chosen.start : right) + 1, false};
}

template <typename Text, typename Needle>
std::size_t find_two_way(const Text* text, std::size_t from, std::size_t text_length, const Needle* needle,
                         std::size_t length, const Factorization& f) {
  std::size_t memory = 0;  // if periodic: number of characters at the front that are known to match
  for (std::size_t at = from; at + length <= text_length;) {
    std::size_t i = f.critical > memory ? f.critical : memory;
    while (i < length && needle[i] == text[at + i]) ++i;
    if (i < length) {
      at += i - f.critical + 1;
      memory = 0;
      continue;
    }
    std::size_t j = f.critical;
    while (j > memory && needle[j - 1] == text[at + j - 1]) --j;
    if (j <= memory) return at;
    at += f.period;
    memory = f.periodic ? length - f.period : 0;
  }
  return kNotFound;
}

// Compares the whole needle where its first and its last character match. If may_give_up and these comparisons cost
// more than the progress is worth, sets gave_up; `from` is then the position that the search has reached.
template <typename Text, typename Needle>
std::size_t find_by_first(const Text* text, std::size_t& from, std::size_t text_length, const Needle* needle,
                          std::size_t length, bool may_give_up, bool& gave_up) {
  if (needle[0] > kUnitMax<Text>) return kNotFound;
  std::size_t last_start = text_length - length;
  std::size_t start = from;
  std::size_t work = 0;
  while (from <= last_start) {
    std::size_t hit = find_unit(text, from, last_start + 1, static_cast<Text>(needle[0]));
    if (hit == kNotFound) return kNotFound;
    if (text[hit + length - 1] == needle[length - 1]) {
      std::size_t i = 1;
      while (i < length && text[hit + i] == needle[i]) ++i;
      if (i >= length) return hit;
      work += i;
    }
    from = hit + 1;
    if (may_give_up && work > 256 + 4 * (from - start)) {
      gave_up = true;
      return kNotFound;
    }
  }
  return kNotFound;
}

// The first position with a match of the needle among the 16 positions from `text` on. `hits` has a bit for each
// position to be tried. kNotFound: none matches.
std::size_t first_match(unsigned hits, const u8* text, const u8* needle, std::size_t length, std::size_t& work) {
  for (; hits != 0; hits &= hits - 1) {
    auto at = static_cast<std::size_t>(std::countr_zero(hits));
    std::size_t i = 1;
    while (i < length && text[at + i] == needle[i]) ++i;
    if (i >= length) return at;
    work += i;
  }
  return kNotFound;
}

// As find_by_first() for bytes: filters 16 positions at once by the first and the last character.
std::size_t find_by_pair(const u8* text, std::size_t& from, std::size_t text_length, const u8* needle,
                         std::size_t length, bool may_give_up, bool& gave_up) {
  __m128i first = _mm_set1_epi8(static_cast<char>(needle[0]));
  __m128i last = _mm_set1_epi8(static_cast<char>(needle[length - 1]));
  auto places = [](const u8* at, __m128i c) {
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(load(at), c)));
  };
  std::size_t start = from;
  std::size_t work = 0;
  for (; from + length + 15 <= text_length; from += 16) {
    unsigned hits = places(text + from, first) & places(text + from + length - 1, last);
    std::size_t at = first_match(hits, text + from, needle, length, work);
    if (at != kNotFound) return from + at;
    if (may_give_up && work > 256 + 4 * (from - start)) {
      gave_up = true;
      return kNotFound;
    }
  }
  if (from + length > text_length) return kNotFound;
  if (text_length < 16) return find_by_first(text, from, text_length, needle, length, may_give_up, gave_up);
  // Fewer than 16 positions are left. The vectors are loaded so that they end with the text, and the bits of positions
  // before `from` are shifted out.
  std::size_t end = text_length - 16, left = text_length - length + 1 - from;
  std::size_t begin = from < end ? from : end;
  unsigned hits = places(text + begin, first) >> (from - begin) & places(text + end, last) >> (16 - left);
  std::size_t at = first_match(hits, text + from, needle, length, work);
  return at == kNotFound ? at : from + at;
}

template <typename Text, typename Needle>
std::size_t find_quickly(const Text* text, std::size_t& from, std::size_t text_length, const Needle* needle,
                         std::size_t length, bool may_give_up, bool& gave_up) {
  if constexpr (sizeof(Text) == 1 && sizeof(Needle) == 1) {
    return find_by_pair(text, from, text_length, needle, length, may_give_up, gave_up);
  } else {
    return find_by_first(text, from, text_length, needle, length, may_give_up, gave_up);
  }
}

}  // namespace

Finder::Finder(const StrView& needle) : needle_(needle) {
  if (needle.length <= kShortNeedle) return;
  Factorization f = with_kind(needle, [&](const auto* units) { return factorize(units, needle.length); });
  critical_ = f.critical;
  period_ = f.period;
  periodic_ = f.periodic;
}

std::size_t Finder::find(const StrView& text, std::size_t from) const {
  std::size_t length = needle_.length;
  if (from > text.length || length > text.length - from) return kNotFound;
  if (length == 0) return from;
  if (length == 1) return find_char(text, needle_.at(0), from);
  return with_kinds(text, needle_, [&](const auto* units, const auto* needle) {
    bool gave_up = false;
    std::size_t at = from;
    std::size_t hit = find_quickly(units, at, text.length, needle, length, length > kShortNeedle, gave_up);
    if (!gave_up) return hit;
    return find_two_way(units, at, text.length, needle, length, {critical_, period_, periodic_});
  });
}

std::size_t find(const StrView& text, const StrView& needle, std::size_t from) {
  if (from > text.length || needle.length > text.length - from) return kNotFound;
  // This case needs no preparation of the needle.
  if (text.kind == 1 && needle.kind == 1 && needle.length > 1 && needle.length <= kShortNeedle) {
    bool gave_up = false;
    return find_by_pair(text.units1(), from, text.length, needle.units1(), needle.length, false, gave_up);
  }
  return Finder(needle).find(text, from);
}

namespace {

// As find_by_pair(), from the end to the front. The text is not shorter than the needle.
std::size_t rfind_by_pair(const u8* text, std::size_t text_length, const u8* needle, std::size_t length) {
  __m128i first = _mm_set1_epi8(static_cast<char>(needle[0]));
  __m128i last = _mm_set1_epi8(static_cast<char>(needle[length - 1]));
  std::size_t starts = text_length - length + 1;  // the positions below are still to be tried
  for (; starts >= 16; starts -= 16) {
    const u8* from = text + starts - 16;
    __m128i pairs = _mm_and_si128(_mm_cmpeq_epi8(load(from), first), _mm_cmpeq_epi8(load(from + length - 1), last));
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(pairs));
    while (hits != 0) {
      unsigned bit = static_cast<unsigned>(std::bit_width(hits)) - 1;
      if (equal_units(from + bit, needle, length - 1)) return starts - 16 + bit;
      hits ^= 1u << bit;
    }
  }
  while (starts-- != 0) {
    if (text[starts] == needle[0] && equal_units(text + starts, needle, length)) return starts;
  }
  return kNotFound;
}

}  // namespace

std::size_t rfind(const StrView& text, const StrView& needle) {
  if (needle.length > text.length) return kNotFound;
  if (needle.length == 0) return text.length;
  if (needle.length == 1) return rfind_char(text, needle.at(0));
  if (text.kind == 1 && needle.kind == 1)
    return rfind_by_pair(text.units1(), text.length, needle.units1(), needle.length);
  return with_kinds(text, needle, [&](const auto* units, const auto* wanted) {
    std::size_t last = needle.length - 1;
    for (std::size_t at = text.length - needle.length + 1; at-- != 0;) {
      if (units[at] != wanted[0] || units[at + last] != wanted[last]) continue;
      if (equal_units(units + at + 1, wanted + 1, last - 1)) return at;
    }
    return kNotFound;
  });
}

std::size_t count(const StrView& text, const StrView& needle, std::size_t limit) {
  if (needle.length == 0) return text.length + 1 < limit ? text.length + 1 : limit;
  if (needle.length > text.length) return 0;
  if (needle.length == 1) {
    std::size_t all = count_char(text, needle.at(0));
    return all < limit ? all : limit;
  }
  Finder finder(needle);
  std::size_t found = 0;
  for (std::size_t at = 0; found < limit; ++found, at += needle.length) {
    at = finder.find(text, at);
    if (at == kNotFound) break;
  }
  return found;
}

// ---- replacing

namespace {

void append_part(UcsBuilder& out, const StrView& text, std::size_t from, std::size_t count) {
  out.append(text, from, count);
}
void append_part(ByteBuilder& out, const StrView& text, std::size_t from, std::size_t count) {
  if (count != 0) out.append(text.units1() + from, count);
}

void reserve_for(UcsBuilder& out, const StrView& text, const StrView& to, std::size_t length) {
  out.extend(0, char_mask(text) | char_mask(to));
  out.reserve(length);
}
void reserve_for(ByteBuilder& out, const StrView&, const StrView&, std::size_t length) { out.reserve(length); }

// Makes room for the result if that may be much longer than the text: a result that is too long is refused before the
// first part is copied. The matches are counted for that, which takes as long as a replacement of short texts.
template <typename Builder>
void reserve_long_result(const StrView& text, const StrView& from, const StrView& to, std::size_t limit, Builder& out) {
  constexpr std::size_t kLong = std::size_t{1} << 20;
  if (to.length <= from.length) return;
  std::size_t longer = to.length - from.length;
  std::size_t most = from.length == 0 ? text.length + 1 : text.length / from.length;
  if (most > limit) most = limit;
  if (most <= kLong / longer) return;
  std::size_t length;
  if (__builtin_mul_overflow(count(text, from, limit), longer, &length) ||
      __builtin_add_overflow(length, text.length, &length)) {
    out.fail();
  } else if (length > kLong) {
    reserve_for(out, text, to, length);
  }
}

// Replaces an empty `from`, which matches before every character and at the end.
template <typename Builder>
std::size_t replace_empty(const StrView& text, const StrView& to, std::size_t limit, Builder& out) {
  std::size_t done = 0;
  for (; done <= text.length && done < limit; ++done) {
    append_part(out, to, 0, to.length);
    if (done < text.length) append_part(out, text, done, 1);
  }
  if (done < text.length) append_part(out, text, done, text.length - done);
  return done;
}

template <typename Builder>
std::size_t replace_into(const StrView& text, const StrView& from, const StrView& to, std::size_t limit, Builder& out) {
  if (limit == 0) return 0;
  reserve_long_result(text, from, to, limit, out);
  if (!out.ok()) return kNotFound;
  if (from.length == 0) return replace_empty(text, to, limit, out);
  if (from.length > text.length) return 0;
  Finder finder(from);
  std::size_t hit = finder.find(text, 0);
  if (hit == kNotFound) return 0;
  out.reserve(text.length);
  std::size_t at = 0;
  std::size_t done = 0;
  while (hit != kNotFound) {
    append_part(out, text, at, hit - at);
    append_part(out, to, 0, to.length);
    at = hit + from.length;
    if (++done == limit) break;
    hit = finder.find(text, at);
  }
  append_part(out, text, at, text.length - at);
  return done;
}

}  // namespace

std::size_t replace(const StrView& text, const StrView& from, const StrView& to, std::size_t limit, UcsBuilder& out) {
  return replace_into(text, from, to, limit, out);
}

std::size_t replace_bytes(const StrView& text, const StrView& from, const StrView& to, std::size_t limit,
                          ByteBuilder& out) {
  return replace_into(text, from, to, limit, out);
}

}  // namespace rt::text
