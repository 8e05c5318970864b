// The reading and writing of slots of published objects (ref.h has the fast paths for private ones).
#include "runtime/object/ref.h"

namespace rt {

// Another thread may overwrite the slot and release the old value at any moment. The memory of an object that was found
// in the slot stays mapped until this thread's next safepoint, so try_incref_found() may look at it. If the object is
// already being destroyed, the slot holds a newer value by now, and the loop reads that one. This requires that the
// slot belongs to the container's present storage: replaced storage keeps its dead values, and the loop would not end.
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

Ref fill_field(Thread& t, Object* container, Slot& slot, Ref value) {
  if (!gc::kFreeThreaded || !container->published()) {
    if (!slot.get()) slot.set(value.release());
  } else {
    if (value.get().is_counted()) gc::publish(t, value.object());
    if (slot.compare_exchange(Value(), value)) (void)value.release();
  }
  return load_field(t, container, slot);
}

}  // namespace rt
