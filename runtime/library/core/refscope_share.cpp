// refscope.share() and refscope.make_immortal(): two states that an object enters and never leaves.
#include "gc/refcount/publish.h"
#include "runtime/library/core/refscope.h"
#include "runtime/object/ops.h"

namespace rt::refscope {

// An object that is still private is the caller's, since no other thread can reach it.
Ref share(Thread& t, Value x) {
  if (x.is_pointer()) gc::publish(t, x.object());
  return Ref::share(t, x);
}

// A published object may be in registers, notes and queues of other threads, which count it as a mortal one. With a GIL
// the count is one word, which the holder of the GIL may set.
Ref make_immortal(Thread& t, Value x) {
  if (!x.is_pointer() || x.object()->immortal()) return Ref::share(t, x);
  if (x.object()->published())
    return raise_value_error(t, "only a private object can be made immortal: other threads count this %T already", x);
  gc::make_immortal(x.object());
  return Ref::share(t, x);
}

}  // namespace rt::refscope
