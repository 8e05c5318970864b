// Marking freed memory so that stale uses are noticed: AddressSanitizer's shadow where it is compiled in, a byte
// pattern in debug builds, nothing otherwise. A free block keeps its 16 header bytes readable, because pages are walked
// by them.
#pragma once

#include <cstring>

#include "gc/base/sanitizers.h"
#include "gc/refcount/header.h"

#if defined(TINYPY_ASAN)
#include <sanitizer/asan_interface.h>
#endif

namespace gc {

inline constexpr int kFreedByte = 0xDB;

#if defined(TINYPY_ASAN)
inline void poison(void* from, size_t bytes) { ASAN_POISON_MEMORY_REGION(from, bytes); }
inline void unpoison(void* from, size_t bytes) { ASAN_UNPOISON_MEMORY_REGION(from, bytes); }
#else
inline void poison(void*, size_t) {}
inline void unpoison(void*, size_t) {}
#endif

inline void poison_payload(Object* block, size_t block_bytes) {
  char* payload = reinterpret_cast<char*>(block) + sizeof(Object);
  if constexpr (kDebug) std::memset(payload, kFreedByte, block_bytes - sizeof(Object));
  poison(payload, block_bytes - sizeof(Object));
}
inline void unpoison_payload(Object* block, size_t block_bytes) {
  unpoison(reinterpret_cast<char*>(block) + sizeof(Object), block_bytes - sizeof(Object));
}

}  // namespace gc
