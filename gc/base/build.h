// The one place that knows which program is being compiled. Everything else asks the constants.
//
//   free    tinypy-t: threads run in parallel, biased reference counts
//   gil     tinypy: threads take turns under a global lock, plain reference counts
//   atomic  as free, but every count is atomic and nobody owns an object; built on request, for study
#pragma once

// The protocols of gc/ are written for the memory order of x86-64: other cores see a core's stores in program order,
// only a load may overtake an earlier store, and a locked instruction is a full fence. They rely on two things that the
// named memory orders do not promise: a read-modify-write is the fence before a relaxed load, and two neighbouring
// words can be read with one load.
#if !defined(__x86_64__)
#error "the protocols of gc/ are written for the memory order of x86-64"
#endif

namespace gc {

// The counting policy of the program: kBiased in free, kPlain in gil, kAtomic in atomic.
enum class Refcount { kBiased, kPlain, kAtomic };

#if defined(TINYPY_BUILD_FREE)
inline constexpr Refcount kRefcount = Refcount::kBiased;
#elif defined(TINYPY_BUILD_GIL)
inline constexpr Refcount kRefcount = Refcount::kPlain;
#elif defined(TINYPY_BUILD_ATOMIC)
inline constexpr Refcount kRefcount = Refcount::kAtomic;
#else
#error "the build must define TINYPY_BUILD_FREE, TINYPY_BUILD_GIL or TINYPY_BUILD_ATOMIC"
#endif

// True when more than one thread may touch objects at the same moment.
inline constexpr bool kFreeThreaded = kRefcount != Refcount::kPlain;

#if defined(TINYPY_DEBUG)
inline constexpr bool kDebug = true;
#else
inline constexpr bool kDebug = false;
#endif

}  // namespace gc
