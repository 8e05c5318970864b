// Three levels of assertions. ASSERT: cheap, on with -Ddebug_checks=true. ASSERT_SLOW: walks a little, on with
// -Dstress_lifetime=true. ASSERT_PARANOID: walks much, on only with -DTINYPY_PARANOID. All vanish in release builds.
#pragma once

namespace gc {
// Writes the place of a failed assertion to standard error and aborts. Any thread.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
// Ends the process with a message: for states from which no Python error can be raised, such as no memory for a thread
// record. Exits with status 1 during start-up, aborts afterwards (start_up.h). Any thread.
[[noreturn]] void fatal(const char* message);
}  // namespace gc

#if defined(TINYPY_MODEL)
// What an assertion reads is no step of the thread: the search must not grow by it, nor find other schedules.
#include TINYPY_MODEL
#define ASSERT(e) \
  (::gc::model::glance([&] { return static_cast<bool>(e); }) ? void(0) : ::gc::assertion_failed(#e, __FILE__, __LINE__))
#elif defined(TINYPY_DEBUG)
#define ASSERT(e) ((e) ? void(0) : ::gc::assertion_failed(#e, __FILE__, __LINE__))
#else
#define ASSERT(e) ((void)sizeof((e) ? 1 : 0))
#endif
#if defined(TINYPY_STRESS)
#define ASSERT_SLOW(e) ((e) ? void(0) : ::gc::assertion_failed(#e, __FILE__, __LINE__))
#else
#define ASSERT_SLOW(e) ((void)sizeof((e) ? 1 : 0))
#endif
#if defined(TINYPY_PARANOID)
#define ASSERT_PARANOID(e) ASSERT(e)
#else
#define ASSERT_PARANOID(e) ((void)sizeof((e) ? 1 : 0))
#endif
