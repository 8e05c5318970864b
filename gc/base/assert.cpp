#include "gc/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace gc {

void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expression);
  std::abort();
}

void fatal(const char* message) {
  std::fprintf(stderr, "Fatal error: %s\n", message);
  std::abort();
}

}  // namespace gc
