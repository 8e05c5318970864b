// Counts that do not wrap. A count that nears its limit stays there, and its object lives as long as the program, as
// CPython's do: a leak of one object where otherwise memory would be freed that is in use.
//
//   count                   bits         limit   the limit is noticed
//   shared                  29, signed   2^27    at each change, in both directions: what others count may come long before or after the owner's part
//   local                   32           2^31    when the owner counts down, counts in bulk (incref_many), or gives its ownership up
//   notes, differences of   64           none    when they are added to `shared`
//   deferred objects
//
// `shared` at or beyond its limit is never counted down. Who counts up adds first and looks afterwards, since the
// addition tells the count before; if that was saturated the thread takes back what it has added. At most 16 are added
// in that way, and Linux has at most 2^22 threads, so the word cannot get from the limit, 2^27, to its end, 2^28.
//
// `local` is counted up without a look: the most frequent step of all programs takes four instructions. Counting down
// has to compare with 1 anyway, and compares signed numbers, of which a count beyond the limit is a negative one. 2^32
// references to one object lie in slots that fill 34 GB. For `local` to wrap, the second half of them would have to be
// made one by one, without the owner's dropping a single one in between, be it from a register.
#pragma once

#include "gc/refcount/header.h"

namespace gc {

// The word with its count at the limit.
constexpr u32 saturated(u32 word) { return (word & (kMark | kStateMask)) | shared_word(kSaturated, kBiased); }
constexpr bool is_beyond_limits(i64 count) { return count >= kSaturated || count <= -kSaturated; }
// The word with one reference less; it is not saturated.
constexpr u32 counted_down(u32 word) {
  return shared_count(word) <= -kSaturated + 1 ? saturated(word) : word - kSharedOne;
}

// Adds to the shared count, whatever is added. Relaxed.
TINYPY_COLD void add_many_shared(Object* object, i64 n);
inline void add_shared(Object* object, i64 n) {
  constexpr i64 kUnseen = 16;
  if (n < 0 || n > kUnseen) [[unlikely]]
    return add_many_shared(object, n);
  u32 added = static_cast<u32>(n) * kSharedOne, before = object->shared.fetch_add(added, relaxed);
  if (is_saturated(before)) [[unlikely]]
    object->shared.fetch_sub(added, relaxed);
}

// The caller owns the object, and its `local` has reached its limit (in the GIL program everybody owns all objects).
TINYPY_COLD void saturate_local(Object* object);

}  // namespace gc
