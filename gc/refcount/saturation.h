// Saturation: a count that reaches its limit stays there, and its object becomes immortal, as in CPython. One object is
// leaked; otherwise the count would wrap, and memory in use would be freed.
//
//   count                    bits         limit   is compared with the limit
//   shared                   29, signed   2^27    at each change, in both directions: the counts of other threads may
//                                                 come long before or after the owner's part
//   local                    32           2^31    when the owner counts down, counts in bulk (incref_many), or gives up
//                                                 its ownership
//   notes, and differences   64           none    when they are added to `shared`
//   of deferred objects
//
// A saturated `shared` is never counted down. A thread that counts up adds first and compares afterwards, because the
// addition returns the count before; if that was saturated, the thread subtracts what it has added. At most 16 are
// added in that way, and Linux has at most 2^22 threads. So the word cannot get from the limit 2^27 to its end 2^28.
//
// `local` is counted up without a comparison, because that is the most frequent step of all programs and takes four
// instructions. Counting down compares with 1 anyway; the comparison is signed, and a count beyond the limit is
// negative. The slots of 2^32 references to one object fill 34 GB. For `local` to wrap, the second half of them would
// have to be made one by one, while the owner drops not a single one, not even from a register.
#pragma once

#include "gc/heap/header.h"

namespace gc {

// The word with its count at the limit; state and third bit stay.
constexpr u32 saturated(u32 word) { return (word & (kLent | kStateMask)) | shared_word(kSaturated, kBiased); }
constexpr bool is_beyond_limits(i64 count) { return count >= kSaturated || count <= -kSaturated; }
// The word with one reference less. `word` must not be saturated.
constexpr u32 counted_down(u32 word) {
  return shared_count(word) <= -kSaturated + 1 ? saturated(word) : word - kSharedOne;
}

// Adds n, which may be negative, to the shared count, with relaxed order. Any thread; the caller holds a reference.
TINYPY_COLD void add_many_shared(Object* object, i64 n);
inline void add_shared(Object* object, i64 n) {
  constexpr i64 kUnseen = 16;
  if (n < 0 || n > kUnseen) [[unlikely]]
    return add_many_shared(object, n);
  u32 added = static_cast<u32>(n) * kSharedOne, before = object->shared.fetch_add(added, relaxed);
  if (is_saturated(before)) [[unlikely]]
    object->shared.fetch_sub(added, relaxed);
}

// Saturates the object, whose `local` has reached its limit. By its owner; in the GIL program, by the holder of the
// GIL.
TINYPY_COLD void saturate_local(Object* object);

}  // namespace gc
