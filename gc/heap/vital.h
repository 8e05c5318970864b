// Vital memory: for allocations of the runtime that cannot fail, because no caller could raise MemoryError: shapes,
// records of attributes, the contents of C++ containers.
//
//   mimalloc --no memory--> the reserve: 8 MB in the program's image --used up--> the process ends
//
// The kernel supplies a page of the reserve when it is first touched, so the reserve costs nothing until it is needed.
// Memory that a Python program asks for never comes from there: the program gets a MemoryError and can drop something.
// But what makes the classes and names of a native module cannot be undone half way, so it works in a VitalScope: there
// side storage and large objects come from the reserve, too.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"

namespace gc {

// A cleared block, aligned to 16 bytes; freed with raw_free() (heap.h). Never null: if the reserve is used up, the
// process ends. Any thread.
void* vital_alloc(size_t bytes);
// The same, but null if the reserve is used up.
void* vital_alloc_if_any(size_t bytes);

// While a VitalScope lives, the side storage and the large objects that the calling thread asks for (raw_alloc() and
// the like, heap.h) are vital. For code that cannot give up half way; has_pages() (page_run.h) tells it beforehand
// whether there are pages for its small objects.
class VitalScope {
 public:
  VitalScope() { ++t_depth; }
  ~VitalScope() { --t_depth; }
  VitalScope(const VitalScope&) = delete;
  VitalScope& operator=(const VitalScope&) = delete;

 private:
  friend void* vital_in_scope(size_t bytes);
  static constinit thread_local u32 t_depth;
};
// For a request that mimalloc has refused: a cleared block of the reserve. Null: the thread is in no VitalScope, or
// half of the reserve is used up.
void* vital_in_scope(size_t bytes);

// ---- for raw_free and operator new

// A cleared block of the reserve, aligned to 64 bytes. Never null: if the reserve is used up, the process ends. Any
// thread.
void* alloc_in_vital_area(size_t bytes);

extern char g_vital_area[];
inline constexpr size_t kVitalBytes = size_t{8} << 20;
// True if the block lies in the reserve.
inline bool is_vital(const void* memory) {
  return static_cast<size_t>(static_cast<const char*>(memory) - g_vital_area) < kVitalBytes;
}
// Frees a block of the reserve. Any thread.
void vital_free(void* memory);
// The size of a block of the reserve, at least what was asked for.
size_t vital_size(const void* memory);

// Hold the reserve's lock across a fork, because a detached thread may be using the reserve when another thread forks.
// vital_after_fork() is called in the parent and in the child.
void vital_before_fork();
void vital_after_fork();

}  // namespace gc
