// Strays: private objects of other threads that the calling thread meets in C memory.
//
// Invariant of the object model: only its creator can reach a private object, which has no locks and no grace period.
// The write barrier keeps it, but C code stores words in structs and variables of its own without one. So each function
// of the API looks at the owner of what it is given. Neither the caller's, nor published, nor immortal: a stray. The
// finder stops the world, so that the owner is inside no operation, and publishes the object and all that it reaches on
// the owner's behalf. Texts, bytes and numbers need no pause. Caches of such often have a lock of C, for which threads
// wait attached: a pause would wait for them, and they for the finder.
#include "gc/refcount/stray.h"
#include "interp/capi/capi.h"

namespace capi {

static bool is_plain(Object* object) {
  const rt::Type* type = rt::type_of(object);
  return type == rt::kStrType || type == rt::kIntType || type == rt::kBytesType || type == rt::kFloatType ||
         type == rt::kComplexType;
}

TINYPY_COLD void publish_stray(Object* object) {
  if (is_plain(object)) return gc::publish_plain_stray(object);
  gc::publish_stray(*gc::current_thread(), object);  // a tp_traverse may call, while the world is stopped
}

}  // namespace capi
