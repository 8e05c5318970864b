// Slices of sequences that other threads may be changing. The two steps are separate: first slice_indices_py() calls
// __index__, which may be Python code; then slice_items() uses the length, under the lock of the sequence.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// The bounds of a slice, without regard to a length. A bound that counts from the end is negative; a missing bound lies
// beyond every length.
struct SliceIndices {
  i64 start, stop, step;
};
// False: an error is pending (a bound is no int and has no __index__, or the step is zero).
bool slice_indices_py(Thread& t, Value slice, SliceIndices* out);
bool slice_indices_py(Thread& t, Value start, Value stop, Value step, SliceIndices* out);

// The slice of a sequence of a certain length: `count` items from `start` on, `step` apart. If the step is 1,
// [start, stop) is the range that assigned items replace.
struct SliceItems {
  i64 start, stop, step, count;
};
SliceItems slice_items(const SliceIndices& indices, i64 length);

// The index `step` after `at`. The index after the last item is computed, too, though never used; a wide step could
// overflow i64 there, so the addition is unsigned.
inline i64 step_on(i64 at, i64 step) { return static_cast<i64>(static_cast<u64>(at) + static_cast<u64>(step)); }

// The same set of items, from the lowest index to the highest.
inline SliceItems ascending(const SliceItems& s) {
  if (s.step > 0 || s.count == 0) return s;
  i64 lowest = s.start + s.step * (s.count - 1);
  return {lowest, s.start + 1, -s.step, s.count};
}

}  // namespace rt
