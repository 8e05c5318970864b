// The type of capsules.
#include "interp/vm/capsule.h"

#include "runtime/object/extension.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace vm {

namespace {

// The destructor of C gets the capsule back, which nothing else refers to any more.
void finalize(gc::Thread& thread, rt::Object* object) {
  auto& t = static_cast<rt::Thread&>(thread);
  auto destructor = static_cast<Capsule*>(object)->destructor.exchange(nullptr, gc::acq_rel);
  if (!destructor) return;
  rt::Ref pending = rt::take_error(t);
  rt::run_code_py(destructor, [=] { destructor(reinterpret_cast<_object*>(rt::Value(object).bits())); });
  if (rt::error_pending(t)) rt::write_unraisable_py(t, "Exception ignored in a capsule's destructor", rt::Value());
  if (pending) rt::restore_error(t, std::move(pending));
}

rt::Ref capsule_repr(rt::Thread& t, rt::Value self) {
  const char* name = self.as<Capsule>()->name.load(gc::acquire);
  const char* quote = name ? "\"" : "";
  return rt::format_message(t, "<capsule object %s%s%s at %p>", quote, name ? name : "NULL", quote,
                            static_cast<void*>(self.object()));
}

}  // namespace

}  // namespace vm

namespace rt {

extern const TypeSpec kCapsuleSpec;
const TypeSpec kCapsuleSpec = {
    .id = TypeId::kCapsule,
    .name = "PyCapsule",
    .size = sizeof(vm::Capsule),
    .flags = kTypeDisallowNew,
    .doc = "Capsule objects carry a pointer of C code.",
    .lifetime = {nullptr, nullptr, vm::finalize, nullptr},
    .slots = {.repr = vm::capsule_repr},
};

}  // namespace rt
