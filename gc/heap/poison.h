// Poisoning: freed memory is marked, so that uses of it are noticed: in AddressSanitizer's shadow if that is compiled
// in, with a byte pattern in debug builds, not at all otherwise. The 16 header bytes of a free block stay readable,
// because walks over a page read them.
#pragma once

#include <cstring>

#include "gc/base/sanitizers.h"
#include "gc/heap/header.h"

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

// Poisons a free block except for its header; unpoison_payload() undoes that when the block is allocated.
inline void poison_payload(Object* block, size_t block_bytes) {
  char* payload = reinterpret_cast<char*>(block) + sizeof(Object);
  if constexpr (kDebug) std::memset(payload, kFreedByte, block_bytes - sizeof(Object));
  poison(payload, block_bytes - sizeof(Object));
}
inline void unpoison_payload(Object* block, size_t block_bytes) {
  unpoison(reinterpret_cast<char*>(block) + sizeof(Object), block_bytes - sizeof(Object));
}

}  // namespace gc
