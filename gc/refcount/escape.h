// Escape: a pointer to an object reaches code that has no write barrier, such as a C extension.
//
// Such code keeps pointers in structs and variables that nobody sees, and another thread may find them there. So an
// object escapes as if it were stored into a published object, and then everything in publish.h holds for it:
//
//   before a second thread starts    nothing need be published: only one thread can find anything
//   the start of that thread         publishes all objects that such code may hold already (cycle/publish_heap.h)
//   afterwards                       an object is published before a pointer to it is handed out:  before_escape()
//
// Old leaves. The start publishes all traced objects, and what they and registers reach. It cannot find an untraced
// object, a leaf, that nothing but memory without barriers holds. Such a leaf is published when its pointer comes back:
// admit_escaped(). That needs no pause. A leaf reaches nothing, and since the start no thread has been able to reach it
// in another way, so none is in the middle of an operation on it. The memory where the pointer lay holds a count, and
// the foreign code orders the accesses to that memory (by a lock of its own, say). So the owner sees the flag before it
// drops that count, and then frees the memory of the leaf after a grace period only.
//
//   states of an object                          may escape    may come back
//   private, one thread in the program           yes           yes
//   private, several threads, not a leaf         never         never: a mistake, which builds with checks report
//   private, several threads, an old leaf        -             yes, and is published
//   published                                    yes           yes
//
// Neither function waits, stops another thread, runs Python code or reaches a safepoint. Foreign code may call them
// while it holds a lock for which other attached threads wait.
#pragma once

#include "gc/refcount/publish.h"

namespace gc {

void escape_slow(Thread& thread, Object* object);
void admit_slow(Thread& thread, Object* object);
void escape_slow_here(Object* object);  // of the calling thread
void admit_slow_here(Object* object);

// True: other threads exist, but none of them may find the object.
inline bool is_hidden(const Object* object) {
  return kFreeThreaded && g_threads_started.load(relaxed) && !object->published();
}

// Must be called before a pointer to the object is handed to code without a write barrier. `thread` is the calling
// thread, attached; or it has stopped the world. The object is the caller's, published or immortal.
inline void before_escape(Thread& thread, Object* object) {
  if (is_hidden(object)) [[unlikely]]
    escape_slow(thread, object);
}
// Must be called for a pointer that comes from such code, before anything else is done with the object. The same
// callers.
inline void admit_escaped(Thread& thread, Object* object) {
  if (is_hidden(object)) [[unlikely]]
    admit_slow(thread, object);
}
// The same for callers that look for their thread only if it is needed.
inline void before_escape(Object* object) {
  if (is_hidden(object)) [[unlikely]]
    escape_slow_here(object);
}
inline void admit_escaped(Object* object) {
  if (is_hidden(object)) [[unlikely]]
    admit_slow_here(object);
}

// A new object of the caller, whose payload refers to nothing yet but its class, is published at once if a second
// thread has started. The class is published.
inline void escape_at_birth(Object* object) {
  if (!is_hidden(object)) return;
  observe(ObjectEvent::published, object);
  object->meta.store(object->meta.load(relaxed) | kPublished, release);
}

// True if no other thread can reach an escaped object of the caller, unless foreign code shows it to one: the only
// reference is that which the caller holds.
inline bool uniquely_held_outside(Thread& thread, const Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) return object->local.load(relaxed) == 1;
  constexpr u32 kSpecial = static_cast<u32>(kBorrowed) | static_cast<u32>(kDeferred) | static_cast<u32>(kWeakrefs);
  return object->owner.load(relaxed) == thread.id && object->local.load(relaxed) == 1 &&
         object->shared.load(acquire) == shared_word(0, kBiased) && (object->meta.load(relaxed) & kSpecial) == 0;
}

}  // namespace gc
