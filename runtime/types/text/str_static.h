// The strs that are constants of the program: the empty one and the 256 Latin-1 characters. They are immortal, interned
// and need no initialisation, so they can be used before the rest of the runtime works.
#pragma once

#include <cstddef>

#include "runtime/types/text/str.h"

namespace rt {

// A Str with room for one character. The layout is repeated here, because a Str cannot be constructed at compile time.
struct alignas(16) [[gnu::may_alias]] StaticStr {
  u32 owner, local, shared, meta;
  i64 hash;
  u64 length;
  u8 kind;
  bool ascii;
  u8 interned;
  u8 text;
  u32 spare;
  u8 characters[8];
};
static_assert(offsetof(StaticStr, characters) == Str::kTextOffset);

inline constexpr u32 kEmptyStatic = 256;
struct StaticStrs {
  StaticStr strs[kEmptyStatic + 1];  // indexed by the character; the last one is the empty str
};
extern StaticStrs g_static_strs;

inline Value static_str(u32 i) { return Value(reinterpret_cast<Object*>(&g_static_strs.strs[i])); }
inline Value static_char(u8 c) { return static_str(c); }
// Counts an immortal str. With plain counts (gc::Refcount::kPlain) immortal objects are counted as all others, so the
// counts must balance.
inline Ref share_static(Thread& t, Value str) {
  if constexpr (gc::kRefcount == gc::Refcount::kPlain) incref(t, str);
  return Ref::steal(str);
}
// For Latin-1 views of length 0 or 1.
inline Ref make_char_or_empty(Thread& t, const text::StrView& view) {
  return share_static(t, static_str(view.empty() ? kEmptyStatic : view.units1()[0]));
}

}  // namespace rt
