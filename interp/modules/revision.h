// The revision of the bytecode. Raise it whenever ops.def or the cache format changes: old caches are then ignored.
#pragma once

namespace vm {

inline constexpr char kCacheTag[] = "tinypy-1";
inline constexpr char kCacheMagic[9] = "tinypy\x01\n";

}  // namespace vm
