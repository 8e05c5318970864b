// The slow paths of escape.h: an object that several threads may find from now on.
#include "gc/refcount/escape.h"

namespace gc {

TINYPY_COLD void escape_slow(Thread& thread, Object* object) {
  assert_accessible(thread, object);
  publish(thread, object);
}

// The walk begins at an old leaf, or at an object of the caller. It asserts that it meets nothing else.
TINYPY_COLD void admit_slow(Thread& thread, Object* object) { publish(thread, object); }

TINYPY_COLD void escape_slow_here(Object* object) { escape_slow(*current_thread(), object); }
TINYPY_COLD void admit_slow_here(Object* object) { admit_slow(*current_thread(), object); }

}  // namespace gc
