// Destruction of an object whose count has become 0: finalizer, weak references, contents, memory, in this order.
//
// When the finalizer has run, `shared` becomes dead, for private objects, too: a collection that starts while the
// contents are destroyed (the finalizer of a child may start one) must not look at them. The class lives until the
// block is freed, because the collector marks the classes of dead blocks.
//
// The destruction of a child is nested in that of its parent, down to a depth of kDestroyDepth; what dies deeper waits
// in the trashcan (trashcan.h).
#include "gc/base/no_safepoint.h"
#include "gc/heap/lifetime.h"
#include "gc/refcount/free.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/trashcan.h"
#include "gc/refcount/weakref.h"

namespace gc {

namespace {

// Gives a dead object one reference, the caller's, for its finalizer. To all other threads the object is dead, so plain
// stores suffice; the last one publishes the others.
void revive(Thread& thread, Object* object) {
  ASSERT(object->local.load(relaxed) == 0 && object->has_flag(kFinalized));
  bool shared = kRefcount == Refcount::kAtomic || (kFreeThreaded && object->published());
  object->owner.store(shared ? kNobody : thread.id, relaxed);
  object->local.store(shared ? 0 : 1, relaxed);
  u32 lent = object->has_flag(kBorrowed) ? kLent : 0;  // readers that see the flag borrow without reading the word
  // Release pairs with the acquire of try_incref: a weak reference may find the object again.
  object->shared.store((shared ? shared_word(1, kMerged) : shared_word(0, kBiased)) | lent, release);
}

void run_weakref_callbacks(Thread& thread, Object* object) {
  WeakHolders holders;
  weakref_clear(thread, object, holders);
  CallFromDestruction call(thread);
  while (WeakEntry* entry = holders.take()) g_counting_hooks.weakref_callback(thread, entry->holder());
}

// The whole destruction, with finalizer and weak references.
void destroy_now(Thread& thread, Object* object) {
  if (finalize_first(thread, object)) return;
  object->shared.store(kDead, relaxed);
  if (object->has_flag(kWeakrefs)) run_weakref_callbacks(thread, object);
  if (auto dispose = lifetime_of(object).dispose) dispose(thread, object);
  free_unless_kept(thread, object);
}

// Destroys the objects whose destruction was deferred. By the outermost destruction only, at depth 1.
TINYPY_COLD void destroy_deferred(Thread& thread) {
  ASSERT(thread.destroy_depth == 1);
  while (thread.dying) destroy_now(thread, next_deferred(thread));
}

// Runs `end`, which destroys the object, one level deeper; or defers that.
template <class F>
TINYPY_INLINE void end_nested(Thread& thread, Object* object, F end) {
  if (thread.destroy_depth >= kDestroyDepth) [[unlikely]]
    return defer_destruction(thread, object);
  ++thread.destroy_depth;
  end();
  if (thread.destroy_depth == 1 && thread.dying) [[unlikely]]
    destroy_deferred(thread);
  --thread.destroy_depth;
}

// For an object with a finalizer or weak references.
[[gnu::noinline]] void destroy_with_callbacks(Thread& thread, Object* object) {
  assert_safepoint_allowed();
  end_nested(thread, object, [&] { destroy_now(thread, object); });
}

[[gnu::noinline]] void destroy_contents(Thread& thread, Object* object, void (*dispose)(Thread&, Object*)) {
  assert_safepoint_allowed();
  end_nested(thread, object, [&] {
    object->shared.store(kDead, relaxed);
    dispose(thread, object);
    free_unless_kept(thread, object);
  });
}

// The end of an object without callbacks.
TINYPY_INLINE void destroy_silently(Thread& thread, Object* object, const Lifetime& lifetime, u32 meta) {
  if (lifetime.dispose) return destroy_contents(thread, object, lifetime.dispose);
  check_end(thread, object);
  observe(ObjectEvent::freed, object);
  if (meta & (kLarge | kPublished)) [[unlikely]]
    return free_object_slow(thread, object);
  free_small_block(thread, object);
}

// For an object whose end may begin with a finalizer or callbacks.
[[gnu::noinline]] void destroy_observed(Thread& thread, Object* object, const Lifetime& lifetime, u32 meta) {
  bool finalizes = lifetime.finalize && !(lifetime.is_spent && lifetime.is_spent(object));
  if (finalizes || (meta & kWeakrefs)) return destroy_with_callbacks(thread, object);
  destroy_silently(thread, object, lifetime, meta);
}

}  // namespace

// In the common cases the only call is the last one, so that a text or a number is destroyed without a stack frame.
void destroy(Thread& thread, Object* object) {
  ASSERT(thread.attached() && object->local.load(relaxed) == 0);
  ASSERT(!kFreeThreaded || !object->published() || object->dead());
  u32 meta = object->meta.load(acquire);
  const Lifetime& lifetime = *g_shapes[meta >> kFlagBits]->lifetime;
  if (lifetime.finalize || (meta & kWeakrefs)) [[unlikely]]
    return destroy_observed(thread, object, lifetime, meta);
  destroy_silently(thread, object, lifetime, meta);
}

bool finalize_first(Thread& thread, Object* object) {
  auto finalize = lifetime_of(object).finalize;
  if (!finalize || object->has_flag(kFinalized)) [[likely]]
    return false;
  object->set_flag(kFinalized);  // before other threads can count it again: see try_incref_in_slot_shared()
  revive(thread, object);
  {
    CallFromDestruction call(thread);
    observe(ObjectEvent::finalized, object);
    finalize(thread, object);
  }
  if (uniquely_held(thread, object)) [[likely]] {  // no other thread has seen it
    object->local.store(0, relaxed);
    return false;
  }
  if (kStudio && total_count(object) > 1) observe(ObjectEvent::resurrected, object);
  decref(thread, object);
  return true;
}

}  // namespace gc
