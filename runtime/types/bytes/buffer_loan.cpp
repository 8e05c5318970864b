// The loan object: owns the buffer of the view that __buffer__ has returned, and calls __release_buffer__ at its end. A
// loan that owns no buffer is the owner of a restricted view.
#include "runtime/types/bytes/buffer_loan.h"

#include "runtime/object/error.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

Type* g_type = nullptr;  // made at start-up, immortal

struct BufferLoan : Object {
  Slot exporter, view;  // `view` is empty once __release_buffer__ has been called
  Buffer lent;          // the view's buffer; of a restricted view's loan always empty
};

void trace(Object* object, gc::Visitor& visitor) {
  auto* loan = static_cast<BufferLoan*>(object);
  trace_slot(visitor, loan->exporter);
  trace_slot(visitor, loan->view);
  trace_value(visitor, loan->lent.owner);
}

// Releases the view's buffer before the call, so that __release_buffer__ may release the view. If the view shows the
// exporter's own memory, the end of the view calls __release_buffer__.
void finalize(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* loan = static_cast<BufferLoan*>(object);
  release_buffer(t, &loan->lent);
  Ref view = load_field(t, loan, loan->view), exporter = load_field(t, loan, loan->exporter);
  if (!view || whose_view(view, exporter) == ViewOf::kExporter) return;
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
bool lend_again(Thread& t, Value self, Buffer* out, BufferUse use) {
  const Buffer& lent = self.as<BufferLoan>()->lent;
  if (!lent.owner) return raise_value_error(t, kRestrictedView);
  if (writes(use) && lent.readonly) return raise(t, kBufferErrorType, "Object is not writable.");
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

// Calls __release_buffer__. False: another thread still reads the memory.
bool call_release_py(Thread& t, Value exporter, const Buffer& buffer) {
  Ref object = allocate_instance(t, g_type);
  if (object) init_field(object.as<BufferLoan>()->exporter, Ref::share(t, exporter));
  Ref view = object ? make_restricted_view(t, buffer, std::move(object)) : Ref();
  if (!view || !call_method_py(t, exporter, name(N::__release_buffer__), view))
    write_unraisable_py(t, nullptr, exporter);
  Ref release = view ? intern(t, "release") : Ref();
  if (!view || (release && call_method_py(t, view, release))) return true;
  write_unraisable_py(t, nullptr, exporter);
  return false;
}

}  // namespace

bool is_restricted(Value owner) { return type_of(owner) == g_type && !owner.as<BufferLoan>()->lent.owner; }

Value lender_below(Value owner) {
  if (type_of(owner) != g_type) return Value();
  const auto* loan = owner.as<BufferLoan>();
  return is_restricted(owner) ? loan->exporter.get() : loan->lent.owner;
}

ViewOf whose_view(Value view, Value exporter) {
  auto* v = view.as<MemoryView>();
  gc::ObjectLock lock(v);
  Value owner = v->base.owner;
  if (!owner) return ViewOf::kReleased;
  Value lender = is_restricted(owner) ? owner.as<BufferLoan>()->exporter.get() : owner;
  return is_same(lender, exporter) ? ViewOf::kExporter : ViewOf::kOther;
}

// The slot of the first class in the order of bases that has another one than `own`: a native one. Null: none.
static auto native_release_of(Thread& t, Type* type, decltype(Slots::release_buffer) own) {
  decltype(Slots::release_buffer) found = nullptr;
  Ref mro = load_field(t, type, type->mro);
  for (u64 i = 0; mro && !found && i < as_tuple(mro)->length; ++i) {
    auto slot = (*as_tuple(mro))[i].as<Type>()->slots.release_buffer;
    if (slot && slot != own) found = slot;
  }
  return found;
}

// If another thread is still reading, the buffer stays lent for ever: that is safe.
void take_buffer_back_py(Thread& t, Value exporter, Buffer* buffer) {
  Ref pending = error_pending(t) ? take_error(t) : Ref();
  auto own = type_of(exporter)->slots.release_buffer;
  if (call_release_py(t, exporter, *buffer)) {
    if (auto release = native_release_of(t, type_of(exporter), own)) release(t, exporter, buffer);
  }
  if (pending) restore_error(t, std::move(pending));
}

void init_buffer_loans(Thread& t) { g_type = make_native_type(t, kSpec); }

bool wants_buffer_back(Value exporter) {
  Value method = type_lookup(type_of(exporter), name(N::__release_buffer__));
  return method && !is_exact(method, TypeId::kSlotWrapper);
}

bool lend_buffer_py(Thread& t, Value exporter, Value view, Buffer* out, BufferUse use) {
  Ref object = allocate_instance(t, g_type);
  if (!object) return false;
  auto* loan = object.as<BufferLoan>();
  loan->lent = Buffer{};
  if (!get_buffer_py(t, view, &loan->lent, use)) return false;
  init_field(loan->exporter, Ref::share(t, exporter));
  init_field(loan->view, Ref::share(t, view));
  *out = loan->lent;
  out->owner = object.release();
  return true;
}

}  // namespace rt
