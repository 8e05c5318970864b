// The transitions of the biased protocol that more than one file needs; see the table in refcount.h. The functions that
// return bool change counts only. True: the last counted reference has been dropped, and the caller must call
// end_object(), now or later.
#pragma once

#include "gc/refcount/hooks.h"
#include "gc/refcount/refcount.h"

namespace gc {

// Gives up ownership and adds `extra` to the shared count: local := 0, owner := 0, word := merged(local + count +
// extra), or its end if that is 0. By the owner, or by a thread that acts in its stead (merge_queue.h).
bool merge_ownership(Object* object, i32 extra);
// Drops the merge queue's reference to the object, and merges if that has not happened meanwhile. By the owner, or by a
// thread that acts in its stead.
bool merge_counts(Object* object);
// Drops one counted reference to a merged or waiting object, whose word was `word`. Any thread.
bool decref_merged(Object* object, u32 word);
// Ends an object whose last counted reference has been dropped: a dead one is destroyed; a waiting one goes to the list
// for a grace period. By an attached thread. May run Python code.
void end_object(Thread& thread, Object* object);
// For the studio, before end_object(): the event of an object that is dead. One that waits dies later.
TINYPY_INLINE void observe_end([[maybe_unused]] ObjectEvent event, [[maybe_unused]] const Object* object) {
  if constexpr (kStudio) {
    if (object->dead()) observe(event, object);
  }
}
// Runs the finalizer of a dead object, if it has one that has not run. The finalizer sees a living object: the object
// gets one reference, which an ordinary decref drops afterwards. If another reference exists then, the object lives on.
// If not, it comes to destroy() again, which goes on to the end, because a finalizer runs only once (PEP 442). False:
// there is no finalizer to run, or it has left the object unchanged; the caller goes on destroying. Runs Python code.
bool finalize_first(Thread& thread, Object* object);
// As publish_slow(), for a root that is passed to another thread (transfer.h). `drop_ownership` is called for each
// object whose only reference may come from the root, or from such an object: false if there is another one. Then the
// last drop, in whatever thread, frees these objects without the merge queue of the calling thread. Null: for none.
void publish_transferred(Thread& thread, Object* root, bool (*drop_ownership)(Thread& thread, Object* object));

}  // namespace gc
