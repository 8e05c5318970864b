// Three levels of assertions. ASSERT: cheap, on in debug builds. ASSERT_SLOW: walks a little. ASSERT_PARANOID: walks much,
// on only with -DTINYPY_PARANOID. All vanish in release builds.
#pragma once

namespace gc {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
// Ends the process with a message; for states from which no Python error can be raised (no memory for a thread record, ...).
[[noreturn]] void fatal(const char* message);
}  // namespace gc

#if defined(TINYPY_DEBUG)
#define ASSERT(e) ((e) ? void(0) : ::gc::assertion_failed(#e, __FILE__, __LINE__))
#define ASSERT_SLOW(e) ASSERT(e)
#else
#define ASSERT(e) ((void)sizeof((e) ? 1 : 0))
#define ASSERT_SLOW(e) ASSERT(e)
#endif
#if defined(TINYPY_PARANOID)
#define ASSERT_PARANOID(e) ASSERT(e)
#else
#define ASSERT_PARANOID(e) ((void)sizeof((e) ? 1 : 0))
#endif
