#include "gc/refcount/publish.h"

#include "gc/refcount/transitions.h"
#include "gc/refcount/weakref.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/hooks.h"

namespace gc {

Atomic<bool> g_threads_started{false};

namespace {

constexpr u32 kMaxTracers = 64;
void (*g_tracers[kMaxTracers])(Visitor&);
Atomic<u32> g_tracer_count{0};  // entries below it never change; grows under the mutex
Mutex g_tracers_mutex;

// Marks what the root reaches. The objects on the stack are marked, but their references have not been looked at yet.
// The stack lies in the walk itself and moves to the heap when it grows. If there is no memory for that, the walk looks
// at further objects in walks of their own, nested in this one on the thread's native stack.
//
// What is given away goes as a whole: a child whose only reference is the one by which its parent, given away itself,
// was left becomes nobody's.
class PublishWalk : Visitor {
 public:
  explicit PublishWalk(Thread& thread) : Visitor{visit_child, visit_uncounted_child}, thread_(thread) {}
  ~PublishWalk() {
    if (items_ != first_items_) raw_free(items_);
  }
  PublishWalk(const PublishWalk&) = delete;
  PublishWalk& operator=(const PublishWalk&) = delete;

  void run(Object* root, bool given) {
    if (root->published()) return;
    mark(root);
    look_at_all_from({root, given});
    count_published(thread_, traced_);
  }

 private:
  struct Item {
    Object* object;
    bool given;
  };

  void look_at_all_from(Item first) {
    items_[count_++] = first;
    while (count_ != 0) visit_references(items_[--count_]);
  }

  static void visit_child(Visitor& self, Object* child) {
    auto& walk = static_cast<PublishWalk&>(self);
    walk.enter(child, walk.giving_);
  }

  // A suspended generator hands out what its registers hold, counted or not. Such an object is never given away: others
  // hold it, too.
  static void visit_uncounted_child(Visitor& self, Object* child) {
    static_cast<PublishWalk&>(self).enter(child, false);
  }

  void enter(Object* object, bool from_given) {
    if (object->published()) return;
    mark(object);
    bool given = from_given && disown(thread_, object);
    if (refers_to_nothing_private(object)) return;
    if (!push({object, given})) look_at_nested({object, given});
  }

  // False: there is no room.
  bool push(Item item) {
    if (count_ == capacity_ && !grow()) return false;
    items_[count_++] = item;
    return true;
  }

  static bool refers_to_nothing_private(const Object* object) {
    const ShapeBase* shape = shape_of(object);
    return !shape->lifetime->trace && !shape->lifetime->trace_weak && !object->has_flag(kWeakrefs) &&
           (!shape->type || shape->type->published());
  }

  // Only a structure of many thousand levels, each of which fills the stack of a walk, comes to the end of the native
  // stack.
  TINYPY_COLD void look_at_nested(Item item) {
    if (g_native_stack_ends && g_native_stack_ends(thread_))
      fatal("out of memory: a deep structure is stored where another thread can find it");
    PublishWalk nested(thread_);
    nested.full_ = true;
    nested.look_at_all_from(item);
    traced_ += nested.traced_;
  }

  // Plain stores: nobody else can see the object yet. False: somebody else holds it, too.
  static bool disown(Thread& thread, Object* object) {
    if (kRefcount != Refcount::kBiased || object->owner.load(relaxed) != thread.id) return false;
    if (object->local.load(relaxed) != 1 || object->has_flag(kDeferred)) return false;
    object->local.store(0, relaxed);
    object->owner.store(kNobody, relaxed);
    object->shared.store(shared_word(1, kMerged), relaxed);
    return true;
  }

  // Release: whoever reads the flag from a reference that it found by itself (the collector, another walk) sees the
  // contents. The store that lets others find the object is a release, too.
  void mark(Object* object) {
    u32 owner = object->owner.load(relaxed);
    if (owner == thread_.id) {
      object->meta.store(object->meta.load(relaxed) | kPublished, release);
    } else {
      // Nobody's or immortal, so several threads may be publishing it at once; or, in a pause, the collector publishes
      // garbage of others.
      ASSERT(owner == kNobody || owner == kImmortalOwner || world_stopped());
      object->meta.fetch_or(kPublished, release);
    }
  }

