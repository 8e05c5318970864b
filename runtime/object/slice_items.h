// Slices of things that other threads may be changing: __index__ is Python code and comes first; the length is looked
// at afterwards, under the lock of what is sliced.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// What a slice says: a bound that counts from the end is negative, a missing one lies beyond every length.
struct SliceIndices {
  i64 start, stop, step;
};
bool slice_indices_py(Thread& t, Value slice, SliceIndices* out);
bool slice_indices_py(Thread& t, Value start, Value stop, Value step, SliceIndices* out);

// What that means for a certain length: `count` items from `start` on, `step` apart. Without a step, [start, stop) is
// where assigned items go.
struct SliceItems {
  i64 start, stop, step, count;
};
SliceItems slice_items(const SliceIndices& indices, i64 length);

// The place `step` after `at`. Steps can be so wide that the place after the last item, where nobody looks, is beyond
// all numbers.
inline i64 step_on(i64 at, i64 step) { return static_cast<i64>(static_cast<u64>(at) + static_cast<u64>(step)); }

// The same items from the lowest to the highest.
inline SliceItems ascending(const SliceItems& s) {
  if (s.step > 0 || s.count == 0) return s;
  i64 lowest = s.start + s.step * (s.count - 1);
  return {lowest, s.start + 1, -s.step, s.count};
}

}  // namespace rt
