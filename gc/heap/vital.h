// Memory for what the runtime cannot do without and has nobody to tell that there is none: shapes, records of
// attributes, what C++ containers hold. When the system has none left, it comes from a few megabytes of the program's
// image, of which a page is taken when it is first touched. What a program asks for itself never comes from there: it
// gets its MemoryError and drops something.
#pragma once

#include <cstddef>

namespace gc {

// Cleared, and a multiple of 16. Any thread. Never null: when those megabytes are used up, the process ends. Freed with
// raw_free (heap.h).
void* vital_alloc(size_t bytes);
// The same, but null when they are used up.
void* vital_alloc_if_any(size_t bytes);

// ---- for raw_free and operator new

// Cleared, aligned to 64 bytes; otherwise as vital_alloc.
void* alloc_in_vital_area(size_t bytes);

extern char g_vital_area[];
inline constexpr size_t kVitalBytes = size_t{8} << 20;
inline bool is_vital(const void* memory) {
  return static_cast<size_t>(static_cast<const char*>(memory) - g_vital_area) < kVitalBytes;
}
void vital_free(void* memory);

// A detached thread may be in there when another one forks: its lock is held across the fork. In the parent and in the
// child.
void vital_before_fork();
void vital_after_fork();

}  // namespace gc
