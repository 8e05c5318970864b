// Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4) of objects' addresses, which are multiples
// of 16.
#pragma once

#include "gc/heap/header.h"

namespace gc {

// Tables must use the highest bits of the hash, which depend on all bits of the address.
inline u64 address_hash(const Object* object) { return (reinterpret_cast<u64>(object) >> 4) * 0x9E3779B97F4A7C15u; }

}  // namespace gc
