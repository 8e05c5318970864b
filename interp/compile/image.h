// The cache format: a code object, with all that are nested in it, as bytes.
//
//   image     magic, revision of the bytecode, checksum of what follows (64-bit words), then one code
//   code      counts and flags, name, qualified name, free variables, file name (empty: as the code around it), size of the body (32 bits), body
//   body      counts, words (generic, caches cleared), handlers, constants, names, docstring, positions
//   value     one letter for the kind, then its content: i small int, I big int, f float, c complex, s str, n interned str, b bytes, t tuple,
//             F frozenset, x code, r str that stands at an earlier offset, and one letter each for None, True, False, Ellipsis and "empty"
//
// Numbers are in groups of seven bits, lowest first. Nested codes are read up to their body only: most functions of a
// module are never called. Such a code object is asleep; it keeps the image, and the first call (or whoever looks
// inside) wakes it. An image is only ever read by a build of the same revision. Its checksum is compared once; offsets
// and lengths are checked all the same.
#pragma once

#include <string_view>

#include "interp/compile/code.h"

namespace comp {

inline constexpr u64 kImageMagic = 0x0359'5059'4e49'54;  // "TINYPY"
inline constexpr u64 kImageHeader = 3 * sizeof(u64);

// Shared by the sleeping code objects that were read from it; the last one to wake or die frees it.
struct Image {
  gc::Atomic<u32> users;
  u64 size;
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
};
void release_image(Image* image);

u64 image_checksum(std::string_view content);

// Signed numbers with the sign in the lowest bit, so that small ones are short.
constexpr u64 fold_sign(i64 n) { return static_cast<u64>(n) << 1 ^ static_cast<u64>(n >> 63); }
constexpr i64 unfold_sign(u64 n) { return static_cast<i64>(n >> 1 ^ (0 - (n & 1))); }

}  // namespace comp
