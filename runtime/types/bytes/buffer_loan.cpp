// The loan object: owns the buffer of the view that __buffer__ has returned, and calls __release_buffer__ at its end.
#include "runtime/types/bytes/buffer_loan.h"

#include "runtime/object/error.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"

namespace rt {

namespace {

Type* g_type = nullptr;  // made at start-up, immortal

struct BufferLoan : Object {
  Slot exporter, view;  // `view` is empty once __release_buffer__ has been called
  Buffer lent;          // the view's buffer
};

void trace(Object* object, gc::Visitor& visitor) {
  auto* loan = static_cast<BufferLoan*>(object);
  trace_slot(visitor, loan->exporter);
  trace_slot(visitor, loan->view);
  trace_value(visitor, loan->lent.owner);
}

// Releases the view's buffer before the call, so that __release_buffer__ may release the view.
void finalize(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* loan = static_cast<BufferLoan*>(object);
  release_buffer(t, &loan->lent);
  Ref view = load_field(t, loan, loan->view), exporter = load_field(t, loan, loan->exporter);
  if (!view) return;
  Ref pending = error_pending(t) ? take_error(t) : Ref();
  if (!call_method_py(t, exporter, name(N::__release_buffer__), view)) write_unraisable_py(t, nullptr, exporter);
  store_field(t, loan, loan->view, Ref());
  if (pending) restore_error(t, std::move(pending));
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* loan = static_cast<BufferLoan*>(object);
  release_buffer(t, &loan->lent);
  clear_slot(t, loan->view);
  clear_slot(t, loan->exporter);
}

// A view that is made from a view gets its buffer from the owner of that view's buffer, the loan. So both share the
// loan.
bool lend_again(Thread& t, Value self, Buffer* out, bool writable) {
  const Buffer& lent = self.as<BufferLoan>()->lent;
  if (writable && lent.readonly) return raise(t, kBufferErrorType, "Object is not writable.");
  *out = lent;
  out->owner = Ref::share(t, self).release();
  return true;
}

constexpr TypeSpec kSpec = {
    .name = "_buffer_wrapper",
    .size = sizeof(BufferLoan),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {trace, nullptr, finalize, dispose},
    .slots = {.get_buffer = lend_again},
};

}  // namespace

void init_buffer_loans(Thread& t) { g_type = make_native_type(t, kSpec); }

bool wants_buffer_back(Value exporter) {
  Value method = type_lookup(type_of(exporter), name(N::__release_buffer__));
  return method && !is_exact(method, TypeId::kSlotWrapper);
}

bool lend_buffer_py(Thread& t, Value exporter, Value view, Buffer* out, bool writable) {
  Ref object = allocate_instance(t, g_type);
  if (!object) return false;
  auto* loan = object.as<BufferLoan>();
  loan->lent = Buffer{};
  if (!get_buffer_py(t, view, &loan->lent, writable)) return false;
  init_field(loan->exporter, Ref::share(t, exporter));
  init_field(loan->view, Ref::share(t, view));
  *out = loan->lent;
  out->owner = object.release();
  return true;
}

}  // namespace rt
