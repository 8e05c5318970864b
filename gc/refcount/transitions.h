// The steps of the biased protocol that more than one file needs. See the table in refcount.h; nothing in here
// destroys: a result of true says that the last counted reference has gone and that the caller must call end_object,
// now or later.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Gives up ownership and adds `extra` to the shared count: owner := 0, local := 0, word := merged(local + count +
// extra), or the end if that is 0. By the owner, or by who stands in for it.
bool merge_ownership(Object* object, i32 extra);
// The queue's reference to `object` comes home. By the owner, or by who stands in for it.
bool merge_counts(Object* object);
// Drops one counted reference of a merged or waiting object.
bool decref_merged(Object* object, u32 word);
// What follows the end of counting: a dead object is destroyed; one that threads borrow goes to the list of the
// waiting. May run Python code.
void end_object(Thread& thread, Object* object);
// A waiting object's entry comes home after its grace period (qsbr.cpp). May run Python code.
void waited(Thread& thread, Object* object);
// Destruction is nested so deep at most; what dies beyond that is put aside in Thread::dying (heap/destroy.cpp).
inline constexpr u32 kDestroyDepth = 50;

// Installed by the runtime. True if C++ code that the thread runs must not call itself any deeper. Null: nobody knows.
extern bool (*g_native_stack_ends)(const Thread& thread);

// While destruction runs a finalizer or a callback. That is a call like any other: what dies in it is destroyed in it,
// at once, however deep the destruction is nested that runs it. So a finalizer that makes its like without end is an
// endless recursion and ends as one, with RecursionError. Only where the native stack ends, what dies in the call is
// left to the destruction that runs it.
class CallFromDestruction {
 public:
  explicit CallFromDestruction(Thread& thread) : thread_(thread), depth_(thread.destroy_depth), dying_(thread.dying) {
    nests_ = !g_native_stack_ends || !g_native_stack_ends(thread);
    thread.destroy_depth = nests_ ? 0 : kDestroyDepth;
    if (nests_) thread.dying = nullptr;
  }
  ~CallFromDestruction() {
    ASSERT(!nests_ || (thread_.destroy_depth == 0 && !thread_.dying));
    thread_.destroy_depth = depth_;
    if (nests_) thread_.dying = dying_;
  }
  CallFromDestruction(const CallFromDestruction&) = delete;
  CallFromDestruction& operator=(const CallFromDestruction&) = delete;

 private:
  Thread& thread_;
  const u32 depth_;      // of the destruction that runs the call
  Object* const dying_;  // what that has put aside
  bool nests_;
};

// Runs the finalizer that a dead object may still have to run. It sees a living object: that gets one reference, which
// is dropped afterwards by an ordinary decref. If somebody else holds the object then, it lives on; if not, it comes
// back to destroy() and, since a finalizer runs only once (PEP 442), goes on to the end. False: there is none to run.
// Runs Python code.
bool finalize_first(Thread& thread, Object* object);
// As publish_slow(), for a root that is being handed over with all that only it holds: what has no other reference than
// the one from it (or from such an object) belongs to nobody from now on, so that the last drop, in whatever thread,
// frees it without asking this one.
void publish_given(Thread& thread, Object* root);

}  // namespace gc
