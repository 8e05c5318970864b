#include "runtime/object/ref.h"

namespace rt {

// The slot may be overwritten, and its old value released, at any moment. The object found stays mapped until this
// thread's next safepoint, so asking it for a count is safe; if it is already being destroyed the slot holds something
// newer by now: it has to be one that stays the container's, for storage that has been replaced keeps what is dead.
Ref load_field_shared(Thread& t, const Slot& slot) {
  for (;;) {
    Value v = slot.get_shared();
    if (!v.is_counted()) return Ref::steal(v);
    if (gc::try_incref_found(t, v.object())) return Ref::steal(v);
    gc::cpu_pause();
  }
}

Value exchange_shared(Thread& t, Slot& slot, Value v) {
  if (v.is_counted()) gc::publish(t, v.object());
  return slot.exchange(v);
}

}  // namespace rt