  void visit_references(Item item) {
    Object* object = item.object;
    const ShapeBase* shape = shape_of(object);
    if (shape->type) enter(shape->type, false);
    if (shape->lifetime->trace) {
      giving_ = item.given;
      shape->lifetime->trace(object, *this);
      giving_ = false;
      ++traced_;
    }
    if (shape->lifetime->trace_weak) shape->lifetime->trace_weak(object, *this);
    if (object->has_flag(kWeakrefs)) enter_weak_holders(object);
  }

  // Who destroys a published object takes hold of its weak references' holders, to call them back: another thread may
  // reach them. Those of a private object are this thread's. They are found under a lock, so one that finds no room is
  // looked at after the lock has been left.
  void enter_weak_holders(Object* referent) {
    do {
      homeless_ = nullptr;
      weakref_each(thread_, referent, enter_weak_holder, this);
      if (homeless_) look_at_nested({homeless_, false});
    } while (homeless_);
  }

  // True: it has found no room.
  static bool enter_weak_holder(WeakEntry* entry, void* self) {
    auto& walk = *static_cast<PublishWalk*>(self);
    Object* holder = entry->holder();
    if (!holder || holder->published()) return false;
    walk.mark(holder);
    if (walk.push({holder, false})) return false;
    walk.homeless_ = holder;
    return true;
  }

  TINYPY_COLD bool grow() {
    size_t bytes = capacity_ * sizeof(Item);
    Item* larger = full_ ? nullptr : static_cast<Item*>(vital_alloc_if_any(2 * bytes));
    full_ = !larger;
    if (full_) return false;
    __builtin_memcpy(larger, items_, bytes);
    if (items_ != first_items_) raw_free(items_);
    items_ = larger;
    capacity_ *= 2;
    return true;
  }

  Thread& thread_;
  Item first_items_[64];
  Item* items_ = first_items_;
  size_t count_ = 0, capacity_ = 64;
  bool giving_ = false;         // the object whose references are being looked at is given away
  bool full_ = false;           // there has been no memory for a larger stack
  Object* homeless_ = nullptr;  // the holder of a weak reference that has found no room
  i64 traced_ = 0;
};

struct RootPublisher : Visitor {
  Thread* thread;
};

}  // namespace

TINYPY_COLD void publish_slow(Thread& thread, Object* root) {
  if constexpr (kFreeThreaded) PublishWalk(thread).run(root, false);
}

TINYPY_COLD void publish_given(Thread& thread, Object* root) {
  if constexpr (kFreeThreaded) PublishWalk(thread).run(root, true);
}

namespace {

void publish_roots_of(Thread& thread, void (*tracer)(Visitor& visitor)) {
  RootPublisher publisher{
      {[](Visitor& self, Object* root) { publish(*static_cast<RootPublisher&>(self).thread, root); }}, &thread};
  tracer(publisher);
}

}  // namespace

// Modules that are made while threads run register their roots once these are there: from then on all may reach them.
void add_root_tracer(void (*tracer)(Visitor& visitor)) {
  if (g_threads_started.load(relaxed)) publish_roots_of(*current_thread(), tracer);
  MutexGuard guard(g_tracers_mutex);
  u32 count = g_tracer_count.load(relaxed);
  if (count == kMaxTracers) fatal("too many root tracers");
  g_tracers[count] = tracer;
  g_tracer_count.store(count + 1, release);  // pairs with trace_roots
}

void trace_roots(Visitor& visitor) {
  u32 count = g_tracer_count.load(acquire);
  for (u32 i = 0; i < count; ++i) g_tracers[i](visitor);
}

void publish_roots(Thread& thread) {
  if (g_threads_started.load(relaxed)) return;
  if constexpr (kFreeThreaded) {
    publish_roots_of(thread, trace_roots);
    own_debts_begin(thread);
  }
  // Only the caller runs; the start of the next thread makes it visible there.
  prepare_asymmetric_fence();
  g_threads_started.store(true, release);
}

}  // namespace gc
