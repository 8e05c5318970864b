// Loops over whole strings that do not depend on the meaning of the characters: the ASCII test, the mask, the copy
// between kinds.
#include "runtime/text/kinds.h"

#include <emmintrin.h>

namespace rt::text {

bool is_ascii(const void* data, std::size_t length) {
  const auto* p = static_cast<const u8*>(data);
  std::size_t i = 0;
  for (; i + 64 <= length; i += 64) {
    const auto* block = reinterpret_cast<const __m128i*>(p + i);
    __m128i any = _mm_or_si128(_mm_or_si128(_mm_loadu_si128(block), _mm_loadu_si128(block + 1)),
                               _mm_or_si128(_mm_loadu_si128(block + 2), _mm_loadu_si128(block + 3)));
    if (_mm_movemask_epi8(any) != 0) return false;
  }
  u8 rest = 0;
  for (; i < length; ++i) rest |= p[i];
  return rest < 0x80;
}

char32_t char_mask(const StrView& view) {
  if (view.ascii) return 0x7F;
  if (view.kind == 1) return is_ascii(view.data, view.length) ? 0x7F : 0xFF;
  return with_kind(view, [&](const auto* units) {
    char32_t mask = 0;
    for (std::size_t i = 0; i < view.length; ++i) mask |= units[i];
    return mask;
  });
}

namespace {

template <typename From, typename To>
void copy_converted(const From* from, std::size_t count, To* to) {
  if constexpr (sizeof(From) == sizeof(To)) {
    if (count != 0) std::memcpy(to, from, count * sizeof(To));
  } else {
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<To>(from[i]);
  }
}

}  // namespace

void copy_units(const StrView& from, void* to, u8 to_kind) {
  with_kind(from, [&](const auto* units) {
    switch (to_kind) {
      case 1: copy_converted(units, from.length, static_cast<u8*>(to)); break;
      case 2: copy_converted(units, from.length, static_cast<u16*>(to)); break;
      default: copy_converted(units, from.length, static_cast<char32_t*>(to)); break;
    }
  });
}

}  // namespace rt::text
