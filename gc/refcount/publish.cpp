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

// Objects that are published, but whose references have not all been looked at. The stack grows on the heap: structures may be deep. Without memory for
// more of them, an object stays on the stack below those of its children that found room; the others stay private until the walk comes back to it.
//
// What is given away goes as a whole: a child whose only reference is the one by which its parent, given away itself, was left becomes nobody's.
class PublishWalk : Visitor {
 public:
  explicit PublishWalk(Thread& thread) : Visitor{visit_child, visit_uncounted_child}, thread_(thread) {}
  ~PublishWalk() {
    if (items_ != first_items_) raw_free(items_);
  }

  void run(Object* root, bool given) {
    enter(root, given);
    while (count_ != 0) leave_last();
    count_published(thread_, traced_);
  }

 private:
  struct Item {
    Object* object;
    bool given;
  };

  static void visit_child(Visitor& self, Object* child) {
    auto& walk = static_cast<PublishWalk&>(self);
    if (child->published() || !walk.has_room()) return;
    walk.mark(child);
    walk.items_[walk.count_++] = {child, walk.giving_ && disown(walk.thread_, child)};
  }

  // A suspended generator hands out what its registers hold, counted or not. Such an object is never given away: others hold it, too.
  static void visit_uncounted_child(Visitor& self, Object* child) { static_cast<PublishWalk&>(self).enter(child); }

  void enter(Object* object, bool given = false) {
    if (object->published() || !has_room()) return;
    mark(object);
    items_[count_++] = {object, given};
  }

  // For one more object. False: there is no memory, and the object whose references are being looked at needs another turn.
  bool has_room() {
    if (count_ < capacity_ || grow()) return true;
    incomplete_ = true;
    return false;
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

  // Release: whoever reads the flag from a reference that it found by itself (the collector, another walk) sees the contents. The store
  // that lets others find the object is a release, too.
  void mark(Object* object) {
    u32 owner = object->owner.load(relaxed);
    if (owner == thread_.id) {
      object->meta.store(object->meta.load(relaxed) | kPublished, release);
    } else {
      // Nobody's or immortal, so several threads may be publishing it at once; or, in a pause, the collector publishes garbage of others.
      ASSERT(owner == kNobody || owner == kImmortalOwner || world_stopped());
      object->meta.fetch_or(kPublished, release);
    }
  }

  void leave_last() {
    size_t at = count_ - 1;
    incomplete_ = false;
    visit_references(items_[at]);
    if (!incomplete_) {
      items_[at] = items_[--count_];
      return;
    }
    if (count_ == at + 1) fatal("out of memory: a deep structure is stored where another thread can find it");
  }

  void visit_references(Item item) {
    Object* object = item.object;
    const ShapeBase* shape = shape_of(object);
    if (shape->type) enter(shape->type);
    if (shape->lifetime->trace) {
      giving_ = item.given;
      shape->lifetime->trace(object, *this);
      giving_ = false;
      if (!incomplete_) ++traced_;
    }
    if (shape->lifetime->trace_weak) shape->lifetime->trace_weak(object, *this);
    if (object->has_flag(kWeakrefs)) enter_weak_holders(object);
  }

  // Who destroys a published object takes hold of its weak references' holders, to call them back: another thread may reach them. Those of
  // a private object are this thread's.
  void enter_weak_holders(Object* referent) {
    weakref_each(
        thread_, referent,
        [](WeakEntry* entry, void* self) {
          if (entry->holder()) static_cast<PublishWalk*>(self)->enter(entry->holder());
          return false;
        },
        this);
  }

  bool grow() {
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
  bool giving_ = false;      // the object whose references are being looked at is given away
  bool incomplete_ = false;  // one of its references has found no room
  bool full_ = false;        // there has been no memory for a larger stack
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
  RootPublisher publisher{{[](Visitor& self, Object* root) { publish(*static_cast<RootPublisher&>(self).thread, root); }}, &thread};
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
