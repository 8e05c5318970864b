// The equations of an object's lock (valid.h).
#include "gc/refcount/object_lock.h"
#include "gc/refcount/valid.h"

#if defined(TINYPY_DEBUG)
namespace gc {

bool object_lock_is_valid(const Object* object, bool held) {
  bool locked = object->has_flag(kLocked), parked = object->has_flag(kParked);
  if ((parked && !locked) || (locked && !object->published())) return false;
  return locked == (held || is_reserved(object));
}

}  // namespace gc
#endif
