// The steps of the biased protocol that more than one file needs. See the table in refcount.h; nothing in here destroys: a result of true
// says that the last counted reference has gone and that the caller must call end_object, now or later.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Gives up ownership and adds `extra` to the shared count: owner := 0, local := 0, word := merged(local + count + extra), or the end if
// that is 0. By the owner, or by who stands in for it.
bool merge_ownership(Object* object, i32 extra);
// The queue's reference to `object` comes home. By the owner, or by who stands in for it.
bool merge_counts(Object* object);
// Drops one counted reference of a merged or waiting object.
bool decref_merged(Object* object, u32 word);
// What follows the end of counting: a dead object is destroyed; one that threads borrow goes to the list of the waiting. May run Python code.
void end_object(Thread& thread, Object* object);
// A waiting object's entry comes home after its grace period (qsbr.cpp). May run Python code.
void waited(Thread& thread, Object* object);
// Runs the finalizer that a dead object may still have to run. It sees a living object: that gets one reference, which is dropped afterwards by an
// ordinary decref. If somebody else holds the object then, it lives on; if not, it comes back to destroy() and, since a finalizer runs only once
// (PEP 442), goes on to the end. False: there is none to run. Runs Python code.
bool finalize_first(Thread& thread, Object* object);
// As publish_slow(), for a root that is being handed over with all that only it holds: what has no other reference than the one from it (or
// from such an object) belongs to nobody from now on, so that the last drop, in whatever thread, frees it without asking this one.
void publish_given(Thread& thread, Object* root);

}  // namespace gc
