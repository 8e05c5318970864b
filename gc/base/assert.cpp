// How the process ends when it must not go on: a failed assertion, a fatal error.
#include "gc/base/assert.h"

#include "gc/base/no_safepoint.h"
#include "gc/base/start_up.h"

#include <cstdio>
#include <cstdlib>

namespace gc {

constinit thread_local u32 t_no_safepoint = 0;
static bool g_starting = true;

void start_up_is_over() { g_starting = false; }

void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expression);
  std::abort();
}

void fatal(const char* message) {
  std::fprintf(stderr, "Fatal error: %s\n", message);
  if (g_starting) std::_Exit(1);
  std::abort();
}

}  // namespace gc
