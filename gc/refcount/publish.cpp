// The walk that publishes a graph of private objects, and the registry of roots.
//
//   enter(X)   X is private: set kPublished, push X
//   visit(X)   pop X: enter each object that X references, X's class, its weak referent, and holders of weak references
//              to X
#include "gc/refcount/publish.h"

#include "gc/base/trace.h"
#include "gc/heap/budget.h"
#include "gc/heap/heap.h"
#include "gc/heap/vital.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/weakref.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

Atomic<bool> g_threads_started{false};

namespace {

constexpr u32 kMaxTracers = 64;
void (*g_tracers[kMaxTracers])(Visitor&);
Atomic<u32> g_tracer_count{0};  // entries below it never change; grows under the mutex
Mutex g_tracers_mutex;

// Sets kPublished on all private objects that the root reaches. The objects on the stack have the flag already, but
// their references have not been visited. The stack lies in the walk itself, and moves to the heap when it grows. If
// there is no memory for that, the walk visits further objects in nested walks, on the thread's native stack.
//
// If the root is handed over to another thread (publish_given()), so is the subgraph that only it holds: a child whose
// only reference comes from an object that is handed over loses its owner (disown()). Then the consumer can free the
// subgraph without the producer's merge queue.
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
    observe(ObjectEvent::publication, root);
    i64 began = tracing() ? now_ns() : 0;
    mark(root);
    look_at_all_from({root, given});
    count_published(thread_, traced_);
    if (began && traced_ >= kWorthTracing) [[unlikely]]
      record(began);
  }

 private:
  struct Item {
    Object* object;
    bool given;
  };

  static constexpr i64 kWorthTracing = 64;  // objects: smaller structures are published all the time

  TINYPY_COLD void record(i64 began) {
    trace({.kind = TraceKind::publication,
           .begin = began,
           .end = now_ns(),
           .number = static_cast<u64>(traced_),
           .site = site_of(thread_)});
  }

  void look_at_all_from(Item first) {
    items_[count_++] = first;
    while (count_ != 0) visit_references(items_[--count_]);
  }

  static void visit_child(Visitor& self, Object* child) {
    auto& walk = static_cast<PublishWalk&>(self);
    walk.enter(child, walk.giving_);
  }

  // A suspended generator can hand out the objects in its registers, whether the registers count them or not. An object
  // in a register that does not count it keeps its owner, because somebody else holds it, too.
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

  // False: the stack is full, and there is no memory for a larger one.
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

  // The native stack ends in here only if the structure has thousands of levels, each of which fills the stack of a
  // walk, or if the caller has left little of it.
  TINYPY_COLD void look_at_nested(Item item) {
    if (g_counting_hooks.native_stack_ends && g_counting_hooks.native_stack_ends(thread_))
      fatal("out of memory: a deep structure is stored where another thread can find it");
    PublishWalk nested(thread_);
    nested.full_ = true;
    nested.look_at_all_from(item);
    traced_ += nested.traced_;
  }

  // Takes the caller's ownership away: merged(1). Plain stores, because no other thread can see the object yet. False:
  // there is another reference to the object.
  static bool disown(Thread& thread, Object* object) {
    if (kRefcount != Refcount::kBiased || object->owner.load(relaxed) != thread.id) return false;
    if (object->local.load(relaxed) != 1 || object->has_flag(kDeferred)) return false;
    object->local.store(0, relaxed);
    object->owner.store(kNobody, relaxed);
    object->shared.store(shared_word(1, kMerged), relaxed);
    observe(ObjectEvent::disowned, object);
    return true;
  }

  // Release: a thread that reads the flag through a reference that it found in another way (the collector, another
  // walk) sees the object's contents. The store that lets other threads find the object is a release, too.
  void mark(Object* object) {
    observe(ObjectEvent::published, object);
    u32 owner = object->owner.load(relaxed);
    if (owner == thread_.id) {
      object->meta.store(object->meta.load(relaxed) | kPublished, release);
    } else {
      // The object has no owner or is immortal, so several threads may be publishing it at once; or the world is
      // stopped, and the collector publishes garbage of other threads.
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

  // The holders of weak references to a published object must be published, because the thread that destroys the object
  // reaches them for their callbacks. Holders are found under the lock of the weak reference table. If the stack has no
  // room for one, it is visited after the lock has been released.
  void enter_weak_holders(Object* referent) {
    do {
      homeless_ = nullptr;
      weakref_each(thread_, referent, enter_weak_holder, this);
      if (homeless_) look_at_nested({homeless_, false});
    } while (homeless_);
  }

  // True: the stack has no room for the holder.
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
  // Few, because threads that start and then wait make such a walk: its items would keep pages of each of their stacks.
  static constexpr size_t kFirstItems = 24;
  Item first_items_[kFirstItems];
  Item* items_ = first_items_;
  size_t count_ = 0, capacity_ = kFirstItems;
  bool giving_ = false;         // the object whose references are being visited is handed over
  bool full_ = false;           // there was no memory for a larger stack
  Object* homeless_ = nullptr;  // the holder for which the stack had no room
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

// A module that is made while threads run registers its tracer when its roots exist: from then on all threads may reach
// them.
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
    weakref_publish_holders(thread);
    own_debts_begin(thread);
  }
  // No other thread runs yet; the start of the next thread makes this store visible there.
  prepare_asymmetric_fence();
  g_threads_started.store(true, release);
}

}  // namespace gc
