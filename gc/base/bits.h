// Integer types, small integer helpers, and compiler hints.
#pragma once

#include <cstddef>
#include <cstdint>

// Of the whole project, hence in no namespace.
using u8 = uint8_t;
using u16 = uint16_t;
using u32 = uint32_t;
using u64 = uint64_t;
using i8 = int8_t;
using i16 = int16_t;
using i32 = int32_t;
using i64 = int64_t;

namespace gc {

using ::i16, ::i32, ::i64, ::i8, ::u16, ::u32, ::u64, ::u8;

// TINYPY_COLD: a function that hardly ever runs; it is laid out far from the hot code.
#define TINYPY_COLD [[gnu::cold, gnu::noinline]]
#define TINYPY_INLINE [[gnu::always_inline]] inline
#define TINYPY_INLINE_LAMBDA __attribute__((always_inline))  // stands behind the lambda's parameters
// The least multiple of `to`, a power of two, that is not below n.
constexpr size_t align_up(size_t n, size_t to) { return (n + to - 1) & ~(to - 1); }

}  // namespace gc
