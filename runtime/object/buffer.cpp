// The buffer protocol: an exporter lends its memory until the buffer is released.
#include "runtime/object/ops.h"

namespace rt {

bool get_buffer_py(Thread& t, Value v, Buffer* out, BufferUse use) {
  return get_buffer_as_py(t, type_of(v), v, out, use);
}

bool get_buffer_as_py(Thread& t, const Type* type, Value v, Buffer* out, BufferUse use) {
  assert_may_run_python(t);
  *out = Buffer{};
  auto get = type->slots.get_buffer;
  if (!get) return raise_type_error(t, "a bytes-like object is required, not '%T'", v);
  if (!get(t, v, out, use)) return false;
  // An exporter that lends another object's memory has set the owner itself.
  if (!out->owner) out->owner = Ref::share(t, v).release();
  return true;
}

void release_buffer(Thread& t, Buffer* buffer) {
  Value owner = std::exchange(buffer->owner, Value());
  if (!owner) return;
  if (auto release = type_of(owner)->slots.release_buffer) release(t, owner, buffer);
  buffer->data = nullptr;
  decref(t, owner);
}

}  // namespace rt
